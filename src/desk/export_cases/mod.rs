//! Cases in the formats that response centres exchange: MISP, STIX 2.1, IODEF 2, and rows for a spreadsheet. Nobody's
//! name, number or words leave by these; the dossier of one case, for the police or an insurer, is `dossier`'s.
//!
//! A marking above what the recipient may see keeps a case in. An observable leaves only when a person called it the
//! attacker's. What left is an event of each case, before it does.

mod csv;
mod dossier;
mod iodef;
mod misp;
mod observed;
mod select;
mod shared;
mod stix;
mod xml;

use jiff::Timestamp;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    observable::Observable,
    vocabulary::Tlp,
};

use super::{By, DeskError};
use crate::{
    app::App,
    store::{StoreError, audit},
};

pub use dossier::{Dossier, Exhibit, Notes, dossier};
pub use select::{LeftOut, Wanted};
pub use shared::SharedCase;

/// A format of exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// MISP event, JSON.
    Misp,
    /// STIX 2.1 bundle, JSON.
    Stix,
    /// IODEF 2 (RFC 7970), XML.
    Iodef,
    /// One row a case.
    Csv,
}

impl Format {
    /// Its word in commands and events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Misp => "misp",
            Self::Stix => "stix",
            Self::Iodef => "iodef",
            Self::Csv => "csv",
        }
    }
}

/// Why nothing is given out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A use case of the desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// There is no such case.
    #[error("no case has the reference {0}")]
    Unknown(String),
    /// Nobody is in it any more.
    #[error("the case {0} was erased")]
    Erased(String),
    /// Its marking is above what the recipient may see.
    #[error("the case {reference} is marked TLP:{tlp}, above TLP:{up_to}: name the recipient's level by --up-to")]
    Marking {
        /// Which case.
        reference: String,
        /// Its marking.
        tlp: Tlp,
        /// What the recipient may see.
        up_to: Tlp,
    },
    /// The case is for named people alone.
    #[error("the case {0} is sensitive: name by --account somebody to whom it is open now")]
    Sensitive(String),
    /// No account of that address may read cases.
    #[error("no account that reads cases has the address {0}")]
    Account(String),
    /// A machine's guess isn't given to others.
    #[error("nobody has confirmed what the case {0} is: confirm its category first")]
    Unconfirmed(String),
    /// What was called the attacker's stands in none of the cases.
    #[error("{0} stands in none of these cases: write it as it was told")]
    NotSeen(String),
    /// The document can't be written.
    #[error("the document can't be written: {0}")]
    Write(String),
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// What is given out.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The document.
    pub document: Vec<u8>,
    /// The cases in it.
    pub cases: Vec<SharedCase>,
    /// How many weren't given out, and why; of those that weren't asked for by name.
    pub left_out: LeftOut,
    /// What a person may call the attacker's: seen in the cases, and none of the victim's own.
    pub candidates: Vec<Observable>,
}

/// Writes cases in a format; that they leave is told in the trail of each before.
///
/// # Errors
/// See [`ExportError`].
pub async fn export_cases(app: &App, by: &By, format: Format, wanted: &Wanted) -> Result<Exported, ExportError> {
    let chosen = select::cases(app, format, wanted).await?;
    let (cases, candidates) = shared::of_cases(app, &chosen.cases, &wanted.attackers).await?;
    let made_at = app.clock.now();
    let origin = super::log_key(app).await?.verifier().name;
    let desk = shared::Sender::of(&app.config.desk, &origin);
    let document = match format {
        Format::Misp => misp::document(&desk, &cases),
        Format::Stix => stix::document(&desk, &cases, made_at),
        Format::Iodef => iodef::document(&desk, &cases, made_at),
        Format::Csv => csv::document(app, &chosen.cases).await?,
    };
    let ids: Vec<Uuid> = chosen.cases.iter().map(|case| case.id).collect();
    tell(app, by, &ids, format.as_str(), &chosen.account, made_at).await?;
    Ok(Exported { document, cases, left_out: chosen.left_out, candidates })
}

/// One event a case.
async fn tell(
    app: &App,
    by: &By,
    cases: &[Uuid],
    what: &'static str,
    account: &Option<Uuid>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let payload = Payload::new().text("what", what);
    let payload = match account {
        Some(account) => payload.text("account", account.simple()),
        None => payload,
    };
    let event = |case: &Uuid| EventDraft {
        subject: Subject::Incident((*case).into()),
        actor: by.actor(),
        action: Action::ReadExport,
        payload: payload.clone(),
    };
    let events: Vec<EventDraft> = cases.iter().map(event).collect();
    app.store.write(move |tx| Box::pin(async move { audit::append(tx, events, now).await })).await
}
