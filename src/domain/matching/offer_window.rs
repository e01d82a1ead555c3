//! When an offer leaves, at which contact, and until when an answer is awaited; the time to choose and to call.
//!
//! Hours decide when an offer goes, not whether. Expiry brings in the next provider; until somebody is assigned a late
//! answer counts all the same, so nothing here closes a door.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{calendar::Schedule, provider::Provider, vocabulary::Severity};

/// How long is waited, by severity. Minutes are real ones for critical and high cases once the clock runs; an offer's
/// clock runs in the provider's open time only, save for a critical one at an on-call contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Durations {
    /// An offer of a critical case, in minutes.
    pub offer_critical_minutes: u32,
    /// An offer of a high case, in open minutes.
    pub offer_high_minutes: u32,
    /// An offer of a medium case, in open minutes.
    pub offer_medium_minutes: u32,
    /// An offer of a low case, in open days.
    pub offer_low_days: u32,
    /// The victim's choice in a critical case, in minutes.
    pub choice_critical_minutes: u32,
    /// The victim's choice in a high case, in minutes.
    pub choice_high_minutes: u32,
    /// The victim's choice in other cases, in minutes of the desk's opening hours.
    pub choice_other_minutes: u32,
    /// The provider's first contact in a critical case, in minutes.
    pub contact_critical_minutes: u32,
    /// The provider's first contact in a high case, in minutes.
    pub contact_high_minutes: u32,
    /// The provider's first contact in other cases, in its open days.
    pub contact_other_days: u32,
}

impl Default for Durations {
    fn default() -> Self {
        Self {
            offer_critical_minutes: 20,
            offer_high_minutes: 60,
            offer_medium_minutes: 240,
            offer_low_days: 1,
            choice_critical_minutes: 15,
            choice_high_minutes: 60,
            choice_other_minutes: 240,
            contact_critical_minutes: 30,
            contact_high_minutes: 120,
            contact_other_days: 1,
        }
    }
}

/// At which contact a provider is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The one that is answered day and night.
    OnCall,
    /// The office.
    Office,
}

/// When an offer goes and how long its answer is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum OfferWindow {
    /// It waits for the provider's opening.
    Held {
        /// When it leaves, for the office.
        leaves_at: Timestamp,
        /// When the next provider is brought in.
        expires_at: Timestamp,
        /// When somebody of the desk telephones, in a critical case.
        half_time: Option<Timestamp>,
    },
    /// It goes now.
    Now {
        /// To whom.
        contact: Reach,
        /// When the next provider is brought in.
        expires_at: Timestamp,
        /// When somebody of the desk telephones, in a critical case.
        half_time: Option<Timestamp>,
    },
}

impl OfferWindow {
    /// When the next provider is brought in.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        match self {
            Self::Held { expires_at, .. } | Self::Now { expires_at, .. } => *expires_at,
        }
    }

    /// When somebody of the desk telephones, in a critical case.
    #[must_use]
    pub const fn half_time(&self) -> Option<Timestamp> {
        match self {
            Self::Held { half_time, .. } | Self::Now { half_time, .. } => *half_time,
        }
    }
}

/// When an offer to a provider goes; none when the provider doesn't open again within two years.
#[must_use]
pub fn offer_window(
    severity: Severity,
    provider: &Provider,
    now: Timestamp,
    durations: &Durations,
) -> Option<OfferWindow> {
    let critical = severity == Severity::Critical;
    if critical && provider.contact.has_on_call() {
        let minutes = |share: i64| later(now, i64::from(durations.offer_critical_minutes) * 60 / share);
        return Some(OfferWindow::Now { contact: Reach::OnCall, expires_at: minutes(1), half_time: Some(minutes(2)) });
    }
    let schedule = provider.schedule();
    let leaves_at = schedule.opens_at(now)?;
    let expires_at = offer_expiry(severity, &schedule, leaves_at, durations)?;
    let half = SignedDuration::from_secs(i64::from(durations.offer_critical_minutes) * 30);
    let half_time = if critical { schedule.add_open_time(leaves_at, half) } else { None };
    Some(if leaves_at > now {
        OfferWindow::Held { leaves_at, expires_at, half_time }
    } else {
        OfferWindow::Now { contact: Reach::Office, expires_at, half_time }
    })
}

