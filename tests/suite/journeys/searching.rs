//! A case is found again by whatever somebody remembers of it.

use serde_json::json;
use vigie::{
    desk::{self, By},
    domain::{
        search_words::search_words,
        vocabulary::{Channel, Role},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Site, Visitor, in_rodez, report},
};

async fn found(desk: &Desk, query: &str) -> Vec<uuid::Uuid> {
    let filter = find::QueueFilter { words: search_words(query), ..find::QueueFilter::default() };
    let cases = find::queue(desk.app.store.reader(), &filter, 10).await.expect("a read");
    cases.into_iter().map(|case| case.id).collect()
}

on_both! {
    async fn a_case_is_found_by_its_words_its_number_and_its_reference(desk: Desk) {
        let baker = desk.call(&json!({})).await;
        let other = desk.call(&json!({
            "organisation": {"name": "Mairie de Sévérac", "kind": "municipality"},
            "contact": {"name": "Paul Roux", "phone": "05 65 00 00 09", "email": "paul@mairie.example"},
            "description": "Notre site affiche une page d’un pirate.",
            "facts": {},
        })).await;
        let reference = desk.case(baker).await.reference;
        for query in ["boulangerie", "BOULANGERIE miquel", "fichier chiffré", "0565000001", "05.65.00.00.01", &reference] {
            assert_eq!(found(desk, query).await, [baker], "{query}");
        }
        assert_eq!(found(desk, "severac").await, [other], "without its accents");
        assert!(found(desk, "boulangerie severac").await.is_empty(), "all words must be there");
        for odd in ["\"", "' OR 1=1 --", "* ( )", "a:b AND NOT"] {
            assert!(found(desk, odd).await.len() <= 2, "{odd} is words, not syntax");
        }
    }
}

/// The references of a page of the queue, in their order, and where it goes on.
async fn page(site: &Site, who: &Visitor, address: &str) -> (Vec<String>, Option<String>) {
    let page = site.get(who, address).await;
    assert_eq!(page.status, 200, "{address}");
    let links = |start: &'static str| {
        page.body
            .split("href=\"")
            .skip(1)
            .filter_map(move |rest| rest.split('"').next())
            .filter(move |link| link.starts_with(start))
    };
    let mut lines: Vec<String> = links("/incidents/").map(str::to_owned).collect();
    lines.dedup();
    let more = links("/queue?").map(|link| link.replace("&amp;", "&").replace("&#38;", "&"));
    (lines, more.filter(|link| link.contains("before=")).last())
}

on_both! {
    async fn the_queue_is_paged_through_without_a_gap_in_every_order(site: Site) {
        let ana = site.staff(Role::Operator).await;
        for number in 0..57 {
            let told = if number % 3 == 0 { "Tous nos fichiers sont chiffrés, on nous demande une rançon." } else { "J’ai reçu un mail bizarre." };
            let web = report(Channel::Web, &in_rodez(&json!({"description": format!("{told} ({number})")})));
            desk::report_incident(&site.desk.app, &By::Visitor, web).await.expect("taken");
            site.desk.app.clock.advance(jiff::SignedDuration::from_secs(7));
        }
        for order in ["priority", "deadline", "newest"] {
            let (first, more) = page(site, &ana, &format!("/queue?sort={order}")).await;
            let (second, end) = page(site, &ana, &more.expect("a second page")).await;
            assert_eq!((first.len(), second.len(), end), (50, 7, None), "{order}");
            let all: std::collections::BTreeSet<String> = first.into_iter().chain(second).collect();
            assert_eq!(all.len(), 57, "{order}: each case once");
        }
        let page = site.get(&ana, "/queue?q=bizarre").await;
        assert!(page.body.contains("38 dossiers"), "the search is counted, not its state");
    }
}
