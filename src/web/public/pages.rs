//! What the desk says of itself, the guides, and the embedded files.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path},
};
use vigie_domain::{
    matching::Durations,
    playbook::{Classification, Facts, Input},
    vocabulary::Condition,
};

use crate::{
    app::App,
    desk,
    web::{
        assets,
        error::WebError,
        frame::{self, Times, html},
        present, protection,
        view::{
            format,
            page::Page,
            public::{Document, Guide, GuideLine, Guides, PrivacyFacts},
        },
    },
};

/// `GET /static/{file}`: named by its content, so kept for ever
pub async fn asset(file: Path<String>) -> Result<HttpResponse, WebError> {
    let found = assets::find(&file).ok_or(WebError::NoPage)?;
    Ok(HttpResponse::Ok()
        .content_type(found.media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(found.bytes.into_owned()))
}

/// `GET /nous-reconnaitre`
pub async fn recognise(request: HttpRequest) -> Result<HttpResponse, WebError> {
    html(&Document::recognise(frame::page(&request)))
}

/// `GET /confidentialite`
pub async fn privacy(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let mut retention = protection::periods(&app, &page);
    let others = ["provider", "trail"];
    retention.extend(others.map(|what| (page.label("retention", what), page.label("retention-time", what))));
    let facts =
        PrivacyFacts { controller: app.config.desk.authority.clone(), officer: app.config.desk.dpo.clone(), retention };
    html(&Document::privacy(page, facts))
}

/// `GET /accessibilite`
pub async fn accessibility(request: HttpRequest) -> Result<HttpResponse, WebError> {
    html(&Document::accessibility(frame::page(&request), Vec::new()))
}

/// `GET /methode`: the rules and the weights, from the code that applies them
pub async fn method(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    // A line of a file that can’t be read is the desk’s affair, no condition.
    let told = Condition::ALL.iter().filter(|one| **one != Condition::InvalidRow);
    let conditions = told.map(|one| page.label("condition", one.as_str())).collect();
    let weights = desk::weights_in_force(&app).await?.weights;
    let share = |(part, share)| (page.label("part", part), present::share(share, page.words.0));
    let shares = weights.shares().into_iter().map(share).collect();
    let times = times(&page, &app.config.offers, app.config.matching.rules.rolling_cap);
    html(&Document::method(page, conditions, shares, times))
}

/// How long is waited, and how much one provider gets: the figures in force.
fn times(page: &Page, offers: &Durations, cap: u32) -> Vec<String> {
    let minutes = |count: u32| format::length(i64::from(count) * 60, page.words.0).into();
    let said = |key: &str, answer: u32, choice: u32, contact: u32| {
        let given = [("answer", minutes(answer)), ("choice", minutes(choice)), ("contact", minutes(contact))];
        page.words.with(key, &given)
    };
    let days = [
        ("answer", minutes(offers.offer_medium_minutes)),
        ("days", offers.offer_low_days.into()),
        ("choice", minutes(offers.choice_other_minutes)),
        ("contact", offers.contact_other_days.into()),
    ];
    vec![
        said(
            "method-times-critical",
            offers.offer_critical_minutes,
            offers.choice_critical_minutes,
            offers.contact_critical_minutes,
        ),
        said("method-times-high", offers.offer_high_minutes, offers.choice_high_minutes, offers.contact_high_minutes),
        page.words.with("method-times-other", &days),
        page.count("method-times-cap", cap as usize),
    ]
}

/// `GET /guides`
pub async fn guides(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let set = app.playbooks.live();
    let shown = set.playbooks().filter(|playbook| playbook.id != "not_incident");
    let guides = shown
        .map(|playbook| GuideLine {
            link: format!("/guides/{}", playbook.id),
            title: playbook.title.in_lang(times.lang).to_owned(),
            summary: playbook.summary.in_lang(times.lang).to_owned(),
        })
        .collect();
    html(&Guides { page: frame::page(&request), guides })
}

/// `GET /guides/{category}`: a playbook as the public reads it, right whatever the facts are
pub async fn guide(request: HttpRequest, app: Data<App>, category: Path<String>) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let set = app.playbooks.live();
    let playbook = set.playbook(&category).ok_or(WebError::NoPage)?;
    let facts = Facts::new();
    let found: Classification = set.classify(&Input { text: "", lang: Some(times.lang.as_str()), facts: &facts });
    let advice = set.advise(&set.confirmed(found, &category, &facts), &facts, times.lang);
    html(&Guide {
        page: frame::page(&request),
        title: playbook.title.in_lang(times.lang).to_owned(),
        summary: playbook.summary.in_lang(times.lang).to_owned(),
        advice: present::offered_advice(&advice),
        version: set.hash().trim_start_matches("sha256:").chars().take(12).collect(),
    })
}
