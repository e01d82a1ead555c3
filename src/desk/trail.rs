//! The audit trail: verify it from the database, export it for courts and archives.

use std::io::Write;

use vigie_domain::{
    audit::{Bad, Digest, HEADER_LINE, StoredEvent, Verifier},
    ids::EventId,
};

use super::DeskError;
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
    /// The first event at fault, and why.
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

/// Verifies every chain, streaming.
///
/// # Errors
/// The database.
pub async fn verify_trail(app: &App) -> Result<Verified, DeskError> {
    let mut verifier = Verifier::new();
    let mut done = Verified {
        events: 0,
        subjects: 0,
        unsequenced: find::unsequenced_count(app.store.reader()).await?,
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

/// Writes the whole trail as JSON lines; the format is documented for verifiers in other languages.
///
/// # Errors
/// The database, or the writer.
pub async fn export_trail(app: &App, out: &mut (impl Write + Send)) -> Result<u64, DeskError> {
    let failed = |error: std::io::Error| StoreError::Corrupt { what: "export", reason: error.to_string() };
    writeln!(out, "{HEADER_LINE}").map_err(failed)?;
    let (mut after, mut count) = (None, 0);
    loop {
        let page = find::trail_page(app.store.reader(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(count) };
        after = Some((last.subject.clone(), last.seq));
        for row in &page {
            count += 1;
            let hash: Digest = row
                .hash
                .parse()
                .map_err(|error| StoreError::Corrupt { what: "audit event", reason: format!("{error}") })?;
            let line = vigie_domain::audit::EventLine { canonical: row.canonical.as_bytes(), hash };
            out.write_all(&line.to_bytes()).and_then(|()| out.write_all(b"\n")).map_err(failed)?;
        }
    }
}
