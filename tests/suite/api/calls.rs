//! The telephone system tells of a call, and it shows at the operator's desk; its number proves nothing.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vigie::{
    domain::vocabulary::Role,
    store::{entity::draft, find, row},
};

use crate::{
    on_both,
    support::{Reply, Site, Visitor},
};

struct Phone {
    system: Visitor,
    email: String,
    operator: Visitor,
}

impl Phone {
    async fn of(site: &Site) -> Self {
        let email = site.account(Role::Operator).await;
        let operator = Visitor::Staff(Role::Operator, site.sign_in(&email).await);
        Self { system: site.partner(&["cti"]).await, email, operator }
    }

    async fn tell(&self, site: &Site, event: &str, more: Value) -> Reply {
        let mut told = json!({"call": "5f2a", "event": event});
        told.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let reply = site.send(&self.system, "post", "/api/v1/cti", &told).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply
    }

    async fn tabs(&self, site: &Site) -> String {
        site.get(&self.operator, "/live?since=0").await.body
    }
}

/// The path of the screen that an answer names.
fn path(reply: &Reply) -> String {
    let url = reply.json()["screen"].as_str().expect("a screen").to_owned();
    url[url.find("/calls").expect("a page of calls")..].to_owned()
}

async fn screen(site: &Site, reply: &Reply) -> draft::Model {
    let id = path(reply).rsplit('/').next().expect("an id").parse::<uuid::Uuid>().expect("an id");
    row::get::<draft::Entity>(site.desk.app.store.reader(), id, "call").await.expect("a read")
}

