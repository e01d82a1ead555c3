//! The figures of a span of time: counted once, shown as plots, given out as tables with the small cells hidden.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;
use vigie_domain::{
    figures::{Confirmed, CountsAs, counts_as, hidden, percentile},
    vocabulary::{Channel, IncidentState},
};

use super::{
    heat_map::heat_map,
    month::{Month, Period},
};
use crate::{
    app::App,
    desk::DeskError,
    store::find::{self, CaseFigures},
    web::{
        error::WebError,
        frame::Times,
        present,
        view::{
            console::{Bar, Chart, Plot, Stat},
            format,
            page::Page,
        },
    },
};

/// Bounds of the classes of waiting, in minutes, with the key of their names.
const WAITS: [(i64, &str); 5] =
    [(10, "wait-10"), (60, "wait-60"), (240, "wait-240"), (1440, "wait-1440"), (i64::MAX, "wait-more")];

/// Everything that is counted in a span of time.
#[derive(Debug)]
pub struct Figures {
    cases: Vec<CaseFigures>,
    assigned: HashMap<Uuid, i64>,
    offers: Vec<(Uuid, String)>,
    period: Period,
}

impl Figures {
    /// Three statements, whatever the number of cases.
    ///
    /// # Errors
    /// The database.
    pub async fn of(app: &App, period: Period, times: &Times) -> Result<Self, WebError> {
        let (from, until) = period.bounds(&times.zone);
        let db = app.store.reader();
        let cases = find::case_figures(db, from, until).await.map_err(DeskError::from)?;
        let mut assigned: HashMap<Uuid, i64> = HashMap::new();
        for (case, at) in find::assigned_between(db, from, until).await.map_err(DeskError::from)? {
            assigned.entry(case).and_modify(|first| *first = (*first).min(at)).or_insert(at);
        }
        let offers = find::offers_between(db, from, until).await.map_err(DeskError::from)?;
        Ok(Self { cases, assigned, offers, period })
    }

