//! Examples of the pages behind a link: tracking for the victim, offer and mission for the provider.

use super::{Example, example, public::advice};
use crate::web::view::{
    field::Filled,
    page::Page,
    provider::{Mission, MissionContact, MissionStage, OfferPage, OfferView, Update},
    public::{ChoiceOfProvider, Claim, HandedFile, Helper, Message, NextStep, PathStep, Proposal, Tracking},
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let offer_in = |state| OfferPage { state, ..offer(page) };
    let answered = OfferView::Answered {
        sentence: "Disponible, répondu par M. Puech à 10 h 09.".into(),
        undo_until: Some("10 h 14".into()),
        available: true,
    };
    let declined =
        OfferView::Answered {
            sentence: "Décliné par M. Puech à 10 h 09.".into(), undo_until: None, available: false
        };
    let mission_in = |stage| Mission { stage, ..mission(page) };
    Ok(vec![
        example("tracking", &tracking(page))?,
        example("tracking-choice", &choosing(page))?,
        example("tracking-closed", &closed(page))?,
        example(
            "claim",
            &Claim { page: page.clone(), action: "/suivi".into(), by_code: true, form: Filled::default() },
        )?,
        example("offer", &offer(page))?,
        example("offer-late", &offer_in(OfferView::Open { late: true }))?,
        example("offer-answered", &offer_in(answered))?,
        example("offer-declined", &offer_in(declined))?,
        example("offer-too-late", &offer_in(OfferView::TooLate))?,
        example("offer-not-chosen", &offer_in(OfferView::NotChosen))?,
        example("offer-withdrawn", &offer_in(OfferView::Withdrawn))?,
        example("mission", &mission(page))?,
        example("mission-working", &mission_in(MissionStage::Working))?,
        example("mission-giving-back", &Mission { giving_back: true, ..mission(page) })?,
        example("mission-report-awaited", &mission_in(MissionStage::ReportAwaited))?,
        example("mission-done", &mission_in(MissionStage::Done))?,
        example("mission-ended", &mission_in(MissionStage::Ended { deleted: false }))?,
    ])
}

fn path(page: &Page, current: usize) -> Vec<PathStep> {
    let keys = ["received", "verified", "asked", "assigned", "closed"];
    let step = |(place, key): (usize, &&str)| PathStep {
        label: page.label("track-path", key),
        done: place < current,
        current: place == current,
        when: None,
    };
    keys.iter().enumerate().map(step).collect()
}

fn tracking(page: &Page) -> Tracking {
    Tracking {
        by_code: false,
        calendar: Some("/t/exemple/echeances.ics".into()),
        tell_teams: page.say("tell-teams"),
        link: "/t/exemple".into(),
        reference: "K7M4-92QX".into(),
        recognition: "lavande · pont".into(),
        status: "Un prestataire s’occupe de vous".into(),
        next: NextStep {
            step: "Rodez Infogérance vous appelle.".into(),
            when: Some("au plus tard ce matin, vendredi 10 h 54".into()),
            more: None,
        },
        path: path(page, 3),
        provider: Some(Helper {
            name: "Rodez Infogérance".into(),
            person: "M. Puech".into(),
            phone: "06 39 98 20 11".into(),
            since: "Choisi par vous à 10 h 24.".into(),
            recognition: "orage · violon".into(),
            may_say_not_called: true,
        }),
        choice: None,
        advice: advice(),
        asked: vec![
            ("Rodez Infogérance".into(), "retenu".into()),
            ("Causse Numérique".into(), "sans réponse".into()),
            ("Lévézou Sécurité".into(), "pas disponible".into()),
        ],
        messages: vec![
            Message {
                when: "10 h 05".into(),
                who: "Vous".into(),
                text: "La banque a confirmé le blocage de 12 000 €.".into(),
                ours: false,
            },
            Message {
                when: "10 h 08".into(),
                who: "Claire, du centre".into(),
                text: "Merci, c’est noté. Gardez leur écrit.".into(),
                ours: true,
            },
        ],
        files: vec![file()],
        files_most: page.with("file-most", "size", "50 Mo"),
        may_write: true,
        survey: false,
        may_withdraw: true,
        proof: Some("9f2c41d07be3a85c".into()),
        form: Filled::default(),
        page: page.clone(),
    }
}

fn file() -> HandedFile {
    HandedFile {
        name: "capture-ecran.png".into(),
        what: "image, 1,2 Mo".into(),
        when: "10 h 12".into(),
        note: "L’écran du poste d’accueil.".into(),
        sha256: "5f".repeat(32),
        ..HandedFile::default()
    }
}

