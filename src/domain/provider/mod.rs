//! A provider: vetting, labels, skills, territory, hours, capacity, and the record that the score reads.
//!
//! Everything of the directory file is here; whether it may take one case is decided in `matching`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{OpeningHours, Schedule},
    ids::ProviderId,
    intake::Siret,
    vocabulary::{Profile, Sector, Size},
};

pub mod application;
pub mod card;
mod expiry;
pub mod generate;
mod label;
mod record;
pub mod row;
#[cfg(test)]
pub(crate) mod sample;
mod skills;
mod territory;
mod vetting;

pub use crate::calendar::Pause;
pub use expiry::{Expiring, Expiry, WARNINGS, expiries};
pub use label::{Label, LabelPeriodError};
pub use record::{PRIOR_ANSWER_MINUTES, Record};
pub use skills::{InvalidLevel, Level, SkillLevels};
pub use territory::{InvalidPoint, Point, Territory, TravelBand};
pub use vetting::{Decision, Vetting, VettingRefused};

/// A firm of the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// The desk's own identifier.
    pub id: ProviderId,
    /// The identifier as the directory file writes it; unique in a directory.
    pub code: String,
    /// Name of the firm.
    pub company: String,
    /// SIRET; a firm from abroad has none.
    pub siret: Option<Siret>,
    /// What kind of provider it is.
    pub profile: Profile,
    /// Where it is.
    pub address: Address,
    /// Whom to write to and call.
    pub contact: Contact,
    /// Where it works.
    pub territory: Territory,
    /// What it knows how to do.
    pub skills: SkillLevels,
    /// Labels, past ones included.
    pub labels: Vec<Label>,
    /// Last day covered by its professional insurance; none: no proof was given.
    pub insurance_until: Option<Date>,
    /// Version of the desk's charter that it signed.
    pub charter_version: Option<String>,
    /// Opening hours, in the time zone of its department.
    pub hours: OpeningHours,
    /// Leave that was announced.
    pub pauses: Vec<Pause>,
    /// Paused at once, until somebody takes it back.
    pub paused: bool,
    /// Open assignments at most.
    pub capacity: u32,
    /// Assignments open now.
    pub open_assignments: u32,
    /// Sizes of organisation served; empty: all.
    pub client_sizes: BTreeSet<Size>,
    /// Sectors served; empty: all.
    pub client_sectors: BTreeSet<Sector>,
    /// Languages spoken (ISO 639-1, lower case); empty: French.
    pub languages: BTreeSet<String>,
    /// SIREN (9 digits) of organisations that it will not, or may not, serve.
    pub conflicts: BTreeSet<String>,
    /// What the desk decided about it.
    pub vetting: Vetting,
    /// What the desk knows of its answers.
    pub record: Record,
}

/// Where a provider is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// Postal code as given; may be a CEDEX code.
    pub postal_code: String,
    /// Commune as given.
    pub commune: String,
    /// Code of the department (`34`, `2A`, `971`), where it could be told.
    pub department: Option<String>,
    /// The point that distances start from, where it could be told.
    pub point: Option<Point>,
}

/// Whom to write to and call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone of the office.
    pub phone: Option<String>,
    /// Mail addresses of the office.
    pub emails: Vec<String>,
    /// Mail address that is read day and night.
    pub on_call_email: Option<String>,
    /// Telephone that is answered day and night.
    pub on_call_phone: Option<String>,
}

impl Contact {
    /// Somebody can be reached outside the opening hours.
    #[must_use]
    pub const fn has_on_call(&self) -> bool {
        self.on_call_email.is_some() || self.on_call_phone.is_some()
    }

    /// It can be written to.
    #[must_use]
    pub const fn has_address(&self) -> bool {
        !self.emails.is_empty() || self.on_call_email.is_some()
    }
}

impl Provider {
    /// SIREN of the firm: the first nine digits of its SIRET.
    #[must_use]
    pub fn siren(&self) -> Option<&str> {
        self.siret.as_ref().and_then(|siret| siret.as_str().get(..9))
    }

    /// When somebody is there, leave included. A provider of whom no department is known keeps Paris time.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let department = self.address.department.as_deref().unwrap_or_default();
        Schedule { pauses: self.pauses.clone(), ..Schedule::in_department(self.hours.clone(), department) }
    }

    /// On leave that day, or paused until further notice.
    #[must_use]
    pub fn is_paused_on(&self, day: Date) -> bool {
        self.paused || self.pauses.iter().any(|pause| pause.from <= day && day <= pause.until)
    }

    /// Insured that day, by a proof that the desk holds.
    #[must_use]
    pub fn is_insured_on(&self, day: Date) -> bool {
        self.insurance_until.is_some_and(|until| day <= until)
    }
}
