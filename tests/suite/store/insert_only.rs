//! The audit trail's tables take new rows and nothing else, whoever asks.

use sea_orm::DbErr;
use vigie::store::{
    StoreError,
    entity::{audit_event, checkpoint, log_leaf, log_node, log_rotation},
    row,
};

use crate::{on_both, support::Database};

async fn with_one_row_in_each(base: &Database) {
    let id = vigie::fresh::id(jiff::Timestamp::UNIX_EPOCH);
    let event = audit_event::Model {
        id,
        subject: "desk".into(),
        seq: 1,
        at: 0,
        actor: "desk".into(),
        action: "key.created".into(),
        hash: "00".into(),
        canonical: "{}".into(),
    };
    let leaf = log_leaf::Model { leaf_index: 0, event_id: id, leaf_hash: "00".into() };
    let checkpoint = checkpoint::Model { size: 1, root: "00".into(), note: "a note".into(), signed_at: 0 };
    let node = log_node::Model { level: 8, node_index: 0, hash: "00".into() };
    let rotation = log_rotation::Model { size: 1, note: "a note".into(), rotated_at: 0 };
    base.store
        .write(|tx| {
            Box::pin(async move {
                row::insert(tx, event).await?;
                row::insert(tx, leaf).await?;
                row::insert(tx, checkpoint).await?;
                row::insert(tx, node).await?;
                row::insert(tx, rotation).await?;
                Ok::<(), StoreError>(())
            })
        })
        .await
        .expect("new rows are taken");
}

fn assert_refused(what: &str, result: Result<u64, DbErr>) {
    let error = result.expect_err(what).to_string();
    assert!(error.contains("audit tables are insert only"), "{what} was refused for another reason: {error}");
}

on_both! {
    async fn no_row_of_the_trail_can_be_changed_or_removed(base: Database) {
        with_one_row_in_each(base).await;
        for (table, change) in [
            ("audit_event", "at = 7"),
            ("log_leaf", "leaf_hash = '01'"),
            ("checkpoint", "note = 'another'"),
            ("log_node", "hash = '01'"),
            ("log_rotation", "note = 'another'"),
        ] {
            assert_refused("UPDATE", base.execute(&format!("UPDATE {table} SET {change}")).await);
            assert_refused("DELETE", base.execute(&format!("DELETE FROM {table}")).await);
        }
    }

    async fn no_row_of_the_trail_can_be_overwritten(base: Database) {
        with_one_row_in_each(base).await;
        let columns = "(id, subject, seq, at, actor, action, hash, canonical)";
        let same = "SELECT id, subject, seq, 7, actor, action, hash, canonical FROM audit_event WHERE true";
        let overwrite = match base.place.engine {
            Engine::Sqlite => format!("INSERT OR REPLACE INTO audit_event {columns} {same}"),
            Engine::Postgres => {
                format!("INSERT INTO audit_event {columns} {same} ON CONFLICT (id) DO UPDATE SET at = 7")
            }
        };
        assert_refused("overwriting", base.execute_as_desk(&overwrite).await);
    }

    async fn the_trail_cannot_be_emptied_at_once(base: Database) {
        with_one_row_in_each(base).await;
        for table in ["audit_event", "log_leaf", "checkpoint", "log_node", "log_rotation"] {
            let empty = match base.place.engine {
                Engine::Sqlite => format!("DELETE FROM {table} WHERE 1 = 1"),
                Engine::Postgres => format!("TRUNCATE {table} CASCADE"),
            };
            assert_refused("emptying", base.execute(&empty).await);
        }
    }

    async fn a_place_in_a_chain_is_given_once(base: Database) {
        with_one_row_in_each(base).await;
        let id = vigie::fresh::id(jiff::Timestamp::UNIX_EPOCH);
        let rival = audit_event::Model {
            id,
            subject: "desk".into(),
            seq: 1,
            at: 1,
            actor: "desk".into(),
            action: "key.created".into(),
            hash: "01".into(),
            canonical: "{}".into(),
        };
        let taken = base.store.write(|tx| Box::pin(async move { row::insert(tx, rival).await })).await;
        assert!(matches!(taken, Err(StoreError::Conflict { .. })));
    }
}
