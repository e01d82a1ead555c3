//! The survey of a closed case: three questions, answered once.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::{IncidentState, YesNo},
};

use super::{By, DeskError, read::CaseFile, step::step};
use crate::{
    app::App,
    desk::Visible,
    store::{entity::entry, find},
};

/// Key of the line that keeps the answers in the timeline.
const LINE: &str = "entry-survey";

/// What the victim says of the help.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Was the desk of use?
    pub helped: YesNo,
    /// Is she at work again?
    pub working_again: YesNo,
    /// What was missing, in her words; may be empty.
    pub words: String,
}

/// Keeps the answers.
///
/// # Errors
/// [`DeskError::Already`] for a second answer; [`DeskError::NotFound`] while the case isn't closed.
pub async fn answer_survey(app: &Arc<App>, incident: Uuid, survey: Survey) -> Result<(), DeskError> {
    step(app, &By::Victim, incident, move |step| {
        Box::pin(async move {
            if step.state()? != IncidentState::Closed {
                return Err(DeskError::NotFound("survey"));
            }
            let entries = find::entries_of(step.tx.db(), step.incident.id).await?;
            if is_answered(&entries) {
                return Err(DeskError::Already("survey"));
            }
            let answers = json!({ "helped": survey.helped.as_str(), "working": survey.working_again.as_str() });
            step.tell(LINE, answers, Visible::Desk).await?;
            if !survey.words.trim().is_empty() {
                step.quote("message", survey.words, step.now, Visible::Desk).await?;
            }
            let payload = Payload::new().text("helped", survey.helped).text("working_again", survey.working_again);
            step.event(Action::SurveyAnswered, payload);
            Ok(())
        })
    })
    .await
}

/// May the survey be shown? On a closed case that wasn't answered for.
#[must_use]
pub fn may_be_asked(file: &CaseFile) -> bool {
    file.incident.state == IncidentState::Closed.as_str() && !is_answered(&file.entries)
}

fn is_answered(entries: &[entry::Model]) -> bool {
    entries.iter().any(|entry| entry.text_id.as_deref() == Some(LINE))
}
