//! A log of sixty events in six chains, always the same: the tests' own, and the file that other verifiers read.

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Action, Actor, ChainHead, Commitment, EventDraft, HEADER_LINE, Payload, Salt, SealedEvent, Subject, event_line,
    seal,
};
use crate::ids::{EventId, IncidentId, ProviderId, UserId};

/// The sample's events, in the order of the log.
pub fn events() -> Vec<SealedEvent> {
    let mut heads: HashMap<Subject, ChainHead> = HashMap::new();
    (0..60_u8)
        .map(|n| {
            let event = event(n, heads.get(&subject(n)));
            heads.insert(event.subject, event.head());
            event
        })
        .collect()
}

/// The sample as an export.
pub fn export() -> Vec<u8> {
    let lines = events().iter().flat_map(|event| [event_line(event), b"\n".to_vec()].concat()).collect::<Vec<_>>();
    [HEADER_LINE.as_bytes(), b"\n", &lines].concat()
}

fn subject(n: u8) -> Subject {
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(n % 6));
    match n % 6 {
        0 => Subject::Desk,
        1 => Subject::Provider(ProviderId(id)),
        2 => Subject::User(UserId(id)),
        _ => Subject::Incident(IncidentId(id)),
    }
}

fn event(n: u8, head: Option<&ChainHead>) -> SealedEvent {
    let number = usize::from(n);
    let actors = [Actor::Desk, Actor::Victim, Actor::Token(Uuid::from_u128(9)), Actor::Visitor];
    let actions = [Action::ReportReceived, Action::OfferSent, Action::ReadExport];
    let payload = Payload::new()
        .integer("n", n)
        .flag("even", n.is_multiple_of(2))
        .list("skills", ["forensics", "backup_nas"])
        .text("words", "« été » \u{1F600} \u{FB33} \"quoted\" \\ \u{7F}\u{1}\n\t€")
        .commitment("name", &Commitment::to(&Salt([n; 16]), b"Boulangerie Martin"))
        .nested("\u{FB33}", Payload::new().text("\u{1F600}", ""))
        .nested("\u{1F600}", Payload::new());
    let draft = EventDraft {
        subject: subject(n),
        actor: actors[number % actors.len()],
        action: actions[number % actions.len()],
        payload,
    };
    // Every seventh time the clock jumps back an hour.
    let jump = if n.is_multiple_of(7) { 3_600_000_000 } else { 0 };
    let now = Timestamp::from_microsecond(1_767_225_600_000_000 + i64::from(n) * 1_500_001 - jump).unwrap();
    seal(
        draft,
        head,
        EventId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + u128::from(n))),
        &Salt([n ^ 0x5A; 16]),
        now,
    )
}
