//! Error pages (what happened, what to do next, nothing typed lost) and sign-in.

use askama::Template;

use crate::web::view::{field::Filled, page::Page};

/// An error page: 403, 404, 409, 413, 422, 429, 500, 503.
#[derive(Debug, Clone, Template)]
#[template(path = "public/error.html")]
pub struct ErrorPage {
    /// The frame.
    pub page: Page,
    /// « Cette page n’existe pas ».
    pub title: String,
    /// What happened, in one sentence.
    pub what: String,
    /// What to do next, in one sentence.
    pub next: String,
    /// What was typed, to be sent again with one button.
    pub retry: Option<Retry>,
    /// Where else to go: address and words.
    pub way_out: Option<(String, String)>,
    /// Number of the request, to say on the telephone; may be empty.
    pub request: String,
}

/// What was typed when it went wrong.
#[derive(Debug, Clone)]
pub struct Retry {
    /// Where the form goes.
    pub action: String,
    /// Every pair, kept in hidden fields.
    pub filled: Filled,
    /// Label and value of what a person wants to see again; `("Ce qui se passe", "…")`.
    pub readable: Vec<(String, String)>,
}

impl ErrorPage {
    /// The page of a status: texts `error-{status}-title`, `-what` and `-next` of `errors.ftl`; any other status reads as 500.
    #[must_use]
    pub fn of(page: Page, status: u16) -> Self {
        let known = [403, 404, 405, 409, 410, 413, 422, 429, 500, 503];
        let status = if known.contains(&status) { status } else { 500 };
        let text = |part: &str| page.say(&format!("error-{status}-{part}"));
        Self {
            title: text("title"),
            what: text("what"),
            next: text("next"),
            retry: None,
            way_out: None,
            request: String::new(),
            page,
        }
    }
}

/// Sign-in of the desk's staff. Posts to `/sign-in`: `next`, `login`, `password`, `code`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/sign_in.html")]
pub struct SignIn {
    /// The frame.
    pub page: Page,
    /// Where to go afterwards: a path of this site, checked by the handler.
    pub next: String,
    /// What was typed as login.
    pub login: String,
    /// Why it failed, telling nothing about which of the two was wrong.
    pub trouble: Option<String>,
    /// The way by the provider of identities, where there is one.
    pub openid: Option<OpenIdWay>,
    /// Demonstration only: login and role of each account.
    pub accounts: Vec<(String, String)>,
}

/// The way by the provider of identities.
#[derive(Debug, Clone)]
pub struct OpenIdWay {
    /// Where it begins.
    pub link: String,
    /// What the organisation calls its provider.
    pub name: String,
    /// Somebody has just signed out of the desk; the provider doesn't know.
    pub was_left: bool,
}

/// The code after the password, `GET /sign-in/code`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/sign_in_code.html")]
pub struct SignInCode {
    /// The frame.
    pub page: Page,
    /// Where to go afterwards: a path of this site, checked by the handler.
    pub next: String,
    /// Why it failed.
    pub trouble: Option<String>,
}
