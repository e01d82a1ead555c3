//! Signing in and out.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Form},
};
use serde::Deserialize;
use vigie_domain::vocabulary::Role;

use super::sign_in_openid::TROUBLES;
use crate::{
    app::{App, Demo},
    desk::{self, DeskError, Entered, SignedIn},
    store::find,
    web::{
        access::Own,
        client, cookies,
        error::{WebError, encode},
        frame::{html, html_with, page, query, see_other},
        limits::Limits,
        view::{
            page::Page,
            public::{OpenIdWay, SignIn},
        },
    },
};

/// `GET /sign-in`
pub async fn show(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let next = query(&request, "next").unwrap_or_default();
    let known = |word: &String| TROUBLES.contains(&word.as_str());
    let trouble = query(&request, "trouble").filter(known).map(|word| page(&request).label("openid", &word));
    html(&form(&request, &app, next, String::new(), trouble).await?)
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
    let next = safe_path(&next).to_owned();
    let openid = app.identity.is_some().then(|| OpenIdWay {
        link: format!("/sign-in/openid?next={}", encode(&next)),
        name: app.config.openid.name().to_owned(),
        was_left: query(request, "out").as_deref() == Some("openid"),
    });
    Ok(SignIn { next, login, trouble, openid, accounts, page })
}

async fn demo_accounts(app: &App, page: &Page) -> Result<Vec<(String, String)>, WebError> {
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(users.into_iter().map(|user| (user.email, page.label("role", &user.role))).collect())
}

/// Where to go after sign-in: a path of this site, nothing else; empty: the role's own first page.
pub(super) fn safe_path(next: &str) -> &str {
    let is_plain = next.bytes().all(|sign| sign.is_ascii_graphic() && sign != b'\\');
    let is_local = next.starts_with('/') && !next.starts_with("//") && is_plain && !next.contains("://");
    if is_local && !next.starts_with("/sign-in") { next } else { "" }
}

/// The first page of a role.
const fn home(role: Role) -> &'static str {
    match role {
        Role::Administrator => "/users",
        _ => "/queue",
    }
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
    let trouble = match desk::sign_in(&app, &given.login, given.password, &client::of(&request)).await {
        Ok(SignedIn::Open(opened)) => return Ok(let_in(&app, opened, &given.next)),
        Ok(SignedIn::CodeAsked { token }) => {
            let mut response = see_other(&format!("/sign-in/code?next={}", encode(safe_path(&given.next))));
            cookies::keep_session(&app, &mut response, token);
            return Ok(response);
        }
        Err(trouble) => Trouble::of(&page(&request), trouble)?,
    };
    let view = form(&request, &app, given.next, given.login, Some(trouble.sentence.clone())).await?;
    Ok(trouble.answer(html_with(trouble.status, &view)?))
}

/// Why somebody is not let in, as the page tells it.
pub(super) struct Trouble {
    pub(super) sentence: String,
    pub(super) status: StatusCode,
    wait: Option<u64>,
}

impl Trouble {
    /// What a person can do something about; the rest is passed on.
    pub(super) fn of(page: &Page, error: DeskError) -> Result<Self, WebError> {
        match error {
            DeskError::SignIn => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(Self { sentence: page.say("sign-in-wrong"), status, wait: None })
            }
            DeskError::Wait { seconds } => {
                let minutes = usize::try_from(seconds.div_ceil(60)).unwrap_or(usize::MAX);
                let sentence = page.count("sign-in-wait", minutes);
                Ok(Self { sentence, status: StatusCode::TOO_MANY_REQUESTS, wait: Some(seconds) })
            }
            other => Err(other.into()),
        }
    }

    /// With the header that tells machines how long to wait.
    pub(super) fn answer(&self, mut page: HttpResponse) -> HttpResponse {
        if let Some(seconds) = self.wait {
            page.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        page
    }
}

/// In: the cookies, and on to where the person wanted to go.
pub(super) fn let_in(app: &App, opened: Entered, next: &str) -> HttpResponse {
    let to = match safe_path(next) {
        "" => home(opened.role),
        path => path,
    };
    let mut response = see_other(to);
    cookies::keep_session(app, &mut response, opened.token);
    cookies::keep_device(app, &mut response, opened.device);
    response
}

/// `POST /sign-out`
pub async fn leave(app: Data<App>, own: Own) -> Result<HttpResponse, WebError> {
    desk::sign_out(&app, &own.who.staff, &own.who.token).await?;
    let mut response = see_other(if app.identity.is_some() { "/sign-in?out=openid" } else { "/sign-in" });
    cookies::drop_session(&app, &mut response);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere_after_sign_in() {
        for path in ["/queue", "/incidents/K7M4-92QX?done=x", "/account"] {
            assert_eq!(safe_path(path), path);
        }
        let elsewhere = [
            "",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "/x://evil.example",
            "javascript:alert(1)",
            "evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " /queue",
            "/sign-in?next=/queue",
            "/ queue",
            "/é",
        ];
        for path in elsewhere {
            assert_eq!(safe_path(path), "", "{path:?}");
        }
    }
}
