//! Mail comes in: known parties on their case, strangers in the queue, machines unanswered, the rest in sight.
//! The numbers are those of the attacks that the desk must withstand.

use serde_json::json;
use vigie::{
    desk::{self, TakenIn, TrayAct},
    domain::vocabulary::{Channel, EmailSafe, OfferState, Role},
    store::{entity::entry, find},
};

use crate::{
    on_both,
    support::{Desk, Letter, Site, Visitor, refusal, reply_to, return_path},
};

const HERS: &str = "jeanne@boulangerie.example";

fn became(taken: &TakenIn) -> (&str, &str) {
    (&taken.row.outcome, &taken.row.why)
}

async fn lines(desk: &Desk, case: uuid::Uuid) -> Vec<entry::Model> {
    find::entries_of(desk.app.store.reader(), case).await.expect("a read")
}

/// A case, and the address that its victim was given for answers.
async fn a_case(desk: &Desk) -> (uuid::Uuid, String) {
    let id = desk.call(&json!({})).await;
    desk.work().await;
    let address = reply_to(&desk.mail_to(HERS)[0]);
    (id, address)
}

on_both! {
    async fn an_answer_to_her_own_address_is_a_line_of_the_case_and_the_owner_is_told(desk: Desk) {
        let (id, address) = a_case(desk).await;
        let mail = Letter { subject: "Re: Votre dossier".into(), ..Letter::new(HERS, &address, "Oui, appelez-moi.\r\n\r\nLe lun. 23 nov. 2026, Centre a écrit :\r\n> Bonjour") };
        let taken = desk.receive(&mail).await;
        assert_eq!(became(&taken), ("message", ""));
        let line = lines(desk, id).await.into_iter().find(|line| line.kind == "message").expect("a line");
        assert_eq!((line.party.as_str(), line.body.as_str(), line.visible_to.as_str()), ("victim", "Oui, appelez-moi.", "desk"));
        assert!(desk.tasks().await.iter().any(|task| task.text_id == "task-read-message"));
        assert!(desk.trail(id).await.contains(&"mail.received".to_owned()));
        desk.work().await;
        assert_eq!(desk.mail_to(HERS).len(), 1, "nothing is answered by itself");
        desk.assert_sound().await;
    }

    async fn attack_05_and_06_headers_prove_nothing_and_rebind_nobody(desk: Desk) {
        let (id, address) = a_case(desk).await;
        let known = desk.mail_to(HERS)[0].message_id.clone();
        let before = lines(desk, id).await.len();
        let forged = Letter::new(HERS, "desk@desk.example", "Payez au nouvel IBAN.").header(&format!("In-Reply-To: {known}"));
        assert_eq!(became(&desk.receive(&forged).await), ("aside", "unproved"), "by an id that others may have seen");
        let mut guessed = address.clone();
        let at = guessed.find('@').expect("an @") - 3;
        let other = if guessed.as_bytes()[at] == b'a' { "b" } else { "a" };
        guessed.replace_range(at..=at, other);
        assert_eq!(became(&desk.receive(&Letter::new(HERS, &guessed, "Bonjour")).await), ("aside", "forged"));
        assert_eq!(became(&desk.receive(&Letter::new(HERS, "desk@desk.example", "Bonjour")).await), ("aside", "unproved"), "by its From");
        assert_eq!(lines(desk, id).await.len(), before, "none of them reached the case");
        let elsewhere = desk.receive(&Letter::new("cousin@ailleurs.example", &address, "Je réponds pour elle.")).await;
        assert_eq!(became(&elsewhere), ("message", "other-address"), "the address is hers, whoever writes says who");
        assert_eq!(desk.case(id).await.email.as_deref(), Some(HERS), "her address stays her address");
        desk.assert_sound().await;
    }

    async fn attack_07_who_lost_the_case_is_kept_aside(desk: Desk) {
        let id = desk.offered_call().await;
        let offer = desk.offers(id).await.remove(0);
        let address = reply_to(&desk.mail_to(&offer.recipient)[0]);
        let asked = desk.receive(&Letter::new(&offer.recipient, &address, "Je vous rappelle demain.")).await;
        assert_eq!(asked.row.outcome, "message");
        assert_eq!(desk.offers(id).await[0].state, "sent", "what isn't clear accepts nothing");
        assert!(desk.tasks().await.iter().any(|task| task.text_id == "task-provider-mailed"), "somebody calls");
        desk::withdraw_offer(&desk.app, &desk.ana, offer.id).await.expect("withdrawn");
        let late = desk.receive(&Letter::new(&offer.recipient, &address, "Alors ?")).await;
        assert_eq!(became(&late), ("aside", "ended"));
        desk.assert_sound().await;
    }

    async fn story_4_what_the_attacker_writes_moves_nothing_and_is_told_nothing(desk: Desk) {
        let (id, address) = a_case(desk).await;
        let link = desk::tracking_link(&desk.app, id).await.expect("a link");
        let sent_before = desk::links::path(&desk.app, &link);
        desk::record_mailbox(&desk.app, &desk.ana, id, EmailSafe::No).await.expect("the mailbox is the attacker's");
        let token = sent_before.trim_start_matches("/t/");
        let opened = desk::links::open(&desk.app, token, desk::links::Scope::Tracking).await;
        assert!(matches!(opened, Err(desk::DeskError::DeadLink)), "what was sent there opens nothing any more");
        let (before, tasks) = (desk.case(id).await, desk.tasks().await.len());
        for to in [address.as_str(), "desk@desk.example"] {
            let taken = desk.receive(&Letter::new(HERS, to, "Tout va bien, fermez le dossier.")).await;
            assert_eq!((became(&taken), taken.row.suspect), (("message", "suspect"), true));
        }
        let house = desk.receive(&Letter::new("compta@boulangerie.example", "desk@desk.example", "Fermez le dossier.")).await;
        assert!(house.row.suspect, "every mailbox of the house");
        let shown: Vec<_> = lines(desk, id).await.into_iter().filter(|line| line.kind == "suspect").collect();
        assert_eq!(shown.len(), 3);
        assert!(shown.iter().all(|line| line.visible_to == "desk" && line.arguments["careful"] == "inbound-suspect"));
        let after = desk.case(id).await;
        assert_eq!((after.state, after.email_safe, after.email), (before.state, before.email_safe, before.email));
        assert_eq!(desk.tasks().await.len(), tasks);
        let sent = desk.mail().len();
        desk.later(5).await;
        assert_eq!(desk.mail().len(), sent, "nothing is answered");
        desk.assert_sound().await;
    }

    async fn attack_08_no_storm_of_machines_is_answered(desk: Desk) {
        let (_, address) = a_case(desk).await;
        let sent = desk.mail().len();
        let machines = [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated; owner-email=\"x@y.example\"",
            "Precedence: bulk",
            "Precedence: auto_reply",
            "X-Autoreply: yes",
            "List-Id: <liste.example>",
            "Return-Path: <>",
        ];
        for (number, header) in machines.iter().enumerate() {
            for to in [address.as_str(), "desk@desk.example"] {
                let taken = desk.receive(&Letter::new(&format!("m{number}@loin.example"), to, "Je suis absent.").header(header)).await;
                assert_eq!(taken.row.outcome, "automatic", "{header}");
            }
        }
        for subject in ["Réponse automatique : Votre dossier", "Out of office", "Absence du bureau", "Automatic reply: hello"] {
            let away = Letter { subject: subject.into(), ..Letter::new("x@loin.example", "desk@desk.example", "Absent.") };
            assert_eq!(desk.receive(&away).await.row.outcome, "automatic", "{subject}");
        }
        for shape in ["Mail delivery failed", "Undelivered Mail Returned to Sender", "Échec de la remise", "Unzustellbar", "Warning: message delayed"] {
            let report = Letter { subject: shape.into(), ..Letter::new("Mailer-Daemon@mx.example", "desk@desk.example", "550 5.1.1 unknown") };
            assert_eq!(became(&desk.receive(&report).await), ("delivery", "of-nothing"), "{shape}");
        }
        desk.later(5).await;
        assert_eq!(desk.mail().len(), sent, "no machine gets an answer");
        desk.assert_sound().await;
    }

    async fn attack_08_a_flood_of_strangers_waits_in_sight_and_is_answered_within_the_budget(desk: Desk) {
        let budget = desk.app.config.mail.answers_per_hour;
        for number in 0..budget + 5 {
            desk.receive(&Letter::new(&format!("inconnu{number}@loin{number}.example"), "desk@desk.example", "Mon site affiche un drapeau de pirates.")).await;
        }
        let waiting = find::inbound_waiting(desk.app.store.reader(), i64::MAX, 1000).await.expect("a read");
        assert_eq!(waiting.len(), 5, "beyond the budget they wait for a person");
        assert!(waiting.iter().all(|mail| mail.why == "flood"));
        desk.work().await;
        let answers = desk.mail().into_iter().filter(|mail| mail.to.address.to_string().contains("@loin")).count();
        assert!(answers > 0 && answers <= usize::try_from(budget).expect("a number"), "{answers}");
    }

    async fn attack_09_a_delivery_report_makes_room_for_the_next_and_a_no_is_a_person(desk: Desk) {
        let id = desk.offered_call().await;
        let asked = desk.offers(id).await.len();
        let offer = desk.offers(id).await.remove(0);
        let mail = desk.mail_to(&offer.recipient).remove(0);
        let taken = desk.receive(&refusal(&return_path(&mail), &mail)).await;
        assert_eq!(became(&taken), ("delivery", "failed"));
        let bounced = find::messages_in(desk.app.store.reader(), &["bounced"], i64::MAX, 10).await.expect("a read");
        assert_eq!(bounced[0].last_words.as_deref(), Some("5.1.1 smtp; 550 5.1.1 no such user"));
        assert_eq!(desk.offers_that_are(id, OfferState::Expired).await.len(), 1);
        desk.work().await;
        assert_eq!(desk.offers(id).await.len(), asked + 1, "the next provider is asked");
        let (_, address) = a_case(desk).await;
        let person = Letter::new(HERS, &address, "C’est moi.").header("Auto-Submitted: no");
        assert_eq!(desk.receive(&person).await.row.outcome, "message");
        desk.assert_sound().await;
    }

    async fn attack_10_the_desks_own_mail_does_not_loop(desk: Desk) {
        let (_, address) = a_case(desk).await;
        let sent = desk.mail().len();
        let own = Letter::new("desk@desk.example", "desk@desk.example", "Bonjour");
        assert_eq!(desk.receive(&own).await.row.outcome, "own");
        let tagged = Letter::new(&address, "desk@desk.example", "Bonjour");
        assert_eq!(desk.receive(&tagged).await.row.outcome, "own");
        let id = desk.mail_to(HERS)[0].message_id.clone();
        let forwarded = Letter::new("list@loin.example", "desk@desk.example", "Bonjour").header(&format!("Message-ID: {id}"));
        assert_eq!(desk.receive(&forwarded).await.row.outcome, "own");
        let mut circling = Letter::new("x@loin.example", "desk@desk.example", "Bonjour");
        for hop in 0..60 {
            circling = circling.header(&format!("Received: from a{hop}.example by b.example; Mon, 23 Nov 2026 10:00:00 +0100"));
        }
        assert_eq!(desk.receive(&circling).await.row.outcome, "own");
        desk.later(5).await;
        assert_eq!(desk.mail().len(), sent);
    }

    async fn attacks_11_12_and_14_what_cannot_be_read_is_kept_in_sight_and_the_next_is_read(desk: Desk) {
        let (_, address) = a_case(desk).await;
        let head = "From: x@loin.example\r\nMIME-Version: 1.0\r\n";
        let bombs: [(Vec<u8>, &str); 7] = [
            (Vec::new(), "empty"),
            (b"\0\xff\xfe\0\0".to_vec(), "broken"),
            (format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", "--b\r\n\r\nx\r\n".repeat(10_000)).into_bytes(), "many-parts"),
            (format!("{head}\r\n{}", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(100)).into_bytes(), "nested"),
            (format!("{head}X-Long: {}\r\n\r\nx", "y".repeat(10 << 20)).into_bytes(), "long-headers"),
            (format!("{head}Content-Type: text/plain; {}\r\n\r\nx", (0..5000).map(|at| format!("name*{at}=x; ")).collect::<String>()).into_bytes(), "many-pieces"),
            (format!("{head}\r\n{}", "z\r\n".repeat(9 << 20)).into_bytes(), "too-large"),
        ];
        for (raw, why) in bombs {
            let taken = desk.receive_raw(raw, "desk@desk.example").await;
            assert_eq!(became(&taken), ("quarantine", why));
        }
        let odd = [
            "Date: Fri, 01 Jan 2050 00:00:00 +0000\r\nFrom: a@loin.example\r\n\r\nde 2050",
            "Subject: sans expéditeur\r\n\r\nde personne",
            "From: b@loin.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\nqapla\u{fffd}",
            "From: c@loin.example\r\nSubject: =?utf-8?q?=00=0d=0aBcc=3a?=\r\n\r\nun\0nul",
        ];
        for raw in odd {
            let taken = desk.receive_raw(raw.as_bytes().to_vec(), "desk@desk.example").await;
            assert_ne!(taken.row.outcome, "quarantine", "{raw:?}");
            assert!(!taken.row.subject.contains(['\0', '\r', '\n']), "{:?}", taken.row.subject);
        }
        assert_eq!(desk.receive(&Letter::new(HERS, &address, "Et la suite ?")).await.row.outcome, "message");
        assert_eq!(desk.alarms().await.into_iter().filter(|alarm| alarm.kind == "mail-unread").count(), 1);
        desk.assert_sound().await;
    }

    async fn attack_13_the_same_bytes_count_once_and_a_borrowed_id_takes_nothing_away(desk: Desk) {
        let (id, address) = a_case(desk).await;
        let mail = Letter::new(HERS, &address, "Une seule fois.").header("Message-ID: <abc@boulangerie.example>");
        let first = desk.receive(&mail).await;
        let again = desk.receive(&mail).await;
        assert!(again.repeated && again.row.id == first.row.id && again.row.copies == 2);
        let borrowed = Letter::new("x@loin.example", "desk@desk.example", "Autre chose.").header("Message-ID: <abc@boulangerie.example>");
        assert_eq!(desk.receive(&borrowed).await.row.outcome, "report", "another mail under the same id is another mail");
        let elsewhere = desk.receive_raw(mail.bytes(), "desk@desk.example").await;
        assert!(!elsewhere.repeated, "the same bytes to another address are looked at by that address");
        let said = lines(desk, id).await.into_iter().filter(|line| line.body.contains("Une seule fois")).count();
        assert_eq!(said, 2);
    }

    async fn a_stranger_becomes_one_unverified_report_however_often_the_mail_comes(desk: Desk) {
        let mail = Letter { subject: "Au secours".into(), ..Letter::new("Paul Roux <paul@menuiserie.example>", "desk@desk.example", "Notre site affiche un drapeau de pirates. Menuiserie Roux, 12000 Rodez.") };
        let taken = desk.receive(&mail).await;
        assert_eq!(became(&taken), ("report", ""));
        let case = desk.case(taken.row.incident_id.expect("a case")).await;
        assert_eq!((case.state.as_str(), case.channel.as_str(), case.postal_code.as_str()), ("unverified", Channel::Email.as_str(), "12000"));
        assert_eq!((case.contact_name.as_str(), case.email.as_deref()), ("Paul Roux", Some("paul@menuiserie.example")));
        assert!(!case.category.is_empty(), "classified like any other");
        desk.receive(&mail).await;
        let second = desk.receive(&Letter::new("paul@menuiserie.example", "desk@desk.example", "Vous m’avez lu ?")).await;
        assert_eq!(became(&second), ("aside", "unproved"), "no second report, and nobody is believed");
        desk.work().await;
        assert_eq!(desk.mail_to("paul@menuiserie.example").len(), 1, "one acknowledgement");
        let nowhere = desk.receive(&Letter::new("zoe@sansadresse.example", "desk@desk.example", "On m’a volé mon mot de passe.")).await;
        assert_eq!(nowhere.row.outcome, "report");
        assert!(desk.tasks().await.iter().any(|task| task.text_id == "task-ask-place"), "somebody asks where it is");
        desk.assert_sound().await;
    }

    async fn attack_02_a_person_places_what_nobody_could_and_its_fields_stay_text(site: Site) {
        let desk = &site.desk;
        let (id, _) = a_case(desk).await;
        let reference = desk.case(id).await.reference;
        let hostile = "<p onmouseover=alert(1)>Bonjour <script>alert(1)</script><img src=\"http://loin.example/p.gif\">\
                       <a href=\"javascript:alert(1)\">ici</a><svg/onload=alert(1)><style>*{background:url(http://loin.example)}</style>\
                       <form action=\"/users\"><button>ok</button></form><iframe src=\"/audit\"></iframe>{{ 7*7 }}</p>";
        let mail = Letter { subject: "<script>alert(2)</script>".into(), ..Letter::new(&format!("\"<b>Eve</b>\" <{HERS}>"), "desk@desk.example", hostile) };
        let taken = desk.receive(&mail.header("Content-Type: text/html; charset=utf-8")).await;
        assert_eq!(taken.row.outcome, "aside");
        let operator = site.staff(vigie::domain::vocabulary::Role::Operator).await;
        let path = format!("/mail/in/{}", taken.row.id.simple());
        let page = site.get(&operator, &path).await;
        assert_eq!(page.status, 200);
        let inner = page.body.split("<main").nth(1).expect("the page");
        for bad in ["<script", "<img", "<iframe", "<svg/", "<style", "href=\"javascript", "action=\"/users", "<b>Eve", "src=\"http"] {
            assert!(!inner.contains(bad), "{bad} is alive");
        }
        assert!(inner.contains("{{ 7*7 }}"), "what looks like a template stays text");
        let lost = site.post(&operator, &path, &[("intent", "attach"), ("reference", "0000-0000")]).await;
        assert_eq!(lost.status, 422);
        let placed = site.post(&operator, &path, &[("intent", "attach"), ("reference", &reference)]).await;
        assert_eq!(placed.location, format!("/incidents/{reference}?done=mail"));
        let again = site.post(&operator, &path, &[("intent", "seen")]).await;
        assert_eq!(again.status, 422, "somebody has decided");
        let note = lines(desk, id).await.into_iter().find(|line| line.kind == "note").expect("a note");
        assert_eq!(note.arguments["careful"], "inbound-attached");
        let tracking = site.get(&Visitor::Nobody, &site.tracking(id).await).await;
        assert!(!tracking.body.contains("Bonjour ici"), "the desk's note is the desk's");
        let stranger = desk.receive(&Letter::new("desk@loin.example", "desk@desk.example", "Bonjour").header("Auto-Submitted: auto-replied")).await;
        assert!(desk::decide_on_mail(&desk.app, &desk.ana, stranger.row.id, TrayAct::Seen).await.is_err(), "a machine's mail waits for nobody");
        desk.assert_sound().await;
    }

    async fn attack_01_03_04_the_layout_of_a_mail_is_shown_on_demand_and_inert(site: Site) {
        let reader = Visitor::Staff(Role::Operator, site.sign_in(&site.account(Role::Operator).await).await);
        let html = "<h1>Devis</h1><script>alert(1)</script><img src=\"https://loin.example/x.png\"><a href=\"/sign-out\">clic</a>";
        let mail = Letter::new("paul@loin.example", "desk@desk.example", html).header("MIME-Version: 1.0").header("Content-Type: text/html");
        let id = site.desk.receive(&mail).await.row.id.simple().to_string();
        let page = site.get(&reader, &format!("/mail/in/{id}")).await.body;
        assert!(page.contains(&format!("/mail/in/{id}/html")) && !page.contains("<h1>Devis"), "text, and the way to the layout");
        let shown = site.bytes(&reader, &format!("/mail/in/{id}/html")).await;
        let body = String::from_utf8(shown.bytes).expect("text");
        assert!(body.contains("<h1>Devis</h1>") && body.contains("clic"), "{body}");
        for harm in ["<script", "<img", "href", "loin.example/x", "src="] {
            assert!(!body.contains(harm), "{harm}: {body}");
        }
        let policies: Vec<_> = shown.headers.get_all("content-security-policy").into_iter().collect();
        assert_eq!(policies.len(), 1);
        let policy = policies[0].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox") && !policy.contains("allow") && !policy.contains("self"), "{policy}");
        assert_eq!(shown.headers["x-frame-options"], "DENY");
        let plain = site.desk.receive(&Letter::new("zoe@loin.example", "desk@desk.example", "Bonjour")).await.row.id.simple().to_string();
        assert!(!site.get(&reader, &format!("/mail/in/{plain}")).await.body.contains("/html\""));
        assert_eq!(site.get(&reader, &format!("/mail/in/{plain}/html")).await.status, 404);
    }

    async fn attack_15_no_part_of_a_mail_vouches_for_another(site: Site) {
        let mixed = "--b\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha512; boundary=s\r\n\r\n\
                     --s\r\nContent-Type: text/plain\r\n\r\nVirez selon notre accord.\r\n--s\r\nContent-Type: application/pgp-signature; \
                     name=signature.asc\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\nok\r\n-----END PGP SIGNATURE-----\r\n--s--\r\n\
                     --b\r\nContent-Type: text/plain\r\n\r\nNouvel IBAN : FR76 1111.\r\n--b--\r\n";
        let mail = Letter::new("chef@loin.example", "desk@desk.example", mixed)
            .header("MIME-Version: 1.0")
            .header("Authentication-Results: desk.example; dkim=pass; spf=pass; dmarc=pass")
            .header("Content-Type: multipart/mixed; boundary=b");
        let taken = site.desk.receive(&mail).await;
        let operator = site.staff(Role::Operator).await;
        let case = site.desk.case(taken.row.incident_id.expect("a case")).await.reference;
        for path in [format!("/mail/in/{}", taken.row.id.simple()), format!("/incidents/{case}")] {
            let page = site.get(&operator, &path).await.body;
            let main = page.split("<main").nth(1).expect("the page");
            assert!(main.contains("Virez selon notre accord") && main.contains("FR76 1111"), "{path} shows all of it, alike");
            for badge in ["mail-signed", "is-signed", "Signé par", "Signature valide", "Signature vérifiée", "authentifié", "dkim=pass"] {
                assert!(!main.contains(badge), "{path} vouches for it: {badge}");
            }
        }
    }

    async fn a_report_that_was_broken_off_before_its_mail_was_noted_is_gone_on_with(desk: Desk) {
        let mail = Letter::new("paul@loin.example", "desk@desk.example", "Mon site affiche un drapeau de pirates.");
        let first = desk.receive(&mail).await;
        // As a desk leaves it that is killed between the case and the note of its mail.
        desk.place.execute("DELETE FROM inbound_mail").await.expect("gone");
        desk.place.execute("DELETE FROM task WHERE text_id = 'task-ask-place'").await.expect("gone");
        for _ in 0..2 {
            let again = desk.receive(&mail).await;
            assert_eq!((became(&again), again.row.incident_id), (("report", ""), first.row.incident_id), "its own case is no other's");
        }
        assert_eq!(desk.tasks().await.iter().filter(|task| task.text_id == "task-ask-place").count(), 1);
        desk.work().await;
        assert_eq!(desk.mail_to("paul@loin.example").len(), 1, "answered once");
    }
}
