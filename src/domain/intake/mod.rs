//! Intake: what a caller tells becomes checked values (report, SIRET, telephone, postal code).
//!
//! Parse, don't validate: a value of these types that exists is right. [`IncidentReport`] is the only way in, for the
//! call screen, the public form, the mailbox and the API alike. Nothing here knows a playbook or a page.

mod check;
pub mod duplicate;
pub mod email;
pub mod event_time;
pub mod facts;
pub mod field;
pub mod fold;
pub mod geography;
pub mod machine_sign;
pub mod phone;
pub mod place;
pub mod raw;
pub mod report;
pub mod scrub;
pub mod siret;
pub mod story;
pub mod text;

pub use duplicate::{Likeness, Proposal, Trace, proposals};
pub use email::EmailAddress;
pub use event_time::{EventTime, Precision};
pub use facts::{FactValue, Facts};
pub use field::FieldError;
pub use geography::{Commune, Department};
pub use machine_sign::{Flood, Manner, WORK_BITS, machine_signs};
pub use phone::Phone;
pub use place::{Place, PostalCode};
pub use raw::{RawContact, RawOrganisation, RawReport};
pub use report::{Contact, IncidentReport, Organisation, Remark};
pub use siret::{Siren, Siret};
