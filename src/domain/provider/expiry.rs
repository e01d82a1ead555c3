//! What of a provider runs out, and when the desk says so.

use jiff::{Unit, civil::Date};

use super::Provider;

/// Days before the end at which a warning is given.
pub const WARNINGS: [i32; 3] = [60, 30, 7];
/// Something that ended longer ago than this was known to be over when it came into the directory.
const LONG_AGO: i32 = 30;

/// What runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expiring {
    /// A label, by its name.
    Label(String),
    /// The professional insurance.
    Insurance,
    /// The desk's own review of the provider.
    Review,
}

impl Expiring {
    /// The label's name, `insurance` or `review`.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Label(name) => name,
            Self::Insurance => "insurance",
            Self::Review => "review",
        }
    }
}

/// Something with a last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// What it is.
    pub what: Expiring,
    /// The last day on which it counts.
    pub ends: Date,
    /// Days left; negative when it is over.
    pub days_left: i32,
}

impl Expiry {
    /// The warning that is due: 60, 30 or 7 days before, 0 when it is over; none when it is far, or long over.
    #[must_use]
    pub fn warning(&self) -> Option<i32> {
        match self.days_left {
            left if left < -LONG_AGO => None,
            left if left < 0 => Some(0),
            left => WARNINGS.into_iter().filter(|days| left <= *days).min(),
        }
    }
}

/// Everything of a provider that runs out, soonest first. A label that was renewed counts by its last day.
#[must_use]
pub fn expiries(provider: &Provider, today: Date) -> Vec<Expiry> {
    let last = |name: &str| provider.labels.iter().filter(|label| label.is_named(name)).map(|label| label.until).max();
    let mut all: Vec<(Expiring, Date)> = Vec::new();
    for label in &provider.labels {
        if last(&label.name) == Some(label.until) && !all.iter().any(|(what, _)| is_label(what, &label.name)) {
            all.push((Expiring::Label(label.name.clone()), label.until));
        }
    }
    all.extend(provider.insurance_until.map(|day| (Expiring::Insurance, day)));
    all.extend(provider.vetting.review_on.map(|day| (Expiring::Review, day)));
    all.sort_by_key(|(_, day)| *day);
    all.into_iter().map(|(what, ends)| Expiry { what, ends, days_left: days_between(today, ends) }).collect()
}

fn is_label(what: &Expiring, name: &str) -> bool {
    matches!(what, Expiring::Label(known) if super::Label::is_same_name(known, name))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until((Unit::Day, to)).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::provider::{Label, sample};

    fn with_label(until: Date) -> Provider {
        let mut provider = sample::provider(1);
        provider.labels = vec![Label::new("PRIS", date(2025, 1, 1), until).unwrap()];
        provider
    }

    fn warning(until: Date, today: Date) -> Option<i32> {
        expiries(&with_label(until), today).first().and_then(Expiry::warning)
    }

    #[test]
    fn warnings_come_at_60_30_and_7_days_and_when_it_is_over() {
        let today = date(2026, 11, 24);
        for (until, due) in [
            (date(2027, 1, 24), None),
            (date(2027, 1, 23), Some(60)),
            (date(2026, 12, 24), Some(30)),
            (date(2026, 12, 1), Some(7)),
            (date(2026, 11, 24), Some(7)),
            (date(2026, 11, 23), Some(0)),
            (date(2026, 10, 1), None),
        ] {
            assert_eq!(warning(until, today), due, "{until}");
        }
    }

    #[test]
    fn a_label_that_was_renewed_counts_by_its_last_day() {
        let mut provider = with_label(date(2026, 11, 30));
        provider.labels.push(Label::new("pris", date(2026, 12, 1), date(2028, 11, 30)).unwrap());
        let all = expiries(&provider, date(2026, 11, 24));
        let labels: Vec<_> = all.iter().filter(|one| matches!(one.what, Expiring::Label(_))).collect();
        assert_eq!((labels.len(), labels[0].ends), (1, date(2028, 11, 30)));
    }

    #[test]
    fn the_soonest_comes_first() {
        let mut provider = with_label(date(2027, 3, 1));
        provider.insurance_until = Some(date(2026, 12, 31));
        provider.vetting.review_on = Some(date(2027, 1, 15));
        let order: Vec<String> =
            expiries(&provider, date(2026, 11, 24)).iter().map(|one| one.what.word().to_owned()).collect();
        assert_eq!(order, ["insurance", "review", "PRIS"]);
    }
}
