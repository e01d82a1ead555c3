//! The figures of a year by the national definitions: what counts as what, and what stays hidden.

use serde_json::json;
use vigie::{
    desk::{
        self, By, Ending, Judgement, Survey, Why,
        yearly::{Readers, Table, YearlyReport, yearly_report},
    },
    domain::vocabulary::{Lang, YesNo},
    i18n::Words,
};

use crate::{on_both, support::Desk};

async fn figures(desk: &Desk, readers: Readers) -> YearlyReport {
    yearly_report(&desk.app, 2026, readers, Words(Lang::Fr)).await.expect("the figures")
}

fn table<'r>(report: &'r YearlyReport, name: &str) -> &'r Table {
    report.tables.iter().find(|table| table.name == name).expect("the table")
}

on_both! {
    async fn reports_and_incidents_count_by_what_a_person_confirmed(desk: Desk) {
        for number in 0..6 {
            let case = desk.call(&json!({"contact": {"phone": format!("05 65 00 00 {number:02}")}})).await;
            desk.lift(case).await;
            desk::classify_incident(&desk.app, &desk.ana, case, Judgement::Confirm).await.expect("confirmed");
        }
        let reported = desk.call(&json!({"organisation": {"kind": "municipality"}})).await;
        desk.lift(reported).await;
        desk.call(&json!({})).await;
        let passed_on = desk.call(&json!({})).await;
        let ending = Ending::Transferred { to: "national".into(), note: String::new() };
        desk::end_incident(&desk.app, &desk.ana, passed_on, ending).await.expect("passed on");

        let report = figures(desk, Readers::TheDesk).await;
        assert_eq!((report.events, report.counts["incident"], report.counts["report"]), (7, 6, 1));
        assert_eq!((report.counts["transfer"], report.counts["to-check"]), (1, 1));
        let kinds = table(&report, "kind");
        let of = |key: &str| kinds.rows.iter().find(|row| row.key == key).map(|row| (row.incidents, row.reports));
        assert_eq!((of("firm"), of("municipality")), (Some((Some(6), Some(0))), Some((Some(0), Some(1)))));
        let rsit: Vec<&str> = table(&report, "rsit").rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(rsit, ["information-content-security=\"unauthorised-information-modification\"", "unconfirmed"]);
        assert_eq!(table(&report, "transferred_to").rows[0].key, "national");
        assert_eq!(table(&report, "month").rows[0].key, "2026-11");

        let outside = figures(desk, Readers::Everybody).await;
        let kinds = table(&outside, "kind");
        assert!(kinds.rows.iter().all(|row| row.reports != Some(1)), "one report could point at somebody: {kinds:?}");
        assert_eq!(outside.events, 7);
        let other = yearly_report(&desk.app, 2025, Readers::Everybody, Words(Lang::Fr)).await.expect("the year before");
        assert_eq!((other.events, other.tables[0].rows.len()), (0, 0));
    }

    async fn what_was_erased_counts_on_and_its_survey_too(desk: Desk) {
        let (case, _) = desk.assigned_call().await;
        desk::classify_incident(&desk.app, &desk.ana, case, Judgement::Confirm).await.expect("confirmed");
        let over = Ending::Closed { disposition: "confirmed".into(), note: String::new() };
        desk::end_incident(&desk.app, &desk.ana, case, over).await.expect("closed");
        let survey = Survey { helped: YesNo::Yes, working_again: YesNo::No, words: String::new() };
        desk::answer_survey(&desk.app, case, survey).await.expect("answered");
        let before = figures(desk, Readers::TheDesk).await;
        desk::erase_case(&desk.app, &By::Command, case, Why::Request).await.expect("erased");
        let after = figures(desk, Readers::TheDesk).await;
        assert_eq!(YearlyReport { counted_at: before.counted_at, ..after }, before);
        assert_eq!((before.survey.answers, before.survey.helped, before.survey.working_again), (1, 1, 0));
        assert_eq!((before.offers.accepted, before.offers.cases_assigned), (1, 1));
        assert!(before.delays.iter().any(|delay| delay.name == "provider" && delay.cases == 1));
    }
}
