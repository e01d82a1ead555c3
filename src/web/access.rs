//! Who may come in: the permission is the type in the handler's signature.

use std::{future::Future, pin::Pin, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use vigie_domain::vocabulary::Role;

use super::{error::WebError, routes::Access};
use crate::{
    app::App,
    desk::{self, By, Staff},
};

/// Name of the session's cookie over HTTPS; browsers keep its promise (host only, secure).
pub const SECURE_COOKIE: &str = "__Host-vigie";
/// Name of the session's cookie on loopback.
pub const PLAIN_COOKIE: &str = "vigie";

type Found<T> = Pin<Box<dyn Future<Output = Result<T, WebError>>>>;

/// The running desk of a request.
#[must_use]
pub fn app_of(request: &HttpRequest) -> Option<Arc<App>> {
    request.app_data::<Data<App>>().map(|data| Arc::clone(data))
}

/// The token of the session's cookie, if there is one.
#[must_use]
pub fn session_token(request: &HttpRequest) -> Option<String> {
    [SECURE_COOKIE, PLAIN_COOKIE].iter().find_map(|name| request.cookie(name)).map(|cookie| cookie.value().to_owned())
}

/// The member of the staff behind a request, if any; looked up once.
///
/// # Errors
/// When the database doesn't answer.
pub async fn staff_of(request: &HttpRequest) -> Result<Option<Staff>, WebError> {
    let known = request.extensions().get::<Staff>().cloned();
    if known.is_some() {
        return Ok(known);
    }
    let (Some(app), Some(token)) = (app_of(request), session_token(request)) else { return Ok(None) };
    let found = desk::who(&app, &token).await?;
    if let Some(staff) = &found {
        request.extensions_mut().insert(staff.clone());
    }
    Ok(found)
}

/// The partner's token behind a request, if any; looked up once.
async fn partner_of(request: &HttpRequest) -> Result<Option<desk::Bearer>, WebError> {
    let known = request.extensions().get::<desk::Bearer>().cloned();
    if known.is_some() {
        return Ok(known);
    }
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.strip_prefix("Bearer ")).map(|token| token.trim().to_owned());
    let (Some(app), Some(token)) = (app_of(request), token) else { return Ok(None) };
    let found = desk::bearer(&app, &token).await.map_err(desk::DeskError::from)?;
    if let Some(bearer) = &found {
        request.extensions_mut().insert(bearer.clone());
    }
    Ok(found)
}

/// May this request come in by a door of this access?
///
/// # Errors
/// Who must sign in first, and who may not come in at all.
pub async fn let_in(access: Access, request: &HttpRequest) -> Result<(), WebError> {
    match access {
        // A link is opened by its handler: what it opens is there.
        Access::Open | Access::Link => Ok(()),
        Access::Staff(roles) => {
            let staff = staff_of(request).await?.ok_or_else(|| WebError::sign_in(request))?;
            if roles.contains(&staff.role) { Ok(()) } else { Err(WebError::Forbidden) }
        }
        Access::Token(scope) => {
            let bearer = partner_of(request).await?.ok_or(WebError::Unauthorised)?;
            if bearer.may(scope) { Ok(()) } else { Err(WebError::Forbidden) }
        }
    }
}

macro_rules! permission {
    ($(#[$doc:meta])* $name:ident, $($role:ident)|+) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(pub Staff);

        impl $name {
            /// Roles that may come in.
            pub const ROLES: &'static [Role] = &[$(Role::$role),+];

            /// As the use cases know the person.
            #[must_use]
            pub fn by(&self) -> By {
                By::Staff(self.0.clone())
            }
        }

        impl FromRequest for $name {
            type Error = WebError;
            type Future = Found<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let staff = staff_of(&request).await?.ok_or_else(|| WebError::sign_in(&request))?;
                    if Self::ROLES.contains(&staff.role) { Ok(Self(staff)) } else { Err(WebError::Forbidden) }
                })
            }
        }
    };
}

permission!(/// Takes calls and changes cases.
    Operator, Operator | Supervisor);
permission!(/// Reads cases: everybody of the staff but the administrator.
    Reader, Operator | Supervisor | Auditor | Dpo);
permission!(/// Runs the desk.
    Supervisor, Supervisor);
permission!(/// Reads the audit trail.
    Auditor, Auditor | Supervisor | Dpo);
permission!(/// Manages accounts.
    Administrator, Administrator);
permission!(/// Anybody who is signed in.
    Anybody, Operator | Supervisor | Auditor | Dpo | Administrator);

/// A partner's token, by the `Authorization: Bearer` header.
#[derive(Debug, Clone)]
pub struct Partner(pub desk::Bearer);

impl Partner {
    /// As the use cases know it.
    #[must_use]
    pub fn by(&self) -> By {
        By::Token { id: self.0.id, name: self.0.name.clone() }
    }

    /// Refuses a token that lacks the scope.
    ///
    /// # Errors
    /// [`WebError::Forbidden`].
    pub fn must(&self, scope: &str) -> Result<(), WebError> {
        if self.0.may(scope) { Ok(()) } else { Err(WebError::Forbidden) }
    }
}

impl FromRequest for Partner {
    type Error = WebError;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { partner_of(&request).await?.map(Self).ok_or(WebError::Unauthorised) })
    }
}
