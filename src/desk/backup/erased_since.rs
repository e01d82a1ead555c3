//! Erasures that a backup from before them brings back: read off a newer export of the trail, and done again.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    sync::Arc,
};

use serde_json::Value;
use uuid::Uuid;
use vigie_domain::audit::{Action, Bad, Checkpoint, ExportVerifier, Line, Reason, read_line};

use super::{BackupError, at};
use crate::{
    app::App,
    desk::{By, Why, erasure::erase_rows, log_key},
    log_key::is_signature,
    store::{entity::incident, find, row},
};

/// What a newer trail tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Since {
    /// Cases that were erased, ever.
    erased: Vec<Uuid>,
    /// What happened after the backup and is not in it: how often each action.
    pub after: BTreeMap<String, u64>,
}

/// Reads an export of the same desk's trail that goes on where the restored one ends.
///
/// # Errors
/// [`BackupError::Trail`] when it isn't sound, or not of this desk; the file.
pub(super) async fn read(app: &App, file: &Path) -> Result<Since, BackupError> {
    let key = log_key(app).await?.verifier();
    let head = find::last_checkpoint(app.store.reader()).await?;
    let held: Option<Checkpoint> = head.as_ref().and_then(|head| {
        let note: Option<vigie_domain::audit::SignedNote> = head.note.parse().ok();
        note.and_then(|note| note.text.parse().ok())
    });
    let mut verifier = ExportVerifier::new().trusting(key, is_signature);
    let mut known = 0;
    if let Some(held) = held {
        known = held.size;
        // The backup's own checkpoint may be the newest one of the export: then it simply ends there.
        verifier = verifier.through(held);
    }
    let file = file.to_owned();
    super::blocking(move || lines(&file, verifier, known)).await
}

fn lines(file: &Path, mut verifier: ExportVerifier, known: u64) -> Result<Since, BackupError> {
    let mut export = BufReader::new(File::open(file).map_err(at(file))?);
    let (mut since, mut line, mut events) = (Since::default(), Vec::new(), 0);
    while export.read_until(b'\n', &mut line).map_err(at(file))? > 0 {
        verifier.check_line(&line).map_err(BackupError::Trail)?;
        if let Some(Line::Event(event)) = read_line(line.trim_ascii_end()) {
            events += 1;
            since.take(event.canonical, events > known).ok_or_else(|| undecoded(events))?;
        }
        line.clear();
    }
    verifier.finish().map_err(BackupError::Trail)?;
    Ok(since)
}

fn undecoded(place: u64) -> BackupError {
    let detail = "an event can't be read".to_owned();
    BackupError::Trail(Bad { place, subject: None, seq: None, reason: Reason::Decode, detail })
}

impl Since {
    /// Takes one event in; none when it can't be understood.
    fn take(&mut self, canonical: &[u8], is_new: bool) -> Option<()> {
        let event: Value = serde_json::from_slice(canonical).ok()?;
        let (action, subject) = (event["action"].as_str()?, event["subject"].as_str()?);
        if is_new {
            *self.after.entry(action.to_owned()).or_default() += 1;
        }
        if action == Action::Erased.as_str()
            && let Some(id) = subject.strip_prefix("inc_")
        {
            self.erased.push(id.parse().ok()?);
        }
        Some(())
    }

    /// Erases again what the backup brought back; says the references.
    ///
    /// # Errors
    /// The database, the folder.
    pub async fn erase_again(&self, app: &Arc<App>) -> Result<Vec<String>, BackupError> {
        let mut references = Vec::new();
        for id in &self.erased {
            let case = row::find::<incident::Entity>(app.store.reader(), *id).await?;
            if let Some(case) = case.filter(|case| case.erased_at.is_none()) {
                erase_rows(app, &By::Command, *id, Why::Again).await?;
                references.push(case.reference);
            }
        }
        if !references.is_empty() {
            app.store.forget_deleted().await?;
        }
        Ok(references)
    }
}
