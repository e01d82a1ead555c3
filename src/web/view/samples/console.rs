//! Examples of the console: queue and call.

use super::{Example, example, public::advice, staff};
use crate::{
    domain::vocabulary::{Channel, IncidentState, Severity, Verdict},
    web::view::{
        clock::{Clock, Tone},
        console::{
            Ask, AskKind, CallScreen, Candidate, Classification, FilterList, Keys, KnownCaller, Live, Queue, QueueRow,
            ReadOut, Reason, SavedView, SetAside, Span,
        },
        field::{Choice, Filled},
        page::{LiveCall, Page, Section},
        public::ReportForm,
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let empty = Queue { rows: Vec::new(), total: 0, more: None, first_run: true, ..queue(page) };
    Ok(vec![
        example("queue", &queue(page))?,
        example("queue-empty", &empty)?,
        example("call", &call(page))?,
        example("call-new", &fresh_call(page))?,
    ])
}

fn queue(page: &Page) -> Queue {
    let view =
        |key: &str, link: &str, count, current| SavedView { label: page.say(key), link: link.into(), count, current };
    let words = |vocabulary: &str, all: Vec<&'static str>| {
        all.into_iter().map(|word| Choice::new(word, &page.label(vocabulary, word))).collect::<Vec<_>>()
    };
    let states = words("state", IncidentState::ALL.iter().map(|state| state.as_str()).collect());
    let severities = words("severity", Severity::ALL.iter().map(|severity| severity.as_str()).collect());
    Queue {
        staff: staff(page, Section::Queue),
        views: vec![
            view("view-mine", "/queue?owner=me", Some(4), false),
            view("view-to-call", "/queue?state=unverified", Some(2), false),
            view("view-without-provider", "/queue?view=unfilled", Some(1), false),
            view("view-going", "/queue", None, true),
            view("view-all", "/queue?view=all", None, false),
        ],
        keep: Some("department=12".into()),
        filters: Filled::from_pairs([("sort", "deadline")]),
        lists: vec![
            FilterList { name: "state", label: "queue-filter-state", choices: states },
            FilterList { name: "severity", label: "queue-filter-severity", choices: severities },
        ],
        rows: rows(),
        total: 6,
        more: Some("/queue?after=6".into()),
        first_run: false,
        live: None,
        page: page.clone(),
    }
}

/// A clock of the examples.
pub(super) fn clock(label: &str, due: &str, left: &str, tone: Tone) -> Clock {
    Clock { label: label.into(), due: due.into(), left: left.into(), machine: String::new(), tone }
}

fn row(reference: &str, title: &str, organisation: &str, place: &str) -> QueueRow {
    QueueRow {
        link: format!("/incidents/{reference}"),
        reference: reference.into(),
        title: title.into(),
        organisation: Some(organisation.into()),
        place: place.into(),
        priority: 3,
        severity: Severity::Medium,
        state: IncidentState::Open,
        channel: Channel::Phone,
        exercise: false,
        fresh: false,
        owner: Some("Claire".into()),
        looking: None,
        received: "9 h 41".into(),
        received_machine: "2026-11-20T08:41:00Z".into(),
        clock: None,
    }
}

fn rows() -> Vec<QueueRow> {
    vec![
        QueueRow {
            priority: 1,
            severity: Severity::Critical,
            state: IncidentState::Offering,
            looking: Some("Denis".into()),
            clock: Some(clock("réponses attendues", "10 h 12", "dépassé de 3 min", Tone::Late)),
            ..row("P3WX-71TB", "Rançongiciel", "Mairie de Saint-Exemple", "Saint-Exemple (12)")
        },
        QueueRow {
            priority: 1,
            severity: Severity::High,
            state: IncidentState::Unverified,
            channel: Channel::Web,
            fresh: true,
            owner: None,
            clock: Some(clock("premier contact", "10 h 20", "il reste 4 min", Tone::Soon)),
            ..row("K7M4-92QX", "Virement détourné", "Boulangerie Vidal", "Rodez (12)")
        },
        QueueRow {
            priority: 2,
            severity: Severity::High,
            state: IncidentState::Assigned,
            clock: Some(clock("premier contact du prestataire", "11 h 30", "il reste 1 h 14", Tone::Calm)),
            ..row("H2RD-55LK", "Compte de messagerie piraté", "Cabinet Aubrac Conseil", "Millau (12)")
        },
        QueueRow {
            state: IncidentState::Following,
            channel: Channel::Email,
            clock: Some(clock("suivi à 5 jours", "mardi 24", "il reste 4 jours", Tone::Calm)),
            ..row("B8NC-40VJ", "Site défiguré", "Association Les Amis du Causse", "Mende (48)")
        },
        QueueRow {
            priority: 4,
            severity: Severity::Low,
            owner: None,
            ..row("T6GF-13QW", "À classer", "Menuiserie Fabre", "Auch (32)")
        },
        QueueRow {
            priority: 4,
            severity: Severity::Low,
            state: IncidentState::Closed,
            clock: Some(clock("clos", "hier 17 h 05", "", Tone::Done)),
            ..row("D9ZM-86HS", "Hameçonnage", "École Jean-Moulin", "Albi (81)")
        },
    ]
}

