//! A partner's link is taken over by the victim alone, once.

use serde_json::{Value, json};
use vigie::domain::vocabulary::Channel;

use crate::{
    on_both,
    support::{Site, Visitor, in_rodez},
};

async fn reported(site: &Site) -> (String, Value) {
    let partner = site.partner(&["report"]).await;
    let reply = site.send(&partner, "post", "/api/v1/incidents", &in_rodez(&json!({}))).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let body: Value = serde_json::from_str(&reply.body).expect("JSON");
    let url = body["tracking_url"].as_str().expect("a link");
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    (path.expect("a path"), body)
}

on_both! {
    async fn the_last_four_digits_open_the_page_and_the_link_is_replaced(site: Site) {
        let (claim, body) = reported(site).await;
        let page = site.get(&Visitor::Nobody, &claim).await;
        assert!(page.body.contains("Ouvrir mon dossier"));
        assert!(!page.body.contains(body["reference"].as_str().expect("a reference")), "nothing is shown before");
        let phone = in_rodez(&json!({}))["contact"]["phone"].as_str().expect("a number").replace(' ', "");
        let proof = &phone[phone.len() - 4..];
        let opened = site.post(&Visitor::Nobody, &format!("{claim}/claim"), &[("proof", proof)]).await;
        assert_eq!(opened.status, 303);
        assert_ne!(opened.location, claim);
        let tracking = site.get(&Visitor::Nobody, &opened.location).await;
        assert!(tracking.body.contains(body["reference"].as_str().expect("a reference")));
        assert_eq!(site.get(&Visitor::Nobody, &claim).await.status, 410, "the partner's link is dead");
        assert_eq!(site.acts("tracking.opened").await, 1);
    }

    async fn a_wrong_proof_is_told_and_five_are_enough(site: Site) {
        let (claim, _) = reported(site).await;
        for _ in 0..5 {
            let refused = site.post(&Visitor::Nobody, &format!("{claim}/claim"), &[("proof", "9999")]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains("value=\"9999\""), "what was typed is kept");
        }
        assert_eq!(site.post(&Visitor::Nobody, &format!("{claim}/claim"), &[("proof", "9999")]).await.status, 429);
        assert_eq!(site.acts("tracking.opened").await, 0);
    }

    async fn only_a_partners_report_has_such_a_link(site: Site) {
        let id = site.desk.call(&json!({})).await;
        assert_eq!(site.desk.case(id).await.channel, Channel::Phone.as_str());
        let path = site.tracking(id).await;
        assert_eq!(site.post(&Visitor::Nobody, &format!("{path}/claim"), &[("proof", "0000")]).await.status, 404);
    }
}
