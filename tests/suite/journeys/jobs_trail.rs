//! Every job leaves its act in the trail, as every door does: the desk lives a while alone.

use jiff::civil::date;
use serde_json::json;
use vigie::{
    desk::{self, Applied, By, Decision, Verdict},
    domain::{
        audit::Subject,
        provider::Label,
        vocabulary::{Channel, OfferState, Role},
    },
    store::find,
};

use super::{
    life_of_a_provider::{application, supervisor},
    reminders::{Morning, SUPERVISOR, account},
};
use crate::{
    coverage::source::files,
    on_both,
    support::{Desk, in_rodez, provider, report},
};

/// Each job of the round, and the act of the desk itself that tells of it.
const LEAVES: [(&str, &str); 12] = [
    ("stopped providers", "offer.withdrawn"),
    ("expiries", "provider.warned"),
    ("applications", "retention.run"),
    ("offers", "offer.expired"),
    ("first contact", "alarm.raised"),
    ("provider contact", "alarm.raised"),
    ("deadlines", "deadline.passed"),
    ("deadline warnings", "deadline.warned"),
    ("bulletins", "message.sent"),
    ("digest", "mail.queued"),
    ("alarms", "alarm.escalated"),
    ("outbox", "mail.sent"),
];

/// Jobs that change nothing of the desk's, each with its reason.
const CHANGE_NOTHING: [(&str, &str); 2] = [
    ("directory", "reads what others wrote into memory"),
    ("phone calls", "forgets what the telephone told yesterday; what became of it stands elsewhere"),
];

/// How many acts of this name the desk itself left.
async fn own(desk: &Desk, action: &str) -> usize {
    let filter = find::TrailFilter { action: Some(action.to_owned()), ..find::TrailFilter::default() };
    let all = find::trail(desk.app.store.reader(), &filter, 10_000).await.expect("a read");
    all.iter().filter(|event| event.actor == "desk").count()
}

/// Time goes on, and this must have been left.
async fn brings(desk: &Desk, minutes: i64, (job, action): (&str, &str)) {
    let before = own(desk, action).await;
    desk.later(minutes).await;
    assert!(own(desk, action).await > before, "{job} left no {action}");
}

fn of(job: &str) -> (&'static str, &'static str) {
    LEAVES.into_iter().find(|(known, _)| *known == job).expect("a job of the table")
}

#[test]
fn every_job_of_the_round_is_looked_at() {
    let (_, text) =
        files("src/jobs", "rs").into_iter().find(|(path, _)| path.ends_with("jobs/mod.rs")).expect("the round");
    let named =
        |line: &str| line.trim().strip_prefix("tell(\"").and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let jobs: Vec<String> = text.lines().filter_map(named).collect();
    assert!(jobs.len() >= 10, "{jobs:?}");
    let known = |job: &String| {
        LEAVES.iter().any(|(known, _)| known == job) || CHANGE_NOTHING.iter().any(|(known, _)| known == job)
    };
    let unknown: Vec<&String> = jobs.iter().filter(|job| !known(job)).collect();
    assert!(unknown.is_empty(), "no act is looked for behind {unknown:?}");
}

async fn refused_application(desk: &Desk) {
    let Ok(Applied::Waits(id)) = desk::apply_to_directory(&desk.app, application(&[])).await else {
        panic!("it waits")
    };
    desk::decide_application(&desk.app, &supervisor(), id, Verdict::Refuse, "Hors charte.".into())
        .await
        .expect("refused");
}

on_both! {
    async fn every_job_that_changes_something_leaves_its_act(desk: Desk) {
        refused_application(desk).await;
        let mut one = provider(0);
        one.labels = vec![Label::new("PRIS", date(2025, 1, 1), date(2027, 3, 15)).expect("a period")];
        desk::import_providers(&desk.app, &By::Command, vec![one]).await.expect("taken");
        // A case that nobody calls back, one whose provider doesn't call, one whose clock runs.
        let web = report(Channel::Web, &in_rodez(&json!({"contact": {"phone": "05 65 00 00 03"}})));
        desk::report_incident(&desk.app, &By::Visitor, web).await.expect("taken");
        brings(desk, 120, of("first contact")).await;
        brings(desk, 60, of("alarms")).await;
        let (assigned, _) = desk.assigned_call().await;
        for clock in find::deadlines_of(desk.app.store.reader(), assigned).await.expect("a read") {
            desk::decide_deadline(&desk.app, &desk.ana, clock.id, Decision::Start).await.expect("it runs");
        }
        brings(desk, 0, of("outbox")).await;
        brings(desk, 24 * 60, of("provider contact")).await;
        // Three quarters of its three days.
        brings(desk, 32 * 60, of("deadline warnings")).await;
        desk.offered_call().await;
        // The clock of three days runs out meanwhile, or one of a month does.
        let passed = own(desk, of("deadlines").1).await;
        brings(desk, 3 * 24 * 60, of("offers")).await;
        desk.later(40 * 24 * 60).await;
        assert!(own(desk, of("deadlines").1).await > passed, "no deadline passed");
        // Somebody paused a provider on another node, which was killed before it took its offers back.
        let waiting = desk.offered_call().await;
        assert!(!desk.offers_that_are(waiting, OfferState::Sent).await.is_empty());
        desk.place.execute("UPDATE provider SET paused_at = 1").await.expect("paused");
        desk.place.execute("UPDATE directory_state SET generation = generation + 1").await.expect("told");
        brings(desk, 0, of("stopped providers")).await;
        let By::Staff(denis) = supervisor() else { panic!("a person") };
        let words = desk::Bulletin { category: Some(desk.case(waiting).await.category), fr: "Bonjour.".into(), ..desk::Bulletin::default() };
        let seen = desk::preview_bulletin(&desk.app, &denis, &words).await.expect("there are cases").mark;
        desk::send_bulletin(&desk.app, &denis, waiting, words, &seen).await.expect("sent");
        brings(desk, 0, of("bulletins")).await;
        brings(desk, 20 * 24 * 60, of("expiries")).await;
        brings(desk, 91 * 24 * 60, of("applications")).await;
        desk.assert_sound().await;
    }

    async fn the_digest_leaves_its_act(morning: Morning) {
        let desk = &morning.0;
        account(desk, SUPERVISOR, Role::Supervisor).await;
        desk.work().await;
        desk.agreed_call().await;
        let (subject, action) = (Some(Subject::Desk.to_string()), Some(of("digest").1.to_owned()));
        let of_the_desk = find::TrailFilter { subject, action, ..find::TrailFilter::default() };
        let queued = async || find::trail(desk.app.store.reader(), &of_the_desk, 10).await.expect("a read").len();
        assert_eq!(queued().await, 0);
        desk.later(22 * 60).await;
        assert_eq!(queued().await, 1);
    }
}
