//! Who is told is decided by administrators and by command; each act is in the trail, a secret is seen once.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vigie::{
    desk::webhooks::{self, KINDS},
    domain::vocabulary::Role,
    store::find,
};

use super::{
    deliveries,
    receiver::{Answer, Receiver},
    tell, told,
};
use crate::{
    on_both,
    support::{Desk, Site, between, openapi},
};

on_both! {
    async fn a_secret_is_shown_once_and_stored_sealed(site: Site) {
        let chief = site.staff(Role::Administrator).await;
        let form = [("name", "Portail"), ("url", "https://portail.example/vigie"), ("kind", "report.received"), ("kind", "incident.closed")];
        let added = site.post(&chief, "/webhooks", &form).await;
        assert_eq!(added.status, 200, "{}", added.body);
        let secret = between(&added.body, "<code>whsec_", "</code>").to_owned();
        assert_eq!(secret.len(), 44, "256 bits");
        assert!(!site.get(&chief, "/webhooks").await.body.contains("whsec_"), "once");
        let row = find::webhooks(site.desk.app.store.reader()).await.expect("a read").remove(0);
        assert_eq!(row.kinds, "report.received incident.closed");
        let plain = vigie_secret(&secret);
        assert!(!row.sealed_secret.windows(plain.len()).any(|part| part == plain), "the secret stands there");
        let rotated = site.post(&chief, &format!("/webhooks/{}", row.id), &[("intent", "rotate")]).await;
        assert_ne!(between(&rotated.body, "<code>whsec_", "</code>"), secret);
        assert!(rotated.body.contains("whsec_"));
        for trail in find::trail(site.desk.app.store.reader(), &find::TrailFilter::default(), 1000).await.expect("a read") {
            assert!(!trail.canonical.contains("whsec_") && !trail.canonical.contains(&secret));
        }
    }

    async fn a_wrong_name_a_taken_one_and_an_unknown_event_are_refused_and_nothing_typed_is_lost(site: Site) {
        let chief = site.staff(Role::Administrator).await;
        let url = ("url", "https://portail.example/vigie");
        assert_eq!(site.post(&chief, "/webhooks", &[("name", "Portail"), url]).await.status, 200);
        for form in [[("name", ""), url], [("name", "Portail"), url], [("name", "Autre"), ("url", "https://")]] {
            let reply = site.post(&chief, "/webhooks", &form).await;
            assert_eq!(reply.status, 422, "{form:?}");
            assert!(reply.body.contains(&format!("value=\"{}\"", form[1].1)), "what was typed is kept");
        }
        let unknown = [("name", "Autre"), url, ("kind", "offer.eaten")];
        assert_eq!(site.post(&chief, "/webhooks", &unknown).await.status, 422);
    }

    async fn what_is_removed_is_told_nothing_and_leaves_nothing(site: Site) {
        let chief = site.staff(Role::Administrator).await;
        let receiver = Receiver::open().await;
        told(&site.desk, &receiver, &[]).await;
        site.desk.call(&json!({})).await;
        let id = find::webhooks(site.desk.app.store.reader()).await.expect("a read").remove(0).id;
        assert_eq!(site.post(&chief, &format!("/webhooks/{id}"), &[("intent", "remove")]).await.status, 303);
        assert_eq!(tell(&site.desk).await, 0);
        assert!(find::deliveries_of(site.desk.app.store.reader(), id, &[], 10).await.expect("a read").is_empty());
        assert_eq!(site.get(&chief, &format!("/webhooks/{id}")).await.status, 404);
        assert_eq!(site.acts("webhook.removed").await, 1);
    }

    async fn the_page_says_what_became_of_each_message(site: Site) {
        let chief = site.staff(Role::Administrator).await;
        let receiver = Receiver::open().await;
        told(&site.desk, &receiver, &[]).await;
        receiver.answers([Answer::Status(503)]);
        let id = site.desk.call(&json!({})).await;
        tell(&site.desk).await;
        let webhook = find::webhooks(site.desk.app.store.reader()).await.expect("a read").remove(0).id;
        let page = site.get(&chief, &format!("/webhooks/{webhook}")).await.body;
        assert!(page.contains("HTTP 503") && page.contains("report.received"), "{page}");
        assert!(page.contains(&site.desk.case(id).await.reference));
    }

    async fn messages_are_forgotten_after_a_month(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &[]).await;
        desk.call(&json!({})).await;
        tell(desk).await;
        let count = deliveries(desk, "portail").await.len();
        assert!(count > 0);
        desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 31));
        desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
        tell(desk).await;
        let left = deliveries(desk, "portail").await;
        let now = desk.app.clock.now().as_microsecond();
        assert!(left.iter().all(|one| now - one.created_at < 3_600_000_000), "{} are left", left.len());
    }
}

fn vigie_secret(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("base64")
}

#[test]
fn the_description_names_every_event_that_is_told() {
    let described = openapi::description()["webhooks"].as_object().expect("webhooks");
    let known: BTreeSet<&str> = KINDS.iter().map(|kind| kind.as_str()).chain([webhooks::TEST]).collect();
    assert_eq!(described.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
    let named: &Value = &openapi::description()["components"]["schemas"]["WebhookKind"]["enum"];
    let named: BTreeSet<&str> = named.as_array().expect("words").iter().filter_map(Value::as_str).collect();
    assert_eq!(named, known);
}

on_both! {
    async fn what_is_told_is_as_described(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &[]).await;
        desk.assigned_call().await;
        let web = crate::support::report(vigie::domain::vocabulary::Channel::Web, &crate::support::in_rodez(&json!({"contact": {"phone": "05 65 00 00 03"}})));
        vigie::desk::report_incident(&desk.app, &vigie::desk::By::Visitor, web).await.expect("taken");
        desk.later(120).await;
        tell(desk).await;
        let schema = &openapi::description()["components"]["schemas"]["WebhookMessage"];
        assert!(receiver.got().len() > 5);
        for got in receiver.got() {
            openapi::check(schema, &got.json(), "").unwrap_or_else(|wrong| panic!("{wrong}\n{}", got.body));
        }
    }
}
