//! Lists by cursor, filters, tags, and what a wrong query is told.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    on_both,
    support::{Site, Visitor, in_rodez},
};

fn references(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["reference"].as_str().expect("a reference").to_owned()).collect()
}

/// All pages of a list, and how many there were.
async fn pages(site: &Site, who: &Visitor, path: &str) -> (Vec<String>, usize) {
    let (mut all, mut count, mut next) = (Vec::new(), 0, path.to_owned());
    loop {
        let page = site.get(who, &next).await.json();
        all.extend(references(&page));
        count += 1;
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("{path}&cursor={cursor}"),
            None => return (all, count),
        }
        assert!(count < 50, "the list never ends");
    }
}

/// Seven cases, five of them of the same microsecond.
async fn seven(site: &Site) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for number in 0..7 {
        if number >= 5 {
            site.desk.app.clock.advance(SignedDuration::from_mins(1));
        }
        let id = site.desk.call(&json!({"contact": {"phone": format!("05 65 00 00 1{number}")}})).await;
        all.insert(site.desk.case(id).await.reference);
    }
    all
}

on_both! {
    async fn every_case_is_on_one_page_and_none_on_two(site: Site) {
        let all = seven(site).await;
        let partner = site.partner(&["read"]).await;
        for (limit, expected) in [(1, 7), (2, 4), (3, 3), (7, 1), (200, 1)] {
            let (found, count) = pages(site, &partner, &format!("/api/v1/incidents?limit={limit}")).await;
            assert_eq!((found.len(), count), (7, expected), "by {limit}");
            assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all);
        }
    }

    async fn filters_narrow_and_what_nothing_has_is_an_empty_page(site: Site) {
        let first = site.desk.call(&json!({})).await;
        let partner = site.partner(&["read", "report"]).await;
        let other = in_rodez(&json!({"organisation": {"postal_code": "31000", "name": "Mairie"}, "contact": {"phone": "05 61 00 00 07", "email": "mairie@ville.example"}, "description": "Notre site affiche un drapeau de pirates."}));
        assert_eq!(site.send(&partner, "post", "/api/v1/incidents", &other).await.status, 201);
        let case = site.desk.case(first).await;
        let (category, severity) = (case.category, case.severity);
        let first = vec![case.reference];
        let only_first = [
            "department=12".to_owned(),
            "state=received,open".to_owned(),
            format!("category={category}"),
            format!("category={category}&severity={severity}"),
            "q=boulangerie".to_owned(),
            format!("q={}", first[0].to_lowercase()),
            "q=05%2065%2000%2000%2001&department=12".to_owned(),
        ];
        for query in only_first {
            let page = site.get(&partner, &format!("/api/v1/incidents?{query}")).await.json();
            assert_eq!(references(&page), first, "{query}");
        }
        for query in ["department=99", "q=boulan", "q=0565", "q=056500000", "category=none", "q=introuvable", "q=%3F%21", "state=closed", "since=2030-01-01T00:00:00Z"] {
            let page = site.get(&partner, &format!("/api/v1/incidents?{query}")).await.json();
            assert!(references(&page).is_empty(), "{query}");
        }
        let all = site.get(&partner, "/api/v1/incidents?since=2026-11-24T09:00:00Z&category=&q=&cursor=").await.json();
        assert_eq!(references(&all).len(), 2);
    }

    async fn what_a_query_says_wrongly_is_pointed_at(site: Site) {
        let partner = site.partner(&["read", "audit"]).await;
        let wrong = [
            ("/api/v1/incidents?state=asleep", "/state"),
            ("/api/v1/incidents?severity=urgent", "/severity"),
            ("/api/v1/incidents?since=yesterday", "/since"),
            ("/api/v1/incidents?state=", "/state"),
            ("/api/v1/providers?limit=&cursor=", "/limit"),
            ("/api/v1/incidents?limit=0", "/limit"),
            ("/api/v1/incidents?limit=many", "/limit"),
            ("/api/v1/incidents?cursor=2026", "/cursor"),
            ("/api/v1/incidents?departement=12", "/departement"),
            ("/api/v1/incidents?limit=1&limit=2", "/limit"),
            ("/api/v1/providers?vetting_state=good", "/vetting_state"),
            ("/api/v1/providers?cursor=x", "/cursor"),
            ("/api/v1/stats?from=2026-13-01", "/from"),
            ("/api/v1/stats?from=2026-11-02&until=2026-11-01", "/until"),
            ("/api/v1/audit/events?subject=Martin", "/subject"),
            ("/api/v1/audit/events?action=offer.eaten", "/action"),
            ("/api/v1/audit/events?cursor=LTE", "/cursor"),
        ];
        for (path, field) in wrong {
            let reply = site.get(&partner, path).await;
            assert_eq!((reply.status, &reply.json()["field"]), (422, &json!(field)), "{path}");
        }
        for strange in ["q=%00", "q=%22%27%3B--", "category=%00", "department=%E2%80%AE", "q=%F0%9F%94%A5"] {
            assert_eq!(site.get(&partner, &format!("/api/v1/incidents?{strange}")).await.status, 200, "{strange}");
        }
    }

    async fn what_is_known_is_not_sent_again_until_it_changes(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let partner = site.partner(&["read"]).await;
        let path = format!("/api/v1/incidents/{}", site.desk.case(id).await.reference);
        for path in [path.as_str(), "/api/v1/incidents", "/api/v1/playbooks", "/api/v1/stats", "/api/v1/providers?limit=2"] {
            let first = site.get(&partner, path).await;
            assert!(first.status == 200 && first.etag.starts_with('"'), "{path}: {}", first.etag);
            let again = site.get_with(&partner, path, ("if-none-match", &first.etag)).await;
            assert_eq!((again.status, again.etag), (304, first.etag), "{path}");
        }
        let known = site.get(&partner, &path).await.etag;
        vigie::desk::add_note(&site.desk.app, &site.desk.ana, id, "Elle rappelle.".into(), None).await.expect("a note");
        let changed = site.get_with(&partner, &path, ("if-none-match", &known)).await;
        assert_eq!(changed.status, 200);
        assert_ne!(changed.etag, known);
    }

    async fn that_a_case_was_read_is_told_once_in_ten_minutes(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let partner = site.partner(&["read"]).await;
        let path = format!("/api/v1/incidents/{}", site.desk.case(id).await.reference);
        for _ in 0..3 {
            assert_eq!(site.get(&partner, &path).await.status, 200);
        }
        assert_eq!(site.acts("read.incident").await, 1);
        site.desk.app.clock.advance(SignedDuration::from_mins(11));
        site.get(&partner, &path).await;
        assert_eq!(site.acts("read.incident").await, 2);
    }

    async fn nobodys_name_number_or_address_is_in_it(site: Site) {
        let id = site.desk.offered_call().await;
        let partner = site.partner(&["read", "write"]).await;
        let path = format!("/api/v1/incidents/{}", site.desk.case(id).await.reference);
        for path in [path.clone(), "/api/v1/incidents".into(), format!("{path}/shortlist"), "/api/v1/providers".into()] {
            let body = site.get(&partner, &path).await.body;
            for word in ["Miquel", "0565000001", "05 65 00 00 01", "33565000001", "@"] {
                assert!(!body.contains(word), "{word} in {path}: {body}");
            }
        }
    }

    async fn a_method_that_is_not_there_is_told_with_those_that_are(site: Site) {
        let partner = site.partner(&["read"]).await;
        let reply = site.send(&partner, "delete", "/api/v1/incidents", &json!({})).await;
        assert_eq!(reply.status, 405);
        let bytes = site.bytes(&partner, "/api/v1/classify").await;
        let allow = bytes.headers.get("allow").and_then(|value| value.to_str().ok());
        assert_eq!((bytes.status, allow), (405, Some("POST")));
    }

    async fn a_head_is_answered_as_its_get_is_without_the_body(site: Site) {
        let partner = site.partner(&["read"]).await;
        for (who, path) in [
            (&Visitor::Nobody, "/"),
            (&Visitor::Nobody, "/guides"),
            (&Visitor::Nobody, "/incidents"),
            (&Visitor::Nobody, "/api/v1/incidents"),
            (&Visitor::Nobody, "/nowhere"),
            (&partner, "/api/v1/incidents"),
        ] {
            let (get, head) = (site.get(who, path).await, site.send(who, "head", path, &json!({})).await);
            assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
        }
    }

    async fn the_name_of_the_scheme_is_read_without_regard_to_case(site: Site) {
        let Visitor::Partner(_, token) = site.partner(&["read"]).await else { panic!("a partner has a token") };
        for scheme in ["bearer", "BEARER"] {
            let header = format!("{scheme} {token}");
            let reply = site.get_with(&Visitor::Nobody, "/api/v1/incidents", ("authorization", &header)).await;
            assert_eq!(reply.status, 200, "{scheme}");
        }
        let basic = format!("Basic {token}");
        let reply = site.get_with(&Visitor::Nobody, "/api/v1/incidents", ("authorization", &basic)).await;
        assert_eq!(reply.status, 401);
    }

    async fn a_token_with_a_rate_waits_at_every_door(site: Site) {
        let new = vigie::desk::NewToken { name: "lent".into(), scopes: vec!["read".into()], rate_per_minute: Some(2) };
        let token = vigie::desk::create_token(&site.desk.app, &vigie::desk::By::Command, new).await.expect("a token");
        let slow = Visitor::Partner(vec!["read"], token);
        let mut seen = Vec::new();
        for path in ["/api/v1/incidents", "/api/v1/playbooks", "/api/v1/stats"] {
            seen.push(site.get(&slow, path).await.status);
        }
        assert_eq!(seen, [200, 200, 429]);
        let bytes = site.bytes(&slow, "/api/v1/providers").await;
        assert!(bytes.headers.contains_key("retry-after"), "when to come again");
    }
}
