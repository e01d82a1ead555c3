//! The phone system tells of a call; the screen of whoever takes it opens.

use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use serde_json::{Value, json};
use vigie_domain::intake::Phone;

use super::body::Body;
use crate::{
    app::App,
    desk::{self, CallNews, DeskError, Happened},
    store::find,
    web::{
        access::Partner,
        error::{WebError, encode},
    },
};

/// Longest id of a call, in characters.
const KEY: usize = 200;
/// Longest number, in characters: an address of the phone system may be one.
const NUMBER: usize = 40;

/// `POST /api/v1/cti` (scope `cti`): it rings, somebody answered, it is over
pub async fn tell(app: Data<App>, partner: Partner, document: Json<Value>) -> Result<HttpResponse, WebError> {
    partner.must("cti")?;
    let app = app.into_inner();
    let mut body = Body::of(&document);
    let key = body.text("call", KEY);
    let key = body.need("call", key).unwrap_or_default();
    let event = body.text("event", KEY);
    let event = body.need("event", event).unwrap_or_default();
    let happened = match event.as_str() {
        "ringing" => Some(Happened::Ringing),
        "answered" => Some(Happened::Answered),
        "hung_up" => Some(Happened::HungUp),
        "" => None,
        other => body.wrong("event", "field-word", other),
    };
    let phone = body.text("number", NUMBER).filter(|number| is_number(number)).map(|number| in_full(&number));
    let operator = match body.text("operator", NUMBER * 8) {
        None => None,
        Some(email) => {
            let found =
                find::user_by_email(app.store.reader(), &email.to_lowercase()).await.map_err(DeskError::from)?;
            match found.filter(desk::takes_calls) {
                Some(user) => Some(user.id),
                None => body.wrong("operator", "field-operator", &email),
            }
        }
    };
    body.done()?;
    let Some(happened) = happened else { return Err(super::body::wrong("event", "field-missing").into()) };
    let link = phone.as_deref().map(encode).unwrap_or_default();
    let screen = desk::tell_of_call(&app, &partner.by(), CallNews { key, happened, phone, operator }).await?;
    let path = match screen {
        Some(id) => Some(format!("/calls/{}", id.simple())),
        None if happened == Happened::HungUp => None,
        None => Some(format!("/calls/new?phone={link}")),
    };
    let screen = path.map(|path| format!("{}{path}", app.config.public_url()));
    Ok(HttpResponse::Ok().json(json!({ "screen": screen })))
}

/// What a system sends for a withheld number (`anonymous`) is none.
fn is_number(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// A number that can be called back in its international notation; an extension as it came.
fn in_full(number: &str) -> String {
    Phone::parse(number, None).map_or_else(|_| number.to_owned(), |phone| phone.e164().to_owned())
}
