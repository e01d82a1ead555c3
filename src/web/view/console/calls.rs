//! Calls beside the call screen, and what makes every page of the console live.

use askama::Template;

use super::call::KnownCaller;
use crate::{
    desk::Preferences,
    web::view::{
        clock::Clock,
        page::{Page, Staff},
    },
};

/// A call that is about to be taken, `GET /calls/new`. Posts to `/calls`: `phone`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/call_new.html")]
pub struct NewCall {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// The number that rings, as it came.
    pub phone: String,
    /// Whom the number may belong to.
    pub known: Option<KnownCaller>,
}

/// Calls to make and to take up again, `GET /calls`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/calls.html")]
pub struct CallsPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// The calls, the most urgent first.
    pub rows: Vec<CallToMake>,
}

/// The list alone, for the live refresh.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% import "macros/icon.html" as draw %}{% import "macros/show.html" as show %}{% include "console/_calls_rows.html" %}"#
)]
pub struct CallsRows {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// The calls, the most urgent first.
    pub rows: Vec<CallToMake>,
}

/// One call to make.
#[derive(Debug, Clone)]
pub struct CallToMake {
    /// Whom.
    pub title: String,
    /// The case; `None` for a call that has none yet.
    pub link: Option<String>,
    /// Its reference; may be empty.
    pub reference: String,
    /// Number as people read it; may be empty.
    pub phone: String,
    /// The same for `tel:`.
    pub phone_link: String,
    /// Why.
    pub why: String,
    /// The words to say first, or what the caller said; may be empty.
    pub words: String,
    /// By when, or since when.
    pub clock: Clock,
    /// The half-taken call to go on with.
    pub call: Option<String>,
}

/// Tabs and news, `GET /live?at=…&since=…`.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% import "macros/icon.html" as draw %}{% include "console/_tabs.html" %}{% include "console/_news.html" %}"#
)]
pub struct LiveHead {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What urgent has come.
    pub news: Vec<News>,
    /// Calls that ring at nobody's desk in particular.
    pub rings: Vec<Ring>,
}

/// A call that rings.
#[derive(Debug, Clone)]
pub struct Ring {
    /// Where it is taken.
    pub link: String,
    /// The number as people read it; empty when it was withheld.
    pub phone: String,
}

/// An urgent case that has come since the page was opened.
#[derive(Debug, Clone)]
pub struct News {
    /// Where it opens.
    pub link: String,
    /// What it is.
    pub what: String,
    /// Where it happened.
    pub place: String,
    /// 1 or 2.
    pub priority: u8,
}

/// Which key does what during a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Yes; the first of several answers.
    pub yes: String,
    /// No; the second answer.
    pub no: String,
    /// The third answer.
    pub third: String,
    /// The fourth answer.
    pub fourth: String,
    /// I don't know.
    pub unknown: String,
    /// To the next call.
    pub next: String,
    /// Parks the call; elsewhere, back to the call parked last.
    pub park: String,
    /// Ends the call.
    pub finish: String,
}

impl Keys {
    /// As somebody likes them.
    #[must_use]
    pub fn of(preferences: &Preferences) -> Self {
        let key = |act: &str| preferences.key(act);
        Self {
            yes: key("yes"),
            no: key("no"),
            third: key("third"),
            fourth: key("fourth"),
            unknown: key("unknown"),
            next: key("next"),
            park: key("park"),
            finish: key("finish"),
        }
    }

    /// The key of the answer at this place of a list, counted from 1; may be empty.
    #[must_use]
    pub fn of_choice(&self, place: &usize) -> &str {
        match place {
            1 => &self.yes,
            2 => &self.no,
            3 => &self.third,
            4 => &self.fourth,
            _ => "",
        }
    }
}
