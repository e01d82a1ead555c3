//! Changes for the version that was seen, by the desk's own acts, with the token as their actor.

use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    domain::{audit::Subject, vocabulary::IncidentState},
    store::find,
};

use crate::{
    on_both,
    support::{Reply, Site, Visitor, in_rodez},
};

/// Every door that changes a case, with a document that it understands.
fn changes() -> [(&'static str, &'static str, Value); 6] {
    [
        ("patch", "", json!({"tlp": "red", "pap": "amber", "lang": "en"})),
        ("post", "/classification", json!({})),
        ("post", "/facts", json!({"facts": {"personal_data": "yes", "amount_eur": 1200}})),
        ("post", "/notes", json!({"text": "Le centre voisin a pris la main.", "happened_at": "2026-11-24T08:00:00Z"})),
        ("post", "/transfer", json!({"to": "other", "note": "hors périmètre"})),
        ("post", "/close", json!({"disposition": "confirmed", "note": "Tout est revenu."})),
    ]
}

struct Case {
    id: Uuid,
    path: String,
    partner: Visitor,
}

async fn case(site: &Site) -> Case {
    let id = site.desk.call(&json!({})).await;
    let path = format!("/api/v1/incidents/{}", site.desk.case(id).await.reference);
    Case { id, path, partner: site.partner(&["read", "write"]).await }
}

impl Case {
    async fn send(&self, site: &Site, (method, door): (&str, &str), seen: &str, body: &Value) -> Reply {
        site.change(&self.partner, (method, &format!("{}{door}", self.path)), seen, body).await
    }

    async fn seen(&self, site: &Site) -> String {
        site.get(&self.partner, &self.path).await.etag
    }
}

/// Who did the last act of this name on the case.
async fn actor(site: &Site, case: Uuid, action: &str) -> String {
    let subject = Some(Subject::Incident(case.into()).to_string());
    let filter = find::TrailFilter { subject, action: Some(action.to_owned()), ..find::TrailFilter::default() };
    let events = find::trail(site.desk.app.store.reader(), &filter, 1).await.expect("a read");
    events.first().map(|event| event.actor.clone()).unwrap_or_default()
}

