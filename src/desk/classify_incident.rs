//! A person confirms the machine's category, or chooses another with a reason; answers sharpen it. Both are recorded.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    intake::{FactValue, IncidentReport},
    playbook::{FactValue as Answer, Facts},
};

use super::{
    By, DeskError, Shown,
    assess::{Assessed, Seen, Told, assess, assess_as},
    assessment::AssessmentRows,
    deadlines,
    step::{CaseAt, Step, Visible, document, step},
};
use crate::{
    app::App,
    store::{StoreError, find, row},
};

/// What a person says of the category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It is right.
    Confirm,
    /// It is another, and why.
    Override {
        /// Playbook id.
        category: String,
        /// Why.
        reason: String,
    },
}

/// Confirms or overrides the category; advice, clocks and needed skills follow.
///
/// # Errors
/// [`DeskError::NotFound`] for an unknown category, [`DeskError::Needs`] for an override without a reason.
pub async fn classify_incident(app: &Arc<App>, by: &By, incident: Uuid, judgement: Judgement) -> Result<(), DeskError> {
    classify_shown(app, by, incident, judgement, Shown::default()).await
}

/// The same from a page that showed a category.
///
/// # Errors
/// [`DeskError::Changed`] when it is neither what the page showed nor what the person wants; see [`classify_incident`].
pub async fn classify_shown(
    app: &Arc<App>,
    by: &By,
    incident: impl Into<CaseAt>,
    judgement: Judgement,
    shown: Shown,
) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            step.must_be_going()?;
            let proposed = step.incident.category.clone();
            let wanted = match &judgement {
                Judgement::Confirm => shown.word().unwrap_or(&proposed),
                Judgement::Override { category, .. } => category,
            };
            let agrees = wanted == proposed;
            if !agrees {
                shown.must_still_be("category", &proposed)?;
            }
            match judgement {
                // Somebody else was faster with the same.
                Judgement::Override { .. } if agrees && step.incident.category_confirmed => return Ok(()),
                Judgement::Confirm => {
                    step.incident.category_confirmed = true;
                    step.event(Action::ClassificationConfirmed, Payload::new().text("category", &proposed));
                    // A person has read it: the floor for unread reports no longer holds it up.
                    rejudge(step, Some(proposed)).await?;
                }
                Judgement::Override { category, reason } => {
                    let set = step.app.playbooks.live();
                    set.playbook(&category).ok_or(DeskError::NotFound("category"))?;
                    if reason.trim().is_empty() {
                        return Err(DeskError::Needs("a reason"));
                    }
                    step.incident.category_confirmed = true;
                    let payload = Payload::new()
                        .text("proposed_category", &proposed)
                        .text("category", &category)
                        .text("reason", &reason);
                    step.event(Action::ClassificationOverridden, payload);
                    rejudge(step, Some(category)).await?;
                }
            }
            let arguments = json!({ "category": step.incident.category });
            Ok(step.tell("entry-category-confirmed", arguments, Visible::Desk).await?)
        })
    })
    .await
}

/// Records answers; category (unless a person has settled it), severity, advice and clocks follow.
///
/// # Errors
/// [`DeskError::Fields`] for answers that can't be understood.
pub async fn record_facts(
    app: &Arc<App>,
    by: &By,
    incident: impl Into<CaseAt>,
    answers: BTreeMap<String, serde_json::Value>,
) -> Result<(), DeskError> {
    let parsed = vigie_domain::intake::facts::parse_facts(&answers).map_err(DeskError::Fields)?;
    step(app, by, incident, move |step| {
        Box::pin(async move {
            step.must_be_going()?;
            let mut facts: BTreeMap<String, FactValue> = document("facts", &step.incident.facts)?;
            let named: Vec<String> = parsed.iter().map(|(fact, value)| format!("{fact}={}", value.as_word())).collect();
            facts.extend(parsed);
            step.incident.facts = json!(facts);
            step.event(Action::FactsAnswered, Payload::new().list("facts", named));
            let settled = step.incident.category_confirmed.then(|| step.incident.category.clone());
            rejudge(step, settled).await
        })
    })
    .await
}

/// Judges the case anew: with the category that a person settled, or with none.
async fn rejudge(step: &mut Step<'_>, settled: Option<String>) -> Result<(), DeskError> {
    let report: IncidentReport = document("report", &step.incident.report)?;
    let stored: BTreeMap<String, FactValue> = document("facts", &step.incident.facts)?;
    let facts = stored
        .iter()
        .fold(Facts::new(), |facts, (id, value)| facts.with(id.clone(), Answer::from_word(&value.as_word())));
    let told = Told {
        text: &report.description.0,
        lang: report.lang.as_deref(),
        facts: &facts,
        kind: report.organisation.kind,
        sector: report.organisation.sector,
        seen: Seen::Yes,
    };
    let set = step.app.playbooks.live();
    let assessed = match settled {
        Some(category) => assess_as(&set, &told, &category),
        None => assess(&set, &told),
    };
    take(step, &assessed);
    keep(step, &assessed).await?;
    propose_clocks(step, &assessed).await
}

async fn keep(step: &Step<'_>, assessed: &Assessed) -> Result<(), StoreError> {
    let rows = AssessmentRows::of(step.incident.id, assessed)?;
    step.tx.inserts().with_advice(rows.advice).run(step.tx).await?;
    row::save(step.tx, rows.assessment).await
}

fn take(step: &mut Step<'_>, assessed: &Assessed) {
    let before = (step.incident.severity.clone(), step.incident.priority);
    let found = &assessed.found;
    step.incident.category.clone_from(&found.category);
    step.incident.verdict = found.verdict.as_str().into();
    step.incident.severity = found.assessment.severity.as_str().into();
    step.incident.priority = assessed.priority;
    step.incident.playbook_set.clone_from(&found.playbook_set);
    step.incident.offer_mode = assessed.advice.fr.offer_mode.as_str().into();
    if before != (step.incident.severity.clone(), step.incident.priority) {
        let payload =
            Payload::new().text("severity", &step.incident.severity).integer("priority", step.incident.priority);
        step.event(Action::PriorityChanged, payload);
    }
}

/// Proposes the clocks that weren't there; those that a person decided stay as they are.
async fn propose_clocks(step: &mut Step<'_>, assessed: &Assessed) -> Result<(), DeskError> {
    let known = find::deadlines_of(step.tx.db(), step.incident.id).await?;
    let mut report: IncidentReport = document("report", &step.incident.report)?;
    report.facts = document("facts", &step.incident.facts)?;
    let fresh = deadlines::proposed(&step.app, &step.incident, &report, assessed, step.now);
    for row in &known {
        let still = fresh.iter().find(|new| new.clock == row.clock);
        match still {
            None if row.state == "proposed" => row::delete(step.tx, row.clone()).await?,
            Some(new) if row.state == "proposed" && row.condition != new.condition => {
                let changed = crate::store::entity::deadline::Model { condition: new.condition.clone(), ..row.clone() };
                row::save(step.tx, changed).await?;
            }
            _ => {}
        }
    }
    for new in fresh {
        if known.iter().all(|row| row.clock != new.clock) {
            step.event(Action::DeadlineProposed, Payload::new().text("clock", &new.clock));
            row::insert(step.tx, new).await?;
        }
    }
    Ok(())
}
