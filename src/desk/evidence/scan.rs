//! Has clamd look at pieces, where there is one. What it finds marks a piece and is told; nothing is deleted by it.

use std::{
    fs::File,
    io::{self, Read},
    sync::Arc,
};

use jiff::SignedDuration;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_domain::audit::Action;

use super::{
    add::payload,
    check::{current, said, tell_damage},
    room::{self, Found},
};
use crate::{
    app::App,
    clamd::{Clamd, Verdict},
    desk::{
        By, DeskError,
        step::{NewTask, Visible, step},
    },
    keys::hex,
    store::{entity::attachment, find, row},
};

/// Pieces that are looked at in one round.
const ROUND: u64 = 20;

/// Looks at the pieces that wait for it; says at how many.
///
/// # Errors
/// [`DeskError::Scanner`]: it doesn't answer, they wait on; the database.
pub async fn scan_pieces(app: &Arc<App>) -> Result<usize, DeskError> {
    let Some(clamd) = app.config.evidence.scanner() else { return Ok(0) };
    let waiting = find::pieces_to_scan(app.store.reader(), ROUND).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    must_answer(&clamd).await?;
    for piece in &waiting {
        scan(app, &clamd, piece).await?;
    }
    Ok(waiting.len())
}

async fn must_answer(clamd: &Clamd) -> Result<(), DeskError> {
    let clamd = clamd.clone();
    let asked = tokio::task::spawn_blocking(move || clamd.ping()).await;
    asked.unwrap_or_else(|ended| Err(io::Error::other(ended))).map_err(DeskError::Scanner)
}

async fn scan(app: &Arc<App>, clamd: &Clamd, piece: &attachment::Model) -> Result<(), DeskError> {
    let asked = clamd.clone();
    let pass = move |file: File| {
        let mut file = Hashing { file, hash: Sha256::new() };
        let verdict = asked.scan(&mut file);
        // A scanner that stops reading hasn't seen all of it: the rest is hashed all the same.
        io::copy(&mut file, &mut io::sink())?;
        Ok((hex(&file.hash.finalize()), verdict))
    };
    let found = room::read_through(app, &piece.sha256, pass).await?;
    let verdict = match found {
        Found::Sound(Ok(verdict)) => verdict,
        Found::Sound(Err(error)) => {
            must_answer(clamd).await?;
            Verdict::Failed(error.to_string())
        }
        other => {
            let what = said(&other).unwrap_or_default();
            write_down(app, piece, Verdict::Failed(String::new())).await?;
            return gone_is_done(tell_damage(app, &By::Desk, piece.incident_id, (piece.id, what)).await);
        }
    };
    write_down(app, piece, verdict).await
}

struct Hashing {
    file: File,
    hash: Sha256,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

/// The case may have been erased meanwhile.
fn gone_is_done(done: Result<(), DeskError>) -> Result<(), DeskError> {
    match done {
        Err(DeskError::Erased | DeskError::NotFound(_)) => Ok(()),
        other => other,
    }
}

async fn write_down(app: &Arc<App>, piece: &attachment::Model, verdict: Verdict) -> Result<(), DeskError> {
    let id: Uuid = piece.id;
    let done = step(app, &By::Desk, piece.incident_id, move |step| {
        Box::pin(async move {
            let mut piece = current(step, id).await?;
            let (word, finding) = match verdict {
                Verdict::Clean => ("clean", String::new()),
                Verdict::Found(name) => ("found", name),
                Verdict::Failed(why) => ("failed", why),
            };
            step.event(Action::FileScanned, payload(&piece).text("outcome", word).text("finding", &finding));
            if word == "found" && piece.scan != "found" {
                let arguments = json!({ "name": piece.name, "kind": finding });
                step.tell("entry-file-found", arguments.clone(), Visible::Desk).await?;
                let due = step.now + SignedDuration::from_mins(60);
                let (kind, text_id, words) = ("manual", "task-file-found", String::new());
                step.ask_desk(NewTask { kind, text_id, arguments, words, due }).await?;
            }
            (piece.scan, piece.finding) = (word.to_owned(), finding);
            piece.scanned_at = Some(step.now.as_microsecond());
            Ok(row::save(step.tx, piece).await?)
        })
    })
    .await;
    gone_is_done(done)
}
