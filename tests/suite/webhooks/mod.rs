//! Partners' systems are told: against a real receiver by HTTP, with the real database, log and signatures.

mod guard;
mod managing;
mod receiver;
mod sending;

use std::sync::Arc;

use vigie::{
    app::{App, Demo},
    desk::{
        self, By, LogEdge,
        webhooks::{self, NewWebhook},
    },
    jobs,
    keys::WebhookSecret,
    outbound::{Names, Outbound, Reach},
    store::{entity::webhook_delivery, find},
};

use crate::support::Desk;
use receiver::Receiver;

/// A client that reaches this machine too, as a demonstration's does.
fn outbound() -> Outbound {
    Outbound::new(Reach::Internet { allow: Vec::new(), demo: Demo::Yes }, Names::System).expect("a client")
}

/// A webhook that leads to the receiver. No address of this machine is taken from a person: it is put in its place.
async fn told(desk: &Desk, receiver: &Receiver, kinds: &[&str]) -> WebhookSecret {
    named(desk, "portail", receiver, kinds).await
}

async fn named(desk: &Desk, name: &str, receiver: &Receiver, kinds: &[&str]) -> WebhookSecret {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let new = NewWebhook { name: name.into(), url: "https://portail.example/vigie".into(), kinds };
    let secret = webhooks::add_webhook(&desk.app, &By::Command, new).await.expect("a webhook");
    let sql = format!("UPDATE webhook SET url = '{}' WHERE name = '{name}'", receiver.url());
    desk.place.execute(&sql).await.expect("led to the receiver");
    secret
}

/// The log takes up what happened, and what is due is sent.
async fn tell(desk: &Desk) -> usize {
    seal(&desk.app).await;
    jobs::tell_webhooks(&desk.app, &outbound()).await.expect("told")
}

async fn seal(app: &Arc<App>) {
    let key = desk::log_key(app).await.expect("a key");
    desk::seal_log(&app.store, &key, &mut LogEdge::default(), app.clock.now()).await.expect("sealed");
}

/// What is on its way to the webhook of this name, oldest first.
async fn deliveries(desk: &Desk, name: &str) -> Vec<webhook_delivery::Model> {
    let webhook = webhooks::webhook_named(&desk.app, name).await.expect("the webhook");
    let mut all = find::deliveries_of(desk.app.store.reader(), webhook.id, &[], 1000).await.expect("a read");
    all.reverse();
    all
}

/// For a second reader in another language: one message as it came, with its secrets. Written where
/// `VIGIE_TEST_EXPORTS` says (`tests/run interop`).
fn receiver_file(got: &receiver::Got, secrets: &[String]) {
    let Some(folder) = std::env::var_os("VIGIE_TEST_EXPORTS") else { return };
    let headers: std::collections::BTreeMap<&str, &str> =
        got.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let message = serde_json::json!({ "headers": headers, "body": got.body, "secrets": secrets });
    std::fs::write(std::path::Path::new(&folder).join("webhook.json"), message.to_string()).expect("written");
}
