//! The directory by documents: newcomers are applicants, corrections are for the version that was seen.

use serde_json::{Value, json};
use vigie::{
    domain::{ids::ProviderId, vocabulary::VettingState},
    store::find,
};

use crate::{on_both, support::Site};

fn atelier(more: &Value) -> Value {
    let mut told = json!({
        "id": "LOT-1", "company": "Atelier du Lot", "siret": "73282932000074", "postal_code": "12000",
        "phone": "0565000009", "email": ["contact@lot.example"], "skills": ["forensics:3"], "departments": ["12"],
        "hours": "24/7", "capacity": 3, "remote": true,
    });
    told.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    told
}

on_both! {
    async fn a_newcomer_is_an_applicant_whom_nobody_is_offered(site: Site) {
        let keeper = site.partner(&["read", "directory"]).await;
        let added = site.send(&keeper, "post", "/api/v1/providers", &atelier(&json!({}))).await;
        assert_eq!((added.status, &added.json()["vetting_state"]), (201, &json!("applicant")), "{}", added.body);
        let id = added.json()["provider"].as_str().expect("its key").to_owned();
        assert_eq!(added.location, format!("/api/v1/providers/{id}"));
        let known = site.desk.app.directory.snapshot();
        let known = known.get(ProviderId(id.parse().expect("a key"))).expect("in the directory");
        assert_eq!(known.vetting.state, VettingState::Applicant);
        assert_eq!(site.get(&keeper, &added.location).await.json(), added.json());
        for twice in [json!({}), json!({"id": "LOT-2"}), json!({"siret": null})] {
            let again = site.send(&keeper, "post", "/api/v1/providers", &atelier(&twice)).await;
            assert_eq!(again.status, 409, "{}", again.body);
        }
        assert_eq!(site.acts("provider.added").await, 1);
        site.desk.assert_sound().await;
    }

    async fn a_correction_is_for_the_version_that_was_seen_and_vetting_is_peoples(site: Site) {
        let keeper = site.partner(&["read", "directory"]).await;
        let row = find::providers(site.desk.app.store.reader()).await.expect("a read").remove(0);
        let path = format!("/api/v1/providers/{}", row.id);
        let seen = site.get(&keeper, &path).await;
        let door = ("patch", path.as_str());
        assert_eq!(site.send(&keeper, "patch", &path, &json!({})).await.status, 428);
        assert_eq!(site.change(&keeper, door, "\"77\"", &json!({"capacity": 4})).await.status, 412);
        for field in ["vetting_state", "review_on", "open_assignments", "id", "paused", "provider"] {
            let reply = site.change(&keeper, door, "*", &json!({field: "vetted"})).await;
            assert_eq!((reply.status, &reply.json()["field"]), (422, &json!(format!("/{field}"))));
        }
        let same = site.change(&keeper, door, &seen.etag, &json!({"capacity": seen.json()["capacity"]})).await;
        assert_eq!((same.status, &same.etag), (200, &seen.etag), "the same is no change");
        let done = site.change(&keeper, door, &seen.etag, &json!({"capacity": 4, "radius_km": 60, "languages": ["fr", "oc"]})).await;
        assert_eq!((done.status, &done.json()["capacity"]), (200, &json!(4)), "{}", done.body);
        assert_eq!(done.json()["vetting_state"], json!("vetted"), "as it was");
        assert_eq!(site.change(&keeper, door, &seen.etag, &json!({"capacity": 5})).await.status, 412);
        assert_eq!(site.desk.app.directory.snapshot().get(ProviderId(row.id)).expect("known").capacity, 4);
        assert_eq!(site.acts("provider.changed").await, 1);
        site.desk.assert_sound().await;
    }

    async fn addresses_and_numbers_are_for_who_keeps_the_directory(site: Site) {
        let (keeper, reader) = (site.partner(&["read", "directory"]).await, site.partner(&["read"]).await);
        let all = site.get(&keeper, "/api/v1/providers").await;
        assert!(all.body.contains("contact0@atelier.example"));
        let some = site.get(&reader, "/api/v1/providers").await.json();
        for item in some["items"].as_array().expect("items") {
            for field in ["phone", "email", "on_call_email", "on_call_phone", "conflicts"] {
                assert!(item.get(field).is_none(), "{field}");
            }
        }
        let nowhere = "/api/v1/providers/0198c5a0-0000-7000-8000-000000000001";
        for path in [nowhere, "/api/v1/providers/x", "/api/v1/providers/%00"] {
            assert_eq!(site.get(&reader, path).await.status, 404, "{path}");
        }
    }

    async fn the_directory_comes_page_by_page(site: Site) {
        let reader = site.partner(&["read"]).await;
        let (mut path, mut keys) = ("/api/v1/providers?limit=4&vetting_state=vetted".to_owned(), Vec::new());
        for _ in 0..2 {
            let page = site.get(&reader, &path).await.json();
            keys.extend(page["items"].as_array().expect("items").iter().map(|item| item["provider"].to_string()));
            path = format!("/api/v1/providers?limit=4&vetting_state=vetted&cursor={}", page["next_cursor"].as_str().unwrap_or_default());
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 6);
    }

    async fn what_a_document_says_wrongly_is_pointed_at(site: Site) {
        let keeper = site.partner(&["directory"]).await;
        let wrong = [
            (json!({"siret": "73282932000075"}), "/siret"),
            (json!({"postal_code": "99999"}), "/postal_code"),
            (json!({"skills": ["flying:3"]}), "/skills"),
            (json!({"skills": "forensics:3"}), "/skills"),
            (json!({"labels": ["ExpertCyber:2028-01-31:2026-01-31"]}), "/labels"),
            (json!({"hours": "sometimes"}), "/hours"),
            (json!({"capacity": -1}), "/capacity"),
            (json!({"lat": 43.0}), "/lat"),
            (json!({"company": ""}), "/company"),
            (json!({"email": ["a|b@lot.example"]}), "/email"),
            (json!({"vetting_state": "vetted"}), "/vetting_state"),
            (json!({"surprise": 1}), "/surprise"),
        ];
        for (more, field) in wrong {
            let reply = site.send(&keeper, "post", "/api/v1/providers", &atelier(&more)).await;
            assert_eq!((reply.status, &reply.json()["field"]), (422, &json!(field)), "{more}: {}", reply.body);
        }
        assert_eq!(site.acts("provider.added").await, 0);
    }
}
