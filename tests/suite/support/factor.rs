//! Somebody with a second factor: a telephone that shows codes, and a sheet of paper with recovery codes.

use jiff::SignedDuration;
use vigie::{
    config::SecondFactor,
    desk::{self, Client, DeskError, Entered, SignedIn},
    domain::vocabulary::Role,
    second_factor::Seed,
};

use super::{Desk, Engine, Reply, Site, Visitor, provider, site::PASSWORD};

/// A desk of which supervisors and administrators need a second factor, as any real desk.
#[derive(Debug)]
pub struct Guarded(pub Site);

impl Guarded {
    /// Opens it.
    pub async fn open(engine: Engine) -> Self {
        let set = |config: &mut vigie::config::Config| config.security.second_factor = Some(SecondFactor::Required);
        Self(Site::of(Desk::with(engine, (0..6).map(provider).collect(), set).await))
    }

    /// Closes it.
    pub async fn close(self) {
        self.0.close().await;
    }
}

/// Somebody who has set the second factor.
#[derive(Debug)]
pub struct Enrolled {
    /// Address to sign in with.
    pub email: String,
    /// Her session.
    pub visitor: Visitor,
    /// What her telephone holds.
    pub seed: Seed,
    /// Her sheet of paper.
    pub codes: Vec<String>,
}

impl Enrolled {
    /// What her telephone shows now.
    pub fn code(&self, site: &Site) -> String {
        self.seed.code_at(site.desk.app.clock.elsewhere())
    }
}

/// The text between two others, the first time.
pub fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in\n{page}"));
    rest.split_once(after).map_or(rest, |(found, _)| found)
}

/// The seed that a page shows to be typed.
pub fn seed_on(page: &str) -> Seed {
    let typed = between(page, "id=\"seed\">", "<").replace(' ', "");
    let bytes = totp_rs::Secret::try_from_base32(typed).expect("base 32");
    Seed::new(bytes.as_ref(), "", "").expect("a seed")
}

/// The recovery codes that a page shows.
pub fn codes_on(page: &str) -> Vec<String> {
    let list = between(page, "<ol class=\"codes\">", "</ol>");
    list.split("<code>").skip(1).map(|rest| rest.split('<').next().expect("a code").to_owned()).collect()
}

impl Site {
    /// Sends the form that sets the second factor, with the code that is right now.
    pub async fn set_factor(&self, who: &Visitor) -> (Seed, Reply) {
        let page = self.get(who, "/account/second-factor").await.body;
        let seed = seed_on(&page);
        let code = seed.code_at(self.desk.app.clock.elsewhere());
        let sealed = between(&page, "name=\"sealed\" value=\"", "\"").to_owned();
        let form = [("sealed", sealed.as_str()), ("factor_code", &code), ("factor_password", PASSWORD)];
        (seed, self.post(who, "/account/second-factor", &form).await)
    }

    /// Somebody of this role with a second factor, signed in; the code of this minute is used up.
    pub async fn enrolled(&self, role: Role) -> Enrolled {
        let email = self.account(role).await;
        let visitor = Visitor::Staff(role, self.sign_in(&email).await);
        let (seed, reply) = self.set_factor(&visitor).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let visitor = Visitor::Staff(role, reply.session.expect("a new session"));
        Enrolled { email, visitor, seed, codes: codes_on(&reply.body) }
    }

    /// The password is given; a code must follow.
    pub async fn asked_for_code(&self, email: &str) -> String {
        match desk::sign_in(&self.desk.app, email, PASSWORD.into(), &Client::default()).await {
            Ok(SignedIn::CodeAsked { token }) => token,
            other => panic!("no code is asked for: {other:?}"),
        }
    }

    /// Password and code.
    pub async fn with_code(&self, email: &str, code: &str) -> Result<Entered, DeskError> {
        let token = self.asked_for_code(email).await;
        desk::enter_code(&self.desk.app, &token, code, &Client::default()).await
    }

    /// The telephone shows another code after this.
    pub fn next_code(&self) {
        self.desk.app.clock.advance(SignedDuration::from_secs(30));
    }
}
