//! When the way out is blocked, the queue waits instead of burning its attempts: after several failures in a row only one
//! message at a time probes the way, at growing distances.

use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp};

use crate::mail::outbox_plan::Outcome;

/// Failures in a row after which the way counts as blocked.
const BLOCKED_AFTER: u32 = 6;
/// The first wait before a probe; it doubles up to the longest.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(5);

/// Watches the way out.
#[derive(Debug, Default)]
pub struct Breaker {
    in_a_row: AtomicU32,
    probe_at: Option<Timestamp>,
    probes: u32,
}

impl Breaker {
    /// How many messages may be taken now: all that fit, one to probe the way, or none.
    pub fn allows(&mut self, now: Timestamp, batch: u64) -> u64 {
        match self.probe_at {
            None => batch,
            Some(at) if at <= now || at > now + LONGEST_WAIT => {
                // The probe may fail once before the way counts as blocked again.
                self.in_a_row.store(BLOCKED_AFTER - 1, Ordering::Relaxed);
                1
            }
            Some(_) => 0,
        }
    }

    /// Is the way blocked?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.in_a_row.load(Ordering::Relaxed) >= BLOCKED_AFTER
    }

    /// An attempt ended. That one mail was refused for good says that the way is free.
    pub fn note(&self, outcome: Outcome) {
        match outcome {
            Outcome::Transient => drop(self.in_a_row.fetch_add(1, Ordering::Relaxed)),
            Outcome::Accepted | Outcome::Permanent => self.in_a_row.store(0, Ordering::Relaxed),
        }
    }

    /// A batch is through: blocked, or free again?
    pub fn after_batch(&mut self, now: Timestamp) {
        if !self.is_open() {
            if self.probe_at.take().is_some() && self.in_a_row.load(Ordering::Relaxed) > 0 {
                // The probe found nothing to send: the way is as unknown as before.
                self.probe_at = Some(now);
            } else {
                self.probes = 0;
            }
            return;
        }
        let wait = (0..self.probes.min(8)).fold(FIRST_WAIT, |wait, _| (wait + wait).min(LONGEST_WAIT));
        self.probes += 1;
        self.probe_at = Some(now + wait);
        tracing::warn!(seconds = wait.as_secs(), "nothing is taken at the other end: the queue waits, then probes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn a_blocked_way_is_probed_by_one_message_at_growing_distances() {
        let mut breaker = Breaker::default();
        assert_eq!(breaker.allows(NOW, 64), 64);
        (0..BLOCKED_AFTER).for_each(|_| breaker.note(Outcome::Transient));
        assert!(breaker.is_open());
        breaker.after_batch(NOW);
        assert_eq!(breaker.allows(NOW, 64), 0, "nobody burns an attempt now");
        let mut at = NOW + FIRST_WAIT;
        assert_eq!(breaker.allows(at, 64), 1);
        breaker.note(Outcome::Transient);
        breaker.after_batch(at);
        assert_eq!(breaker.allows(at + FIRST_WAIT, 64), 0, "the second probe waits longer");
        at = at + FIRST_WAIT + FIRST_WAIT;
        assert_eq!(breaker.allows(at, 64), 1);
        breaker.note(Outcome::Accepted);
        breaker.after_batch(at);
        assert_eq!(breaker.allows(at, 64), 64, "free again");
    }

    #[test]
    fn a_mailbox_that_is_gone_says_nothing_of_the_way() {
        let breaker = Breaker::default();
        for _ in 0..20 {
            breaker.note(Outcome::Permanent);
            breaker.note(Outcome::Transient);
        }
        assert!(!breaker.is_open());
    }

    #[test]
    fn a_clock_that_jumps_back_does_not_block_the_way_for_a_day() {
        let mut breaker = Breaker::default();
        (0..BLOCKED_AFTER).for_each(|_| breaker.note(Outcome::Transient));
        breaker.after_batch(NOW);
        assert_eq!(breaker.allows(NOW - SignedDuration::from_hours(24), 64), 1);
    }
}
