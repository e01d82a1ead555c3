//! The frame of every page: language, desk, who is signed in. Also the answers that handlers give.

use actix_web::{HttpRequest, HttpResponse, http::header};
use askama::Template;
use jiff::{Timestamp, tz::TimeZone};
use vigie_domain::vocabulary::{Lang, Role};

use super::{
    access::app_of,
    error::WebError,
    present,
    view::{
        console::Keys,
        format,
        page::{Desk, Fallback, LiveCall, Page, Section, Staff as StaffView},
    },
};
use crate::{
    app::{App, Demo},
    desk::{self, DeskError, Staff},
    i18n::Words,
    store::find,
};

/// Name of the cookie that keeps the language.
const LANG_COOKIE: &str = "lang";

/// The reader's language: asked for in the address, kept in the cookie, said by the browser; else French.
#[must_use]
pub fn lang(request: &HttpRequest) -> Lang {
    let asked = query(request, "lang").and_then(|word| word.parse().ok());
    let kept = || request.cookie(LANG_COOKIE).and_then(|cookie| cookie.value().parse().ok());
    let said = || {
        let header = request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        header.split(',').find_map(|part| part.trim().get(..2)?.parse().ok())
    };
    asked.or_else(kept).or_else(said).unwrap_or(Lang::Fr)
}

/// A value of the query.
#[must_use]
pub fn query(request: &HttpRequest, name: &str) -> Option<String> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(request.query_string()).ok()?;
    pairs.into_inner().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The frame of a page for this request.
#[must_use]
pub fn page(request: &HttpRequest) -> Page {
    let words = Words(lang(request));
    let Some(app) = app_of(request) else {
        return Page { words, path: String::new(), desk: nobody(), notice: None, exercise: false, demo: false };
    };
    // An address with a token is never repeated in a page.
    let is_link = ["/t/", "/o/", "/c/", "/d/", "/p/"].iter().any(|start| request.path().starts_with(start));
    let path = if is_link { String::new() } else { request.path().to_owned() };
    let notice =
        query(request, "done").map(|key| words.say(&format!("done-{key}"))).filter(|text| !text.starts_with('‹'));
    Page {
        words,
        path,
        desk: desk_view(&app, words.0),
        notice,
        exercise: app.config.desk.exercise,
        demo: app.demo == Demo::Yes,
    }
}

fn nobody() -> Desk {
    Desk {
        name: "Vigie".into(),
        phone: String::new(),
        phone_link: String::new(),
        email: String::new(),
        hours: String::new(),
        closed_until: None,
        fallbacks: Vec::new(),
    }
}

fn desk_view(app: &App, lang: Lang) -> Desk {
    let settings = &app.config.desk;
    let now = app.clock.now();
    let schedule = desk::desk_schedule(&app.config);
    let opens = if schedule.is_open(now) { None } else { schedule.opens_at(now) };
    Desk {
        name: desk::outgoing::identity(&app.config).name,
        phone: settings.phone.clone(),
        phone_link: present::phone_link(&settings.phone),
        email: settings.email.clone(),
        hours: format::opening_hours(&settings.hours, lang),
        closed_until: opens.map(|at| format::when(at, now, &desk::outgoing::zone(&app.config), lang)),
        fallbacks: settings.fallbacks.iter().map(fallback).collect(),
    }
}

fn fallback(configured: &crate::config::Fallback) -> Fallback {
    let is_link = configured.value.starts_with("https://");
    let link =
        if is_link { configured.value.clone() } else { format!("tel:{}", present::phone_link(&configured.value)) };
    let phone = if is_link { String::new() } else { configured.value.clone() };
    Fallback { name: configured.label.clone(), phone, link }
}

