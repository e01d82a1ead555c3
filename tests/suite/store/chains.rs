//! Appending to the trail: a chain without a gap, whoever writes at once.

use vigie::{
    domain::{
        audit::{Action, Actor, EventDraft, Payload, Subject},
        ids::UserId,
    },
    store::{StoreError, audit, find},
};

use crate::{on_both, support::Database};

fn event(subject: Subject) -> EventDraft {
    EventDraft { subject, actor: Actor::Command, action: Action::SettingChanged, payload: Payload::new() }
}

async fn append(base: &Database, subject: Subject) -> Result<(), StoreError> {
    let now = jiff::Timestamp::UNIX_EPOCH;
    base.store.write(move |tx| Box::pin(async move { audit::append(tx, vec![event(subject)], now).await })).await
}

on_both! {
    async fn thirty_writers_at_once_make_one_chain_without_a_gap(base: Database) {
        let subject = Subject::Desk;
        let written = futures_util::future::join_all((0..30).map(|_| append(base, subject))).await;
        for result in written {
            result.expect("nobody is refused");
        }
        let filter = find::TrailFilter { subject: Some(subject.to_string()), ..find::TrailFilter::default() };
        let mut trail = find::trail(base.store.reader(), &filter, 100).await.expect("a read");
        trail.sort_by_key(|event| event.seq);
        assert_eq!(trail.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=30).collect::<Vec<_>>());
        for pair in trail.windows(2) {
            assert!(pair[1].canonical.contains(&pair[0].hash), "each names the one before");
        }
    }

    async fn a_change_that_is_undone_leaves_no_event(base: Database) {
        let subject = Subject::User(UserId(uuid::Uuid::now_v7()));
        let undone = base.store.write(move |tx| Box::pin(async move {
            audit::append(tx, vec![event(subject)], jiff::Timestamp::UNIX_EPOCH).await?;
            Err::<(), _>(StoreError::Missing { what: "anything" })
        }));
        undone.await.expect_err("the change is refused");
        append(base, subject).await.expect("the next is the first");
        let filter = find::TrailFilter { subject: Some(subject.to_string()), ..find::TrailFilter::default() };
        let trail = find::trail(base.store.reader(), &filter, 100).await.expect("a read");
        assert_eq!(trail.iter().map(|event| event.seq).collect::<Vec<_>>(), [1]);
    }
}
