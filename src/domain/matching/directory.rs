//! The directory as ranking reads it: a snapshot in memory with its generation number.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{
    Availability, Need, Rules,
    availability::{SharedHours, shared_hours},
    index::{Packed, PackedNeed, Vocabulary},
};
use crate::{calendar::Schedule, ids::ProviderId, provider::Provider};

/// All providers, by id, with the opening hours they share worked out once.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    generation: u64,
    providers: Vec<Provider>,
    packed: Vec<Packed>,
    schedules: Vec<Schedule>,
    schedule_of: HashMap<SharedHours, u32>,
    words: Vocabulary,
}

/// A provider and what ranking reads of it at one instant.
pub(super) struct Entry<'a> {
    pub(super) provider: &'a Provider,
    pub(super) packed: &'a Packed,
    pub(super) availability: Availability,
}

impl Directory {
    /// A snapshot. Of providers with the same id the first counts.
    #[must_use]
    pub fn new(mut providers: Vec<Provider>, generation: u64) -> Self {
        providers.sort_by_key(|provider| provider.id);
        providers.dedup_by_key(|provider| provider.id);
        let mut directory = Self { generation, ..Self::default() };
        directory.packed = providers.iter().map(|provider| directory.packed(provider)).collect();
        directory.providers = providers;
        directory
    }

    /// Takes a provider in, or puts it in place of the one with the same id, without packing the others again.
    pub fn put(&mut self, provider: Provider) {
        let packed = self.packed(&provider);
        match self.place(provider.id) {
            Ok(place) => (self.providers[place], self.packed[place]) = (provider, packed),
            Err(place) => {
                self.providers.insert(place, provider);
                self.packed.insert(place, packed);
            }
        }
    }

    /// Takes a provider out.
    pub fn remove(&mut self, id: ProviderId) {
        if let Ok(place) = self.place(id) {
            self.providers.remove(place);
            self.packed.remove(place);
        }
    }

    fn packed(&mut self, provider: &Provider) -> Packed {
        let next = u32::try_from(self.schedules.len()).unwrap_or(u32::MAX);
        let schedule = *self.schedule_of.entry(shared_hours(provider)).or_insert(next);
        if schedule == next {
            self.schedules.push(Schedule { pauses: Vec::new(), ..provider.schedule() });
        }
        Packed::of(provider, &mut self.words, schedule)
    }

    fn place(&self, id: ProviderId) -> Result<usize, usize> {
        self.providers.binary_search_by_key(&id, |provider| provider.id)
    }

    /// Counts the snapshots of this directory, upwards.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Numbers the snapshot.
    pub const fn set_generation(&mut self, generation: u64) {
        self.generation = generation;
    }

    /// All providers, by id.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// One provider.
    #[must_use]
    pub fn get(&self, id: ProviderId) -> Option<&Provider> {
        self.providers.get(self.place(id).ok()?)
    }

    /// All providers by id, with what the clock says of each.
    pub(super) fn at(&self, now: Timestamp) -> impl Iterator<Item = Entry<'_>> {
        let clocks: Vec<_> = self.schedules.iter().map(|schedule| Availability::by(schedule, now)).collect();
        self.providers.iter().zip(&self.packed).map(move |(provider, packed)| Entry {
            provider,
            packed,
            availability: clocks[packed.schedule as usize],
        })
    }

    /// A need, ready to be held against every provider.
    pub(super) fn pack<'a>(&self, need: &'a Need, rules: &'a Rules) -> PackedNeed<'a> {
        PackedNeed::of(need, rules, &self.words)
    }
}