/// The console's header for a member of the staff.
///
/// # Errors
/// The database.
pub async fn staff(request: &HttpRequest, app: &App, staff: &Staff, section: Section) -> Result<StaffView, WebError> {
    let words = Words(lang(request));
    let alarms = find::open_alarms(app.store.reader()).await.map_err(DeskError::from)?.len();
    let open = desk::open_calls(app, staff.id.0).await?;
    let preferences = desk::preferences_of(app, staff.id.0).await?;
    let handed = open.iter().any(|(row, _)| row.handed_by.is_some());
    let users = if handed { find::users(app.store.reader()).await.map_err(DeskError::from)? } else { Vec::new() };
    let now = app.clock.now();
    let calls = open
        .into_iter()
        .map(|(row, typed)| {
            let link = format!("/calls/{}", row.id.simple());
            let named = [typed.field("organisation_name"), typed.field("contact_name"), typed.field("phone")];
            let title = named.into_iter().find(|text| !text.trim().is_empty()).map(str::to_owned);
            let seconds = (now.as_microsecond() - row.created_at).max(0) / 1_000_000;
            let from = users.iter().find(|user| Some(user.id) == row.handed_by).map(|user| user.name.clone());
            LiveCall {
                current: request.path() == link,
                link,
                title: title.unwrap_or_else(|| words.say("call-unnamed")),
                since: format::length(seconds, words.0),
                seconds,
                from: from.unwrap_or_default(),
            }
        })
        .collect();
    Ok(StaffView {
        name: staff.name.clone(),
        takes_calls: staff.role.takes_calls(),
        role: words.label("role", staff.role.as_str()),
        supervises: staff.role == Role::Supervisor,
        audits: matches!(staff.role, Role::Auditor | Role::Supervisor | Role::Dpo),
        administers: staff.role == Role::Administrator,
        protects: matches!(staff.role, Role::Dpo | Role::Administrator),
        section,
        alarms,
        calls,
        keys: Keys::of(&preferences),
        since: now.as_microsecond(),
    })
}

/// Times as this reader says them.
#[derive(Debug, Clone)]
pub struct Times {
    /// Now.
    pub now: Timestamp,
    /// The desk's time zone.
    pub zone: TimeZone,
    /// The reader's language.
    pub lang: Lang,
}

impl Times {
    /// For a request.
    #[must_use]
    pub fn of(request: &HttpRequest, app: &App) -> Self {
        Self { now: app.clock.now(), zone: desk::outgoing::zone(&app.config), lang: lang(request) }
    }

    /// « ce soir, vendredi 19 h 40 ».
    #[must_use]
    pub fn when(&self, micros: i64) -> String {
        format::when(crate::clock::instant(micros), self.now, &self.zone, self.lang)
    }

    /// Short: « 19 h 40 », « hier 19 h 40 ».
    #[must_use]
    pub fn short(&self, micros: i64) -> String {
        format::short(crate::clock::instant(micros), self.now, &self.zone, self.lang)
    }

    /// RFC 3339.
    #[must_use]
    pub fn machine(&self, micros: i64) -> String {
        format::machine(crate::clock::instant(micros))
    }

    /// « il reste 4 min ».
    #[must_use]
    pub fn remains(&self, micros: i64) -> String {
        format::remains(crate::clock::instant(micros), self.now, self.lang)
    }
}

/// A rendered page.
///
/// # Errors
/// [`WebError::Template`].
pub fn html(page: &impl Template) -> Result<HttpResponse, WebError> {
    html_with(actix_web::http::StatusCode::OK, page)
}

/// A rendered page with another status, such as 422 for a form that is shown again.
///
/// # Errors
/// [`WebError::Template`].
pub fn html_with(status: actix_web::http::StatusCode, page: &impl Template) -> Result<HttpResponse, WebError> {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.render()?))
}

/// Sends the browser on by GET.
#[must_use]
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

/// Keeps the language asked for in a cookie.
pub fn keep_lang(request: &HttpRequest, response: &mut HttpResponse) {
    if let Some(asked) = query(request, "lang").and_then(|word| word.parse::<Lang>().ok()) {
        let cookie = actix_web::cookie::Cookie::build(LANG_COOKIE, asked.as_str())
            .path("/")
            .secure(app_of(request).is_some_and(|app| app.config.public_url().starts_with("https://")))
            .http_only(true)
            .same_site(actix_web::cookie::SameSite::Lax)
            .permanent()
            .finish();
        // A cookie of two known letters always fits.
        drop(response.add_cookie(&cookie));
    }
}
