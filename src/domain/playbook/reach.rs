//! Whether the parts of a signal stand together: anywhere, near each other, or in a row; and under which guards.

use super::document::Within;
use super::guards::{GuardSet, Guarded};
use super::hits::{AtomId, Hit, Hits};
use super::words::Words;

/// How far a clause and a sentence reach, on the scale of `words`.
const CLAUSE: u32 = 12;
const SENTENCE: u32 = 38;

/// The patterns of a signal, compiled.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// Any of these.
    pub any: Vec<AtomId>,
    /// All of these, anywhere.
    pub all: Vec<AtomId>,
    /// All of these within reach.
    pub near: Vec<AtomId>,
    /// All of these within reach, in this order.
    pub seq: Vec<AtomId>,
    /// The reach.
    pub within: Within,
    /// None of these in the same reach.
    pub unless: Vec<AtomId>,
    /// Guards that don't count.
    pub through: GuardSet,
}

/// Where patterns were found: the parts in the order of the text, and the guards over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The hits that count.
    pub parts: Vec<Hit>,
    /// Guards over any of them, but those that don't count for this signal.
    pub guards: GuardSet,
}

/// What a text holds, as the reach needs it.
pub(super) struct Scene<'a> {
    /// The words.
    pub words: &'a Words,
    /// What stands where.
    pub hits: &'a Hits,
    /// Under which guards.
    pub guarded: &'a Guarded,
}

impl Patterns {
    /// True when there is nothing to look for: the signal hangs on facts alone.
    pub fn is_empty(&self) -> bool {
        self.any.is_empty() && self.all.is_empty() && self.near.is_empty() && self.seq.is_empty()
    }

    /// The best place where all groups hold: a plain one if there is any.
    pub fn find(&self, scene: &Scene<'_>) -> Option<Found> {
        if !self.possible(scene.hits) {
            return None;
        }
        let mut found = Found { parts: Vec::new(), guards: 0 };
        if !self.near.is_empty() {
            found.join(self.plainest(scene, &self.near, false)?);
        }
        if !self.seq.is_empty() {
            found.join(self.plainest(scene, &self.seq, true)?);
        }
        if !self.any.is_empty() {
            let singles = self.any.iter().flat_map(|atom| scene.hits.of(*atom)).map(|hit| vec![*hit]);
            found.join(self.best(scene, singles)?);
        }
        for atom in &self.all {
            found.join(self.best(scene, scene.hits.of(*atom).iter().map(|hit| vec![*hit]))?);
        }
        found.parts.sort_unstable_by_key(|hit| (hit.first, hit.last));
        Some(found)
    }

    fn possible(&self, hits: &Hits) -> bool {
        let every = |atoms: &[AtomId]| atoms.iter().all(|atom| hits.has(*atom));
        every(&self.near)
            && every(&self.seq)
            && every(&self.all)
            && (self.any.is_empty() || self.any.iter().any(|atom| hits.has(*atom)))
    }

    fn plainest(&self, scene: &Scene<'_>, atoms: &[AtomId], in_order: bool) -> Option<Found> {
        let anchor = if in_order { 0 } else { rarest(scene.hits, atoms) };
        let groups = scene.hits.of(atoms[anchor]).iter().filter_map(|hit| {
            if in_order { self.row(scene, atoms, *hit) } else { self.company(scene, atoms, anchor, *hit) }
        });
        self.best(scene, groups)
    }

    /// The hits of the other atoms nearest to the anchor, not on the same words.
    fn company(&self, scene: &Scene<'_>, atoms: &[AtomId], anchor: usize, hit: Hit) -> Option<Vec<Hit>> {
        let mut group = vec![hit];
        for (index, atom) in atoms.iter().enumerate().filter(|(index, _)| *index != anchor) {
            let nearest = scene
                .hits
                .of(*atom)
                .iter()
                .filter(|other| !group.iter().any(|taken| overlap(taken, other)))
                .filter(|other| self.within_reach(scene.words, &hit, other))
                .min_by_key(|other| (self.open_guards(scene, other) != 0, distance(scene.words, &hit, other), index))?;
            group.push(*nearest);
        }
        Some(group)
    }

    fn row(&self, scene: &Scene<'_>, atoms: &[AtomId], first: Hit) -> Option<Vec<Hit>> {
        let mut row = vec![first];
        for atom in &atoms[1..] {
            let last = *row.last()?;
            let next = scene
                .hits
                .of(*atom)
                .iter()
                .filter(|other| other.first > last.last && self.within_reach(scene.words, &last, other))
                .min_by_key(|other| (self.open_guards(scene, other) != 0, other.first))?;
            row.push(*next);
        }
        Some(row)
    }

    /// The first group that nothing forbids and no guard covers; else the first that nothing forbids.
    fn best(&self, scene: &Scene<'_>, groups: impl Iterator<Item = Vec<Hit>>) -> Option<Found> {
        let mut guarded = None;
        for parts in groups.filter(|parts| !self.forbidden(scene, parts)) {
            let guards = parts.iter().fold(0, |set, hit| set | self.open_guards(scene, hit));
            if guards == 0 {
                return Some(Found { parts, guards });
            }
            guarded.get_or_insert(Found { parts, guards });
        }
        guarded
    }

    fn open_guards(&self, scene: &Scene<'_>, hit: &Hit) -> GuardSet {
        scene.guarded.over(hit) & !self.through
    }

    fn forbidden(&self, scene: &Scene<'_>, parts: &[Hit]) -> bool {
        self.unless
            .iter()
            .flat_map(|atom| scene.hits.of(*atom))
            .any(|other| parts.iter().any(|hit| self.within_reach(scene.words, hit, other)))
    }

    fn within_reach(&self, words: &Words, one: &Hit, other: &Hit) -> bool {
        let limit = match self.within {
            Within::Clause => CLAUSE,
            Within::Sentence => SENTENCE,
            Within::Text => return true,
        };
        let sentence = |hit: &Hit| words.list[hit.first as usize].sentence;
        sentence(one) == sentence(other) && distance(words, one, other) <= limit
    }
}

impl Found {
    fn join(&mut self, other: Self) {
        self.parts.extend(other.parts);
        self.guards |= other.guards;
    }
}

fn rarest(hits: &Hits, atoms: &[AtomId]) -> usize {
    (0..atoms.len()).min_by_key(|index| hits.of(atoms[*index]).len()).unwrap_or(0)
}

fn overlap(one: &Hit, other: &Hit) -> bool {
    one.first <= other.last && other.first <= one.last
}

fn distance(words: &Words, one: &Hit, other: &Hit) -> u32 {
    let (left, right) = if one.first <= other.first { (one, other) } else { (other, one) };
    words.list[right.first as usize].position.saturating_sub(words.list[left.last as usize].position)
}
