//! Files that come with a mail of a case become pieces of it; the mail itself stays as it came.

use std::sync::Arc;

use serde_json::json;
use tokio::sync::OwnedRwLockReadGuard;
use uuid::Uuid;
use vigie_domain::file_name::FileName;

use super::{
    Added, NewPiece, PieceSource, Receiving,
    add::{add, facts_of},
    forget_files, room_left,
};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        receive_mail::bytes_of,
        step::{Step, Visible, step},
    },
    mail::inbound::{self, FileBytes},
    store::entity::{attachment, inbound_mail},
};

/// Files of a mail whose bytes are kept and whose rows aren't written yet.
#[derive(Debug)]
pub struct MailFiles {
    /// Their rows.
    pub rows: Vec<attachment::Model>,
    /// How many are larger than the case takes: they are in the mail alone.
    pub left: usize,
    gate: OwnedRwLockReadGuard<()>,
}

impl MailFiles {
    /// Takes the bytes away again when their rows were not written.
    ///
    /// # Errors
    /// What was refused; the data folder.
    pub async fn settle<T>(self, app: &App, done: Result<T, DeskError>) -> Result<T, DeskError> {
        let Self { rows, gate, .. } = self;
        drop(gate);
        if done.is_err() {
            let hashes: Vec<String> = rows.into_iter().map(|row| row.sha256).collect();
            forget_files(app, &hashes).await?;
        }
        done
    }
}

/// Keeps the bytes of a mail's files.
///
/// # Errors
/// The kept mail, the data folder.
pub async fn keep_files_of(app: &App, case: Uuid, mail: &inbound_mail::Model) -> Result<MailFiles, DeskError> {
    let gate = Arc::clone(&app.pieces.0).read_owned().await;
    let raw = bytes_of(app, &mail.hash).await?;
    let files = tokio::task::spawn_blocking(move || inbound::files_of(&raw)).await.unwrap_or_default();
    let mut kept = MailFiles { rows: Vec::new(), left: 0, gate };
    for (part, file) in (0_i32..).zip(files) {
        match keep(app, case, mail, (part, file)).await {
            Ok(row) => kept.rows.push(row),
            Err(DeskError::File(_)) => kept.left += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(kept)
}

async fn keep(
    app: &App,
    case: Uuid,
    mail: &inbound_mail::Model,
    (part, file): (i32, FileBytes),
) -> Result<attachment::Model, DeskError> {
    let mut receiving = Receiving::begin(app, room_left(app, case).await?).await?;
    receiving.take(&file.bytes).await?;
    let new = NewPiece {
        received: receiving.finish().await?,
        name: FileName::of(&file.given_name),
        declared: file.kind,
        note: String::new(),
        source: PieceSource::Mail(mail.id, part),
    };
    let (mut received, row) = facts_of(app, new);
    received.keep().await?;
    Ok(attachment::Model { author: mail.sender.clone(), ..row })
}

/// Writes the rows within the step that writes the mail's.
///
/// # Errors
/// The database.
pub async fn add_all(step: &mut Step<'_>, rows: Vec<attachment::Model>, mut left: usize) -> Result<(), DeskError> {
    for row in rows {
        match add(step, row).await {
            Ok(Added::New(_) | Added::Known(_)) => {}
            Err(DeskError::File(_)) => left += 1,
            Err(other) => return Err(other),
        }
    }
    if left > 0 {
        step.tell("entry-file-left", json!({ "count": left }), Visible::Desk).await?;
    }
    Ok(())
}

/// Brings the files of a mail to a case that a person, or the desk, found for it.
///
/// # Errors
/// The kept mail, the data folder, the database.
pub async fn bring_files(app: &Arc<App>, by: &By, case: Uuid, mail: &inbound_mail::Model) -> Result<(), DeskError> {
    let files = keep_files_of(app, case, mail).await?;
    let (rows, left) = (files.rows.clone(), files.left);
    if rows.is_empty() && left == 0 {
        return Ok(());
    }
    let done = step(app, by, case, move |step| Box::pin(async move { add_all(step, rows, left).await })).await;
    files.settle(app, done).await
}
