//! The audit trail: verify it from the database, take up what waits.

use vigie_domain::audit::{Bad, Reason, Verifier};

use super::{
    DeskError, LogEdge, log_key, seal_log,
    verify_log::{PAGE, UNREADABLE, check_chain, verify_log_and_chains},
};
use crate::{
    app::App,
    store::{Moment, StoreError, find},
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

/// Verifies the log and every chain by one reading, streaming, then the events that wait for the log.
///
/// # Errors
/// The database.
pub async fn verify_trail(app: &App) -> Result<Verified, DeskError> {
    // One at a time: it takes a connection and a processor for as long as it lasts, and the desk has few of both.
    let _turn = app.verifying.lock().await;
    let (key, mut chains) = (log_key(app).await?.verifier(), Verifier::new());
    // All from one moment: an event goes from those that wait into the log while others are read.
    let moment = app.store.moment().await?;
    let unsequenced = find::unsequenced_count(moment.db()).await?;
    let missing = find::missing_guards(moment.db()).await?;
    let log = verify_log_and_chains(&moment, &key, &mut chains).await?;
    let bad = match log.bad {
        None => check_waiting(&moment, &mut chains).await?,
        bad => bad,
    };
    Ok(Verified {
        events: chains.events(),
        subjects: chains.subjects(),
        unsequenced,
        checkpoints: log.checkpoints,
        sealed: log.sealed,
        bad,
        missing,
    })
}

/// The events that wait for the log go on where their chains ended in it.
async fn check_waiting(moment: &Moment, chains: &mut Verifier) -> Result<Option<Bad>, DeskError> {
    let mut after = None;
    loop {
        let page = find::waiting_text(moment.db(), after.take(), PAGE).await?;
        for row in page.rows() {
            let Some(row) = row else { return Ok(Some(unreadable(chains))) };
            if let Err(bad) = check_chain(chains, &row) {
                return Ok(Some(bad));
            }
            after = Some((row.subject.to_owned(), row.seq));
        }
        if after.is_none() {
            return Ok(None);
        }
    }
}

fn unreadable(chains: &Verifier) -> Bad {
    let place = chains.events() + 1;
    Bad { place, subject: None, seq: None, reason: Reason::Decode, detail: UNREADABLE.to_owned() }
}

/// How often somebody else may be faster: one is at each try, and whoever exports the trail adds an event to it before.
const TRIES: usize = 32;

/// Another node may take up the same events at the same moment: then its work is there to be seen.
pub(super) async fn seal_now(app: &App) -> Result<(), DeskError> {
    let (key, mut edge) = (log_key(app).await?, LogEdge::default());
    let mut left = TRIES;
    loop {
        match seal_log(&app.store, &key, &mut edge, app.clock.now()).await {
            Err(DeskError::Store(StoreError::Conflict { .. })) if left > 0 => left -= 1,
            sealed => return sealed.map(drop),
        }
    }
}
