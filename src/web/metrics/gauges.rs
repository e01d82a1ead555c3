//! What is read when somebody asks: the database's counts, the process's memory.

use std::sync::atomic::AtomicU64;

use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};

use vigie_domain::audit::Action;

use crate::{
    app::App,
    store::{
        StoreError,
        find::{self, Tally},
    },
};

/// A gauge of whole numbers by one label.
type ByWord = Family<[(&'static str, String); 1], Gauge>;
/// Seconds, with fractions.
type Seconds = Gauge<f64, AtomicU64>;

/// Everything that the database counts; the words of its closed lists are the labels.
pub(super) async fn of_the_desk(app: &App, registry: &mut Registry) {
    let up = Gauge::<i64>::default();
    match counted(app, registry).await {
        Ok(()) => up.set(1),
        Err(error) => {
            tracing::warn!(%error, "metrics: the database doesn't answer");
            up.set(0)
        }
    };
    registry.register("vigie_database_up", "1: the database answered every question of this page", up);
    let version = Family::<[(&'static str, &'static str); 1], Gauge>::default();
    version.get_or_create(&[("version", env!("CARGO_PKG_VERSION"))]).set(1);
    registry.register("vigie_build_info", "The running version", version);
}

async fn counted(app: &App, registry: &mut Registry) -> Result<(), StoreError> {
    let (db, now) = (app.store.reader(), app.clock.now().as_microsecond());
    by_word(registry, "vigie_reports", "Reports taken and kept", "channel", find::reports_by_channel(db).await?);
    by_word(registry, "vigie_cases", "Cases", "state", find::cases_by_state(db).await?);
    by_word(registry, "vigie_offers", "Offers", "state", find::offers_by_state(db).await?);
    by_word(registry, "vigie_outbox_messages", "Messages", "state", find::messages_by_state(db).await?);
    let oldest = find::oldest_message_due(db).await?;
    let waits = oldest.map_or(0.0, |since| seconds(now - since));
    seconds_of(registry, "vigie_outbox_oldest_seconds", "Age of the oldest message that waits to leave", waits);
    let (alarms, tasks) = find::open_alarms_and_tasks(db).await?;
    number(registry, "vigie_alarms_open", "Alarms that nobody has acknowledged", alarms);
    number(registry, "vigie_tasks_open", "Tasks still to do", tasks);
    number(
        registry,
        "vigie_log_waiting_events",
        "Events not yet under a signed head",
        find::unsequenced_count(db).await?,
    );
    if let Some(at) = find::newest_act_at(db, Action::BackupFinished.as_str()).await? {
        let help = "Time since the last backup was finished";
        seconds_of(registry, "vigie_backup_age_seconds", help, seconds(now - at));
    }
    if let Some((signed_at, size)) = find::last_seal(db).await? {
        let help = "Age of the newest signed head; it grows while nothing happens";
        seconds_of(registry, "vigie_log_seal_age_seconds", help, seconds(now - signed_at));
        number(registry, "vigie_log_events", "Events under the newest signed head", size.unsigned_abs());
    }
    Ok(())
}

fn by_word(registry: &mut Registry, name: &str, help: &str, label: &'static str, tally: Tally) {
    let family = ByWord::default();
    for (word, count) in tally {
        family.get_or_create(&[(label, word)]).set(count);
    }
    registry.register(name, help, family);
}

fn number(registry: &mut Registry, name: &str, help: &str, value: u64) {
    let gauge = Gauge::<i64>::default();
    gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
    registry.register(name, help, gauge);
}

fn seconds_of(registry: &mut Registry, name: &str, help: &str, value: f64) {
    let gauge = Seconds::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}

/// Microseconds as seconds; a clock that was set back counts as none.
fn seconds(micros: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a span of time for a graph")]
    let seconds = micros.max(0) as f64 / 1e6;
    seconds
}

/// Memory, open files and time of the processor, as the kernel tells them; nothing where it doesn't.
pub(super) fn of_the_process(registry: &mut Registry) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = |name: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    if let Some(resident) = kilobytes("VmRSS:") {
        number(registry, "process_resident_memory_bytes", "Resident memory", resident * 1024);
    }
    if let Some(threads) = kilobytes("Threads:") {
        number(registry, "process_threads", "Threads", threads);
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        number(registry, "process_open_fds", "Open files", open.count() as u64);
    }
    if let Some(ticks) = processor_ticks() {
        // Linux counts in hundredths of a second, whatever the machine (USER_HZ).
        let used = Counter::<f64, AtomicU64>::default();
        used.inc_by(seconds(i64::try_from(ticks).unwrap_or(0).saturating_mul(10_000)));
        registry.register("process_cpu_seconds", "Time of the processor that was used", used);
    }
}

/// User and system time of this process.
fn processor_ticks() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold blanks; user and system time are the 12th and 13th field behind it.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}
