//! Examples of the console: the call, and what stands beside it; the queue is in `queue`.

use super::{Example, example, public::advice, queue::queue, staff};
use crate::{
    domain::vocabulary::{Severity, Verdict},
    web::view::{
        clock::{Clock, Tone},
        console::{
            Ask, AskKind, CallScreen, Candidate, Classification, Keys, KnownCaller, Live, Queue, ReadOut, Reason,
            SetAside, Span,
        },
        field::{Choice, Filled},
        page::{LiveCall, Page, Section},
        public::ReportForm,
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let empty = Queue {
        rows: Vec::new(),
        total: page.count("queue-count", 0_usize),
        more: None,
        first_run: true,
        ..queue(page)
    };
    Ok(vec![
        example("queue", &queue(page))?,
        example("queue-empty", &empty)?,
        example("call", &call(page))?,
        example("call-new", &fresh_call(page))?,
    ])
}

/// A clock of the examples.
pub(super) fn clock(label: &str, due: &str, left: &str, tone: Tone) -> Clock {
    Clock { label: label.into(), due: due.into(), left: left.into(), machine: String::new(), tone }
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
        call_again: "dans les dix minutes".into(),
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
            call_again: "…".into(),
            safety: None,
            actions: Vec::new(),
            never: Vec::new(),
            deadlines: Vec::new(),
            variants: Vec::new(),
        keys: keys(),
        },
        reference: "P3WX-71TB".into(),
        recognition: "cerise · tambour".into(),
        page: page.clone(),
    }
}
