//! A case is found again by whatever somebody remembers of it.

use serde_json::json;
use vigie::{domain::search_words::search_words, store::find};

use crate::{on_both, support::Desk};

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
