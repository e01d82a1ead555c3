//! A provider answers by a reply: what it clearly says counts as on its page, what it doesn't is a person's to read, and no
//! two machines ever write to each other.

use vigie::{
    desk::{self, By},
    domain::{
        offer::{Answer, DeclineReason},
        vocabulary::{IncidentState, OfferMode, OfferState},
    },
    mail::transport::OutgoingMail,
    store::{entity::offer, find, row},
};

use crate::{
    on_both,
    support::{Desk, Letter, reply_to},
};

/// A case that is being offered, its first offer, and the address for answers to it.
async fn asked(desk: &Desk) -> (uuid::Uuid, offer::Model, String) {
    let id = desk.offered_call().await;
    let offer = desk.offers(id).await.remove(0);
    let address = reply_to(&desk.mail_to(&offer.recipient)[0]);
    (id, offer, address)
}

/// A case that its first provider has, and the address for its mail.
async fn on_mission(desk: &Desk) -> (uuid::Uuid, offer::Model, String) {
    let (id, offer) = desk.assigned_call().await;
    let address = reply_to(&desk.mail_to(&offer.recipient)[0]);
    desk.work().await;
    (id, offer, address)
}

/// The provider writes this; says what became of it.
async fn writes(desk: &Desk, offer: &offer::Model, address: &str, words: &str) -> (String, String) {
    let taken = desk.receive(&Letter::new(&offer.recipient, address, words)).await;
    desk.work().await;
    (taken.row.outcome, taken.row.why)
}

fn became(outcome: &str, why: &str) -> (String, String) {
    (outcome.into(), why.into())
}

/// What was written to the provider since its offer.
fn since(desk: &Desk, offer: &offer::Model, before: usize) -> Vec<OutgoingMail> {
    desk.mail_to(&offer.recipient).split_off(before)
}

async fn standing(desk: &Desk, id: uuid::Uuid, offer: &offer::Model) -> offer::Model {
    desk.offers(id).await.into_iter().find(|one| one.id == offer.id).expect("the offer is there")
}

/// The events of this action on the case, as they were hashed.
async fn events(desk: &Desk, id: uuid::Uuid, action: &str) -> Vec<String> {
    let subject = vigie::domain::audit::Subject::Incident(id.into()).to_string();
    let filter = find::TrailFilter { subject: Some(subject), ..find::TrailFilter::default() };
    let events = find::trail(desk.app.store.reader(), &filter, 1000).await.expect("a read");
    events.into_iter().filter(|event| event.action == action).map(|event| event.canonical).collect()
}

async fn in_mode(desk: &Desk, offer: &offer::Model, mode: OfferMode) {
    let changed = offer::Model { mode: mode.as_str().into(), ..offer.clone() };
    let written = desk.app.store.write(move |tx| Box::pin(async move { row::save(tx, changed).await }));
    written.await.expect("the mode is changed");
}

async fn tasks_called(desk: &Desk, text_id: &str) -> usize {
    desk.tasks().await.into_iter().filter(|task| task.text_id == text_id).count()
}