fn choosing(page: &Page) -> Tracking {
    let proposal = |offer: &str, name: &str, town: &str, from: &str, prices: &str| Proposal {
        offer: offer.into(),
        name: name.into(),
        town: town.into(),
        from: from.into(),
        prices: prices.into(),
        labels: "ExpertCyber : assistance et remise en état".into(),
    };
    Tracking {
        status: "Deux prestataires peuvent vous aider".into(),
        next: NextStep {
            step: "Choisissez celui qui vous convient.".into(),
            when: Some("au plus tard ce matin, vendredi 11 h 30".into()),
            more: None,
        },
        path: path(page, 2),
        provider: None,
        choice: Some(ChoiceOfProvider {
            until: page.with("track-choose-until", "when", "ce matin, vendredi 11 h 30"),
            delegated: false,
            insurer: Some(page.say("track-choose-not-told")),
            providers: vec![
                proposal("off_2", "Causse Numérique", "Millau", "à distance, tout de suite", "85 € de l’heure"),
                proposal(
                    "off_1",
                    "Rodez Infogérance",
                    "Rodez",
                    "sur place, à partir de 11 h 30",
                    "premier quart d’heure offert ; déplacement 80 €, 95 € de l’heure",
                ),
            ],
        }),
        asked: Vec::new(),
        ..tracking(page)
    }
}

fn closed(page: &Page) -> Tracking {
    Tracking {
        status: "Votre dossier est terminé".into(),
        next: NextStep {
            step: "Nous vous rappelons une dernière fois.".into(),
            when: Some("vers le 20 décembre".into()),
            more: None,
        },
        path: path(page, 5),
        provider: None,
        asked: Vec::new(),
        survey: true,
        files_most: String::new(),
        may_withdraw: false,
        ..tracking(page)
    }
}

fn offer(page: &Page) -> OfferPage {
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    OfferPage {
        link: "/o/exemple".into(),
        provider: "Rodez Infogérance".into(),
        headline: "Rançongiciel, critique, à 30–45 min de chez vous".into(),
        until: "ce soir, vendredi 19 h 40".into(),
        left: "il reste 18 min".into(),
        lines: vec![
            line("Gravité", "critique"),
            line("Qui", "mairie ou intercommunalité, moins de 10 personnes"),
            line("Où", "Aveyron (12), sur place souhaité"),
            line("Compétences", "reprise après rançongiciel, systèmes industriels"),
            line("À savoir", "sauvegardes hors ligne ; une machine est en jeu"),
        ],
        rule: "Trois prestataires sont sollicités. La victime choisit parmi les disponibles au plus tard ce soir, vendredi 19 h 55.".into(),
        first_accept: false,
        state: OfferView::Open { late: false },
        form: Filled::default(),
        from: OfferPage::from_choices(page),
        reasons: OfferPage::reason_choices(page),
        reference: "P3WX-71TB".into(),
        page: page.clone(),
    }
}

fn mission(page: &Page) -> Mission {
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Mission {
        link: "/o/exemple".into(),
        provider: "Rodez Infogérance".into(),
        reference: "P3WX-71TB".into(),
        headline: "Rançongiciel, mairie de Saint-Exemple".into(),
        stage: MissionStage::CallNow { before: "au plus tard ce soir, vendredi 20 h 10".into() },
        recognition: "orage · violon".into(),
        organisation: "Mairie de Saint-Exemple, Saint-Exemple (12)".into(),
        contact: MissionContact {
            name: "Sylvie Garrigues".into(),
            role: "secrétaire".into(),
            phone: "06 39 98 55 21".into(),
            phone_link: "+33639985521".into(),
            email: String::new(),
        },
        careful: vec!["N’écrivez pas à l’adresse de la mairie : l’attaquant la lit peut-être. Appelez.".into()],
        lines: vec![
            line("Gravité", "critique"),
            line("L’attaque continue", "oui"),
            line("Sauvegardes joignables", "non"),
        ],
        words: "Ce matin les fichiers de l’état civil ne s’ouvrent plus, une page rouge demande 2 bitcoins.".into(),
        done: vec!["Station d’eau passée en manuel.".into(), "Postes débranchés du réseau, laissés allumés.".into()],
        deadlines: advice().deadlines,
        form: Filled::default(),
        steps: Mission::step_choices(page),
        reasons: Mission::reason_choices(page),
        giving_back: false,
        outcomes: Mission::choices(page, "outcome", &["resolved", "contained"]),
        techniques: Mission::choices(page, "technique", &["phishing", "unknown"]),
        files: vec![HandedFile { link: "/o/exemple/files/1".into(), ..file() }],
        files_most: page.with("file-most", "size", "50 Mo"),
        password: "infected",
        updates: vec![Update {
            when: "19 h 52".into(),
            who: "M. Puech".into(),
            text: "J’ai parlé avec Mme Garrigues, j’arrive à 20 h 30.".into(),
        }],
        page: page.clone(),
    }
}
