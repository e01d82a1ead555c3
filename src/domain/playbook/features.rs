//! What a text shows, apart from what responders weighed: concepts, plain and guarded, words, and pieces of words. The
//! ground of `tune`.

use super::classify::{Reading, fire, tally};
use super::facts::Facts;
use super::letters::{CellSet, cells};
use super::score::written;
use super::set::PlaybookSet;
use super::stem::Stems;
use super::vocabulary::key;
use crate::vocabulary::Lang;

/// One thing that a text shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Feature {
    /// Every text shows it.
    Bias,
    /// A concept stands plainly.
    Concept(String),
    /// A concept stands under a guard only.
    Guarded(String),
    /// A word, by its stem in the text's language.
    Word(Lang, String),
}

/// All that a text shows.
#[derive(Debug)]
pub(super) struct Shown {
    /// Each once, sorted.
    pub features: Vec<Feature>,
    /// Cells of the pieces of its words, each once.
    pub cells: Vec<u16>,
    /// The score that responders' own signals give every playbook.
    pub written: Vec<f64>,
}

/// A score that a rule took out of the race counts as this.
const EXCLUDED: f64 = -30.0;

impl PlaybookSet {
    /// Reads a text for a fit.
    pub(super) fn shown(&self, text: &str, lang: Option<&str>) -> Shown {
        let reading = Reading::new(self, text);
        let facts = Facts::new();
        let tallies = tally(self, &fire(self, &reading, &facts), &facts, &facts);
        let written = tallies.iter().map(|tally| written(tally, &self.scoring).max(EXCLUDED)).collect();
        let mut features = vec![Feature::Bias];
        for (name, atom) in &self.concepts {
            let hits = reading.hits.of(*atom);
            if hits.iter().any(|hit| reading.guarded.over(hit) == 0) {
                features.push(Feature::Concept(name.clone()));
            } else if !hits.is_empty() {
                features.push(Feature::Guarded(name.clone()));
            }
        }
        let lang = self.profiles.detect(lang, &reading.words).lang.parse().unwrap_or(Lang::Fr);
        let (stems, mut set) = (Stems::new(), CellSet::default());
        for word in &reading.words.list {
            let said = &reading.folded.text[word.start as usize..word.end as usize];
            features.push(Feature::Word(lang, key(&stems, said, lang).into_owned()));
            cells(said, |cell| set.insert(cell));
        }
        features.sort();
        features.dedup();
        Shown { features, cells: set.iter().collect(), written }
    }
}
