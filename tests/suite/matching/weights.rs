//! Weights change by two people, with a simulation first; what was approved counts for the next list, and a list that was
//! kept is replayed by its own.

use std::sync::Arc;

use uuid::Uuid;
use vigie::{
    app::{App, Demo},
    desk::{self, By, DeskError, NewWeights, Staff, WeightsDecision},
    domain::{
        ids::UserId,
        matching::{Replay, Shortlist, Weights},
        vocabulary::Role,
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Reply, Site, Visitor},
};

const FORM: [(&str, &str); 8] = [
    ("skills", "10"),
    ("nearness", "50"),
    ("responsiveness", "10"),
    ("outcome", "10"),
    ("capacity", "0"),
    ("rotation", "20"),
    ("days", "30"),
    ("reason", "Trop de kilomètres en novembre."),
];

fn near() -> Weights {
    Weights { nearness: 0.9, ..Weights::default() }
}

fn someone(role: Role) -> By {
    By::Staff(Staff { id: UserId(Uuid::now_v7()), name: "Zoé".into(), role })
}

async fn propose(desk: &Desk, by: &By, weights: Weights) -> Result<Uuid, DeskError> {
    desk::propose_weights(&desk.app, by, NewWeights { weights, reason: "Un essai".into(), days: 30 }).await
}

async fn approve(desk: &Desk, by: &By, id: Uuid) -> Result<(), DeskError> {
    desk::decide_weights(&desk.app, by, id, WeightsDecision::Approve).await
}

async fn last_list(app: &App, id: Uuid) -> Shortlist {
    let row = find::last_shortlist(app.store.reader(), id).await.expect("a read").expect("a list");
    serde_json::from_value(row.list).expect("a shortlist")
}

fn with<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = FORM.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more.iter().copied()).collect()
}

fn is_refused(reply: &Reply, field: &str) {
    assert_eq!(reply.status, 422, "{field}");
    assert!(reply.body.contains(&format!("id=\"{field}-refusal\"")), "no word beside {field}");
    assert!(reply.body.contains("Trop de kilomètres en novembre."), "the reason is lost");
}

