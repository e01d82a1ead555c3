//! Files in a form of several parts: each goes to the evidence room as it comes, none waits in memory. Limits are asked
//! before anything is read and while it is.

use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, http::header};
use futures_util::TryStreamExt;
use uuid::Uuid;
use vigie_domain::file_name::FileName;

use super::{error::WebError, view::field::Filled, view::page::Page};
use crate::{
    app::App,
    desk::{self, By, DeskError, FileRefused, NewPiece, PieceSource, Receiving},
    web::view::format,
};

/// Files of one form.
const MOST_FILES: usize = 10;
/// Parts of one form: the files, some more to be refused by name, and a note.
const MOST_FIELDS: usize = 30;
/// Longest field beside the files, in octets.
const LONGEST_FIELD: usize = 16 * 1024;
/// A form larger than so many times what is left for a file isn't even read to its end.
const PATIENCE: u64 = 4;

/// Who sends files, and to which case.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The party.
    pub by: By,
    /// The case.
    pub incident: Uuid,
    /// By which door.
    pub source: PieceSource,
}

/// What became of the files of a form.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many are pieces now.
    pub taken: usize,
    /// What wasn't taken, and why.
    pub refused: Vec<(FileName, FileRefused)>,
}

impl Outcome {
    /// The form with what was refused, beside the field of files.
    #[must_use]
    pub fn form(&self, page: &Page) -> Filled {
        let mut form = Filled::default();
        for (name, why) in &self.refused {
            form.refuse("file", page.with(key_of(why), "name", name.shown()));
        }
        if self.refused.is_empty() && self.taken == 0 {
            form.refuse("file", page.say("file-none"));
        }
        form
    }
}

/// The text that says why a file isn't taken.
const fn key_of(why: &FileRefused) -> &'static str {
    match why {
        FileRefused::TooLarge { .. } => "file-too-large",
        FileRefused::Empty => "file-empty",
        FileRefused::Full => "file-case-full",
        FileRefused::TooMany => "file-too-many",
        FileRefused::Damaged => "file-damaged",
        FileRefused::SetAside => "file-is-aside",
    }
}

/// A form of pieces that says why one can't be given out or decided about.
#[must_use]
pub fn refusal(page: &Page, why: &FileRefused) -> Filled {
    let mut form = Filled::default();
    form.refuse("files", page.with(key_of(why), "name", ""));
    form
}

/// How large a file may be, in the reader's words.
#[must_use]
pub fn most(app: &App, page: &Page) -> String {
    format::octets(app.config.evidence.file_octets(), page.words.0)
}

/// Takes every file of the form into the case.
///
/// # Errors
/// A form that can't be read, or is far too large; the case, the data folder.
pub async fn take_files(
    app: &Arc<App>,
    request: &HttpRequest,
    sender: &Sender,
    mut parts: Multipart,
) -> Result<Outcome, WebError> {
    let most = match desk::room_left(app, sender.incident).await {
        Err(DeskError::File(full)) => return Ok(Outcome { refused: vec![(FileName::of(""), full)], taken: 0 }),
        left => left?,
    };
    let mut patience = Patience { left: most.saturating_mul(PATIENCE).saturating_add(LONGEST_FIELD as u64), most };
    patience.must_last(request)?;
    let (mut outcome, mut note, mut waiting) = (Outcome::default(), String::new(), Vec::new());
    let mut fields = 0;
    while let Some(mut field) = parts.try_next().await.map_err(malformed)? {
        fields += 1;
        if fields > MOST_FIELDS {
            return Err(WebError::Malformed("the form has too many parts".into()));
        }
        let Some(given) = file_name(&field) else {
            let is_note = field.name() == Some("note");
            let text = text_of(&mut field).await?;
            if is_note {
                note = text;
            }
            continue;
        };
        match receive(app, field, &mut patience).await {
            // A field of files that nothing was chosen for.
            Err(WebError::Desk(DeskError::File(FileRefused::Empty))) if given.is_empty() => {}
            Err(WebError::Desk(DeskError::File(why))) => outcome.refused.push((FileName::of(&given), why)),
            Err(other) => return Err(other),
            Ok(_) if waiting.len() == MOST_FILES => outcome.refused.push((FileName::of(&given), FileRefused::TooMany)),
            Ok((received, declared)) => waiting.push((given, declared, received)),
        }
    }
    // The note may stand after the files.
    for (given, declared, received) in waiting {
        let name = FileName::of(&given);
        let new = NewPiece { received, name: name.clone(), declared, note: note.clone(), source: sender.source };
        match desk::add_piece(app, &sender.by, sender.incident, new).await {
            Ok(_) => outcome.taken += 1,
            Err(DeskError::File(why)) => outcome.refused.push((name, why)),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(outcome)
}

/// How much more is read of a form.
struct Patience {
    left: u64,
    most: u64,
}

impl Patience {
    /// What is announced to be far too large isn't read at all.
    fn must_last(&self, request: &HttpRequest) -> Result<(), WebError> {
        let announced: Option<u64> =
            request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        match announced {
            Some(octets) if octets > self.left => {
                Err(DeskError::from(FileRefused::TooLarge { most: self.most }).into())
            }
            _ => Ok(()),
        }
    }

    fn read(&mut self, octets: usize) -> Result<(), WebError> {
        match self.left.checked_sub(octets as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            // Not a refusal beside a field: the form isn't read on.
            None => Err(WebError::Malformed("the form is far too large".into())),
        }
    }
}

/// The name of a file as it came; none for a field that holds none.
fn file_name(field: &Field) -> Option<String> {
    let told = field.content_disposition()?;
    told.get_filename_ext()
        .map(|name| String::from_utf8_lossy(&name.value).into_owned())
        .or_else(|| told.get_filename().map(str::to_owned))
}

async fn text_of(field: &mut Field) -> Result<String, WebError> {
    let text = field.bytes(LONGEST_FIELD).await.map_err(|error| WebError::Malformed(error.to_string()))?;
    Ok(String::from_utf8_lossy(&text.map_err(malformed)?).into_owned())
}

/// Receives a file. What is too large is read to its end, within patience, so that the page can say so.
async fn receive(app: &App, mut field: Field, patience: &mut Patience) -> Result<(desk::Received, String), WebError> {
    let declared = field.content_type().map_or_else(String::new, |kind| kind.essence_str().chars().take(100).collect());
    let mut receiving = Receiving::begin(app, patience.most).await?;
    let mut refused = None;
    while let Some(octets) = field.try_next().await.map_err(malformed)? {
        patience.read(octets.len())?;
        if refused.is_none()
            && let Err(error) = receiving.take(&octets).await
        {
            refused = Some(error);
        }
    }
    match refused {
        Some(error) => Err(error.into()),
        None => Ok((receiving.finish().await?, declared)),
    }
}

fn malformed(error: actix_multipart::MultipartError) -> WebError {
    WebError::Malformed(error.to_string())
}
