//! How somebody likes to work: keys of the call screen, kept views of the queue.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};

use crate::{
    app::App,
    desk::{self, DeskError},
    web::{
        access::Reader,
        error::{WebError, encode},
        form::{Pairs, value},
        frame::{self, html_with, see_other},
        view::{
            console::{KeyChoice, PreferencesPage},
            field::{Choice, Filled},
            page::Section,
        },
    },
};

/// `GET /preferences`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    page(&request, &app, &reader, Filled::default()).await
}

async fn page(request: &HttpRequest, app: &App, reader: &Reader, form: Filled) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let preferences = desk::preferences_of(app, reader.0.id.0).await?;
    let status = if form.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let keys = preferences.keys();
    let chosen = |act: &str| match form.value(act) {
        "" => keys.get(act).cloned().unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let view = PreferencesPage {
        staff: frame::staff(request, app, &reader.0, Section::Other).await?,
        keys: desk::KEY_ACTS
            .iter()
            .map(|(act, _)| KeyChoice { act, label: page.say(&format!("key-act-{act}")), chosen: chosen(act) })
            .collect(),
        choices: desk::KEYS.iter().map(|key| Choice::new(key, key)).collect(),
        views: preferences.views.iter().map(|view| (view.name.clone(), format!("/queue?{}", view.query))).collect(),
        form,
        page,
    };
    html_with(status, &view)
}

/// `POST /preferences`: which key does what.
pub async fn keys(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let pairs = pairs.into_inner();
    let keys = desk::KEY_ACTS.iter().map(|(act, _)| ((*act).to_owned(), value(&pairs, act).to_owned()));
    match desk::set_keys(&app, &reader.by(), keys.collect()).await {
        Ok(()) => Ok(see_other("/preferences?done=preferences")),
        Err(DeskError::Needs(_)) => {
            let mut form = Filled::from_pairs(pairs);
            form.refuse("keys-form", frame::page(&request).say("preferences-twice"));
            page(&request, &app, &reader, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /views`: keeps the queue's filters under a name, or forgets them.
pub async fn views(app: Data<App>, reader: Reader, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (name, by) = (value(&pairs, "name").to_owned(), reader.by());
    if value(&pairs, "intent") == "drop" {
        desk::drop_view(&app, &by, name).await?;
        return Ok(see_other("/preferences?done=preferences"));
    }
    let query = value(&pairs, "query").to_owned();
    let outcome = desk::save_view(&app, &by, name.clone(), query.clone()).await;
    let joint = if query.is_empty() { "" } else { "&" };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/queue?{query}{joint}done=view-kept&view={}", encode(name.trim())))),
        Err(DeskError::Needs(_)) => Ok(see_other(&format!("/queue?{query}"))),
        Err(other) => Err(other.into()),
    }
}
