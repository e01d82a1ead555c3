//! Tests of clocks: what runs, what skips, what a change of clock does, what a stop takes.

use proptest::prelude::*;

use super::*;
use crate::intake::Precision;

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

/// A moment of Paris's clock.
fn at(text: &str) -> Timestamp {
    text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(paris()).unwrap().timestamp()
}

fn end(from: &str, span: Span) -> Option<Timestamp> {
    due(at(from), span, &paris(), HolidaySet::France)
}

fn clock(from: &str, until: &str) -> Clock {
    let start = EventTime { from: at(from), until: at(until), precision: Precision::Between };
    let ends = [start.from, start.until].map(|from| due(from, Span::Hours(72), &paris(), HolidaySet::France));
    Clock::new("rgpd33", start, ends[0], ends[1])
}

fn deadline(duration: Span) -> Deadline {
    let yaml = "id: rgpd33
title: {fr: t, en: t}
who: {fr: t, en: t}
addressee: {fr: t, en: t}
start: awareness
duration: {hours: 72}
text: {fr: t, en: t}
passed: {fr: t, en: t}
";
    Deadline { duration, ..serde_saphyr::from_str(yaml).unwrap() }
}

#[test]
fn what_a_contract_says_must_be_typed() {
    let contract = deadline(Span::AsAgreed);
    let start = EventTime::exact(at("2026-11-20T18:00"));
    let open = Clock::propose(&contract, start, &paris(), HolidaySet::France);
    assert_eq!(open.start(&contract), Err(ClockError::NotAgreed));
    let typed = Clock::agreed("contract", start, at("2026-11-21T18:00"));
    assert_eq!(typed.start(&contract).unwrap().warn_at[0], at("2026-11-21T06:00"));
}

#[test]
fn seventy_two_hours_run_through_a_week_end_and_a_holiday() {
    // Friday evening before the week-end of All Saints' Day.
    assert_eq!(end("2026-10-30T18:00", Span::Hours(72)), Some(at("2026-11-02T18:00")));
    assert_eq!(end("2026-12-24T18:00", Span::Hours(72)), Some(at("2026-12-27T18:00")));
}

#[test]
fn seventy_two_hours_are_seventy_two_over_a_change_of_clock() {
    assert_eq!(end("2026-10-23T18:00", Span::Hours(72)), Some(at("2026-10-26T17:00")));
    assert_eq!(end("2026-03-27T18:00", Span::Hours(72)), Some(at("2026-03-30T19:00")));
}

#[test]
fn days_and_months_end_with_their_day() {
    assert_eq!(end("2026-11-10T09:00", Span::BusinessDays(1)), Some(at("2026-11-12T23:59:59")));
    assert_eq!(end("2026-04-02T09:00", Span::BankingDays(1)), Some(at("2026-04-07T23:59:59")));
    assert_eq!(end("2026-11-20T09:00", Span::CalendarDays(1)), Some(at("2026-11-21T23:59:59")));
    assert_eq!(end("2027-01-31T09:00", Span::Months(1)), Some(at("2027-02-28T23:59:59")));
    assert_eq!(end("2026-11-20T09:00", Span::WithoutDelay), None);
}

#[test]
fn the_earliest_start_counts_and_both_ends_are_shown() {
    let clock = clock("2026-11-20T18:00", "2026-11-22T10:00");
    assert_eq!(clock.due_at, Some(at("2026-11-23T18:00")));
    assert_eq!(clock.due_at_latest, Some(at("2026-11-25T10:00")));
    assert_eq!(clock.warn_at, [at("2026-11-22T06:00"), at("2026-11-23T00:00"), at("2026-11-23T10:48")]);
}

#[test]
fn a_clock_is_proposed_confirmed_and_stopped_with_a_proof() {
    let proposed = clock("2026-11-20T18:00", "2026-11-20T18:00");
    assert_eq!(proposed.clone().stop(at("2026-11-21T10:00"), "reçu"), Err(ClockError::NotRunning));
    let running = proposed.start(&deadline(Span::Hours(72))).unwrap();
    assert_eq!(running.clone().start(&deadline(Span::Hours(72))), Err(ClockError::NotProposed));
    assert_eq!(running.clone().stop(at("2026-11-21T10:00"), " \n"), Err(ClockError::NoProof));
    let met = running.clone().stop(at("2026-11-21T10:00"), "reçu CNIL 2026-1234").unwrap();
    assert_eq!((met.state_at(at("2027-01-01T00:00")), met.was_met_late()), (ClockState::Met, false));
    assert_eq!(met.next_warning(at("2026-11-21T10:00")), None);
    let late = running.stop(at("2026-11-24T10:00"), "reçu CNIL 2026-1235").unwrap();
    assert!(late.was_met_late());
}

#[test]
fn a_running_clock_passes_by_itself_a_proposal_does_not() {
    let proposed = clock("2026-11-20T18:00", "2026-11-20T18:00");
    let (before, after) = (at("2026-11-23T18:00"), at("2026-11-23T18:01"));
    assert!(proposed.is_over(after) && !proposed.is_over(before));
    assert_eq!(proposed.state_at(after), ClockState::Proposed);
    let running = proposed.start(&deadline(Span::Hours(72))).unwrap();
    assert_eq!((running.state_at(before), running.state_at(after)), (ClockState::Running, ClockState::Passed));
    assert_eq!(running.remaining(after), Some(SignedDuration::from_secs(-60)));
    assert_eq!(running.next_warning(at("2026-11-23T00:00")), Some(at("2026-11-23T10:48")));
}

proptest! {
    #[test]
    fn hours_are_hours_wherever_they_fall(start in 1_767_225_600_i64..1_830_297_600, hours in 1_u32..2_000) {
        let from = Timestamp::from_second(start).unwrap();
        let end = due(from, Span::Hours(hours), &paris(), HolidaySet::France).unwrap();
        prop_assert_eq!(end.as_second() - start, i64::from(hours) * 3600);
    }

    #[test]
    fn no_term_in_days_is_shorter_than_its_days(start in 1_767_225_600_i64..1_830_297_600, count in 1_u32..60) {
        let from = Timestamp::from_second(start).unwrap();
        for span in [Span::CalendarDays(count), Span::BusinessDays(count), Span::BankingDays(count)] {
            let end = due(from, span, &paris(), HolidaySet::France).unwrap();
            prop_assert!(end.as_second() - start >= i64::from(count) * 86_400 - 3_600, "a day of clock change has 23 hours");
        }
    }

    #[test]
    fn warnings_come_in_order_before_the_end(start in 1_767_225_600_i64..1_830_297_600, hours in 1_u32..2_000) {
        let from = Timestamp::from_second(start).unwrap();
        let end = due(from, Span::Hours(hours), &paris(), HolidaySet::France).unwrap();
        let clock = Clock::new("x", EventTime::exact(from), Some(end), Some(end));
        prop_assert!(clock.warn_at.is_sorted() && clock.warn_at.len() == 3);
        prop_assert!(from < clock.warn_at[0] && clock.warn_at[2] < end);
    }
}
