//! What was seen in a case, by whom it was told, and what a person calls the attacker's.

use vigie_domain::{
    intake::IncidentReport,
    observable::{Observable, ObservableRole, OwnParties, distinct, extract, refang},
};

use crate::{
    desk::step::document,
    store::{
        StoreError,
        entity::{entry, incident},
    },
};

/// Everything that was seen in a case's report and timeline, with the role that it has by itself: the victim's own, else
/// unknown.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub(super) fn in_case(
    case: &incident::Model,
    timeline: &[entry::Model],
) -> Result<Vec<(Observable, ObservableRole)>, StoreError> {
    let report: IncidentReport = document("report", &case.report)?;
    let own = OwnParties::of(&report);
    let told = timeline.iter().map(|line| line.body.as_str());
    let mut seen = Vec::new();
    for text in [report.description.0.as_str()].into_iter().chain(told) {
        seen.extend(extract(&refang(text)));
    }
    let with_role = |one: Observable| {
        let role = own.role_of(&one);
        (one, role)
    };
    Ok(distinct(&seen).into_iter().map(with_role).collect())
}

/// What a person wrote as the attacker's.
#[derive(Debug)]
pub(super) struct Meant<'t> {
    /// As it was written.
    pub text: &'t str,
    read: Vec<Observable>,
}

impl<'t> Meant<'t> {
    /// Reads it as a caller's words are read.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self { text, read: distinct(&extract(&refang(text))) }
    }

    /// Is that what was meant? By its value alone, too: `akira` or `.lockbit` is nothing without the words around it.
    #[must_use]
    pub fn is(&self, one: &Observable) -> bool {
        let text = self.text.trim();
        self.read.contains(one) || one.value.eq_ignore_ascii_case(text) || one.defanged().eq_ignore_ascii_case(text)
    }
}
