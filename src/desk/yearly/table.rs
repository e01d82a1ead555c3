//! The tables of a yearly report: a line for each word of a list, with its incidents and its reports.

use std::collections::BTreeMap;

use serde::Serialize;
use vigie_domain::{
    figures::{CountsAs, hidden},
    intake::Department,
    vocabulary::Lang,
};

use super::{
    Readers,
    count::{Case, Counted},
};
use crate::{app::App, desk::outgoing, i18n::Words};

/// A count, or nothing where it is small enough to point at somebody.
pub type Cell = Option<usize>;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// `rsit`, `category`, `kind`, `size`, `sector`, `department`, `month`, `channel` or `transferred_to`.
    pub name: &'static str,
    /// Its heading.
    pub title: String,
    /// Its lines; by month in order of time, else the most frequent first.
    pub rows: Vec<Row>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Word of the list.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Incidents.
    pub incidents: Cell,
    /// Reports; of the last table: transfers.
    pub reports: Cell,
}

/// What stands where nothing was told.
const UNTOLD: &str = "unknown";
/// What stands where nobody has confirmed a category.
const UNCONFIRMED: &str = "unconfirmed";

/// Every table.
pub(super) fn all(app: &App, counted: &Counted, words: Words, readers: Readers) -> Vec<Table> {
    let making = Making { app, counted, words, readers };
    let told = |value: &Option<String>| value.clone().filter(|word| !word.is_empty()).unwrap_or_else(|| UNTOLD.into());
    vec![
        making.events("rsit", |case| making.rsit(case)),
        making.events("category", confirmed),
        making.events("kind", |case| told(&case.row.kind)),
        making.events("size", |case| told(&case.row.size)),
        making.events("sector", |case| told(&case.row.sector)),
        making.events("department", |case| case.row.department.clone()),
        making.events("month", |case| making.month(case)),
        making.events("channel", |case| case.row.channel.clone()),
        making.transfers(),
    ]
}

struct Making<'m> {
    app: &'m App,
    counted: &'m Counted,
    words: Words,
    readers: Readers,
}

/// The machine's category never counts.
fn confirmed(case: &Case) -> String {
    if case.kind == CountsAs::Incident { case.row.category.clone() } else { UNCONFIRMED.into() }
}

impl Making<'_> {
    fn rsit(&self, case: &Case) -> String {
        let category = confirmed(case);
        let set = self.app.playbooks.live();
        let tag = set.playbook(&category).and_then(|playbook| playbook.rsit.first().cloned());
        tag.unwrap_or(category)
    }

    fn month(&self, case: &Case) -> String {
        let local = crate::clock::instant(case.row.received_at).to_zoned(outgoing::zone(&self.app.config));
        local.strftime("%Y-%m").to_string()
    }

    fn events(&self, name: &'static str, key: impl Fn(&Case) -> String) -> Table {
        let mut rows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for case in self.counted.events() {
            let (incidents, reports) = rows.entry(key(case)).or_default();
            *(if case.kind == CountsAs::Incident { incidents } else { reports }) += 1;
        }
        self.table(name, rows)
    }

    /// To whom what wasn't the desk's went.
    fn transfers(&self) -> Table {
        let mut rows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for case in self.counted.cases.iter().filter(|case| case.kind == CountsAs::Transfer) {
            let to = case.row.disposition.clone().filter(|to| !to.is_empty()).unwrap_or_else(|| UNTOLD.into());
            rows.entry(to).or_default().1 += 1;
        }
        self.table("transferred_to", rows)
    }

    fn table(&self, name: &'static str, counted: BTreeMap<String, (usize, usize)>) -> Table {
        let mut lines: Vec<(String, (usize, usize))> = counted.into_iter().collect();
        if name != "month" {
            lines.sort_by(|(one, a), (other, b)| (b.0 + b.1).cmp(&(a.0 + a.1)).then_with(|| one.cmp(other)));
        }
        let column = |pick: fn(&(usize, usize)) -> usize| -> Vec<Cell> {
            let cells: Vec<usize> = lines.iter().map(|(_, counts)| pick(counts)).collect();
            let small = if self.readers == Readers::TheDesk { vec![false; cells.len()] } else { hidden(&cells) };
            cells.into_iter().zip(small).map(|(count, small)| (!small).then_some(count)).collect()
        };
        let (incidents, reports) = (column(|counts| counts.0), column(|counts| counts.1));
        let rows = lines.iter().zip(incidents.into_iter().zip(reports)).map(|((key, _), (incidents, reports))| Row {
            label: self.label(name, key),
            key: key.clone(),
            incidents,
            reports,
        });
        let title = self.words.say(&format!("yearly-{}", name.replace('_', "-")));
        Table { name, title, rows: rows.collect() }
    }

    fn label(&self, name: &str, key: &str) -> String {
        match (name, key) {
            (_, UNTOLD) => self.words.say("yearly-unknown"),
            (_, UNCONFIRMED) => self.words.say("yearly-unconfirmed"),
            ("category", id) => {
                let set = self.app.playbooks.live();
                set.playbook(id).map_or_else(|| id.to_owned(), |one| one.title.in_lang(self.lang()).to_owned())
            }
            ("department", code) => Department::by_code(code)
                .map_or_else(|| code.to_owned(), |found| format!("{} ({})", found.name, found.code)),
            ("kind" | "size" | "sector" | "channel", word) => self.words.label(name, word),
            ("transferred_to", id) => {
                let known = self.app.config.desk.transfers.iter().find(|one| one.id == id);
                known.map_or_else(|| id.to_owned(), |one| one.name.clone())
            }
            (_, word) => word.to_owned(),
        }
    }

    fn lang(&self) -> Lang {
        self.words.0
    }
}
