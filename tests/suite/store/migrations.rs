//! Bringing the schema up.

use sea_orm::Database as Databases;
use vigie::store::{Store, find, migrate};
use vigie_migrations::{Migrator, MigratorTrait};

use crate::{
    on_both,
    support::{Database, Engine, Place},
};

on_both! {
    async fn a_current_schema_has_nothing_pending_and_comes_up_again_unchanged(base: Database) {
        assert!(migrate::pending(&base.place.opening).await.expect("a look").is_empty());
        assert!(migrate::up(&base.place.opening).await.expect("nothing to do").is_empty());
    }

    async fn the_desk_accepts_changes_once_it_is_up(base: Database) {
        base.store.probe().await.expect("the database accepts a change");
    }
}

#[tokio::test]
async fn nodes_that_start_at_once_migrate_once() {
    let place = Place::fresh(Engine::Postgres).await;
    let (one, two, three) =
        tokio::join!(migrate::up(&place.opening), migrate::up(&place.opening), migrate::up(&place.opening));
    for node in [one, two, three] {
        node.expect("a node that comes second finds the work done");
    }
    assert!(migrate::pending(&place.opening).await.expect("a look").is_empty());
    place.remove().await;
}

/// A case as it was written before its assessment had a table of its own.
const OLD_CASE: &str = "INSERT INTO incident (id, reference, state, channel, exercise, tlp, pap, lang, category, \
     category_confirmed, verdict, severity, priority, playbook_set, classification, advice, report, facts, organisation, \
     email_safe, contact_name, postal_code, department, words, provider_words, event_precision, received_at, entered_at, \
     first_contact_due, offer_mode, round, updated_at, version, search_text) VALUES (ID, 'K7M4-92QX', 'open', 'web', FALSE, \
     'amber', 'amber', 'fr', 'phishing', FALSE, 'likely', 'low', 4, 'abc', '{\"found\": 1}', '{\"fr\": \"café\"}', '{}', '{}', \
     '', 'unknown', '', '12000', '12', 'a b', 'c d', 'unknown', 1, 1, 2, 'shortlist', 1, 1, 1, 'cafe')";

#[tokio::test]
async fn an_older_case_keeps_its_assessment() {
    let id = uuid::Uuid::from_u128(7);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::fresh(engine).await;
        let made = if engine == Engine::Sqlite { "?mode=rwc" } else { "" };
        let url = format!("{}{made}", place.opening.url);
        let connection = Databases::connect(url).await.expect("a connection");
        Migrator::up(&connection, Some(10)).await.expect("an older schema");
        connection.close().await.expect("closes");
        let key = match engine {
            Engine::Sqlite => format!("X'{}'", id.simple()),
            Engine::Postgres => format!("'{id}'"),
        };
        place.execute(&OLD_CASE.replace("ID", &key)).await.expect("a row");
        migrate::up(&place.opening).await.expect("brought up");
        let store = Store::open(&place.opening).await.expect("opens");
        let kept = find::assessment(store.reader(), id).await.expect("it is there");
        let advice: serde_json::Value = kept.advice.read("advice").expect("a document");
        assert_eq!(advice["fr"], "café", "{engine:?}");
        store.close().await;
        place.remove().await;
    }
}
