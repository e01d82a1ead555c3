//! Who may have a case at the moment when it counts: not only when the list was made.

use jiff::civil::date;
use serde_json::json;
use vigie::{
    desk::{self, By, DeskError, SendOffers},
    domain::{
        provider::Provider,
        vocabulary::{Condition, OfferState},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, provider},
};

/// A firm of the directory is changed, as by a file.
async fn change(desk: &Desk, number: u32, change: impl FnOnce(&mut Provider)) -> Provider {
    let mut one = provider(number);
    change(&mut one);
    desk::import_providers(&desk.app, &By::Command, vec![one.clone()]).await.expect("taken");
    let known = desk.app.directory.snapshot();
    known.providers().iter().find(|known| known.code == one.code).expect("it is known").clone()
}

fn close_till_monday(one: &mut Provider) {
    one.hours = "mo-fr 09:00-18:00".parse().expect("hours");
    (one.contact.on_call_email, one.contact.on_call_phone) = (None, None);
}

const DEFACED: &str = "Notre site web affiche une page d’un pirate à la place de notre accueil";

fn defaced() -> serde_json::Value {
    json!({"description": DEFACED, "facts": {"encrypted": "no", "ransom_demanded": "no"}})
}

fn at(civil: &str) -> jiff::Timestamp {
    format!("{civil}[Europe/Paris]").parse::<jiff::Zoned>().expect("a time").timestamp()
}

/// The conditions that a firm fails for a case now.
async fn failed(desk: &Desk, id: uuid::Uuid, one: &Provider) -> Vec<Condition> {
    let list = desk::propose_providers(&desk.app, &desk.ana, id).await.expect("a list");
    let excluded = list.ranking.excluded.iter().find(|excluded| excluded.provider == one.id);
    excluded.map(|excluded| excluded.failed.iter().collect()).unwrap_or_default()
}

