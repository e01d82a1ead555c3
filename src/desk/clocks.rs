//! When things are due: first contact, the provider's contact, the victim's choice. Open time is the desk's.

use jiff::{SignedDuration, Timestamp};
use vigie_domain::{
    calendar::{HolidaySet, OpeningHours, Schedule},
    incident::{FirstContact, first_contact_minutes},
    matching::{choice_until, first_contact_by},
    provider::Provider,
    vocabulary::Severity,
};

use crate::{app::App, config::Config};

/// The desk's own opening hours.
#[must_use]
pub fn desk_schedule(config: &Config) -> Schedule {
    let hours = config.desk.hours.parse().unwrap_or_else(|_| OpeningHours::always());
    Schedule {
        hours,
        zone: super::outgoing::zone(config),
        holidays: HolidaySet::of_department(&config.desk.holidays_of),
        pauses: Vec::new(),
    }
}

fn after(config: &Config, from: Timestamp, clock: FirstContact) -> Timestamp {
    match clock {
        FirstContact::Minutes(minutes) => from + SignedDuration::from_mins(minutes),
        FirstContact::OpenMinutes(minutes) => open_minutes_after(config, from, minutes),
    }
}

/// That many minutes of the desk's open time later. A desk that never opens counts plain time.
#[must_use]
pub fn open_minutes_after(config: &Config, from: Timestamp, minutes: i64) -> Timestamp {
    let duration = SignedDuration::from_mins(minutes);
    desk_schedule(config).add_open_time(from, duration).unwrap_or(from + duration)
}

/// When a person must have spoken with the victim.
#[must_use]
pub fn first_contact_due(app: &App, priority: i32, received: Timestamp) -> Timestamp {
    after(&app.config, received, first_contact_minutes(priority))
}

/// When the provider must have confirmed its first contact.
#[must_use]
pub fn provider_contact_due(app: &App, severity: Severity, provider: &Provider, assigned: Timestamp) -> Timestamp {
    first_contact_by(severity, &provider.schedule(), assigned, &app.config.offers)
}

/// When the victim's choice times out.
#[must_use]
pub fn choice_due(app: &App, severity: Severity, from: Timestamp) -> Timestamp {
    choice_until(severity, &desk_schedule(&app.config), from, &app.config.offers)
}
