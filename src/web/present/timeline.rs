//! The timeline, tasks and clocks of a case.

use serde_json::Value;

use super::phone_link;
use crate::{
    app::App,
    desk::read::CaseFile,
    i18n::Words,
    store::entity::{entry, task},
    web::{
        frame::Times,
        view::{
            clock::{Clock, Tone},
            console::{Entry, TaskRow},
        },
    },
};

/// A text of ours with its arguments; what an argument names is put into the reader's words.
#[must_use]
pub fn label_of(app: &App, text_id: &str, arguments: &Value, times: &Times) -> String {
    let words = Words(times.lang);
    let given: Vec<(&'static str, _)> = [
        "count",
        "how",
        "company",
        "phone",
        "category",
        "clock",
        "to",
        "kind",
        "helped",
        "working",
        "who",
        "reason",
        "name",
        "condition",
    ]
    .iter()
    .filter_map(|name| {
        let value = arguments.get(*name)?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let said = match *name {
            "category" => super::category_title(&app.playbooks.live(), &text, times),
            "clock" => app.law.get(&text).map_or(text, |law| law.title.in_lang(times.lang).to_owned()),
            "how" => words.say(&format!("doubt-{}", text.replace('_', "-"))),
            "condition" => words.label("condition", &text),
            "helped" | "working" => words.say(&format!("answer-{text}")),
            _ => text,
        };
        Some((*name, said))
    })
    .map(|(name, said)| (name, said.parse::<u32>().map_or_else(|_| said.clone().into(), Into::into)))
    .collect();
    words.with(text_id, &given)
}

/// Lines that name a provider to the desk alone; everybody else reads them without.
const NAMED: [&str; 7] = [
    "entry-offers-sent",
    "entry-offer-available",
    "entry-offer-declined",
    "entry-offer-expired",
    "entry-offer-undone",
    "entry-offer-taken-back",
    "entry-offer-full",
];

/// A line of the timeline as the desk reads it.
#[must_use]
pub fn line_for_desk(app: &App, row: &entry::Model, times: &Times) -> String {
    match &row.text_id {
        Some(id) if NAMED.contains(&id.as_str()) && row.arguments["company"].is_string() => {
            let line = label_of(app, &format!("{id}-by"), &row.arguments, times);
            match row.arguments["who"].as_str() {
                Some(who) => format!("{line} {}", Words(times.lang).with_text("entry-answer-of", "who", who)),
                None => line,
            }
        }
        _ => line(app, row, times),
    }
}

fn line(app: &App, row: &entry::Model, times: &Times) -> String {
    match &row.text_id {
        Some(id) => label_of(app, id, &row.arguments, times),
        None => row.body.clone(),
    }
}

/// The lines of a timeline for the people of the desk.
#[must_use]
pub fn entries_for_desk(app: &App, rows: &[entry::Model], times: &Times) -> Vec<Entry> {
    rows.iter().map(|row| entry_view(row, line_for_desk(app, row, times), times)).collect()
}

/// The lines of a timeline.
#[must_use]
pub fn entries(app: &App, rows: &[entry::Model], times: &Times) -> Vec<Entry> {
    rows.iter().map(|row| entry_view(row, line(app, row, times), times)).collect()
}

fn entry_view(row: &entry::Model, text: String, times: &Times) -> Entry {
    let words = Words(times.lang);
    let who = if row.author.is_empty() { words.say(&format!("party-{}", row.party)) } else { row.author.clone() };
    // Typed in more than a minute after it happened: from paper, or told later.
    let later = row.entered_at - row.happened_at > 60_000_000;
    Entry {
        note: (row.kind == "note").then(|| row.id.simple().to_string()),
        when: times.short(row.happened_at),
        machine: times.machine(row.happened_at),
        who,
        text,
        by_person: row.party != "system",
        careful: careful(row, words),
        entered: later.then(|| words.with_text("entry-entered", "when", &times.short(row.entered_at))),
    }
}

/// What must be known about how a mail came, before its words are believed.
fn careful(row: &entry::Model, words: Words) -> Option<String> {
    let key = row.arguments["careful"].as_str()?;
    let from = row.arguments["from"].as_str().unwrap_or_default();
    Some(words.with_text(key, "from", from))
}

/// The tasks of a case: those to do, the first due first, before those that are done.
#[must_use]
pub fn tasks(app: &App, file: &CaseFile, times: &Times) -> Vec<TaskRow> {
    let mut rows: Vec<&task::Model> = file.tasks.iter().collect();
    rows.sort_by_key(|row| (row.done_at.is_some(), row.due_at));
    rows.into_iter()
        .map(|row| TaskRow {
            id: row.id.simple().to_string(),
            title: label_of(app, &row.text_id, &row.arguments, times),
            words: row.words.clone(),
            call: number_to_call(file, row),
            clock: row.done_at.is_none().then(|| clock("clock-task", row.created_at, row.due_at, times)),
            done: row.done_at.is_some(),
        })
        .collect()
}

/// Whom the task says to telephone: for `tel:`; none for what is done without.
fn number_to_call(file: &CaseFile, row: &task::Model) -> Option<String> {
    let number = match row.kind.as_str() {
        "call_on_call" => row.arguments["phone"].as_str(),
        "call_victim" => file.incident.phone.as_deref(),
        _ => None,
    };
    number.map(phone_link).filter(|number| !number.is_empty() && row.done_at.is_none())
}

/// A clock from a start to an end, in the reader's words.
#[must_use]
pub fn clock(label: &str, start: i64, due: i64, times: &Times) -> Clock {
    let now = times.now.as_microsecond();
    let gone = (now - start).max(0).saturating_mul(100) / (due - start).max(1);
    Clock {
        label: Words(times.lang).say(label),
        due: times.short(due),
        left: times.remains(due),
        machine: times.machine(due),
        tone: Tone::of(u32::try_from(gone).unwrap_or(u32::MAX)),
    }
}