on_both! {
    async fn who_has_no_address_is_told_and_keeps_nobody_waiting(desk: Desk) {
        let mute = change(desk, 0, |one| {
            one.contact.emails.clear();
            one.contact.on_call_email = None;
        })
        .await;
        let id = desk.agreed_call().await;
        assert_eq!(failed(desk, id, &mute).await, [Condition::NoAddress]);
        desk.ask(id).await.expect("the others are asked");
        for offer in desk.offers(id).await {
            desk.decline(&offer).await.expect("the answer counts");
        }
        desk.work().await;
        let asked = desk.offers(id).await;
        assert_eq!(asked.len(), 5, "everybody with an address was asked in the end");
        assert!(asked.iter().all(|offer| offer.provider_id != mute.id.0));
    }

    async fn what_was_held_over_the_week_end_is_judged_again_on_monday(desk: Desk) {
        let mut insured = Vec::new();
        for number in 0..6 {
            // The first three are covered until Saturday.
            let until = if number < 3 { date(2026, 11, 28) } else { date(2030, 12, 31) };
            insured.push(change(desk, number, |one| {
                close_till_monday(one);
                one.insurance_until = Some(until);
            }).await);
        }
        desk.app.clock.move_to(at("2026-11-27T18:40:00+01:00"));
        let id = desk.agreed(&defaced()).await;
        let lapsing: Vec<_> = insured[..3].iter().map(|one| one.id).collect();
        let order = SendOffers { incident: id, providers: lapsing.clone(), reason: "les plus proches".into() };
        desk::send_offers(&desk.app, &desk.ana, order).await.expect("held");
        desk.app.clock.move_to(at("2026-11-30T09:00:30+01:00"));
        desk.work().await;
        desk.work().await;
        let offers = desk.offers(id).await;
        let (lapsed, others): (Vec<_>, Vec<_>) =
            offers.iter().partition(|offer| lapsing.contains(&offer.provider_id.into()));
        assert!(lapsed.iter().all(|offer| offer.state == OfferState::Withdrawn.as_str()), "{lapsed:?}");
        // That its insurance ends it is told; of the case nothing.
        let reference = desk.case(id).await.reference;
        for mail in lapsed.iter().flat_map(|offer| desk.mail_to(&offer.recipient)) {
            assert!(!mail.subject.contains(&reference) && !mail.text.contains("/o/"), "who was never asked hears nothing");
        }
        assert_eq!(others.iter().filter(|offer| offer.state == OfferState::Sent.as_str()).count(), 3);
        let lines = find::entries_of(desk.app.store.reader(), id).await.expect("a read");
        let said = lines.iter().filter(|line| line.text_id.as_deref() == Some("entry-offer-not-sent"));
        assert_eq!(said.map(|line| line.arguments["condition"].clone()).collect::<Vec<_>>(), vec![json!("insurance_expired"); 3]);
    }

    async fn nobody_gets_more_cases_than_it_takes(desk: Desk) {
        let small = change(desk, 0, |one| one.capacity = 1).await;
        let mut cases = Vec::new();
        for _ in 0..2 {
            let id = desk.agreed_call().await;
            let order = SendOffers { incident: id, providers: vec![small.id], reason: "connaît la maison".into() };
            desk::send_offers(&desk.app, &desk.ana, order).await.expect("asked");
            let offer = desk.offers(id).await.remove(0);
            desk.accept(&offer).await.expect("it says so in both");
            cases.push((id, offer.id));
        }
        let [(first, one), (second, other)] = cases[..] else { panic!("two cases") };
        desk::choose_provider(&desk.app, &By::Victim, first, one).await.expect("its one place");
        let refused = desk::choose_provider(&desk.app, &By::Victim, second, other).await;
        assert!(matches!(refused, Err(DeskError::Full)), "{refused:?}");
        let case = desk.case(second).await;
        assert_eq!((case.state.as_str(), case.choice_due), ("offering", None), "nothing to choose from for now");
        assert_eq!(desk.offers_that_are(second, OfferState::Withdrawn).await.len(), 1);
        desk.work().await;
        assert!(!desk.offers_that_are(second, OfferState::Sent).await.is_empty(), "the next are asked");
    }

    async fn of_two_cases_that_come_to_one_place_at_once_one_gets_it(desk: Desk) {
        let small = change(desk, 0, |one| one.capacity = 1).await;
        let mut cases = Vec::new();
        for _ in 0..2 {
            let id = desk.agreed_call().await;
            let order = SendOffers { incident: id, providers: vec![small.id], reason: "connaît la maison".into() };
            desk::send_offers(&desk.app, &desk.ana, order).await.expect("asked");
            let offer = desk.offers(id).await.remove(0);
            desk.accept(&offer).await.expect("it says so in both");
            cases.push((id, offer.id));
        }
        let choose = |(case, offer)| desk::choose_provider(&desk.app, &By::Victim, case, offer);
        let (one, other) = tokio::join!(choose(cases[0]), choose(cases[1]));
        assert_eq!([&one, &other].iter().filter(|outcome| outcome.is_ok()).count(), 1, "{one:?} {other:?}");
        let open = find::open_assignments_of(desk.app.store.reader(), small.id.0).await.expect("a read");
        assert_eq!(open.len(), 1);
    }

    async fn who_filled_up_elsewhere_is_nobody_to_choose_from(desk: Desk) {
        let small = change(desk, 0, |one| one.capacity = 1).await;
        let (waits, elsewhere) = (desk.agreed_call().await, desk.agreed_call().await);
        for id in [waits, elsewhere] {
            let order = SendOffers { incident: id, providers: vec![small.id], reason: "connaît la maison".into() };
            desk::send_offers(&desk.app, &desk.ana, order).await.expect("asked");
            let offer = desk.offers(id).await.remove(0);
            desk.accept(&offer).await.expect("it says so in both");
        }
        let offer = desk.offers(elsewhere).await.remove(0);
        desk::choose_provider(&desk.app, &By::Victim, elsewhere, offer.id).await.expect("its one place");
        desk.work().await;
        assert!(desk.offers_that_are(waits, OfferState::Available).await.is_empty());
        assert_eq!(desk.case(waits).await.choice_due, None);
    }

    async fn every_offer_says_how_many_are_asked_by_then(desk: Desk) {
        let id = desk.offered_call().await;
        let first = desk.offers(id).await.remove(0);
        desk.decline(&first).await.expect("the answer counts");
        desk.work().await;
        let newest = desk.offers(id).await.pop().expect("the next was asked");
        assert_eq!(newest.asked, 3, "two others still have it");
    }

    async fn an_on_call_telephone_without_an_address_is_phoned_at_once(desk: Desk) {
        for number in 0..6 {
            change(desk, number, |one| one.contact.on_call_email = None).await;
        }
        let id = desk.offered_call().await;
        desk.work().await;
        let calls = desk.tasks().await.into_iter().filter(|task| task.kind == "call_on_call" && task.incident_id == id);
        assert_eq!(calls.count(), 3);
    }

    async fn a_firm_that_the_words_name_as_the_way_in_is_left_out(desk: Desk) {
        let named = change(desk, 0, |one| one.company = "Réseaux d’Oc SARL".into()).await;
        let words = "Notre prestataire informatique Reseaux d'Oc s'est fait pirater et le virus est passé par leur outil de télémaintenance";
        let id = desk.agreed(&json!({"description": words, "facts": {}})).await;
        let judged = desk::Judgement::Override { category: "supply_chain".into(), reason: "par le prestataire".into() };
        if desk.case(id).await.category != "supply_chain" {
            desk::classify_incident(&desk.app, &desk.ana, id, judged).await.expect("overridden");
        }
        assert_eq!(failed(desk, id, &named).await, [Condition::ConflictOfInterest]);
        let elsewhere = desk.agreed(&defaced()).await;
        assert_eq!(failed(desk, elsewhere, &named).await, []);
    }

    async fn somebody_has_to_come_leaves_out_who_only_works_from_afar(desk: Desk) {
        let afar = change(desk, 0, |one| {
            one.territory.departments.clear();
            one.territory.remote = true;
        })
        .await;
        let id = desk.agreed(&json!({"facts": {"encrypted": "yes", "ransom_demanded": "yes", "controls_machines": "yes"}})).await;
        assert_eq!(failed(desk, id, &afar).await, []);
        desk::record_facts(&desk.app, &desk.ana, id, [("on_site_needed".to_owned(), "yes".into())].into()).await.expect("noted");
        assert_eq!(failed(desk, id, &afar).await, [Condition::OutOfTerritory]);
        desk.ask(id).await.expect("offers leave");
        let offer = desk.offers(id).await.remove(0);
        let mail = desk.mail_to(&offer.recipient).remove(0);
        let text = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("déplacement sur place"), "{text}");
        assert!(text.contains("rien sans le responsable du procédé"), "{text}");
    }

    async fn a_choice_out_of_turn_has_a_word_of_its_own_in_the_trail(desk: Desk) {
        let id = desk.agreed_call().await;
        let list = desk::propose_providers(&desk.app, &desk.ana, id).await.expect("a list");
        let last = list.ranking.candidates.last().expect("somebody").provider;
        let order = SendOffers { incident: id, providers: vec![last], reason: "parle occitan".into() };
        desk::send_offers(&desk.app, &desk.ana, order).await.expect("asked");
        let trail = desk.trail(id).await;
        assert!(trail.contains(&"shortlist.overridden".to_owned()) && !trail.contains(&"shortlist.widened".to_owned()));
    }
}
