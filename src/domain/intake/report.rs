//! The report: what every channel gives the desk, checked.
//!
//! Four things are required: what happened, a name, one way to call back, a postal code. Everything else helps.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    EmailAddress, EventTime, Facts, FieldError, Phone, PostalCode, RawReport, Siret, check::Check, facts::parse_facts,
    geography::zone_named,
};
use crate::{
    personal::Personal,
    vocabulary::{EmailSafe, Kind, Size},
};

/// A report as it is handed to the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentReport {
    /// Who is hit.
    pub organisation: Organisation,
    /// Who talks to us.
    pub contact: Contact,
    /// What happened, in their words.
    pub description: Personal<String>,
    /// ISO 639-1 code of the words' language, when it was said.
    pub lang: Option<String>,
    /// When they saw it.
    pub discovered_at: Option<EventTime>,
    /// When it happened.
    pub occurred_at: Option<EventTime>,
    /// What they answered.
    pub facts: Facts,
    /// Whether the contact may be passed to a provider; `None`: not asked yet.
    pub consent_to_share: Option<bool>,
    /// What a person should know about how the report was read.
    #[serde(default)]
    pub remarks: Vec<Remark>,
}

/// Who is hit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: Option<Personal<String>>,
    /// What kind it is.
    pub kind: Option<Kind>,
    /// Its establishment's number.
    pub siret: Option<Personal<Siret>>,
    /// How big it is.
    pub size: Option<Size>,
    /// NAF section letter.
    pub sector: Option<char>,
    /// Where it is.
    pub postal_code: PostalCode,
    /// Code of the department (`12`, `2A`, `974`).
    pub department: String,
    /// INSEE code of the commune, when there is no doubt.
    pub commune: Option<String>,
}

/// Who talks to us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name.
    pub name: Personal<String>,
    /// What they do there.
    pub role: Option<Personal<String>>,
    /// A number to call back.
    pub phone: Option<Personal<Phone>>,
    /// An address to write to, if it is safe.
    pub email: Option<Personal<EmailAddress>>,
    /// Whether the attacker may read that mailbox.
    pub email_safe: EmailSafe,
}

/// Something about how a report was read, in a text of `intake.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Control characters were left out of the words.
    RemarkControlsLeftOut,
    /// A CEDEX code: only the department is known, ask for the commune.
    RemarkCedex,
    /// The postal code has several communes: ask which.
    RemarkSeveralCommunes,
    /// The postal code spans two departments: ask for the commune.
    RemarkTwoDepartments,
}

impl Remark {
    /// The text's key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RemarkControlsLeftOut => "remark-controls-left-out",
            Self::RemarkCedex => "remark-cedex",
            Self::RemarkSeveralCommunes => "remark-several-communes",
            Self::RemarkTwoDepartments => "remark-two-departments",
        }
    }
}

impl IncidentReport {
    /// Checks the API's JSON.
    ///
    /// # Errors
    /// Everything that is wrong, at once, unknown fields included.
    pub fn from_json(json: &Value, received_at: Timestamp) -> Result<Self, Vec<FieldError>> {
        let (raw, mut errors) = RawReport::from_json(json);
        match Self::parse(&raw, received_at) {
            Ok(report) if errors.is_empty() => Ok(report),
            Ok(_) => Err(errors),
            Err(more) => {
                // A field of the wrong type was told once; that it is missing, too, would be noise.
                let told: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
                let covered = |error: &FieldError| {
                    told.iter().any(|field| {
                        field.is_empty() || error.field == *field || error.field.starts_with(&format!("{field}."))
                    })
                };
                errors.extend(more.into_iter().filter(|error| !covered(error)));
                Err(errors)
            }
        }
    }

    /// Checks what was typed; a civil time means the time of the organisation's department.
    ///
    /// # Errors
    /// Everything that is wrong, at once, each beside its field.
    pub fn parse(raw: &RawReport, received_at: Timestamp) -> Result<Self, Vec<FieldError>> {
        let mut check = Check::default();
        let description = check.description(raw.description.as_deref());
        let organisation = check.organisation(&raw.organisation);
        let department = organisation.as_ref().map(|organisation| organisation.department.as_str());
        let contact = check.contact(&raw.contact, department);
        let zone = organisation.as_ref().map_or_else(|| zone_named("Europe/Paris"), Organisation::zone);
        let when = (
            check.time("discovered_at", raw.discovered_at.as_deref(), &zone, received_at),
            check.time("occurred_at", raw.occurred_at.as_deref(), &zone, received_at),
        );
        let lang = check.lang(raw.lang.as_deref());
        let facts = parse_facts(&raw.facts).unwrap_or_else(|errors| {
            check.errors.extend(errors);
            Facts::new()
        });
        match (description, organisation, contact) {
            (Some(description), Some(organisation), Some(contact)) if check.errors.is_empty() => Ok(Self {
                organisation,
                contact,
                description,
                lang,
                discovered_at: when.0,
                occurred_at: when.1,
                facts,
                consent_to_share: raw.consent_to_share,
                remarks: check.remarks,
            }),
            _ => Err(check.errors),
        }
    }
}

impl IncidentReport {
    /// Where the organisation is: latitude and longitude in degrees.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        self.organisation.point()
    }
}

impl Organisation {
    /// The department's time zone.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        super::Department::by_code(&self.department).map_or_else(|| zone_named("Europe/Paris"), super::Department::zone)
    }

    /// Where it is: latitude and longitude in degrees, of the commune if it is known.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        let commune = self.commune.as_deref().and_then(super::Commune::by_insee);
        commune.map(|commune| (commune.lat, commune.lon)).or_else(|| self.postal_code.place().point())
    }
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