on_both! {
    async fn a_call_rings_at_the_operators_desk_and_its_time_counts_from_her_answer(site: Site) {
        let phone = Phone::of(site).await;
        let known = site.desk.call(&json!({})).await;
        let here = json!({"number": "05 65 00 00 01", "operator": phone.email.to_uppercase()});
        let rings = phone.tell(site, "ringing", here.clone()).await;
        assert!(phone.tabs(site).await.contains(&path(&rings)), "it is one of her tabs");
        site.desk.app.clock.advance(SignedDuration::from_secs(20));
        let answered = phone.tell(site, "answered", here.clone()).await;
        assert_eq!(path(&answered), path(&rings), "one call, one screen");
        assert_eq!(screen(site, &answered).await.created_at, site.desk.app.clock.now().as_microsecond());
        let page = site.get(&phone.operator, &path(&answered)).await.body;
        assert!(page.contains("+33565000001") || page.contains("05 65 00 00 01"));
        assert!(page.contains(&site.desk.case(known).await.reference), "her earlier case is shown");
        assert!(page.contains("Peut-être"), "the number proves nothing");
        for event in ["ringing", "answered", "hung_up", "hung_up"] {
            phone.tell(site, event, here.clone()).await;
        }
        let row = screen(site, &answered).await;
        assert!(row.finished_at.is_none() && row.dropped_at.is_none(), "she ends it herself");
        assert_eq!(site.acts("call.received").await, 1, "the same twice changes nothing");
        site.desk.assert_sound().await;
    }

    async fn a_call_that_rings_for_all_is_shown_to_all_until_somebody_answers(site: Site) {
        let phone = Phone::of(site).await;
        let rings = phone.tell(site, "ringing", json!({"number": "0565000077"})).await;
        assert_eq!(path(&rings), "/calls/new?phone=%2B33565000077");
        assert!(phone.tabs(site).await.contains("/calls/new?phone=%2B33565000077"));
        let auditor = site.staff(Role::Auditor).await;
        assert!(!site.get(&auditor, "/live?since=0").await.body.contains("565000077"), "who takes no calls needn't know");
        let answered = phone.tell(site, "answered", json!({"operator": phone.email})).await;
        let tabs = phone.tabs(site).await;
        assert!(tabs.contains(&path(&answered)) && !tabs.contains("/calls/new?phone"));
        assert_eq!(screen(site, &answered).await.phone.as_deref(), Some("+33565000077"));
    }

    async fn a_screen_that_was_opened_by_hand_is_that_of_the_call(site: Site) {
        let phone = Phone::of(site).await;
        phone.tell(site, "ringing", json!({"number": "0565000077"})).await;
        let by_hand = site.post(&phone.operator, "/calls", &[("phone", "+33565000077")]).await.location;
        let answered = phone.tell(site, "answered", json!({"operator": phone.email})).await;
        assert_eq!(path(&answered), by_hand);
    }

    async fn a_call_that_nobody_answered_waits_to_be_called_back(site: Site) {
        let phone = Phone::of(site).await;
        phone.tell(site, "ringing", json!({"number": "0565000088"})).await;
        assert!(!site.get(&phone.operator, "/calls").await.body.contains("565000088"));
        phone.tell(site, "hung_up", json!({})).await;
        let list = site.get(&phone.operator, "/calls").await.body;
        assert!(list.contains("Personne n’a répondu") && list.contains("+33565000088"), "{list}");
        assert!(!phone.tabs(site).await.contains("565000088"), "it rings no more");
        let call = find::unfinished_calls(site.desk.app.store.reader()).await.expect("a read").remove(0);
        let back = site.post(&phone.operator, &format!("/calls/{}", call.id), &[("intent", "resume")]).await;
        assert_eq!(back.status, 303);
        assert!(!site.get(&phone.operator, "/calls").await.body.contains("Personne n’a répondu"));
    }

    async fn a_call_that_rang_at_one_desk_and_was_not_answered_is_anybodys(site: Site) {
        let phone = Phone::of(site).await;
        let rings = phone.tell(site, "ringing", json!({"number": "0565000099", "operator": phone.email})).await;
        phone.tell(site, "hung_up", json!({})).await;
        assert_eq!(screen(site, &rings).await.owner, None);
        let list = site.get(&phone.operator, "/calls").await.body;
        assert!(list.contains("Personne n’a répondu") && !list.contains("Ligne coupée"), "{list}");
        let page = site.get(&phone.operator, &path(&rings)).await.body;
        assert!(page.contains("Personne n’a répondu à cet appel") && !page.contains("La ligne a coupé"));
    }

    async fn what_the_telephone_told_is_forgotten_after_a_day(site: Site) {
        let phone = Phone::of(site).await;
        phone.tell(site, "ringing", json!({"number": "0565000088"})).await;
        let kept = async || find::phone_calls_before(site.desk.app.store.reader(), i64::MAX).await.expect("a read");
        site.desk.later(60).await;
        assert_eq!(kept().await, 1);
        site.desk.later(24 * 60).await;
        assert_eq!(kept().await, 0);
    }

    async fn nobody_calls_a_withheld_number_back(site: Site) {
        let phone = Phone::of(site).await;
        phone.tell(site, "ringing", json!({"number": "anonymous"})).await;
        let ended = phone.tell(site, "hung_up", json!({})).await;
        assert!(ended.json()["screen"].is_null());
        assert!(find::unfinished_calls(site.desk.app.store.reader()).await.expect("a read").is_empty());
    }

    async fn what_is_told_wrongly_is_pointed_at(site: Site) {
        let phone = Phone::of(site).await;
        let auditor = site.account(Role::Auditor).await;
        let wrong = [
            (json!({"event": "ringing"}), "/call"),
            (json!({"call": "1"}), "/event"),
            (json!({"call": "1", "event": "sneezed"}), "/event"),
            (json!({"call": 1, "event": "ringing"}), "/call"),
            (json!({"call": "1", "event": "ringing", "operator": "nobody@desk.example"}), "/operator"),
            (json!({"call": "1", "event": "ringing", "operator": auditor}), "/operator"),
            (json!({"call": "1", "event": "ringing", "more": 1}), "/more"),
        ];
        for (told, field) in wrong {
            let reply = site.send(&phone.system, "post", "/api/v1/cti", &told).await;
            assert_eq!((reply.status, &reply.json()["field"]), (422, &json!(field)), "{told}");
        }
        assert_eq!(site.acts("call.received").await, 0);
    }
}
