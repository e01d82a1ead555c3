//! Two answers at the same instant: however it falls out, one provider has the case, on both databases, each time.

use uuid::Uuid;
use vigie::{
    desk::{self, By, DeskError},
    domain::{
        offer::{Answer, DeclineReason, Effect, Terms},
        provider::Provider,
        vocabulary::{OfferMode, OfferState},
    },
    store::{
        StoreError,
        entity::{incident, link, offer},
        find,
        inserts::Inserts,
    },
};

use crate::{
    on_both,
    support::{Desk, provider},
};

/// How often each race is run: 100 times, or 1,000 where the run has raised the number of random cases.
fn times() -> u32 {
    let cases: Option<u32> = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    if cases.is_some_and(|cases| cases > 256) { 1000 } else { 100 }
}

/// A case whose offers have left, with what hangs on it: copied for every race instead of being told anew.
struct Told {
    case: incident::Model,
    offers: Vec<offer::Model>,
    links: Vec<link::Model>,
}

impl Told {
    async fn by(desk: &Desk, mode: OfferMode, state: OfferState) -> Self {
        // Each of them takes as many cases as there are races.
        let roomy = |number| Provider { capacity: 100_000, ..provider(number) };
        desk::import_providers(&desk.app, &By::Command, (0..6).map(roomy).collect()).await.expect("taken");
        let id = desk.offered_call().await;
        let links = find::links_of(desk.app.store.reader(), id).await.expect("a read");
        let case = incident::Model { offer_mode: mode.as_str().into(), ..desk.case(id).await };
        let as_asked = |row| offer::Model { mode: mode.as_str().into(), state: state.as_str().into(), ..row };
        Self { case, offers: desk.offers(id).await.into_iter().map(as_asked).collect(), links }
    }

    /// The same case again, under another reference.
    async fn again(&self, desk: &Desk, number: u32) -> (Uuid, Vec<offer::Model>) {
        let id = Uuid::now_v7();
        let case = incident::Model { id, reference: format!("RACE-{number:04}"), ..self.case.clone() };
        let with_new_id = |row: &offer::Model| offer::Model { id: Uuid::now_v7(), incident_id: id, ..row.clone() };
        let offers: Vec<offer::Model> = self.offers.iter().map(with_new_id).collect();
        let new_of = |old: Option<Uuid>| {
            let place = self.offers.iter().position(|offer| Some(offer.id) == old);
            place.map(|place| offers[place].id)
        };
        let links: Vec<link::Model> = self
            .links
            .iter()
            .map(|row| link::Model {
                id: Uuid::now_v7(),
                incident_id: id,
                offer_id: new_of(row.offer_id),
                ..row.clone()
            })
            .collect();
        let rows = (offers.clone(), links);
        let inserts = Inserts::none(desk.app.store.backend()).with_incident(case).with(rows.0).with(rows.1);
        let written = desk.app.store.write(move |tx| Box::pin(inserts.run(tx)));
        let written: Result<(), StoreError> = written.await;
        written.expect("the case is there again");
        (id, offers)
    }
}

async fn accept(desk: &Desk, offer: &offer::Model) -> Result<Effect, DeskError> {
    let by = By::Provider(offer.provider_id.into());
    desk::answer_offer(&desk.app, &by, offer.id, Answer::Available(Terms::default()), "Sam".into()).await
}

async fn take_back(desk: &Desk, offer: &offer::Model) -> Result<Effect, DeskError> {
    let by = By::Provider(offer.provider_id.into());
    let answer = Answer::Declined { reason: DeclineReason::Capacity, words: String::new() };
    desk::answer_offer(&desk.app, &by, offer.id, answer, "Alex".into()).await
}

async fn choose(desk: &Desk, id: Uuid, offer: &offer::Model) -> Result<(), DeskError> {
    desk::choose_provider(&desk.app, &By::Victim, id, offer.id).await
}

