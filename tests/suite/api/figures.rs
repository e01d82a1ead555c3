//! Figures, playbooks and the trail, as they leave the desk.

use serde_json::json;
use vigie::desk;

use crate::{
    on_both,
    support::{Site, Visitor},
};

async fn sealed(site: &Site, edge: &mut desk::LogEdge) {
    let app = &site.desk.app;
    let key = desk::log_key(app).await.expect("the log's key");
    desk::seal_log(&app.store, &key, edge, app.clock.now()).await.expect("sealed");
}

/// Follows the trail from a cursor to its end: places in the log, and where to go on.
async fn follow(site: &Site, who: &Visitor, from: Option<String>) -> (Vec<i64>, String) {
    let (mut places, mut cursor) = (Vec::new(), from);
    loop {
        let behind = cursor.as_ref().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page = site.get(who, &format!("/api/v1/audit/events?limit=5{behind}")).await.json();
        let items = page["items"].as_array().expect("items");
        places.extend(items.iter().map(|item| item["index"].as_i64().expect("a place")));
        let next = page["next_cursor"].as_str().expect("where to go on").to_owned();
        if page["more"] == json!(false) {
            return (places, next);
        }
        cursor = Some(next);
        assert!(places.len() < 1000, "the trail never ends");
    }
}

on_both! {
    async fn who_follows_the_trail_misses_nothing_and_gets_nothing_twice(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let partner = site.partner(&["audit"]).await;
        let mut edge = desk::LogEdge::default();
        sealed(site, &mut edge).await;
        let (first, cursor) = follow(site, &partner, None).await;
        assert!(first.len() > 5, "several pages");
        desk::add_note(&site.desk.app, &site.desk.ana, id, "Elle rappelle.".into(), None).await.expect("a note");
        sealed(site, &mut edge).await;
        let (then, end) = follow(site, &partner, Some(cursor)).await;
        assert!(!then.is_empty());
        let all: Vec<i64> = first.into_iter().chain(then).collect();
        assert_eq!(all, (0..i64::try_from(all.len()).expect("few")).collect::<Vec<_>>());
        let (nothing, still) = follow(site, &partner, Some(end.clone())).await;
        assert_eq!((nothing, still), (Vec::new(), end));
        assert_eq!(site.acts("read.audit").await, 1, "that it is followed is told once in ten minutes");
    }

    async fn an_event_is_given_with_the_bytes_of_its_hash(site: Site) {
        use sha2::Digest;
        site.desk.call(&json!({})).await;
        sealed(site, &mut desk::LogEdge::default()).await;
        let partner = site.partner(&["audit"]).await;
        let page = site.get(&partner, "/api/v1/audit/events?action=report.received").await.json();
        let event = &page["items"][0];
        let hash = sha2::Sha256::digest(event["canonical"].as_str().expect("its bytes").as_bytes());
        assert_eq!(vigie::keys::hex(&hash), event["hash"].as_str().expect("its hash"));
        assert_eq!((page["items"].as_array().expect("items").len(), &event["action"]), (1, &json!("report.received")));
    }

    async fn small_cells_are_hidden_from_whoever_asks(site: Site) {
        let partner = site.partner(&["read"]).await;
        for number in 0..6 {
            let id = site.desk.call(&json!({"contact": {"phone": format!("05 65 00 00 2{number}")}})).await;
            site.desk.lift(id).await;
        }
        let other = site.desk.call(&json!({"organisation": {"postal_code": "31000"}})).await;
        site.desk.lift(other).await;
        let stats = site.get(&partner, "/api/v1/stats?from=2026-11-01&until=2026-12-01").await.json();
        let departments = stats["by_department"].as_array().expect("cells");
        assert_eq!(departments.len(), 2);
        assert!(departments.iter().all(|cell| cell["count"].is_null()), "the one alone would be told by the total: {stats}");
        assert_eq!(stats["by_month"], json!([{"key": "2026-11", "count": 7}]));
        assert_eq!(stats["first_contact_minutes"]["median"], json!(0));
        assert!(stats["assignment_minutes"].is_null(), "of none nothing is said");
        let none = site.get(&partner, "/api/v1/stats?from=2020-01-01&until=2020-02-01").await.json();
        assert_eq!(none["by_category"], json!([]));
    }

    async fn the_playbooks_are_those_that_are_live(site: Site) {
        let partner = site.partner(&["read"]).await;
        let list = site.get(&partner, "/api/v1/playbooks").await.json();
        let live = site.desk.app.playbooks.live();
        assert_eq!(list["playbook_set"], json!(live.hash()));
        assert_eq!(list["items"].as_array().expect("items").len(), live.playbooks().count());
    }
}
