//! Public holidays, computed: nobody has to enter them each year.
//!
//! Sources: Code du travail, art. L3133-1 (the eleven), L3134-13 (Alsace and Moselle), L3422-2 and loi 83-550
//! (abolition of slavery overseas); TARGET: decision of the Governing Council of the ECB on its closing days.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// A public holiday; its name is a text of `calendar.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Friday before Easter; Alsace and Moselle, TARGET.
    GoodFriday,
    /// Monday after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 8 May.
    Victory1945,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter.
    WhitMonday,
    /// 14 July.
    BastilleDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice1918,
    /// 25 December.
    Christmas,
    /// 26 December; Alsace and Moselle, TARGET.
    SaintStephen,
    /// Abolition of slavery; overseas, each on its own day.
    Abolition,
    /// A day of the territory alone: Gospel day, Citizenship day, saints of Wallis and Futuna.
    Territorial,
}

impl Holiday {
    /// The key of its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYear => "holiday-new-year",
            Self::GoodFriday => "holiday-good-friday",
            Self::EasterMonday => "holiday-easter-monday",
            Self::LabourDay => "holiday-labour-day",
            Self::Victory1945 => "holiday-victory-1945",
            Self::Ascension => "holiday-ascension",
            Self::WhitMonday => "holiday-whit-monday",
            Self::BastilleDay => "holiday-bastille-day",
            Self::Assumption => "holiday-assumption",
            Self::AllSaints => "holiday-all-saints",
            Self::Armistice1918 => "holiday-armistice-1918",
            Self::Christmas => "holiday-christmas",
            Self::SaintStephen => "holiday-saint-stephen",
            Self::Abolition => "holiday-abolition",
            Self::Territorial => "holiday-territorial",
        }
    }
}

/// Whose holidays: the words of the configuration's `holidays`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidaySet {
    /// Mainland France and Corsica.
    #[default]
    France,
    /// Bas-Rhin, Haut-Rhin, Moselle.
    AlsaceMoselle,
    /// 27 May.
    Guadeloupe,
    /// 22 May.
    Martinique,
    /// 10 June.
    Guyane,
    /// 20 December.
    Reunion,
    /// 27 April.
    Mayotte,
    /// 9 October.
    SaintBarthelemy,
    /// 28 May.
    SaintMartin,
    /// 24 September.
    NewCaledonia,
    /// 5 March.
    FrenchPolynesia,
    /// 28 April, 29 June, 29 July.
    WallisFutuna,
    /// The banks' payment system: the days on which no transfer is settled.
    Target,
    /// No holiday at all.
    None,
}

impl HolidaySet {
    /// The set of a department, by its code.
    #[must_use]
    pub fn of_department(code: &str) -> Self {
        match code {
            "57" | "67" | "68" => Self::AlsaceMoselle,
            "971" => Self::Guadeloupe,
            "972" => Self::Martinique,
            "973" => Self::Guyane,
            "974" => Self::Reunion,
            "976" => Self::Mayotte,
            "977" => Self::SaintBarthelemy,
            "978" => Self::SaintMartin,
            "986" => Self::WallisFutuna,
            "987" => Self::FrenchPolynesia,
            "988" => Self::NewCaledonia,
            _ => Self::France,
        }
    }

    /// The holiday that `day` is, if it is one.
    #[must_use]
    pub fn holiday(self, day: Date) -> Option<Holiday> {
        match self {
            Self::None => None,
            Self::Target => target(day),
            _ => self.own(day).or_else(|| national(day)),
        }
    }

