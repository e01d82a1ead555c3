//! Who chooses among those available, and what happens when nobody does.

use vigie::{
    desk::{self, Agreement, By, ChosenBy, Delegated, DeskError, Insurer, OwnSupplier},
    domain::{
        audit::Subject,
        vocabulary::{IncidentState, OfferState},
    },
    store::{entity::task, find},
};

use crate::{on_both, support::Desk};

const CALL: &str = "task-call-victim-choice";
const CHOOSE: &str = "task-choose-for-victim";

async fn agreed(desk: &Desk, delegated: Delegated) -> uuid::Uuid {
    let id = desk.call(&serde_json::json!({})).await;
    desk.lift(id).await;
    let agreement = Agreement {
        wording: "Je suis d’accord.".into(),
        channel: "phone".into(),
        said_by: "Jeanne Miquel".into(),
        delegated,
        own_supplier: OwnSupplier::None,
        insurer: Insurer::Unknown,
    };
    desk::record_agreement(&desk.app, &desk.ana, id, agreement).await.expect("recorded");
    desk.ask(id).await.expect("offers leave");
    id
}

/// A case whose first provider is available; its choice is due in fifteen minutes.
async fn to_choose(desk: &Desk, delegated: Delegated) -> (uuid::Uuid, uuid::Uuid) {
    let id = agreed(desk, delegated).await;
    let offer = desk.offers(id).await.remove(0);
    desk.accept(&offer).await.expect("available");
    desk.work().await;
    (id, offer.id)
}

async fn open_tasks(desk: &Desk, id: uuid::Uuid, text_id: &str) -> Vec<task::Model> {
    let open = desk.tasks().await.into_iter();
    open.filter(|task| task.incident_id == id && task.text_id == text_id).collect()
}

async fn count(desk: &Desk, id: uuid::Uuid, action: &str) -> usize {
    desk.trail(id).await.iter().filter(|one| *one == action).count()
}

/// The one event of this name, as it is hashed.
async fn event(desk: &Desk, id: uuid::Uuid, action: &str) -> String {
    let subject = Some(Subject::Incident(id.into()).to_string());
    let filter = find::TrailFilter { subject, action: Some(action.into()), ..find::TrailFilter::default() };
    let mut found = find::trail(desk.app.store.reader(), &filter, 100).await.expect("a read");
    assert_eq!(found.len(), 1, "{action}");
    found.remove(0).canonical
}

