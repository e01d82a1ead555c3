//! How fast the trail is verified, and with how much memory: `cargo bench --bench verify -- EVENTS` (default 300,000).
//!
//! Wanted on one core: 400,000 events a second from an export, 150,000 from the database, 64 MB at three million events.
//! Prints figures, judges nothing. An export of three million events takes 2 GB in the temporary folder.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    time::Instant,
};

use jiff::Timestamp;
use uuid::Uuid;
use vigie::{
    app::{App, Demo},
    clock::Clock,
    config::Config,
    desk,
    domain::{
        audit::{
            Action, Actor, Commitment, EventDraft, ExportVerifier, Frontier, HEADER_LINE, Payload, Salt, Subject,
            checkpoint_line, event_line, leaf_hash, seal,
        },
        ids::{EventId, IncidentId},
    },
    log_key::{LogKey, is_signature},
    store::{StoreError, audit},
};

/// Events of one case.
const CHAIN: u64 = 20;
/// Events under one checkpoint.
const SEALED: u64 = 1_000;

fn main() -> anyhow::Result<()> {
    let wanted = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(300_000);
    let folder = tempfile::tempdir()?;
    let export = folder.path().join("export.jsonl");
    write_export(&export, wanted)?;
    let begun = Instant::now();
    let events = verify_export(&export)?;
    tell("from an export", events, begun);
    std::fs::remove_file(&export)?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(database(folder.path(), wanted))
}

fn tell(what: &str, events: u64, begun: Instant) {
    let seconds = begun.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    let rate = events as f64 / seconds;
    println!("{events} events {what} in {seconds:.2} s: {rate:.0} a second, {} at most", memory());
}

/// The most memory that this process has held.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "memory unknown".into(), |held| held.trim().to_owned())
}

fn key() -> anyhow::Result<LogKey> {
    Ok(LogKey::new("desk.example/log", &[7; 32])?)
}

fn draft(case: u64, place: u64) -> EventDraft {
    let payload = Payload::new()
        .text("reference", "K7M4-92QX")
        .integer("place", i64::try_from(place).unwrap_or(0))
        .list("skills", ["forensics", "backup_nas"])
        .commitment("contact_commitment", &Commitment::to(&Salt([1; 16]), b"Jeanne"))
        .text("state", "offering");
    let subject = Subject::Incident(IncidentId(Uuid::from_u128(u128::from(case))));
    EventDraft { subject, actor: Actor::Desk, action: Action::OfferSent, payload }
}

/// Chains one after the other, with a checkpoint every thousand events.
fn write_export(path: &Path, wanted: u64) -> anyhow::Result<()> {
    let (mut out, mut log, key) = (BufWriter::new(File::create(path)?), Frontier::new(), key()?);
    writeln!(out, "{HEADER_LINE}")?;
    let mut head = None;
    for n in 0..wanted {
        let now = Timestamp::from_microsecond(1_767_225_600_000_000 + i64::try_from(n)?)?;
        let before = head.take().filter(|_| n % CHAIN != 0);
        let id = EventId(Uuid::from_u128(u128::from(n)));
        let event = seal(draft(n / CHAIN, n % CHAIN), before.as_ref(), id, &Salt([9; 16]), now);
        log.push(leaf_hash(&event.canonical));
        head = Some(event.head());
        out.write_all(&event_line(&event))?;
        out.write_all(b"\n")?;
        if (n + 1) % SEALED == 0 || n + 1 == wanted {
            out.write_all(&checkpoint_line(&key.sign(log.size(), log.root()).to_string()))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(out.flush()?)
}

fn verify_export(path: &Path) -> anyhow::Result<u64> {
    let mut lines = BufReader::with_capacity(1 << 16, File::open(path)?);
    let (mut verifier, mut line) = (ExportVerifier::new().trusting(key()?.verifier(), is_signature), Vec::new());
    while lines.read_until(b'\n', &mut line)? > 0 {
        verifier.check_line(&line)?;
        line.clear();
    }
    Ok(verifier.finish()?.events)
}

/// The same number of events in an embedded database.
async fn database(folder: &Path, wanted: u64) -> anyhow::Result<()> {
    let config = Config { data_dir: folder.to_owned(), ..Config::default() };
    let app = App::open(config, Clock::System, Demo::No).await?;
    let (key, mut edge) = (desk::log_key(&app).await?, desk::LogEdge::default());
    let mut n = 0;
    while n < wanted {
        let drafts: Vec<EventDraft> = (n..(n + SEALED).min(wanted)).map(|n| draft(n / CHAIN, n % CHAIN)).collect();
        n += SEALED;
        let now = app.clock.now();
        let appended = app.store.write(move |tx| Box::pin(async move { audit::append(tx, drafts, now).await }));
        let appended: Result<(), StoreError> = appended.await;
        appended?;
        // As a desk does every second: what waits for the log is sorted each time, so a million waiting at once never end.
        if n % (20 * SEALED) == 0 || n >= wanted {
            desk::seal_log(&app.store, &key, &mut edge, app.clock.now()).await?;
        }
    }
    let begun = Instant::now();
    let verified = desk::verify_trail(&app).await?;
    anyhow::ensure!(verified.is_sound(), "{verified:?}");
    tell("from the database", verified.events, begun);
    app.store.close().await;
    Ok(())
}
