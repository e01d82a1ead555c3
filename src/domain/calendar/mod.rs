//! Calendars: public holidays, opening hours, arithmetic of open time.
//!
//! Every answer is a moment in UTC; civil days and hours are those of a time zone that the caller names, clock changes
//! included. Which clock runs by which calendar is the matter of `deadline` and of the offers.

pub mod days;
pub mod holidays;
pub mod hours;
pub mod schedule;

pub use days::{DayKind, add_days, end_of_day};
pub use holidays::{Holiday, HolidaySet};
pub use hours::{HoursError, OpeningHours};
pub use schedule::{Pause, Schedule};
