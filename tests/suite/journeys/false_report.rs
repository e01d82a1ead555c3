//! S7. A competitor's false report: unverified until somebody calls back; refuted, it leaves the organisation clean.

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, By, DeskError, Ending},
    domain::{
        incident::IncidentError,
        vocabulary::{Channel, IncidentState},
    },
};

use crate::{
    on_both,
    support::{Desk, in_rodez, report},
};

async fn from_the_web(desk: &Desk) -> Uuid {
    let new = report(Channel::Web, &in_rodez(&json!({})));
    desk::report_incident(&desk.app, &By::Visitor, new).await.expect("taken").incident.id
}

on_both! {
    async fn until_somebody_called_back_no_offer_leaves_and_no_history_is_shown(desk: Desk) {
        let earlier = desk.call(&json!({})).await;
        let fake = from_the_web(desk).await;
        assert_eq!(desk.state(fake).await, IncidentState::Unverified);
        desk.agree(fake).await;
        let refused = desk.ask(fake).await;
        assert!(matches!(refused, Err(DeskError::Incident(IncidentError::Unverified))), "{refused:?}");
        desk.later(60).await;
        assert!(desk.offers(fake).await.is_empty(), "no job offers it either");
        let shown = desk::read::history_of(&desk.app, &desk.case(fake).await).await.expect("a read");
        assert!(shown.is_empty(), "whoever wrote it may not be who it says: {shown:?}");
        desk.lift(fake).await;
        let shown = desk::read::history_of(&desk.app, &desk.case(fake).await).await.expect("a read");
        assert_eq!(shown.iter().map(|case| case.id).collect::<Vec<_>>(), [earlier], "once it is verified");
    }

    async fn a_refuted_report_is_no_history_of_the_organisation(desk: Desk) {
        let fake = from_the_web(desk).await;
        let ending = Ending::NotIncident { disposition: "refuted".into(), note: "Rappelé : il ne s’est rien passé.".into() };
        desk::end_incident(&desk.app, &desk.ana, fake, ending).await.expect("refuted");
        assert_eq!(desk.state(fake).await, IncidentState::NotIncident);
        let real = desk.call(&json!({})).await;
        let shown = desk::read::history_of(&desk.app, &desk.case(real).await).await.expect("a read");
        assert!(shown.is_empty(), "the organisation stays clean: {shown:?}");
        desk.later(600).await;
        let about: Vec<_> = desk.alarms().await.into_iter().filter(|alarm| alarm.incident_id == Some(fake)).collect();
        assert!(about.is_empty(), "nothing goes on about it: {about:?}");
        assert!(desk.trail(fake).await.contains(&"incident.closed".to_owned()), "its own record stays");
        desk.assert_sound().await;
    }
}
