//! The desk's screens after ten years: `cargo bench --bench screens [-- CASES]` (100,000 unless told).
//!
//! Some hundred real reports, made by the desk itself from the labelled statements, are copied with new callers, dates
//! over ten years and a state of their own; three hundred are still going. Then a supervisor asks for each screen over
//! HTTP, one request after the other, different ones. Budgets at 100,000 cases, server time p99: queue and case 25 ms,
//! search 60 ms, dashboard 80 ms. `VIGIE_BENCH_POSTGRES=postgres://…` (an empty database) measures there. Prints
//! figures, judges nothing.

mod keys;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, header};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use vigie::{
    app::{App, Demo, opening},
    clock::Clock,
    config::{Config, SecondFactor, Security},
    desk::{self, By, Exercise, NewReport, NewUser, SignedIn},
    domain::{
        intake::IncidentReport,
        reference::Reference,
        vocabulary::{Channel, Lang, Role},
    },
    fresh,
    store::{
        StoreError,
        entity::{assessment, deadline, entry, incident},
        find,
        inserts::Inserts,
        migrate, row,
    },
    web::server,
};

const STATEMENTS: &str = include_str!("../../playbooks/cases/blind_fr.jsonl");
/// Real reports that are copied, cases that still go on, and requests for each screen.
const ORIGINALS: usize = 300;
const GOING: usize = 300;
const ASKED: usize = 300;
/// Cases that one transaction writes.
const TOGETHER: usize = 500;
const PLACES: [&str; 8] = ["12000", "31000", "34000", "30000", "66000", "81000", "65000", "46000"];

type Original = (incident::Model, assessment::Model, Vec<deadline::Model>, Vec<entry::Model>);

fn main() {
    let cases = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime").block_on(measure(cases));
}

async fn measure(cases: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config {
        data_dir: folder.path().to_owned(),
        database_url: std::env::var("VIGIE_BENCH_POSTGRES").ok(),
        listen: ([127, 0, 0, 1], 0).into(),
        security: Security { second_factor: Some(SecondFactor::Optional), ..Security::default() },
        ..Config::default()
    };
    if config.database_url.is_some() {
        keys::give(folder.path());
    }
    migrate::up(&opening(&config)).await.expect("the migrations run");
    let app = App::open(config, Clock::System, Demo::No).await.expect("the desk opens");
    let begun = Instant::now();
    let references = fill(&app, cases).await;
    println!("{} cases in {:.0} s", references.len(), begun.elapsed().as_secs_f64());
    let server = server::start(Arc::clone(&app), CancellationToken::new()).expect("the server starts");
    let visit =
        Visit { url: format!("http://{}", server.address), session: session(&app).await, client: Client::new() };
    for (screen, addresses) in screens(&references) {
        println!("{screen:<34} {}", visit.times(&addresses).await);
    }
    server.stop().await;
    app.store.close().await;
}

async fn session(app: &App) -> String {
    let email = format!("{}@desk.example", Uuid::now_v7().simple());
    let password = "une phrase assez longue";
    let user = NewUser {
        name: "Ana".into(),
        email: email.parse().expect("an address"),
        role: Role::Supervisor,
        password: password.into(),
    };
    desk::add_user(app, &By::Command, user).await.expect("an account");
    match desk::sign_in(app, &email, password.into(), &desk::Client::default()).await {
        Ok(SignedIn::Open(opened)) => opened.token,
        other => panic!("no session: {other:?}"),
    }
}

async fn original(app: &Arc<App>, number: usize, told: &str) -> Original {
    let body = json!({
        "organisation": {"name": format!("Maison {number}"), "kind": "firm", "size": "micro",
            "postal_code": PLACES[number % PLACES.len()]},
        "contact": {"name": "Jeanne Miquel", "phone": format!("0565{number:06}")},
        "description": told,
    });
    let now = app.clock.now();
    let report = IncidentReport::from_json(&body, now).expect("a report");
    let new = NewReport {
        report,
        channel: Channel::Web,
        received_at: now,
        lang: Lang::Fr,
        submission: None,
        exercise: Exercise::No,
        signs: Vec::new(),
    };
    let reported = desk::report_incident(app, &By::Visitor, new).await.expect("it is taken");
    let entries = find::entries_of(app.store.reader(), reported.incident.id).await.expect("a read");
    let assessed = row::get::<assessment::Entity>(app.store.reader(), reported.incident.id, "assessment").await;
    (reported.incident, assessed.expect("a read"), reported.deadlines, entries)
}

/// Fills the desk; the references of all cases.
async fn fill(app: &Arc<App>, cases: usize) -> Vec<String> {
    let told = STATEMENTS.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told: Vec<String> = told.filter_map(|case| case["text"].as_str().map(str::to_owned)).collect();
    let mut originals = Vec::new();
    for number in 0..ORIGINALS {
        originals.push(original(app, number, &told[number % told.len()]).await);
    }
    let mut references = Vec::with_capacity(cases);
    for from in (ORIGINALS..cases).step_by(TOGETHER) {
        let copies: Vec<Original> = (from..cases.min(from + TOGETHER))
            .map(|number| copy(&originals[number % ORIGINALS], number, cases, app.clock.now()))
            .collect();
        references.extend(copies.iter().map(|(case, ..)| case.reference.clone()));
        let rows = copies.into_iter().map(|(case, assessed, deadlines, entries)| {
            let case = Inserts::none(app.store.backend()).with_incident(case).with([assessed]);
            case.with(deadlines).with(entries)
        });
        let rows: Vec<Inserts> = rows.collect();
        let written = app.store.write(move |tx| {
            Box::pin(async move {
                for inserts in rows {
                    inserts.run(tx).await?;
                }
                Ok::<(), StoreError>(())
            })
        });
        written.await.expect("they are written");
    }
    references
}

