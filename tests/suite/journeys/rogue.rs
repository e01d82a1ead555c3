//! S9. A rogue provider on Saturday: one supervisor stops it at once, a suspension needs a second person.

use uuid::Uuid;
use vigie::{
    desk::{self, By, DeskError, Staff, VettingChange},
    domain::{
        ids::UserId,
        vocabulary::{OfferState, Role, VettingState},
    },
    store::entity::offer,
};

use crate::{on_both, support::Desk};

fn supervisor(name: &str) -> By {
    By::Staff(Staff { id: UserId(Uuid::now_v7()), name: name.into(), role: Role::Supervisor })
}

fn vetting(desk: &Desk, provider: Uuid) -> VettingState {
    desk.app.directory.snapshot().get(provider.into()).expect("in the directory").vetting.state
}

async fn offers_to(desk: &Desk, case: Uuid, provider: Uuid) -> Vec<offer::Model> {
    desk.offers(case).await.into_iter().filter(|offer| offer.provider_id == provider).collect()
}

on_both! {
    async fn one_supervisor_pauses_at_once_and_nothing_of_it_goes_on(desk: Desk) {
        let (taken, mine) = desk.assigned_call().await;
        desk.work().await;
        let rogue = mine.provider_id;
        let other = desk.agreed_call().await;
        let order = desk::SendOffers { incident: other, providers: vec![rogue.into()], reason: "La plus proche.".into() };
        desk::send_offers(&desk.app, &desk.ana, order).await.expect("asked");

        let denis = supervisor("Denis");
        desk::pause_provider(&desk.app, &denis, rogue, " ".into()).await.expect_err("a reason is needed");
        desk::pause_provider(&desk.app, &denis, rogue, "Il a démarché une victime.".into()).await.expect("paused");

        assert!(desk.app.directory.snapshot().get(rogue.into()).expect("there").paused);
        let offers = offers_to(desk, other, rogue).await;
        assert!(offers.iter().all(|offer| offer.state == OfferState::Withdrawn.as_str()), "{offers:?}");
        desk.accept(&offers[0]).await.expect_err("an offer that was taken back is dead");
        let tasks = desk.tasks().await;
        let told: Vec<_> = tasks.iter().filter(|task| task.text_id == "task-provider-paused").collect();
        assert_eq!(told.len(), 1, "each assignment is a task: {tasks:?}");
        assert_eq!(told[0].incident_id, taken);
        assert!(told[0].words.contains("Atelier"), "with what to tell the victim: {}", told[0].words);

        let list = desk::propose_providers(&desk.app, &desk.ana, desk.agreed_call().await).await.expect("a list");
        let excluded = list.ranking.excluded.iter().find(|one| one.provider.0 == rogue).expect("named, not dropped");
        assert!(excluded.failed.has(vigie::domain::vocabulary::Condition::Paused), "{:?}", excluded.failed);
        desk.work().await;
        desk.work().await;
        let again = desk.tasks().await.into_iter().filter(|task| task.text_id == "task-provider-paused").count();
        assert_eq!(again, 1, "one task, however often the jobs run");
        desk.assert_sound().await;
    }

    async fn suspension_and_reinstatement_take_a_second_person(desk: Desk) {
        let provider = desk.app.directory.snapshot().providers()[0].id.0;
        let (denis, elise) = (supervisor("Denis"), supervisor("Élise"));
        let vet = |by: &By, to: VettingChange| {
            let (app, by) = (std::sync::Arc::clone(&desk.app), by.clone());
            async move { desk::decide_vetting(&app, &by, provider, to, "Fausse attestation.".into()).await }
        };
        vet(&denis, VettingChange::Suspend).await.expect("proposed");
        assert_eq!(vetting(desk, provider), VettingState::Vetted, "one person alone suspends nobody");
        let alone = vet(&denis, VettingChange::Suspend).await;
        assert!(matches!(alone, Err(DeskError::Forbidden)), "{alone:?}");
        vet(&elise, VettingChange::Suspend).await.expect("decided");
        assert_eq!(vetting(desk, provider), VettingState::Suspended);
        vet(&elise, VettingChange::Reinstate).await.expect("proposed");
        assert_eq!(vetting(desk, provider), VettingState::Suspended);
        vet(&denis, VettingChange::Reinstate).await.expect("decided");
        assert_eq!(vetting(desk, provider), VettingState::Vetted);
        desk.assert_sound().await;
    }

    async fn a_pause_that_ends_leaves_no_trace_of_itself_in_the_vetting(desk: Desk) {
        let provider = desk.app.directory.snapshot().providers()[0].id.0;
        let (denis, elise) = (supervisor("Denis"), supervisor("Élise"));
        desk::pause_provider(&desk.app, &denis, provider, "Doute.".into()).await.expect("paused");
        for by in [&denis, &elise] {
            let change = VettingChange::Suspend;
            desk::decide_vetting(&desk.app, by, provider, change, "Doute.".into()).await.expect("step by step");
        }
        for by in [&denis, &elise] {
            let change = VettingChange::Reinstate;
            desk::decide_vetting(&desk.app, by, provider, change, "Levé.".into()).await.expect("step by step");
        }
        desk::resume_provider(&desk.app, &denis, provider).await.expect("resumed");
        assert!(!desk.app.directory.snapshot().get(provider.into()).expect("there").paused);
    }

    async fn a_provider_with_offers_or_assignments_is_not_removed_and_the_refusal_says_what_it_has(desk: Desk) {
        let (_, mine) = desk.assigned_call().await;
        let (denis, elise) = (supervisor("Denis"), supervisor("Élise"));
        let remove = VettingChange::Remove;
        desk::decide_vetting(&desk.app, &denis, mine.provider_id, remove, "Cessation.".into()).await.expect("proposed");
        let refused = desk::decide_vetting(&desk.app, &elise, mine.provider_id, remove, "Cessation.".into()).await;
        assert!(matches!(refused, Err(DeskError::InUse { offers: 0, assignments: 1 })), "{refused:?}");
        assert_eq!(vetting(desk, mine.provider_id), VettingState::Vetted);
        desk::relaunch(&desk.app, &desk.ana, mine.incident_id, "victim".into()).await.expect("handed over");
        desk::decide_vetting(&desk.app, &elise, mine.provider_id, remove, "Cessation.".into()).await.expect("removed");
        assert_eq!(vetting(desk, mine.provider_id), VettingState::Removed);
    }

    async fn a_tie_keeps_vetting_from_the_person_who_has_it(desk: Desk) {
        let provider = desk.app.directory.snapshot().providers()[0].id.0;
        let denis = supervisor("Denis");
        desk::declare_tie(&desk.app, &denis, provider, "Mon frère y travaille.".into()).await.expect("declared");
        let refused =
            desk::decide_vetting(&desk.app, &denis, provider, VettingChange::Suspend, "Non.".into()).await;
        assert!(matches!(refused, Err(DeskError::Forbidden)), "{refused:?}");
        desk::add_evidence(&desk.app, &denis, provider, "label", "Vu.").await.expect_err("nor its evidence");
        desk::take_tie_back(&desk.app, &denis, provider).await.expect("over");
        desk::add_evidence(&desk.app, &denis, provider, "label", "Vu.").await.expect("from then on");
    }
}
