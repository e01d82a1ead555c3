//! Below critical an offer waits for its provider's opening, and its time counts only while somebody is there.

use jiff::Zoned;
use serde_json::json;
use vigie::{
    clock::instant,
    domain::{provider::Provider, vocabulary::OfferState},
};

use crate::{
    on_both,
    support::{Desk, Engine, provider},
};

fn at(civil: &str) -> jiff::Timestamp {
    format!("{civil}[Europe/Paris]").parse::<Zoned>().expect("a time").timestamp()
}

/// Providers that close for lunch and for the week-end.
async fn desk_with_office_hours(engine: Engine) -> Desk {
    let providers = (0..3).map(|number| {
        let mut provider: Provider = provider(number);
        provider.hours = "mo-fr 09:00-12:30 14:00-18:00".parse().expect("hours");
        provider.contact.on_call_email = None;
        provider.contact.on_call_phone = None;
        provider
    });
    Desk::with_providers(engine, providers.collect()).await
}

/// A defaced page: grave, not critical.
async fn agreed_defacement(desk: &Desk) -> uuid::Uuid {
    let words = "Notre site web affiche une page d’un pirate à la place de notre accueil";
    let id = desk.call(&json!({"description": words, "facts": {"encrypted": "no", "ransom_demanded": "no"}})).await;
    assert_ne!(desk.case(id).await.severity, "critical");
    desk.lift(id).await;
    desk.agree(id).await;
    id
}

async fn asked_at(engine: Engine, civil: &str) -> (Desk, uuid::Uuid) {
    let desk = desk_with_office_hours(engine).await;
    desk.app.clock.move_to(at(civil));
    let id = agreed_defacement(&desk).await;
    desk.ask(id).await.expect("offers are made");
    (desk, id)
}

async fn a_friday_evening_waits_for_monday(engine: Engine) {
    let (desk, id) = asked_at(engine, "2026-11-27T18:40:00+01:00").await;
    let held = desk.offers_that_are(id, OfferState::Held).await;
    assert_eq!(held.len(), 3);
    assert!(desk.mail_to(&held[0].recipient).is_empty(), "no mail while it is held");
    assert_eq!(instant(held[0].leaves_at), at("2026-11-30T09:00:00+01:00"));
    desk.accept(&held[0]).await.expect_err("an offer that hasn't left can't be answered");
    desk.app.clock.move_to(at("2026-11-30T09:00:30+01:00"));
    desk.work().await;
    desk.work().await;
    assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3);
    assert_eq!(desk.mail_to(&held[0].recipient).len(), 1, "it leaves once");
    desk.close().await;
}

async fn five_minutes_before_lunch_the_rest_counts_after_it(engine: Engine) {
    let (desk, id) = asked_at(engine, "2026-11-24T12:25:00+01:00").await;
    let sent = desk.offers_that_are(id, OfferState::Sent).await;
    assert_eq!(sent.len(), 3, "open: it leaves now");
    let open_minutes = match desk.case(id).await.severity.as_str() {
        "high" => 60,
        "medium" => 240,
        _ => 480,
    };
    let expires = instant(sent[0].expires_at);
    let lunch = jiff::SignedDuration::from_mins(90);
    assert!(expires >= at("2026-11-24T12:25:00+01:00") + lunch + jiff::SignedDuration::from_mins(open_minutes));
    desk.close().await;
}

#[tokio::test]
async fn a_friday_evening_waits_for_monday_on_sqlite() {
    a_friday_evening_waits_for_monday(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_friday_evening_waits_for_monday_on_postgres() {
    a_friday_evening_waits_for_monday(Engine::Postgres).await;
}

#[tokio::test]
async fn five_minutes_before_lunch_the_rest_counts_after_it_on_sqlite() {
    five_minutes_before_lunch_the_rest_counts_after_it(Engine::Sqlite).await;
}

#[tokio::test]
async fn five_minutes_before_lunch_the_rest_counts_after_it_on_postgres() {
    five_minutes_before_lunch_the_rest_counts_after_it(Engine::Postgres).await;
}

on_both! {
    async fn a_critical_case_reaches_the_on_call_contact_at_night(desk: Desk) {
        desk.app.clock.move_to(at("2026-11-27T23:10:00+01:00"));
        let id = desk.agreed_call().await;
        assert_eq!(desk.case(id).await.severity, "critical");
        desk.ask(id).await.expect("offers leave");
        let sent = desk.offers_that_are(id, OfferState::Sent).await;
        assert_eq!(sent.len(), 3);
        assert!(sent.iter().all(|offer| offer.on_call && offer.recipient.starts_with("astreinte")));
    }
}