/// A classification of the town hall's words.
pub(super) fn classification() -> Classification {
    let reason = |words: &str, why: &str, weight: &str, against| Reason {
        words: words.into(),
        why: why.into(),
        weight: weight.into(),
        against,
    };
    Classification {
        best: Some(Candidate {
            id: "ransomware".into(),
            title: "Rançongiciel".into(),
            percent: 94,
            reasons: vec![
                reason("ne s’ouvrent plus", "des fichiers illisibles", "+3,2", false),
                reason("demande 2 bitcoins", "une rançon est demandée", "+4,1", false),
                reason("", "réponse : sauvegardes joignables, non", "+0,6", false),
            ],
        }),
        others: vec![
            Candidate {
                id: "data_breach".into(),
                title: "Fuite de données".into(),
                percent: 31,
                reasons: vec![reason("état civil", "des données de personnes", "+1,4", false)],
            },
            Candidate {
                id: "not_incident".into(),
                title: "Sans incident".into(),
                percent: 2,
                reasons: vec![reason("imprimante", "une panne banale", "−0,8", true)],
            },
        ],
        verdict: Verdict::Certain,
        severity: Severity::Critical,
        because: "le chiffrement continue, et la station d’eau est sur le même réseau".into(),
        priority: 1,
        set_aside: vec![SetAside {
            words: "comme chez nos voisins en mars".into(),
            why: "c’est l’histoire de quelqu’un d’autre".into(),
        }],
    }
}

/// What the town hall said, cut where it counted.
pub(super) fn words() -> Vec<Span> {
    let plain = |text: &str| Span { text: text.into(), counted: false, why: String::new() };
    let counted = |text: &str, why: &str| Span { text: text.into(), counted: true, why: why.into() };
    vec![
        plain("secrétaire mairie, ce matin les fichiers de l’"),
        counted("état civil", "des données de personnes"),
        plain(" "),
        counted("ne s’ouvrent plus", "des fichiers illisibles"),
        plain(", page rouge qui "),
        counted("demande 2 bitcoins", "une rançon est demandée"),
        plain(", comme chez nos voisins en mars. L’imprimante marche."),
    ]
}

/// Actions to read out, two of them ticked.
pub(super) fn actions() -> Vec<ReadOut> {
    let action = |id: &str, say: &str, why: &str, ticked: Option<&str>| ReadOut {
        id: id.into(),
        say: say.into(),
        why: why.into(),
        ticked: ticked.map(Into::into),
    };
    vec![
        action(
            "manual",
            "Passez la station d’eau en manuel avec son responsable, avant de toucher au réseau.",
            "Une coupure brutale peut arrêter les pompes.",
            Some("Claire, 10 h 04"),
        ),
        action(
            "unplug",
            "Débranchez le câble réseau des postes touchés, coupez le Wi-Fi.",
            "Le mal passe par le réseau.",
            Some("Claire, 10 h 05"),
        ),
        action("keep-on", "Laissez les postes allumés.", "La mémoire peut contenir la clé.", None),
        action("backups", "Débranchez les sauvegardes.", "Pour qu’elles restent saines.", None),
        action("photo", "Photographiez l’écran avec un téléphone.", "C’est une preuve.", None),
    ]
}

