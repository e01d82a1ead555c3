//! A provider tells of its mission on its page, in human words, from the moment that it has the case: in hand, not for me,
//! the victim can't be reached, finished.

use uuid::Uuid;
use vigie::{
    domain::vocabulary::{IncidentState, OfferState, Role},
    store::{
        entity::{entry, offer},
        find,
    },
};

use crate::{
    on_both,
    support::{Desk, Letter, Site, Visitor, reply_to},
};

const OUT: &Visitor = &Visitor::Nobody;

/// A case that its first provider has, that provider's offer and its page.
async fn on_mission(site: &Site) -> (Uuid, offer::Model, String) {
    let (id, offer) = site.desk.assigned_call().await;
    let page = site.offer_page(id, offer.id).await;
    (id, offer, page)
}

async fn open_tasks(desk: &Desk, id: Uuid, text_id: &str) -> usize {
    desk.tasks().await.iter().filter(|task| task.incident_id == id && task.text_id == text_id).count()
}

async fn lines(desk: &Desk, id: Uuid, text_id: &str) -> Vec<entry::Model> {
    let all = find::entries_of(desk.app.store.reader(), id).await.expect("a read");
    all.into_iter().filter(|line| line.text_id.as_deref() == Some(text_id)).collect()
}

on_both! {
    async fn all_that_a_provider_may_say_is_on_its_page_before_it_has_called(site: Site) {
        let (id, _, page) = on_mission(site).await;
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("Appelez maintenant"), "{shown}");
        for stage in ["in_hand", "reached", "unreachable", "done"] {
            assert!(shown.contains(&format!("name=\"stage\" value=\"{stage}\"")), "{stage} can't be said: {shown}");
        }
        assert!(shown.contains("Ce n’est pas pour moi"));
        let updates = format!("{page}/updates");
        let nothing = site.post(OUT, &updates, &[("stage", ""), ("text", " ")]).await;
        assert!(nothing.status == 422 && nothing.body.contains("href=\"#stage\""), "{}", nothing.body);
        assert_eq!(site.post(OUT, &updates, &[("stage", "made_up"), ("text", "x")]).await.status, 422);
        assert_eq!(site.acts("provider.reported").await, 0);
        assert_eq!(site.post(OUT, &updates, &[("stage", "in_hand"), ("text", "Je prends la route.")]).await.status, 303);
        assert_eq!(lines(&site.desk, id, "entry-news-in-hand").await.len(), 1);
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("Je prends la route.") && shown.contains("Appelez maintenant"), "it hasn't called yet");
        assert_eq!(site.post(OUT, &updates, &[("stage", "reached")]).await.status, 303);
        assert_eq!(site.acts("first_contact.confirmed").await, 1);
        assert_eq!(site.desk.state(id).await, IncidentState::Following);
        assert!(!site.get(OUT, &page).await.body.contains("Appelez maintenant"));
        site.desk.assert_sound().await;
    }

    async fn a_victim_who_cannot_be_reached_is_called_by_the_desk_too(site: Site) {
        let (id, _, page) = on_mission(site).await;
        for text in ["Trois appels, personne.", "Toujours personne."] {
            let said = [("stage", "unreachable"), ("text", text)];
            assert_eq!(site.post(OUT, &format!("{page}/updates"), &said).await.status, 303);
        }
        assert_eq!(open_tasks(&site.desk, id, "task-call-victim-unreachable").await, 1, "one task, however often it is said");
        assert_eq!(lines(&site.desk, id, "entry-news-unreachable").await.len(), 2);
        assert_eq!(site.desk.state(id).await, IncidentState::Assigned, "nobody has spoken with her");
    }

    async fn a_case_is_given_back_with_its_reason_and_only_once_it_is_confirmed(site: Site) {
        let (id, offer, page) = on_mission(site).await;
        let updates = format!("{page}/updates");
        let refused = site.post(OUT, &updates, &[("stage", "not_for_me"), ("why", "Je connais le patron.")]).await;
        assert!(refused.status == 422 && refused.body.contains("href=\"#reason\""), "{}", refused.body);
        assert!(refused.body.contains("Je connais le patron."), "what was typed is kept");
        let said = [("stage", "not_for_me"), ("reason", "conflict"), ("why", "Je connais le patron.")];
        let sure = site.post(OUT, &updates, &said).await;
        assert!(sure.status == 200 && sure.body.contains("Oui, je rends la mission"), "{}", sure.body);
        assert!(sure.body.contains("name=\"why\" value=\"Je connais le patron.\"") && sure.body.contains("value=\"conflict\""));
        assert_eq!(site.desk.state(id).await, IncidentState::Assigned, "asked, not done");
        let confirmed = [said.as_slice(), &[("confirmed", "yes")]].concat();
        let gone = site.post(OUT, &updates, &confirmed).await;
        assert!(gone.status == 303 && gone.location.starts_with("/d/"), "to the page that asks to delete: {}", gone.location);
        assert!(site.get(OUT, &gone.location).await.body.contains("Je confirme l’effacement"));
        assert!(site.get(OUT, &page).await.status >= 400, "its link is dead");
        assert_eq!(site.desk.state(id).await, IncidentState::Open);
        let now = site.desk.offers(id).await.into_iter().find(|one| one.id == offer.id).expect("the offer");
        assert_eq!(now.state, OfferState::Withdrawn.as_str());
        assert_eq!(open_tasks(&site.desk, id, "task-given-back").await, 1, "the case isn't quiet");
        let operator = site.staff(Role::Operator).await;
        let reference = site.desk.case(id).await.reference;
        let desk = site.get(&operator, &format!("/incidents/{reference}")).await.body;
        assert!(desk.contains("nous avons un lien avec cette affaire — Je connais le patron."), "{desk}");
        let hers = site.get(OUT, &site.tracking(id).await).await.body;
        assert!(!hers.contains("connais le patron") && !hers.contains("un lien avec cette affaire"));
        site.desk.assert_sound().await;
    }

    async fn finished_leads_on_to_the_report_and_the_report_is_written_once(site: Site) {
        let (id, _, page) = on_mission(site).await;
        for _ in 0..2 {
            let said = site.post(OUT, &format!("{page}/updates"), &[("stage", "done")]).await;
            assert!(said.status == 303 && said.location.ends_with("#report"), "{}", said.location);
        }
        assert_eq!(open_tasks(&site.desk, id, "task-report-awaited").await, 1);
        assert_eq!(lines(&site.desk, id, "entry-news-done").await.len(), 1);
        let shown = site.get(OUT, &page).await.body;
        assert!(shown.contains("id=\"report\" open") && shown.contains("Il reste le compte rendu"), "{shown}");
        let told = [("found", "Un poste"), ("done", "Réinstallé")];
        for _ in 0..2 {
            assert_eq!(site.post(OUT, &format!("{page}/report"), &told).await.status, 303);
        }
        assert_eq!(open_tasks(&site.desk, id, "task-report-awaited").await, 0, "it is in");
        assert_eq!(open_tasks(&site.desk, id, "task-close").await, 1);
        assert_eq!(lines(&site.desk, id, "entry-news-finished").await.len(), 1, "a second click writes nothing");
        assert!(site.get(OUT, &page).await.body.contains("Mission terminée"));
        site.desk.assert_sound().await;
    }

    async fn finished_by_mail_asks_for_the_report_as_the_page_does(site: Site) {
        let (id, offer, page) = on_mission(site).await;
        site.desk.work().await;
        let address = reply_to(&site.desk.mail_to(&offer.recipient)[0]);
        site.desk.receive(&Letter::new(&offer.recipient, &address, "Mission terminée")).await;
        assert_eq!(open_tasks(&site.desk, id, "task-report-awaited").await, 1, "by mail the same");
        assert_eq!(lines(&site.desk, id, "entry-news-done").await.len(), 1);
        assert!(site.get(OUT, &page).await.body.contains("Il reste le compte rendu"));
        site.desk.assert_sound().await;
    }

    async fn a_closing_report_is_stored_field_by_field_and_shown_in_words(site: Site) {
        let (id, _, page) = on_mission(site).await;
        site.post(OUT, &format!("{page}/first-contact"), &[]).await;
        let report = format!("{page}/report");
        let typed = [
            ("part", "report"),
            ("outcome", "contained"),
            ("found", "Un accès à distance ouvert."),
            ("techniques", "exposed_service"),
            ("techniques", "stolen_password"),
            ("done", "Accès fermé, mots de passe changés."),
            ("left_to_do", "Remettre le serveur de paie."),
            ("restored", "no"),
            ("data_out", "unknown"),
            ("observables", "hxxp://mal[.]example/depot\n203.0.113.7"),
        ];
        let wrong = site.post(OUT, &report, &[typed.as_slice(), &[("hours", "beaucoup")]].concat()).await;
        assert!(wrong.status == 422 && wrong.body.contains("href=\"#hours\"") && wrong.body.contains("value=\"beaucoup\""));
        assert!(wrong.body.contains("Remettre le serveur de paie.") && wrong.body.contains("value=\"stolen_password\" checked"));
        assert!(lines(&site.desk, id, "entry-news-finished").await.is_empty());
        assert_eq!(site.post(OUT, &report, &[typed.as_slice(), &[("hours", "6h30")]].concat()).await.status, 303);
        let line = lines(&site.desk, id, "entry-news-finished").await.remove(0);
        assert_eq!(line.arguments["outcome"], "contained");
        assert_eq!(line.arguments["techniques"], serde_json::json!(["exposed_service", "stolen_password"]));
        assert_eq!(line.arguments["minutes"], 390);
        let operator = site.staff(Role::Operator).await;
        let reference = site.desk.case(id).await.reference;
        let desk = site.get(&operator, &format!("/incidents/{reference}")).await.body;
        for shown in [&desk, &site.get(OUT, &page).await.body] {
            for words in ["attaque contenue, remise en service à venir", "Un accès à distance ouvert.",
                "service exposé sur internet, mot de passe volé", "Accès fermé, mots de passe changés.",
                "Remettre le serveur de paie.", "mal[.]example", "203[.]0[.]113[.]7", "6h30"] {
                assert!(shown.contains(words), "{words} isn't shown: {shown}");
            }
            assert!(!shown.contains("http://mal.example"), "nobody clicks it by mistake");
        }
        assert_eq!(open_tasks(&site.desk, id, "task-close").await, 1);
        site.desk.assert_sound().await;
    }
}
