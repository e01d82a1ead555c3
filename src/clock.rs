//! The only place that reads the system time.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// Where `now` comes from.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that tests and the demo's history set; microseconds.
    Set(Arc<AtomicI64>),
    /// The machine's clock, shifted by so many microseconds: a demonstration at an hour of one's choice.
    Shifted(i64),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    #[must_use]
    pub fn set_to(at: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// A clock that shows `at` now and runs on.
    #[must_use]
    pub fn running_from(at: Timestamp) -> Self {
        Self::Shifted(at.as_microsecond() - Self::System.now().as_microsecond())
    }

    /// Now, to the microsecond.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Shifted(by) => Timestamp::now().as_microsecond() + by,
            Self::Set(at) => at.load(Ordering::Relaxed),
        };
        instant(micros)
    }

    /// The time that other machines show: a demonstration plays at another hour, a telephone's codes don't.
    #[must_use]
    pub fn elsewhere(&self) -> Timestamp {
        match self {
            Self::Set(_) => self.now(),
            Self::System | Self::Shifted(_) => Self::System.now(),
        }
    }

    /// Moves a set clock to `at`; the machine's clock stays.
    pub fn move_to(&self, at: Timestamp) {
        if let Self::Set(clock) = self {
            clock.store(at.as_microsecond(), Ordering::Relaxed);
        }
    }

    /// Moves a set clock on; the machine's clock stays.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Set(clock) = self {
            clock.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::Relaxed);
        }
    }
}

/// A stored instant (microseconds UTC). One out of the calendar's range becomes the nearest in it.
#[must_use]
pub fn instant(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}
