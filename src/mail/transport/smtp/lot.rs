//! Connections that rest between two mails.
//!
//! Not lettre's own pool: it takes a connection back in a task of its own, so that the next mail may find none and open
//! one more than a relay allows, and it takes back a connection whose mail was given up in the middle, which then
//! swallows the next mail too. Here a connection is back before its turn ends, and one that was given up is closed.

use std::{
    mem,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::time::Instant;

/// A connection that rests longer is closed: a relay counts those that are open.
const LONGEST_REST: Duration = Duration::from_secs(20);

/// The connections at rest, the one used last on top.
#[derive(Default)]
pub(super) struct Lot(Mutex<Resting>);

#[derive(Default)]
struct Resting {
    connections: Vec<(AsyncSmtpConnection, Instant)>,
    watched: bool,
}

impl Lot {
    /// A connection that the server still answers on, if one rests here.
    pub(super) async fn take(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let (mut connection, _) = self.with(|resting| resting.connections.pop())?;
            if connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    /// Lets a connection rest.
    pub(super) fn put(self: &Arc<Self>, connection: AsyncSmtpConnection) {
        if connection.has_broken() {
            return;
        }
        let unwatched = self.with(|resting| {
            resting.connections.push((connection, Instant::now()));
            !mem::replace(&mut resting.watched, true)
        });
        if unwatched {
            tokio::spawn(close_old_ones(Arc::downgrade(self)));
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Resting) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes out what has rested too long; says whether anything is left to watch.
    fn old_ones(&self) -> (Vec<AsyncSmtpConnection>, bool) {
        self.with(|resting| {
            let (old, young): (Vec<_>, Vec<_>) =
                mem::take(&mut resting.connections).into_iter().partition(|(_, since)| since.elapsed() >= LONGEST_REST);
            resting.connections = young;
            resting.watched = !resting.connections.is_empty();
            (old.into_iter().map(|(connection, _)| connection).collect(), resting.watched)
        })
    }
}

async fn close_old_ones(lot: Weak<Lot>) {
    loop {
        tokio::time::sleep(LONGEST_REST).await;
        let Some((old, more)) = lot.upgrade().map(|lot| lot.old_ones()) else { return };
        for mut connection in old {
            // A server that doesn't answer the farewell is left without one.
            let _ended = tokio::time::timeout(LONGEST_REST, connection.abort()).await;
        }
        if !more {
            return;
        }
    }
}
