//! 50. Who asks for too much, or never stops asking, keeps nobody else from working.

use std::{net::SocketAddr, time::Duration};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;
use vigie::{
    desk,
    domain::{
        audit::{Action, Actor, EventDraft, Payload, Subject},
        ids::IncidentId,
        vocabulary::Role,
    },
    store::{StoreError, audit},
};

use super::FORM;
use crate::{
    on_both,
    support::{Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;
/// More events than a connection holds between its two ends.
const EVENTS: u64 = 12_000;

async fn says(address: SocketAddr, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("written");
    stream
}

/// The first line of an answer; it has a minute, which no machine is too slow for.
async fn first_line(mut stream: TcpStream) -> String {
    let mut answer = [0; 64];
    let read = tokio::time::timeout(Duration::from_mins(1), stream.read(&mut answer)).await.expect("an answer");
    String::from_utf8_lossy(&answer[..read.unwrap_or(0)]).lines().next().unwrap_or_default().to_owned()
}

/// A page, a search and a report, as on any other day.
async fn others_work(site: &Site) {
    let operator = site.staff(Role::Operator).await;
    assert_eq!(site.get(&operator, "/queue?q=drapeau").await.status, 200);
    assert_eq!(site.post(OUT, "/report", &FORM).await.status, 303);
}

async fn fill_the_trail(site: &Site) {
    let now = site.desk.app.clock.now();
    for chain in 0..EVENTS / 1_000 {
        let subject = Subject::Incident(IncidentId(Uuid::from_u128(u128::from(chain))));
        let payload = Payload::new().text("state", "x".repeat(1_000));
        let draft = EventDraft { subject, actor: Actor::Desk, action: Action::OfferSent, payload };
        let drafts = vec![draft; 1_000];
        let written =
            site.desk.app.store.write(move |tx| Box::pin(async move { audit::append(tx, drafts, now).await }));
        let written: Result<(), StoreError> = written.await;
        written.expect("written");
    }
}

on_both! {
    async fn attack_50_half_sent_requests_keep_nobody_out(site: Site) {
        let mut held = Vec::new();
        for number in 0..300 {
            let request = match number % 3 {
                0 => "GET /report HTTP/1.1\r\nHost: desk\r\nX-Slow: ",
                1 => "POST /report HTTP/1.1\r\nHost: desk\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 400000\r\n\r\ndescription=",
                _ => "POST /report HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
            };
            held.push(says(site.address(), request).await);
        }
        others_work(site).await;
        assert_eq!(held.len(), 300);
    }

    async fn attack_50_a_huge_form_is_refused_before_it_is_read(site: Site) {
        let Visitor::Partner(_, token) = site.partner(&["report"]).await else { panic!("a token") };
        for (path, kind) in [
            ("/report", "application/x-www-form-urlencoded"),
            ("/sign-in", "application/x-www-form-urlencoded"),
            ("/api/v1/incidents", "application/json"),
        ] {
            let request = format!(
                "POST {path} HTTP/1.1\r\nHost: desk\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nAuthorization: \
                 Bearer {token}\r\nContent-Length: 9000000000\r\n\r\n"
            );
            let line = first_line(says(site.address(), &request).await).await;
            let refused = ["400", "413", "422"].iter().any(|status| line.contains(status));
            assert!(refused, "{path}: nine thousand million bytes were waited for: {line}");
        }
        let many: Vec<(String, String)> = (0..20_000).map(|field| (format!("f{field}"), "x".into())).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert!(site.post(OUT, "/report", &many).await.status < 500);
        others_work(site).await;
    }

    async fn attack_50_nothing_packed_is_unpacked(site: Site) {
        let Visitor::Partner(_, token) = site.partner(&["report"]).await else { panic!("a token") };
        for (path, kind) in [("/report", "application/x-www-form-urlencoded"), ("/sign-in", "application/x-www-form-urlencoded"), ("/api/v1/incidents", "application/json")] {
            for encoding in ["br", "gzip", "deflate", "zstd", "identity, gzip", "x-unknown"] {
                let request = format!(
                    "POST {path} HTTP/1.1\r\nHost: desk\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nAuthorization: \
                     Bearer {token}\r\nContent-Encoding: {encoding}\r\nContent-Length: 5\r\n\r\nabcde"
                );
                let line = first_line(says(site.address(), &request).await).await;
                assert!(line.contains("415"), "{path} {encoding}: {line}");
            }
        }
        others_work(site).await;
    }

    async fn attack_50_a_link_takes_no_endless_words_and_makes_no_endless_work(site: Site) {
        let id = site.desk.agreed_call().await;
        let link = site.tracking(id).await;
        let long = "x".repeat(400_000);
        assert!(site.post(OUT, &format!("{link}/messages"), &[("text", &long)]).await.status >= 400);
        for number in 0..5 {
            let words = format!("Vous m’avez lue ? {number}");
            let sent = site.post(OUT, &format!("{link}/messages"), &[("text", &words)]).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let to_read = site.desk.tasks().await.into_iter().filter(|task| task.text_id == "task-read-message").count();
        assert_eq!(to_read, 1, "one task, however many messages wait");
        let huge = [("postal_code", "12000"), ("description", long.as_str())];
        assert!(site.post(OUT, "/report/save", &huge).await.status >= 400, "a form of 400 kB isn't kept");
    }

    async fn attack_50_the_whole_trail_asked_for_by_one_keeps_no_other_from_working(site: Site) {
        fill_the_trail(site).await;
        let Visitor::Staff(_, session) = site.staff(Role::Auditor).await else { panic!("a session") };
        let request = format!("GET /audit/export HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nCookie: vigie={session}\r\n\r\n");
        // More of them than the desk has connections to its database, and none reads what it asked for.
        let mut exports = Vec::new();
        for _ in 0..24 {
            exports.push(says(site.address(), &request).await);
        }
        let checks = (0..12).map(|_| desk::verify_trail(&site.desk.app));
        let (checked, ()) = tokio::join!(futures_util::future::join_all(checks), others_work(site));
        assert!(checked.into_iter().all(|verified| verified.expect("a read").is_sound()));
        let mut whole = Vec::new();
        exports.swap_remove(0).read_to_end(&mut whole).await.expect("the export comes to its end");
        let lines = whole.split(|octet| *octet == b'\n').filter(|line| line.starts_with(b"{\"event\"")).count();
        let begins = String::from_utf8_lossy(&whole[..whole.len().min(300)]);
        assert!(lines as u64 > EVENTS, "{lines} events in {} octets of the export: {begins}", whole.len());
        assert_eq!(site.desk.case(site.desk.call(&json!({})).await).await.state, "received");
    }
}
