//! Reading the scope: which words stand under a negation, a hypothesis, somebody else's story, the past …
//!
//! A cue that is itself part of what was looked for (« plus rien ne s'ouvre ») guards nothing but the words inside it.

use super::document::Text;
use super::hits::{AtomId, Hit, Hits};
use super::words::Words;

/// Most cues looked at in one text.
const MOST_CUES: usize = 4_096;

/// A guard, compiled. Its number is its bit in a [`GuardSet`].
#[derive(Debug)]
pub(super) struct CompiledGuard {
    /// `negation`, `past` …
    pub name: String,
    /// Share of the weight that stays.
    pub keeps: f64,
    /// Why, for the operator.
    pub reason: Text,
    /// Cue atoms of each language with how far they reach.
    pub cues: Vec<Cue>,
}

/// The words of one kind of cue.
#[derive(Debug)]
pub(super) struct Cue {
    /// What is looked for.
    pub atom: AtomId,
    /// What is no cue.
    pub except: AtomId,
    /// Which words it guards.
    pub scope: Scope,
}

/// Which words a cue guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those that follow, as far as that.
    Following(u32),
    /// Those that go before, as far as that.
    Preceding(u32),
    /// Its sentence.
    Sentence,
    /// The whole text.
    Text,
}

/// Bits of guards.
pub(super) type GuardSet = u16;

#[derive(Debug)]
struct Interval {
    guard: usize,
    cue: (u32, u32),
    from: u32,
    to: u32,
    scope: Scope,
}

/// The guards that stand in one text.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    intervals: Vec<Interval>,
}

impl Guarded {
    /// Finds the cues among the hits. `is_cue` tells the atoms of guards from those of signals.
    pub fn read(guards: &[CompiledGuard], hits: &Hits, words: &Words, is_cue: impl Fn(AtomId) -> bool) -> Self {
        let mut guarded = Self::default();
        for (number, guard) in guards.iter().enumerate() {
            for cue in &guard.cues {
                let excepted = hits.of(cue.except);
                for hit in hits.of(cue.atom).iter().filter(|hit| !excepted.iter().any(|other| inside(hit, other))) {
                    guarded.intervals.extend(interval(number, hit, cue.scope, words));
                }
            }
        }
        guarded.intervals.truncate(MOST_CUES);
        guarded.shrink_consumed(hits, is_cue);
        guarded
    }

    /// A cue inside a longer phrase that was looked for reaches no farther than that phrase.
    fn shrink_consumed(&mut self, hits: &Hits, is_cue: impl Fn(AtomId) -> bool) {
        if self.intervals.is_empty() {
            return;
        }
        let phrases: Vec<&Hit> = hits
            .all()
            .iter()
            .filter(|hit| hit.last > hit.first && hit.last - hit.first < 12 && !is_cue(hit.atom))
            .collect();
        for interval in &mut self.intervals {
            if matches!(interval.scope, Scope::Sentence | Scope::Text) {
                continue;
            }
            let (first, last) = interval.cue;
            let consumed = phrases
                .iter()
                .find(|hit| hit.first <= first && last <= hit.last && (hit.last - hit.first) > (last - first));
            if let Some(hit) = consumed {
                interval.from = interval.from.max(hit.first);
                interval.to = interval.to.min(hit.last);
            }
        }
    }

    /// The guards over a hit.
    pub fn over(&self, hit: &Hit) -> GuardSet {
        self.covering(hit).fold(0, |set, interval| set | 1 << interval.guard)
    }

    /// The words of the first cue of `guard` over a hit.
    pub fn cue(&self, hit: &Hit, guard: usize) -> Option<(u32, u32)> {
        self.covering(hit).find(|interval| interval.guard == guard).map(|interval| interval.cue)
    }

    fn covering<'a>(&'a self, hit: &'a Hit) -> impl Iterator<Item = &'a Interval> {
        self.intervals.iter().filter(move |interval| {
            let (first, last) = interval.cue;
            let is_its_own_cue = hit.first <= first && last <= hit.last;
            !is_its_own_cue && touches(interval, hit)
        })
    }
}

/// A cue before guards by the first word it meets, a cue after by the last.
fn touches(interval: &Interval, hit: &Hit) -> bool {
    match interval.scope {
        Scope::Following(_) => (interval.from..=interval.to).contains(&hit.first),
        Scope::Preceding(_) => (interval.from..=interval.to).contains(&hit.last),
        Scope::Sentence | Scope::Text => hit.first <= interval.to && hit.last >= interval.from,
    }
}

fn inside(hit: &Hit, other: &Hit) -> bool {
    other.first <= hit.first && hit.last <= other.last
}

fn interval(guard: usize, hit: &Hit, scope: Scope, words: &Words) -> Option<Interval> {
    let list = &words.list;
    let (first, last) = (hit.first as usize, hit.last as usize);
    let sentence = list[first].sentence;
    let (from, to) = match scope {
        Scope::Following(reach) => {
            let limit = list[last].position + reach;
            let count = list[last + 1..].iter().take_while(|word| word.position <= limit).count();
            (last + 1, last + count)
        }
        Scope::Preceding(reach) => {
            let limit = list[first].position.saturating_sub(reach);
            let near = |word: &&super::words::Word| word.position >= limit && word.sentence == sentence;
            let count = list[..first].iter().rev().take_while(near).count();
            (first - count, first.checked_sub(1)?)
        }
        Scope::Sentence => {
            let before = list[..first].iter().rev().take_while(|word| word.sentence == sentence).count();
            let after = list[first..].iter().take_while(|word| word.sentence == sentence).count();
            (first - before, first + after - 1)
        }
        Scope::Text => (0, list.len() - 1),
    };
    (from <= to).then_some(Interval { guard, cue: (hit.first, hit.last), from: from as u32, to: to as u32, scope })
}
