//! Sign-in by OpenID Connect: a provider that says what a test wants, a browser that goes there and back. A real provider is met
//! by the browser's journey (`tests/browser/journeys/openid.test.mjs`).

mod attacks;
mod browser;
mod provider;
mod signing_in;

use vigie::{config::OpenId, domain::vocabulary::Role, store::find};

use crate::support::{Desk, Engine, Site, provider as firm};
use browser::Browser;
use provider::Provider;

/// A desk that believes a provider, its server, and the provider.
struct Door {
    site: Site,
    provider: Provider,
}

impl Door {
    async fn open(engine: Engine) -> Self {
        Self::with(engine, &[]).await
    }

    /// The same; these words of the provider stand for a second factor.
    async fn with(engine: Engine, second_factor: &[&str]) -> Self {
        let provider = Provider::open().await;
        let openid = OpenId {
            issuer: Some(provider.issuer()),
            client_id: Some(provider::CLIENT.into()),
            client_secret_path: Some(provider.secret_file()),
            label: "Annuaire".into(),
            second_factor: second_factor.iter().map(|word| (*word).to_owned()).collect(),
        };
        let desk = Desk::with(engine, vec![firm(0)], |config| config.openid = openid).await;
        provider.set_clock(desk.app.clock.now().as_second());
        Self { site: Site::of(desk), provider }
    }

    async fn close(self) {
        self.site.close().await;
    }

    /// A browser of somebody's own.
    fn browser(&self) -> Browser {
        Browser::new(self.site.url())
    }

    /// An account whose owner has this subject at the provider.
    async fn invited(&self, role: Role, subject: &str) -> String {
        let email = self.site.account(role).await;
        self.provider.claims(&serde_json::json!({ "sub": subject, "email": email }));
        email
    }

    /// Somebody goes there and comes back; where she is sent then.
    async fn sign_in(&self, browser: &mut Browser) -> String {
        let away = browser.get("/sign-in/openid?next=/queue").await;
        assert_eq!(away.status, 303);
        let back = self.provider.authorize(&away.location);
        browser.get(&back).await.location
    }

    /// What the trail says of the last refusal.
    async fn last_refusal(&self) -> String {
        let filter = find::TrailFilter { action: Some("user.sign_in_refused".into()), ..Default::default() };
        let found = find::trail(self.site.desk.app.store.reader(), &filter, 100).await.expect("a read");
        let newest = found.into_iter().max_by_key(|event| event.id).expect("a refusal");
        let whole: serde_json::Value = serde_json::from_str(&newest.canonical).expect("JSON");
        whole["payload"]["why"].as_str().unwrap_or_default().to_owned()
    }
}
