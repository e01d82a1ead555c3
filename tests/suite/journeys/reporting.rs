//! Reports come in: once by key, whole or not at all, and never written to a mailbox that the attacker reads.

use serde_json::json;
use vigie::{
    desk::{self, By, DeskError, DraftChange, Repeated, TypedReport},
    domain::{
        intake::IncidentReport,
        vocabulary::{Channel, IncidentState},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, in_rodez, report},
};

fn keyed(more: &serde_json::Value, key: &str) -> vigie::desk::NewReport {
    desk::NewReport { submission: Some(("api".into(), key.into())), ..report(Channel::Api, &in_rodez(more)) }
}

on_both! {
    async fn the_same_key_makes_one_case_however_often_it_comes(desk: Desk) {
        let by = By::Visitor;
        let once = || desk::report_incident(&desk.app, &by, keyed(&json!({}), "k1"));
        let (one, two, three) = tokio::join!(once(), once(), once());
        let all = [one, two, three].map(|taken| taken.expect("taken"));
        assert!(all.iter().all(|taken| taken.incident.id == all[0].incident.id), "one case");
        assert_eq!(all.iter().filter(|taken| taken.repeated == Repeated::No).count(), 1);
        let other = desk::report_incident(&desk.app, &by, keyed(&json!({"description": "Autre chose"}), "k1")).await;
        assert!(matches!(other, Err(DeskError::KeyReused)), "{other:?}");
        let cases = find::queue(desk.app.store.reader(), &find::QueueFilter::default(), 100).await.expect("a read");
        assert_eq!(cases.len(), 1);
        desk.assert_sound().await;
    }

    async fn without_a_key_each_is_a_report_of_its_own(desk: Desk) {
        let by = By::Visitor;
        for _ in 0..2 {
            let new = report(Channel::Api, &in_rodez(&json!({})));
            desk::report_incident(&desk.app, &by, new).await.expect("taken");
        }
        assert_eq!(find::queue(desk.app.store.reader(), &find::QueueFilter::default(), 100).await.expect("a read").len(), 2);
    }

    async fn an_unsafe_mailbox_is_never_written_to_and_somebody_calls_instead(desk: Desk) {
        let told = in_rodez(&json!({"contact": {"email_safe": "no"}}));
        let new = report(Channel::Web, &told);
        desk::report_incident(&desk.app, &By::Visitor, new).await.expect("taken");
        desk.work().await;
        assert!(desk.mail_to("jeanne@boulangerie.example").is_empty());
        let tasks = desk.tasks().await;
        assert_eq!(tasks.iter().filter(|task| task.kind == "call_victim").count(), 1, "{tasks:?}");
        assert!(!tasks[0].words.is_empty(), "with the words to say");
    }

    async fn a_web_report_is_acknowledged_and_stays_unverified(desk: Desk) {
        let new = report(Channel::Web, &in_rodez(&json!({})));
        let taken = desk::report_incident(&desk.app, &By::Visitor, new).await.expect("taken");
        let trail = desk.trail(taken.incident.id).await;
        assert_eq!(trail[..3], ["report.received", "report.classified", "deadline.proposed"]);
        assert_eq!(trail.last().map(String::as_str), Some("mail.queued"), "one transaction with the report");
        desk.work().await;
        assert_eq!(desk.state(taken.incident.id).await, IncidentState::Unverified);
        let mail = desk.mail_to("jeanne@boulangerie.example");
        assert_eq!(mail.len(), 1);
        assert!(mail[0].text.contains(&taken.incident.reference));
        let (one, two) = taken.incident.words.split_once(' ').expect("two recognition words");
        assert!(mail[0].text.contains(one) && mail[0].text.contains(two));
    }

    async fn a_call_is_kept_as_it_is_typed_and_becomes_one_case(desk: Desk) {
        let call = desk::start_call(&desk.app, &desk.ana, Some("+33565000001".into())).await.expect("a call");
        let mut typed = TypedReport::default();
        typed.set("description", "Un message réclame une rançon, tout est chiffré");
        let change = DraftChange { fields: typed.fields.clone(), ..DraftChange::default() };
        desk::save_draft(&desk.app, &desk.ana, call, change).await.expect("saved");
        let incomplete = desk::end_call(&desk.app, &desk.ana, call).await;
        let Err(DeskError::Fields(missing)) = incomplete else { panic!("{incomplete:?}") };
        let fields: Vec<&str> = missing.iter().map(|error| error.field.as_str()).collect();
        assert!(fields.contains(&"contact.name") && fields.contains(&"organisation.postal_code"), "{fields:?}");
        let (_, kept) = desk::call_draft(&desk.app, call).await.expect("the draft is there");
        assert_eq!(kept.field("description"), typed.field("description"), "nothing typed is lost");
        let mut rest = TypedReport::default();
        rest.set("contact_name", "Jeanne Miquel");
        rest.set("postal_code", "12000");
        let change = DraftChange { fields: rest.fields, ..DraftChange::default() };
        desk::save_draft(&desk.app, &desk.ana, call, change).await.expect("saved");
        let one = desk::end_call(&desk.app, &desk.ana, call).await.expect("ended");
        let two = desk::end_call(&desk.app, &desk.ana, call).await;
        if let Ok(two) = two {
            assert_eq!(one.incident.id, two.incident.id, "twice the same end makes one case");
        }
        assert_eq!(find::queue(desk.app.store.reader(), &find::QueueFilter::default(), 100).await.expect("a read").len(), 1);
    }

    async fn an_event_told_around_two_in_the_afternoon_is_apart_from_when_it_was_typed(desk: Desk) {
        let id = desk.call(&json!({"occurred_at": "2026-11-23T14:00:00+01:00/2026-11-23T15:00:00+01:00"})).await;
        let case = desk.case(id).await;
        let (from, until) = (case.event_from.expect("a time"), case.event_until.expect("a time"));
        assert!(from < until && until < case.received_at && case.received_at <= case.entered_at);
    }
}

#[test]
fn every_wrong_field_is_told_at_once_beside_its_name() {
    let told = in_rodez(&json!({
        "organisation": {"siret": "12345678901234", "postal_code": "99999"},
        "contact": {"phone": "12", "email": "nobody"},
        "unknown_field": 1,
    }));
    let errors = IncidentReport::from_json(&told, jiff::Timestamp::UNIX_EPOCH).expect_err("wrong");
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    for field in ["organisation.siret", "organisation.postal_code", "contact.phone", "contact.email", "unknown_field"] {
        assert!(fields.contains(&field), "{field} isn't told: {fields:?}");
    }
}
