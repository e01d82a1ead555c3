//! First actions, never, evidence, deadlines.

use vigie_domain::{
    deadline::Deadline,
    playbook::{Advice as Advised, document::Group},
};

use crate::{
    app::App,
    desk::read::CaseFile,
    i18n::Words,
    store::entity::deadline,
    web::{
        frame::Times,
        view::{
            advice::{Action, Advice, Deadline as DeadlineView, DeadlineState},
            public::CalendarDate,
        },
    },
};

/// The advice of a case in the reader's language.
#[must_use]
pub fn advice(app: &App, file: &CaseFile, times: &Times) -> Advice {
    Advice { deadlines: deadlines(app, &file.deadlines, times), ..offered_advice(file.advice.of(times.lang)) }
}

/// Advice without clocks.
#[must_use]
pub fn offered_advice(advised: &Advised) -> Advice {
    let machines = advised.actions.iter().find(|action| action.group == Group::People);
    let rest = advised.actions.iter().filter(|action| machines.is_none_or(|safety| safety.id != action.id));
    Advice {
        safety: machines.map(|action| action.say.clone()),
        actions: rest.map(|action| Action { say: action.say.clone(), why: action.why.clone() }).collect(),
        never: advised.never.iter().map(|line| line.say.clone()).collect(),
        evidence: advised.evidence.iter().map(|line| line.say.clone()).collect(),
        deadlines: Vec::new(),
    }
}

/// The clocks of a case, without those that a person dismissed.
#[must_use]
pub fn deadlines(app: &App, rows: &[deadline::Model], times: &Times) -> Vec<DeadlineView> {
    let open = rows.iter().filter(|row| row.state != "refused");
    open.filter_map(|row| Some(view(row, app.law.get(&row.clock)?, times))).collect()
}

/// Is there a date to put into a calendar?
#[must_use]
pub fn has_dates(file: &CaseFile) -> bool {
    file.deadlines.iter().any(|row| row.due_at.is_some() && matches!(row.state.as_str(), "proposed" | "running"))
}

/// The dates of a case's clocks that run or may apply.
#[must_use]
pub fn calendar_dates(app: &App, file: &CaseFile, times: &Times) -> Vec<CalendarDate> {
    let words = Words(times.lang);
    let open = file.deadlines.iter().filter(|row| matches!(row.state.as_str(), "proposed" | "running"));
    let dates = open.filter_map(|row| {
        let law = app.law.get(&row.clock)?;
        let shown = view(row, law, times);
        let more = [Some(words.say(shown.state.key())), Some(shown.who), shown.condition, Some(shown.article)];
        Some(CalendarDate {
            uid: format!("{}@vigie", row.id.simple()),
            title: shown.title,
            more: more.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
            due: calendar_time(crate::clock::instant(row.due_at?)),
            link: shown.link.unwrap_or_default(),
        })
    });
    dates.collect()
}

/// An instant as a calendar file says it.
#[must_use]
pub fn calendar_time(at: jiff::Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn view(row: &deadline::Model, law: &Deadline, times: &Times) -> DeadlineView {
    let text = |text: &vigie_domain::playbook::document::Text| text.in_lang(times.lang).to_owned();
    let words = Words(times.lang);
    let now = times.now.as_microsecond();
    let state = match row.state.as_str() {
        "running" if row.due_at.is_some_and(|due| due <= now) => DeadlineState::Passed,
        "running" => DeadlineState::Running,
        "met" => DeadlineState::Met,
        "passed" => DeadlineState::Passed,
        _ => DeadlineState::Proposed,
    };
    let is_open = matches!(state, DeadlineState::Proposed | DeadlineState::Running);
    let question = law.questions.first().filter(|_| row.condition == "ask");
    DeadlineView {
        id: row.id.simple().to_string(),
        title: text(&law.title),
        state,
        due: match row.due_at {
            Some(due) => Some(words.with_text("deadline-before", "when", &times.when(due))),
            None => Some(words.say("deadline-without-delay")),
        },
        left: row.due_at.filter(|_| is_open).map(|due| times.remains(due)),
        who: text(&law.who),
        condition: question.map(|question| text(&question.ask)),
        still: (state == DeadlineState::Passed).then(|| text(&law.passed)),
        article: law.article.clone().unwrap_or_default(),
        link: law.link.clone(),
    }
}
