//! What a text shows, apart from what responders weighed: concepts, plain and guarded, and words. The ground of `tune`.

use super::classify::{Reading, fire, tally};
use super::facts::Facts;
use super::score::written;
use super::set::PlaybookSet;
use super::stem::Stems;
use super::vocabulary::key;
use crate::vocabulary::Lang;

/// One thing that a text shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Feature {
    /// A concept stands plainly.
    Concept(String),
    /// A concept stands under a guard only.
    Guarded(String),
    /// A word, by its stem in the text's language.
    Word(Lang, String),
}

impl PlaybookSet {
    /// The features of a text, each once, and the score that responders' own signals give every playbook.
    pub(super) fn features(&self, text: &str, lang: Option<&str>) -> (Vec<Feature>, Vec<f64>) {
        let reading = Reading::new(self, text);
        let facts = Facts::new();
        let tallies = tally(self, &fire(self, &reading, &facts), &facts, &facts);
        let scores = tallies.iter().map(|tally| written(tally, &self.scoring).max(-30.0)).collect();
        let mut features: Vec<Feature> = Vec::new();
        for (name, atom) in &self.concepts {
            let hits = reading.hits.of(*atom);
            if hits.iter().any(|hit| reading.guarded.over(hit) == 0) {
                features.push(Feature::Concept(name.clone()));
            } else if !hits.is_empty() {
                features.push(Feature::Guarded(name.clone()));
            }
        }
        let lang = self.profiles.detect(lang, &reading.words).lang.parse().unwrap_or(Lang::Fr);
        let stems = Stems::new();
        for word in &reading.words.list {
            let said = &reading.folded.text[word.start as usize..word.end as usize];
            features.push(Feature::Word(lang, key(&stems, said, lang).into_owned()));
        }
        features.sort();
        features.dedup();
        (features, scores)
    }
}
