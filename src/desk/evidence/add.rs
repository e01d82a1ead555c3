//! A received file becomes a piece of its case: its bytes under their hash, its row, its act and a word on the timeline.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    file_name::FileName,
};

use super::{
    FileRefused, Received, forget_files,
    kind::{Sniffed, sniff},
};
use crate::{
    app::App,
    desk::{
        By, DeskError, outgoing,
        scrubbing::scrubbed,
        step::{NewTask, Step, Visible, step},
    },
    fresh,
    store::{entity::attachment, find, row},
};

/// Longest note of a piece, in characters.
const LONGEST_NOTE: usize = 2000;

/// By which door a piece came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceSource {
    /// An operator's page.
    Operator,
    /// The victim's page.
    Victim,
    /// A provider's page.
    Provider,
    /// A mail: its row, and which of its files.
    Mail(Uuid, i32),
}

impl PieceSource {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Victim => "victim",
            Self::Provider => "provider",
            Self::Mail(..) => "mail",
        }
    }
}

/// A file that is to become a piece.
#[derive(Debug)]
pub struct NewPiece {
    /// The file.
    pub received: Received,
    /// Its name.
    pub name: FileName,
    /// What it was said to be.
    pub declared: String,
    /// What was said with it.
    pub note: String,
    /// By which door it came.
    pub source: PieceSource,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is a piece now.
    New(Uuid),
    /// The same party had given the same bytes before: that piece.
    Known(Uuid),
}

impl Added {
    /// The piece.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        match self {
            Self::New(id) | Self::Known(id) => *id,
        }
    }
}

/// How large the next file of this case may be, in octets.
///
/// # Errors
/// [`FileRefused::Full`]; the database.
pub async fn room_left(app: &App, incident: Uuid) -> Result<u64, DeskError> {
    let held = find::held_by(app.store.reader(), incident).await?;
    Ok(room_beside(app, held)?)
}

fn room_beside(app: &App, held: find::Held) -> Result<u64, FileRefused> {
    let limits = &app.config.evidence;
    let left = limits.case_octets().saturating_sub(held.octets);
    if left == 0 || held.pieces >= limits.case_files {
        Err(FileRefused::Full)
    } else {
        Ok(left.min(limits.file_octets()))
    }
}

/// Makes a file a piece of a case. The same bytes of the same party count once.
///
/// # Errors
/// [`FileRefused::Full`] and [`FileRefused::TooLarge`]; a case that is over, for who isn't of the desk; the data folder.
pub async fn add_piece(app: &Arc<App>, by: &By, incident: Uuid, new: NewPiece) -> Result<Added, DeskError> {
    let gate = app.pieces.0.read().await;
    let (mut received, facts) = facts_of(app, new);
    received.keep().await?;
    let kept = [received.sha256.clone()];
    let added = step(app, by, incident, move |step| {
        Box::pin(async move {
            if matches!(step.by, By::Victim | By::Provider(_)) {
                step.must_be_going()?;
            }
            add(step, facts).await
        })
    })
    .await;
    if added.is_err() {
        drop(gate);
        forget_files(app, &kept).await?;
    }
    added
}

/// What the row of a piece will say, but for the case and who gave it.
pub(super) fn facts_of(app: &App, new: NewPiece) -> (Received, attachment::Model) {
    let NewPiece { received, name, declared, note, source } = new;
    let now = app.clock.now();
    let Sniffed { mime, kind, warning } = sniff(&received.head, &received.tail, name.shown());
    let (mail_id, mail_part) = match source {
        PieceSource::Mail(mail, part) => (Some(mail), Some(part)),
        _ => (None, None),
    };
    let row = attachment::Model {
        id: fresh::id(now),
        incident_id: Uuid::nil(),
        sha256: received.sha256.clone(),
        size: i64::try_from(received.size).unwrap_or(i64::MAX),
        name: name.shown().to_owned(),
        given_name: name.given().to_owned(),
        declared_type: declared,
        sniffed_type: mime,
        kind: kind.as_str().to_owned(),
        warning: warning.to_owned(),
        source: source.as_str().to_owned(),
        party: String::new(),
        author: String::new(),
        provider_id: None,
        mail_id,
        mail_part,
        note: note.trim().chars().take(LONGEST_NOTE).collect(),
        received_at: now.as_microsecond(),
        shared_at: None,
        shared_by: String::new(),
        set_aside_at: None,
        set_aside_by: String::new(),
        set_aside_why: String::new(),
        checked_at: None,
        damaged_at: None,
        scan: String::new(),
        finding: String::new(),
        scanned_at: None,
    };
    (received, row)
}

/// Within a step: the bytes are kept already.
pub(super) async fn add(step: &mut Step<'_>, mut piece: attachment::Model) -> Result<Added, DeskError> {
    let case = step.incident.id;
    (piece.party, piece.provider_id) = match step.by {
        By::Victim => ("victim".to_owned(), None),
        By::Provider(id) => ("provider".to_owned(), Some(id.0)),
        By::Staff(_) | By::Token { .. } | By::Command if piece.mail_id.is_none() => ("desk".to_owned(), None),
        // Who wrote a mail that a person brought here isn't proved.
        _ => ("unknown".to_owned(), None),
    };
    let known = find::pieces_with(step.tx.db(), case, &piece.sha256).await?;
    let is_same = |row: &&attachment::Model| {
        row.set_aside_at.is_none() && row.party == piece.party && row.provider_id == piece.provider_id
    };
    if let Some(same) = known.iter().find(is_same) {
        return Ok(Added::Known(same.id));
    }
    let held = find::held_by(step.tx.db(), case).await?;
    let most = room_beside(&step.app, held)?;
    if u64::try_from(piece.size).unwrap_or(u64::MAX) > most {
        return Err(FileRefused::TooLarge { most }.into());
    }
    piece.incident_id = case;
    if piece.mail_id.is_none() {
        piece.author = step.by.name();
    }
    piece.note = scrubbed(&piece.note, outgoing::language(&step.incident));
    let payload = payload(&piece).integer("size", piece.size).text("source", &piece.source).text("kind", &piece.kind);
    step.event(Action::FileAdded, payload);
    // A mail says so itself, once for all of its files.
    if piece.mail_id.is_none() {
        step.tell("entry-file-added", json!({ "name": piece.name }), Visible::Desk).await?;
        ask_to_look(step).await?;
    }
    let id = piece.id;
    row::insert(step.tx, piece).await?;
    Ok(Added::New(id))
}

/// Which piece, by its id and its hash. Its name may be somebody's: it isn't told.
pub(super) fn payload(piece: &attachment::Model) -> Payload {
    Payload::new().text("file", piece.id.simple()).text("sha256", &piece.sha256)
}

/// Somebody of the desk looks at what came from outside; three files are one task.
async fn ask_to_look(step: &mut Step<'_>) -> Result<(), DeskError> {
    if !matches!(step.by, By::Victim | By::Provider(_)) {
        return Ok(());
    }
    let text_id = "task-look-at-file";
    let tasks = find::tasks_of(step.tx.db(), step.incident.id).await?;
    if tasks.iter().any(|task| task.text_id == text_id && task.done_at.is_none()) {
        return Ok(());
    }
    let due = step.now + SignedDuration::from_mins(60);
    Ok(step.ask_desk(NewTask { kind: "manual", text_id, arguments: json!({}), words: String::new(), due }).await?)
}
