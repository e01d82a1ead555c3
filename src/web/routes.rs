//! The one table of the web: method, path, who may come, what answers. Tests walk it; so does the server.

use actix_web::{HttpResponse, web};
use vigie_domain::vocabulary::Role;

use super::{
    access::{Administrator, Anybody, Auditor, Operator, Reader, Supervisor},
    api, auditor, dev, operator, provider, public,
};

/// Who may come in by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Who holds the link.
    Link,
    /// These roles.
    Staff(&'static [Role]),
    /// A partner's token with this scope.
    Token(&'static str),
}

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// HTTP method.
    pub method: &'static str,
    /// Path, with its parameters in braces.
    pub path: &'static str,
    /// Who may come in.
    pub access: Access,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:expr => $handler:path),+ $(,)?) => {
        /// Every route, in reading order.
        pub const TABLE: &[Route] =
            &[$(Route { method: stringify!($method), path: $path, access: $access }),+];

        /// Registers every route.
        pub fn configure(service: &mut web::ServiceConfig) {
            $(service.route($path, web::$method().to($handler));)+
            // What no method above took: 405, not 404.
            for route in TABLE {
                service.service(web::resource(route.path).to(method_not_allowed));
            }
        }
    };
}

async fn method_not_allowed() -> Result<HttpResponse, super::error::WebError> {
    Err(super::error::WebError::Method)
}

use Access::{Link, Open, Staff, Token};
const OPERATOR: Access = Staff(Operator::ROLES);
const READER: Access = Staff(Reader::ROLES);
const SUPERVISOR: Access = Staff(Supervisor::ROLES);
const AUDITOR: Access = Staff(Auditor::ROLES);
const ADMINISTRATOR: Access = Staff(Administrator::ROLES);
const ANYBODY: Access = Staff(Anybody::ROLES);
