//! Reports by HTTP, answered durably: `cargo bench --bench intake [-- SECONDS]`.
//!
//! The desk runs in this process behind its real server; 1, 8 and 32 clients post different reports by API v1 on
//! connections that stay open; the clients write bytes made beforehand and read no more than they must, since they live
//! on the desk's own cores. An answer means: classified, written with its trail and its mail, synced. Budget: at 32
//! clients 1,100/s on SQLite, 700/s on PostgreSQL (`VIGIE_BENCH_POSTGRES=postgres://…`, an empty database), p99 150 ms.
//! Prints figures, judges nothing; at the end the whole trail is verified.

mod keys;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
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
        keys::give(folder.path());
    }
    migrate::up(&opening(&config)).await.expect("the migrations run");
    let app = App::open(config, Clock::System, Demo::No).await.expect("the desk opens");
    let server = server::start(Arc::clone(&app), CancellationToken::new()).expect("the server starts");
    let scopes = vec!["report".to_owned()];
    let new = NewToken { name: format!("bench {}", std::process::id()), scopes, rate_per_minute: None };
    let token = desk::create_token(&app, &By::Command, new).await.expect("a token");
    for clients in [1, 8, 32] {
        let figures = run(server.address, &token, clients, length).await;
        println!("{clients:>3} clients  {figures}");
    }
    server.stop().await;
    let verified = desk::verify_trail(&app).await.expect("the trail can be read");
    println!("trail: {} events, sound: {}", verified.events, verified.is_sound());
    app.store.close().await;
}

async fn run(address: SocketAddr, token: &str, clients: usize, length: Duration) -> String {
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| tokio::spawn(client(address, token.to_owned(), Arc::clone(&stop), Arc::clone(&next))))
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

async fn client(address: SocketAddr, token: String, stop: Arc<AtomicBool>, next: Arc<AtomicUsize>) -> Vec<Duration> {
    let (mut waits, mut answer) = (Vec::new(), Vec::new());
    let mut wire = TcpStream::connect(address).await.expect("a connection");
    wire.set_nodelay(true).expect("no delay");
    while !stop.load(Ordering::Relaxed) {
        let body = report(next.fetch_add(1, Ordering::Relaxed)).to_string();
        let request = format!(
            "POST /api/v1/incidents HTTP/1.1\r\nHost: desk.example\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let begun = Instant::now();
        wire.write_all(request.as_bytes()).await.expect("the report leaves");
        read_answer(&mut wire, &mut answer).await;
        assert!(answer.starts_with(b"HTTP/1.1 201 "), "a report is taken: {}", String::from_utf8_lossy(&answer));
        waits.push(begun.elapsed());
    }
    waits
}

/// Reads one answer, to the end of its body.
async fn read_answer(wire: &mut TcpStream, answer: &mut Vec<u8>) {
    answer.clear();
    loop {
        let read = wire.read_buf(answer).await.expect("an answer");
        assert!(read > 0, "the desk hung up");
        let Some(head) = answer.windows(4).position(|end| end == b"\r\n\r\n") else { continue };
        let words = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
        let length = words.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if answer.len() >= head + 4 + length.expect("an answer tells its length") {
            return;
        }
    }
}

fn report(number: usize) -> Value {
    json!({
        "organisation": {"name": format!("Maison {number}"), "kind": "firm", "size": "micro", "postal_code": "12000"},
        "contact": {"name": "Jeanne Miquel", "email": format!("maison{number}@exemple.example"), "email_safe": "yes"},
        "description": format!("{} ({number})", TOLD[number % TOLD.len()]),
    })
}
