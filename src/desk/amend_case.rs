//! What is said of a case as a whole is corrected: who may pass it on (TLP), what may be done with it (PAP), the victim's
//! language. What was told stays as it was told.

use std::sync::Arc;

use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::{Lang, Pap, Tlp},
};

use super::{
    By, DeskError,
    step::{CaseAt, step},
};
use crate::app::App;

/// What is to be another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amendment {
    /// Who may pass it on.
    pub tlp: Option<Tlp>,
    /// What may be done with it.
    pub pap: Option<Pap>,
    /// The language in which the victim is written to.
    pub lang: Option<Lang>,
}

/// Corrects a case. What is as asked already changes nothing.
///
/// # Errors
/// [`DeskError::OtherVersion`]; [`DeskError::Incident`] when it is over.
pub async fn amend_case(
    app: &Arc<App>,
    by: &By,
    case: impl Into<CaseAt>,
    amendment: Amendment,
) -> Result<(), DeskError> {
    step(app, by, case, move |step| {
        Box::pin(async move {
            step.must_be_going()?;
            let incident = &mut step.incident;
            let mut marking = Payload::new();
            for (name, held, wanted) in [
                ("tlp", &mut incident.tlp, amendment.tlp.map(Tlp::as_str)),
                ("pap", &mut incident.pap, amendment.pap.map(Pap::as_str)),
            ] {
                if let Some(wanted) = wanted.filter(|wanted| wanted != held) {
                    marking = marking.text(name, wanted).text(&format!("{name}_before"), &held);
                    wanted.clone_into(held);
                }
            }
            let lang = amendment.lang.map(Lang::as_str).filter(|lang| *lang != incident.lang);
            if let Some(lang) = lang {
                lang.clone_into(&mut incident.lang);
                step.event(Action::ReportChanged, Payload::new().text("lang", lang));
            }
            if marking != Payload::new() {
                step.event(Action::MarkingChanged, marking);
            }
            Ok(())
        })
    })
    .await
}
