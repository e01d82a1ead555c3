//! Signing in and out.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite},
    http::StatusCode,
    web::{Data, Form},
};
use serde::Deserialize;

use crate::{
    app::{App, Demo},
    desk::{self, DeskError},
    store::find,
    web::{
        access::{Anybody, PLAIN_COOKIE, SECURE_COOKIE, session_token},
        error::WebError,
        frame::{html, html_with, page, query, see_other},
        limits::Limits,
        view::public::SignIn,
    },
};

/// `GET /sign-in`
pub async fn show(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let next = query(&request, "next").unwrap_or_default();
    html(&form(&request, &app, next, String::new(), None).await?)
}

async fn form(
    request: &HttpRequest,
    app: &App,
    next: String,
    login: String,
    trouble: Option<String>,
) -> Result<SignIn, WebError> {
    let page = page(request);
    let accounts = if app.demo == Demo::Yes { demo_accounts(app, &page).await? } else { Vec::new() };
    Ok(SignIn { next: safe_path(&next).to_owned(), login, trouble, second_factor: false, accounts, page })
}

async fn demo_accounts(app: &App, page: &crate::web::view::page::Page) -> Result<Vec<(String, String)>, WebError> {
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(users.into_iter().map(|user| (user.email, page.label("role", &user.role))).collect())
}

/// Where to go after sign-in: a path of this site, nothing else.
fn safe_path(next: &str) -> &str {
    let is_local = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.contains("://");
    if is_local && !next.starts_with("/sign-in") { next } else { "/queue" }
}

/// What the page posts.
#[derive(Deserialize)]
pub struct Given {
    #[serde(default)]
    next: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
}

/// `POST /sign-in`
pub async fn enter(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    given: Form<Given>,
) -> Result<HttpResponse, WebError> {
    limits.sign_in(&request)?;
    let given = given.into_inner();
    match desk::sign_in(&app, &given.login, given.password).await {
        Ok(token) => {
            let mut response = see_other(safe_path(&given.next));
            set_cookie(&mut response, cookie(&app, token));
            Ok(response)
        }
        Err(DeskError::SignIn) => {
            let trouble = Some(page(&request).say("sign-in-wrong"));
            let view = form(&request, &app, given.next, given.login, trouble).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(other) => Err(other.into()),
    }
}

fn cookie(app: &App, token: String) -> Cookie<'static> {
    let is_secure = app.config.public_url().starts_with("https://");
    Cookie::build(if is_secure { SECURE_COOKIE } else { PLAIN_COOKIE }, token)
        .path("/")
        .http_only(true)
        .secure(is_secure)
        .same_site(SameSite::Lax)
        .finish()
}

fn set_cookie(response: &mut HttpResponse, cookie: Cookie<'static>) {
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}

/// `POST /sign-out`
pub async fn leave(request: HttpRequest, app: Data<App>, staff: Anybody) -> Result<HttpResponse, WebError> {
    if let Some(token) = session_token(&request) {
        desk::sign_out(&app, &staff.0, &token).await?;
    }
    let mut response = see_other("/sign-in");
    let mut gone = cookie(&app, String::new());
    gone.make_removal();
    set_cookie(&mut response, gone);
    Ok(response)
}
