use super::*;

/// Tuesday, 24 November 2026, 10:00 in Paris.
fn now() -> Zoned {
    "2026-11-24T10:00:00+01:00[Europe/Paris]".parse().unwrap()
}

fn said(text: &str) -> Option<Said> {
    understand(text, &now()).map(|reply| reply.said)
}

#[test]
fn a_yes_is_understood_with_its_time() {
    let told = [
        ("Je prends", Said::Accepts("")),
        ("Oui, je prends la mission.", Said::Accepts("")),
        ("J’accepte cette mission, merci !", Said::Accepts("")),
        ("Bonjour,\n\nDisponible demain à 9 h.\n\nCordialement,\nPaul", Said::Available("tomorrow")),
        ("DISPONIBLE", Said::Available("")),
        ("Dispo tout de suite", Said::Available("now")),
        ("Nous sommes disponibles d’ici 2 heures", Said::Available("two_hours")),
        ("Disponible cet après-midi", Said::Available("today")),
        ("Disponible à partir de 14h30", Said::Available("today")),
        ("Disponible mercredi matin", Said::Available("tomorrow")),
        ("Disponible lundi", Said::Available("later")),
        ("Bonjour Madame Roux,\nje suis disponible après-demain", Said::Available("later")),
        ("Hello,\n\nWe are available tomorrow at 9 am.\n\nBest regards\nPaul", Said::Available("tomorrow")),
        ("I'll take it, thanks", Said::Accepts("")),
        ("We can take it tomorrow morning", Said::Accepts("tomorrow")),
        ("Disponible. Je prends.", Said::Accepts("")),
        ("Je prends\nPaul Roux\nAtelier Réseau", Said::Accepts("")),
    ];
    for (text, expected) in told {
        assert_eq!(said(text), Some(expected), "{text}");
    }
}

#[test]
fn a_no_is_understood_with_its_reason() {
    use DeclineReason::{Capacity, Closed, Conflict, Distance, Other, Skill};
    let told = [
        ("Pas disponible", Other),
        ("Non merci.", Other),
        ("Bonjour, malheureusement nous ne sommes pas disponibles.", Other),
        ("Pas disponible, nous sommes complets.", Capacity),
        ("Nous sommes complets", Capacity),
        ("Je décline : conflit d’intérêts", Conflict),
        ("C’est trop loin pour nous", Distance),
        ("Ce n'est pas notre métier, désolé", Skill),
        ("Pas disponible, fermés", Closed),
        ("We are not available, fully booked", Capacity),
        ("Sorry, we decline: too far", Distance),
    ];
    for (text, reason) in told {
        assert_eq!(said(text), Some(Said::Declines(reason)), "{text}");
    }
}

#[test]
fn news_of_a_mission_are_understood() {
    let told = [
        ("Pris en charge.", Said::InHand),
        ("Victime jointe", Said::Reached),
        ("J’ai parlé avec la victime", Said::Reached),
        ("La victime est injoignable", Said::Unreachable),
        ("Je rends la mission", Said::GivesBack),
        ("Mission terminée", Said::Finished),
        ("First contact made", Said::Reached),
    ];
    for (text, expected) in told {
        assert_eq!(said(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_clear_is_never_guessed() {
    let unclear = [
        "",
        "Oui",
        "OK",
        "Bien reçu",
        "Non",
        "Demain 9 h",
        "Disponible ?",
        "Êtes-vous sûr ? Disponible.",
        "Disponible si le client paie d’avance",
        "Je prends sous réserve d’un acompte",
        "Je prends la mission\nsous réserve d’un acompte",
        "Je prends.\n\nMais seulement à distance.",
        "Disponible.\n\nFinalement non.",
        "Disponible aujourd’hui ou demain",
        "Disponible demain, lundi",
        "Disponible mardi",
        "Disponible à 9 h",
        "Pas disponible aujourd’hui",
        "Pas disponible avant demain",
        "Pas disponible. Disponible demain.",
        "Pas disponible.\n\nJe peux à partir de 14 h.",
        "Pas indisponible",
        "Je ne sais pas encore",
        "Nous sommes fermés",
        "Je suis en congés",
        "Je suis absent jusqu’au 3 décembre.",
        "Je suis actuellement absent du bureau et ne suis pas disponible.",
        "I am out of the office until Monday.",
        "Trop loin, mais je prends",
        "Je prends, trop loin",
        "> Disponible",
        "« disponible »",
        "Répondez « disponible » ou « pas disponible »",
        "Pris en charge demain",
        "Victime jointe ?",
        "Je ne prends pas en charge",
        "Disponible not",
        "ne disponible pas",
    ];
    for text in unclear {
        assert_eq!(said(text), None, "{text}");
    }
    let long = format!("Disponible{}", " demain".repeat(5000));
    assert_eq!(said(&long), None);
    assert_eq!(said(&"\n".repeat(10_000)), None);
}

#[test]
fn what_stands_beside_the_answer_is_a_persons_to_read_and_a_signature_is_nothing() {
    let beside = |text: &str| understand(text, &now()).map(|reply| reply.beside);
    assert_eq!(beside("Disponible"), Some(false));
    assert_eq!(beside("Disponible\n\nPaul Roux"), Some(false));
    assert_eq!(beside("Disponible\n\nCordialement,\nPaul, le meilleur, mais pas le dimanche"), Some(false));
    assert_eq!(beside("Disponible demain.\n\nNotre tarif est de 95 euros de l’heure."), Some(true));
    assert_eq!(beside("Disponible\n\n--\nAtelier Réseau, ouvert si vous voulez"), Some(false));
    let answered = "Pas disponible\n\nLe lun. 23 nov. 2026 à 10:02, Centre a écrit :\nRépondez avant demain.";
    assert_eq!(beside(answered), Some(false), "what is answered is not read, marked or not");
}

#[test]
fn an_hour_is_read_as_people_write_it() {
    let hours = |text: &str| hour(&fold(text).split(' ').collect::<Vec<_>>());
    assert_eq!(hours("9h"), Some((Found::Hour(9), 1)));
    assert_eq!(hours("9 h 30"), Some((Found::Hour(9), 3)));
    assert_eq!(hours("14 heures"), Some((Found::Hour(14), 2)));
    assert_eq!(hours("9:30 am"), Some((Found::Hour(9), 3)));
    assert_eq!(hours("2pm"), Some((Found::Hour(14), 1)));
    for wrong in ["25h", "9h75", "13 pm", "9", "99 heures", "h"] {
        assert_eq!(hours(wrong), None, "{wrong}");
    }
}
