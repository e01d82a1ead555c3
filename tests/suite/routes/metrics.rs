//! What a watching machine reads: counts and times, nobody's data, and not on the desk's own address.

use serde_json::json;
use vigie::{
    desk::{
        By,
        backup::{BackupOrder, WithKeys, make_backup},
    },
    web::metrics,
};

use crate::support::{Desk, Engine, Site, Visitor, provider};

/// The value of a line such as `vigie_cases{state="open"}`.
fn value(page: &str, line: &str) -> Option<f64> {
    page.lines().find_map(|known| known.strip_prefix(line)?.trim().parse().ok())
}

async fn scraped_on(engine: Engine) {
    let providers = (0..6).map(provider).collect();
    let listen = Some(([127, 0, 0, 1], 0).into());
    let desk = Desk::with(engine, providers, |settings| settings.metrics_listen = listen).await;
    let metrics = metrics::start(&desk.app).expect("an address").expect("a listener");
    let site = Site::of(desk);
    site.desk.call(&json!({"contact": {"name": "Zéphirine Quatrebarbes", "phone": "05 65 77 99 11"}})).await;
    site.desk.offered_call().await;
    let out = &Visitor::Nobody;
    assert_eq!(site.get(out, "/report").await.status, 200);
    assert_eq!(site.get(out, "/t/nobody-may-read-this-token").await.status, 404);
    assert_eq!(site.get(out, "/metrics").await.status, 404, "the desk's own address tells its figures");

    let backup = site.desk.place.folder.path().join("backup.tar.gz");
    let order = BackupOrder { to: backup, keys: WithKeys::No, passphrase: None };
    make_backup(&site.desk.app, &By::Command, &order).await.expect("a backup");
    let answer = reqwest::get(format!("http://{}/metrics", metrics.address)).await.expect("an answer");
    let kind = answer.headers()[reqwest::header::CONTENT_TYPE].to_str().expect("text").to_owned();
    assert_eq!(kind, "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let page = answer.text().await.expect("text");
    assert_eq!(value(&page, "vigie_reports{channel=\"phone\"}"), Some(2.0), "{page}");
    assert_eq!(value(&page, "vigie_cases{state=\"offering\"}"), Some(1.0));
    assert!(value(&page, "vigie_offers{state=\"sent\"}") >= Some(1.0));
    assert!(value(&page, "vigie_outbox_messages{state=\"sent\"}") >= Some(1.0));
    assert!(value(&page, "vigie_job_runs_total{job=\"offers\"}") >= Some(1.0));
    assert_eq!(value(&page, "vigie_job_failures_total{job=\"offers\"}"), Some(0.0));
    assert_eq!(value(&page, "vigie_backup_age_seconds"), Some(0.0), "the desk's clock stands still");
    assert_eq!(value(&page, "vigie_database_up"), Some(1.0));
    assert!(value(&page, "process_resident_memory_bytes") > Some(1e6));
    let report = "vigie_http_requests_total{route=\"/report\",method=\"GET\",status=\"2xx\"}";
    assert_eq!(value(&page, report), Some(1.0), "{page}");
    assert_eq!(value(&page, "vigie_http_request_duration_seconds_count{route=\"/report\"}"), Some(1.0));
    assert_eq!(value(&page, "vigie_http_requests_total{route=\"none\",method=\"GET\",status=\"4xx\"}"), Some(1.0));
    assert!(page.ends_with("# EOF\n"));
    for personal in ["Quatrebarbes", "565779911", "nobody-may-read", "Rodez", "12000"] {
        assert!(!page.contains(personal), "{personal} stands in the metrics");
    }
    every_line_is_of_the_format(&page);
    metrics.stop().await;
    site.close().await;
}

/// OpenMetrics 1.0: comments of three kinds, else a name, labels, a number.
fn every_line_is_of_the_format(page: &str) {
    let mut samples = 0;
    for line in page.lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            assert!(["HELP ", "TYPE ", "UNIT ", "EOF"].iter().any(|kind| comment.starts_with(kind)), "{line}");
            continue;
        }
        let (series, number) = line.rsplit_once(' ').expect("a sample");
        assert!(number.parse::<f64>().is_ok(), "{line}");
        let name = series.split('{').next().expect("a name");
        assert!(name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == ':'), "{line}");
        assert!(name.starts_with("vigie_") || name.starts_with("process_"), "{line}");
        samples += 1;
    }
    assert!(samples > 30, "only {samples} samples");
}

#[tokio::test]
async fn a_watching_machine_reads_counts_and_nobodys_data_sqlite() {
    scraped_on(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_watching_machine_reads_counts_and_nobodys_data_postgres() {
    scraped_on(Engine::Postgres).await;
}

#[tokio::test]
async fn nothing_listens_unless_it_is_asked_for() {
    let desk = Desk::open(Engine::Sqlite).await;
    assert!(metrics::start(&desk.app).expect("no address is no fault").is_none());
    desk.close().await;
}
