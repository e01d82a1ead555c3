//! Pages for everybody: the report form and its answer, tracking, what the desk says of itself, errors, sign-in.

mod answer;
mod error;
mod report;

pub use answer::{Answer, MailNote, NextStep};
pub use error::{ErrorPage, Retry, SignIn};
pub use report::{Need, ReportForm};
