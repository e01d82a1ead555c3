//! The audit trail: verify it from the database, take up what waits.

use vigie_domain::{
    audit::{Bad, Digest, StoredEvent, Verifier},
    ids::EventId,
};

use super::{DeskError, LogEdge, log_key, seal_log, verify_log};
use crate::{
    app::App,
    store::{StoreError, entity::audit_event, find},
};

/// What a verification found.
#[derive(Debug, Clone)]
pub struct Verified {
    /// Events checked.
    pub events: u64,
    /// Chains checked.
    pub subjects: usize,
    /// Events that the global log has not taken yet.
    pub unsequenced: u64,
    /// Checkpoints of the global log.
    pub checkpoints: u64,
    /// Events under the last checkpoint.
    pub sealed: u64,
    /// The first place at fault, and why.
    pub bad: Option<Bad>,
    /// A trigger or a table that protects the trail is missing.
    pub missing: Vec<String>,
}

impl Verified {
    /// Is everything as it must be?
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.bad.is_none() && self.missing.is_empty()
    }
}

/// Rows that are read at once.
const PAGE: u64 = 5_000;

/// Verifies every chain, then the log of all of them, streaming.
///
/// # Errors
/// The database.
pub async fn verify_trail(app: &App) -> Result<Verified, DeskError> {
    let mut verifier = Verifier::new();
    let mut done = Verified {
        events: 0,
        subjects: 0,
        unsequenced: find::unsequenced_count(app.store.reader()).await?,
        checkpoints: 0,
        sealed: 0,
        bad: None,
        missing: find::missing_guards(app.store.reader()).await?,
    };
    let mut after = None;
    loop {
        let page = find::trail_page(app.store.reader(), after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some((last.subject.clone(), last.seq));
        for row in &page {
            done.events += 1;
            if let Err(bad) = check(&mut verifier, row) {
                done.bad = Some(bad);
                return Ok(done);
            }
        }
    }
    done.subjects = verifier.subjects();
    let log = verify_log(&app.store, &log_key(app).await?.verifier()).await?;
    (done.checkpoints, done.sealed, done.bad) = (log.checkpoints, log.sealed, log.bad);
    Ok(done)
}

fn check(verifier: &mut Verifier, row: &audit_event::Model) -> Result<(), Bad> {
    // A hash or a number that can't be read back is as wrong as one that doesn't match.
    let hash: Digest = row.hash.parse().unwrap_or(Digest([0; 32]));
    verifier.check_row(&StoredEvent {
        id: EventId(row.id),
        subject: &row.subject,
        seq: u64::try_from(row.seq).unwrap_or(0),
        at: row.at,
        action: &row.action,
        canonical: row.canonical.as_bytes(),
        hash,
    })
}

/// Another node may take up the same events at the same moment: then its work is there to be seen.
pub(super) async fn seal_now(app: &App) -> Result<(), DeskError> {
    let (key, mut edge) = (log_key(app).await?, LogEdge::default());
    match seal_log(&app.store, &key, &mut edge, app.clock.now()).await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => {
            seal_log(&app.store, &key, &mut edge, app.clock.now()).await.map(drop)
        }
        sealed => sealed.map(drop),
    }
}
