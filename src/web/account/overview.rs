//! `/account`: where I am signed in, my password, my second factor.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};

use super::{Fields, refused};
use crate::{
    app::App,
    config::SecondFactor,
    desk::{self, DeskError},
    store::find,
    web::{
        access::Own,
        cookies,
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html_with, see_other},
        view::{
            console::{AccountPage, FactorCard, SessionRow},
            field::Filled,
            page::Section,
        },
    },
};

/// `GET /account`
pub async fn show(request: HttpRequest, app: Data<App>, own: Own) -> Result<HttpResponse, WebError> {
    page(&request, &app, &own, Filled::default()).await
}

/// The page, with a form that was refused if there is one.
///
/// # Errors
/// The database.
pub(super) async fn page(request: &HttpRequest, app: &App, own: &Own, form: Filled) -> Result<HttpResponse, WebError> {
    let (page, times) = (frame::page(request), Times::of(request, app));
    let sessions = desk::own_sessions(app, &own.who).await?;
    let rows = sessions.into_iter().map(|session| SessionRow {
        agent: if session.agent.is_empty() { page.say("account-agent-unknown") } else { session.agent },
        since: times.when(session.since),
        last_seen: times.when(session.last_seen),
        is_own: session.is_own,
        handle: session.handle,
    });
    let status = if form.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = AccountPage {
        staff: frame::staff(request, app, &own.who.staff, Section::Other).await?,
        sessions: rows.collect(),
        factor: factor(app, own, &times).await?,
        login: login(app, own).await?,
        form,
        page,
    };
    html_with(status, &view)
}

async fn login(app: &App, own: &Own) -> Result<String, WebError> {
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(users.into_iter().find(|user| user.id == own.who.staff.id.0).map(|user| user.email).unwrap_or_default())
}

async fn factor(app: &App, own: &Own, times: &Times) -> Result<Option<FactorCard>, WebError> {
    let policy = app.second_factor();
    if policy == SecondFactor::Off {
        return Ok(None);
    }
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let since = users.iter().find(|user| user.id == own.who.staff.id.0).and_then(|user| user.second_factor_at);
    Ok(Some(FactorCard {
        since: since.map(|at| times.when(at)),
        codes_left: desk::recovery_codes_left(app, own.who.staff.id.0).await?,
        needed: policy.is_needed_by(own.who.staff.role),
    }))
}

/// `POST /account/sessions`
pub async fn end_sessions(
    request: HttpRequest,
    app: Data<App>,
    own: Own,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    match value(&pairs, "session") {
        "" => desk::end_other_sessions(&app, &own.who, cookies::device_token(&request)).await?,
        handle => desk::end_session(&app, &own.who, handle.to_owned()).await?,
    }
    Ok(see_other("/account?done=sessions"))
}

/// `POST /account/password`
pub async fn change_password(
    request: HttpRequest,
    app: Data<App>,
    own: Own,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    // A password is taken as it was typed, spaces at its ends included.
    let typed =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, text)| text.clone()).unwrap_or_default();
    match desk::change_password(&app, &own.who, typed("current_password"), typed("new_password")).await {
        Ok(token) => {
            let mut response = see_other("/account?done=password");
            cookies::keep_session(&app, &mut response, token);
            Ok(response)
        }
        Err(error) => {
            let fields = Fields { password: "current_password", second: "new_password" };
            let form = refused(&frame::page(&request), error, fields)?;
            page(&request, &app, &own, form).await
        }
    }
}
