//! Bringing the schema up.

use vigie::store::migrate;

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
