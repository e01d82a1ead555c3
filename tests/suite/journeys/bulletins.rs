//! A supervisor tells all open cases of a choice the same: seen before, in each one's own thread, never as a storm.

use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, Bulletin, DeskError, Staff},
    domain::{
        ids::UserId,
        vocabulary::{EmailSafe, Role},
    },
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Engine, Site, Visitor, provider, reply_to},
};

/// A desk that lets eight mails leave in an hour.
struct Slow(Desk);

impl Slow {
    async fn open(engine: Engine) -> Self {
        let slow = |config: &mut vigie::config::Config| config.mail.per_hour = 8;
        Self(Desk::with(engine, (0..6).map(provider).collect(), slow).await)
    }

    async fn close(self) {
        self.0.close().await;
    }
}

fn denis() -> Staff {
    Staff { id: UserId(Uuid::now_v7()), name: "Denis".into(), role: Role::Supervisor }
}

async fn a_case(desk: &Desk, email: &str, lang: &str) -> Uuid {
    let id = desk.call(&json!({ "contact": { "email": email } })).await;
    let reference = desk.case(id).await.reference;
    let spoken = format!("UPDATE incident SET lang = '{lang}' WHERE reference = '{reference}'");
    desk.place.execute(&spoken).await.expect("a language");
    id
}

fn in_aveyron() -> Bulletin {
    Bulletin {
        department: Some("12".into()),
        fr: "Un correctif est paru : installez-le.".into(),
        en: "A fix is out: install it.".into(),
        ..Bulletin::default()
    }
}

async fn send(desk: &Desk, by: &Staff, bulletin: &Bulletin) -> Uuid {
    let (id, seen) = (Uuid::now_v7(), desk::preview_bulletin(&desk.app, by, bulletin).await.expect("cases").mark);
    desk::send_bulletin(&desk.app, by, id, bulletin.clone(), &seen).await.expect("sent");
    id
}

fn told(desk: &Desk, to: &str) -> usize {
    desk.mail_to(to).iter().filter(|mail| mail.text.contains("correctif") || mail.text.contains("A fix is out")).count()
}

