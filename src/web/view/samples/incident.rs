//! Examples of the incident page: a report to verify, offers under way, a case that was assigned.

use super::{
    Example,
    console::{actions, classification, clock, words},
    example,
    public::advice,
    staff,
};
use crate::{
    domain::vocabulary::{Channel, EmailSafe, IncidentState, OfferState, Severity},
    web::view::{
        clock::Tone,
        console::{
            Able, AssignmentCard, ContactCard, Entry, EvidenceCard, GrantRow, Incident, NextAct, OfferRow, Part,
            PieceRow, Proof, Saw, SensitiveCard, Shortlist, TaskRow,
        },
        field::{Choice, Filled},
        page::{Page, Section},
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    Ok(vec![
        example("incident", &offering(page))?,
        example("incident-unverified", &unverified(page))?,
        example("incident-assigned", &assigned(page))?,
        example("incident-read-only", &Incident { may_write: false, may_reopen: true, ..assigned(page) })?,
    ])
}

#[expect(clippy::too_many_lines, reason = "a field a line: the page of a case shows much")]
fn base(page: &Page) -> Incident {
    let advice = advice();
    Incident {
        staff: staff(page, Section::Case),
        form: Filled::default(),
        may_write: true,
        may_reopen: false,
        subject: "0199".into(),
        clash: None,
        saw: Saw::default(),
        reference: "P3WX-71TB".into(),
        title: "Rançongiciel".into(),
        category: "ransomware".into(),
        organisation: "Mairie de Saint-Exemple".into(),
        place: "Saint-Exemple (12)".into(),
        priority: 1,
        severity: Severity::Critical,
        because: "le chiffrement continue, et la station d’eau est sur le même réseau".into(),
        state: IncidentState::Open,
        channel: Channel::Phone,
        received: "aujourd’hui, vendredi 9 h 58".into(),
        owner: Some("Claire".into()),
        looking: vec!["Denis".into()],
        clocks: vec![
            clock("premier contact", "10 h 02", "", Tone::Done),
            clock("réponses attendues", "10 h 22", "il reste 9 min", Tone::Soon),
        ],
        next: None,
        duplicate_of: String::new(),
        related: Vec::new(),
        words: words(),
        words_lang: "fr".into(),
        machine_signs: Vec::new(),
        consent_said: None,
        doubt: Some("Levé par Claire au cours de l’appel, 10 h 01.".into()),
        call_back: "06 39 98 55 21".into(),
        code: "7QK2-M4XA-9TZB".into(),
        recognition: "cerise · tambour".into(),
        classification: classification(),
        confirmed: Some("Confirmé par Claire, 10 h 03.".into()),
        categories: vec![Choice::new("ransomware", "Rançongiciel"), Choice::new("data_breach", "Fuite de données")],
        actions: actions(),
        never: vec!["Ne payez pas, n’écrivez pas à l’attaquant.".into()],
        deadlines: advice.deadlines,
        agreement: Some("Donné par Mme Garrigues au téléphone, 10 h 03.".into()),
        own_means: vec![page.say("own-supplier-may-be-the-way-in"), page.say("insurer-not-told")],
        way_in: Some(page.say("supplier-way-in-words")),
        agreement_words: "Pouvons-nous décrire votre cas, sans votre nom, à des prestataires de confiance ?".into(),
        offers: Vec::new(),
        chooser: String::new(),
        shortlist: Some(shortlist()),
        assignment: None,
        timeline: timeline(),
        contact: contact(),
        facts: facts(),
        tasks: Vec::new(),
        destinations: vec![
            Choice::new("17cyber", "17Cyber (particuliers)"),
            Choice::new("csirt-na", "Centre d’une autre région"),
        ],
        unfinished: vec!["Compte rendu du prestataire".into()],
        dispositions: vec![
            Choice::new("resolved", "Résolu avec un prestataire"),
            Choice::new("advised", "Conseils suffisants"),
        ],
        proof: proof(),
        evidence: evidence(page),
        sensitive: SensitiveCard {
            is_sensitive: true,
            grants: vec![GrantRow {
                id: "1".into(),
                name: "Denis Roux".into(),
                by_glass: true,
                reason: "La victime rappelle, Claire est absente.".into(),
                open: true,
                when: "9 h 52".into(),
                until: "ce matin, 10 h 52".into(),
            }],
            people: vec![Choice::new("2", "Claire Martin")],
            days: vec![Choice::new("7", &page.count("sensitive-days", 7))],
        },
        page: page.clone(),
    }
}

fn evidence(page: &Page) -> EvidenceCard {
    let piece = PieceRow {
        id: "1".into(),
        name: "capture-ecran.png".into(),
        what: "image (image/png), 1,2 Mo".into(),
        who: page.say("file-party-victim"),
        when: "10 h 12".into(),
        note: "L’écran du poste d’accueil.".into(),
        sha256: "5f".repeat(32),
        short: "5f".repeat(6),
        checked: page.with("file-checked", "when", "10 h 20"),
        ..PieceRow::default()
    };
    let found = PieceRow {
        id: "2".into(),
        name: "facture.pdf.exe".into(),
        given: "facture.pdf\\u{202e}.exe".into(),
        what: "programme (application/vnd.microsoft.portable-executable), 340 ko".into(),
        who: page.with("file-by-mail", "who", "compta@saint-exemple.example"),
        mail: "/mail/in/1".into(),
        warning: page.say("file-warning-double-ending"),
        found: Some(page.with("file-found", "name", "Win.Trojan.Exemple-1")),
        damaged: Some(page.with("file-damaged-since", "when", "10 h 30")),
        ..piece.clone()
    };
    EvidenceCard {
        pieces: vec![piece, found],
        most: page.with("file-most", "size", "50 Mo"),
        password: "infected",
        has_provider: false,
        damaged: true,
    }
}

fn offering(page: &Page) -> Incident {
    Incident {
        state: IncidentState::Offering,
        next: Some(NextAct {
            step: "Appeler l’astreinte de Causse Numérique".into(),
            when: Some("avant 10 h 12".into()),
            verb: "Voir les propositions".into(),
            anchor: "offers",
        }),
        offers: offers(page),
        chooser: "La mairie choisit parmi les disponibles, avant 10 h 35 ; trois ont été sollicités.".into(),
        tasks: vec![TaskRow {
            id: "tsk_1".into(),
            title: "Appeler l’astreinte de Causse Numérique".into(),
            words: "Bonjour, le Centre cyber d’Exemple : une proposition critique vous attend depuis dix minutes."
                .into(),
            call: Some("+33639982012".into()),
            clock: Some(clock("", "10 h 12", "il reste 2 min", Tone::Soon)),
            done: false,
        }],
        ..base(page)
    }
}

fn unverified(page: &Page) -> Incident {
    let mut shortlist = shortlist();
    shortlist.blocked = Some("Aucune proposition ne part avant la levée de doute et l’accord de la victime.".into());
    Incident {
        reference: "K7M4-92QX".into(),
        title: "Virement détourné".into(),
        organisation: "Boulangerie Vidal".into(),
        place: "Rodez (12)".into(),
        severity: Severity::High,
        because: "de l’argent est parti vendredi".into(),
        state: IncidentState::Unverified,
        channel: Channel::Web,
        owner: None,
        looking: Vec::new(),
        clocks: vec![clock("premier contact", "10 h 20", "il reste 4 min", Tone::Soon)],
        next: Some(NextAct {
            step: "Rappeler Mme Vidal et lever le doute".into(),
            when: Some("avant 10 h 20".into()),
            verb: "Lever le doute".into(),
            anchor: "doubt",
        }),
        duplicate_of: "C4QP-28NN".into(),
        related: vec![("/incidents/C4QP-28NN".into(), "C4QP-28NN · même IBAN, hier, Onet-le-Château".into())],
        doubt: None,
        confirmed: None,
        agreement: None,
        shortlist: Some(shortlist),
        contact: ContactCard {
            name: "Jeanne Vidal".into(),
            role: "gérante".into(),
            email: "contact@boulangerie-vidal.exemple".into(),
            email_safe: EmailSafe::No,
            ..contact()
        },
        ..base(page)
    }
}

fn assigned(page: &Page) -> Incident {
    Incident {
        state: IncidentState::Assigned,
        assignment: Some(AssignmentCard {
            provider: "Rodez Infogérance".into(),
            since: "depuis 10 h 24, choisi par la mairie".into(),
            contact: "M. Puech, 06 39 98 20 11".into(),
            clock: Some(clock("premier contact", "10 h 54", "il reste 21 min", Tone::Calm)),
        }),
        offers: offers(page)
            .into_iter()
            .map(|offer| OfferRow { may_choose: false, may_answer: false, clock: None, ..offer })
            .collect(),
        shortlist: None,
        ..base(page)
    }
}

fn shortlist() -> Shortlist {
    let parts = |values: [u8; 6]| {
        let labels = ["compétences", "proximité", "réactivité", "missions passées", "disponibilité", "rotation"];
        labels.iter().zip(values).map(|(label, percent)| Part { label: (*label).into(), percent }).collect()
    };
    let able = |id: &str, name: &str, place: &str, score: &str, values| Able {
        id: id.into(),
        name: name.into(),
        place: place.into(),
        opens: None,
        proposed: true,
        tied: None,
        reasons: "Reprise après rançongiciel (niveau 3), sauvegardes ; peu sollicité ce mois-ci.".into(),
        score: score.into(),
        parts: parts(values),
    };
    Shortlist {
        need: "Reprise après rançongiciel et systèmes industriels, Aveyron, sur place, critique.".into(),
        on_site: "yes".into(),
        blocked: None,
        candidates: vec![
            able("prv_1", "Rodez Infogérance", "Rodez, 12 km", "0,86", [95, 90, 70, 80, 60, 85]),
            able("prv_2", "Causse Numérique", "Millau, 61 km", "0,79", [90, 60, 80, 85, 80, 70]),
            able("prv_3", "Lévézou Sécurité", "Pont-de-Salars, 34 km", "0,74", [80, 75, 50, 60, 90, 95]),
            Able {
                opens: Some("fermé, ouvre lundi 8 h".into()),
                proposed: false,
                ..able("prv_4", "Albigeois Systèmes", "Albi, 78 km", "0,66", [85, 50, 60, 70, 50, 60])
            },
        ],
        excluded: vec![
            ("Garonne Cyber".into(), "label expiré depuis le 31 octobre".into()),
            ("Occitan Réseaux".into(), "déjà trois missions en cours ; ne sert pas les mairies".into()),
        ],
        rule: "Trois à la fois ; réponse attendue en 20 min.".into(),
        is_needed: true,
    }
}

fn offers(page: &Page) -> Vec<OfferRow> {
    let row = |id: &str, provider: &str, state, when: &str| OfferRow {
        id: id.into(),
        provider: provider.into(),
        state,
        when: when.into(),
        terms: String::new(),
        clock: None,
        phone: String::new(),
        phone_link: String::new(),
        may_answer: false,
        may_choose: false,
        tied: None,
    };
    vec![
        OfferRow {
            terms: "Sur place à partir de 11 h 30 ; premier quart d’heure offert ; déplacement 80 €, 95 € de l’heure."
                .into(),
            may_choose: true,
            ..row("off_1", "Rodez Infogérance", OfferState::Available, "a répondu à 10 h 09")
        },
        OfferRow {
            clock: Some(clock("réponse", "10 h 22", "il reste 9 min", Tone::Soon)),
            phone: "06 39 98 20 12".into(),
            phone_link: "+33639982012".into(),
            may_answer: true,
            ..row("off_2", "Causse Numérique", OfferState::Sent, "envoyée à 10 h 02")
        },
        OfferRow {
            tied: Some(page.say("case-tied")),
            ..row("off_4", "Albigeois Systèmes", OfferState::Sent, "envoyée à 10 h 02")
        },
        row("off_3", "Lévézou Sécurité", OfferState::Declined, "a décliné à 10 h 05 : complet aujourd’hui"),
    ]
}

fn timeline() -> Vec<Entry> {
    let entry = |when: &str, who: &str, text: &str, by_person| Entry {
        note: None,
        when: when.into(),
        machine: "2026-11-20T09:06:00Z".into(),
        who: who.into(),
        text: text.into(),
        by_person,
        careful: None,
        entered: None,
    };
    vec![
        entry("10 h 09", "Rodez Infogérance", "Se dit disponible, sur place à partir de 11 h 30.", true),
        Entry {
            careful: Some("Peut venir de l’attaquant".into()),
            ..entry("10 h 07", "courriel de mairie@saint-exemple.exemple", "Tout est réglé, merci d’annuler.", false)
        },
        entry("10 h 02", "Vigie", "Trois propositions envoyées.", false),
        Entry {
            entered: Some("10 h 06".into()),
            ..entry("9 h 30", "Claire", "La station d’eau est passée en manuel.", true)
        },
        entry("9 h 58", "Claire", "Appel de Mme Garrigues.", true),
    ]
}

fn contact() -> ContactCard {
    ContactCard {
        name: "Sylvie Garrigues".into(),
        role: "secrétaire".into(),
        phone: "06 39 98 55 21".into(),
        phone_link: "+33639985521".into(),
        email: "mairie@saint-exemple.exemple".into(),
        email_safe: EmailSafe::Unknown,
    }
}

fn facts() -> Vec<(String, String)> {
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        fact("L’attaque continue", "oui"),
        fact("Des machines sont commandées", "oui : station d’eau"),
        fact("Sauvegardes joignables", "non"),
        fact("Données de personnes", "ne sait pas"),
    ]
}

fn proof() -> Proof {
    Proof {
        sentence: "23 actes scellés, le dernier à 10 h 06.".into(),
        head: "9f2c41d07be3a85c6a1f".into(),
        link: "/audit?subject=P3WX-71TB".into(),
    }
}
