//! The global log: takes up each event once, in one order, and whoever changes it is found.

use jiff::Timestamp;
use uuid::Uuid;
use vigie::{
    desk::{DeskError, LogEdge, LogStanding, seal_log, verify_log},
    domain::{
        audit::{Action, Actor, EventDraft, Payload, Reason, Subject},
        ids::{IncidentId, ProviderId},
    },
    log_key::LogKey,
    store::{
        StoreError, audit,
        entity::{checkpoint, log_leaf},
        find, row,
    },
};

use crate::{on_both, support::Database};

fn key() -> LogKey {
    LogKey::new("desk.example/log", &[7; 32]).expect("a good name")
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a time")
}

fn draft(subject: Subject, n: i64) -> EventDraft {
    EventDraft { subject, actor: Actor::Desk, action: Action::NoteAdded, payload: Payload::new().integer("n", n) }
}

/// Forty events in three chains; every tenth time the clock jumps back.
async fn happen(base: &Database) {
    let subjects = [
        Subject::Desk,
        Subject::Incident(IncidentId(Uuid::from_u128(1))),
        Subject::Provider(ProviderId(Uuid::from_u128(2))),
    ];
    for n in 0..20_i64 {
        let one = subjects[usize::try_from(n % 3).expect("small")];
        let drafts = vec![draft(one, n), draft(Subject::Desk, n)];
        let now = if n % 10 == 9 { at(0) } else { at(n) };
        let append = base.store.write(move |tx| Box::pin(async move { audit::append(tx, drafts, now).await }));
        append.await.expect("appended");
    }
}

async fn seal(base: &Database, edge: &mut LogEdge) -> Result<u64, DeskError> {
    seal_log(&base.store, &key(), edge, at(100)).await
}

async fn verify(base: &Database) -> LogStanding {
    verify_log(&base.store, &key().verifier()).await.expect("the database answers")
}

async fn found(base: &Database) -> Option<Reason> {
    verify(base).await.bad.map(|bad| bad.reason)
}

/// Forty events, sealed by two processes one after the other.
async fn sealed_log(base: &Database) {
    happen(base).await;
    assert_eq!(seal(base, &mut LogEdge::default()).await.expect("sealed"), 40);
    happen(base).await;
    let mut restarted = LogEdge::default();
    assert_eq!(seal(base, &mut restarted).await.expect("sealed"), 80);
    assert_eq!(seal(base, &mut restarted).await.expect("nothing to do"), 0);
}

on_both! {
    async fn every_event_is_sealed_once_and_the_log_stands(base: Database) {
        sealed_log(base).await;
        assert_eq!(find::unsequenced_count(base.store.reader()).await.expect("a count"), 0);
        assert_eq!(verify(base).await, LogStanding { checkpoints: 2, sealed: 80, bad: None });
    }

    async fn two_nodes_that_seal_at_once_lose_nothing_and_double_nothing(base: Database) {
        happen(base).await;
        let (mut one, mut two) = (LogEdge::default(), LogEdge::default());
        let both = tokio::join!(seal(base, &mut one), seal(base, &mut two));
        assert!(both.0.is_ok() || both.1.is_ok(), "{both:?}");
        // The one that came second sees the other's work in its next round.
        seal(base, &mut one).await.expect("sealed");
        seal(base, &mut two).await.expect("sealed");
        assert_eq!(verify(base).await, LogStanding { checkpoints: 1, sealed: 40, bad: None });
    }

    async fn an_event_taken_out_of_those_that_wait_is_missed(base: Database) {
        happen(base).await;
        base.execute("DELETE FROM unsequenced").await.expect("waiting rows may go");
        assert_eq!(found(base).await, Some(Reason::Root));
    }

    async fn a_leaf_of_no_event_or_in_the_wrong_place_is_found(base: Database) {
        sealed_log(base).await;
        let leaf = log_leaf::Model { leaf_index: 81, event_id: Uuid::from_u128(9), leaf_hash: "0".repeat(64) };
        let forged = checkpoint::Model { size: 81, root: "0".repeat(64), note: "x".into(), signed_at: 0 };
        let insert = base.store.write(move |tx| Box::pin(async move {
            row::insert(tx, leaf).await?;
            row::insert(tx, forged).await?;
            Ok::<(), StoreError>(())
        }));
        insert.await.expect("new rows are taken");
        assert_eq!(found(base).await, Some(Reason::Root));
        assert!(seal(base, &mut LogEdge::default()).await.is_err());
    }

    async fn a_head_that_another_key_signed_is_found(base: Database) {
        sealed_log(base).await;
        happen(base).await;
        let other = LogKey::new("desk.example/log", &[8; 32]).expect("a good name");
        seal_log(&base.store, &other, &mut LogEdge::default(), at(100)).await.expect("sealed");
        assert_eq!(found(base).await, Some(Reason::Signature));
    }
}
