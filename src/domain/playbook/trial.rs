//! A set's own tests: the examples of its playbooks and of its guards.

use serde::Serialize;

use super::classification::Input;
use super::classify::Reading;
use super::facts::Facts;
use super::fold::fold;
use super::hits::Hit;
use super::measure::Case;
use super::set::PlaybookSet;
use super::words::plain_words;

/// An example that didn't come out as its author says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailedExample {
    /// Playbook or guard.
    pub of: String,
    /// The sentence.
    pub sentence: String,
    /// What was expected and what came.
    pub because: String,
}

/// The examples of a set: how many there are, and which fail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// How many were tried.
    pub tried: usize,
    /// Those that failed.
    pub failed: Vec<FailedExample>,
}

impl PlaybookSet {
    /// Runs the examples of every playbook and guard.
    #[must_use]
    pub fn try_examples(&self) -> Trial {
        let mut trial = self.try_guards();
        for playbook in self.playbooks() {
            let examples = &playbook.examples;
            for (lang, sentences, wanted) in [
                ("fr", &examples.matching.fr, true),
                ("en", &examples.matching.en, true),
                ("fr", &examples.other.fr, false),
                ("en", &examples.other.en, false),
            ] {
                for sentence in sentences {
                    trial.tried += 1;
                    let found = self.classify(&Input { text: sentence, lang: Some(lang), facts: &Facts::new() });
                    if (found.category == playbook.id) != wanted {
                        let because = format!("came out as {} ({})", found.category, found.confidence);
                        trial.failed.push(FailedExample {
                            of: playbook.id.clone(),
                            sentence: sentence.clone(),
                            because,
                        });
                    }
                }
            }
        }
        trial
    }

    /// The examples that must match, as labelled cases.
    #[must_use]
    pub fn example_cases(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        for playbook in self.playbooks() {
            for (lang, sentences) in [("fr", &playbook.examples.matching.fr), ("en", &playbook.examples.matching.en)] {
                let numbered = sentences.iter().enumerate();
                cases.extend(numbered.map(|(number, text)| Case {
                    id: format!("example-{}-{lang}-{number}", playbook.id),
                    lang: Some(lang.to_owned()),
                    channel: None,
                    text: text.clone(),
                    primary: playbook.id.clone(),
                    secondary: Vec::new(),
                    facts: Facts::new(),
                    ambiguous: false,
                    developed: true,
                }));
            }
        }
        cases
    }

    /// Runs the examples of the guards.
    #[must_use]
    pub fn try_guards(&self) -> Trial {
        let mut trial = Trial::default();
        for (guard, example) in &self.guard_tests {
            let expected = example.guarded.iter().map(|words| (words, true));
            for (words, wanted) in expected.chain(example.plain.iter().map(|words| (words, false))) {
                trial.tried += 1;
                if self.is_guarded(guard, &example.say, words) != Some(wanted) {
                    let because = format!("{words:?} should {}be guarded", if wanted { "" } else { "not " });
                    trial.failed.push(FailedExample { of: guard.clone(), sentence: example.say.clone(), because });
                }
            }
        }
        trial
    }

    /// Whether words of a sentence stand under a guard; none when they aren't in it.
    fn is_guarded(&self, guard: &str, sentence: &str, words: &str) -> Option<bool> {
        let reading = Reading::new(self, sentence);
        let bit = self.guards.iter().position(|known| known.name == guard)?;
        let folded = fold(words);
        let first = *plain_words(&folded).first()?;
        let said = |index: &usize| {
            let word = reading.words.list[*index];
            reading.folded.text.get(word.start as usize..word.end as usize) == Some(first)
        };
        let index = (0..reading.words.list.len()).find(said)? as u32;
        let hit = Hit { atom: 0, first: index, last: index };
        Some(reading.guarded.over(&hit) >> bit & 1 == 1)
    }
}
