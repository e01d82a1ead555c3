//! Setting the second factor, taking it away, new recovery codes.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};

use super::{Fields, overview, refused};
use crate::{
    app::App,
    config::SecondFactor,
    desk::{self, AccountError, DeskError, Enrolment, NewCodes},
    store::{entity::user_account, row},
    web::{
        access::Own,
        cookies,
        error::WebError,
        form::{Pairs, value},
        frame::{self, html, html_with, see_other},
        view::{
            console::{NewCodesPage, SecondFactorPage},
            field::Filled,
            page::Section,
            qr::Qr,
        },
    },
};

const SETTING: Fields = Fields { password: "factor_password", second: "factor_code" };

/// `GET /account/second-factor`: a new seed on each look; nothing of it is kept.
pub async fn show(request: HttpRequest, app: Data<App>, own: Own) -> Result<HttpResponse, WebError> {
    let user = own.who.staff.id.0;
    let found = row::get::<user_account::Entity>(app.store.reader(), user, "account").await.map_err(DeskError::from)?;
    if found.second_factor_at.is_some() || app.second_factor() == SecondFactor::Off {
        return Ok(see_other("/account"));
    }
    let begun = desk::begin_second_factor(&app, &own.who).await?;
    page(&request, &app, &own, begun, Filled::default()).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    own: &Own,
    begun: Enrolment,
    form: Filled,
) -> Result<HttpResponse, WebError> {
    let status = if form.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = SecondFactorPage {
        staff: frame::staff(request, app, &own.who.staff, Section::Other).await?,
        must_enrol: own.must_enrol,
        picture: Qr::of(&begun.seed.url()),
        key: begun.seed.as_typed(),
        sealed: begun.sealed,
        form,
        page: frame::page(request),
    };
    html_with(status, &view)
}

/// A value as it was typed, spaces at its ends included.
fn typed(pairs: &[(String, String)], name: &str) -> String {
    pairs.iter().find(|(key, _)| key == name).map(|(_, text)| text.clone()).unwrap_or_default()
}

/// `POST /account/second-factor`
pub async fn set(request: HttpRequest, app: Data<App>, own: Own, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let (sealed, password) = (value(&pairs, "sealed"), typed(&pairs, SETTING.password));
    match desk::set_second_factor(&app, &own.who, sealed, password, value(&pairs, SETTING.second)).await {
        Ok(new) => once(&request, &app, &own, new).await,
        Err(error) => {
            let form = refused(&frame::page(&request), error, SETTING)?;
            let begun = match desk::second_factor_shown(&app, &own.who, sealed.to_owned()).await {
                Ok(begun) => begun,
                Err(AccountError::TooOld) => desk::begin_second_factor(&app, &own.who).await?,
                Err(AccountError::Desk(other)) => return Err(other.into()),
                Err(_) => return Err(DeskError::Forbidden.into()),
            };
            page(&request, &app, &own, begun, form).await
        }
    }
}

/// The recovery codes, this once; a page that is loaded again doesn't show them.
async fn once(request: &HttpRequest, app: &App, own: &Own, new: NewCodes) -> Result<HttpResponse, WebError> {
    let view = NewCodesPage {
        staff: frame::staff(request, app, &own.who.staff, Section::Other).await?,
        codes: new.codes,
        page: frame::page(request),
    };
    let mut response = html(&view)?;
    cookies::keep_session(app, &mut response, new.token);
    Ok(response)
}

/// `POST /account/second-factor/remove`
pub async fn remove(request: HttpRequest, app: Data<App>, own: Own, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let fields = Fields { password: "remove_password", second: "remove_code" };
    let (password, code) = (typed(&pairs, fields.password), value(&pairs, fields.second));
    match desk::remove_second_factor(&app, &own.who, password, code).await {
        Ok(token) => {
            let mut response = see_other("/account?done=factor-removed");
            cookies::keep_session(&app, &mut response, token);
            Ok(response)
        }
        Err(error) => {
            let form = refused(&frame::page(&request), error, fields)?;
            overview::page(&request, &app, &own, form).await
        }
    }
}

/// `POST /account/recovery-codes`
pub async fn renew(request: HttpRequest, app: Data<App>, own: Own, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let fields = Fields { password: "renew_password", second: "renew_code" };
    let (password, code) = (typed(&pairs, fields.password), value(&pairs, fields.second));
    match desk::renew_recovery_codes(&app, &own.who, password, code).await {
        Ok(new) => once(&request, &app, &own, new).await,
        Err(error) => {
            let form = refused(&frame::page(&request), error, fields)?;
            overview::page(&request, &app, &own, form).await
        }
    }
}
