//! Reports by HTTP, answered durably: `cargo bench --bench intake [-- SECONDS]`.
//!
//! The desk runs in this process behind its real server; 1, 8 and 32 clients post different reports by API v1 on
//! connections that stay open. An answer means: classified, written with its trail and its mail, synced. Budget: at 32
//! clients 1,100/s on SQLite, 700/s on PostgreSQL (`VIGIE_BENCH_POSTGRES=postgres://…`, an empty database), p99 150 ms.
//! Prints figures, judges nothing; at the end the whole trail is verified.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::Client;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use vigie::{
    app::{App, Demo, opening},
    clock::Clock,
    config::Config,
    desk::{self, By, NewToken},
    store::migrate,
    web::server,
};

/// Callers' words, long and short; a counter makes each report another's.
const TOLD: [&str; 6] = [
    "Bonjour, ce matin en arrivant tous nos fichiers ont une extension bizarre et un message réclame 2 bitcoins de rançon. \
     Le serveur de sauvegarde est touché aussi, plus rien ne s’ouvre et la comptabilité est à l’arrêt.",
    "J’ai reçu un mail de la banque, j’ai cliqué et donné mon code, et maintenant il manque 4 800 euros sur le compte.",
    "Notre site affiche un drapeau noir à la place de la page d’accueil, les clients nous appellent.",
    "Le fournisseur nous dit qu’il n’a jamais reçu le virement, or nous avons payé sur le nouvel IBAN de sa facture.",
    "Quelqu’un envoie des mails en mon nom à tous mes contacts, je ne peux plus entrer dans ma messagerie.",
    "Une fenêtre dit que l’ordinateur est infecté et qu’il faut appeler un numéro, il a pris la main à distance.",
];

fn main() {
    let seconds = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure(Duration::from_secs(seconds)));
}

async fn measure(length: Duration) {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config {
        data_dir: folder.path().to_owned(),
        database_url: std::env::var("VIGIE_BENCH_POSTGRES").ok(),
        listen: ([127, 0, 0, 1], 0).into(),
        ..Config::default()
    };
    if config.database_url.is_some() {
        give_keys(folder.path());
    }
    migrate::up(&opening(&config)).await.expect("the migrations run");
    let app = App::open(config, Clock::System, Demo::No).await.expect("the desk opens");
    let server = server::start(Arc::clone(&app), CancellationToken::new()).expect("the server starts");
    let scopes = vec!["report".to_owned()];
    let new = NewToken { name: format!("bench {}", std::process::id()), scopes, rate_per_minute: None };
    let token = desk::create_token(&app, &By::Command, new).await.expect("a token");
    let url = format!("http://{}/api/v1/incidents", server.address);
    for clients in [1, 8, 32] {
        let figures = run(&url, &token, clients, length).await;
        println!("{clients:>3} clients  {figures}");
    }
    server.stop().await;
    let verified = desk::verify_trail(&app).await.expect("the trail can be read");
    println!("trail: {} events, sound: {}", verified.events, verified.is_sound());
    app.store.close().await;
}

/// Keys that nodes of a PostgreSQL desk share.
fn give_keys(folder: &std::path::Path) {
    std::fs::create_dir_all(folder.join("keys")).expect("a folder of keys");
    for (name, digit) in vigie::keys::PURPOSES.iter().zip('1'..='9') {
        std::fs::write(folder.join("keys").join(format!("{name}.key")), digit.to_string().repeat(64)).expect("a key");
    }
}

async fn run(url: &str, token: &str, clients: usize, length: Duration) -> String {
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| tokio::spawn(client(url.to_owned(), token.to_owned(), Arc::clone(&stop), Arc::clone(&next))))
        .collect();
    tokio::time::sleep(length).await;
    stop.store(true, Ordering::Relaxed);
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.expect("a client ends"));
    }
    let took = begun.elapsed().as_secs_f64();
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() - 1) * share / 1_000].as_secs_f64() * 1e3;
    let rate = waits.len() as f64 / took;
    format!("{rate:>7.0}/s   p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms", at(500), at(990), at(1_000))
}

async fn client(url: String, token: String, stop: Arc<AtomicBool>, next: Arc<AtomicUsize>) -> Vec<Duration> {
    let (client, mut waits) = (Client::new(), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let report = report(next.fetch_add(1, Ordering::Relaxed));
        let begun = Instant::now();
        let answer = client.post(&url).bearer_auth(&token).json(&report).send().await.expect("an answer");
        assert_eq!(answer.status(), 201, "a report is taken");
        answer.bytes().await.expect("a body");
        waits.push(begun.elapsed());
    }
    waits
}

fn report(number: usize) -> Value {
    json!({
        "organisation": {"name": format!("Maison {number}"), "kind": "firm", "size": "micro", "postal_code": "12000"},
        "contact": {"name": "Jeanne Miquel", "email": format!("maison{number}@exemple.example"), "email_safe": "yes"},
        "description": format!("{} ({number})", TOLD[number % TOLD.len()]),
    })
}
