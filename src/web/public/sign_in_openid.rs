//! Signing in by the provider of identities: away, back, and out of it. What went wrong is told on the sign-in page, whose
//! address holds nothing of what came back.

use actix_web::{HttpRequest, HttpResponse, web::Data};

use super::sign_in::{let_in, safe_path};
use crate::{
    app::App,
    desk::{self, DeskError, OpenIdError, SignedIn},
    identity::{Back, IdentityError},
    web::{
        client, cookies,
        error::{WebError, encode},
        frame::{lang, query, see_other},
        limits::Limits,
    },
};

/// What may have gone wrong, as the sign-in page's address says it: the end of the text's key `openid-…`.
pub(super) const TROUBLES: [&str; 5] = ["unusable", "again", "refused", "unverified", "no-account"];

/// `GET /sign-in/openid`
pub async fn leave(request: HttpRequest, app: Data<App>, limits: Data<Limits>) -> Result<HttpResponse, WebError> {
    limits.way(&request)?;
    let next = query(&request, "next").unwrap_or_default();
    let next = safe_path(&next).to_owned();
    match desk::begin_openid(&app, next.clone(), lang(&request).as_str()).await {
        Ok(leaving) => {
            let mut response = see_other(&leaving.url);
            cookies::keep_way(&app, &mut response, leaving.token);
            Ok(response)
        }
        Err(error) => told(error, &next),
    }
}

/// `GET /sign-in/openid/back`
pub async fn back(request: HttpRequest, app: Data<App>, limits: Data<Limits>) -> Result<HttpResponse, WebError> {
    limits.way(&request)?;
    let token = cookies::way_token(&request).unwrap_or_default();
    let word = |name: &str| query(&request, name);
    let back = Back {
        code: word("code").unwrap_or_default(),
        state: word("state").unwrap_or_default(),
        iss: word("iss"),
        error: word("error"),
    };
    let (from, before) = (client::of(&request), cookies::session_token(&request));
    let mut response = match desk::finish_openid(&app, &token, &back, (&from, before)).await {
        Ok((SignedIn::Open(opened), next)) => let_in(&app, opened, &next),
        Ok((SignedIn::CodeAsked { token }, next)) => {
            let mut response = see_other(&format!("/sign-in/code?next={}", encode(safe_path(&next))));
            cookies::keep_session(&app, &mut response, token);
            response
        }
        Err(error) => told(error, "")?,
    };
    cookies::drop_way(&app, &mut response);
    Ok(response)
}

/// `GET /sign-in/openid/out`: out of the provider itself; the desk's own session is over already.
pub async fn out(app: Data<App>) -> Result<HttpResponse, WebError> {
    let after = format!("{}/sign-in", app.config.public_url());
    let there = desk::openid_sign_out(&app, &after).await;
    Ok(see_other(there.as_deref().unwrap_or("/sign-in")))
}

fn told(error: OpenIdError, next: &str) -> Result<HttpResponse, WebError> {
    let trouble = match error {
        OpenIdError::Off => return Err(WebError::NoPage),
        OpenIdError::Desk(error @ (DeskError::Store(_) | DeskError::Folder(_))) => return Err(error.into()),
        OpenIdError::NoAccount => "no-account",
        OpenIdError::Provider(IdentityError::Refused) => "refused",
        OpenIdError::Provider(IdentityError::Unverified) => "unverified",
        OpenIdError::Provider(IdentityError::Unusable(why)) => {
            tracing::warn!(why, "the provider of identities can't be used");
            "unusable"
        }
        OpenIdError::Provider(IdentityError::Doubtful(why)) => {
            tracing::warn!(why, "a sign-in by the provider of identities is not believed");
            "again"
        }
        OpenIdError::Again | OpenIdError::Desk(_) => "again",
    };
    Ok(see_other(&format!("/sign-in?trouble={trouble}&next={}", encode(next))))
}
