//! Who has declared a tie with a firm neither asks it out of turn, nor chooses it, nor answers for it: a colleague does.

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, By, DeskError, SendOffers, Staff},
    domain::{
        ids::UserId,
        offer::{Answer, DeclineReason, Terms},
        vocabulary::{IncidentState, OfferState, Role},
    },
};

use crate::{on_both, support::Desk};

async fn ties(desk: &Desk, provider: Uuid) {
    let declared = desk::declare_tie(&desk.app, &desk.ana, provider, "Mon frère y travaille.".into()).await;
    assert!(matches!(declared, Ok(()) | Err(DeskError::Already(_))), "{declared:?}");
}

fn bea() -> By {
    By::Staff(Staff { id: UserId(Uuid::now_v7()), name: "Béa".into(), role: Role::Operator })
}

fn available() -> Answer {
    Answer::Available(Terms::default())
}

fn is_forbidden<T>(outcome: &Result<T, DeskError>) -> bool {
    matches!(outcome, Err(DeskError::Forbidden))
}

on_both! {
    async fn a_firm_is_not_chosen_by_who_has_a_tie_with_it(desk: Desk) {
        let id = desk.offered_call().await;
        let offers = desk.offers(id).await;
        for offer in &offers[..2] {
            desk.accept(offer).await.expect("available");
        }
        ties(desk, offers[0].provider_id).await;
        assert!(is_forbidden(&desk::choose_provider(&desk.app, &desk.ana, id, offers[0].id).await));
        assert_eq!(desk.state(id).await, IncidentState::Offering, "nothing was assigned");
        desk::choose_provider(&desk.app, &bea(), id, offers[0].id).await.expect("a colleague may");
        desk.assert_sound().await;
    }

    async fn another_firm_and_the_victims_own_choice_are_as_before(desk: Desk) {
        let id = desk.offered_call().await;
        let offers = desk.offers(id).await;
        desk.accept(&offers[1]).await.expect("available");
        ties(desk, offers[0].provider_id).await;
        desk::choose_provider(&desk.app, &desk.ana, id, offers[1].id).await.expect("no tie with that one");
        let other = desk.agreed(&json!({"contact": {"phone": "05 65 00 00 09"}})).await;
        desk.ask(other).await.expect("offers leave");
        let offer = desk.offers(other).await.remove(0);
        ties(desk, offer.provider_id).await;
        desk.accept(&offer).await.expect("the firm answers by itself");
        desk::choose_provider(&desk.app, &By::Victim, other, offer.id).await.expect("the victim chooses whom she likes");
    }

    async fn a_spoken_answer_of_the_firm_is_written_down_by_a_colleague(desk: Desk) {
        let id = desk.offered_call().await;
        let offer = desk.offers(id).await.remove(0);
        ties(desk, offer.provider_id).await;
        let declined = Answer::Declined { reason: DeclineReason::Other, words: String::new() };
        for answer in [available(), declined] {
            let said = desk::answer_offer(&desk.app, &desk.ana, offer.id, answer.clone(), "Sam".into()).await;
            assert!(is_forbidden(&said), "{answer:?}: {said:?}");
        }
        assert!(is_forbidden(&desk::withdraw_offer(&desk.app, &desk.ana, offer.id).await));
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "it stands as it stood");
        desk::answer_offer(&desk.app, &bea(), offer.id, available(), "Sam".into()).await.expect("a colleague may");
    }

    async fn where_the_first_to_accept_has_it_no_tied_person_gives_it_away(desk: Desk) {
        let words = "J’ai appelé le numéro affiché sur l’écran bloqué, Microsoft a pris la main sur le PC avec AnyDesk et m’a fait payer 300 euros";
        let id = desk.agreed(&json!({ "description": words, "facts": {"remote_access_given": "yes"} })).await;
        assert_eq!(desk.case(id).await.offer_mode, "first_accept");
        desk.ask(id).await.expect("offers leave");
        let offer = desk.offers(id).await.remove(0);
        ties(desk, offer.provider_id).await;
        let said = desk::answer_offer(&desk.app, &desk.ana, offer.id, available(), "Sam".into()).await;
        assert!(is_forbidden(&said), "{said:?}");
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        assert!(!desk.trail(id).await.contains(&"assignment.made".to_owned()));
    }

    async fn a_firm_is_not_asked_by_name_by_who_has_a_tie_with_it(desk: Desk) {
        let id = desk.agreed_call().await;
        let list = desk::propose_providers(&desk.app, &desk.ana, id).await.expect("a list");
        let first = list.ranking.candidates[0].provider;
        ties(desk, first.0).await;
        let order = SendOffers { incident: id, providers: vec![first], reason: "Le plus proche.".into() };
        assert!(is_forbidden(&desk::send_offers(&desk.app, &desk.ana, order.clone()).await));
        assert!(desk.offers(id).await.is_empty());
        assert_eq!(desk::send_offers(&desk.app, &bea(), order).await.expect("a colleague may"), 1);
    }
}