on_both! {
    async fn a_choice_that_is_not_made_in_time_is_a_call_to_the_victim(desk: Desk) {
        let (id, offer) = to_choose(desk, Delegated::No).await;
        desk.later(14).await;
        assert!(open_tasks(desk, id, CALL).await.is_empty(), "she still has a minute");
        desk.later(2).await;
        let calls = open_tasks(desk, id, CALL).await;
        assert_eq!(calls.iter().map(|task| task.kind.as_str()).collect::<Vec<_>>(), ["call_victim"]);
        assert!(open_tasks(desk, id, CHOOSE).await.is_empty(), "nobody chooses for her unasked");
        assert!(desk.case(id).await.choice_due.is_none());
        desk.later(30).await;
        assert_eq!((open_tasks(desk, id, CALL).await.len(), count(desk, id, "choice.timed_out").await), (1, 1));
        desk::choose_provider(&desk.app, &desk.ana, id, offer).await.expect("told on the telephone");
        assert!(event(desk, id, "offer.chosen").await.contains(r#""chosen_by":"victim_by_phone""#));
        assert!(open_tasks(desk, id, CALL).await.is_empty(), "the choice is made: nobody has to call for it");
        desk.assert_sound().await;
    }

    async fn a_choice_that_was_left_to_the_desk_with_the_agreement_becomes_its_task(desk: Desk) {
        let (id, offer) = to_choose(desk, Delegated::Yes).await;
        assert!(event(desk, id, "consent.recorded").await.contains(r#""delegated":"yes""#));
        desk.later(16).await;
        assert!(open_tasks(desk, id, CALL).await.is_empty(), "she needn't be called for it");
        let tasks = open_tasks(desk, id, CHOOSE).await;
        assert_eq!(tasks.iter().map(|task| task.kind.as_str()).collect::<Vec<_>>(), ["choose_for_victim"]);
        assert_eq!(count(desk, id, "choice.timed_out").await, 1);
        desk::choose_provider_for(&desk.app, &desk.ana, id, offer, ChosenBy::Desk).await.expect("chosen");
        assert!(event(desk, id, "offer.chosen").await.contains(r#""chosen_by":"desk_by_delegation""#));
        assert_eq!(count(desk, id, "choice.delegated").await, 0, "it was said with the agreement already");
        assert!(open_tasks(desk, id, CHOOSE).await.is_empty());
    }

    async fn choose_for_me_is_kept_and_gives_the_desk_its_task_at_once(desk: Desk) {
        let id = agreed(desk, Delegated::No).await;
        let early = desk::delegate_choice(&desk.app, &By::Victim, id).await;
        assert!(matches!(early, Err(DeskError::NotFound(_))), "nobody is there to choose from: {early:?}");
        let offer = desk.offers(id).await.remove(0);
        desk.accept(&offer).await.expect("available");
        let due = desk.case(id).await.choice_due;
        for _ in 0..2 {
            desk::delegate_choice(&desk.app, &By::Victim, id).await.expect("twice is once");
        }
        assert!(event(desk, id, "choice.delegated").await.contains(r#""channel":"tracking""#));
        let given = desk::agreement_of(&desk.case(id).await).expect("the agreement");
        assert_eq!((given.delegated, given.own_supplier), (Delegated::Yes, OwnSupplier::None), "the rest stands");
        let file = desk::read::case_file(&desk.app, id).await.expect("the case");
        let lines = file.entries.iter().filter(|entry| entry.text_id.as_deref() == Some("entry-choice-delegated"));
        assert_eq!(lines.map(|line| line.visible_to.as_str()).collect::<Vec<_>>(), ["all"]);
        let tasks = open_tasks(desk, id, CHOOSE).await;
        assert_eq!(tasks.iter().map(|task| Some(task.due_at)).collect::<Vec<_>>(), [due]);
        desk.later(16).await;
        assert_eq!(count(desk, id, "choice.timed_out").await, 1);
        assert_eq!(open_tasks(desk, id, CHOOSE).await.len(), 1, "the same task, not another");
        assert!(open_tasks(desk, id, CALL).await.is_empty(), "it follows what she asked for");
        desk::choose_provider_for(&desk.app, &desk.ana, id, offer.id, ChosenBy::Desk).await.expect("chosen");
        assert!(open_tasks(desk, id, CHOOSE).await.is_empty());
        desk.assert_sound().await;
    }

    async fn an_operator_who_chooses_since_the_victim_asks_on_the_telephone_says_so(desk: Desk) {
        let (id, offer) = to_choose(desk, Delegated::No).await;
        desk::choose_provider_for(&desk.app, &desk.ana, id, offer, ChosenBy::Desk).await.expect("chosen");
        assert!(event(desk, id, "choice.delegated").await.contains(r#""channel":"phone""#));
        assert!(event(desk, id, "offer.chosen").await.contains(r#""chosen_by":"desk_by_delegation""#));
    }

    async fn her_own_choice_on_her_page_is_told_apart(desk: Desk) {
        let (id, offer) = to_choose(desk, Delegated::No).await;
        desk::choose_provider(&desk.app, &By::Victim, id, offer).await.expect("chosen");
        assert!(event(desk, id, "offer.chosen").await.contains(r#""chosen_by":"victim""#));
    }

    async fn when_none_suits_those_available_are_told_and_others_are_asked(desk: Desk) {
        let id = agreed(desk, Delegated::No).await;
        let offers = desk.offers(id).await;
        for offer in &offers[..2] {
            desk.accept(offer).await.expect("available");
        }
        desk.work().await;
        let before: Vec<usize> = offers.iter().map(|offer| desk.mail_to(&offer.recipient).len()).collect();
        desk::refuse_all(&desk.app, &By::Victim, id).await.expect("none of them");
        desk.work().await;
        let after: Vec<usize> = offers.iter().map(|offer| desk.mail_to(&offer.recipient).len()).collect();
        assert_eq!(after, [before[0] + 1, before[1] + 1, before[2]], "who offered is told, who is still asked isn't");
        let refused: Vec<_> = desk.offers_that_are(id, OfferState::NotChosen).await;
        assert_eq!(refused.iter().map(|offer| offer.id).collect::<Vec<_>>(), [offers[0].id, offers[1].id]);
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "two more are asked");
        assert_eq!((desk.state(id).await, desk.case(id).await.choice_due), (IncidentState::Offering, None));
        assert_eq!(count(desk, id, "choice.refused").await, 1);
        desk.later(16).await;
        assert_eq!(count(desk, id, "choice.timed_out").await, 0, "there is nothing to choose from");
        let again = desk::refuse_all(&desk.app, &By::Victim, id).await;
        assert!(matches!(again, Err(DeskError::NotFound(_))), "{again:?}");
        desk.assert_sound().await;
    }

    async fn a_task_to_choose_ends_with_what_it_was_about(desk: Desk) {
        let (id, _) = to_choose(desk, Delegated::No).await;
        desk::delegate_choice(&desk.app, &By::Victim, id).await.expect("left to the desk");
        desk::refuse_all(&desk.app, &By::Victim, id).await.expect("and yet none of them");
        assert!(open_tasks(desk, id, CHOOSE).await.is_empty(), "nobody is there to choose from");
    }
}
