//! Examples of the queue.

use super::{console::clock, staff};
use crate::{
    domain::vocabulary::{Channel, IncidentState, Severity},
    web::view::{
        clock::Tone,
        console::{FilterList, Queue, QueueRow, SavedView},
        field::{Choice, Filled},
        page::{Page, Section},
    },
};

pub(super) fn queue(page: &Page) -> Queue {
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
        total: page.count("queue-count", 6_usize),
        more: Some("/queue?after=6".into()),
        first_run: false,
        live: None,
        page: page.clone(),
    }
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
        machine: false,
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