    /// How often each kind came, by the national definitions.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts: BTreeMap<String, usize> =
            CountsAs::ALL.iter().map(|kind| (kind.as_str().to_owned(), 0)).collect();
        for case in &self.cases {
            *counts.entry(kind_of(case).as_str().to_owned()).or_default() += 1;
        }
        counts
    }

    /// Incidents and reports: what happened to somebody.
    fn happened(&self) -> impl Iterator<Item = &CaseFigures> {
        self.cases.iter().filter(|case| matches!(kind_of(case), CountsAs::Incident | CountsAs::Report))
    }

    /// What counts as what, for the screen: paper shows the table of the same with its small cells hidden.
    #[must_use]
    pub fn count_stats(&self, page: &Page) -> Vec<Stat> {
        let counts = self.counts();
        let stats = CountsAs::ALL.iter().map(|kind| Stat {
            label: page.say(&format!("counts-{}", kind.as_str())),
            value: counts.get(kind.as_str()).copied().unwrap_or_default().to_string(),
            note: page.say(&format!("counts-{}-note", kind.as_str())),
        });
        stats.collect()
    }

    /// Times and rates.
    #[must_use]
    pub fn stats(&self, page: &Page, times: &Times) -> Vec<Stat> {
        let mut stats = Vec::new();
        let length = |micros: Option<i64>| {
            micros.map_or_else(|| "—".into(), |span| format::length(span / 1_000_000, times.lang))
        };
        for (key, mut waits) in [("stat-first-contact", self.contacts()), ("stat-assigned", self.assignments())] {
            let (half, most) = (percentile(&mut waits, 50), percentile(&mut waits, 90));
            let note = page.with("stat-nine-in-ten", "length", &length(most));
            stats.push(Stat { label: page.say(key), value: length(half), note });
        }
        let (asked, accepted) = self.acceptance();
        let rate = (accepted * 100).checked_div(asked).map_or_else(|| "—".into(), |share| format!("{share}\u{a0}%"));
        let said = page.words.with("stat-of", &[("part", accepted.into()), ("all", asked.into())]);
        stats.push(Stat { label: page.say("stat-acceptance"), value: rate, note: said });
        stats
    }

    /// Microseconds from each written report to the first words with a person; who telephones has one from the start.
    fn contacts(&self) -> Vec<i64> {
        let written = self.happened().filter(|case| case.channel != Channel::Phone.as_str());
        written.filter_map(|case| Some(case.first_contact_at? - case.received_at)).collect()
    }

    /// Microseconds from each report to its provider.
    fn assignments(&self) -> Vec<i64> {
        self.happened().filter_map(|case| Some(self.assigned.get(&case.id)? - case.received_at)).collect()
    }

    /// Offers that were answered or ran out, and those accepted.
    fn acceptance(&self) -> (usize, usize) {
        let is = |state: &str, among: &[&str]| among.contains(&state);
        let over = ["available", "chosen", "not_chosen", "declined", "expired"];
        let asked = self.offers.iter().filter(|(_, state)| is(state, &over)).count();
        (asked, self.offers.iter().filter(|(_, state)| is(state, &over[..3])).count())
    }

    /// Every plot.
    #[must_use]
    pub fn charts(&self, app: &App, page: &Page, times: &Times) -> Vec<Chart> {
        let set = app.playbooks.live();
        let sector = |letter: &str| match letter {
            "" => page.say("sector-unknown"),
            letter => page.label("sector", letter),
        };
        let counts = self.counts();
        let kinds = CountsAs::ALL.iter().map(|kind| {
            let name = page.say(&format!("counts-{}", kind.as_str()));
            (name, counts.get(kind.as_str()).copied().unwrap_or_default())
        });
        let mut charts = vec![
            chart(page, "counts", kinds.collect()),
            chart(page, "category", self.count(|case| &case.category, |id| present::category_title(&set, id, times))),
            chart(page, "sector", self.count(|case| case.sector.as_deref().unwrap_or_default(), sector)),
            self.departments(app, page),
            chart(page, "channel", self.count(|case| &case.channel, |word| page.label("channel", word))),
            chart(page, "contact", waits(page, &self.contacts())),
            chart(page, "assigned", waits(page, &self.assignments())),
            chart(page, "answers", self.answers(page)),
        ];
        let months = self.period.months();
        if months.len() > 1 {
            charts
                .insert(0, Chart { plot: Plot::Columns, ..chart(page, "month", self.by_month(page, &months, times)) });
        }
        charts
    }

    /// How many have each word, the most frequent first. A word is named once, not once a case.
    fn count(&self, word: fn(&CaseFigures) -> &str, name: impl Fn(&str) -> String) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for case in self.happened() {
            *counts.entry(word(case)).or_default() += 1;
        }
        let mut list: Vec<_> = counts.into_iter().map(|(word, count)| (name(word), count)).collect();
        list.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        list
    }

    /// As bars, and on a map of the departments that the desk answers for.
    fn departments(&self, app: &App, page: &Page) -> Chart {
        let by_code: HashMap<String, usize> = self.count(|case| &case.department, str::to_owned).into_iter().collect();
        let bars = chart(page, "department", self.count(|case| &case.department, present::department_name));
        Chart { map: Some(heat_map(app, page, &by_code)), ..bars }
    }

    fn by_month(&self, page: &Page, months: &[Month], times: &Times) -> Vec<(String, usize)> {
        let count = |month: &Month| {
            let (from, until) = month.bounds(&times.zone);
            self.happened().filter(|case| (from..until).contains(&case.received_at)).count()
        };
        months.iter().map(|month| (month.name(page), count(month))).collect()
    }

    fn answers(&self, page: &Page) -> Vec<(String, usize)> {
        let count = |states: &[&str]| self.offers.iter().filter(|(_, state)| states.contains(&state.as_str())).count();
        vec![
            (page.say("answers-yes"), count(&["available", "chosen", "not_chosen"])),
            (page.say("answers-no"), count(&["declined"])),
            (page.say("answers-silent"), count(&["expired"])),
            (page.say("answers-open"), count(&["sent", "held"])),
        ]
    }
}

fn kind_of(case: &CaseFigures) -> CountsAs {
    let confirmed = if case.category_confirmed { Confirmed::Yes } else { Confirmed::No };
    counts_as(case.state.parse().unwrap_or(IncidentState::Open), confirmed)
}

/// How many waited how long.
fn waits(page: &Page, list: &[i64]) -> Vec<(String, usize)> {
    let mut from = 0;
    let mut classes = Vec::new();
    for (minutes, key) in WAITS {
        let until = minutes.saturating_mul(60_000_000);
        classes.push((page.say(key), list.iter().filter(|wait| (from..until).contains(*wait)).count()));
        from = until;
    }
    classes
}

fn chart(page: &Page, name: &'static str, counts: Vec<(String, usize)>) -> Chart {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
    let share = |count: usize| present::percent(count as f64 / most as f64);
    let small = hidden(&counts.iter().map(|(_, count)| *count).collect::<Vec<_>>());
    let bars = counts.into_iter().zip(small).map(|((label, count), is_small)| Bar {
        label,
        percent: share(count),
        value: count.to_string(),
        outside: if is_small { page.say("small-cell") } else { count.to_string() },
    });
    Chart {
        name,
        anchor: format!("by-{name}"),
        title: page.say(&format!("chart-{name}")),
        column: page.say(&format!("chart-{name}-column")),
        plot: Plot::Bars,
        bars: bars.collect(),
        map: None,
    }
}
