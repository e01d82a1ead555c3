//! A span of time that figures are asked for, in the desk's calendar.

use actix_web::HttpRequest;
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

use crate::web::{
    frame::{Times, query},
    view::page::Page,
};

/// A month of the desk's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
}

impl Month {
    /// The month that the address asks for: `?month=2026-10`.
    #[must_use]
    pub fn asked(request: &HttpRequest) -> Option<Self> {
        query(request, "month").and_then(|text| Self::of(&text))
    }

    /// A month such as `2026-10`.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        format!("{text}-01").parse::<Date>().ok().map(|first| Self { first })
    }

    /// The month of an instant.
    #[must_use]
    pub fn holding(at: Timestamp, zone: &TimeZone) -> Self {
        Self { first: at.to_zoned(zone.clone()).date().first_of_month() }
    }

    /// So many months earlier.
    #[must_use]
    pub fn back(self, months: i32) -> Self {
        Self { first: self.first.saturating_sub(Span::new().months(months)) }
    }

    /// `2026-10`.
    #[must_use]
    pub fn word(self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }

    /// « octobre 2026 ».
    #[must_use]
    pub fn name(self, page: &Page) -> String {
        format!("{} {}", page.say(&format!("month-{}", self.first.month())), self.first.year())
    }

    /// From its first instant until that of the next, microseconds.
    #[must_use]
    pub fn bounds(self, zone: &TimeZone) -> (i64, i64) {
        let at = |day: Date| day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |start| start.timestamp());
        let next = self.first.saturating_add(Span::new().months(1));
        (at(self.first).as_microsecond(), at(next).as_microsecond())
    }
}

/// What the figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One month.
    Month(Month),
    /// This month and the eleven before.
    Year(Month),
}

impl Period {
    /// What the address asks for: a month, else the year that ends with this month.
    #[must_use]
    pub fn asked(request: &HttpRequest, times: &Times) -> Self {
        let this = Month::holding(times.now, &times.zone);
        Month::asked(request).map_or(Self::Year(this), Self::Month)
    }

    /// Its months, oldest first.
    #[must_use]
    pub fn months(self) -> Vec<Month> {
        match self {
            Self::Month(month) => vec![month],
            Self::Year(last) => (0..12).rev().map(|back| last.back(back)).collect(),
        }
    }

    /// From … until, microseconds.
    #[must_use]
    pub fn bounds(self, zone: &TimeZone) -> (i64, i64) {
        match self {
            Self::Month(month) => month.bounds(zone),
            Self::Year(last) => (last.back(11).bounds(zone).0, last.bounds(zone).1),
        }
    }

    /// Word in addresses; empty for the year.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Month(month) => month.word(),
            Self::Year(_) => String::new(),
        }
    }

    /// « octobre 2026 », or « douze mois, jusqu’à novembre 2026 ».
    #[must_use]
    pub fn name(self, page: &Page) -> String {
        match self {
            Self::Month(month) => month.name(page),
            Self::Year(last) => page.with("dashboard-year", "month", &last.name(page)),
        }
    }
}