/// The same told by another caller, some time in ten years.
fn copy((case, assessed, deadlines, entries): &Original, number: usize, cases: usize, now: Timestamp) -> Original {
    let age = SignedDuration::from_secs(315_000_000 / cases as i64 * (cases - number) as i64);
    let at = now - age;
    let going = cases - number <= GOING;
    let id = fresh::id(at);
    let earlier = now.as_microsecond() - at.as_microsecond();
    let name = format!("Atelier {number}");
    let state = match number % 3 {
        _ if !going => "closed",
        0 => "open",
        1 => "received",
        _ => "following",
    };
    let copied = incident::Model {
        id,
        reference: Reference::from_bits((number as u64).wrapping_mul(0x2_7C4B_5A31) & 0x7_FFFF_FFFF).to_string(),
        state: state.into(),
        phone: Some(format!("+335{number:08}")),
        search_text: case.search_text.replacen("maison", &format!("atelier{number}"), 1),
        organisation: name,
        received_at: case.received_at - earlier,
        entered_at: case.entered_at - earlier,
        updated_at: case.updated_at - earlier,
        first_contact_due: case.first_contact_due - earlier,
        closed_at: (!going).then(|| at.as_microsecond()),
        ..case.clone()
    };
    let deadlines = deadlines.iter().map(|row| deadline::Model {
        id: fresh::id(at),
        incident_id: id,
        state: if going { "running".into() } else { "met".into() },
        ..row.clone()
    });
    let entries = entries.iter().map(|row| entry::Model { id: fresh::id(at), incident_id: id, ..row.clone() });
    let assessed = assessment::Model { incident_id: id, ..assessed.clone() };
    (copied, assessed, deadlines.collect(), entries.collect())
}

/// Each screen with the addresses that are asked for, one after the other.
fn screens(references: &[String]) -> Vec<(&'static str, Vec<String>)> {
    let some = |number: usize| &references[number.wrapping_mul(7_919) % references.len()];
    let of = |address: &dyn Fn(usize) -> String| (0..ASKED).map(address).collect::<Vec<_>>();
    let words = ["rançon", "facture", "banque", "site", "mail piégé", "téléphone", "serveur", "virement"];
    vec![
        ("queue", of(&|_| "/queue".into())),
        ("queue, by deadline", of(&|_| "/queue?sort=deadline".into())),
        ("queue, all cases", of(&|_| "/queue?state=all".into())),
        ("queue, closed, of a department", of(&|_| "/queue?state=closed&department=31".into())),
        ("queue, closed, by category", of(&|_| "/queue?state=closed&category=ransomware".into())),
        ("queue, its rows alone", of(&|_| "/queue?part=rows".into())),
        ("search, usual words", of(&|number| format!("/queue?q={}", words[number % words.len()].replace(' ', "+")))),
        ("search, one organisation", of(&|number| format!("/queue?q=atelier{}", 1_000 + number * 97))),
        ("palette, a reference", of(&|number| format!("/find?part=list&q={}", some(number)))),
        (
            "palette, a word",
            of(&|number| format!("/find?part=list&q={}", words[number % words.len()].replace(' ', "+"))),
        ),
        ("case", of(&|number| format!("/incidents/{}", some(number)))),
        ("dashboard", of(&|_| "/dashboard".into())),
        ("board", of(&|_| "/board".into())),
        ("calls", of(&|_| "/calls".into())),
        ("trail", of(&|_| "/audit".into())),
    ]
}

struct Visit {
    url: String,
    session: String,
    client: Client,
}

impl Visit {
    async fn times(&self, addresses: &[String]) -> String {
        self.once(&addresses[0]).await;
        let (mut waits, mut bytes) = (Vec::with_capacity(addresses.len()), 0);
        for address in addresses {
            let begun = Instant::now();
            bytes = self.once(address).await;
            waits.push(begun.elapsed());
        }
        waits.sort_unstable();
        let at = |share: usize| millis(waits[(waits.len() - 1) * share / 100]);
        format!("p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms   {:>4} kB", at(50), at(99), at(100), bytes / 1_000)
    }

    async fn once(&self, address: &str) -> usize {
        let request = self.client.get(format!("{}{address}", self.url));
        let answer = request.header(header::COOKIE, format!("vigie={}", self.session)).send().await;
        let answer = answer.expect("the desk answers");
        assert_eq!(answer.status(), 200, "{address}");
        answer.bytes().await.expect("a page").len()
    }
}

fn millis(wait: Duration) -> f64 {
    wait.as_secs_f64() * 1e3
}
