//! The desk reminds its people: of legal clocks that run out, and each morning of the day.

use jiff::SignedDuration;
use vigie::{
    desk::{self, By, Decision, NewUser, Staff},
    domain::vocabulary::Role,
    mail::transport::OutgoingMail,
    store::{entity::deadline, find},
};

use crate::{
    on_both,
    support::{Desk, Engine, provider},
};

pub(super) const SUPERVISOR: &str = "sophie@desk.example";

/// A desk that writes its digest at eight.
pub(super) struct Morning(pub(super) Desk);

impl Morning {
    pub(super) async fn open(engine: Engine) -> Self {
        let providers = (0..6).map(provider).collect();
        Self(Desk::with(engine, providers, |settings| settings.mail.digest_at = "08:00".into()).await)
    }

    pub(super) async fn close(self) {
        self.0.close().await;
    }
}

/// The same, also when there is nothing to say.
struct Talkative(Desk);

impl Talkative {
    async fn open(engine: Engine) -> Self {
        let set = |settings: &mut vigie::config::Config| {
            settings.mail.digest_at = "08:00".into();
            settings.mail.digest_when_quiet = true;
        };
        Self(Desk::with(engine, Vec::new(), set).await)
    }

    async fn close(self) {
        self.0.close().await;
    }
}

pub(super) async fn account(desk: &Desk, email: &str, role: Role) -> Staff {
    let email = email.parse().expect("an address");
    let new = NewUser { email, name: "Une personne".into(), role, password: "une phrase assez longue".into() };
    let id = desk::add_user(&desk.app, &By::Command, new).await.expect("an account");
    Staff { id, name: "Une personne".into(), role }
}

fn digests(desk: &Desk) -> Vec<OutgoingMail> {
    desk.mail_to(SUPERVISOR).into_iter().filter(|mail| mail.subject.starts_with("Le point du centre")).collect()
}

fn warnings(desk: &Desk, address: &str) -> Vec<OutgoingMail> {
    desk.mail_to(address).into_iter().filter(|mail| mail.subject.contains("une échéance se termine")).collect()
}

/// A clock of the case that a person has started.
async fn running(desk: &Desk, case: uuid::Uuid) -> deadline::Model {
    let clocks = find::deadlines_of(desk.app.store.reader(), case).await.expect("a read");
    let clock = clocks.into_iter().find(|clock| clock.due_at.is_some()).expect("a clock with an end");
    desk::decide_deadline(&desk.app, &desk.ana, clock.id, Decision::Start).await.expect("it runs");
    clock
}

/// Time goes on until so many hundredths of the clock are gone.
async fn until(desk: &Desk, clock: &deadline::Model, percent: i64) {
    let length = clock.due_at.expect("an end") - clock.start_at;
    let at = clock.start_at + length * percent / 100;
    let left = at - desk.app.clock.now().as_microsecond();
    desk.app.clock.advance(SignedDuration::from_micros(left));
    desk.work().await;
}

