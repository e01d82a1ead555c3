//! Saying why: the words that counted, with their places in the text as given, and what was set aside.

use std::collections::BTreeSet;

use super::classification::{Evidence, Heard, SetAside};
use super::classify::{Fired, Reading};
use super::fitted::Weighed;
use super::reach::Found;
use super::score::rounded;
use super::set::PlaybookSet;
use super::words::Word;

/// Evidence of categories below this probability isn't told.
const TOLD: f64 = 0.02;
/// What was fitted is told when it is at least this much, for categories at least this probable, by so many words.
const TOLD_WEIGHT: f64 = 0.25;
const TOLD_FITTED: f64 = 0.15;
const MOST_FITTED: usize = 5;
/// Words beyond these aren't weighed one by one.
const MOST_WORDS: usize = 500;
/// What the line of fitted weights is called.
const FITTED: &str = "fitted";

/// From the first to the last word of what was found, in bytes of the original.
pub(super) fn whole_span(reading: &Reading<'_>, found: &Found) -> (usize, usize) {
    let first = found.parts.iter().map(|hit| hit.first).min().unwrap_or(0);
    let last = found.parts.iter().map(|hit| hit.last).max().unwrap_or(0);
    reading.span(first, last)
}

/// What counted: first what responders wrote, then what was fitted.
pub(super) fn evidence(
    set: &PlaybookSet,
    reading: &Reading<'_>,
    (fired, weighed): (&[Fired], &Weighed),
    probabilities: &[f64],
    spans: &mut Characters<'_>,
) -> Vec<Evidence> {
    let mut told: Vec<&Fired> =
        fired.iter().filter(|fired| fired.weight != 0.0 && probabilities[fired.playbook] >= TOLD).collect();
    let key = |fired: &Fired| (probabilities[fired.playbook], fired.weight.abs());
    told.sort_by(|one, other| key(other).partial_cmp(&key(one)).unwrap_or(std::cmp::Ordering::Equal));
    let written = told.into_iter().map(|fired| {
        let playbook = &set.playbooks[fired.playbook].document;
        let signal = &playbook.signals[fired.signal];
        let (start, end) = fired.found.as_ref().map_or((0, 0), |found| whole_span(reading, found));
        let parts = fired.found.iter().flat_map(|found| &found.parts).map(|hit| spans.span(reading.hit_span(hit)));
        let parts = parts.collect();
        let text = reading.original.get(start..end).unwrap_or_default().to_owned();
        let (start, end) = spans.span((start, end));
        let weight = rounded(fired.weight);
        let (playbook, signal_id) = (playbook.id.clone(), signal.id.clone());
        Evidence { playbook, signal: signal_id, weight, start, end, text, parts, reason: signal.reason.clone() }
    });
    let mut evidence: Vec<Evidence> = written.collect();
    evidence.extend(fitted(set, reading, weighed, probabilities, spans));
    evidence
}

/// What was fitted, in one line for each of the best categories: the words that counted most, and what all weigh.
fn fitted(
    set: &PlaybookSet,
    reading: &Reading<'_>,
    weighed: &Weighed,
    probabilities: &[f64],
    spans: &mut Characters<'_>,
) -> Vec<Evidence> {
    let told = (0..probabilities.len())
        .filter(|playbook| probabilities[*playbook] >= TOLD_FITTED && weighed.sums[*playbook].abs() >= TOLD_WEIGHT);
    told.filter_map(|playbook| {
        let weight = weighed.sums[playbook];
        let words = heaviest(set, reading, weighed, playbook);
        let (strongest, _) = *words.first()?;
        let span = reading.span(strongest, strongest);
        let text = reading.original.get(span.0..span.1).unwrap_or_default().to_owned();
        let (start, end) = spans.span(span);
        let mut parts: Vec<_> = words.iter().map(|(word, _)| spans.span(reading.span(*word, *word))).collect();
        parts.sort_unstable();
        let signal = FITTED.to_owned();
        let reason = set.scoring.fitted.clone();
        let playbook = set.playbooks[playbook].document.id.clone();
        Some(Evidence { playbook, signal, weight: rounded(weight), start, end, text, parts, reason })
    })
    .collect()
}