/// Until when a victim chooses among those available. `desk` is when the desk is there.
#[must_use]
pub fn choice_until(severity: Severity, desk: &Schedule, now: Timestamp, durations: &Durations) -> Timestamp {
    match severity {
        Severity::Critical => later(now, i64::from(durations.choice_critical_minutes) * 60),
        Severity::High => later(now, i64::from(durations.choice_high_minutes) * 60),
        Severity::Medium | Severity::Low => {
            let open = SignedDuration::from_mins(i64::from(durations.choice_other_minutes));
            desk.add_open_time(now, open).unwrap_or_else(|| next_day(now))
        }
    }
}

/// Until when an assigned provider has to have called the victim. `provider` is when the provider is there; a high or
/// critical case knows no closing hours: who took it, took it now.
#[must_use]
pub fn first_contact_by(severity: Severity, provider: &Schedule, now: Timestamp, durations: &Durations) -> Timestamp {
    match severity {
        Severity::Critical => later(now, i64::from(durations.contact_critical_minutes) * 60),
        Severity::High => later(now, i64::from(durations.contact_high_minutes) * 60),
        Severity::Medium | Severity::Low => {
            let days = usize::try_from(durations.contact_other_days).unwrap_or(1);
            provider.add_open_days(now, days).unwrap_or_else(|| next_day(now))
        }
    }
}

