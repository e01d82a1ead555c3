//! A sensitive case isn't there for partners: by no door can it be told from a reference that nobody was given.

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, By, SCOPES, Staff},
    domain::{reference::Reference, vocabulary::Role},
    web::routes::TABLE,
};

use crate::{
    on_both,
    support::{Reply, Site, Visitor},
};

async fn sensitive(site: &Site) -> (Uuid, String) {
    let id = site.desk.call(&json!({})).await;
    let email = site.account(Role::Operator).await;
    let user = vigie::store::find::user_by_email(site.desk.app.store.reader(), &email).await.expect("a read");
    let staff = Staff { id: user.expect("an account").id.into(), name: "Claire".into(), role: Role::Operator };
    desk::make_sensitive(&site.desk.app, &By::Staff(staff), id).await.expect("sensitive");
    (id, site.desk.case(id).await.reference)
}

async fn knock(site: &Site, who: &Visitor, method: &str, path: &str) -> Reply {
    match method {
        "get" => site.get(who, path).await,
        other => site.change(who, (other, path), "*", &json!({})).await,
    }
}

on_both! {
    async fn by_no_door_is_a_sensitive_case_told_from_none(site: Site) {
        let (id, hidden) = sensitive(site).await;
        let never = Reference::from_bits(12_345).as_str().to_owned();
        let partner = site.partner(&SCOPES).await;
        let before = site.desk.trail(id).await;
        let mut doors = 0;
        for route in TABLE.iter().filter(|route| route.path.starts_with("/api/v1/incidents/{reference}")) {
            let of = |reference: &str| route.path.replace("{reference}", reference);
            let there = knock(site, &partner, route.method, &of(&hidden)).await;
            let nowhere = knock(site, &partner, route.method, &of(&never)).await;
            assert_eq!((there.status, &there.body), (404, &nowhere.body), "{} {}", route.method, route.path);
            assert_eq!((nowhere.status, &there.etag), (404, &nowhere.etag));
            doors += 1;
        }
        assert!(doors >= 9, "only {doors} doors were tried");
        assert_eq!(site.desk.trail(id).await, before, "nothing was done, and nothing was read");
    }

    async fn no_list_is_short_of_one(site: Site) {
        let mut cases = Vec::new();
        for _ in 0..2 {
            cases.push(site.desk.call(&json!({})).await);
        }
        let (_, hidden) = sensitive(site).await;
        for _ in 0..2 {
            cases.push(site.desk.call(&json!({})).await);
        }
        let partner = site.partner(&["read"]).await;
        let mut path = "/api/v1/incidents?limit=2".to_owned();
        for _ in 0..2 {
            let page = site.get(&partner, &path).await;
            assert!(!page.body.contains(&hidden));
            assert_eq!(page.json()["items"].as_array().expect("items").len(), 2, "a page is full");
            path = format!("/api/v1/incidents?limit=2&cursor={}", page.json()["next_cursor"].as_str().unwrap_or_default());
        }
        assert!(site.get(&partner, &format!("/api/v1/incidents?q={hidden}")).await.json()["items"].as_array().expect("items").is_empty());
    }

    async fn who_follows_the_trail_sees_that_something_happened_and_its_hash(site: Site) {
        let (id, _) = sensitive(site).await;
        let (app, mut edge) = (&site.desk.app, vigie::desk::LogEdge::default());
        let key = desk::log_key(app).await.expect("the log's key");
        desk::seal_log(&app.store, &key, &mut edge, app.clock.now()).await.expect("sealed");
        let partner = site.partner(&["audit"]).await;
        let subject = vigie::domain::audit::Subject::Incident(id.into()).to_string();
        let page = site.get(&partner, &format!("/api/v1/audit/events?subject={subject}")).await.json();
        let events = page["items"].as_array().expect("items");
        assert!(!events.is_empty());
        for event in events {
            assert!(event["sealed"] == json!(true) && event["payload"].is_null() && event["canonical"].is_null(), "{event}");
        }
    }
}
