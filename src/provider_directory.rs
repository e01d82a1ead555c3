//! The live directory: a snapshot in memory, swapped whole. Ranking never reads rows one by one from a database.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{Timestamp, civil::Date};

use crate::domain::{matching::Directory, provider::Provider};

/// What was read from the database last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The database's own count of changes.
    pub generation: i64,
    /// When.
    pub at: Timestamp,
}

/// Holds the snapshot that rankings use.
#[derive(Debug, Default)]
pub struct ProviderDirectory {
    live: RwLock<Arc<Directory>>,
    read: RwLock<Option<Read>>,
    /// Snapshot and day for which all warnings are given.
    warned: RwLock<Option<(u64, Date)>>,
}

impl ProviderDirectory {
    /// A directory with its first snapshot, of generation 1.
    #[must_use]
    pub fn new(providers: Vec<Provider>) -> Self {
        Self {
            live: RwLock::new(Arc::new(Directory::new(providers, 1))),
            read: RwLock::new(None),
            warned: RwLock::new(None),
        }
    }

    /// The snapshot of this moment; it stays as it is while somebody holds it.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Directory> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other providers in place of all, under the next generation number, which it gives back. The index is built
    /// before anybody waits. Of two swaps at once the later one wins.
    pub fn replace(&self, providers: Vec<Provider>) -> u64 {
        let mut next = Directory::new(providers, 0);
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        next.set_generation(live.generation() + 1);
        *live = Arc::new(next);
        live.generation()
    }

    /// What the snapshot was read from.
    #[must_use]
    pub fn last_read(&self) -> Option<Read> {
        *self.read.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what the snapshot was read from.
    pub fn remember(&self, read: Read) {
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Some(read);
    }

    /// Are all warnings of this snapshot and day given?
    #[must_use]
    pub fn was_looked_through(&self, generation: u64, day: Date) -> bool {
        *self.warned.read().unwrap_or_else(PoisonError::into_inner) == Some((generation, day))
    }

    /// All warnings of this snapshot and day are given.
    pub fn looked_through(&self, generation: u64, day: Date) {
        *self.warned.write().unwrap_or_else(PoisonError::into_inner) = Some((generation, day));
    }

    /// Takes a provider in, or puts it in place of the one with the same id; gives back the next generation number.
    /// Who holds a snapshot keeps it as it was.
    pub fn put(&self, provider: Provider) -> u64 {
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::make_mut(&mut live);
        next.put(provider);
        next.set_generation(next.generation() + 1);
        next.generation()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::provider::generate::{Order, generate};

    #[test]
    fn a_swap_counts_up_and_leaves_held_snapshots_alone() {
        let at = jiff::civil::date(2026, 1, 1);
        let providers = generate(&Order { count: 5, seed: 1, at, region: "76".into(), traps: false });
        let directory = ProviderDirectory::new(providers.clone());
        let held = directory.snapshot();
        assert_eq!(directory.replace(providers[..2].to_vec()), 2);
        assert_eq!((held.providers().len(), directory.snapshot().providers().len()), (5, 2));
        assert_eq!(directory.put(providers[3].clone()), 3);
        assert_eq!((held.providers().len(), directory.snapshot().providers().len()), (5, 3));
    }
}
