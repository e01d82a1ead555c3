//! The trail's page: found by what people call things, read in words.

use serde_json::json;
use vigie::{
    domain::vocabulary::{Lang, Role},
    i18n::Words,
};

use crate::{on_both, support::Site};

fn rows(page: &str) -> &str {
    page.split_once("<tbody>").map_or("", |(_, rest)| rest)
}

on_both! {
    async fn a_case_is_found_by_its_reference_and_an_act_by_who_did_it(site: Site) {
        let auditor = site.staff(Role::Auditor).await;
        let (one, other) = (site.desk.call(&json!({})).await, site.desk.call(&json!({})).await);
        let (one, other) = (site.desk.case(one).await, site.desk.case(other).await);
        let operator = site.staff(Role::Operator).await;
        let noted = site.post(&operator, &format!("/incidents/{}/notes", one.reference), &[("text", "Vu.")]).await;
        assert_eq!(noted.status, 303);

        let found = site.get(&auditor, &format!("/audit?subject={}", one.reference.to_lowercase())).await.body;
        assert!(rows(&found).contains("Signalement reçu") && rows(&found).contains(&one.reference), "{found}");
        assert!(!rows(&found).contains(&other.reference));

        let hers = site.get(&auditor, "/audit?actor=une+operator&action=note.added").await.body;
        let said = Words(Lang::Fr).say("action-note-added");
        assert!(rows(&hers).contains(&said) && rows(&hers).contains("Une operator"), "{hers}");
        assert!(!rows(&hers).contains("report.received"));
        let nobodys = site.get(&auditor, "/audit?actor=personne+de+ce+nom").await.body;
        assert_eq!(rows(&nobodys), "");
    }

    async fn what_is_older_is_asked_for_with_the_same_question(site: Site) {
        let auditor = site.staff(Role::Auditor).await;
        for _ in 0..101 {
            site.get(&auditor, "/audit/export").await;
        }
        let page = site.get(&auditor, "/audit?action=read.export&actor=Une+auditor").await.body;
        let page = page.replace("&#38;", "&");
        assert!(page.contains("/audit?action=read.export&actor=Une%20auditor&before="), "the next page asks the same: {page}");
    }
}
