//! Who can help, and the offers that go out by the interface.

use serde_json::json;
use vigie::domain::vocabulary::OfferState;

use crate::{on_both, support::Site};

on_both! {
    async fn the_list_says_who_can_help_and_why_not_the_others(site: Site) {
        let id = site.desk.offered_call().await;
        let partner = site.partner(&["write"]).await;
        let path = format!("/api/v1/incidents/{}/shortlist", site.desk.case(id).await.reference);
        let before = site.desk.trail(id).await.len();
        let list = site.get(&partner, &path).await.json();
        let (candidates, excluded) = (list["candidates"].as_array().expect("some"), list["excluded"].as_array().expect("some"));
        assert_eq!(candidates.len() + excluded.len(), 6);
        assert!(excluded.iter().all(|one| one["failed"] == json!(["already_asked"])), "{list}");
        assert_eq!(excluded.len(), site.desk.offers(id).await.len());
        assert_eq!(site.desk.trail(id).await.len(), before, "looking at it keeps nothing");
    }

    async fn offers_go_to_whom_the_list_names_and_a_reason_is_asked_for_others(site: Site) {
        let id = site.desk.agreed_call().await;
        let partner = site.partner(&["read", "write"]).await;
        let path = format!("/api/v1/incidents/{}", site.desk.case(id).await.reference);
        let list = site.get(&partner, &format!("{path}/shortlist")).await.json();
        let last = list["candidates"].as_array().expect("some").last().expect("one")["provider"].clone();
        let door = format!("{path}/offers");
        let door = ("post", door.as_str());
        assert_eq!(site.send(&partner, "post", door.1, &json!({})).await.status, 428);
        let without = site.change(&partner, door, "*", &json!({"providers": [last]})).await;
        assert_eq!((without.status, &without.json()["field"]), (422, &json!("/reason")));
        let stranger = json!({"providers": ["0198c5a0-0000-7000-8000-000000000001"]});
        let refused = site.change(&partner, door, "*", &stranger).await;
        assert_eq!((refused.status, &refused.json()["field"]), (422, &json!("/providers")));
        let seen = site.get(&partner, &path).await.etag;
        let order = json!({"providers": [last], "reason": "La plus proche."});
        let sent = site.change(&partner, door, &seen, &order).await;
        assert_eq!((sent.status, &sent.json()["state"]), (201, &json!("offering")));
        assert_eq!(sent.json()["offers"][0]["provider"], last);
        assert_eq!(site.change(&partner, door, &seen, &order).await.status, 412, "the same again was for the version before");
        assert_eq!(site.desk.offers_that_are(id, OfferState::Sent).await.len(), 1);
        site.desk.assert_sound().await;
    }

    async fn no_offer_leaves_before_the_doubt_is_lifted_and_the_victim_agreed(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let partner = site.partner(&["write"]).await;
        let door = format!("/api/v1/incidents/{}/offers", site.desk.case(id).await.reference);
        for lifted in [false, true] {
            if lifted {
                site.desk.lift(id).await;
            }
            let refused = site.change(&partner, ("post", &door), "*", &json!({})).await;
            assert_eq!(refused.status, 409, "{}", refused.body);
        }
        assert!(site.desk.offers(id).await.is_empty());
    }
}
