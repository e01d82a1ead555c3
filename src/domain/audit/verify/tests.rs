use super::*;
use crate::audit::{EventDraft, Payload, SealedEvent, seal};
use crate::ids::{IncidentId, ProviderId};
use jiff::Timestamp;
use uuid::Uuid;

/// Three chains, twelve events, mixed.
fn log() -> Vec<SealedEvent> {
    let subjects = [
        Subject::Desk,
        Subject::Incident(IncidentId(Uuid::from_u128(1))),
        Subject::Provider(ProviderId(Uuid::from_u128(2))),
    ];
    let mut heads: HashMap<Subject, ChainHead> = HashMap::new();
    (0..12_u128)
        .map(|n| {
            let subject = subjects[usize::try_from(n % 3).unwrap()];
            let draft = EventDraft {
                subject,
                actor: Actor::Desk,
                action: Action::NoteAdded,
                payload: Payload::new().integer("n", i64::try_from(n).unwrap()),
            };
            let now = Timestamp::from_microsecond(1_000 * i64::try_from(n).unwrap()).unwrap();
            let event = seal(draft, heads.get(&subject), EventId(Uuid::from_u128(n)), &Salt([0; 16]), now);
            heads.insert(subject, event.head());
            event
        })
        .collect()
}

fn verify(log: &[SealedEvent]) -> Result<u64, Bad> {
    let mut verifier = Verifier::new();
    log.iter().try_for_each(|event| verifier.check(&event.canonical, &event.hash)).map(|()| verifier.events())
}

fn first_bad(log: &[SealedEvent]) -> (u64, Reason) {
    let bad = verify(log).expect_err("damage must be found");
    (bad.place, bad.reason)
}

/// Writes the event anew with a consistent hash, as an attacker with the database would.
fn rewritten(event: &SealedEvent, from: &str, to: &str) -> SealedEvent {
    let text = String::from_utf8(event.canonical.clone()).unwrap();
    assert!(text.contains(from));
    let canonical = text.replace(from, to).into_bytes();
    SealedEvent { hash: Digest::of(&[&canonical]), canonical, ..event.clone() }
}

#[test]
fn a_whole_log_stands() {
    assert_eq!(verify(&log()), Ok(12));
}

#[test]
fn an_edited_event_is_found_where_it_stands() {
    let mut log = log();
    log[4].canonical[12] ^= 1;
    assert_eq!(first_bad(&log), (5, Reason::Hash));
}

#[test]
fn an_edit_with_a_fresh_hash_is_found_at_the_next_event_of_the_chain() {
    let mut log = log();
    log[4] = rewritten(&log[4], "\"n\":4", "\"n\":5");
    assert_eq!(first_bad(&log), (8, Reason::PrevHash));
}

#[test]
fn a_removed_event_leaves_a_gap() {
    let mut log = log();
    log.remove(4);
    assert_eq!(first_bad(&log), (7, Reason::Gap));
}

#[test]
fn a_replayed_event_is_out_of_order() {
    let mut log = log();
    log.insert(7, log[4].clone());
    assert_eq!(first_bad(&log), (8, Reason::Order));
}

#[test]
fn two_events_of_a_chain_that_changed_places_are_found() {
    let mut log = log();
    log.swap(4, 7);
    assert_eq!(first_bad(&log), (5, Reason::Gap));
}

#[test]
fn a_back_dated_event_is_found() {
    let mut log = log();
    log[7] = rewritten(&log[7], "\"at\":7000", "\"at\":3000");
    assert_eq!(first_bad(&log), (8, Reason::Time));
}

#[test]
fn a_word_that_the_format_does_not_know_is_refused() {
    for (from, to) in [
        ("\"v\":1", "\"v\":2"),
        ("note.added", "note.eaten"),
        ("\"actor\":\"desk\"", "\"actor\":\"Martin\""),
        ("evt_", ""),
        ("\"payload\":{\"n\":0}", "\"payload\":0"),
        ("\"v\":1", "\"v\":1,\"w\":1"),
    ] {
        assert_eq!(first_bad(&[rewritten(&log()[0], from, to)]), (1, Reason::Decode), "{to}");
    }
}

#[test]
fn a_column_that_tells_something_else_is_found() {
    let event = &log()[0];
    let (subject, action) = (event.subject.to_string(), event.action.as_str());
    let row = StoredEvent {
        id: event.id,
        subject: &subject,
        seq: event.seq,
        at: event.at,
        action,
        canonical: &event.canonical,
        hash: event.hash,
    };
    assert_eq!(Verifier::new().check_row(&row), Ok(()));
    for wrong in [
        StoredEvent { action: "offer.sent", ..row },
        StoredEvent { at: row.at + 1, ..row },
        StoredEvent { seq: 2, ..row },
        StoredEvent { subject: "inc_00000000000000000000000000000009", ..row },
        StoredEvent { id: EventId(Uuid::from_u128(99)), ..row },
    ] {
        assert_eq!(Verifier::new().check_row(&wrong).map_err(|bad| bad.reason), Err(Reason::Column));
    }
}
