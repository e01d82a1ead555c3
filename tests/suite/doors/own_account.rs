//! Sessions and the password of one's own.

use std::time::Duration;

use jiff::SignedDuration;
use vigie::{
    desk::{self, Client, DeskError, SignedIn},
    domain::vocabulary::Role,
};

use crate::{
    on_both,
    support::{PASSWORD, Site, Visitor, between},
};

const NEW: &str = "quatre mots pris au hasard";

fn operator(token: &str) -> Visitor {
    Visitor::Staff(Role::Operator, token.to_owned())
}

on_both! {
    async fn the_stream_of_changes_ends_with_its_session(site: Site) {
        let email = site.account(Role::Operator).await;
        let (here, there) = (operator(&site.sign_in(&email).await), operator(&site.sign_in(&email).await));
        let (hers, others) = (site.stream(&here, "/events").await, site.stream(&there, "/events").await);
        assert_eq!((hers.status().as_u16(), others.status().as_u16()), (200, 200));
        assert_eq!(site.post(&here, "/sign-out", &[]).await.status, 303);
        // By itself a stream goes on for ten minutes.
        let told = tokio::time::timeout(Duration::from_mins(2), hers.text()).await.expect("it ends").expect("lines");
        assert!(told.contains("hello"), "{told}");
        assert_eq!(site.post(&there, "/sign-out", &[]).await.status, 303);
        tokio::time::timeout(Duration::from_mins(2), others.text()).await.expect("it ends").expect("lines");
    }

    async fn a_session_elsewhere_is_seen_and_ended(site: Site) {
        let email = site.account(Role::Operator).await;
        let here = operator(&site.sign_in(&email).await);
        let from = Client { agent: "Firefox, Windows".into(), ..Client::default() };
        let Ok(SignedIn::Open(there)) = desk::sign_in(&site.desk.app, &email, PASSWORD.into(), &from).await else {
            panic!("no session")
        };
        let page = site.get(&here, "/account").await.body;
        assert!(page.contains("Firefox, Windows") && page.contains("ce navigateur"), "{page}");
        let handle = between(&page, "name=\"session\" value=\"", "\"");
        let stranger = site.staff(Role::Operator).await;
        let refused = site.post(&stranger, "/account/sessions", &[("session", handle)]).await;
        assert_eq!(refused.status, 404, "nobody ends somebody else’s");
        assert_eq!(site.get(&operator(&there.token), "/queue").await.status, 200);
        assert_eq!(site.post(&here, "/account/sessions", &[("session", handle)]).await.status, 303);
        assert_eq!(site.get(&operator(&there.token), "/queue").await.status, 303);
        assert_eq!(site.get(&here, "/queue").await.status, 200);
        assert_eq!(site.acts("session.revoked").await, 1);
    }

    async fn all_other_sessions_end_at_once(site: Site) {
        let email = site.account(Role::Operator).await;
        let [here, one, two] = [site.sign_in(&email).await, site.sign_in(&email).await, site.sign_in(&email).await];
        assert_eq!(site.post(&operator(&here), "/account/sessions", &[]).await.status, 303);
        assert_eq!(site.get(&operator(&one), "/queue").await.status, 303);
        assert_eq!(site.get(&operator(&two), "/queue").await.status, 303);
        assert_eq!(site.get(&operator(&here), "/queue").await.status, 200);
    }

    async fn a_new_password_asks_for_the_old_one_and_ends_other_sessions(site: Site) {
        let email = site.account(Role::Operator).await;
        let (here, elsewhere) = (operator(&site.sign_in(&email).await), operator(&site.sign_in(&email).await));
        let change = async |current: &str, new: &str| {
            site.post(&here, "/account/password", &[("current_password", current), ("new_password", new)]).await
        };
        for (current, new) in [("pas le bon du tout", NEW), (PASSWORD, "trop court"), (PASSWORD, PASSWORD), ("", NEW)] {
            let refused = change(current, new).await;
            assert_eq!(refused.status, 422, "{current} → {new}");
            assert!(!refused.body.contains(NEW) && !refused.body.contains(PASSWORD), "a password is shown again");
        }
        let changed = change(PASSWORD, NEW).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        let token = changed.session.expect("a new session");
        assert_eq!(site.get(&here, "/queue").await.status, 303, "the old token is worth nothing");
        assert_eq!(site.get(&elsewhere, "/queue").await.status, 303);
        assert_eq!(site.get(&operator(&token), "/queue").await.status, 200);
        let old = desk::sign_in(&site.desk.app, &email, PASSWORD.into(), &Client::default()).await;
        assert!(matches!(old, Err(DeskError::SignIn)), "{old:?}");
        let new = desk::sign_in(&site.desk.app, &email, NEW.into(), &Client::default()).await;
        assert!(new.is_ok(), "{new:?}");
        assert_eq!(site.acts("user.password_changed").await, 1);
    }

    async fn a_session_ends_after_a_while_without_a_sign_of_life_and_after_a_day_of_work(site: Site) {
        let email = site.account(Role::Operator).await;
        let (idle, busy) = (operator(&site.sign_in(&email).await), operator(&site.sign_in(&email).await));
        let hours = |hours: i64| site.desk.app.clock.advance(SignedDuration::from_hours(hours));
        hours(7);
        assert_eq!(site.get(&busy, "/queue").await.status, 200);
        hours(1);
        assert_eq!(site.get(&idle, "/queue").await.status, 303, "eight hours without a sign of life");
        assert_eq!(site.get(&busy, "/queue").await.status, 200);
        hours(7);
        assert_eq!(site.get(&busy, "/queue").await.status, 200);
        hours(1);
        assert_eq!(site.get(&busy, "/queue").await.status, 303, "sixteen hours in any case");
        assert_eq!(site.get(&idle, "/queue").await.status, 303);
    }

    async fn a_change_of_role_ends_the_sessions(site: Site) {
        let email = site.account(Role::Supervisor).await;
        let session = site.sign_in(&email).await;
        let chief = site.staff(Role::Administrator).await;
        let users = vigie::store::find::users(site.desk.app.store.reader()).await.expect("a read");
        let id = users.iter().find(|user| user.email == email).expect("the account").id.to_string();
        let done = site.post(&chief, &format!("/users/{id}"), &[("intent", "role"), ("role", "auditor")]).await;
        assert_eq!(done.status, 200, "{}", done.body);
        assert_eq!(site.get(&Visitor::Staff(Role::Supervisor, session), "/dashboard").await.status, 303);
        let auditor = Visitor::Staff(Role::Auditor, site.sign_in(&email).await);
        assert_eq!(site.get(&auditor, "/dashboard").await.status, 403);
        assert_eq!(site.get(&auditor, "/audit").await.status, 200);
    }
}