    /// Whether `day` is a public holiday.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.holiday(day).is_some()
    }

    /// What this set has besides the national days.
    fn own(self, day: Date) -> Option<Holiday> {
        match (self, day.month(), day.day()) {
            (Self::AlsaceMoselle, 12, 26) => Some(Holiday::SaintStephen),
            (Self::AlsaceMoselle, ..) if after_easter(day) == Some(-2) => Some(Holiday::GoodFriday),
            (Self::Guadeloupe, 5, 27)
            | (Self::Martinique, 5, 22)
            | (Self::Guyane, 6, 10)
            | (Self::Reunion, 12, 20)
            | (Self::Mayotte, 4, 27)
            | (Self::SaintBarthelemy, 10, 9)
            | (Self::SaintMartin, 5, 28) => Some(Holiday::Abolition),
            (Self::NewCaledonia, 9, 24)
            | (Self::FrenchPolynesia, 3, 5)
            | (Self::WallisFutuna, 4, 28)
            | (Self::WallisFutuna, 6 | 7, 29) => Some(Holiday::Territorial),
            _ => None,
        }
    }
}

fn national(day: Date) -> Option<Holiday> {
    match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 8) => Some(Holiday::Victory1945),
        (7, 14) => Some(Holiday::BastilleDay),
        (8, 15) => Some(Holiday::Assumption),
        (11, 1) => Some(Holiday::AllSaints),
        (11, 11) => Some(Holiday::Armistice1918),
        (12, 25) => Some(Holiday::Christmas),
        _ => match after_easter(day)? {
            1 => Some(Holiday::EasterMonday),
            39 => Some(Holiday::Ascension),
            50 => Some(Holiday::WhitMonday),
            _ => None,
        },
    }
}

fn target(day: Date) -> Option<Holiday> {
    match (day.month(), day.day(), after_easter(day)) {
        (1, 1, _) => Some(Holiday::NewYear),
        (5, 1, _) => Some(Holiday::LabourDay),
        (12, 25, _) => Some(Holiday::Christmas),
        (12, 26, _) => Some(Holiday::SaintStephen),
        (_, _, Some(-2)) => Some(Holiday::GoodFriday),
        (_, _, Some(1)) => Some(Holiday::EasterMonday),
        _ => None,
    }
}

/// Days from Easter Sunday of its year to `day`.
fn after_easter(day: Date) -> Option<i32> {
    let easter = easter(day.year())?;
    Some(easter.until((jiff::Unit::Day, day)).ok()?.get_days())
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm); none outside jiff's years.
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let days_after_march_began = h + l - 7 * m + 21;
    Date::new(year, 3, 1).ok()?.checked_add(days_after_march_began.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn the_eleven_days_of_2026() {
        let year = date(2026, 1, 1).series(1.day()).take(365);
        let holidays: Vec<String> =
            year.filter(|day| HolidaySet::France.contains(*day)).map(|day| day.to_string()).collect();
        assert_eq!(
            holidays,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25"
            ]
        );
    }

    #[test]
    fn some_departments_have_days_of_their_own() {
        let set = HolidaySet::of_department;
        assert_eq!(set("67").holiday(date(2026, 4, 3)), Some(Holiday::GoodFriday));
        assert_eq!(set("57").holiday(date(2026, 12, 26)), Some(Holiday::SaintStephen));
        assert_eq!(set("31").holiday(date(2026, 12, 26)), None);
        for (code, month, day) in [
            ("971", 5, 27),
            ("972", 5, 22),
            ("973", 6, 10),
            ("974", 12, 20),
            ("976", 4, 27),
            ("977", 10, 9),
            ("978", 5, 28),
        ] {
            assert_eq!(set(code).holiday(date(2026, month, day)), Some(Holiday::Abolition), "{code}");
            assert_eq!(set("75").holiday(date(2026, month, day)), None, "{code}");
        }
    }

    #[test]
    fn banks_settle_on_bastille_day_but_not_on_good_friday() {
        assert!(!HolidaySet::Target.contains(date(2026, 7, 14)));
        assert!(HolidaySet::Target.contains(date(2026, 4, 3)));
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..9999) {
            let easter = easter(year).unwrap();
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
        }

        #[test]
        fn a_year_has_ten_or_eleven_holidays(year in 1950_i16..2200) {
            // Ascension may fall on 1 or 8 May.
            let days = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
            let count = days.filter(|day| HolidaySet::France.contains(*day)).count();
            prop_assert!(count == 10 || count == 11);
        }
    }
}