/// Who has the case, by the offers and by the assignment; both must say the same.
async fn taker(desk: &Desk, id: Uuid) -> Option<Uuid> {
    let open = find::open_assignment(desk.app.store.reader(), id).await.expect("a read").map(|row| row.offer_id);
    let chosen: Vec<Uuid> =
        desk.offers_that_are(id, OfferState::Chosen).await.into_iter().map(|offer| offer.id).collect();
    assert_eq!(chosen, open.into_iter().collect::<Vec<_>>(), "the offer and the assignment say the same");
    open
}

on_both! {
    async fn of_two_who_accept_at_once_the_first_has_it(desk: Desk) {
        let told = Told::by(desk, OfferMode::FirstAccept, OfferState::Sent).await;
        for number in 0..times() {
            let (id, offers) = told.again(desk, number).await;
            let (one, other) = tokio::join!(accept(desk, &offers[0]), accept(desk, &offers[1]));
            let got: Vec<bool> = [&one, &other].iter().map(|answer| matches!(answer, Ok(Effect::Assign))).collect();
            assert_eq!(got.iter().filter(|got| **got).count(), 1, "{one:?} {other:?}");
            let refused = if got[0] { other } else { one };
            assert!(matches!(refused, Err(DeskError::Answer(_) | DeskError::Already(_))), "{refused:?}");
            assert_eq!(taker(desk, id).await, Some(if got[0] { offers[0].id } else { offers[1].id }));
        }
        desk.assert_sound().await;
    }

    async fn of_two_choices_at_once_one_counts(desk: Desk) {
        let told = Told::by(desk, OfferMode::Shortlist, OfferState::Available).await;
        for number in 0..times() {
            let (id, offers) = told.again(desk, number).await;
            let (one, later) = tokio::join!(choose(desk, id, &offers[0]), choose(desk, id, &offers[1]));
            assert!(one.is_ok() != later.is_ok(), "{one:?} {later:?}");
            assert_eq!(taker(desk, id).await, Some(if one.is_ok() { offers[0].id } else { offers[1].id }));
        }
        desk.assert_sound().await;
    }

    async fn a_choice_and_its_withdrawal_at_once_never_both_count(desk: Desk) {
        let told = Told::by(desk, OfferMode::Shortlist, OfferState::Available).await;
        for number in 0..times() {
            let (id, offers) = told.again(desk, number).await;
            // Who comes first changes from case to case.
            let (chosen, withdrawn) = if number % 2 == 0 {
                tokio::join!(choose(desk, id, &offers[0]), take_back(desk, &offers[0]))
            } else {
                let (withdrawn, chosen) = tokio::join!(take_back(desk, &offers[0]), choose(desk, id, &offers[0]));
                (chosen, withdrawn)
            };
            assert!(chosen.is_ok() != withdrawn.is_ok(), "{chosen:?} {withdrawn:?}");
            if withdrawn.is_ok() {
                assert_eq!(taker(desk, id).await, None, "nobody has a case that its provider gave up");
                choose(desk, id, &offers[1]).await.expect("another can be chosen");
            }
            let taken = if withdrawn.is_ok() { offers[1].id } else { offers[0].id };
            assert_eq!(taker(desk, id).await, Some(taken));
        }
        desk.assert_sound().await;
    }

    async fn a_choice_and_the_withdrawal_of_the_agreement_at_once_leave_nobody_with_the_case(desk: Desk) {
        let told = Told::by(desk, OfferMode::Shortlist, OfferState::Available).await;
        for number in 0..times() {
            let (id, offers) = told.again(desk, number).await;
            let (_, withdrawn) =
                tokio::join!(choose(desk, id, &offers[0]), desk::withdraw_agreement(&desk.app, &By::Victim, id));
            withdrawn.expect("an agreement can always be withdrawn");
            assert_eq!(taker(desk, id).await, None, "no provider keeps a case without agreement");
        }
        desk.assert_sound().await;
    }
}
