//! The provider's closing report: what was found and done, in words, and what can be counted, in fields.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    observable::{defang, distinct, extract, refang},
};

use super::provider_news::{Told, ask_to_close, told};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        step::{Visible, step},
    },
    store::find,
};

/// How a mission ended, as the page lists it.
pub const OUTCOMES: [&str; 5] = ["resolved", "contained", "partly", "handed_on", "no_attack"];
/// By what the attacker came in or got on, as the page lists it.
pub const TECHNIQUES: [&str; 9] = [
    "phishing",
    "stolen_password",
    "exposed_service",
    "unpatched",
    "supplier",
    "removable_media",
    "insider",
    "fraud_call",
    "unknown",
];

/// A closing report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClosingReport {
    /// Everything in words, as the case's timeline keeps it.
    pub words: String,
    /// One of [`OUTCOMES`]; empty: not said.
    pub outcome: String,
    /// Some of [`TECHNIQUES`].
    pub techniques: Vec<String>,
    /// Time spent, in minutes.
    pub minutes: Option<u32>,
    /// Addresses, hashes, accounts … as they were typed.
    pub observables: String,
}

/// What of a text can be compared with other cases, one each, written so that nobody clicks it by mistake.
#[must_use]
pub fn observables_in(text: &str) -> Vec<String> {
    distinct(&extract(&refang(text))).iter().map(|one| defang(one.kind, &one.value)).collect()
}

/// « Hours » as people write them: « 3 », « 3,5 », « 2h30 ».
#[must_use]
pub fn minutes_of(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase().replace(' ', "");
    let (hours, minutes) = match text.split_once('h') {
        Some((hours, "")) => (hours.replace(',', ".").parse::<f64>().ok()?, 0.0),
        Some((hours, minutes)) => (f64::from(hours.parse::<u16>().ok()?), f64::from(minutes.parse::<u8>().ok()?)),
        None => (text.replace(',', ".").parse::<f64>().ok()?, 0.0),
    };
    let total = hours * 60.0 + minutes;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 120,000")]
    let whole = total.round() as u32;
    (0.0..=120_000.0).contains(&total).then_some(whole)
}

/// The provider says that it is done. The desk closes the case. A second report of the same mission changes nothing.
///
/// # Errors
/// [`DeskError::NotFound`] when it hasn't the case.
pub async fn report_mission(app: &Arc<App>, by: &By, incident: Uuid, report: ClosingReport) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = find::open_assignment(step.tx.db(), incident).await?;
            let assignment = found.ok_or(DeskError::NotFound("assignment"))?;
            // A second click on the same report.
            if told(step, &assignment).await? == Told::Reported {
                return Ok(());
            }
            let count = observables_in(&report.observables).len();
            let payload = Payload::new()
                .text("news", "finished")
                .text("assignment", assignment.id.simple())
                .text("outcome", &report.outcome)
                .integer("minutes", i64::from(report.minutes.unwrap_or(0)))
                .integer("observables", i64::try_from(count).unwrap_or(i64::MAX))
                .list("techniques", &report.techniques);
            step.event(Action::ProviderReported, payload);
            let fields = json!({
                "outcome": report.outcome,
                "techniques": report.techniques,
                "minutes": report.minutes,
            });
            step.tell("entry-news-finished", fields, Visible::All).await?;
            step.quote("update", report.words, step.now, Visible::Provider).await?;
            ask_to_close(step, "task-close").await
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let read = ["3", "3,5", "2h30", "2 h", "0.25"].map(minutes_of);
        assert_eq!(read, [Some(180), Some(210), Some(150), Some(120), Some(15)]);
        for wrong in ["", "beaucoup", "-1", "9999999", "2h9x"] {
            assert_eq!(minutes_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_can_be_compared_is_found_once_and_written_harmless() {
        let found = observables_in("Vu : hxxp://mal[.]example/x et encore http://mal.example/x, IP 203.0.113.7");
        assert!(found.iter().all(|one| !one.contains("http://")), "{found:?}");
        assert!(found.iter().any(|one| one.contains("203")), "{found:?}");
    }
}