on_both! {
    async fn a_reply_that_says_yes_counts_as_on_the_page(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        assert!(desk.mail_to(&offer.recipient)[0].text.contains("Vous pouvez aussi répondre à ce courriel"));
        let words = "Bonjour,\r\n\r\nDisponible demain à 9 h.\r\n\r\nCordialement,\r\nPaul Roux";
        assert_eq!(writes(desk, &offer, &address, words).await, became("message", "answer"));
        let now = standing(desk, id, &offer).await;
        assert_eq!(now.state, OfferState::Available.as_str());
        let answer: Answer = serde_json::from_value(now.answer.expect("an answer")).expect("an answer");
        assert!(matches!(answer, Answer::Available(terms) if terms.from_when == "tomorrow"));
        assert!(desk.case(id).await.choice_due.is_some(), "the victim may choose");
        let told = events(desk, id, "offer.available").await;
        assert!(told.len() == 1 && told[0].contains("\"by\":\"mail\""), "{told:?}");
        let back = since(desk, &offer, 1);
        assert_eq!(back.len(), 1, "one mail says what was understood");
        assert!(back[0].subject.contains("votre réponse est notée") && back[0].text.contains("vous êtes disponible"));
        assert!(back[0].auto_submitted && back[0].text.contains("/o/"));
        assert_eq!(tasks_called(desk, "task-provider-mailed").await + tasks_called(desk, "task-read-message").await, 0);
        assert_eq!(writes(desk, &offer, &address, "Finalement, non merci.").await.1, "unclear");
        assert_eq!(writes(desk, &offer, &address, "Pas disponible").await.1, "answer", "the last answer counts");
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Declined.as_str());
        desk.assert_sound().await;
    }

    async fn a_reply_that_says_no_makes_room_for_the_next(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        let before = desk.offers(id).await.len();
        let words = "Pas disponible, nous sommes complets.\r\n\r\nMerci d’avoir pensé à nous.";
        assert_eq!(writes(desk, &offer, &address, words).await, became("message", "answer"));
        let now = standing(desk, id, &offer).await;
        assert_eq!(now.state, OfferState::Declined.as_str());
        let answer: Answer = serde_json::from_value(now.answer.expect("an answer")).expect("an answer");
        assert!(matches!(answer, Answer::Declined { reason: DeclineReason::Capacity, words } if words.contains("Merci")));
        assert_eq!(desk.offers(id).await.len(), before + 1, "the next provider is asked");
        assert_eq!(tasks_called(desk, "task-read-message").await, 1, "what stands beside is read by a person");
        assert!(since(desk, &offer, 1)[0].text.contains("vous déclinez"));
        let victims: Vec<_> = desk.mail().into_iter().filter(|mail| mail.to.address.to_string().contains("boulangerie")).collect();
        assert!(victims.iter().all(|mail| !mail.text.contains("complets")), "why is never the victim's business");
        desk.assert_sound().await;
    }

    async fn the_first_to_accept_by_mail_has_the_case_and_available_alone_does_not(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        in_mode(desk, &offer, OfferMode::FirstAccept).await;
        assert_eq!(writes(desk, &offer, &address, "Disponible tout de suite").await, became("message", "unclear"));
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        assert!(since(desk, &offer, 1)[0].text.contains("le premier qui accepte"));
        assert_eq!(writes(desk, &offer, &address, "J’accepte la mission.").await, became("message", "answer"));
        assert_eq!(desk.state(id).await, IncidentState::Assigned);
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Chosen.as_str());
        let back = since(desk, &offer, 2);
        assert_eq!(back.len(), 1, "the mission's mail alone");
        assert!(back[0].subject.starts_with("Mission"));
        desk.assert_sound().await;
    }

    async fn what_is_not_clear_is_never_guessed_and_asked_back_once(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        for words in ["Je vous rappelle.", "Disponible si le client paie d’avance.", "Oui ?"] {
            assert_eq!(writes(desk, &offer, &address, words).await, became("message", "unclear"), "{words}");
        }
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Sent.as_str());
        assert_eq!(tasks_called(desk, "task-provider-mailed").await, 3, "a person calls");
        let back = since(desk, &offer, 1);
        assert_eq!(back.len(), 1, "asked back once, however often it writes");
        assert!(back[0].subject.contains("pas encore enregistrée") && back[0].text.contains("/o/"));
        let lines = find::entries_of(desk.app.store.reader(), id).await.expect("a read");
        assert_eq!(lines.iter().filter(|line| line.arguments["careful"] == "inbound-unclear").count(), 3);
        desk.assert_sound().await;
    }

    async fn an_absence_is_no_answer_and_is_not_answered(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        let away = Letter { subject: "Réponse automatique : Proposition".into(), ..Letter::new(&offer.recipient, &address, "Pas disponible") };
        assert_eq!(desk.receive(&away).await.row.outcome, "automatic");
        let said = Letter::new(&offer.recipient, &address, "Disponible").header("Auto-Submitted: auto-replied");
        assert_eq!(desk.receive(&said).await.row.outcome, "automatic");
        desk.work().await;
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Sent.as_str());
        assert!(since(desk, &offer, 1).is_empty());
        // A program that doesn't say what it is, and takes each mail for a new one.
        let before = desk.mail().len();
        for number in 0..40 {
            writes(desk, &offer, &address, &format!("Disponible\r\n\r\n-- \r\nn° {number}")).await;
            writes(desk, &offer, &address, &format!("Nous sommes fermés, n° {number}.")).await;
        }
        assert!(since(desk, &offer, 1).len() <= 7, "it is soon alone: {}", since(desk, &offer, 1).len());
        assert!(desk.mail().len() < before + 12);
        desk.assert_sound().await;
    }

    async fn who_is_not_the_provider_decides_nothing_for_it(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        let elsewhere = desk.receive(&Letter::new("inconnu@loin.example", &address, "Pas disponible")).await;
        assert_eq!((elsewhere.row.outcome.as_str(), elsewhere.row.why.as_str()), ("message", "other-address"));
        desk.work().await;
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Sent.as_str());
        assert!(desk.mail_to("inconnu@loin.example").is_empty(), "nothing is written to an address that a header names");
        assert_eq!(since(desk, &offer, 1).len(), 1, "the provider hears of it");
        let colleague = desk.receive(&Letter::new("sam@atelier.example", &address, "Disponible")).await;
        assert_eq!(colleague.row.why, "answer", "a colleague of the same house answers for it");
        assert_eq!(standing(desk, id, &offer).await.answered_by.as_deref(), Some("sam@atelier.example"));
        desk.assert_sound().await;
    }

    async fn a_late_yes_counts_until_somebody_has_the_case_and_is_thanked_after(desk: Desk) {
        let (id, offer, address) = asked(desk).await;
        let other = desk.offers(id).await.remove(1);
        let minutes = (offer.expires_at - desk.app.clock.now().as_microsecond()) / 60_000_000 + 1;
        desk.later(minutes).await;
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Expired.as_str());
        let before = desk.mail_to(&offer.recipient).len();
        desk.accept(&other).await.expect("the answer counts");
        desk::choose_provider(&desk.app, &By::Victim, id, other.id).await.expect("chosen");
        assert_eq!(writes(desk, &offer, &address, "Disponible maintenant").await, became("message", "answer-late"));
        assert_eq!(writes(desk, &offer, &address, "Je prends").await, became("message", "answer-late"));
        let back = since(desk, &offer, before);
        assert_eq!(back.len(), 1, "thanked once");
        assert!(back[0].subject.contains("déjà confiée"));
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Expired.as_str());
        assert_eq!(standing(desk, id, &other).await.state, OfferState::Chosen.as_str());
        desk.assert_sound().await;
    }

    async fn news_of_a_mission_come_by_mail(desk: Desk) {
        let (id, offer, address) = on_mission(desk).await;
        let before = desk.mail_to(&offer.recipient).len();
        assert_eq!(writes(desk, &offer, &address, "Victime jointe.").await, became("message", "answer"));
        assert_eq!(desk.state(id).await, IncidentState::Following);
        let told = events(desk, id, "first_contact.confirmed").await;
        assert!(told.iter().any(|event| event.contains("\"by\":\"mail\"")), "{told:?}");
        assert!(since(desk, &offer, before)[0].text.contains("vous avez joint la victime"));
        assert_eq!(writes(desk, &offer, &address, "Nous remontons les sauvegardes.").await, became("message", ""));
        assert_eq!(tasks_called(desk, "task-read-message").await, 1, "free words are read by a person");
        assert_eq!(writes(desk, &offer, &address, "Mission terminée").await, became("message", ""));
        let back = since(desk, &offer, before + 1);
        assert!(back.len() == 1 && back[0].text.contains("compte rendu"), "the report is written on the page");
        assert_eq!(writes(desk, &offer, &address, "Disponible").await, became("message", ""), "it has the case already");
        assert_eq!(writes(desk, &offer, &address, "Je rends la mission").await, became("message", "answer"));
        assert_eq!(desk.state(id).await, IncidentState::Open);
        assert_eq!(standing(desk, id, &offer).await.state, OfferState::Withdrawn.as_str());
        assert_eq!(writes(desk, &offer, &address, "Victime jointe").await, became("aside", "ended"));
        desk.assert_sound().await;
    }
}
