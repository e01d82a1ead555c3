//! A piece leaves the desk: hashed again as it is sealed into its archive, told in the trail before the answer.

use std::{
    fs::File,
    io::{self, Seek, Write},
    sync::Arc,
};

use uuid::Uuid;
use vigie_domain::audit::Action;

use super::{
    FileRefused,
    add::payload,
    archive::{self, Entry},
    check::{current, piece, said, tell_damage},
    room::{self, Found},
};
use crate::{
    app::App,
    clock::instant,
    desk::{By, DeskError, outgoing, step::step},
    fresh,
    store::{entity::attachment, row},
};

/// A piece in its archive.
#[derive(Debug)]
pub struct Taken {
    /// Name of the archive: nothing that anybody gave.
    pub name: String,
    /// Its octets.
    pub size: u64,
    /// The archive, at its beginning; gone when it is closed.
    pub archive: File,
}

/// May this party take this piece? The desk takes all; a provider what it gave, and what was shared and counts.
#[must_use]
pub fn may_take(by: &By, piece: &attachment::Model) -> bool {
    match by {
        By::Staff(_) | By::Command => true,
        By::Provider(id) => {
            piece.provider_id == Some(id.0) || (piece.shared_at.is_some() && piece.set_aside_at.is_none())
        }
        By::Desk | By::Visitor | By::Victim | By::Token { .. } => false,
    }
}

/// Takes a piece.
///
/// # Errors
/// [`DeskError::NotFound`] for one of another case, or that isn't this party's; [`FileRefused::Damaged`]; the data folder.
pub async fn take_piece(app: &Arc<App>, by: &By, incident: Uuid, id: Uuid) -> Result<Taken, DeskError> {
    let known = piece(app, incident, id).await?;
    if !may_take(by, &known) {
        return Err(DeskError::NotFound("file"));
    }
    let found = sealed(app, &known).await?;
    let Found::Sound((size, archive)) = found else {
        let what = said(&found).unwrap_or_default();
        tell_damage(app, by, incident, (id, what)).await?;
        return Err(FileRefused::Damaged.into());
    };
    let reader = by.clone();
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let mut piece = current(step, id).await?;
            // Somebody may have decided otherwise meanwhile.
            if !may_take(&reader, &piece) {
                return Err(DeskError::NotFound("file"));
            }
            step.event(Action::FileRead, payload(&piece).text("what", "download"));
            piece.checked_at = Some(step.now.as_microsecond());
            piece.damaged_at = None;
            Ok(row::save(step.tx, piece).await?)
        })
    })
    .await?;
    Ok(Taken { name: format!("piece-{}.zip", known.sha256.get(..12).unwrap_or_default()), size, archive })
}

async fn sealed(app: &App, piece: &attachment::Model) -> Result<Found<(u64, File)>, DeskError> {
    let (name, salt) = (piece.name.clone(), fresh::bytes());
    let at = instant(piece.received_at).to_zoned(outgoing::zone(&app.config)).datetime();
    let size = u32::try_from(piece.size).map_err(|error| DeskError::Folder(io::Error::other(error)))?;
    let out = room::nameless(app)?;
    room::read_through(app, &piece.sha256, move |file| {
        let mut to = io::BufWriter::new(out);
        let entry = Entry { name: &name, size, at, salt };
        let (hash, _) = archive::seal(&entry, io::BufReader::new(file), &mut to)?;
        to.flush()?;
        let mut archive = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        let length = archive.stream_position()?;
        archive.rewind()?;
        Ok((hash, (length, archive)))
    })
    .await
}
