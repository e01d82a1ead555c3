//! 53–58. People who pretend, guess, harvest or flood.

use std::collections::BTreeSet;

use serde_json::json;
use sha2::{Digest, Sha256};
use vigie::{
    desk::{self, By},
    domain::vocabulary::{Channel, IncidentState, Role},
    store::find,
};

use super::FORM;
use crate::{
    on_both,
    support::{Site, Visitor, in_rodez, report},
};

const OUT: &Visitor = &Visitor::Nobody;

/// The work as the page does it, told a second time: seventeen zero bits.
fn is_stamp(submission: &str, work: &str) -> bool {
    let hash = Sha256::digest(format!("{submission}:{work}"));
    hash[0] == 0 && hash[1] == 0 && hash[2] < 128
}

on_both! {
    async fn attack_53_codes_are_not_guessed_and_a_draft_wants_its_place_too(site: Site) {
        let half = [("description", "Notre site est noir."), ("need", "other"), ("postal_code", "12000")];
        let kept = site.post(OUT, "/report/save", &half).await;
        let code = crate::support::between(&kept.body, "id=\"kept-code\">", "<").to_owned();
        let elsewhere = site.post(OUT, "/report/resume", &[("code", &code), ("postal_code", "31000")]).await;
        assert!(elsewhere.status == 422 && !elsewhere.body.contains("Notre site est noir."));
        let mut answers = BTreeSet::new();
        for number in 0..9 {
            let guess = format!("7QK2-M4XA-9TZ{number}");
            let reply = site.post(OUT, "/report/resume", &[("code", &guess), ("postal_code", "12000")]).await;
            answers.insert(reply.status);
        }
        assert!(answers.contains(&429), "guesses are counted: {answers:?}");
        assert!(answers.is_subset(&BTreeSet::from([422, 429])));
    }

    async fn attack_54_a_report_in_a_competitors_name_moves_nothing(site: Site) {
        let new = report(Channel::Web, &in_rodez(&json!({})));
        let fake = desk::report_incident(&site.desk.app, &By::Visitor, new).await.expect("taken").incident.id;
        assert_eq!(site.desk.state(fake).await, IncidentState::Unverified);
        site.desk.agree(fake).await;
        assert!(site.desk.ask(fake).await.is_err(), "no offer leaves before a call-back");
        site.desk.later(600).await;
        assert!(site.desk.offers(fake).await.is_empty());
        let ending = desk::Ending::NotIncident { disposition: "refuted".into(), note: "Rappelée.".into() };
        desk::end_incident(&site.desk.app, &site.desk.ana, fake, ending).await.expect("refuted");
        let real = site.desk.call(&json!({})).await;
        let history = desk::read::history_of(&site.desk.app, &site.desk.case(real).await).await.expect("a read");
        assert!(history.is_empty(), "the organisation is clean");
    }

    async fn attack_55_a_spoofed_number_opens_the_file_and_proves_nothing(site: Site) {
        let earlier = site.desk.call(&json!({})).await;
        let operator = site.staff(Role::Operator).await;
        let started = site.post(&operator, "/calls", &[("phone", "0565000001")]).await;
        let page = site.get(&operator, &started.location).await.body;
        assert!(page.contains(&site.desk.case(earlier).await.reference), "the operator sees that it is perhaps she");
        assert!(page.contains("Un numéro ne prouve rien"), "and the page says so");
        let new = report(Channel::Web, &in_rodez(&json!({})));
        let from_web = desk::report_incident(&site.desk.app, &By::Visitor, new).await.expect("taken").incident.id;
        let history = desk::read::history_of(&site.desk.app, &site.desk.case(from_web).await).await.expect("a read");
        assert!(history.is_empty(), "nothing earlier is told before a call-back");
        let tracking = site.tracking(from_web).await;
        let shown = site.get(OUT, &tracking).await.body;
        assert!(!shown.contains(&site.desk.case(earlier).await.reference), "nor on the page of who wrote it");
    }

    async fn attack_56_each_party_has_words_of_its_own_that_the_desk_says_first(site: Site) {
        let mut seen = BTreeSet::new();
        for _ in 0..8 {
            let (id, offer) = site.desk.assigned_call().await;
            let case = site.desk.case(id).await;
            assert_ne!(case.words, case.provider_words);
            let victims = site.get(OUT, &site.tracking(id).await).await.body;
            let firms = site.get(OUT, &site.offer_page(id, offer.id).await).await.body;
            let said = |words: &str| words.replace(' ', " · ");
            // She has to know both: the desk's, and those by which she knows the firm that calls « de la part du centre ».
            assert!(victims.contains(&said(&case.words)) && victims.contains(&said(&case.provider_words)));
            assert!(firms.contains(&said(&case.provider_words)), "the firm says its own first");
            assert!(!firms.contains(&said(&case.words)), "the firm’s page has the desk’s words");
            seen.insert(case.words);
        }
        assert!(seen.len() > 1, "words are drawn: {seen:?}");
    }

    async fn attack_57_no_report_of_a_person_is_dropped_and_no_stranger_is_flooded(site: Site) {
        // Forty behind one address, some of them a machine's: too fast, the hidden field filled in.
        for number in 0..40 {
            let phone = format!("05 65 00 10 {number:02}");
            let mut form = FORM.to_vec();
            form[2] = ("phone", &phone);
            if number % 4 == 0 {
                form.extend([("website", "https://spam.example"), ("email", "inconnu@ailleurs.example"), ("email_read", "no")]);
            }
            assert_eq!(site.post(OUT, "/report", &form).await.status, 303, "report {number}");
        }
        let cases = find::queue(site.desk.app.store.reader(), &find::QueueFilter::default(), 99).await.expect("a read");
        assert_eq!(cases.len(), 40, "all of them are in sight");
        for _ in 0..10 {
            site.desk.later(1).await;
        }
        let flood = site.desk.mail_to("inconnu@ailleurs.example").len();
        assert!(flood <= 40, "a stranger got {flood} mails within the hour");
    }

    async fn attack_57_what_a_program_sends_waits_in_a_tray_and_writes_to_nobody(site: Site) {
        let started = site.desk.app.clock.now().as_second().to_string();
        let trap = [&FORM[..], &[("website", "https://spam.example"), ("email", "inconnu@ailleurs.example")]].concat();
        let haste = [&FORM[..], &[("started", started.as_str()), ("email", "pressee@ailleurs.example")]].concat();
        let person = [&FORM[..], &[("email", "jeanne@boulangerie.example"), ("email_safe", "yes")]].concat();
        let mut answers = Vec::new();
        for form in [&trap, &haste, &person] {
            let sent = site.post(OUT, "/report", form).await;
            assert_eq!(sent.status, 303, "nobody is turned away");
            answers.push(site.get(OUT, &sent.location).await.body);
        }
        assert!(answers[0].contains("appelez-nous") && answers[1].contains("appelez-nous"), "the sender sees what to do");
        assert!(!answers[2].contains("appelez-nous et donnez"));
        site.desk.work().await;
        for address in ["inconnu@ailleurs.example", "pressee@ailleurs.example"] {
            assert_eq!(site.desk.mail_to(address).len(), 0, "{address} was written to");
        }
        let operator = site.staff(Role::Operator).await;
        let rows = async |path: &str| site.get(&operator, path).await.body.matches("data-row").count();
        assert_eq!((rows("/queue").await, rows("/queue?state=received|unverified").await), (1, 1), "people come first");
        assert_eq!((rows("/queue?signs=machine").await, rows("/queue?state=all").await), (2, 3), "and nothing is lost");
        assert_eq!(rows("/queue?q=drapeau").await, 3, "a search finds them all");
        let page = site.get(&operator, "/queue").await.body;
        assert!(page.contains("Peut-être des automates <span class=\"count\">2</span>"), "the tray is in sight");
        let db = site.desk.app.store.reader();
        let filter = find::QueueFilter { machines: find::Machines::Alone, ..find::QueueFilter::default() };
        let tray = find::queue(db, &filter, 9).await.expect("a read");
        let told = site.desk.case(tray[0].id).await;
        let page = site.get(&operator, &format!("/incidents/{}", told.reference)).await.body;
        assert!(page.contains("plus vite qu’une personne n’écrit"), "the case says why");
        site.desk.later(24 * 60).await;
        assert!(site.desk.alarms().await.iter().all(|alarm| alarm.incident_id != Some(told.id)), "a program rings nobody");
        site.desk.lift(told.id).await;
        let operator = site.staff(Role::Operator).await;
        let rows = async |path: &str| site.get(&operator, path).await.body.matches("data-row").count();
        assert_eq!(rows("/queue?signs=machine").await, 1, "whoever was spoken with is a person");
        assert_eq!(site.desk.case(told.id).await.machine_signs, "");
        let received = find::TrailFilter { action: Some("report.received".into()), ..find::TrailFilter::default() };
        let events = find::trail(db, &received, 9).await.expect("a read");
        assert_eq!(events.iter().filter(|event| event.canonical.contains("\"machine_signs\":[\"haste\"]")).count(), 1);
    }

    async fn attack_57_in_a_flood_a_page_that_did_its_work_is_let_through(site: Site) {
        let form = site.get(OUT, "/report?need=other").await.body;
        assert!(!form.contains("data-work"), "on a usual day nothing is asked");
        for number in 0..30 {
            let phone = format!("05 65 00 20 {number:02}");
            let mut form = FORM.to_vec();
            form[2] = ("phone", &phone);
            assert_eq!(site.post(OUT, "/report", &form).await.status, 303);
        }
        assert!(site.get(OUT, "/report?need=other").await.body.contains("data-work=\"17\""), "the page asks for a stamp");
        let hour = site.desk.app.clock.now().as_second() / 3_600;
        let stamp = (0_u64..).map(|nonce| format!("{hour}:{nonce}")).find(|work| is_stamp("a-submission-of-hers", work));
        let stamp = stamp.expect("a stamp");
        for (submission, work) in [("a-submission-of-hers", stamp.as_str()), ("one-without-any-work", "")] {
            let form = [&FORM[..], &[("submit_id", submission), ("work", work)]].concat();
            assert_eq!(site.post(OUT, "/report", &form).await.status, 303, "taken, stamp or not");
        }
        let filter = find::QueueFilter { machines: find::Machines::Alone, ..find::QueueFilter::default() };
        let tray = find::queue(site.desk.app.store.reader(), &filter, 99).await.expect("a read");
        assert_eq!(tray.iter().map(|case| case.machine_signs.as_str()).collect::<Vec<_>>(), ["flood"]);
        site.desk.later(11).await;
        assert!(!site.get(OUT, "/report?need=other").await.body.contains("data-work"), "and it is over");
    }

    async fn attack_58_neither_victims_nor_firms_are_harvested(site: Site) {
        let id = site.desk.call(&json!({})).await;
        let case = site.desk.case(id).await;
        let secret = [case.organisation.as_str(), &case.contact_name, case.phone.as_deref().unwrap_or("?"), "contact3@atelier.example"];
        let open = ["/", "/report", "/suivi", "/prestataires", "/prestataires/espace", "/methode", "/guides", "/log/checkpoint", "/readyz", "/sign-in"];
        for path in open {
            let page = site.get(OUT, path).await.body;
            for word in secret {
                assert!(!page.contains(word), "{path} tells {word}");
            }
        }
        for path in ["/find?q=Miquel&part=list", "/queue?q=Miquel", "/providers", "/events", "/live"] {
            let reply = site.get(OUT, path).await;
            assert!(reply.status == 303 && !reply.body.contains("Miquel"), "{path}");
        }
        let administrator = site.staff(Role::Administrator).await;
        for path in ["/find?q=Miquel&part=list", "/queue?q=Miquel"] {
            assert_eq!(site.get(&administrator, path).await.status, 403, "who manages accounts reads no case: {path}");
        }
        let reporter = site.partner(&["report"]).await;
        assert_eq!(site.get(&reporter, "/api/v1/incidents?q=Miquel").await.status, 403, "who reports doesn’t read");
        let reference = site.get(OUT, &format!("/incidents/{}", case.reference)).await;
        assert_eq!(reference.status, 303, "the reference opens nothing");
    }
}
