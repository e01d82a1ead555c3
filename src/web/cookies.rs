//! The cookies of the staff: the session's, the browser's own by which it is known again, and that of the way to the provider
//! of identities.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite},
};

use super::access::app_of;
use crate::app::App;

/// A cookie's name over HTTPS, where browsers keep the promise of its beginning (host only, secure), and on loopback. The
/// other name isn't believed: a neighbour under the same domain could have set it.
struct Name {
    secure: &'static str,
    plain: &'static str,
}

const SESSION: Name = Name { secure: "__Host-vigie", plain: "vigie" };
const WAY: Name = Name { secure: "__Host-vigie-openid", plain: "vigie-openid" };
const DEVICE: Name = Name { secure: "__Host-vigie-device", plain: "vigie-device" };

impl Name {
    const fn of(&self, is_secure: bool) -> &'static str {
        if is_secure { self.secure } else { self.plain }
    }

    fn read(&self, request: &HttpRequest) -> Option<String> {
        let name = self.of(is_secure(&*app_of(request)?));
        request.cookie(name).map(|cookie| cookie.value().to_owned())
    }

    fn cookie(&self, app: &App, value: String) -> Cookie<'static> {
        Cookie::build(self.of(is_secure(app)), value)
            .path("/")
            .http_only(true)
            .secure(is_secure(app))
            .same_site(SameSite::Lax)
            .finish()
    }
}

fn is_secure(app: &App) -> bool {
    app.config.public_url().starts_with("https://")
}

/// The token of the session's cookie, if there is one.
#[must_use]
pub fn session_token(request: &HttpRequest) -> Option<String> {
    SESSION.read(request)
}

/// The token of who is on the way to the provider of identities, if there is one.
#[must_use]
pub fn way_token(request: &HttpRequest) -> Option<String> {
    WAY.read(request)
}

/// The browser's own token, if there is one.
#[must_use]
pub fn device_token(request: &HttpRequest) -> Option<String> {
    DEVICE.read(request)
}

/// Gives the browser a session.
pub fn keep_session(app: &App, response: &mut HttpResponse, token: String) {
    add(response, SESSION.cookie(app, token));
}

/// Takes the session back.
pub fn drop_session(app: &App, response: &mut HttpResponse) {
    let mut gone = SESSION.cookie(app, String::new());
    gone.make_removal();
    add(response, gone);
}

/// Somebody leaves for the provider of identities; the cookie goes with the browser's window, its worth after ten minutes.
pub fn keep_way(app: &App, response: &mut HttpResponse, token: String) {
    add(response, WAY.cookie(app, token));
}

/// She is back.
pub fn drop_way(app: &App, response: &mut HttpResponse) {
    let mut gone = WAY.cookie(app, String::new());
    gone.make_removal();
    add(response, gone);
}

/// Lets the browser be known again; it opens nothing by itself.
pub fn keep_device(app: &App, response: &mut HttpResponse, token: String) {
    let mut cookie = DEVICE.cookie(app, token);
    cookie.make_permanent();
    add(response, cookie);
}

fn add(response: &mut HttpResponse, cookie: Cookie<'static>) {
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}
