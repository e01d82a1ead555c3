//! What the clock says of a provider: the day it is there, whether it is open, when it opens next.

use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::{HolidaySet, OpeningHours, Schedule},
    intake::Department,
    provider::Provider,
};

/// A provider's day and hours at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability {
    /// The civil day in its department.
    pub today: Date,
    /// It is open.
    pub open_now: bool,
    /// When it opens next; none: it is open now.
    pub opens_at: Option<Timestamp>,
}

impl Availability {
    /// What the clock says of one provider. Its pauses are left out: a pause is a condition of its own.
    #[must_use]
    pub fn of(provider: &Provider, now: Timestamp) -> Self {
        Self::by(&Schedule { pauses: Vec::new(), ..provider.schedule() }, now)
    }

    pub(super) fn by(schedule: &Schedule, now: Timestamp) -> Self {
        let open_now = schedule.is_open(now);
        Self {
            today: schedule.zone.to_datetime(now).date(),
            open_now,
            opens_at: if open_now { None } else { schedule.opens_at(now) },
        }
    }
}

/// What makes the clocks of two providers the same: the week, the time zone, the holidays.
pub(super) type SharedHours = (OpeningHours, &'static str, HolidaySet);

pub(super) fn shared_hours(provider: &Provider) -> SharedHours {
    let department = provider.address.department.as_deref().unwrap_or_default();
    let zone = Department::by_code(department).map_or("", |department| department.time_zone);
    (provider.hours.clone(), zone, HolidaySet::of_department(department))
}
