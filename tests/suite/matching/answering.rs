//! A provider answers on its page: what it states, what is asked for again with all that was typed, what a second click
//! and a second colleague do.

use uuid::Uuid;
use vigie::{
    desk,
    domain::{
        offer::{Answer, FirstHelp, Terms, WorkPlace},
        vocabulary::{OfferState, Role},
    },
    store::{
        entity::{entry, offer},
        find,
    },
};

use crate::{
    on_both,
    support::{Desk, Reply, Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;
const YES: [(&str, &str); 4] = [("answer", "available"), ("said_by", "Sam"), ("from", "now"), ("place", "both")];
const NO: [(&str, &str); 3] = [("answer", "declined"), ("reason", "distance"), ("said_by", "Alex")];

/// A case that is being offered, its first offer and that offer's page.
async fn asked(site: &Site) -> (Uuid, offer::Model, String) {
    let id = site.desk.offered_call().await;
    let offer = site.desk.offers(id).await.remove(0);
    let page = site.offer_page(id, offer.id).await;
    (id, offer, page)
}

async fn answer(site: &Site, page: &str, form: &[(&str, &str)]) -> Reply {
    site.post(OUT, &format!("{page}/answer"), form).await
}

async fn standing(desk: &Desk, offer: &offer::Model) -> offer::Model {
    desk.offers(offer.incident_id).await.into_iter().find(|one| one.id == offer.id).expect("the offer is there")
}

async fn lines(desk: &Desk, id: Uuid, text_id: &str) -> Vec<entry::Model> {
    let all = find::entries_of(desk.app.store.reader(), id).await.expect("a read");
    all.into_iter().filter(|line| line.text_id.as_deref() == Some(text_id)).collect()
}

/// The case as an operator reads it.
async fn case_page(site: &Site, id: Uuid) -> String {
    let operator = site.staff(Role::Operator).await;
    let reference = site.desk.case(id).await.reference;
    site.get(&operator, &format!("/incidents/{reference}")).await.body
}

/// What a person reads: spaces that don't break are spaces.
fn read(page: &str) -> String {
    page.replace(['\u{a0}', '\u{202f}'], " ")
}

fn with<'f>(form: &[(&'f str, &'f str)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    [form, more].concat()
}

on_both! {
    async fn a_price_that_cannot_be_read_is_asked_for_again_and_nothing_typed_is_lost(site: Site) {
        let (id, offer, page) = asked(site).await;
        let form = with(&YES, &[("first_help_free", "yes"), ("call_out_eur", "80 à 100"), ("hourly_eur", "95 TTC")]);
        let refused = answer(site, &page, &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#call_out_eur\"") && refused.body.contains("href=\"#hourly_eur\""));
        for kept in ["value=\"80 à 100\"", "value=\"95 TTC\"", "value=\"Sam\"", "value=\"now\" checked", "value=\"both\" checked"] {
            assert!(refused.body.contains(kept), "{kept} is lost: {}", refused.body);
        }
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Sent.as_str(), "nothing is recorded by half");
        let form = with(&YES, &[("first_help_free", "yes"), ("call_out_eur", "80,50"), ("hourly_eur", "95 €/h HT")]);
        assert_eq!(answer(site, &page, &form).await.status, 303);
        let said: Answer = serde_json::from_value(standing(&site.desk, &offer).await.answer.expect("an answer")).expect("one");
        let terms = Terms {
            from_when: "now".into(),
            place: WorkPlace::Both,
            first_help_free: FirstHelp::Free,
            call_out_cents: Some(8_050),
            hourly_cents: Some(9_500),
        };
        assert_eq!(said, Answer::Available(terms));
        let hers = read(&site.get(OUT, &site.tracking(id).await).await.body);
        assert!(hers.contains("95 € HT de l’heure") && hers.contains("80,50 € HT"), "{hers}");
        assert!(!hers.contains("prix non indiqué"));
        let again = site.get(OUT, &page).await.body;
        assert!(again.contains("value=\"80,50\"") && again.contains("value=\"95\""), "the terms that stand: {again}");
    }

    async fn from_when_and_where_are_asked_and_a_price_is_not(site: Site) {
        let (id, offer, page) = asked(site).await;
        let refused = answer(site, &page, &[("answer", "available"), ("said_by", "Sam"), ("hourly_eur", "95")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#from\"") && refused.body.contains("href=\"#place\""), "{}", refused.body);
        assert!(refused.body.contains("value=\"95\"") && refused.body.contains("value=\"Sam\""));
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Sent.as_str());
        assert_eq!(answer(site, &page, &YES).await.status, 303);
        let hers = read(&site.get(OUT, &site.tracking(id).await).await.body);
        assert!(hers.contains("prix non indiqué") && hers.contains("sur place ou à distance"), "{hers}");
        assert!(!hers.contains("non précisé"));
    }

    async fn what_was_not_said_on_the_telephone_is_not_put_into_the_providers_mouth(site: Site) {
        let (id, offer, _) = asked(site).await;
        let operator = site.staff(Role::Operator).await;
        let reference = site.desk.case(id).await.reference;
        let door = format!("/incidents/{reference}/offers/{}", offer.id);
        assert_eq!(site.post(&operator, &door, &[("answer", "available"), ("said_by", "Sam")]).await.status, 303);
        let hers = read(&site.get(OUT, &site.tracking(id).await).await.body);
        assert!(hers.contains("à partir de quand : non précisé"), "{hers}");
        assert!(hers.contains("à distance ou sur place : non précisé") && hers.contains("prix non indiqué"));
        assert!(!hers.contains("sur place ou à distance"));
    }

    async fn a_decline_says_why_in_a_choice_and_in_words_that_the_desk_alone_reads(site: Site) {
        let (id, offer, page) = asked(site).await;
        let words = "Nous rouvrons lundi <matin>.";
        let refused = answer(site, &page, &[("answer", "declined"), ("words", words)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#reason\"") && refused.body.contains("Nous rouvrons lundi &"), "{}", refused.body);
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Sent.as_str());
        assert_eq!(answer(site, &page, &with(&NO, &[("words", words)])).await.status, 303);
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Declined.as_str());
        let desk = case_page(site, id).await;
        assert!(desk.contains("Nous rouvrons lundi &") && desk.contains("c’est trop loin"), "{desk}");
        let hers = read(&site.get(OUT, &site.tracking(id).await).await.body);
        assert!(!hers.contains("rouvrons") && !hers.contains("trop loin"), "why is never the victim's business");
    }

    async fn the_mail_and_the_page_say_how_many_were_asked_who_chooses_and_how_long_that_takes(site: Site) {
        let (id, offer, page) = asked(site).await;
        let shown = site.get(OUT, &page).await.body;
        let mail = site.desk.mail_to(&offer.recipient).remove(0).text;
        for text in [&shown, &mail] {
            let flat = read(text).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains("3 prestataires sont sollicités en même temps, vous compris"), "{flat}");
            assert!(flat.contains("La victime choisit parmi ceux qui sont disponibles"), "{flat}");
            assert!(flat.contains("15 minutes pour choisir"), "{flat}");
        }
        assert_eq!(site.desk.case(id).await.severity, "critical", "or else the time is another one");
        let other = site.desk.offers(id).await.remove(1);
        site.desk.accept(&other).await.expect("available");
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("La victime choisit, au plus tard"), "the time runs: {shown}");
    }

    async fn the_same_answer_twice_is_written_once(site: Site) {
        let (id, offer, page) = asked(site).await;
        for (form, act, line) in [
            (with(&YES, &[]), "offer.available", "entry-offer-available"),
            (with(&NO, &[("words", "Complet.")]), "offer.declined", "entry-offer-taken-back"),
        ] {
            let first = answer(site, &page, &form).await;
            let before = standing(&site.desk, &offer).await;
            site.desk.app.clock.advance(jiff::SignedDuration::from_secs(1));
            let second = answer(site, &page, &form).await;
            assert_eq!((first.status, &first.location), (second.status, &second.location), "the same page");
            assert_eq!(standing(&site.desk, &offer).await, before);
            assert_eq!((site.acts(act).await, lines(&site.desk, id, line).await.len()), (1, 1), "{act}");
        }
        site.desk.assert_sound().await;
    }

    async fn of_two_colleagues_who_disagree_the_last_counts_and_both_stand_in_the_case(site: Site) {
        let (id, offer, page) = asked(site).await;
        assert_eq!(answer(site, &page, &YES).await.status, 303);
        // After the five minutes in which the first answer could have been undone.
        site.desk.later(6).await;
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("name=\"answer\" value=\"declined\"") && !shown.contains("/undo"), "{shown}");
        assert_eq!(answer(site, &page, &NO).await.status, 303);
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Declined.as_str());
        site.desk.later(6).await;
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("Décliné par Alex") && shown.contains("Finalement, je suis disponible"), "{shown}");
        let last = [("answer", "available"), ("said_by", "Nina"), ("from", "tomorrow"), ("place", "remote")];
        assert_eq!(answer(site, &page, &last).await.status, 303);
        let now = standing(&site.desk, &offer).await;
        assert_eq!((now.state.as_str(), now.answered_by.as_deref()), ("available", Some("Nina")));
        let desk = case_page(site, id).await;
        for who in ["Sam", "Alex", "Nina"] {
            assert!(desk.contains(&format!("Réponse de {who}.")), "{who} answered, and isn't in the timeline");
        }
        let trail = site.desk.trail(id).await;
        let answers: Vec<&str> = trail.iter().map(String::as_str).filter(|act| matches!(*act, "offer.available" | "offer.declined")).collect();
        assert_eq!(answers, ["offer.available", "offer.declined", "offer.available"]);
        desk::choose_provider(&site.desk.app, &vigie::desk::By::Victim, id, offer.id).await.expect("chosen");
        assert_eq!(answer(site, &page, &NO).await.status, 303, "too late: the page says so, and nothing changes");
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Chosen.as_str());
        site.desk.assert_sound().await;
    }

    async fn an_answer_is_undone_within_five_minutes_and_not_after(site: Site) {
        let (_, offer, page) = asked(site).await;
        assert_eq!(answer(site, &page, &YES).await.status, 303);
        site.desk.later(4).await;
        assert_eq!(site.post(OUT, &format!("{page}/undo"), &[]).await.status, 303);
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Sent.as_str());
        assert_eq!(answer(site, &page, &YES).await.status, 303, "undone, the same answer is a new one");
        assert_eq!(site.acts("offer.available").await, 2);
        site.desk.later(5).await;
        // Whoever kept the page with its button: the server decides.
        assert_eq!(site.post(OUT, &format!("{page}/undo"), &[]).await.status, 303);
        assert_eq!(standing(&site.desk, &offer).await.state, OfferState::Available.as_str());
        assert_eq!(site.acts("offer.undone").await, 1);
    }
}
