//! `_weights.json`: what was fitted on labelled cases, as a file that a person reads, compares and accepts.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Weight by category.
pub type WeightRow = BTreeMap<String, f64>;

/// Bytes of the letters' table on one line.
const LINE: usize = 96;

/// `_weights.json`: what concepts, words, pieces of words and answers say for and against each category, fitted on
/// labelled cases by `vigie playbooks tune` and accepted by a person. Names that the set no longer has are skipped.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// On what, and by what.
    #[serde(default)]
    pub fitted: String,
    /// What each category has before a word is read.
    #[serde(default)]
    pub bias: WeightRow,
    /// Concept that stands plainly → category → log-odds.
    #[serde(default)]
    pub concepts: BTreeMap<String, WeightRow>,
    /// Concept that stands under a guard only.
    #[serde(default)]
    pub guarded: BTreeMap<String, WeightRow>,
    /// Answer (`money_moved=yes`, `amount_eur=number`) → category → log-odds.
    #[serde(default)]
    pub answers: BTreeMap<String, WeightRow>,
    /// Language → stem of a word → category → log-odds.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, WeightRow>>,
    /// Pieces of words.
    #[serde(default)]
    pub letters: LetterWeights,
}

/// Weights of pieces of words: a table of whole numbers, one row a cell, one column a category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterWeights {
    /// The columns.
    #[serde(default)]
    pub categories: Vec<String>,
    /// What one step weighs.
    #[serde(default)]
    pub scale: f64,
    /// The table's signed bytes in Base64, cut into lines.
    #[serde(default)]
    pub table: Vec<String>,
}

impl LetterWeights {
    /// A table from its weights, row after row, rounded to 127 steps each way.
    #[must_use]
    pub fn new(categories: Vec<String>, weights: &[f32]) -> Self {
        let most = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let scale = f64::from(most.max(f32::MIN_POSITIVE)) / 127.0;
        #[expect(clippy::cast_possible_truncation, reason = "at most 127 each way by the choice of the scale")]
        let steps: Vec<u8> = weights
            .iter()
            .map(|weight| (f64::from(*weight) / scale).round().clamp(-127.0, 127.0) as i8 as u8)
            .collect();
        Self { categories, scale, table: steps.chunks(LINE).map(|line| STANDARD.encode(line)).collect() }
    }

    /// The steps of the table, row after row; empty when a line is no Base64.
    #[must_use]
    pub fn table(&self) -> Vec<i8> {
        let lines: Result<Vec<Vec<u8>>, _> = self.table.iter().map(|line| STANDARD.decode(line)).collect();
        lines.unwrap_or_default().concat().into_iter().map(u8::cast_signed).collect()
    }
}

impl Weights {
    /// The file: JSON with one feature a line, so that a change of a fit reads as a diff.
    #[must_use]
    pub fn to_json(&self) -> String {
        let words = self.words.iter().map(|(lang, words)| format!("    {}: {}", quoted(lang), block("    ", words)));
        let LetterWeights { categories, scale, table } = &self.letters;
        let table: Vec<String> = table.iter().map(|line| format!("      {}", quoted(line))).collect();
        format!(
            "{{\n  \"fitted\": {},\n  \"bias\": {},\n  \"concepts\": {},\n  \"guarded\": {},\n  \"answers\": {},\n  \
             \"words\": {},\n  \"letters\": {{\n    \"categories\": [{}],\n    \"scale\": {scale},\n    \
             \"table\": {}\n  }}\n}}\n",
            quoted(&self.fitted),
            inline(&self.bias),
            block("  ", &self.concepts),
            block("  ", &self.guarded),
            block("  ", &self.answers),
            lines("  ", "{}", words.collect()),
            categories.iter().map(|category| quoted(category)).collect::<Vec<_>>().join(", "),
            lines("    ", "[]", table),
        )
    }
}

/// A row on one line.
fn inline(row: &WeightRow) -> String {
    let weights: Vec<String> = row.iter().map(|(category, weight)| format!("{}: {weight}", quoted(category))).collect();
    format!("{{{}}}", weights.join(", "))
}

/// Rows by name, one a line, under a line indented by `indent`.
fn block(indent: &str, rows: &BTreeMap<String, WeightRow>) -> String {
    let rows = rows.iter().map(|(name, row)| format!("{indent}  {}: {}", quoted(name), inline(row)));
    lines(indent, "{}", rows.collect())
}

/// Lines between brackets.
fn lines(indent: &str, brackets: &str, lines: Vec<String>) -> String {
    let (open, close) = brackets.split_at(1);
    if lines.is_empty() { brackets.to_owned() } else { format!("{open}\n{}\n{indent}{close}", lines.join(",\n")) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let weights = [0.5_f32, -0.25, 0.0, 0.1];
        let letters = LetterWeights::new(vec!["spam".into(), "ddos".into()], &weights);
        let back: Vec<f64> = letters.table().iter().map(|step| f64::from(*step) * letters.scale).collect();
        assert!(back.iter().zip(weights).all(|(back, weight)| (back - f64::from(weight)).abs() < letters.scale));
        assert!(LetterWeights { table: vec!["§".into()], ..letters }.table().is_empty());
    }

    #[test]
    fn the_file_reads_back_as_it_was_fitted() {
        let row = WeightRow::from([("spam".to_owned(), 0.25), ("ddos".to_owned(), -1.5)]);
        let rows = BTreeMap::from([("a \"quoted\" name".to_owned(), row.clone())]);
        let letters = LetterWeights::new(vec!["spam".into()], &[0.5, -0.25]);
        let words = BTreeMap::from([("fr".to_owned(), rows.clone()), ("en".to_owned(), BTreeMap::new())]);
        let guarded = BTreeMap::new();
        let fitted = "on two cases".to_owned();
        let full = Weights { fitted, bias: row, concepts: rows.clone(), guarded, answers: rows, words, letters };
        for weights in [full, Weights::default()] {
            assert_eq!(serde_json::from_str::<Weights>(&weights.to_json()).unwrap(), weights);
        }
    }
}
