//! Are more public reports coming in than usual? Then the form asks the visitor's browser for a stamp; people see nothing
//! of it.

use std::{collections::VecDeque, sync::Mutex, sync::PoisonError};

use jiff::{SignedDuration, Timestamp};
use vigie_domain::intake;

/// This many reports…
const MANY: usize = 30;
/// …within this time are a flood: more than a region's worst day, and few enough for a bad hour of calls.
const WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// When the latest reports came in by the form of this process, [`MANY`] at most, oldest first.
#[derive(Debug, Default)]
pub struct Flood(Mutex<VecDeque<Timestamp>>);

impl Flood {
    /// One more report came in.
    pub fn count(&self, now: Timestamp) {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if times.len() == MANY {
            times.pop_front();
        }
        times.push_back(now);
    }

    /// Is it a flood now?
    #[must_use]
    pub fn now(&self, now: Timestamp) -> intake::Flood {
        let times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = times.len() == MANY;
        let lately = times.front().is_some_and(|oldest| now.duration_since(*oldest) < WITHIN);
        if full && lately { intake::Flood::On } else { intake::Flood::Off }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_within_ten_minutes_are_a_flood_until_they_are_older() {
        let flood = Flood::default();
        let at = |second: i64| Timestamp::from_second(1_795_000_000 + second).expect("a time");
        (0..29).for_each(|second| flood.count(at(second)));
        assert_eq!(flood.now(at(29)), intake::Flood::Off);
        flood.count(at(29));
        assert_eq!(flood.now(at(29)), intake::Flood::On);
        assert_eq!(flood.now(at(599)), intake::Flood::On);
        assert_eq!(flood.now(at(600)), intake::Flood::Off);
        (0..100).for_each(|second| flood.count(at(600 + second)));
        assert_eq!(flood.now(at(700)), intake::Flood::On);
    }
}
