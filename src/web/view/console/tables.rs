//! Pages of the console that are tables: the board of unfilled cases, what runs out, the fairness of a month.

use askama::Template;

use super::{directory::Standing, oversight::Stat};
use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// A page of tables, with figures above them and links to related pages.
#[derive(Debug, Clone, Template)]
#[template(path = "console/tables.html")]
pub struct TablesPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Heading.
    pub title: String,
    /// One sentence below it.
    pub lead: String,
    /// Links: address and words.
    pub links: Vec<(String, String)>,
    /// A list to choose what is shown from; empty: none.
    pub filter: Option<TableFilter>,
    /// Figures.
    pub stats: Vec<Stat>,
    /// The tables.
    pub tables: Vec<Table>,
    /// Sentences below them.
    pub notes: Vec<String>,
}

/// A list to choose from, by GET.
#[derive(Debug, Clone)]
pub struct TableFilter {
    /// Address of the page.
    pub action: String,
    /// Name of the field.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Choices.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub filled: Filled,
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    /// For links; also the id of its heading.
    pub anchor: &'static str,
    /// Heading.
    pub title: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; the first cell is the row's heading.
    pub rows: Vec<Vec<Cell>>,
    /// What is said when there is no row.
    pub empty: String,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// It holds numbers.
    pub number: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(page: &Page, key: &str) -> Self {
        Self { name: page.say(key), number: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(page: &Page, key: &str) -> Self {
        Self { name: page.say(key), number: true }
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where it leads; empty: nowhere.
    pub link: String,
    /// Drawn as a badge.
    pub badge: Option<Standing>,
    /// A form with one button: address, hidden fields, words.
    pub act: Option<CellAct>,
    /// It holds a number.
    pub number: bool,
}

/// A form with one button.
#[derive(Debug, Clone)]
pub struct CellAct {
    /// Address that it posts to.
    pub action: String,
    /// Hidden fields.
    pub fields: Vec<(&'static str, String)>,
    /// Words of the button.
    pub label: String,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number.
    #[must_use]
    pub fn number(number: impl ToString) -> Self {
        Self { text: number.to_string(), number: true, ..Self::default() }
    }

    /// Words that lead somewhere.
    #[must_use]
    pub fn link(link: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: text.into(), link: link.into(), ..Self::default() }
    }

    /// The same, leading somewhere.
    #[must_use]
    pub fn leading_to(self, link: impl Into<String>) -> Self {
        Self { link: link.into(), ..self }
    }

    /// A badge.
    #[must_use]
    pub fn badge(text: impl Into<String>, standing: Standing) -> Self {
        Self { text: text.into(), badge: Some(standing), ..Self::default() }
    }
}

/// Who serves where, `GET /coverage`: a map of one skill, and the table of all.
#[derive(Debug, Clone, Template)]
#[template(path = "console/coverage.html")]
pub struct CoveragePage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// The skill that the map shows.
    pub filter: TableFilter,
    /// « Criminalistique : 2 départements sans personne ».
    pub sentence: String,
    /// Departments of the map.
    pub tiles: Vec<MapTile>,
    /// `viewBox` of the map.
    pub view_box: String,
    /// All skills.
    pub table: Table,
    /// « Lozère (48) : téléphonie, industriel ».
    pub gaps: Vec<(String, String)>,
}

/// A department on the map.
#[derive(Debug, Clone)]
pub struct MapTile {
    /// Code of the department.
    pub code: String,
    /// « Aveyron (12) : 3 sur place, 1 à distance ».
    pub title: String,
    /// Class of the style sheet: `cover-0` to `cover-3`.
    pub class: &'static str,
    /// Path of its shape.
    pub path: String,
    /// Path of its border.
    pub outline: String,
    /// Where its code is written.
    pub label_at: (i32, i32),
}