fn offer_expiry(severity: Severity, schedule: &Schedule, from: Timestamp, durations: &Durations) -> Option<Timestamp> {
    let open = |minutes: u32| schedule.add_open_time(from, SignedDuration::from_mins(i64::from(minutes)));
    match severity {
        Severity::Critical => open(durations.offer_critical_minutes),
        Severity::High => open(durations.offer_high_minutes),
        Severity::Medium => open(durations.offer_medium_minutes),
        Severity::Low => schedule.add_open_days(from, usize::try_from(durations.offer_low_days).unwrap_or(1)),
    }
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

/// Where no calendar answers, a day is waited: nothing stays for ever.
fn next_day(now: Timestamp) -> Timestamp {
    later(now, 24 * 3600)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{calendar::OpeningHours, provider::sample::provider};

    /// 2026-02-03 is a Tuesday; Paris is an hour ahead of UTC.
    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    fn window(severity: Severity, now: &str, on_call: bool) -> OfferWindow {
        let mut provider = provider(1);
        provider.contact.on_call_phone = on_call.then(|| "04 65 71 00 00".into());
        offer_window(severity, &provider, at(now), &Durations::default()).unwrap()
    }

    #[test]
    fn a_critical_offer_goes_to_the_on_call_contact_at_night() {
        let expected = OfferWindow::Now {
            contact: Reach::OnCall,
            expires_at: at("2026-02-04T02:20:00Z"),
            half_time: Some(at("2026-02-04T02:10:00Z")),
        };
        assert_eq!(window(Severity::Critical, "2026-02-04T02:00:00Z", true), expected);
    }

    #[test]
    fn without_on_call_contact_it_is_held_until_the_next_opening() {
        let expected = OfferWindow::Held {
            leaves_at: at("2026-02-04T08:00:00Z"),
            expires_at: at("2026-02-04T08:20:00Z"),
            half_time: Some(at("2026-02-04T08:10:00Z")),
        };
        assert_eq!(window(Severity::Critical, "2026-02-04T02:00:00Z", false), expected);
    }

    #[test]
    fn expiry_counts_open_time_over_lunch_and_over_the_week_end() {
        let high = window(Severity::High, "2026-02-03T11:00:00Z", true);
        assert_eq!(
            high,
            OfferWindow::Now { contact: Reach::Office, expires_at: at("2026-02-03T13:30:00Z"), half_time: None }
        );
        assert_eq!(window(Severity::Medium, "2026-02-06T16:00:00Z", false).expires_at(), at("2026-02-09T11:00:00Z"));
        assert_eq!(window(Severity::Low, "2026-02-06T10:00:00Z", false).expires_at(), at("2026-02-09T10:00:00Z"));
    }

    #[test]
    fn a_held_offer_leaves_on_monday_and_waits_for_leave_to_end() {
        let held = window(Severity::High, "2026-02-07T10:00:00Z", true);
        let expected = |day: &str| OfferWindow::Held {
            leaves_at: at(&format!("{day}T08:00:00Z")),
            expires_at: at(&format!("{day}T09:00:00Z")),
            half_time: None,
        };
        assert_eq!(held, expected("2026-02-09"));
        let mut away = provider(1);
        away.pauses =
            vec![crate::provider::Pause { from: "2026-02-09".parse().unwrap(), until: "2026-02-10".parse().unwrap() }];
        let durations = Durations::default();
        assert_eq!(
            offer_window(Severity::High, &away, at("2026-02-07T10:00:00Z"), &durations),
            Some(expected("2026-02-11"))
        );
    }

    #[test]
    fn choice_and_first_contact_have_their_times() {
        let desk = Schedule::in_department("mo-fr 09:00-18:00".parse().unwrap(), "34");
        let now = at("2026-02-06T16:00:00Z");
        let durations = Durations::default();
        let choice = |severity| choice_until(severity, &desk, now, &durations);
        assert_eq!(choice(Severity::Critical), at("2026-02-06T16:15:00Z"));
        assert_eq!(choice(Severity::High), at("2026-02-06T17:00:00Z"));
        assert_eq!(choice(Severity::Low), at("2026-02-09T11:00:00Z"));
        let contact = |severity| first_contact_by(severity, &desk, now, &durations);
        assert_eq!(contact(Severity::Critical), at("2026-02-06T16:30:00Z"));
        assert_eq!(contact(Severity::High), at("2026-02-06T18:00:00Z"));
        assert_eq!(contact(Severity::Medium), at("2026-02-09T16:00:00Z"));
    }

    proptest! {
        #[test]
        fn an_offer_never_expires_before_its_time_nor_outside_open_hours(minutes in 0_i64..525_600, severity in 0_usize..4) {
            let provider = provider(1);
            let now = later(at("2026-01-01T00:00:00Z"), minutes * 60);
            let severity = Severity::ALL[severity];
            let window = offer_window(severity, &provider, now, &Durations::default()).unwrap();
            let leaves = match window { OfferWindow::Held { leaves_at, .. } => leaves_at, OfferWindow::Now { .. } => now };
            let schedule = provider.schedule();
            prop_assert!(leaves >= now && schedule.is_open(leaves));
            let wanted = match severity { Severity::Critical => 20, Severity::High => 60, Severity::Medium => 240, Severity::Low => 1 };
            prop_assert!(schedule.open_time_between(leaves, window.expires_at()) >= SignedDuration::from_mins(wanted));
            prop_assert!(window.expires_at().duration_since(now) < SignedDuration::from_hours(24 * 7));
        }

        #[test]
        fn who_never_closes_is_asked_at_once(minutes in 0_i64..525_600) {
            let mut provider = provider(1);
            provider.hours = OpeningHours::always();
            let now = later(at("2026-01-01T00:00:00Z"), minutes * 60);
            let window = offer_window(Severity::Medium, &provider, now, &Durations::default()).unwrap();
            prop_assert_eq!(window, OfferWindow::Now { contact: Reach::Office, expires_at: later(now, 4 * 3600), half_time: None });
        }
    }
}