on_both! {
    async fn each_open_case_of_the_choice_is_told_once_in_its_own_thread_and_language(desk: Desk) {
        let anne = a_case(desk, "anne@loin.example", "fr").await;
        a_case(desk, "bob@far.example", "en").await;
        let over = a_case(desk, "clos@loin.example", "fr").await;
        let unsafe_one = a_case(desk, "lu@loin.example", "fr").await;
        desk::record_mailbox(&desk.app, &desk.ana, unsafe_one, EmailSafe::No).await.expect("told");
        desk.work().await;
        desk.place.execute(&format!("UPDATE incident SET state = 'closed' WHERE reference = '{}'", desk.case(over).await.reference)).await.expect("closed");
        let seen = desk::preview_bulletin(&desk.app, &denis(), &in_aveyron()).await.expect("cases");
        assert_eq!((seen.by_mail, seen.by_phone, seen.english), (2, 1, 1));
        let (reference, subject, text) = seen.sample.expect("one of them");
        assert_eq!(reference, desk.case(anne).await.reference);
        assert!(subject.contains(&reference) && text.contains("Un correctif est paru") && !text.contains("{link:"), "{subject}\n{text}");
        assert_eq!(told(desk, "anne@loin.example"), 0, "looking sends nothing");
        let (by, id) = (denis(), Uuid::now_v7());
        for _ in 0..2 {
            let sent = desk::send_bulletin(&desk.app, &by, id, in_aveyron(), &seen.mark).await;
            assert!(matches!(sent, Ok(3) | Err(DeskError::Already(_))), "{sent:?}");
        }
        desk.later(1).await;
        desk.later(1).await;
        assert_eq!((told(desk, "anne@loin.example"), told(desk, "bob@far.example")), (1, 1));
        assert_eq!((told(desk, "clos@loin.example"), told(desk, "lu@loin.example")), (0, 0));
        assert!(desk.mail_to("bob@far.example").last().expect("a mail").text.contains("A fix is out"), "in her language");
        let mails = desk.mail_to("anne@loin.example");
        let (first, last) = (&mails[0], &mails[mails.len() - 1]);
        assert!(last.references.contains(&first.message_id), "in its case's thread");
        assert_eq!(reply_to(first), reply_to(last));
        assert!(desk.tasks().await.iter().any(|task| task.incident_id == unsafe_one && task.words.contains("correctif")), "somebody calls");
        let lines = find::entries_of(desk.app.store.reader(), anne).await.expect("a read");
        assert_eq!(lines.iter().filter(|line| line.kind == "message" && line.visible_to == "victim").count(), 1);
        assert!(desk.trail(anne).await.ends_with(&["message.sent".into(), "mail.queued".into(), "mail.sent".into()]));
        assert_eq!(find::bulletin_rest(desk.app.store.reader(), id).await.expect("a read"), 0);
        desk.assert_sound().await;
    }

    async fn what_was_not_seen_is_not_sent(desk: Desk) {
        let by = denis();
        a_case(desk, "anne@loin.example", "fr").await;
        let seen = desk::preview_bulletin(&desk.app, &by, &in_aveyron()).await.expect("cases").mark;
        a_case(desk, "bea@loin.example", "fr").await;
        let sent = desk::send_bulletin(&desk.app, &by, Uuid::now_v7(), in_aveyron(), &seen).await;
        assert!(matches!(sent, Err(DeskError::Stale)), "a case more: {sent:?}");
        let seen = desk::preview_bulletin(&desk.app, &by, &in_aveyron()).await.expect("cases").mark;
        let other = Bulletin { fr: "Autre chose.".into(), ..in_aveyron() };
        let sent = desk::send_bulletin(&desk.app, &by, Uuid::now_v7(), other, &seen).await;
        assert!(matches!(sent, Err(DeskError::Stale)), "other words: {sent:?}");
        let refused = [
            Bulletin { department: None, ..in_aveyron() },
            Bulletin { fr: "  ".into(), ..in_aveyron() },
            Bulletin { department: Some("48".into()), ..in_aveyron() },
            Bulletin { since: Some(desk.app.clock.now() + jiff::SignedDuration::from_hours(1)), ..in_aveyron() },
        ];
        for bulletin in refused {
            let shown = desk::preview_bulletin(&desk.app, &by, &bulletin).await;
            assert!(matches!(shown, Err(DeskError::Needs(_))), "{bulletin:?}");
        }
        desk.later(60).await;
        assert_eq!(told(desk, "anne@loin.example"), 0);
    }

    async fn a_sensitive_case_is_not_told_by_who_may_not_open_it(desk: Desk) {
        let hidden = a_case(desk, "anne@loin.example", "fr").await;
        a_case(desk, "bea@loin.example", "fr").await;
        desk::make_sensitive(&desk.app, &desk.ana, hidden).await.expect("sensitive");
        send(desk, &denis(), &in_aveyron()).await;
        desk.later(5).await;
        assert_eq!((told(desk, "anne@loin.example"), told(desk, "bea@loin.example")), (0, 1));
    }

    async fn a_bulletin_takes_half_of_the_pace_and_nothing_of_it_is_held(slow: Slow) {
        let desk = &slow.0;
        for number in 0..6 {
            a_case(desk, &format!("v{number}@loin{number}.example"), "fr").await;
        }
        desk.work().await;
        desk.later(61).await;
        send(desk, &denis(), &in_aveyron()).await;
        let count = || (0..6).map(|number| told(desk, &format!("v{number}@loin{number}.example"))).sum::<usize>();
        desk.work().await;
        assert_eq!(count(), 1, "one after the other");
        for _ in 0..58 {
            desk.later(1).await;
        }
        assert_eq!(count(), 4, "half of eight in an hour");
        for _ in 0..60 {
            desk.later(1).await;
        }
        assert_eq!(count(), 6);
        let held = find::messages_in(desk.app.store.reader(), &["held"], i64::MAX, 10).await.expect("a read");
        assert!(held.iter().all(|mail| mail.kind != "message"), "{held:?}");
    }

    async fn the_page_shows_before_it_sends_and_an_empty_choice_is_refused_with_the_words_kept(site: Site) {
        let email = site.account(Role::Supervisor).await;
        let denis = Visitor::Staff(Role::Supervisor, site.sign_in(&email).await);
        let empty = site.get(&denis, "/mail/bulletin").await;
        assert!(empty.body.contains("Aucun message de ce genre"), "{}", empty.body);
        let refused = site.post(&denis, "/mail/bulletin", &[("intent", "preview"), ("fr", "Bonjour à tous.")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Choisissez au moins") && refused.body.contains("Bonjour à tous."));
        let nobody = site.post(&denis, "/mail/bulletin", &[("intent", "preview"), ("department", "12"), ("fr", "Bonjour.")]).await;
        assert!(nobody.status == 422 && nobody.body.contains("Aucun dossier ouvert"));
        let no_day = site.post(&denis, "/mail/bulletin", &[("intent", "preview"), ("since", "2026-02-31"), ("fr", "Bonjour.")]).await;
        assert!(no_day.status == 422 && no_day.body.contains("Cette date"));
        site.desk.call(&json!({})).await;
        let form = [("intent", "preview"), ("department", "12"), ("since", "2026-11-24"), ("fr", "<b>Bonjour</b>")];
        let shown = site.post(&denis, "/mail/bulletin", &form).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(shown.body.contains("Envoyer à tous") && !shown.body.contains("<b>Bonjour</b>"), "words are text");
        let unseen = [("intent", "send"), ("department", "12"), ("fr", "Bonjour."), ("bulletin", "0198c5a0-0000-7000-8000-000000000001"), ("seen", "")];
        let changed = site.post(&denis, "/mail/bulletin", &unseen).await;
        assert!(changed.status == 409 && changed.body.contains("ont changé"), "{}", changed.status);
        assert_eq!(site.acts("bulletin.sent").await, 0);
    }
}
