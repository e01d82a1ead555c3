//! The audit trail: verify it from the database, export it for courts and archives.

use std::io::Write;

use vigie_domain::{
    audit::{Bad, Digest, EventLine, HEADER_LINE, StoredEvent, Verifier, checkpoint_line},
    ids::EventId,
};

use super::{DeskError, LogEdge, log_key, seal_log, verify_log};
use crate::{
    app::App,
    store::{
        StoreError,
        entity::{audit_event, checkpoint},
        find,
    },
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

/// Writes the whole trail as JSON lines, in the order of the log, with the checkpoints over it; the format is
/// documented for verifiers in other languages. What waited for the log is taken up first.
///
/// # Errors
/// The database, or the writer.
pub async fn export_trail(app: &App, out: &mut (impl Write + Send)) -> Result<u64, DeskError> {
    seal_now(app).await?;
    let mut export = Export { out, count: 0 };
    export.line(HEADER_LINE.as_bytes())?;
    loop {
        let heads = find::checkpoints_after(app.store.reader(), export.count, PAGE).await?;
        if heads.is_empty() {
            return Ok(u64::try_from(export.count).unwrap_or(0));
        }
        for head in heads {
            export.events_up_to(app, head.size).await?;
            export.line(&checkpoint_line(&head.note))?;
        }
    }
}

/// Another node may take up the same events at the same moment: then its work is there to be seen.
async fn seal_now(app: &App) -> Result<(), DeskError> {
    let (key, mut edge) = (log_key(app).await?, LogEdge::default());
    match seal_log(&app.store, &key, &mut edge, app.clock.now()).await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => {
            seal_log(&app.store, &key, &mut edge, app.clock.now()).await.map(drop)
        }
        sealed => sealed.map(drop),
    }
}

struct Export<'o, W> {
    out: &'o mut W,
    count: i64,
}

impl<W: Write + Send> Export<'_, W> {
    fn line(&mut self, line: &[u8]) -> Result<(), StoreError> {
        let failed = |error: std::io::Error| StoreError::Corrupt { what: "export", reason: error.to_string() };
        self.out.write_all(line).and_then(|()| self.out.write_all(b"\n")).map_err(failed)
    }

    async fn events_up_to(&mut self, app: &App, size: i64) -> Result<(), DeskError> {
        let corrupt = |reason: String| StoreError::Corrupt { what: "audit log", reason };
        while self.count < size {
            let wanted = u64::try_from(size - self.count).unwrap_or(PAGE).min(PAGE);
            let page = find::logged_events(app.store.reader(), self.count, wanted).await?;
            if page.is_empty() {
                return Err(corrupt(format!("leaf {} is missing", self.count)).into());
            }
            for event in &page {
                let hash: Digest = event.hash.parse().map_err(|error| corrupt(format!("{error}")))?;
                self.line(&EventLine { canonical: event.canonical.as_bytes(), hash }.to_bytes())?;
                self.count += 1;
            }
        }
        Ok(())
    }
}

/// The newest signed head of the global log; none before the first event was taken up.
///
/// # Errors
/// The database.
pub async fn newest_checkpoint(app: &App) -> Result<Option<checkpoint::Model>, DeskError> {
    Ok(find::last_checkpoint(app.store.reader()).await?)
}
