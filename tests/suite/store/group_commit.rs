//! Jobs that share a COMMIT, and what one of them can't do to another.

use serde_json::json;
use tokio::sync::oneshot;
use vigie::store::{Store, StoreError, Tx, entity::setting, row};

use crate::{
    on_both,
    support::{Database, Engine},
};

type Setting = setting::Entity;

async fn note(tx: &Tx<'_>, name: &str) -> Result<(), StoreError> {
    row::insert(tx, setting::Model { name: name.to_owned(), value: json!(1) }).await
}

async fn is_noted(store: &Store, name: &str) -> bool {
    row::find::<Setting>(store.reader(), name.to_owned()).await.expect("a read").is_some()
}

/// A job that holds the writer until it is told to go on, so that jobs gather behind it.
async fn hold(store: &Store) -> (oneshot::Sender<()>, tokio::task::JoinHandle<Result<(), StoreError>>) {
    let (go_on, told) = oneshot::channel();
    let (begun, has_begun) = oneshot::channel();
    let store = store.clone();
    let held = tokio::spawn(async move {
        store
            .write(move |_tx| {
                Box::pin(async move {
                    begun.send(()).expect("the test waits for it");
                    told.await.expect("the test says go on");
                    Ok::<(), StoreError>(())
                })
            })
            .await
    });
    has_begun.await.expect("the job begins");
    (go_on, held)
}

#[tokio::test]
async fn two_jobs_that_wait_share_one_commit() {
    let base = Database::open(Engine::Sqlite).await;
    let store = &base.store;
    let (go_on, held) = hold(store).await;
    let first = store.write(|tx| Box::pin(async move { note(tx, "first").await }));
    let outside = store.clone();
    let second = store.write(move |tx| {
        Box::pin(async move {
            let inside = row::find::<Setting>(tx.db(), "first".to_owned()).await?.is_some();
            Ok::<_, StoreError>((inside, is_noted(&outside, "first").await))
        })
    });
    let both = async { tokio::join!(first, second) };
    let release = async {
        // Both are in the queue once they have been polled; only then may the writer take its batch.
        tokio::task::yield_now().await;
        go_on.send(()).expect("the first job waits");
    };
    let ((first, second), ()) = tokio::join!(both, release);
    held.await.expect("no panic").expect("committed");
    first.expect("committed");
    let (inside, outside) = second.expect("committed");
    assert!(inside, "the second job runs after the first");
    assert!(!outside, "the first was on disk before the second ran: two commits");
    assert!(is_noted(store, "first").await);
    base.close().await;
}

on_both! {
    async fn a_job_that_fails_takes_nothing_of_its_neighbours(base: Database) {
        let store = &base.store;
        let good = store.write(|tx| Box::pin(async move { note(tx, "good").await }));
        let bad = store.write(|tx| Box::pin(async move {
            note(tx, "bad").await?;
            Err::<(), _>(StoreError::Missing { what: "anything" })
        }));
        let twice = store.write(|tx| Box::pin(async move {
            note(tx, "twice").await?;
            note(tx, "twice").await
        }));
        let last = store.write(|tx| Box::pin(async move { note(tx, "last").await }));
        let (good, bad, twice, last) = tokio::join!(good, bad, twice, last);
        good.expect("its neighbours' failures are not its own");
        last.expect("its neighbours' failures are not its own");
        assert!(matches!(bad, Err(StoreError::Missing { .. })));
        assert!(matches!(twice, Err(StoreError::Conflict { .. })));
        let mut found = Vec::new();
        for name in ["good", "bad", "twice", "last"] {
            found.push(is_noted(store, name).await);
        }
        assert_eq!(found, [true, false, false, true]);
    }

    async fn the_readers_of_an_embedded_database_cannot_write(base: Database) {
        use sea_orm::ConnectionTrait;
        let tried = base.store.reader().execute_unprepared("INSERT INTO setting (name, value) VALUES ('x', '1')").await;
        assert_eq!(tried.is_err(), base.place.engine == Engine::Sqlite);
    }
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_undo_its_job() {
    let base = Database::open(Engine::Sqlite).await;
    let store = base.store.clone();
    let (begun, has_begun) = oneshot::channel();
    let (go_on, told) = oneshot::channel::<()>();
    let caller = tokio::spawn(async move {
        store
            .write(move |tx| {
                Box::pin(async move {
                    note(tx, "kept").await?;
                    begun.send(()).expect("the test waits for it");
                    told.await.expect("the test says go on");
                    Ok::<(), StoreError>(())
                })
            })
            .await
    });
    has_begun.await.expect("the job begins");
    caller.abort();
    assert!(caller.await.expect_err("the caller is gone").is_cancelled());
    go_on.send(()).expect("the job goes on without its caller");
    // One writer, in order: the next write comes after it.
    base.store.write(|tx| Box::pin(async move { note(tx, "after").await })).await.expect("written");
    assert!(is_noted(&base.store, "kept").await);
    base.close().await;
}

#[tokio::test]
async fn a_panic_in_a_job_is_its_own_refusal() {
    let base = Database::open(Engine::Sqlite).await;
    let panics = base.store.write(|tx| {
        Box::pin(async move {
            note(tx, "half").await?;
            std::panic::resume_unwind(Box::new("of the test"));
            #[expect(unreachable_code, reason = "says what the job would return")]
            Ok::<(), StoreError>(())
        })
    });
    assert!(matches!(panics.await, Err(StoreError::Unavailable { .. })));
    base.store.write(|tx| Box::pin(async move { note(tx, "still").await })).await.expect("the writer lives");
    assert!(!is_noted(&base.store, "half").await);
    base.close().await;
}
