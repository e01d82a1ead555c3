//! Case 45, webhooks to inner addresses: in every spelling, by a name that changes its mind, by a redirection. What is looked at is
//! what is connected to, at each use.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde_json::json;
use vigie::{
    app::Demo,
    desk::{
        By, DeskError,
        webhooks::{self, NewWebhook},
    },
    domain::vocabulary::Role,
    jobs,
    outbound::{Names, Outbound, Reach},
    store::find,
};

use super::{
    deliveries,
    receiver::{Answer, Receiver},
    seal, tell, told,
};
use crate::{
    on_both,
    support::{Desk, Site},
};

const INNER: [&str; 16] = [
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://0/",
    "https://10.0.0.1:8443/in",
    "https://172.16.3.4/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
];

fn looking_up(answer: impl Fn(usize) -> Vec<IpAddr> + Send + Sync + 'static) -> (Names, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    (Names::Told(Arc::new(move |_| answer(count.fetch_add(1, Ordering::SeqCst)))), asked)
}

fn addresses(texts: &[&str]) -> Vec<IpAddr> {
    texts.iter().map(|text| text.parse().expect("an address")).collect()
}

fn internet(demo: Demo, names: Names) -> Outbound {
    Outbound::new(Reach::Internet { allow: Vec::new(), demo }, names).expect("a client")
}

async fn led_to(desk: &Desk, url: &str) {
    desk.place.execute(&format!("UPDATE webhook SET url = '{url}'")).await.expect("led there");
}

on_both! {
    async fn attack_45_no_spelling_of_an_inner_address_is_taken(site: Site) {
        let chief = site.staff(Role::Administrator).await;
        for url in INNER.into_iter().chain(["http://portail.example/", "https://a:b@portail.example/", "file:///etc/passwd"]) {
            let new = NewWebhook { name: "dedans".into(), url: url.into(), kinds: Vec::new() };
            let refused = webhooks::add_webhook(&site.desk.app, &By::Command, new).await;
            assert!(matches!(refused, Err(DeskError::Needs(_))), "{url} is taken");
            let reply = site.post(&chief, "/webhooks", &[("name", "dedans"), ("url", url)]).await;
            assert_eq!(reply.status, 422, "{url}");
        }
        assert!(find::webhooks(site.desk.app.store.reader()).await.expect("a read").is_empty());
    }

    async fn attack_45_an_address_is_looked_at_when_it_is_used(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        desk.call(&json!({})).await;
        seal(&desk.app).await;
        let all = [["127.0.0.1"].as_slice(), &["10.0.0.1"], &["::ffff:127.0.0.1"], &["9.9.9.9", "127.0.0.1"], &["fd00::1"]];
        for inner in all {
            led_to(desk, &format!("https://portail.example:{}/in", receiver.port())).await;
            let (names, asked) = looking_up(move |_| addresses(inner));
            let sent = jobs::tell_webhooks(&desk.app, &internet(Demo::No, names)).await.expect("a round");
            assert_eq!((sent, asked.load(Ordering::SeqCst)), (0, 1), "{inner:?}");
            let words = deliveries(desk, "portail").await.remove(0).last_words;
            assert_eq!(words.as_deref(), Some("the address leads to a private or reserved network"), "{inner:?}");
            desk.app.clock.advance(jiff::SignedDuration::from_hours(1));
        }
        // Somebody who writes into the database gains no more than somebody at the page.
        for url in INNER {
            led_to(desk, url).await;
            assert_eq!(jobs::tell_webhooks(&desk.app, &internet(Demo::No, Names::System)).await.expect("a round"), 0);
            desk.app.clock.advance(jiff::SignedDuration::from_hours(8));
        }
        assert_eq!(receiver.connections(), 0, "nobody knocked");
    }

    async fn attack_45_a_name_that_changes_its_mind_gains_nothing(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        led_to(desk, &format!("http://localhost:{}/in", receiver.port())).await;
        desk.call(&json!({})).await;
        seal(&desk.app).await;
        // Asked once for each message: the answer that was looked at is the one that is connected to.
        let (names, asked) = looking_up(|time| addresses(if time == 0 { &["127.0.0.1"] } else { &["10.0.0.1"] }));
        let outbound = internet(Demo::Yes, names);
        assert_eq!(jobs::tell_webhooks(&desk.app, &outbound).await.expect("a round"), 1);
        assert_eq!((asked.load(Ordering::SeqCst), receiver.got().len()), (1, 1));
        desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
        seal(&desk.app).await;
        assert_eq!(jobs::tell_webhooks(&desk.app, &outbound).await.expect("a round"), 0, "looked at again, and refused");
        assert_eq!((asked.load(Ordering::SeqCst), receiver.connections()), (2, 1));
    }

    async fn attack_45_no_redirection_is_followed(desk: Desk) {
        let (receiver, inner) = (Receiver::open().await, Receiver::open().await);
        told(desk, &receiver, &["report.received"]).await;
        receiver.answers([Answer::Elsewhere(inner.url())]);
        desk.call(&json!({})).await;
        assert_eq!(tell(desk).await, 0);
        let words = deliveries(desk, "portail").await.remove(0).last_words;
        assert_eq!(words.as_deref(), Some("HTTP 307: a redirection is not followed"));
        assert_eq!(inner.connections(), 0);
    }

    async fn attack_45_an_endless_answer_is_not_read(desk: Desk) {
        let receiver = Receiver::open().await;
        told(desk, &receiver, &["report.received"]).await;
        receiver.answers([Answer::Endless]);
        desk.call(&json!({})).await;
        assert_eq!(tell(desk).await, 1, "its status is enough");
    }
}
