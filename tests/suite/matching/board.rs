//! The board of unfilled cases costs as many statements for twelve cases as for two.

use serde_json::json;
use vigie::domain::vocabulary::Role;

use crate::{
    on_both,
    support::{Site, Visitor},
};

/// Cases that want a provider: asked, answered, and never asked.
async fn cases(site: &Site, count: usize) {
    for number in 0..count {
        let id = site.desk.agreed(&json!({"contact": {"phone": format!("05 65 00 01 {number:02}")}})).await;
        if number % 2 == 0 {
            site.desk.ask(id).await.expect("offers leave");
            site.desk.decline(&site.desk.offers(id).await[0]).await.expect("the answer counts");
        }
    }
    site.desk.work().await;
}

/// Statements that the page takes, and how many cases it shows.
async fn statements(site: &Site, who: &Visitor) -> (u64, usize) {
    let before = site.desk.app.store.statements();
    let reply = site.get(who, "/board").await;
    assert_eq!(reply.status, 200);
    (site.desk.app.store.statements() - before, reply.body.matches("<th scope=\"row\"><a href=\"/incidents/").count())
}

on_both! {
    async fn the_board_takes_as_many_statements_whatever_the_number_of_cases(site: Site) {
        let who = site.staff(Role::Supervisor).await;
        cases(site, 2).await;
        statements(site, &who).await;
        let (few, shown) = statements(site, &who).await;
        assert!(few > 4, "statements are counted: {few}");
        assert_eq!(shown, 4, "two cases, on the board and in the plan");
        cases(site, 10).await;
        let (many, shown) = statements(site, &who).await;
        assert_eq!((many, shown), (few, 24));
    }

    async fn the_board_says_of_each_case_what_was_asked_and_how_far_the_search_went(site: Site) {
        let id = site.desk.offered_call().await;
        for _ in 0..4 {
            for offer in site.desk.offers_that_are(id, vigie::domain::vocabulary::OfferState::Sent).await {
                site.desk.decline(&offer).await.expect("the answer counts");
            }
            site.desk.work().await;
        }
        let cases = vigie::desk::unfilled_cases(&site.desk.app).await.expect("a read");
        assert_eq!(cases.len(), 1);
        assert_eq!((cases[0].offers.len(), cases[0].widened.len(), cases[0].alarms.len()), (6, 3, 1), "{cases:?}");
    }
}
