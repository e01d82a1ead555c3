//! The log's tree: proofs over many leaves by few reads, and a desk that goes on where it stopped.

use jiff::Timestamp;
use vigie::{
    desk::{LogEdge, LogTree, seal_log, verify_log},
    domain::audit::{Action, Actor, Checkpoint, EventDraft, Payload, Reason, SignedNote, Subject, extends, includes},
    log_key::LogKey,
    store::{audit, entity::log_node, find, row},
};

use crate::{on_both, support::Database};

const LEAVES: u64 = 700;

fn key() -> LogKey {
    LogKey::new("desk.example/log", &[7; 32]).expect("a good name")
}

async fn happen(base: &Database, count: u64) {
    let now = Timestamp::from_second(5).expect("a time");
    let subject = Subject::Desk;
    let drafts = (0..count).map(|_| EventDraft {
        subject,
        actor: Actor::Desk,
        action: Action::NoteAdded,
        payload: Payload::new(),
    });
    let drafts: Vec<_> = drafts.collect();
    let append = base.store.write(move |tx| Box::pin(async move { audit::append(tx, drafts, now).await }));
    append.await.expect("appended");
}

/// A desk that starts again: it goes on behind the last head.
async fn seal(base: &Database) {
    let now = Timestamp::from_second(9).expect("a time");
    seal_log(&base.store, &key(), &mut LogEdge::default(), now).await.expect("sealed");
}

async fn head(base: &Database) -> Checkpoint {
    let row = find::last_checkpoint(base.store.reader()).await.expect("a read").expect("a head");
    let note: SignedNote = row.note.parse().expect("a note");
    note.text.parse().expect("a checkpoint")
}

on_both! {
    async fn every_leaf_is_proved_by_the_tiles(base: Database) {
        happen(base, LEAVES).await;
        seal(base).await;
        let old = head(base).await;
        happen(base, 90).await;
        seal(base).await;
        let new = head(base).await;
        assert_eq!((old.size, new.size), (LEAVES, LEAVES + 90));
        assert_eq!(find::node_count(base.store.reader(), 8).await.expect("a count"), 3);
        let mut tree = LogTree::new(&base.store, new.size);
        let leaves = find::leaves_from(base.store.reader(), 0, 10_000).await.expect("a read");
        for (leaf, at) in leaves.iter().zip(0_u64..).step_by(37) {
            let proof = tree.inclusion_proof(at).await.expect("a proof");
            let hash = leaf.leaf_hash.parse().expect("a hash");
            assert!(includes(&hash, at, &proof, (new.size, &new.root)), "leaf {at}");
            assert!(!includes(&hash, at + 1, &proof, (new.size, &new.root)));
        }
        for size in [1, 255, 256, 257, LEAVES] {
            let mut shorter = LogTree::new(&base.store, size);
            let root = shorter.edge().await.expect("its edge").root();
            let proof = tree.consistency_proof(size).await.expect("a proof");
            assert!(extends((size, &root), &proof, (new.size, &new.root)), "from {size}");
        }
    }

    async fn a_tree_that_another_hand_planted_is_found(base: Database) {
        let wrong = log_node::Model { level: 8, node_index: 0, hash: "0".repeat(64) };
        base.store.write(move |tx| Box::pin(async move { row::insert(tx, wrong).await })).await.expect("taken");
        happen(base, 300).await;
        let now = Timestamp::from_second(9).expect("a time");
        let sealed = seal_log(&base.store, &key(), &mut LogEdge::default(), now).await;
        assert!(sealed.is_err(), "the sequencer never writes over a node");
        let standing = verify_log(&base.store, &key().verifier()).await.expect("a read");
        assert_eq!(standing.bad.map(|bad| bad.reason), None, "nothing is sealed yet");
    }

    async fn a_log_from_before_the_tree_was_kept_gets_one(base: Database) {
        happen(base, LEAVES).await;
        seal(base).await;
        let without = match base.place.engine {
            Engine::Sqlite => ["DROP TRIGGER log_node_no_delete", "DELETE FROM log_node"],
            Engine::Postgres => ["ALTER TABLE log_node DISABLE TRIGGER ALL", "DELETE FROM log_node"],
        };
        for sql in without {
            base.execute(sql).await.expect("done with the database's password");
        }
        happen(base, 1).await;
        seal(base).await;
        assert_eq!(find::node_count(base.store.reader(), 8).await.expect("a count"), 2);
        let standing = verify_log(&base.store, &key().verifier()).await.expect("a read");
        assert_eq!((standing.sealed, standing.bad), (LEAVES + 1, None));
        // Somebody with the password writes another hash into the tree.
        let change = match base.place.engine {
            Engine::Sqlite => ["DROP TRIGGER log_node_no_update", "UPDATE log_node SET hash = 'x' WHERE node_index = 1"],
            Engine::Postgres => ["SELECT 1", "UPDATE log_node SET hash = 'x' WHERE node_index = 1"],
        };
        for sql in change {
            base.execute(sql).await.expect("done with the database's password");
        }
        let standing = verify_log(&base.store, &key().verifier()).await.expect("a read");
        assert_eq!(standing.bad.map(|bad| bad.reason), Some(Reason::Root));
    }
}
