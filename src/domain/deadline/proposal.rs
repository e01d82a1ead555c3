//! Which deadline may apply to a case, from when it counts, and which question decides.
//!
//! The desk proposes; that it applies is for a person to confirm, with the one who must act.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{Clock, Deadline, Question, Start};
use crate::{
    calendar::HolidaySet,
    intake::{EventTime, Precision},
    playbook::{FactValue, Facts, Holds, document::FactMatch},
    vocabulary::Kind,
};

/// What is known of a case.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// What was answered and heard.
    pub facts: &'a Facts,
    /// What kind of organisation it is, when it was said.
    pub kind: Option<Kind>,
    /// When the one who must act knew of it (see [`awareness`]).
    pub awareness: EventTime,
    /// When it happened: what a debit counts from.
    pub happened: Option<EventTime>,
    /// The deadlines already met, and when.
    pub met: &'a BTreeMap<String, Timestamp>,
    /// The organisation's time zone.
    pub zone: &'a TimeZone,
    /// The organisation's public holidays.
    pub holidays: HolidaySet,
}

/// A clock to propose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The clock; without an end while its start hasn't happened or isn't known.
    pub clock: Clock,
    /// Whether it applies; `unknown` while a question is open.
    pub applies: Holds,
    /// The fact whose answer decides.
    pub decided_by: Option<String>,
}

/// When the victim knew: since the discovery if it was said; else at the earliest since it happened, at the latest
/// since it called. The earliest counts.
#[must_use]
pub fn awareness(discovered: Option<EventTime>, happened: Option<EventTime>, received_at: Timestamp) -> EventTime {
    if let Some(known) = discovered {
        return EventTime {
            from: known.from.min(received_at),
            until: known.until.min(received_at),
            precision: known.precision,
        };
    }
    let from = happened.map_or(received_at, |time| time.from.min(received_at));
    let precision = if from == received_at { Precision::Exact } else { Precision::Between };
    EventTime { from, until: received_at, precision }
}

/// The clock of `deadline` on a case; `None` when it doesn't apply.
#[must_use]
pub fn propose(deadline: &Deadline, situation: &Situation<'_>) -> Option<Proposal> {
    let open = deadline.questions.iter().find(|question| is_open(question, situation.facts));
    let by_question = if open.is_some() { Holds::Unknown } else { Holds::Yes };
    let applies = by_kind(deadline, situation.kind).min(situation.facts.check(&deadline.when)).min(by_question);
    if applies == Holds::No || deadline.questions.iter().any(|question| rules_out(question, situation.facts)) {
        return None;
    }
    let undecided = deadline.when.keys().find(|fact| is_unknown(situation.facts, fact)).cloned();
    let decided_by = open.map(|question| question.fact.clone()).or(undecided).filter(|_| applies == Holds::Unknown);
    let clock = start_of(deadline, situation).map_or_else(
        || Clock::waiting(&deadline.id, situation.awareness),
        |start| Clock::propose(deadline, start, situation.zone, situation.holidays),
    );
    Some(Proposal { clock, applies, decided_by })
}

fn by_kind(deadline: &Deadline, kind: Option<Kind>) -> Holds {
    match kind {
        _ if deadline.kinds.is_empty() => Holds::Yes,
        Some(kind) if deadline.kinds.contains(&kind) => Holds::Yes,
        Some(_) => Holds::No,
        None => Holds::Unknown,
    }
}

fn is_unknown(facts: &Facts, fact: &str) -> bool {
    facts.get(fact).is_none_or(|value| *value == FactValue::Unknown)
}

/// A question that can rule the deadline out, and that nobody has answered.
fn is_open(question: &Question, facts: &Facts) -> bool {
    !question.ends.values().is_empty() && is_unknown(facts, &question.fact)
}

fn rules_out(question: &Question, facts: &Facts) -> bool {
    let answered = |wanted: &FactMatch| facts.hold(&BTreeMap::from([(question.fact.clone(), wanted.clone())]));
    !is_unknown(facts, &question.fact) && answered(&question.ends)
}

fn start_of(deadline: &Deadline, situation: &Situation<'_>) -> Option<EventTime> {
    let told = |fact: &str| match situation.facts.get(fact) {
        Some(FactValue::Text(text)) => EventTime::parse(text, situation.zone).ok(),
        _ => None,
    };
    match &deadline.start {
        Start::Awareness => Some(situation.awareness),
        Start::Debit => Some(told("transfer_executed_at").or(situation.happened).unwrap_or(situation.awareness)),
        Start::Classification => told("classified_major_at"),
        Start::CorrectionAvailable => told("correction_available_at"),
        Start::After(before) => situation.met.get(before).copied().map(EventTime::exact),
    }
}

#[cfg(test)]
#[path = "proposal_tests.rs"]
mod tests;
