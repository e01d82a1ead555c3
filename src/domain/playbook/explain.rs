//! Saying why: the words that counted, with their places in the text as given, and what was set aside.

use super::classification::{Evidence, Heard, SetAside};
use super::classify::{Fired, Reading};
use super::fitted::Said;
use super::reach::Found;
use super::score::rounded;
use super::set::PlaybookSet;

/// Evidence of categories below this probability isn't told.
const TOLD: f64 = 0.02;
/// Fitted weights are told when they are at least this large, for categories at least this probable, so many at most.
const TOLD_WEIGHT: f64 = 0.25;
const TOLD_FITTED: f64 = 0.15;
const MOST_FITTED: usize = 8;

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
    (fired, said): (&[Fired], &[Said]),
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
    evidence.extend(fitted(set, reading, said, probabilities, spans));
    evidence
}

/// The fitted weights that moved the best categories most.
fn fitted(
    set: &PlaybookSet,
    reading: &Reading<'_>,
    said: &[Said],
    probabilities: &[f64],
    spans: &mut Characters<'_>,
) -> Vec<Evidence> {
    let told = |said: &&Said| said.weight.abs() >= TOLD_WEIGHT && probabilities[said.playbook] >= TOLD_FITTED;
    let mut told: Vec<&Said> = said.iter().filter(told).collect();
    let key = |said: &Said| (probabilities[said.playbook], said.weight.abs());
    told.sort_by(|one, other| key(other).partial_cmp(&key(one)).unwrap_or(std::cmp::Ordering::Equal));
    told.truncate(MOST_FITTED);
    told.into_iter()
        .map(|said| {
            let (first, last) = reading.span(said.first, said.last);
            let text = reading.original.get(first..last).unwrap_or_default().to_owned();
            let (start, end) = spans.span((first, last));
            Evidence {
                playbook: set.playbooks[said.playbook].document.id.clone(),
                signal: set.fitted.name(said),
                weight: rounded(said.weight),
                start,
                end,
                text,
                parts: vec![(start, end)],
                reason: set.scoring.fitted.clone(),
            }
        })
        .collect()
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