on_both! {
    async fn who_follows_the_case_is_warned_once_at_three_quarters_and_at_nine_tenths(desk: Desk) {
        let id = desk.agreed_call().await;
        let claire = account(desk, "claire@desk.example", Role::Operator).await;
        desk::take_over(&desk.app, &By::Staff(claire), id).await.expect("hers now");
        let clock = running(desk, id).await;
        until(desk, &clock, 74).await;
        assert!(warnings(desk, "claire@desk.example").is_empty(), "not yet");
        until(desk, &clock, 76).await;
        desk.work().await;
        let warned = warnings(desk, "claire@desk.example");
        assert_eq!(warned.len(), 1, "once");
        assert!(warned[0].text.contains("/incidents/") && warned[0].reply_to.is_none(), "{}", warned[0].text);
        assert!(!warned[0].text.contains("Boulangerie") && !warned[0].subject.contains("Boulangerie"));
        until(desk, &clock, 91).await;
        let both = tokio::join!(desk::warn_of_deadlines(&desk.app), desk::warn_of_deadlines(&desk.app));
        both.0.and(both.1).expect("two nodes agree");
        desk.work().await;
        assert_eq!(warnings(desk, "claire@desk.example").len(), 2);
        assert_eq!(desk.trail(id).await.into_iter().filter(|action| action == "deadline.warned").count(), 2);
        desk.assert_sound().await;
    }

    async fn a_desk_that_was_down_warns_once_and_the_rota_learns_no_more_than_it_may(desk: Desk) {
        let id = desk.agreed_call().await;
        let clock = running(desk, id).await;
        desk::make_sensitive(&desk.app, &desk.ana, id).await.expect("marked");
        until(desk, &clock, 95).await;
        let warned = warnings(desk, "ana@desk.example");
        assert_eq!(warned.len(), 1, "the latest alone");
        assert!(warned[0].text.contains("Une échéance légale de ce dossier"), "{}", warned[0].text);
        desk.assert_sound().await;
    }

    async fn a_clock_that_was_stopped_or_has_passed_warns_nobody(desk: Desk) {
        let id = desk.agreed_call().await;
        let clock = running(desk, id).await;
        let met = Decision::Meet { proof: "récépissé 42".into() };
        desk::decide_deadline(&desk.app, &desk.ana, clock.id, met).await.expect("done");
        until(desk, &clock, 95).await;
        let other = desk.agreed_call().await;
        let passed = running(desk, other).await;
        until(desk, &passed, 101).await;
        assert!(warnings(desk, "ana@desk.example").is_empty());
    }

    async fn the_supervisors_get_the_day_once_each_morning(morning: Morning) {
        let desk = &morning.0;
        account(desk, SUPERVISOR, Role::Supervisor).await;
        account(desk, "oscar@desk.example", Role::Operator).await;
        desk.work().await;
        assert!(digests(desk).is_empty(), "a desk that starts has no night behind it");
        let id = desk.agreed_call().await;
        running(desk, id).await;
        // Wednesday, 07:59.
        desk.later(21 * 60 + 59).await;
        assert!(digests(desk).is_empty(), "not before its hour");
        desk.app.clock.advance(SignedDuration::from_mins(1));
        let both = tokio::join!(desk::write_digest(&desk.app), desk::write_digest(&desk.app));
        both.0.and(both.1).expect("two nodes agree");
        desk.later(1).await;
        desk.later(60).await;
        let sent = digests(desk);
        assert_eq!(sent.len(), 1, "once, whoever writes it");
        assert!(sent[0].subject.contains("un incident ouvert"), "{}", sent[0].subject);
        assert!(sent[0].text.contains("En attente d’un prestataire\u{a0}: 1"), "{}", sent[0].text);
        assert!(sent[0].auto_submitted && sent[0].reply_to.is_none());
        assert!(desk.mail_to("oscar@desk.example").is_empty(), "to the supervisors alone");
        // Thursday, 13:00: the desk was down all morning.
        desk.later(28 * 60).await;
        assert_eq!(digests(desk).len(), 1, "an evening's digest of the morning helps nobody");
        desk.later(24 * 60 - 4 * 60).await;
        assert_eq!(digests(desk).len(), 2, "and the next morning again");
        desk.assert_sound().await;
    }

    async fn nothing_is_written_when_there_is_nothing_to_say(morning: Morning) {
        let desk = &morning.0;
        account(desk, SUPERVISOR, Role::Supervisor).await;
        desk.work().await;
        for _ in 0..3 {
            desk.later(24 * 60 - 60).await;
        }
        assert!(digests(desk).is_empty());
        let last = find::last_digest(desk.app.store.reader()).await.expect("a read").expect("looked at");
        assert_eq!(last.recipients, 0);
    }

    async fn unless_the_desk_wants_it(talkative: Talkative) {
        let desk = &talkative.0;
        account(desk, SUPERVISOR, Role::Supervisor).await;
        desk.work().await;
        desk.later(23 * 60).await;
        assert_eq!(digests(desk).len(), 1);
    }
}
