//! Coming in by the provider: the first time, again, with a second factor, and when the provider is away.

use serde_json::json;
use vigie::{
    desk::{self, By},
    domain::vocabulary::Role,
    store::find,
};

use super::Door;
use crate::{
    on_both,
    support::{Engine, PASSWORD},
};

on_both! {
    async fn an_invited_person_comes_in_and_is_known_by_her_identity_from_then_on(door: Door) {
        let email = door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        assert_eq!(door.sign_in(&mut browser).await, "/queue");
        assert!(browser.is_in().await);
        assert!(!browser.cookies.contains_key("vigie-openid"), "the way is over");
        let user = find::user_by_email(door.site.desk.app.store.reader(), &email).await.expect("a read").expect("her").id;
        let linked = find::identities_of(door.site.desk.app.store.reader(), user).await.expect("a read");
        assert_eq!(linked.iter().map(|one| one.subject.as_str()).collect::<Vec<_>>(), ["u-1"]);
        assert_eq!(door.site.acts("user.identity_linked").await, 1);
        // Her address changes there: she is the same person all the same.
        door.provider.claims(&json!({ "email": "mariee@ailleurs.example" }));
        let mut again = door.browser();
        assert_eq!(door.sign_in(&mut again).await, "/queue");
        assert_eq!(door.site.acts("user.identity_linked").await, 1, "linked once");
        door.site.desk.assert_sound().await;
    }

    async fn an_address_that_only_the_page_about_the_person_tells_is_asked_for_there(door: Door) {
        let email = door.invited(Role::Operator, "u-1").await;
        door.provider.claims(&json!({ "email": null, "email_verified": null }));
        door.provider.about(&json!({ "sub": "u-1", "email": email, "email_verified": true }));
        let mut browser = door.browser();
        assert_eq!(door.sign_in(&mut browser).await, "/queue");
    }

    async fn who_turns_back_at_the_provider_is_told_so_and_may_use_her_password(door: Door) {
        let email = door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        let away = browser.get("/sign-in/openid").await;
        let back = door.provider.authorize(&away.location);
        let refused = browser.get(&back.replace("code=", "error=access_denied&x=")).await;
        assert_eq!(refused.location, "/sign-in?trouble=refused&next=");
        let page = browser.get(&refused.location).await.body;
        assert!(page.contains("n’a pas confirmé votre connexion") && page.contains("Se connecter avec Annuaire"), "{page}");
        let entered = browser.post("/sign-in", &[("login", &email), ("password", PASSWORD)]).await;
        assert_eq!(entered.location, "/queue");
    }

    async fn while_the_provider_is_away_the_password_opens_the_desk(door: Door) {
        let email = door.invited(Role::Operator, "u-1").await;
        door.provider.is_down(true);
        let mut browser = door.browser();
        let refused = browser.get("/sign-in/openid?next=/calls").await;
        assert_eq!(refused.location, "/sign-in?trouble=unusable&next=/calls");
        let page = browser.get(&refused.location).await.body;
        assert!(page.contains("ne répond pas"), "{page}");
        let form = [("login", email.as_str()), ("password", PASSWORD), ("next", "/calls")];
        assert_eq!(browser.post("/sign-in", &form).await.location, "/calls");
        door.provider.is_down(false);
        assert_eq!(door.sign_in(&mut door.browser()).await, "/queue", "it heals by itself");
    }

    async fn the_desks_own_second_factor_is_asked_for_all_the_same(door: Door) {
        let claire = door.site.enrolled(Role::Operator).await;
        door.provider.claims(&json!({ "sub": "u-2", "email": claire.email, "amr": ["pwd", "otp", "mfa"], "acr": "2" }));
        let mut browser = door.browser();
        assert_eq!(door.sign_in(&mut browser).await, "/sign-in/code?next=/queue");
        assert!(!browser.is_in().await, "not before the code");
        assert_eq!(door.site.acts("user.identity_linked").await, 0, "nor is anything linked before it");
        let entered = browser.post("/sign-in/code", &[("code", &claire.codes[0]), ("next", "/queue")]).await;
        assert_eq!(entered.location, "/queue");
        assert_eq!(door.site.acts("user.identity_linked").await, 1);
        assert!(browser.is_in().await);
    }

    async fn an_identity_is_taken_away_by_command_and_linked_anew_by_its_address(door: Door) {
        let email = door.invited(Role::Operator, "u-1").await;
        door.sign_in(&mut door.browser()).await;
        desk::unlink_identity(&door.site.desk.app, &By::Command, &email).await.expect("unlinked");
        assert_eq!(door.site.acts("user.identity_unlinked").await, 1);
        door.provider.claims(&json!({ "sub": "u-1-bis" }));
        assert_eq!(door.sign_in(&mut door.browser()).await, "/queue");
    }

    async fn who_leaves_may_leave_the_provider_too(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        door.sign_in(&mut browser).await;
        let left = browser.post("/sign-out", &[]).await;
        assert_eq!(left.location, "/sign-in?out=openid");
        assert!(!browser.is_in().await);
        let page = browser.get(&left.location).await.body;
        assert!(page.contains("href=\"/sign-in/openid/out\""), "{page}");
        let away = browser.get("/sign-in/openid/out").await.location;
        assert!(away.starts_with(&format!("{}/out?client_id=vigie&post_logout_redirect_uri=", door.provider.issuer())), "{away}");
    }
}

/// Where the settings say that a word of the provider stands for a second factor, that is enough.
async fn a_second_factor_of_the_provider_counts_where_the_settings_say_so(engine: Engine) {
    let door = Door::with(engine, &["mfa"]).await;
    let claire = door.site.enrolled(Role::Operator).await;
    door.provider.claims(&json!({ "sub": "u-2", "email": claire.email, "amr": ["pwd"] }));
    let mut browser = door.browser();
    assert_eq!(door.sign_in(&mut browser).await, "/sign-in/code?next=/queue", "a password alone is none");
    door.provider.claims(&json!({ "amr": ["pwd", "mfa"] }));
    let mut browser = door.browser();
    assert_eq!(door.sign_in(&mut browser).await, "/queue");
    assert!(browser.is_in().await);
    door.close().await;
}

#[tokio::test]
async fn a_second_factor_of_the_provider_counts_where_the_settings_say_so_sqlite() {
    a_second_factor_of_the_provider_counts_where_the_settings_say_so(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_second_factor_of_the_provider_counts_where_the_settings_say_so_postgres() {
    a_second_factor_of_the_provider_counts_where_the_settings_say_so(Engine::Postgres).await;
}
