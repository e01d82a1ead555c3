//! Webhooks: which systems are told, of what, and what became of it.

use askama::Template;

use super::{Secret, Standing};
use crate::web::view::{
    field::Filled,
    page::{Page, Staff},
};

/// The list, `GET /webhooks`. Posts to `/webhooks` (`name`, `url`, `kind` as often as wanted) and `/webhooks/{id}` (`intent`:
/// `test rotate pause resume remove`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/webhooks.html")]
pub struct Webhooks {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Who is told.
    pub rows: Vec<WebhookRow>,
    /// What there is to tell of.
    pub kinds: Vec<&'static str>,
    /// A secret that was just made, shown once.
    pub secret: Option<Secret>,
    /// What was typed and refused.
    pub form: Filled,
}

/// A system that is told.
#[derive(Debug, Clone)]
pub struct WebhookRow {
    /// Its id.
    pub id: String,
    /// The partner.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What it is told of, in words.
    pub kinds: String,
    /// State in words.
    pub state: String,
    /// How it is drawn.
    pub standing: Standing,
    /// It is paused.
    pub paused: bool,
    /// What waits, what was given up, in a line; may be empty.
    pub counts: String,
}

/// What was sent to one of them, `GET /webhooks/{id}`. Posts to `/webhooks/deliveries/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/webhook.html")]
pub struct WebhookPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Which.
    pub row: WebhookRow,
    /// Messages, newest first.
    pub deliveries: Vec<DeliveryRow>,
    /// What was refused.
    pub form: Filled,
}

/// A message.
#[derive(Debug, Clone)]
pub struct DeliveryRow {
    /// Its id.
    pub id: String,
    /// The event's word.
    pub kind: String,
    /// The case; may be empty.
    pub reference: String,
    /// State in words.
    pub state: String,
    /// How it is drawn.
    pub standing: Standing,
    /// Times in a line.
    pub times: String,
    /// How the last attempt ended; may be empty.
    pub words: String,
    /// It may be sent again.
    pub replays: bool,
}