on_both! {
    async fn approved_weights_count_for_the_next_list_and_old_lists_are_replayed_by_their_own(desk: Desk) {
        let (anne, bob) = (someone(Role::Supervisor), someone(Role::Administrator));
        let before = desk.offered_call().await;
        let proposed = propose(desk, &anne, near()).await.expect("proposed");
        assert_eq!(desk::weights_in_force(&desk.app).await.expect("a read").version, 0, "nothing changed yet");
        approve(desk, &bob, proposed).await.expect("approved");
        let after = desk.offered_call().await;
        let (old, new) = (last_list(&desk.app, before).await, last_list(&desk.app, after).await);
        assert_eq!((old.weights_version, new.weights_version), (Some(0), Some(1)));
        assert_eq!((old.context.weights, new.context.weights), (Weights::default(), near()));
        assert_eq!((old.replay(), new.replay()), (Replay::Same, Replay::Same));
        let again = propose(desk, &bob, Weights::default()).await.expect("the former are proposed");
        approve(desk, &anne, again).await.expect("approved");
        let in_force = desk::weights_in_force(&desk.app).await.expect("a read");
        assert_eq!((in_force.version, in_force.weights), (2, Weights::default()));
        desk.assert_sound().await;
    }

    async fn nobody_approves_her_own_and_only_some_roles_may(desk: Desk) {
        let (anne, bob) = (someone(Role::Supervisor), someone(Role::Supervisor));
        for by in [someone(Role::Operator), someone(Role::Auditor), By::Command, By::Desk] {
            let refused = propose(desk, &by, near()).await;
            assert!(matches!(refused, Err(DeskError::Forbidden)), "{by:?}");
        }
        let id = propose(desk, &anne, near()).await.expect("proposed");
        assert!(matches!(approve(desk, &anne, id).await, Err(DeskError::Forbidden)));
        assert!(matches!(approve(desk, &someone(Role::Operator), id).await, Err(DeskError::Forbidden)));
        let mute = WeightsDecision::Refuse { reason: " ".into() };
        assert!(matches!(desk::decide_weights(&desk.app, &bob, id, mute).await, Err(DeskError::Needs(_))));
        let back = WeightsDecision::Refuse { reason: "Je me suis trompée.".into() };
        desk::decide_weights(&desk.app, &anne, id, back).await.expect("who proposed takes back");
        assert!(matches!(approve(desk, &bob, id).await, Err(DeskError::Already(_))));
        assert_eq!(desk::weights_in_force(&desk.app).await.expect("a read").version, 0);
    }

    async fn of_two_who_decide_at_once_one_counts_and_of_two_who_propose_at_once_one_waits(desk: Desk) {
        let [anne, bob, zoe, lea] = [(); 4].map(|()| someone(Role::Supervisor));
        for round in 1..=20_i64 {
            let weights = Weights { nearness: 0.2 + f64::from(i32::try_from(round).expect("small")), ..near() };
            let (one, other) = tokio::join!(propose(desk, &anne, weights), propose(desk, &zoe, weights));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
            let id = one.or(other).expect("one waits");
            let (one, other) = tokio::join!(approve(desk, &bob, id), approve(desk, &lea, id));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
            assert!(matches!(one.and(other), Err(DeskError::Already(_))));
            assert_eq!(desk::weights_in_force(&desk.app).await.expect("a read").version, round);
        }
        desk.assert_sound().await;
    }

    async fn another_node_follows_without_a_restart(desk: Desk) {
        let other = App::open(desk.app.config.clone(), desk.app.clock.clone(), Demo::No).await.expect("a second node");
        let id = desk.agreed_call().await;
        let proposed = propose(desk, &someone(Role::Supervisor), near()).await.expect("proposed");
        approve(desk, &someone(Role::Supervisor), proposed).await.expect("approved");
        let list = desk::propose_providers(&Arc::clone(&other), &desk.ana, id).await.expect("a list");
        assert_eq!((list.weights_version, list.context.weights), (Some(1), near()));
        other.store.close().await;
    }

    async fn the_page_tries_refuses_what_is_wrong_at_its_field_and_shows_the_simulation(site: Site) {
        site.desk.offered_call().await;
        let (anne, bob) = (site.staff(Role::Supervisor).await, site.staff(Role::Administrator).await);
        for (field, typed) in [("nearness", "beaucoup"), ("rotation", "-1"), ("skills", ""), ("outcome", "101")] {
            let reply = site.post(&anne, "/weights", &with(&[(field, typed), ("intent", "propose")])).await;
            is_refused(&reply, field);
            assert!(reply.body.contains(&format!("value=\"{typed}\"")), "{typed} is lost");
        }
        let zero = with(&["skills", "nearness", "responsiveness", "outcome", "capacity", "rotation"].map(|part| (part, "0")));
        is_refused(&site.post(&anne, "/weights", &zero).await, "skills");
        let same = with(&[("nearness", "20"), ("skills", "20"), ("capacity", "5"), ("rotation", "35"), ("intent", "propose")]);
        is_refused(&site.post(&anne, "/weights", &same).await, "skills");
        let mute = site.post(&anne, "/weights", &with(&[("reason", " "), ("intent", "propose")])).await;
        assert!(mute.status == 422 && mute.body.contains("id=\"reason-refusal\""));
        let tried = site.post(&anne, "/weights", &with(&[("intent", "try")])).await;
        assert!(tried.status == 200 && tried.body.contains("Distance moyenne"), "{}", tried.body);
        assert_eq!(site.acts("weights.proposed").await, 0, "trying changes nothing");
        let sent = site.post(&anne, "/weights", &with(&[("intent", "propose")])).await;
        assert_eq!((sent.status, sent.location.as_str()), (303, "/weights?done=weights-proposed"));
        let shown = site.get(&bob, "/weights").await.body;
        assert!(shown.contains("Trop de kilomètres en novembre.") && shown.contains("Distance moyenne"), "{shown}");
        decided_on_the_page(site, &anne, &bob).await;
    }
}

async fn decided_on_the_page(site: &Site, anne: &Visitor, bob: &Visitor) {
    let reader = site.desk.app.store.reader();
    let id = find::waiting_weights(reader).await.expect("a read").expect("it waits").id.to_string();
    let door = format!("/weights/{id}");
    let own = site.post(anne, &door, &[("intent", "approve")]).await;
    assert!(own.status == 422 && own.body.contains("Une autre personne que vous"), "{}", own.status);
    let mute = site.post(bob, &door, &[("intent", "refuse")]).await;
    assert!(mute.status == 422 && mute.body.contains("id=\"refusal-refusal\""), "{}", mute.status);
    assert_eq!(site.post(bob, &door, &[("intent", "approve")]).await.status, 303);
    let late = site.post(anne, &door, &[("intent", "refuse"), ("refusal", "Trop tard ?")]).await;
    assert!(late.status == 409 && late.body.contains("Version 1"), "{}", late.status);
    let method = site.get(&Visitor::Nobody, "/methode").await.body;
    assert!(method.contains("50\u{a0}%") && !method.contains("35\u{a0}%"), "what is published is what is in force");
    let again = site.get(anne, &format!("/weights?from={id}")).await.body;
    assert!(again.contains("name=\"nearness\" value=\"50\""), "the form has them again");
    assert_eq!(site.get(anne, &format!("/weights?from={}", Uuid::nil())).await.status, 404);
}
