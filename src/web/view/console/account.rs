//! The own account: sessions, password, second factor.

use askama::Template;

use crate::web::view::{
    field::Filled,
    page::{Page, Staff},
    qr::Qr,
};

/// `GET /account`. Posts to `/account/sessions` (`session`; empty: all others), `/account/password`,
/// `/account/recovery-codes` and `/account/second-factor/remove`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/account.html")]
pub struct AccountPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What was refused.
    pub form: Filled,
    /// The address to sign in with.
    pub login: String,
    /// Where this person is signed in, this browser first.
    pub sessions: Vec<SessionRow>,
    /// The second factor; None where the desk uses none.
    pub factor: Option<FactorCard>,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// By which it is ended.
    pub handle: String,
    /// « Firefox, Linux ».
    pub agent: String,
    /// When it began.
    pub since: String,
    /// The last sign of life.
    pub last_seen: String,
    /// It is this browser.
    pub is_own: bool,
}

/// The second factor of an account.
#[derive(Debug, Clone)]
pub struct FactorCard {
    /// Set since; None: not set.
    pub since: Option<String>,
    /// Recovery codes that were not used.
    pub codes_left: usize,
    /// The role needs one: it can't be taken away.
    pub needed: bool,
}

/// `GET /account/second-factor`; posts there: `sealed`, `factor_password`, `factor_code`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/second_factor.html")]
pub struct SecondFactorPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What was refused.
    pub form: Filled,
    /// Nothing else is open before it is set.
    pub must_enrol: bool,
    /// For the camera of the telephone.
    pub picture: Option<Qr>,
    /// The same to type.
    pub key: String,
    /// The seed for the way back.
    pub sealed: String,
}

/// New recovery codes, shown once.
#[derive(Debug, Clone, Template)]
#[template(path = "console/recovery_codes.html")]
pub struct NewCodesPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// The codes.
    pub codes: Vec<String>,
}
