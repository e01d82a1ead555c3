//! What the first question is worth: its answer against that of a question drawn at random, on cases whose facts are
//! labelled; and how often it moves anything when the words alone leave the desk unsure.

use serde::Serialize;

use super::classification::{Classification, Input};
use super::facts::{FactValue, Facts};
use super::measure::Case;
use super::set::PlaybookSet;
use crate::vocabulary::{Lang, Verdict};

/// The worth of asking first what the desk proposes. Shares are in [0, 1].
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct QuestionWorth {
    /// Cases of which a proposed question's answer is labelled and not yet heard.
    pub cases: usize,
    /// Share of them that is right by the words alone.
    pub alone: f64,
    /// … with the answer to the first proposed question that is labelled.
    pub first: f64,
    /// … with the answer to a labelled question drawn at random: the mean over all draws.
    pub random: f64,
    /// Cases in which the words alone leave the desk unsure.
    pub unsure: usize,
    /// Share of them in which the first question's answer changes category, verdict, severity, an action or a clock.
    pub unsure_moved: f64,
}

impl PlaybookSet {
    /// Measures the first question on labelled cases.
    #[must_use]
    pub fn first_question(&self, cases: &[Case]) -> QuestionWorth {
        let mut worth = QuestionWorth::default();
        let mut moved = 0_usize;
        for case in cases {
            let alone = self.with(case, &Facts::new());
            if alone.verdict == Verdict::Unsure {
                worth.unsure += 1;
                moved += usize::from(self.first_answer_moves(case, &alone));
            }
            if let Some((first, random)) = self.one_answer(case, &alone) {
                worth.cases += 1;
                worth.alone += share(alone.category == case.primary);
                worth.first += first;
                worth.random += random;
            }
        }
        let all = worth.cases.max(1) as f64;
        (worth.alone, worth.first, worth.random) = (worth.alone / all, worth.first / all, worth.random / all);
        worth.unsure_moved = moved as f64 / worth.unsure.max(1) as f64;
        worth
    }

    fn with(&self, case: &Case, facts: &Facts) -> Classification {
        self.classify(&Input { text: &case.text, lang: case.lang.as_deref(), facts })
    }

    /// Whether one answer makes it right: that to the first proposed question that is labelled, and on average any.
    fn one_answer(&self, case: &Case, alone: &Classification) -> Option<(f64, f64)> {
        let heard = alone.heard_facts();
        let open: Vec<(&str, &FactValue)> =
            case.facts.iter().filter(|(fact, _)| heard.get(fact).is_none() && self.question(fact).is_some()).collect();
        let right = |(fact, value): &(&str, &FactValue)| {
            share(self.with(case, &Facts::new().with(*fact, (*value).clone())).category == case.primary)
        };
        let asked = alone.questions.iter().find_map(|asked| open.iter().find(|(fact, _)| fact == asked))?;
        Some((right(asked), open.iter().map(right).sum::<f64>() / open.len() as f64))
    }

    /// Whether the answer to the first question changes anything: the labelled one, or else either of yes and no.
    fn first_answer_moves(&self, case: &Case, alone: &Classification) -> bool {
        let Some(first) = alone.questions.first() else { return false };
        let answers = match case.facts.get(first) {
            Some(value) => vec![value.clone()],
            None => vec![FactValue::Yes, FactValue::No],
        };
        let before = self.consequences(alone, &Facts::new());
        answers.into_iter().any(|answer| {
            let facts = Facts::new().with(first.clone(), answer);
            self.consequences(&self.with(case, &facts), &facts) != before
        })
    }

    fn consequences(&self, found: &Classification, answers: &Facts) -> impl PartialEq + use<> {
        let advice = self.advise(found, answers, Lang::Fr);
        let clocks: Vec<String> =
            advice.deadlines.into_iter().map(|clock| format!("{} {:?}", clock.id, clock.applies)).collect();
        let actions: Vec<String> = advice.actions.into_iter().map(|action| action.say).collect();
        (found.category.clone(), found.verdict, found.assessment.severity, actions, clocks)
    }
}

fn share(right: bool) -> f64 {
    f64::from(u8::from(right))
}
