//! What is told, when, how often; signatures; what follows when the other side doesn't take it.

use std::collections::BTreeSet;

use serde_json::json;
use vigie::{
    desk::{
        self, By,
        webhooks::{self, WebhookAct},
    },
    jobs,
    outbound::{Names, Outbound, Reach},
};

use super::{
    deliveries, named,
    receiver::{Answer, Receiver},
    receiver_file, seal, tell, told,
};
use crate::{on_both, support::Desk};

on_both! {
    async fn a_partner_hears_of_a_case_from_its_report_to_its_assignment(desk: Desk) {
        let receiver = Receiver::open().await;
        let before = desk.call(&json!({})).await;
        seal(&desk.app).await;
        let secret = told(desk, &receiver, &[]).await;
        let (id, _) = desk.assigned_call().await;
        tell(desk).await;
        let case = desk.case(id).await;
        let kinds: BTreeSet<String> = receiver.kinds().into_iter().collect();
        for kind in ["report.received", "doubt.lifted", "consent.recorded", "offer.sent", "offer.available", "assignment.made"] {
            assert!(kinds.contains(kind), "{kind} is missing in {kinds:?}");
        }
        let earlier = desk.case(before).await.reference;
        for got in receiver.got() {
            let body = got.json();
            assert_eq!(got.line, "POST /in HTTP/1.1");
            assert_eq!(got.header("content-type"), "application/json");
            assert_eq!(body["data"]["event"], got.header("webhook-id"), "{body}");
            let signed = secret.sign(got.header("webhook-id"), got.header("webhook-timestamp").parse().expect("seconds"), &got.body);
            assert_eq!(got.header("webhook-signature"), signed);
            assert_ne!(body["data"]["incident"]["reference"], earlier.as_str(), "what was before isn't told");
            for personal in ["Miquel", "Jeanne", "boulangerie.example", "+33", "telier", "desk.example"] {
                assert!(!got.body.contains(personal), "{personal} stands in {}", got.body);
            }
        }
        let made = receiver.got().into_iter().find(|got| got.json()["type"] == "assignment.made").expect("told");
        let about = &made.json()["data"]["incident"];
        assert_eq!((about["reference"].as_str(), about["state"].as_str()), (Some(case.reference.as_str()), Some("assigned")));
        assert_eq!(about["severity"], case.severity);
        let all = receiver.got().len();
        assert_eq!(tell(desk).await, 0, "nothing is told twice by itself");
        assert_eq!(receiver.got().len(), all);
        desk.assert_sound().await;
    }

    async fn only_what_was_chosen_is_told_and_an_alarm_says_which(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["alarm.raised"]).await;
        let web = crate::support::report(vigie::domain::vocabulary::Channel::Web, &crate::support::in_rodez(&json!({})));
        desk::report_incident(&desk.app, &By::Visitor, web).await.expect("taken");
        desk.later(120).await;
        tell(desk).await;
        let got = receiver.got();
        assert_eq!(receiver.kinds(), ["alarm.raised"]);
        assert_eq!(got[0].json()["data"]["alarm"]["kind"], "first-contact");
    }

    async fn a_sensitive_case_tells_nothing_not_even_what_was_on_its_way(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &[]).await;
        let id = desk.call(&json!({})).await;
        seal(&desk.app).await;
        webhooks::announce(&desk.app).await.expect("written");
        desk::make_sensitive(&desk.app, &desk.ana, id).await.expect("sensitive");
        desk.lift(id).await;
        tell(desk).await;
        assert!(receiver.got().is_empty(), "{:?}", receiver.kinds());
        let states: BTreeSet<String> = deliveries(desk, "portail").await.into_iter().map(|one| one.state).collect();
        assert_eq!(states.into_iter().collect::<Vec<_>>(), ["dropped"]);
    }

    async fn a_server_that_fails_is_told_again_later_the_same_under_the_same_id(desk: Desk) {
        let receiver = Receiver::open().await;
        let secret = told(desk, &receiver, &["report.received"]).await;
        receiver.answers([Answer::Status(500), Answer::HangsUp, Answer::Status(429)]);
        desk.call(&json!({})).await;
        assert_eq!(tell(desk).await, 0);
        let first = deliveries(desk, "portail").await.remove(0);
        assert_eq!((first.state.as_str(), first.last_words.as_deref()), ("deferred", Some("HTTP 500")));
        assert_eq!(tell(desk).await, 0, "not before its time");
        assert_eq!(receiver.got().len(), 1);
        for _ in 0..3 {
            desk.app.clock.advance(jiff::SignedDuration::from_mins(1));
            tell(desk).await;
        }
        let got = receiver.got();
        assert_eq!(got.len(), 4, "{got:?}");
        assert_eq!(deliveries(desk, "portail").await[0].state, "sent");
        assert!(got.iter().all(|one| one.header("webhook-id") == got[0].header("webhook-id") && one.body == got[0].body));
        let last = got.last().expect("the last");
        let at = last.header("webhook-timestamp");
        assert_ne!(at, got[0].header("webhook-timestamp"), "each attempt has its own time");
        let signed = secret.sign(last.header("webhook-id"), at.parse().expect("seconds"), &last.body);
        assert_eq!(last.header("webhook-signature"), signed);
    }

    async fn what_a_worker_left_in_the_middle_goes_out_again_under_the_same_id(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        desk.call(&json!({})).await;
        seal(&desk.app).await;
        webhooks::announce(&desk.app).await.expect("written");
        let id = webhooks::webhook_named(&desk.app, "portail").await.expect("there").id;
        let until = desk.app.clock.now() + jiff::SignedDuration::from_mins(5);
        let (one, two) = tokio::join!(
            webhooks::take_deliveries(&desk.app, id, until, 10),
            webhooks::take_deliveries(&desk.app, id, until, 10),
        );
        assert_eq!(one.expect("taken").len() + two.expect("taken").len(), 1, "one worker has it");
        assert_eq!(tell(desk).await, 0, "somebody has it: nobody else sends it");
        desk.app.clock.advance(jiff::SignedDuration::from_mins(6));
        assert_eq!(tell(desk).await, 1);
        assert_eq!(deliveries(desk, "portail").await[0].attempts, 2, "the first may have arrived, too");
    }

    async fn nodes_that_write_at_once_write_each_message_once(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &[]).await;
        desk.assigned_call().await;
        seal(&desk.app).await;
        let announce = || webhooks::announce(&desk.app);
        let (one, two, three) = tokio::join!(announce(), announce(), announce());
        let written: usize = [one, two, three].into_iter().map(|count| count.expect("written")).sum();
        let all = deliveries(desk, "portail").await;
        assert_eq!(written, all.len());
        let once: BTreeSet<_> = all.iter().map(|one| one.event_id).collect();
        assert_eq!(once.len(), all.len());
    }

    async fn a_webhook_that_is_down_burns_no_attempts_and_keeps_no_other_waiting(desk: Desk) {
        let (down, up) = (Receiver::open().await, Receiver::open().await);
        named(desk, "en panne", &down, &[]).await;
        named(desk, "portail", &up, &[]).await;
        down.answers(vec![Answer::Status(503); 200]);
        desk.assigned_call().await;
        desk.assigned(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
        tell(desk).await;
        let all = deliveries(desk, "en panne").await;
        let untouched = all.iter().filter(|one| one.attempts == 0).count();
        assert!(untouched > 0 && down.got().len() < all.len(), "{} of {} were tried", down.got().len(), all.len());
        assert_eq!(up.got().len(), deliveries(desk, "portail").await.len());
    }

    async fn a_message_that_was_given_up_is_told_to_the_rota_and_sent_again_by_a_person(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        receiver.answers(vec![Answer::Status(500); 20]);
        desk.call(&json!({})).await;
        for _ in 0..20 {
            tell(desk).await;
            desk.app.clock.advance(jiff::SignedDuration::from_hours(7));
        }
        let lost = deliveries(desk, "portail").await.remove(0);
        assert_eq!((lost.state.as_str(), lost.attempts), ("gave_up", 20));
        assert!(desk.alarms().await.iter().any(|alarm| alarm.kind == "webhook-failed"));
        webhooks::replay_delivery(&desk.app, &By::Command, lost.id).await.expect("sent again");
        assert_eq!(tell(desk).await, 1);
        let again = webhooks::replay_delivery(&desk.app, &By::Command, lost.id).await;
        again.expect("what arrived may be sent again");
        tell(desk).await;
        let got = receiver.got();
        assert!(got.iter().all(|one| one.header("webhook-id") == got[0].header("webhook-id")));
        desk.assert_sound().await;
    }

    async fn who_is_gone_is_paused_and_what_happens_waits(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        receiver.answers([Answer::Status(410)]);
        desk.call(&json!({})).await;
        tell(desk).await;
        let webhook = webhooks::webhook_named(&desk.app, "portail").await.expect("there");
        assert_eq!(webhook.paused_why.as_deref(), Some("gone"));
        desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
        desk.app.clock.advance(jiff::SignedDuration::from_mins(5));
        assert_eq!(tell(desk).await, 0);
        assert_eq!(receiver.got().len(), 1);
        webhooks::change_webhook(&desk.app, &By::Command, webhook.id, WebhookAct::Resume).await.expect("resumed");
        assert_eq!(tell(desk).await, 2, "what waited goes out");
    }

    async fn while_a_secret_is_new_the_one_before_signs_too(desk: Desk) {
        let receiver = Receiver::open().await;
        let before = told(desk, &receiver, &["report.received"]).await;
        let webhook = webhooks::webhook_named(&desk.app, "portail").await.expect("there").id;
        let rotated = webhooks::change_webhook(&desk.app, &By::Command, webhook, WebhookAct::Rotate).await;
        let after = rotated.expect("rotated").expect("a secret");
        desk.call(&json!({})).await;
        tell(desk).await;
        desk.app.clock.advance(jiff::SignedDuration::from_hours(25));
        desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
        tell(desk).await;
        let got = receiver.got();
        assert_eq!(got.len(), 2);
        let signed = |at: usize, secret: &vigie::keys::WebhookSecret| {
            let one = &got[at];
            secret.sign(one.header("webhook-id"), one.header("webhook-timestamp").parse().expect("seconds"), &one.body)
        };
        assert_eq!(got[0].header("webhook-signature"), format!("{} {}", signed(0, &after), signed(0, &before)));
        assert_eq!(got[1].header("webhook-signature"), signed(1, &after), "a day later the new one alone");
        receiver_file(&got[0], &[before.text(), after.text()]);
    }

    async fn a_test_is_sent_at_once_and_only_where_it_may_go(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        let webhook = webhooks::webhook_named(&desk.app, "portail").await.expect("there").id;
        webhooks::change_webhook(&desk.app, &By::Command, webhook, WebhookAct::Test).await.expect("sent");
        let elsewhere = Outbound::new(Reach::Internet { allow: Vec::new(), demo: vigie::app::Demo::No }, Names::System);
        let refused = jobs::tell_webhooks(&desk.app, &elsewhere.expect("a client")).await.expect("refused");
        assert_eq!((refused, receiver.got().len()), (0, 0), "a real desk doesn't tell this machine");
        desk.app.clock.advance(jiff::SignedDuration::from_mins(1));
        assert_eq!(tell(desk).await, 1);
        assert_eq!(receiver.kinds(), ["webhook.test"]);
    }
}
