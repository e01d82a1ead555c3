//! A category that a person settled: what the machine found stays as evidence, severity follows the chosen playbook.

use super::{Candidate, Classification, Facts, PlaybookSet, SeverityWords};
use crate::{severity::assess, vocabulary::Verdict};

impl PlaybookSet {
    /// The words in which severities and priorities are explained.
    #[must_use]
    pub fn severity_words(&self) -> &SeverityWords {
        &self.scoring().severity
    }

    /// The classification with the category that a person settled. An unknown category changes nothing.
    #[must_use]
    pub fn confirmed(&self, found: Classification, category: &str, answers: &Facts) -> Classification {
        let Some(playbook) = self.playbook(category) else { return found };
        let known = answers.or(&found.heard_facts());
        let assessment = assess(&playbook.severity, &known, self.severity_words());
        let mut secondary = found.secondary.clone();
        secondary.retain(|other| other.category != category);
        if found.category != category && found.verdict != Verdict::Unsure {
            secondary.insert(0, Candidate { category: found.category.clone(), confidence: found.confidence });
        }
        Classification {
            category: category.to_owned(),
            confidence: 1.0,
            verdict: Verdict::Certain,
            variant: found.variant.clone().filter(|_| found.category == category),
            rsit: playbook.rsit.first().cloned().unwrap_or_default(),
            assessment,
            secondary,
            ..found
        }
    }
}
