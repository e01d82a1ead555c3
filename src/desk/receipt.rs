//! Receipts: the events of one subject with the proof that they are in the log, for the victim, a judge or an archive.

use vigie_domain::audit::{RECEIPT_HEADER_LINE, ReceiptEntry, Subject, checkpoint_line, leaf_hash, rotation_line};

use super::{DeskError, log_tree::LogTree, trail::seal_now};
use crate::{app::App, store::find};

/// What a receipt shows of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The events themselves: who did what and when, by ids; for the desk, a judge, an archive.
    Events,
    /// Their leaf hashes alone: they prove without telling; for the victim.
    Hashes,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// JSON lines, as `docs/audit.md` tells.
    pub lines: Vec<u8>,
    /// How many events.
    pub events: usize,
}

/// The receipt of a subject, under the newest head of the log. An event of the last second may not be in it yet.
///
/// # Errors
/// [`DeskError::NotFound`] when the log holds nothing of the subject; the database.
pub async fn receipt(app: &App, subject: Subject, shows: Shows) -> Result<Receipt, DeskError> {
    let db = app.store.reader();
    let head = find::last_checkpoint(db).await?.ok_or(DeskError::NotFound("audit log"))?;
    let mut tree = LogTree::new(&app.store, u64::try_from(head.size).unwrap_or(0));
    let events = find::logged_events_of(db, &subject.to_string(), head.size).await?;
    if events.is_empty() {
        return Err(DeskError::NotFound("sealed event"));
    }
    let mut lines = vec![RECEIPT_HEADER_LINE.as_bytes().to_vec()];
    lines.extend(find::rotations(db).await?.iter().map(|rotation| rotation_line(&rotation.note)));
    lines.push(checkpoint_line(&head.note));
    for event in &events {
        let leaf = u64::try_from(event.leaf_index).unwrap_or(0);
        let canonical = event.canonical.as_bytes();
        let (leaf_hash, proof) = (leaf_hash(canonical), tree.inclusion_proof(leaf).await?);
        let shown = (shows == Shows::Events).then(|| canonical.to_vec());
        lines.push(ReceiptEntry { canonical: shown, leaf, leaf_hash, proof }.to_bytes());
    }
    lines.push(Vec::new());
    Ok(Receipt { lines: lines.join(&b'\n'), events: events.len() })
}

/// As [`receipt`]; what still waits for the log is taken up first.
///
/// # Errors
/// As [`receipt`].
pub async fn sealed_receipt(app: &App, subject: Subject, shows: Shows) -> Result<Receipt, DeskError> {
    seal_now(app).await?;
    receipt(app, subject, shows).await
}
