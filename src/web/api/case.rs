//! A case as partners read it: no name, no number, no address of anybody; what was told stands in it only where a signal
//! was found.

use serde_json::{Value, json};
use vigie_domain::vocabulary::Lang;

use crate::{
    app::App,
    clock::instant,
    desk::read::CaseFile,
    store::entity::{assignment, deadline, incident, offer},
};

fn at(micros: i64) -> String {
    instant(micros).to_string()
}

fn maybe_at(micros: Option<i64>) -> Option<String> {
    micros.map(at)
}

/// What a list shows of a case.
#[must_use]
pub fn summary(case: &incident::Model) -> Value {
    json!({
        "reference": case.reference,
        "version": case.version,
        "state": case.state,
        "channel": case.channel,
        "lang": case.lang,
        "category": case.category,
        "category_confirmed": case.category_confirmed,
        "verdict": case.verdict,
        "severity": case.severity,
        "priority": case.priority,
        "department": case.department,
        "received_at": at(case.received_at),
        "updated_at": at(case.updated_at),
        "closed_at": maybe_at(case.closed_at),
        "disposition": case.disposition,
        "playbook_set": case.playbook_set,
        "tlp": case.tlp,
        "pap": case.pap,
        "exercise": case.exercise,
    })
}

/// The same with its legal clocks.
#[must_use]
pub fn with_clocks(app: &App, case: &incident::Model, rows: &[deadline::Model]) -> Value {
    let lang: Lang = case.lang.parse().unwrap_or(Lang::Fr);
    let mut document = summary(case);
    let running = rows.iter().filter(|row| row.state != "refused");
    document["deadlines"] = json!(running.map(|row| clock(app, row, lang)).collect::<Vec<_>>());
    document
}

fn clock(app: &App, row: &deadline::Model, lang: Lang) -> Value {
    let law = app.law.get(&row.clock);
    let question = law.and_then(|law| law.questions.first()).filter(|_| row.condition == "ask");
    json!({
        "id": row.clock,
        "title": law.map(|law| law.title.in_lang(lang)),
        "state": row.state,
        "due_at": maybe_at(row.due_at),
        "article": law.and_then(|law| law.article.clone()),
        "question": question.map(|question| json!({"fact": question.fact, "ask": question.ask.in_lang(lang)})),
    })
}

/// Everything that partners may read of a case.
#[must_use]
pub fn whole(app: &App, file: &CaseFile) -> Value {
    let mut document = with_clocks(app, &file.incident, &file.deadlines);
    document["facts"] = file.incident.facts.clone();
    document["actions"] = actions(file, file.incident.lang.parse().unwrap_or(Lang::Fr));
    document["classification"] = json!(file.found);
    document["offers"] = json!(file.offers.iter().map(offered).collect::<Vec<_>>());
    document["assignment"] = json!(file.assignment.as_ref().map(assigned));
    document
}

fn actions(file: &CaseFile, lang: Lang) -> Value {
    let ticked = |id: &str| file.ticks.iter().any(|tick| tick.action_id == id);
    let list = file.advice.of(lang).actions.iter();
    json!(
        list.map(|action| json!({
            "id": action.id, "say": action.say, "why": action.why, "done": ticked(&action.id)
        }))
        .collect::<Vec<_>>()
    )
}

fn offered(offer: &offer::Model) -> Value {
    json!({
        "id": offer.id,
        "provider": offer.provider_id,
        "state": offer.state,
        "round": offer.round,
        "leaves_at": at(offer.leaves_at),
        "expires_at": at(offer.expires_at),
        "answered_at": maybe_at(offer.answered_at),
    })
}

fn assigned(row: &assignment::Model) -> Value {
    json!({
        "provider": row.provider_id,
        "assigned_at": at(row.assigned_at),
        "first_contact_at": maybe_at(row.first_contact_at),
    })
}