fn live() -> Live {
    let ask = |fact: &str, say: &str, because: &str, answer: &str| Ask {
        fact: fact.into(),
        say: say.into(),
        because: because.into(),
        kind: AskKind::YesNo,
        answer: answer.into(),
    };
    Live {
        words: words(),
        words_lang: "fr".into(),
        classification: classification(),
        next: Some(ask(
            "personal_data",
            "Y a-t-il des données d’habitants ou d’agents sur ces postes ?",
            "La réponse change les délais de la loi.",
            "",
        )),
        asked: vec![
            ask("backups_reachable", "Les sauvegardes sont-elles branchées au réseau ?", "", "no"),
            ask("ransom_paid", "La rançon a-t-elle été payée ?", "", ""),
        ],
        safety: Some("La station d’eau d’abord : passez en manuel avec le responsable du procédé.".into()),
        actions: actions(),
        never: vec![
            "Ne payez pas, n’écrivez pas à l’attaquant.".into(),
            "Ne réinstallez rien avant les copies.".into(),
        ],
        deadlines: advice().deadlines,
        variants: Vec::new(),
        keys: keys(),
    }
}

fn call(page: &Page) -> CallScreen {
    let form = Filled::from_pairs([
        ("contact_name", "Sylvie Garrigues"),
        ("postal_code", "12390"),
        ("phone", "06 39 98 55 21"),
        (
            "description",
            "secrétaire mairie, ce matin les fichiers de l’état civil ne s’ouvrent plus, page rouge qui demande 2 bitcoins, \
             comme chez nos voisins en mars. L’imprimante marche.",
        ),
        ("organisation_name", "Mairie de Saint-Exemple"),
        ("organisation_kind", "municipality"),
        ("fact_controls_machines", "yes"),
        ("fact_money_moved", "no"),
        ("fact_ongoing", "yes"),
        ("fact_encrypted", "yes"),
        ("notice", "yes"),
    ]);
    let mut staff = staff(page, Section::Case);
    let tab = |link: &str, title: &str, since: &str, current| LiveCall {
        link: link.into(),
        title: title.into(),
        since: since.into(),
        seconds: 120,
        from: String::new(),
        current,
    };
    staff.calls = vec![
        tab("/calls/a", "Mairie de Saint-Exemple", "2 min", true),
        tab("/calls/b", "appel sans nom", "6 min", false),
    ];
    let known = KnownCaller {
        organisation: "Mairie de Saint-Exemple".into(),
        sure: false,
        history: vec![("/incidents/Q1AB-22CD".into(), "Hameçonnage, mars 2026, clos".into())],
    };
    CallScreen { staff, form, known: Some(known), live: live(), ..fresh_call(page) }
}

fn keys() -> Keys {
    Keys::of(&crate::desk::Preferences::default())
}

fn fresh_call(page: &Page) -> CallScreen {
    let lists = ReportForm::new(page.clone(), None, String::new(), String::new());
    let nothing = Classification {
        best: None,
        others: Vec::new(),
        verdict: Verdict::Unsure,
        severity: Severity::Low,
        because: String::new(),
        priority: 3,
        set_aside: Vec::new(),
    };
    CallScreen {
        staff: staff(page, Section::Case),
        id: "drf_0199".into(),
        subject: "0199".into(),
        version: "1".into(),
        base: "{}".into(),
        clashes: Vec::new(),
        looking: Vec::new(),
        colleagues: vec![Choice::new("c1", "Denis Roux")],
        handed_by: None,
        dropped: None,
        submit_id: "0199".into(),
        started: "2026-11-20T09:02:00Z".into(),
        seconds: 134,
        form: Filled::default(),
        known: None,
        safety: CallScreen::safety_questions(page),
        notice: "Vous parlez au Centre cyber d’Exemple. Nous notons ce que vous dites pour vous aider, et le gardons deux ans ; \
                 vous pouvez le lire ou le faire effacer."
            .into(),
        kinds: lists.kinds,
        sizes: lists.sizes,
        sectors: vec![Choice::new("C", "Industrie manufacturière"), Choice::new("O", "Administration publique")],
        since: lists.since,
        communes: Vec::new(),
        live: Live {
            words: Vec::new(),
            words_lang: "fr".into(),
            classification: nothing,
            next: None,
            asked: Vec::new(),
            safety: None,
            actions: Vec::new(),
            never: Vec::new(),
            deadlines: Vec::new(),
            variants: Vec::new(),
        keys: keys(),
        },
        reference: "P3WX-71TB".into(),
        recognition: "cerise · tambour".into(),
        call_again: "avant 10 h 32".into(),
        page: page.clone(),
    }
}
