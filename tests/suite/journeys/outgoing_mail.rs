//! The queue of mail: nothing lost, nothing doubled that can't be told apart, no storm, and a person sees what is stuck.

use jiff::SignedDuration;
use uuid::Uuid;
use vigie::{
    desk::{self, MailAct},
    domain::vocabulary::OfferState,
    mail::transport::SendError,
    store::{entity::outbox, find},
};

use crate::{on_both, support::Desk};

async fn in_state(desk: &Desk, state: &str) -> Vec<outbox::Model> {
    find::messages_in(desk.app.store.reader(), &[state], i64::MAX, 1000).await.expect("a read")
}

async fn outcomes(desk: &Desk, id: Uuid) -> Vec<String> {
    let attempts = find::attempts_of(desk.app.store.reader(), &[id]).await.expect("a read");
    attempts.into_iter().map(|attempt| attempt.outcome).collect()
}

async fn message_to_her(desk: &Desk, case: Uuid, words: &str) {
    desk::send_message(&desk.app, &desk.ana, case, words.into(), desk::Visible::Victim).await.expect("queued");
}

on_both! {
    async fn what_a_worker_left_in_the_middle_goes_out_again_under_the_same_id(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        let until = desk.app.clock.now() + SignedDuration::from_mins(5);
        let taken = desk::take_mail(&desk.app, until, 10).await.expect("taken");
        assert_eq!(taken.len(), 1, "the acknowledgement");
        desk.work().await;
        assert!(desk.mail().is_empty(), "somebody has it: nobody else sends it");
        desk::mail_begins(&desk.app, &taken[0]).await.expect("written down");
        desk.later(6).await;
        let mails = desk.mail();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].message_id, taken[0].message_id);
        assert_eq!(outcomes(desk, taken[0].id).await, ["unknown", "accepted"], "the first may have arrived, too");
        assert!(desk.trail(id).await.contains(&"mail.sent".to_owned()));
        desk.assert_sound().await;
    }

    async fn what_a_worker_had_only_taken_was_not_interrupted(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        message_to_her(desk, id, "Bonjour").await;
        let until = desk.app.clock.now() + SignedDuration::from_mins(5);
        let taken = desk::take_mail(&desk.app, until, 10).await.expect("taken");
        assert_eq!(taken.len(), 2);
        desk::mail_begins(&desk.app, &taken[0]).await.expect("written down");
        desk.later(6).await;
        assert_eq!(outcomes(desk, taken[0].id).await, ["unknown", "accepted"]);
        assert_eq!(outcomes(desk, taken[1].id).await, ["accepted"], "it lay there: it can't have arrived twice");
        let ends = in_state(desk, "sent").await;
        assert_eq!(ends.iter().map(|mail| mail.attempts).max(), Some(2));
        assert!(ends.iter().all(|mail| mail.begun_at.is_none()), "the next one begins anew");
        desk.fail_next(SendError::Transient { words: "451 come back later".into() });
        message_to_her(desk, id, "Encore").await;
        desk.work().await;
        desk.later(5).await;
        let last = &in_state(desk, "sent").await[0];
        assert_eq!(outcomes(desk, last.id).await, ["transient", "accepted"], "an attempt that ended is not one without an end");
    }

    async fn two_workers_never_take_the_same_message(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        for number in 0..30 {
            message_to_her(desk, id, &format!("Message {number}")).await;
        }
        let until = desk.app.clock.now() + SignedDuration::from_mins(5);
        let take = || desk::take_mail(&desk.app, until, 10);
        let (one, two, three, four) = tokio::join!(take(), take(), take(), take());
        let mut ids: Vec<Uuid> = [one, two, three, four].into_iter().flat_map(|taken| taken.expect("taken")).map(|mail| mail.id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "a message was taken twice");
        assert!(all >= 10, "{all}");
    }

    async fn a_lease_of_a_clock_that_jumped_back_does_not_keep_mail_for_a_day(desk: Desk) {
        desk.call(&serde_json::json!({})).await;
        desk.app.clock.advance(SignedDuration::from_hours(24));
        let until = desk.app.clock.now() + SignedDuration::from_mins(5);
        assert_eq!(desk::take_mail(&desk.app, until, 10).await.expect("taken").len(), 1);
        desk.app.clock.advance(SignedDuration::from_hours(-24));
        desk.work().await;
        assert_eq!(desk.mail().len(), 1);
    }

    async fn over_budget_mail_is_held_and_shown_until_a_person_lets_it_go(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        for number in 0..45 {
            message_to_her(desk, id, &format!("Message {number}")).await;
        }
        desk.work().await;
        let budget = usize::try_from(desk.app.config.mail.per_address_hour).expect("a number");
        assert_eq!(desk.mail_to("jeanne@boulangerie.example").len(), budget);
        let held = in_state(desk, "held").await;
        assert_eq!(held.len(), 46 - budget);
        assert!(held.iter().all(|mail| mail.held_why.as_deref() == Some("address")));
        let alarms = desk.alarms().await.into_iter().filter(|alarm| alarm.kind == "mail-held").count();
        assert_eq!(alarms, 1, "one alarm, not one for each message");
        desk::act_on_mail(&desk.app, &desk.ana, held[0].id, MailAct::Release, String::new()).await.expect("let go");
        desk.work().await;
        assert_eq!(desk.mail_to("jeanne@boulangerie.example").len(), budget + 1);
        desk.later(61).await;
        message_to_her(desk, id, "Une heure plus tard").await;
        desk.work().await;
        assert_eq!(in_state(desk, "held").await.len(), 45 - budget, "what is held stays held; what is new leaves again");
        desk.assert_sound().await;
    }

    async fn mail_to_a_mailbox_that_turned_unsafe_is_held_and_somebody_calls(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        desk.work().await;
        message_to_her(desk, id, "Ne payez pas.").await;
        desk.place.execute("UPDATE incident SET email_safe = 'no'").await.expect("the mailbox turns unsafe");
        desk.work().await;
        assert_eq!(desk.mail_to("jeanne@boulangerie.example").len(), 1, "only what left before");
        let held = in_state(desk, "held").await;
        assert_eq!(held[0].held_why.as_deref(), Some("unsafe"));
        let task = desk.tasks().await.into_iter().find(|task| task.kind == "call_victim").expect("a task to call her");
        assert!(task.words.contains("Ne payez pas."), "the words to say: {}", task.words);
        assert!(!task.words.contains("{link"), "{}", task.words);
        let refused = desk::act_on_mail(&desk.app, &desk.ana, held[0].id, MailAct::Release, String::new()).await;
        assert!(refused.is_err(), "not before the mailbox is safe again");
        desk.assert_sound().await;
    }

    async fn a_server_that_refuses_an_offer_for_good_makes_room_for_the_next(desk: Desk) {
        let id = desk.agreed_call().await;
        desk.work().await;
        desk.fail_next(SendError::Permanent { words: "550 5.1.1 no such user".into() });
        let asked = desk.ask(id).await.expect("offers leave");
        let bounced = in_state(desk, "bounced").await;
        assert_eq!(bounced.len(), 1);
        assert_eq!(bounced[0].last_words.as_deref(), Some("550 5.1.1 no such user"));
        desk.work().await;
        assert_eq!(desk.offers_that_are(id, OfferState::Expired).await.len(), 1, "nobody waits for its answer");
        assert_eq!(desk.offers(id).await.len(), asked + 1, "the next one is asked");
        assert!(desk.trail(id).await.contains(&"offer.undeliverable".to_owned()));
        desk.assert_sound().await;
    }

    async fn a_server_that_says_later_is_asked_again_later_and_its_words_are_kept(desk: Desk) {
        desk.call(&serde_json::json!({})).await;
        desk.fail_next(SendError::Transient { words: "451 4.7.1 try again".into() });
        desk.work().await;
        let deferred = in_state(desk, "deferred").await;
        assert_eq!(deferred[0].last_words.as_deref(), Some("451 4.7.1 try again"));
        assert!(deferred[0].next_attempt_at > desk.app.clock.now().as_microsecond());
        desk.later(1).await;
        assert_eq!(desk.mail().len(), 1);
        assert_eq!(outcomes(desk, deferred[0].id).await, ["transient", "accepted"]);
    }

    async fn a_blocked_way_out_burns_no_attempts_of_the_queue(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        for number in 0..20 {
            message_to_her(desk, id, &format!("Message {number}")).await;
        }
        for _ in 0..100 {
            desk.fail_next(SendError::Transient { words: "connection refused".into() });
        }
        desk.work().await;
        let untouched = in_state(desk, "queued").await.into_iter().filter(|mail| mail.attempts == 0).count();
        assert_eq!(untouched, 15, "six failures show that the way is blocked");
        desk.assert_sound().await;
    }

    async fn each_party_has_a_thread_of_its_own(desk: Desk) {
        let (id, _) = desk.assigned_call().await;
        message_to_her(desk, id, "Courage.").await;
        desk.later(1).await;
        let hers = desk.mail_to("jeanne@boulangerie.example");
        let last = hers.last().expect("the message");
        assert!(last.references.contains(&hers[0].message_id), "her thread begins with the acknowledgement");
        assert!(last.in_reply_to.is_some());
        let of_others: Vec<String> = desk
            .mail()
            .into_iter()
            .filter(|mail| mail.to.address.to_string() != "jeanne@boulangerie.example")
            .map(|mail| mail.message_id)
            .collect();
        assert!(!of_others.is_empty());
        for mail in desk.mail() {
            let to = mail.to.address.to_string();
            let foreign = desk.mail().into_iter().filter(|other| other.to.address.to_string() != to);
            for other in foreign {
                assert!(!mail.references.contains(&other.message_id), "{to} sees an id of another party");
            }
        }
    }

    async fn a_person_holds_cancels_and_tries_again_and_each_act_is_in_the_trail(desk: Desk) {
        let id = desk.call(&serde_json::json!({})).await;
        let message = in_state(desk, "queued").await.remove(0).id;
        let act = |act, reason: &str| desk::act_on_mail(&desk.app, &desk.ana, message, act, reason.to_owned());
        act(MailAct::Hold, " ").await.expect_err("not without a reason");
        act(MailAct::Hold, "adresse à vérifier").await.expect("held");
        desk.later(60).await;
        assert!(desk.mail_to("jeanne@boulangerie.example").is_empty());
        act(MailAct::Release, "").await.expect("let go");
        desk.fail_next(SendError::Permanent { words: "550 no".into() });
        desk.work().await;
        act(MailAct::Retry, "").await.expect("tried again");
        act(MailAct::Cancel, "dit au téléphone").await.expect("cancelled");
        act(MailAct::Retry, "").await.expect_err("it is over");
        desk.later(60).await;
        assert!(desk.mail_to("jeanne@boulangerie.example").is_empty());
        let trail = desk.trail(id).await;
        for action in ["mail.held", "mail.released", "mail.bounced", "mail.retried", "mail.cancelled"] {
            assert!(trail.contains(&action.to_owned()), "{action} is missing in {trail:?}");
        }
        desk.assert_sound().await;
    }
}
