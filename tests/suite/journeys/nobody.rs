//! Nobody is left, nobody calls: the case never goes quiet.

use vigie::{
    desk::{self, By},
    domain::vocabulary::{IncidentState, OfferState},
};

use crate::{on_both, support::Desk};

on_both! {
    async fn when_nobody_is_left_the_alarm_goes_round_until_a_named_person_takes_it(desk: Desk) {
        let id = desk.offered_call().await;
        for _ in 0..8 {
            desk.later(21).await;
        }
        assert_eq!(desk.offers(id).await.len(), 6, "everybody was asked once");
        let alarms = desk.alarms().await;
        assert!(alarms.iter().any(|alarm| alarm.kind == "nobody-left"), "{alarms:?}");
        let (ana, bea) = (desk.mail_to("ana@desk.example").len(), desk.mail_to("bea@desk.example").len());
        assert!(ana > 0 && bea > 0, "the rota goes round: {ana} {bea}");
        let alarm = alarms.into_iter().find(|alarm| alarm.kind == "nobody-left").expect("the alarm");
        desk::acknowledge_alarm(&desk.app, &By::Desk, alarm.id).await.expect_err("nobody in particular can't");
        desk::acknowledge_alarm(&desk.app, &desk.ana, alarm.id).await.expect("a named person can");
        let before = desk.mail().len();
        desk.later(60).await;
        assert_eq!(desk.mail().len(), before, "silent once somebody has it");
        let late = desk.offers_that_are(id, OfferState::Expired).await.remove(0);
        desk.accept(&late).await.expect("a late answer counts while nobody is assigned");
        desk::choose_provider(&desk.app, &desk.ana, id, late.id).await.expect("chosen");
        assert_eq!(desk.state(id).await, IncidentState::Assigned);
        desk.assert_sound().await;
    }

    async fn a_report_that_nobody_calls_back_raises_the_alarm_once(desk: Desk) {
        let told = crate::support::in_rodez(&serde_json::json!({}));
        let new = crate::support::report(vigie::domain::vocabulary::Channel::Web, &told);
        desk::report_incident(&desk.app, &By::Visitor, new).await.expect("taken");
        desk.later(11).await;
        desk.work().await;
        let kinds: Vec<String> = desk.alarms().await.into_iter().map(|alarm| alarm.kind).collect();
        assert_eq!(kinds, ["first-contact"]);
    }

    async fn the_chosen_one_who_never_calls_raises_the_alarm_and_can_be_replaced(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk.later(31).await;
        assert!(desk.alarms().await.iter().any(|alarm| alarm.kind == "no-provider-contact"));
        let provider = By::Provider(offer.provider_id.into());
        desk::provider_news(&desk.app, &provider, id, desk::News::NotForMe(None), String::new()).await.expect("given back");
        assert_eq!(desk.state(id).await, IncidentState::Open);
        desk.ask(id).await.expect("offers leave again");
        let round = desk.case(id).await.round;
        let again = desk.offers(id).await.into_iter().filter(|next| next.round == round);
        let asked: Vec<_> = again.map(|next| next.provider_id).collect();
        assert!(!asked.is_empty());
        assert!(!asked.contains(&offer.provider_id), "who gave the case back isn't asked again");
        desk.assert_sound().await;
    }
}
