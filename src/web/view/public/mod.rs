//! Pages for everybody: the report form and its answer, tracking, what the desk says of itself, errors, sign-in.

mod answer;
mod by_code;
mod calendar;
mod document;
mod error;
mod files;
mod report;
mod tracking;

pub use answer::{Answer, MailNote, NextStep};
pub use by_code::{ByCode, FormKept};
pub use calendar::{CalendarDate, calendar};
pub use document::{Document, Guide, GuideLine, Guides, PrivacyFacts, ProofFacts, Section};
pub use error::{ErrorPage, OpenIdWay, Retry, SignIn, SignInCode};
pub use files::HandedFile;
pub use report::{Need, ReportForm};
pub use tracking::{ChoiceOfProvider, Claim, Helper, Message, PathStep, Proposal, Tracking};
