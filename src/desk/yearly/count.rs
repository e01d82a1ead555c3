//! Reads and counts what a yearly report is made of.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;
use vigie_domain::{
    audit::Action,
    figures::{Confirmed, CountsAs, counts_as, percentile},
    vocabulary::IncidentState,
};

use super::{Delay, Offers, Survey};
use crate::{
    app::App,
    desk::{DeskError, step::word},
    store::find::{self, YearCase},
};

/// A case and what it counts as.
#[derive(Debug)]
pub(super) struct Case {
    pub row: YearCase,
    pub kind: CountsAs,
}

/// A year, read.
#[derive(Debug)]
pub(super) struct Counted {
    pub cases: Vec<Case>,
    pub calls: usize,
    pub offers: Offers,
    pub survey: Survey,
    assigned: HashMap<Uuid, i64>,
}

impl Counted {
    /// Five statements, whatever the number of cases.
    pub async fn between(app: &App, from: i64, until: i64) -> Result<Self, DeskError> {
        let db = app.store.reader();
        let mut cases = Vec::new();
        for row in find::year_cases(db, from, until).await? {
            let state: IncidentState = word("state", &row.state)?;
            let confirmed = if row.category_confirmed { Confirmed::Yes } else { Confirmed::No };
            cases.push(Case { row, kind: counts_as(state, confirmed) });
        }
        let mut assigned: HashMap<Uuid, i64> = HashMap::new();
        for (case, at) in find::assigned_between(db, from, until).await? {
            assigned.entry(case).and_modify(|first| *first = (*first).min(at)).or_insert(at);
        }
        let exercises = find::exercises_among(db, &assigned.keys().copied().collect::<Vec<_>>()).await?;
        assigned.retain(|case, _| !exercises.contains(case));
        let offers = offers(&find::offers_between(db, from, until).await?, assigned.len());
        let calls = find::acts_between(db, Action::CallEnded.as_str(), from, until).await?.len();
        let answers = find::acts_between(db, Action::SurveyAnswered.as_str(), from, until).await?;
        Ok(Self { cases, calls, offers, survey: survey(&answers), assigned })
    }

    /// How many count as that.
    pub fn of_kind(&self, kind: CountsAs) -> usize {
        self.cases.iter().filter(|case| case.kind == kind).count()
    }

    /// Incidents and reports: what happened to somebody.
    pub fn events(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| matches!(case.kind, CountsAs::Incident | CountsAs::Report))
    }

    /// How long people waited.
    pub fn delays(&self) -> Vec<Delay> {
        let contact = self.events().filter_map(|case| Some(case.row.first_contact_at? - case.row.received_at));
        let provider = self.events().filter_map(|case| Some(self.assigned.get(&case.row.id)? - case.row.received_at));
        let closing = self.events().filter_map(|case| Some(case.row.closed_at? - case.row.received_at));
        vec![
            delay("first_contact", contact.collect()),
            delay("provider", provider.collect()),
            delay("closing", closing.collect()),
        ]
    }
}

fn delay(name: &'static str, mut micros: Vec<i64>) -> Delay {
    let minutes = |span: Option<i64>| span.map(|span| span / 60_000_000);
    Delay {
        name,
        cases: micros.len(),
        median_minutes: minutes(percentile(&mut micros, 50)),
        ninth_decile_minutes: minutes(percentile(&mut micros, 90)),
    }
}

fn offers(made: &[(Uuid, String)], cases_assigned: usize) -> Offers {
    let count = |states: &[&str]| made.iter().filter(|(_, state)| states.contains(&state.as_str())).count();
    let (accepted, declined, expired) =
        (count(&["available", "chosen", "not_chosen"]), count(&["declined"]), count(&["expired"]));
    Offers { answered_or_expired: accepted + declined + expired, accepted, declined, expired, cases_assigned }
}

/// The acts hold the answers in closed words: they outlive the erasure of their cases.
fn survey(acts: &[String]) -> Survey {
    let mut survey = Survey::default();
    for act in acts {
        let event: Value = serde_json::from_str(act).unwrap_or_default();
        let yes = |name: &str| usize::from(event["payload"][name] == "yes");
        survey.answers += 1;
        survey.helped += yes("helped");
        survey.working_again += yes("working_again");
    }
    survey
}
