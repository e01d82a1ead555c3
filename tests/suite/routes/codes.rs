//! What a code and a postal code open: a case to read, a form to go on with. Whatever is wrong is answered alike.

use serde_json::json;
use vigie::{desk, domain::vocabulary::Role};

use crate::{
    on_both,
    support::{Site, Visitor},
};

/// What the page says without what was typed.
fn answer(page: &str) -> Vec<&str> {
    page.lines().filter(|line| !line.contains("value=")).collect()
}

on_both! {
    async fn the_spoken_code_opens_the_case_to_read_and_nothing_else(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let reference = site.desk.case(id).await.reference;
        let code = desk::tracking_code(&site.desk.app, id);
        let spoken = code.as_str().to_lowercase().replace('-', " ");
        let open = [("code", spoken.as_str()), ("postal_code", "12 000")];
        let page = site.post(&Visitor::Nobody, "/suivi", &open).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&reference) && page.body.contains("Page ouverte par code"));
        for form in ["/messages\"", "/withdraw\"", "/choice\"", "/not-called\"", "/t/"] {
            assert!(!page.body.contains(form), "{form} is on a page that is for reading");
        }
    }

    async fn a_wrong_code_a_wrong_place_and_no_code_are_answered_alike_and_counted(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let code = desk::tracking_code(&site.desk.app, id);
        let other = desk::tracking_code(&site.desk.app, uuid::Uuid::now_v7());
        let mut answers = Vec::new();
        for (code, place) in [(code.as_str(), "31000"), (other.as_str(), "12000"), ("nonsense", "12000"), ("", "")] {
            let reply = site.post(&Visitor::Nobody, "/suivi", &[("code", code), ("postal_code", place)]).await;
            assert_eq!(reply.status, 422);
            answers.push(reply.body);
        }
        assert!(answers.iter().all(|body| answer(body) == answer(&answers[0])), "the answers differ");
        for _ in 0..4 {
            site.post(&Visitor::Nobody, "/suivi", &[("code", "x"), ("postal_code", "12000")]).await;
        }
        let right = [("code", code.as_str()), ("postal_code", "12000")];
        assert_eq!(site.post(&Visitor::Nobody, "/suivi", &right).await.status, 429);
    }

    async fn a_half_filled_form_is_found_again_and_gone_once_it_is_sent(site: Site) {
        let out = &Visitor::Nobody;
        let words = "Notre site affiche une page noire depuis ce matin.";
        let refused = site.post(out, "/report/save", &[("description", words), ("need", "other")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(words), "nothing typed is lost");
        let half = [("description", words), ("need", "other"), ("postal_code", "12000")];
        let kept = site.post(out, "/report/save", &half).await;
        let (_, rest) = kept.body.split_once("id=\"kept-code\">").expect("a code");
        let code = rest.split('<').next().expect("a code").to_owned();
        let wrong = site.post(out, "/report/resume", &[("code", &code), ("postal_code", "31000")]).await;
        assert_eq!(wrong.status, 422);
        let back = site.post(out, "/report/resume", &[("code", &code), ("postal_code", "12000")]).await;
        assert!(back.status == 200 && back.body.contains(words));
        let whole = [half.as_slice(), &[("contact_name", "Luc"), ("phone", "05 65 00 00 07"), ("form_code", &code)]];
        assert_eq!(site.post(out, "/report", &whole.concat()).await.status, 303);
        let gone = site.post(out, "/report/resume", &[("code", &code), ("postal_code", "12000")]).await;
        assert_eq!(gone.status, 422);
    }

    async fn deadlines_go_home_as_a_calendar(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let path = site.tracking(id).await;
        let file = site.get(&Visitor::Nobody, &format!("{path}/echeances.ics")).await;
        assert!(file.status == 200 && file.body.starts_with("BEGIN:VCALENDAR\r\n"));
        assert!(file.body.contains("BEGIN:VEVENT"), "{}", file.body);
        assert!(!file.body.contains("Miquel"), "no name is in it");
    }

    async fn what_was_published_stands_and_what_changes_is_a_correction(site: Site) {
        let boss = site.staff(Role::Supervisor).await;
        assert_eq!(site.post(&boss, "/dashboard/2026-11/publish", &[]).await.status, 422, "the month isn't over");
        assert_eq!(site.post(&boss, "/dashboard/2026-10/publish", &[]).await.status, 303);
        assert_eq!(site.post(&boss, "/dashboard/2026-10/publish", &[]).await.status, 303);
        assert_eq!(site.acts("figures.published").await, 1, "once");
        let page = site.get(&boss, "/dashboard?month=2026-10").await;
        assert!(page.body.contains("Chiffres arrêtés par"));
        let csv = site.get(&boss, "/dashboard.csv?chart=category").await;
        assert!(csv.body.starts_with("table;label;count"));
    }
}