/// The words that weigh most in the direction of the sum: by themselves, their pieces, and the concepts they stand for.
fn heaviest(set: &PlaybookSet, reading: &Reading<'_>, weighed: &Weighed, playbook: usize) -> Vec<(u32, f64)> {
    let sign = weighed.sums[playbook].signum();
    let list = &reading.words.list[..reading.words.list.len().min(MOST_WORDS)];
    let piece =
        |word: &Word| set.fitted.pieces(&reading.folded.text[word.start as usize..word.end as usize], playbook) * sign;
    let mut weights: Vec<f64> = list.iter().map(piece).collect();
    for said in weighed.said.iter().filter(|said| said.playbook == playbook) {
        let words = f64::from(said.last - said.first + 1);
        for index in said.first..=said.last {
            if let Some(weight) = weights.get_mut(index as usize) {
                *weight += said.weight * sign / words;
            }
        }
    }
    let mut words: Vec<(u32, f64)> = (0..).zip(weights).filter(|(_, weight)| *weight > 0.0).collect();
    words.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut met = BTreeSet::new();
    words.retain(|(word, _)| met.insert(reading.span(*word, *word)));
    words.truncate(MOST_FITTED);
    words
}

/// What stood under a guard.
pub(super) fn set_aside(
    set: &PlaybookSet,
    reading: &Reading<'_>,
    fired: &[Fired],
    probabilities: &[f64],
    spans: &mut Characters<'_>,
) -> Vec<SetAside> {
    let mut aside = Vec::new();
    for fired in fired.iter().filter(|fired| probabilities[fired.playbook] >= TOLD || fired.weight == 0.0) {
        let Some(found) = fired.found.as_ref().filter(|found| found.guards != 0) else { continue };
        let Some((bit, guard)) = set.guards.iter().enumerate().find(|(bit, _)| found.guards >> bit & 1 == 1) else {
            continue;
        };
        let cue = found.parts.iter().find_map(|hit| reading.guarded.cue(hit, bit));
        let cue = cue.map_or((0, 0), |(first, last)| reading.span(first, last));
        let playbook = &set.playbooks[fired.playbook].document;
        let (start, end) = spans.span(whole_span(reading, found));
        aside.push(SetAside {
            playbook: playbook.id.clone(),
            signal: playbook.signals[fired.signal].id.clone(),
            guard: guard.name.clone(),
            start,
            end,
            cue: reading.original.get(cue.0..cue.1).unwrap_or_default().to_owned(),
            reason: guard.reason.clone(),
        });
    }
    aside
}

/// Turns byte offsets into character offsets; remembers marks so that a long text costs no square.
pub(super) struct Characters<'a> {
    text: &'a str,
    ascii: bool,
    marks: Vec<usize>,
}

/// Bytes between two marks.
const MARK: usize = 256;

impl<'a> Characters<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii(), marks: Vec::new() }
    }

    fn at(&mut self, byte: usize) -> usize {
        if self.ascii {
            return byte;
        }
        if self.marks.is_empty() {
            let mut count = 0;
            for block in self.text.as_bytes().chunks(MARK) {
                self.marks.push(count);
                count += block.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
            }
        }
        let block = byte / MARK;
        let rest = &self.text.as_bytes()[(block * MARK).min(byte)..byte];
        self.marks.get(block).copied().unwrap_or_else(|| self.text.chars().count())
            + rest.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
    }

    fn span(&mut self, (start, end): (usize, usize)) -> (usize, usize) {
        (self.at(start), self.at(end))
    }

    pub fn heard(&mut self, heard: Heard) -> Heard {
        let (start, end) = self.span((heard.start, heard.end));
        Heard { start, end, ..heard }
    }
}
