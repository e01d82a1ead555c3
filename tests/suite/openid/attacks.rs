//! Case 33: single sign-on: tokens of others, of another sign-in, of yesterday; addresses that nobody verified; codes twice; a
//! browser that somebody else prepared.

use serde_json::{Value, json};
use vigie::{
    desk::{self, By},
    domain::vocabulary::Role,
};

use super::{Door, provider::Signed};
use crate::on_both;

const REFUSED: &str = "/sign-in?trouble=again&next=";

on_both! {
    async fn attack_33_an_address_that_nobody_verified_opens_nothing(door: Door) {
        door.invited(Role::Administrator, "u-1").await;
        door.provider.about(&json!({ "sub": "u-1" }));
        let unverified: [Value; 5] = [
            json!({ "email_verified": false }),
            json!({ "email_verified": "true" }),
            json!({ "email_verified": 1 }),
            json!({ "email_verified": null }),
            json!({ "email_verified": true, "email": " " }),
        ];
        for claims in unverified {
            door.provider.claims(&claims);
            let mut browser = door.browser();
            assert_eq!(door.sign_in(&mut browser).await, "/sign-in?trouble=unverified&next=", "{claims}");
            assert!(!browser.is_in().await && !browser.cookies.contains_key("vigie"), "{claims}");
        }
        assert_eq!(door.last_refusal().await, "unverified");
        assert_eq!(door.site.acts("user.identity_linked").await, 0);
    }

    async fn attack_33_a_token_of_somebody_else_of_another_sign_in_or_of_yesterday_opens_nothing(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        let now = door.site.desk.app.clock.now().as_second();
        let forged: [(&str, Value, Value); 10] = [
            ("nonce", json!("of another sign-in"), json!(null)),
            ("iss", json!("https://evil.example"), json!(null)),
            ("aud", json!("another-desk"), json!(null)),
            ("aud", json!(["vigie", "another-desk"]), json!(null)),
            ("azp", json!("another-desk"), json!(null)),
            ("exp", json!(now - 3600), json!(null)),
            ("iat", json!(now - 3600), json!(null)),
            ("auth_time", json!(now - 24 * 3600), json!(null)),
            ("sub", json!(""), json!("u-1")),
            ("sub", json!(17), json!("u-1")),
        ];
        for (name, value, back) in forged {
            door.provider.claims(&json!({ name: value }));
            let mut browser = door.browser();
            assert_eq!(door.sign_in(&mut browser).await, REFUSED, "{name}: {value}");
            assert!(!browser.is_in().await, "{name}: {value}");
            door.provider.claims(&json!({ name: back }));
        }
        for how in [Signed::ByAnother, Signed::ByUnknown, Signed::Not, Signed::ByPublicKey] {
            door.provider.signs(how);
            let mut browser = door.browser();
            assert_eq!(door.sign_in(&mut browser).await, REFUSED, "{how:?}");
            assert!(!browser.is_in().await, "{how:?}");
        }
        assert_eq!(door.last_refusal().await, "doubtful");
        door.provider.signs(Signed::Well);
        assert_eq!(door.sign_in(&mut door.browser()).await, "/queue", "one as it must be opens");
    }

    async fn attack_33_another_issuer_sends_nobody_back(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        for issuer in [Some("https://evil.example"), Some(""), None] {
            door.provider.names_itself(issuer);
            assert_eq!(door.sign_in(&mut door.browser()).await, REFUSED, "{issuer:?}");
        }
        door.provider.names_itself(Some(&door.provider.issuer()));
        assert_eq!(door.sign_in(&mut door.browser()).await, "/queue");
    }

    async fn attack_33_a_provider_that_calls_itself_another_is_not_asked(door: Door) {
        door.provider.calls_itself("https://evil.example");
        let away = door.browser().get("/sign-in/openid").await;
        assert_eq!(away.location, "/sign-in?trouble=unusable&next=");
    }

    async fn attack_33_a_code_is_good_once_and_in_one_browser(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        let away = browser.get("/sign-in/openid").await;
        let back = door.provider.authorize(&away.location);
        let way = browser.cookies.clone();
        // Somebody who saw the address, in a browser of her own: without the cookie, and on a way of her own.
        let mut thief = door.browser();
        assert_eq!(thief.get(&back).await.location, REFUSED);
        thief.get("/sign-in/openid").await;
        assert_eq!(thief.get(&back).await.location, REFUSED, "another state");
        assert!(!thief.is_in().await);
        assert_eq!(browser.get(&back).await.location, "/queue");
        // The same address again, with the cookie that was there before.
        let mut again = door.browser();
        again.cookies = way;
        assert_eq!(again.get(&back).await.location, REFUSED);
        assert!(!again.is_in().await);
    }

    async fn attack_33_who_takes_too_long_begins_anew(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        let away = browser.get("/sign-in/openid").await;
        let back = door.provider.authorize(&away.location);
        door.site.desk.app.clock.advance(jiff::SignedDuration::from_mins(11));
        door.provider.set_clock(door.site.desk.app.clock.now().as_second());
        assert_eq!(browser.get(&back).await.location, REFUSED);
    }

    async fn attack_33_no_session_of_somebody_else_stays_behind(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        door.sign_in(&mut browser).await;
        let before = browser.cookies["vigie"].clone();
        let second = door.invited(Role::Operator, "u-2").await;
        assert_eq!(door.sign_in(&mut browser).await, "/queue");
        assert_ne!(browser.cookies["vigie"], before, "a session of her own");
        let account = browser.get("/account").await.body;
        assert!(account.contains(&second), "it is hers");
        let mut old = door.browser();
        old.cookies.insert("vigie".into(), before);
        assert!(!old.is_in().await, "the one before is over");
    }

    async fn attack_33_nobody_comes_in_who_was_not_invited_or_is_out(door: Door) {
        door.provider.claims(&json!({ "sub": "u-9", "email": "inconnue@desk.example" }));
        assert_eq!(door.sign_in(&mut door.browser()).await, "/sign-in?trouble=no-account&next=");
        let email = door.invited(Role::Operator, "u-1").await;
        let mut browser = door.browser();
        door.sign_in(&mut browser).await;
        // Another person of the provider with the same address: the account has its owner.
        door.provider.claims(&json!({ "sub": "u-2" }));
        assert_eq!(door.sign_in(&mut door.browser()).await, "/sign-in?trouble=no-account&next=");
        desk::disable_user(&door.site.desk.app, &By::Command, &email).await.expect("out");
        assert!(!browser.is_in().await, "at once");
        door.provider.claims(&json!({ "sub": "u-1" }));
        assert_eq!(door.sign_in(&mut door.browser()).await, "/sign-in?trouble=no-account&next=");
        assert_eq!(door.last_refusal().await, "no_account");
    }

    async fn attack_33_a_page_about_somebody_else_is_not_believed(door: Door) {
        let email = door.invited(Role::Administrator, "u-1").await;
        door.provider.claims(&json!({ "sub": "u-2", "email": null, "email_verified": null }));
        door.provider.about(&json!({ "sub": "u-1", "email": email, "email_verified": true }));
        assert_eq!(door.sign_in(&mut door.browser()).await, REFUSED);
    }

    async fn attack_46_the_way_back_leads_to_this_site_alone(door: Door) {
        door.invited(Role::Operator, "u-1").await;
        for next in ["//evil.example", "https://evil.example", "/%5Cevil.example", "/sign-in/openid"] {
            let mut browser = door.browser();
            let away = browser.get(&format!("/sign-in/openid?next={next}")).await;
            let back = door.provider.authorize(&away.location);
            let entered = browser.get(&format!("{back}&next=https://evil.example")).await;
            assert_eq!(entered.location, "/queue", "{next}");
        }
        let page = door.browser().get("/sign-in?trouble=<script>&next=//evil.example").await.body;
        assert!(!page.contains("<script>&") && !page.contains("value=\"//evil"), "{page}");
    }
}