on_both! {
    async fn a_change_says_which_version_it_is_for(site: Site) {
        let case = case(site).await;
        for (method, door, body) in changes() {
            let path = format!("{}{door}", case.path);
            let (version, trail) = (site.desk.case(case.id).await.version, site.desk.trail(case.id).await.len());
            assert_eq!(site.send(&case.partner, method, &path, &body).await.status, 428, "{door}");
            for other in ["\"0\"", "\"99\"", "W/\"1\"", "nonsense"] {
                assert_eq!(case.send(site, (method, door), other, &body).await.status, 412, "{door} {other}");
            }
            assert_eq!(site.desk.case(case.id).await.version, version, "{door} changed nothing");
            assert_eq!(site.desk.trail(case.id).await.len(), trail, "{door} left nothing");
        }
    }

    async fn each_act_leaves_what_the_desks_own_leaves_with_the_token_as_actor(site: Site) {
        let acts = ["marking.changed", "classification.confirmed", "facts.answered", "note.added", "incident.transferred", "incident.closed"];
        for ((method, door, body), action) in changes().into_iter().zip(acts) {
            let case = case(site).await;
            let seen = case.seen(site).await;
            let done = case.send(site, (method, door), &seen, &body).await;
            assert!([200, 201].contains(&done.status), "{door}: {}", done.body);
            assert_ne!(done.etag, seen, "{door}");
            assert_eq!(done.etag, case.seen(site).await, "{door}");
            assert!(actor(site, case.id, action).await.starts_with("tok_"), "{door} left no {action}");
            // The same again was for the version before.
            assert_eq!(case.send(site, (method, door), &seen, &body).await.status, 412, "{door} twice");
        }
        site.desk.assert_sound().await;
    }

    async fn of_two_at_once_one_is_told_to_read_again(site: Site) {
        let case = case(site).await;
        let seen = case.seen(site).await;
        let note = |text: &str| json!({"text": text});
        let (one, other) = (note("un"), note("deux"));
        let (one, other) = tokio::join!(
            case.send(site, ("post", "/notes"), &seen, &one),
            case.send(site, ("post", "/notes"), &seen, &other),
        );
        let mut both = [one.status, other.status];
        both.sort_unstable();
        assert_eq!(both, [201, 412]);
        assert_eq!(site.acts("note.added").await, 1);
    }

    async fn what_is_as_it_is_asked_changes_nothing(site: Site) {
        let case = case(site).await;
        let now = site.get(&case.partner, &case.path).await;
        let same = json!({"tlp": now.json()["tlp"], "pap": now.json()["pap"], "lang": "fr"});
        let done = case.send(site, ("patch", ""), &now.etag, &same).await;
        assert_eq!((done.status, done.etag), (200, now.etag));
    }

    async fn a_category_is_overridden_for_a_reason(site: Site) {
        let case = case(site).await;
        let door = ("post", "/classification");
        let without = case.send(site, door, "*", &json!({"category": "phishing"})).await;
        assert_eq!((without.status, &without.json()["field"]), (422, &json!("/reason")));
        let unknown = case.send(site, door, "*", &json!({"category": "flying", "reason": "x"})).await;
        assert_eq!((unknown.status, &unknown.json()["field"]), (422, &json!("/category")));
        let done = case.send(site, door, "*", &json!({"category": "phishing", "reason": "Le courriel a été reçu."})).await;
        let document = done.json();
        assert_eq!((done.status, &document["category"], &document["category_confirmed"]), (200, &json!("phishing"), &json!(true)));
        assert!(actor(site, case.id, "classification.overridden").await.starts_with("tok_"));
    }

    async fn what_a_document_says_wrongly_is_pointed_at(site: Site) {
        let case = case(site).await;
        let version = site.desk.case(case.id).await.version;
        let long = "x".repeat(20_001);
        let wrong = [
            ("patch", "", json!({"tlp": "pink"}), "/tlp"),
            ("patch", "", json!({"severity": "low"}), "/severity"),
            ("patch", "", json!([]), ""),
            ("post", "/facts", json!({}), "/facts"),
            ("post", "/facts", json!({"facts": {}}), "/facts"),
            ("post", "/facts", json!({"facts": {"Encrypted": "yes"}}), "/facts/Encrypted"),
            ("post", "/facts", json!({"facts": {"encrypted": [1]}}), "/facts/encrypted"),
            ("post", "/notes", json!({}), "/text"),
            ("post", "/notes", json!({"text": " \u{0} "}), "/text"),
            ("post", "/notes", json!({"text": long}), "/text"),
            ("post", "/notes", json!({"text": "x", "happened_at": "hier"}), "/happened_at"),
            ("post", "/notes", json!({"text": "x", "visible": "victim"}), "/visible"),
            ("post", "/transfer", json!({}), "/to"),
            ("post", "/transfer", json!({"to": "Jean Dupont"}), "/to"),
            ("post", "/close", json!({}), "/disposition"),
            ("post", "/close", json!({"disposition": "Tout va bien"}), "/disposition"),
            ("post", "/close", json!({"state": "assigned", "disposition": "confirmed"}), "/state"),
            ("post", "/offers", json!({"providers": ["x"]}), "/providers/0"),
        ];
        for (method, door, body, field) in wrong {
            let reply = case.send(site, (method, door), "*", &body).await;
            assert_eq!((reply.status, &reply.json()["field"]), (422, &json!(field)), "{door} {body}");
        }
        assert_eq!(site.desk.case(case.id).await.version, version);
    }

    async fn a_text_is_kept_without_what_can_not_be_stored_and_without_secrets(site: Site) {
        let case = case(site).await;
        let note = json!({"text": "avant\u{0}après, carte 4111 1111 1111 1111 🔥 \u{202e}abc"});
        assert_eq!(case.send(site, ("post", "/notes"), "*", &note).await.status, 201);
        let file = vigie::desk::read::case_file(&site.desk.app, case.id).await.expect("the case");
        let kept = &file.entries.iter().find(|entry| entry.kind == "note").expect("the note").body;
        assert!(kept.contains("avantaprès") && !kept.contains("4111"), "{kept}");
    }

    async fn a_case_that_is_over_takes_no_more_but_notes(site: Site) {
        let case = case(site).await;
        let closed = case.send(site, ("post", "/close"), "*", &json!({"state": "information", "note": "une question"})).await;
        assert_eq!((closed.status, &closed.json()["state"]), (200, &json!("information")));
        assert_eq!(site.desk.state(case.id).await, IncidentState::Information);
        for (method, door, body) in changes().into_iter().filter(|(_, door, _)| *door != "/notes") {
            assert_eq!(case.send(site, (method, door), "*", &body).await.status, 409, "{door}");
        }
    }

    async fn a_key_makes_a_second_try_the_same_case_and_a_bad_one_none(site: Site) {
        let partner = site.partner(&["report"]).await;
        let told = in_rodez(&json!({}));
        let send = async |key: &str, told: &Value| site.send_with(&partner, "/api/v1/incidents", ("idempotency-key", key), told).await;
        let (first, again) = (send("7f0c", &told).await, send("7f0c", &told).await);
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!(first.json()["reference"], again.json()["reference"]);
        let other = in_rodez(&json!({"description": "Un faux virement de 32 000 euros est parti."}));
        assert_eq!(send("7f0c", &other).await.status, 422);
        for bad in ["", &"k".repeat(201)] {
            assert_eq!(send(bad, &told).await.status, 400, "{bad:?}");
        }
        assert_eq!(site.acts("report.received").await, 1);
    }
}
