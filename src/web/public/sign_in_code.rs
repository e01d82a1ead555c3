//! The code after the password.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form},
};
use serde::Deserialize;

use super::sign_in::{Trouble, let_in, safe_path};
use crate::{
    app::App,
    desk::{self, DeskError},
    web::{
        client, cookies,
        error::WebError,
        frame::{html, html_with, page, query, see_other},
        limits::Limits,
        view::public::SignInCode,
    },
};

/// `GET /sign-in/code`
pub async fn show(request: HttpRequest) -> Result<HttpResponse, WebError> {
    if cookies::session_token(&request).is_none() {
        return Ok(see_other("/sign-in"));
    }
    let next = query(&request, "next").unwrap_or_default();
    html(&SignInCode { next: safe_path(&next).to_owned(), trouble: None, page: page(&request) })
}

/// What the page posts.
#[derive(Deserialize)]
pub struct Given {
    #[serde(default)]
    next: String,
    #[serde(default)]
    code: String,
}

/// `POST /sign-in/code`
pub async fn enter(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    given: Form<Given>,
) -> Result<HttpResponse, WebError> {
    limits.sign_in(&request)?;
    let token = cookies::session_token(&request).unwrap_or_default();
    match desk::enter_code(&app, &token, &given.code, &client::of(&request)).await {
        Ok(opened) => Ok(let_in(&app, opened, &given.next)),
        // Too late, or too often wrong: the password again.
        Err(DeskError::NotFound(_)) => Ok(see_other("/sign-in")),
        Err(error) => {
            let page = page(&request);
            let trouble = Trouble::of(&page, error)?;
            let next = safe_path(&given.next).to_owned();
            let view = SignInCode { next, trouble: Some(trouble.sentence.clone()), page };
            Ok(trouble.answer(html_with(trouble.status, &view)?))
        }
    }
}
