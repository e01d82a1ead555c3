//! Tests of open time: week-ends, holidays, clock changes, pauses.

use proptest::prelude::*;

use super::*;

fn schedule(hours: &str) -> Schedule {
    Schedule::in_department(hours.parse().unwrap(), "31")
}

/// A moment of Toulouse's clock.
fn at(text: &str) -> Timestamp {
    let local: civil::DateTime = text.parse().unwrap();
    local.to_zoned(TimeZone::get("Europe/Paris").unwrap()).unwrap().timestamp()
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

#[test]
fn a_friday_evening_opens_on_monday() {
    let office = schedule("mo-fr 09:00-12:30 14:00-18:00");
    assert!(office.is_open(at("2026-11-20T17:59")) && !office.is_open(at("2026-11-20T18:00")));
    assert_eq!(office.opens_at(at("2026-11-20T18:40")), Some(at("2026-11-23T09:00")));
    assert_eq!(office.opens_at(at("2026-11-20T12:40")), Some(at("2026-11-20T14:00")));
    assert_eq!(office.opens_at(at("2026-11-20T10:00")), Some(at("2026-11-20T10:00")));
    assert_eq!(office.closes_at(at("2026-11-20T10:00")), Some(at("2026-11-20T12:30")));
}

#[test]
fn open_time_skips_lunch_nights_and_holidays() {
    let office = schedule("mo-fr 09:00-12:30 14:00-18:00");
    assert_eq!(office.add_open_time(at("2026-11-20T17:00"), hours(2)), Some(at("2026-11-23T10:00")));
    assert_eq!(office.add_open_time(at("2026-11-20T11:30"), hours(2)), Some(at("2026-11-20T15:00")));
    // 11 November 2026 is a Wednesday and a holiday.
    assert_eq!(office.add_open_time(at("2026-11-10T17:00"), hours(2)), Some(at("2026-11-12T10:00")));
    assert_eq!(office.open_time_between(at("2026-11-10T17:00"), at("2026-11-12T10:00")), hours(2));
    assert_eq!(office.open_time_between(at("2026-11-12T10:00"), at("2026-11-10T17:00")), hours(0));
}

#[test]
fn clock_changes_are_counted_as_they_are_lived() {
    let always = schedule("24/7");
    // 25 October 2026 has 25 hours, 29 March 2026 has 23.
    assert_eq!(always.open_time_between(at("2026-10-25T00:00"), at("2026-10-26T00:00")), hours(25));
    assert_eq!(always.open_time_between(at("2026-03-29T00:00"), at("2026-03-30T00:00")), hours(23));
    let night = schedule("su 01:00-04:00");
    assert_eq!(night.open_time_between(at("2026-03-29T00:00"), at("2026-03-30T00:00")), hours(2));
    assert_eq!(night.open_time_between(at("2026-10-25T00:00"), at("2026-10-26T00:00")), hours(4));
    let swallowed = schedule("su 02:00-03:00");
    assert_eq!(swallowed.opens_at(at("2026-03-29T00:00")), Some(at("2026-04-05T02:00")), "29 March 2026 has no 2 am");
}

#[test]
fn easter_sunday_is_no_holiday_of_the_code() {
    let sunday = schedule("su 10:00-12:00");
    assert!(sunday.is_open(at("2026-04-05T10:30")));
}

#[test]
fn around_the_clock_means_holidays_too_but_a_pause_is_a_pause() {
    let mut always = schedule("24/7");
    assert!(always.is_open(at("2026-12-25T03:00")));
    always.pauses.push(Pause { from: civil::date(2026, 12, 24), until: civil::date(2026, 12, 26) });
    assert_eq!(always.opens_at(at("2026-12-25T03:00")), Some(at("2026-12-27T00:00")));
}

#[test]
fn open_days_keep_the_time_of_day() {
    let office = schedule("mo-fr 09:00-18:00");
    assert_eq!(office.add_open_days(at("2026-11-20T15:00"), 1), Some(at("2026-11-23T15:00")));
    assert_eq!(office.add_open_days(at("2026-11-20T20:00"), 1), Some(at("2026-11-24T09:00")));
    let short_saturday = schedule("fr 09:00-18:00; sa 09:00-12:00");
    assert_eq!(short_saturday.add_open_days(at("2026-11-20T15:00"), 1), Some(at("2026-11-21T12:00")));
}

#[test]
fn who_is_never_there_never_opens() {
    let mut office = schedule("mo 09:00-10:00");
    office.pauses.push(Pause { from: civil::date(2020, 1, 1), until: civil::date(2100, 1, 1) });
    assert_eq!(office.opens_at(at("2026-11-20T15:00")), None);
    assert_eq!(office.add_open_time(at("2026-11-20T15:00"), hours(1)), None);
}

#[test]
fn an_island_keeps_its_own_clock() {
    let reunion = Schedule::in_department("mo-fr 08:00-17:00".parse().unwrap(), "974");
    assert_eq!(reunion.opens_at("2026-11-23T00:00:00Z".parse().unwrap()), "2026-11-23T04:00:00Z".parse().ok());
}

proptest! {
    #[test]
    fn adding_and_counting_open_time_agree(start in 1_767_225_600_i64..1_798_761_600, minutes in 1_i64..6_000, which in 0_usize..4) {
        let hours = ["mo-fr 09:00-12:30 14:00-18:00", "24/7", "fr-mo 22:00-06:00", "mo-sa 08:00-20:00"][which];
        let schedule = schedule(hours);
        let from = Timestamp::from_second(start).unwrap();
        let duration = SignedDuration::from_mins(minutes);
        let until = schedule.add_open_time(from, duration).unwrap();
        prop_assert_eq!(schedule.open_time_between(from, until), duration);
        let just_before = until - SignedDuration::from_secs(1);
        prop_assert!(schedule.open_time_between(from, just_before) < duration);
    }

    #[test]
    fn an_opening_is_open_and_nothing_before_it_is(start in 1_767_225_600_i64..1_798_761_600) {
        let schedule = schedule("mo-fr 09:00-12:30 14:00-18:00; sa 09:00-12:00");
        let from = Timestamp::from_second(start).unwrap();
        let opening = schedule.opens_at(from).unwrap();
        prop_assert!(schedule.is_open(opening));
        prop_assert_eq!(schedule.open_time_between(from, opening), SignedDuration::ZERO);
    }
}
