//! What an operator decides about a piece: the provider may have it or not, it is set aside or counts again.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::Action;

use super::{FileRefused, add::payload, check::current};
use crate::{
    app::App,
    desk::{
        By, DeskError, outgoing,
        scrubbing::scrubbed,
        step::{Visible, step},
    },
    store::row,
};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceAct {
    /// The provider that has the case may take it.
    Share,
    /// No longer.
    Unshare,
    /// It doesn't count, for this reason; its bytes stay.
    SetAside(String),
    /// It counts again.
    BringBack,
}

/// Decides about a piece.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::Needs`] without a reason, [`DeskError::Already`],
/// [`FileRefused::SetAside`] for handing on what was set aside.
pub async fn act_on_piece(app: &Arc<App>, by: &By, incident: Uuid, id: Uuid, act: PieceAct) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let mut piece = current(step, id).await?;
            let now = step.now.as_microsecond();
            let (action, line) = match act {
                PieceAct::Share if piece.set_aside_at.is_some() => return Err(FileRefused::SetAside.into()),
                PieceAct::Share if piece.shared_at.is_some() => return Err(DeskError::Already("shared")),
                PieceAct::Share => {
                    (piece.shared_at, piece.shared_by) = (Some(now), step.by.name());
                    (Action::FileShared, "entry-file-shared")
                }
                PieceAct::Unshare => {
                    piece.shared_at.take().ok_or(DeskError::Already("not shared"))?;
                    (Action::FileUnshared, "entry-file-unshared")
                }
                PieceAct::SetAside(why) => {
                    let why: String = why.trim().chars().take(LONGEST_REASON).collect();
                    if why.is_empty() {
                        return Err(DeskError::Needs("the reason"));
                    }
                    if piece.set_aside_at.is_some() {
                        return Err(DeskError::Already("set aside"));
                    }
                    piece.set_aside_why = scrubbed(&why, outgoing::language(&step.incident));
                    (piece.set_aside_at, piece.set_aside_by) = (Some(now), step.by.name());
                    piece.shared_at = None;
                    (Action::FileSetAside, "entry-file-set-aside")
                }
                PieceAct::BringBack => {
                    piece.set_aside_at.take().ok_or(DeskError::Already("not set aside"))?;
                    (Action::FileBroughtBack, "entry-file-brought-back")
                }
            };
            step.event(action, payload(&piece));
            step.tell(line, json!({ "name": piece.name }), Visible::Desk).await?;
            Ok(row::save(step.tx, piece).await?)
        })
    })
    .await
}
