//! The whole trail as JSON lines, in the order of the log, with the checkpoints over it: for archives and courts. Written
//! piece by piece, so that its length costs no memory; `docs/audit.md` tells the format.

use std::{collections::VecDeque, io::Write, sync::Arc};

use vigie_domain::audit::{Digest, EventLine, HEADER_LINE, checkpoint_line, rotation_line};

use super::{DeskError, trail::seal_now, verify_log::PAGE};
use crate::{
    app::App,
    store::{StoreError, entity::checkpoint, find},
};

/// An export that is being written.
#[derive(Debug)]
pub struct TrailExport {
    app: Arc<App>,
    count: i64,
    heads: VecDeque<checkpoint::Model>,
    begun: bool,
}

impl TrailExport {
    /// Begins; what waited for the log is taken up first.
    ///
    /// # Errors
    /// The database.
    pub async fn begin(app: Arc<App>) -> Result<Self, DeskError> {
        seal_now(&app).await?;
        Ok(Self { app, count: 0, heads: VecDeque::new(), begun: false })
    }

    /// How many events were written so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        u64::try_from(self.count).unwrap_or(0)
    }

    /// The next whole lines; none at the end.
    ///
    /// # Errors
    /// The database; an event that is missing.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, DeskError> {
        let mut lines = Lines(Vec::new());
        if !self.begun {
            self.begun = true;
            lines.push(HEADER_LINE.as_bytes());
            for rotation in find::rotations(self.app.store.reader()).await? {
                lines.push(&rotation_line(&rotation.note));
            }
            return Ok(Some(lines.0));
        }
        let page = find::logged_events(self.app.store.reader(), self.count, PAGE).await?;
        for event in page {
            if !self.has_head().await? {
                break;
            }
            if event.leaf_index != self.count {
                return Err(corrupt(format!("leaf {} is missing", self.count)));
            }
            let hash: Digest = event.hash.parse().map_err(|error| corrupt(format!("{error}")))?;
            lines.push(&EventLine { canonical: event.canonical.as_bytes(), hash }.to_bytes());
            self.count += 1;
            if let Some(head) = self.heads.pop_front_if(|head| head.size == self.count) {
                lines.push(&checkpoint_line(&head.note));
            }
        }
        match lines.0.is_empty() {
            true if self.has_head().await? => Err(corrupt(format!("leaf {} is missing", self.count))),
            true => Ok(None),
            false => Ok(Some(lines.0)),
        }
    }

    /// Is there a checkpoint over what comes next? What nobody signed isn't exported.
    async fn has_head(&mut self) -> Result<bool, DeskError> {
        if self.heads.is_empty() {
            self.heads = find::checkpoints_after(self.app.store.reader(), self.count, PAGE).await?.into();
        }
        Ok(!self.heads.is_empty())
    }
}

/// Writes the whole trail; says how many events.
///
/// # Errors
/// The database, or the writer.
pub async fn export_trail(app: &Arc<App>, out: &mut (impl Write + Send)) -> Result<u64, DeskError> {
    let mut export = TrailExport::begin(Arc::clone(app)).await?;
    while let Some(lines) = export.next().await? {
        out.write_all(&lines)?;
    }
    out.flush()?;
    Ok(export.events())
}

struct Lines(Vec<u8>);

impl Lines {
    fn push(&mut self, line: &[u8]) {
        self.0.extend_from_slice(line);
        self.0.push(b'\n');
    }
}

fn corrupt(reason: String) -> DeskError {
    StoreError::Corrupt { what: "audit log", reason }.into()
}
