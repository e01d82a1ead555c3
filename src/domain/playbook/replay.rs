//! What another set would make of the same statements: category, severity, deadlines, skills.

use std::collections::BTreeMap;

use serde::Serialize;

use super::advise::Advice;
use super::facts::Holds;
use super::line::ClassifyRequest;
use super::set::PlaybookSet;
use crate::vocabulary::{Lang, Severity, Skill, Verdict};

/// What a set makes of a statement, as far as a replay compares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Best category.
    pub category: String,
    /// How far to rely on it.
    pub verdict: Verdict,
    /// From the facts given and heard.
    pub severity: Severity,
    /// Ids of the clocks whose condition is met.
    pub deadlines: Vec<String>,
    /// What a provider must know.
    pub skills: BTreeMap<Skill, u8>,
}

/// A statement that would come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the statement, as given.
    pub id: serde_json::Value,
    /// What changes: `category`, `verdict`, `severity`, `deadlines`, `skills`.
    pub changed: Vec<&'static str>,
    /// Under the set that is live.
    pub before: Picture,
    /// Under the other set.
    pub after: Picture,
}

impl PlaybookSet {
    /// What this set makes of a statement.
    #[must_use]
    pub fn picture(&self, request: &ClassifyRequest) -> Picture {
        let found = request.classify(self);
        let Advice { deadlines, skills_must, .. } = self.advise(&found, &request.facts, Lang::Fr);
        let met = deadlines.into_iter().filter(|deadline| deadline.applies == Holds::Yes);
        Picture {
            category: found.category,
            verdict: found.verdict,
            severity: found.assessment.severity,
            deadlines: met.map(|deadline| deadline.id).collect(),
            skills: skills_must,
        }
    }

    /// What would change for a statement if `other` were live; none when nothing would.
    #[must_use]
    pub fn replay(&self, other: &Self, request: &ClassifyRequest) -> Option<Change> {
        let (before, after) = (self.picture(request), other.picture(request));
        let differ = [
            ("category", before.category != after.category),
            ("verdict", before.verdict != after.verdict),
            ("severity", before.severity != after.severity),
            ("deadlines", before.deadlines != after.deadlines),
            ("skills", before.skills != after.skills),
        ];
        let changed: Vec<&'static str> =
            differ.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
        (!changed.is_empty()).then(|| Change { id: request.id.clone(), changed, before, after })
    }
}
