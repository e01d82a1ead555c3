//! The queue: `GET /queue` with its filters in the address, `GET /queue?…&part=rows` for the live refresh.

use askama::Template;

use crate::{
    domain::vocabulary::{Channel, IncidentState, Severity},
    web::view::{
        clock::Clock,
        field::{Choice, Filled},
        page::{Page, Staff},
    },
};

/// The queue. Filters are the names of `lists`, `q` and `sort` (`deadline`, `priority`, `newest`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/queue.html")]
pub struct Queue {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Saved views, as links: mine, to call back, without a provider, all.
    pub views: Vec<SavedView>,
    /// The filters of the address, when they may be kept as a view.
    pub keep: Option<String>,
    /// What the address asked for.
    pub filters: Filled,
    /// The lists to filter by: `state`, `severity`, `category`, `department`, `owner`.
    pub lists: Vec<FilterList>,
    /// The cases, in order.
    pub rows: Vec<QueueRow>,
    /// How many there are in all.
    pub total: String,
    /// Next page.
    pub more: Option<String>,
    /// The desk has no case yet: what to do first is shown.
    pub first_run: bool,
    /// Address of the rows alone, asked again when something changes.
    pub live: Option<String>,
}

/// The rows alone, for the live refresh.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% import "macros/icon.html" as draw %}{% import "macros/show.html" as show %}{% include "console/_queue_rows.html" %}"#
)]
pub struct QueueRows {
    /// The frame.
    pub page: Page,
    /// The cases, in order.
    pub rows: Vec<QueueRow>,
    /// Next page.
    pub more: Option<String>,
    /// The desk has no case yet: what to do first is shown.
    pub first_run: bool,
}

/// A view of the queue as a link.
#[derive(Debug, Clone)]
pub struct SavedView {
    /// « À rappeler ».
    pub label: String,
    /// `/queue?state=unverified`.
    pub link: String,
    /// How many cases it holds, when it is cheap to know.
    pub count: Option<usize>,
    /// It is the one on screen.
    pub current: bool,
}

/// A list to filter by.
#[derive(Debug, Clone)]
pub struct FilterList {
    /// Name in the address.
    pub name: &'static str,
    /// Key of its label, such as `queue-filter-state`.
    pub label: &'static str,
    /// Its choices; « toutes » is added by the page.
    pub choices: Vec<Choice>,
}

/// One case of the queue.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// Where it opens.
    pub link: String,
    /// Speakable reference.
    pub reference: String,
    /// The category, or « À classer ».
    pub title: String,
    /// Organisation; `None` when not known, or not for this reader.
    pub organisation: Option<String>,
    /// « Rodez (12) ».
    pub place: String,
    /// 1 to 4.
    pub priority: u8,
    /// Severity.
    pub severity: Severity,
    /// State.
    pub state: IncidentState,
    /// How it came.
    pub channel: Channel,
    /// An exercise, kept out of figures and real mail.
    pub exercise: bool,
    /// It looks like a program's.
    pub machine: bool,
    /// Came since this reader last looked.
    pub fresh: bool,
    /// Who has it.
    pub owner: Option<String>,
    /// Who else is looking at it now.
    pub looking: Option<String>,
    /// When it came, short.
    pub received: String,
    /// The same in RFC 3339.
    pub received_machine: String,
    /// The clock that runs out first.
    pub clock: Option<Clock>,
}
