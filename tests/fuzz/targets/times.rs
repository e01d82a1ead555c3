//! Times of events and opening hours: a time lies between its two ends and reads back from them; hours that are shown
//! are read as the same hours; and a schedule opens when it says.
#![no_main]

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use libfuzzer_sys::fuzz_target;
use vigie_domain::calendar::{OpeningHours, Schedule};
use vigie_domain::intake::{EventTime, geography::zone_named};

fuzz_target!(|typed: &str| {
    for zone in [zone_named("Europe/Paris"), zone_named("Pacific/Noumea"), TimeZone::UTC] {
        if let Ok(time) = EventTime::parse(typed, &zone) {
            assert!(time.from <= time.until, "{time:?}");
            let again = EventTime::parse(&format!("{}/{}", time.from, time.until), &zone);
            assert_eq!(again.map(|again| (again.from, again.until)), Ok((time.from, time.until)));
            let _ = time.is_after(Timestamp::UNIX_EPOCH);
        }
    }
    if let Ok(hours) = typed.parse::<OpeningHours>() {
        assert_eq!(hours.to_string().parse(), Ok(hours.clone()));
        let schedule = Schedule::in_department(hours, "974");
        let now = Timestamp::UNIX_EPOCH + 500_000.hours();
        let opens = schedule.opens_at(now).expect("hours that were read open within two years");
        assert!(opens >= now && schedule.is_open(opens));
    }
});
