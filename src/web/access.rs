//! Who may come in: the permission is the type in the handler's signature.

use std::{future::Future, pin::Pin, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use vigie_domain::vocabulary::Role;

use super::{cookies::session_token, error::WebError, limits::Limits, routes::Access};
use crate::{
    app::App,
    desk::{self, By, Session, Staff},
    store::entity::incident,
};

type Found<T> = Pin<Box<dyn Future<Output = Result<T, WebError>>>>;

/// The running desk of a request.
#[must_use]
pub fn app_of(request: &HttpRequest) -> Option<Arc<App>> {
    request.app_data::<Data<App>>().map(|data| Arc::clone(data))
}

/// The session behind a request, if any; looked up once.
///
/// # Errors
/// When the database doesn't answer.
pub async fn session_of(request: &HttpRequest) -> Result<Option<Session>, WebError> {
    let known = request.extensions().get::<Session>().cloned();
    if known.is_some() {
        return Ok(known);
    }
    let (Some(app), Some(token)) = (app_of(request), session_token(request)) else { return Ok(None) };
    let found = desk::who(&app, &token).await?;
    if let Some(session) = &found {
        request.extensions_mut().insert(session.clone());
    }
    Ok(found)
}

/// The member of the staff behind a request, with one of these roles.
async fn staff_of(request: &HttpRequest, roles: &[Role]) -> Result<Staff, WebError> {
    let session = session_of(request).await?.ok_or_else(|| WebError::sign_in(request))?;
    // Before the second factor is set no door opens, whatever the role.
    match session {
        Session { must_enrol: true, .. } => Err(WebError::Enrol),
        Session { staff, .. } if roles.contains(&staff.role) => Ok(staff),
        Session { .. } => Err(WebError::Forbidden),
    }
}

/// The partner's token behind a request, if any; looked up once.
async fn partner_of(request: &HttpRequest) -> Result<Option<desk::Bearer>, WebError> {
    let known = request.extensions().get::<desk::Bearer>().cloned();
    if known.is_some() {
        return Ok(known);
    }
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    // RFC 9110, section 11.1: the name of a scheme is read without regard to case.
    let scheme = given.and_then(|value| value.split_once(' '));
    let token =
        scheme.filter(|(name, _)| name.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim().to_owned());
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
        Access::Own => session_of(request).await?.map(|_| ()).ok_or_else(|| WebError::sign_in(request)),
        Access::Staff(roles) => {
            let staff = staff_of(request, roles).await?;
            may_open(request, &staff).await
        }
        Access::Token(scope) => {
            let bearer = partner_of(request).await?.ok_or(WebError::Unauthorised)?;
            if !bearer.may(scope) {
                return Err(WebError::Forbidden);
            }
            if let Some(limits) = request.app_data::<Data<Limits>>() {
                limits.token(bearer.id, bearer.rate_per_minute)?;
            }
            find_case(request).await
        }
    }
}

/// The doors of a sensitive case are shut to who isn't named, whatever her role; two of them are for her.
async fn may_open(request: &HttpRequest, staff: &Staff) -> Result<(), WebError> {
    let Some(reference) = request.match_info().get("reference") else { return Ok(()) };
    let door = request.match_pattern().unwrap_or_default();
    let is_for_strangers = ["/incidents/{reference}/sealed", "/incidents/{reference}/glass"].contains(&door.as_str());
    let Some(app) = app_of(request).filter(|_| !is_for_strangers) else { return Ok(()) };
    let veil = desk::Veil::of(&app, staff).await?;
    if veil.is_empty() {
        return Ok(());
    }
    let case = desk::read::incident_by_reference(&app, reference).await?;
    if veil.covers(case.id) { Err(WebError::Sealed { reference: case.reference }) } else { Ok(()) }
}

/// The case that a partner's address names, kept for the handler. A sensitive one isn't there: the answer is that of a
/// reference that nobody was given, whatever the door and before anything of the request is read.
async fn find_case(request: &HttpRequest) -> Result<(), WebError> {
    let (Some(app), Some(reference)) = (app_of(request), request.match_info().get("reference")) else { return Ok(()) };
    let case = desk::read::incident_by_reference(&app, reference).await?;
    if desk::Veil::of_strangers(&app).await?.covers(case.id) {
        return Err(desk::DeskError::NotFound("incident").into());
    }
    request.extensions_mut().insert(KnownCase(case));
    Ok(())
}

/// The case of a partner's request, as its door found it.
#[derive(Debug, Clone)]
pub struct KnownCase(pub incident::Model);

impl FromRequest for KnownCase {
    type Error = WebError;
    type Future = std::future::Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request.extensions().get::<Self>().cloned();
        std::future::ready(known.ok_or(WebError::NoPage))
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
                Box::pin(async move { staff_of(&request, Self::ROLES).await.map(Self) })
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
permission!(/// Answers for personal data: holds, erases, hands out.
    DataProtection, Dpo | Administrator);
permission!(/// Proposes and decides the weights of the score.
    Weigher, Supervisor | Administrator);
permission!(/// Manages accounts.
    Administrator, Administrator);

/// Anybody who is signed in, in her own account: also who has yet to set the second factor.
#[derive(Debug, Clone)]
pub struct Own {
    /// The person and her session's token.
    pub who: desk::Own,
    /// She has yet to set a second factor.
    pub must_enrol: bool,
}

impl FromRequest for Own {
    type Error = WebError;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let session = session_of(&request).await?.ok_or_else(|| WebError::sign_in(&request))?;
            let who = desk::Own { staff: session.staff, token: session_token(&request).unwrap_or_default() };
            Ok(Self { who, must_enrol: session.must_enrol })
        })
    }
}

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
