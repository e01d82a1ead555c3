//! The directory as ranking reads it: a snapshot in memory with its generation number.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{
    Availability,
    availability::{SharedHours, shared_hours},
};
use crate::{calendar::Schedule, ids::ProviderId, provider::Provider};

/// All providers, by id, with the opening hours they share worked out once.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    generation: u64,
    providers: Vec<Provider>,
    schedules: Vec<Schedule>,
    schedule_of: Vec<usize>,
}

impl Directory {
    /// A snapshot. Of providers with the same id the first counts.
    #[must_use]
    pub fn new(mut providers: Vec<Provider>, generation: u64) -> Self {
        providers.sort_by_key(|provider| provider.id);
        providers.dedup_by_key(|provider| provider.id);
        let mut places: HashMap<SharedHours, usize> = HashMap::new();
        let mut schedules = Vec::new();
        let mut schedule_of = Vec::with_capacity(providers.len());
        for provider in &providers {
            let place = *places.entry(shared_hours(provider)).or_insert(schedules.len());
            if place == schedules.len() {
                schedules.push(Schedule { pauses: Vec::new(), ..provider.schedule() });
            }
            schedule_of.push(place);
        }
        Self { generation, providers, schedules, schedule_of }
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
        let place = self.providers.binary_search_by_key(&id, |provider| provider.id).ok()?;
        self.providers.get(place)
    }

    /// All providers, and what the clock says of each.
    pub(super) fn at(&self, now: Timestamp) -> impl Iterator<Item = (&Provider, Availability)> {
        let clocks: Vec<_> = self.schedules.iter().map(|schedule| Availability::by(schedule, now)).collect();
        self.providers.iter().zip(&self.schedule_of).map(move |(provider, schedule)| (provider, clocks[*schedule]))
    }
}
