//! Who said « je suis disponible » may take it back until somebody is chosen; and what an offer tells before that.

use serde_json::json;
use vigie::{
    desk::{self, By},
    domain::vocabulary::OfferState,
    store::find,
};

use crate::{
    on_both,
    support::{Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;
const YES: [(&str, &str); 4] = [("answer", "available"), ("said_by", "Sam"), ("from", "now"), ("place", "both")];

on_both! {
    async fn an_availability_is_taken_back_the_next_is_asked_and_the_choice_waits_for_somebody(site: Site) {
        let id = site.desk.offered_call().await;
        let offer = site.desk.offers(id).await.remove(0);
        let page = site.offer_page(id, offer.id).await;
        assert_eq!(site.post(OUT, &format!("{page}/answer"), &YES).await.status, 303);
        assert!(site.desk.case(id).await.choice_due.is_some(), "there is somebody to choose");
        // After the five minutes in which a colleague may undo it.
        site.desk.later(6).await;
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("Je ne suis plus disponible") && !shown.contains(&format!("{page}/undo")), "{shown}");
        let gone = [("answer", "declined"), ("reason", "capacity"), ("said_by", "Alex")];
        assert_eq!(site.post(OUT, &format!("{page}/answer"), &gone).await.status, 303);
        assert_eq!(site.desk.case(id).await.choice_due, None, "nobody is left to choose from");
        assert_eq!(site.desk.offers_that_are(id, OfferState::Declined).await.len(), 1);
        let lines = find::entries_of(site.desk.app.store.reader(), id).await.expect("a read");
        let gone = lines.iter().find(|line| line.text_id.as_deref() == Some("entry-offer-taken-back"));
        assert_eq!(gone.expect("a line of the timeline").visible_to, "victim");
        let late = desk::choose_provider(&site.desk.app, &By::Victim, id, offer.id).await;
        assert!(late.is_err(), "who is gone can't be chosen");
        site.desk.work().await;
        assert_eq!(site.desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "another is asked at once");
        let next = site.desk.offers_that_are(id, OfferState::Sent).await.remove(0);
        site.desk.accept(&next).await.expect("available");
        assert!(site.desk.case(id).await.choice_due.is_some(), "the time to choose begins anew");
        site.desk.assert_sound().await;
    }

    async fn while_another_is_available_the_choice_goes_on(site: Site) {
        let id = site.desk.offered_call().await;
        let offers = site.desk.offers(id).await;
        site.desk.accept(&offers[0]).await.expect("available");
        site.desk.accept(&offers[1]).await.expect("available");
        let due = site.desk.case(id).await.choice_due;
        site.desk.decline(&offers[0]).await.expect("taken back");
        assert!(due.is_some() && site.desk.case(id).await.choice_due == due);
    }

    async fn an_offer_tells_what_is_established_by_words_of_a_list_and_nothing_that_was_typed(site: Site) {
        let told = json!({
            "description": "Bonjour, ici Amandine Pradelles du Moulin des Cigales, tout est chiffré.",
            "organisation": {"name": "Moulin des Cigales"},
            "contact": {"name": "Amandine Pradelles"},
            "facts": {"encrypted": "yes", "ongoing": "no", "personal_data": "yes", "who_saw_it": "Amandine Pradelles"},
        });
        let id = site.desk.agreed(&told).await;
        site.desk.ask(id).await.expect("offers leave");
        let offer = site.desk.offers(id).await.remove(0);
        let page = site.get(OUT, &site.offer_page(id, offer.id).await).await.body;
        assert!(page.contains("données chiffrées, données personnelles en jeu"), "{page}");
        assert!(!page.contains("attaque en cours"), "what was answered by no isn't told");
        assert!(page.contains("si vous êtes choisi"), "how soon the first call is due");
        for word in ["Amandine", "Pradelles", "Cigales"] {
            assert!(!page.contains(word), "{word} is told before anybody is chosen");
        }
    }
}
