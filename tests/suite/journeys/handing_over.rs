//! Cases that end otherwise: a duplicate, a transfer, a question; and what stops with them.

use serde_json::json;
use vigie::{
    desk::{self, By, DeskError, Ending},
    domain::{
        intake::Likeness,
        vocabulary::{Channel, IncidentState, OfferState},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, in_rodez, report},
};

on_both! {
    async fn a_second_report_is_proposed_as_a_duplicate_never_merged_by_itself(desk: Desk) {
        let first = desk.call(&json!({})).await;
        desk.later(20).await;
        let web = report(Channel::Web, &in_rodez(&json!({})));
        let second = desk::report_incident(&desk.app, &By::Visitor, web).await.expect("taken").incident;
        assert_ne!(first, second.id, "each report is a case of its own");
        let reference = desk.case(first).await.reference;
        let proposed = desk::likely_duplicates(&desk.app, &second).await.expect("the database answers");
        assert_eq!(proposed.iter().map(|case| &case.reference).collect::<Vec<_>>(), [&reference]);
        let because = &proposed[0].because;
        assert!(because.contains(&Likeness::SamePhone) && because.contains(&Likeness::ShortTimeApart), "{because:?}");
        let of_first = desk::likely_duplicates(&desk.app, &desk.case(first).await).await.expect("the database answers");
        assert!(of_first.is_empty(), "the earlier one repeats nothing");
        assert_eq!(desk.state(second.id).await, IncidentState::Unverified, "nothing is merged by itself");
        let ending = Ending::Duplicate { of: reference };
        desk::end_incident(&desk.app, &desk.ana, second.id, ending).await.expect("merged by a person");
        assert_eq!(desk.case(second.id).await.duplicate_of, Some(first));
        assert_eq!(desk.state(second.id).await, IncidentState::Duplicate);
        assert_eq!(desk.state(first).await, IncidentState::Received, "the first goes on");
        let third = desk::report_incident(&desk.app, &By::Visitor, report(Channel::Web, &in_rodez(&json!({})))).await;
        let third = third.expect("taken").incident;
        let proposed = desk::likely_duplicates(&desk.app, &third).await.expect("the database answers");
        assert_eq!(proposed.len(), 1, "a case that was merged is proposed no more: {proposed:?}");
        desk.assert_sound().await;
    }

    async fn a_case_is_no_duplicate_of_itself_nor_of_nothing(desk: Desk) {
        let id = desk.call(&json!({})).await;
        for of in [desk.case(id).await.reference, "ZZZZ-ZZZZ".into()] {
            let refused = desk::end_incident(&desk.app, &desk.ana, id, Ending::Duplicate { of }).await;
            assert!(matches!(refused, Err(DeskError::NotFound(_))), "{refused:?}");
        }
        assert_eq!(desk.state(id).await, IncidentState::Received);
    }

    async fn a_transfer_stops_the_offers_and_is_kept(desk: Desk) {
        let id = desk.offered_call().await;
        let ending = Ending::Transferred { to: "national".into(), note: "Un particulier.".into() };
        desk::end_incident(&desk.app, &desk.ana, id, ending).await.expect("transferred");
        assert_eq!(desk.state(id).await, IncidentState::Transferred);
        assert_eq!(desk.offers_that_are(id, OfferState::Withdrawn).await.len(), 3);
        let offer = desk.offers(id).await.remove(0);
        desk.accept(&offer).await.expect_err("the offer is withdrawn");
        let asked = desk.offers(id).await.len();
        desk.later(60).await;
        assert_eq!(desk.offers(id).await.len(), asked, "nobody else is asked");
        assert!(desk.alarms().await.is_empty(), "a case that is over raises no alarm");
        desk.assert_sound().await;
    }

    async fn a_case_that_ends_while_a_provider_has_it_ends_for_the_provider_too(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk.work().await;
        let before = desk.mail_to(&offer.recipient).len();
        let ending = Ending::Transferred { to: "national".into(), note: "Autre région.".into() };
        desk::end_incident(&desk.app, &desk.ana, id, ending).await.expect("transferred");
        let open = find::open_assignment(desk.app.store.reader(), id).await.expect("a read");
        assert!(open.is_none(), "the provider still has a case that is over: {open:?}");
        desk.later(120).await;
        assert_eq!(desk.mail_to(&offer.recipient).len(), before + 1, "it is told, and asked to delete");
        assert!(desk.alarms().await.is_empty(), "a case that is over raises no alarm");
    }

    async fn a_case_that_was_ended_can_be_opened_again_with_its_history(desk: Desk) {
        let id = desk.call(&json!({})).await;
        let ending = Ending::Information { note: "Une question.".into() };
        desk::end_incident(&desk.app, &desk.ana, id, ending).await.expect("ended");
        desk::reopen(&desk.app, &desk.ana, id, String::new()).await.expect_err("a reason is needed");
        desk::reopen(&desk.app, &desk.ana, id, "Elle rappelle.".into()).await.expect("open again");
        assert_eq!(desk.state(id).await, IncidentState::Open);
        let trail = desk.trail(id).await;
        assert!(trail.contains(&"incident.closed".to_owned()) && trail.contains(&"incident.reopened".to_owned()));
    }
}
