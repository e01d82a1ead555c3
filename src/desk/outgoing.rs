//! Mail of a case: rendered and put into the outbox in the transaction of what it announces, with its links as
//! placeholders.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    ids::LinkId,
    incident::may_write_to,
    vocabulary::Lang,
};

use super::{
    DeskError,
    step::{Step, document, word},
};
use crate::{
    app::App,
    config::Config,
    fresh,
    i18n::Words,
    mail::{
        DeskIdentity,
        message::{Rendered, Setting},
    },
    store::{
        StoreError,
        entity::{incident, outbox},
        row,
    },
};

/// What the outbox keeps of a message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredMail {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// Links that are filled in when it leaves.
    pub links: Vec<LinkId>,
    /// No person wrote it.
    pub automatic: bool,
}

/// The desk as its mails show it.
#[must_use]
pub fn identity(config: &Config) -> DeskIdentity {
    let desk = &config.desk;
    DeskIdentity {
        name: if desk.name.is_empty() { "Vigie".into() } else { desk.name.clone() },
        phone: desk.phone.clone(),
        mail_from: sender(config),
        public_url: config.public_url(),
        time_zone: zone(config),
    }
}

/// The address that mail comes from; a desk without one writes from its own host, which no relay will believe and
/// `doctor` complains about.
#[must_use]
pub fn sender(config: &Config) -> String {
    if config.desk.email.is_empty() { "vigie@localhost".into() } else { config.desk.email.clone() }
}

/// The domain of that address.
#[must_use]
pub fn domain(config: &Config) -> String {
    sender(config).rsplit_once('@').map_or_else(|| "localhost".into(), |(_, domain)| domain.to_owned())
}

/// The desk's time zone.
#[must_use]
pub fn zone(config: &Config) -> TimeZone {
    TimeZone::get(&config.desk.time_zone).unwrap_or(TimeZone::UTC)
}

/// Renders a message in a language, at an instant.
pub fn render(app: &App, lang: Lang, now: Timestamp, write: impl FnOnce(&Setting<'_>) -> Rendered) -> Rendered {
    let identity = identity(&app.config);
    write(&Setting { desk: &identity, words: Words(lang), now })
}

/// The outbox row of a message.
#[must_use]
pub fn row_of(
    app: &App,
    (incident, offer): (Option<Uuid>, Option<Uuid>),
    recipient: &str,
    rendered: Rendered,
    leaves: Timestamp,
) -> outbox::Model {
    let now = app.clock.now();
    let id = fresh::id(now);
    let kind = rendered.kind.to_string();
    let mail = StoredMail {
        automatic: rendered.auto_submitted(),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        links: rendered.links,
    };
    outbox::Model {
        id,
        incident_id: incident,
        offer_id: offer,
        kind,
        recipient: recipient.to_owned(),
        // Made from the row: every attempt carries the same one.
        message_id: format!("<{}@{}>", id.simple(), domain(&app.config)),
        content: json!(mail),
        state: "queued".into(),
        attempts: 0,
        next_attempt_at: leaves.as_microsecond(),
        leased_until: None,
        last_words: None,
        created_at: now.as_microsecond(),
        sent_at: None,
        held_why: None,
        released_at: None,
        begun_at: None,
    }
}

/// Queues a message about the step's case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn queue(
    step: &mut Step<'_>,
    offer: Option<Uuid>,
    recipient: &str,
    rendered: Rendered,
) -> Result<(), StoreError> {
    let row = row_of(&step.app, (Some(step.incident.id), offer), recipient, rendered, step.now);
    step.event(Action::MailQueued, Payload::new().text("kind", &row.kind).text("message", row.id.simple()));
    row::insert(step.tx, row).await
}

/// What the outbox keeps of a message.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn stored(message: &outbox::Model) -> Result<StoredMail, StoreError> {
    document("outbox", &message.content)
}

/// The words of a message that has to be said on the telephone instead: without its links, and without the lines that
/// end every mail.
#[must_use]
pub fn spoken(text: &str) -> String {
    let said = text.split("\n--\n").next().unwrap_or_default();
    let lines = said.lines().filter(|line| !line.contains("{link:"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Is this the victim's mailbox, or one of the same house? Who reads one of them may read the others.
#[must_use]
pub fn is_her_mailbox(incident: &incident::Model, address: &str) -> bool {
    let (Some(known), address) = (incident.email.as_deref().map(str::to_lowercase), address.to_lowercase()) else {
        return false;
    };
    known == address || house_of(&known).is_some_and(|house| house_of(&address) == Some(house))
}

/// The domain of an address, in small letters; none where everybody has a mailbox.
#[must_use]
pub fn house_of(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let house = domain.to_lowercase();
    (!EVERYBODYS.contains(&house.as_str())).then_some(house)
}

/// Houses where everybody lives: who reads one of their mailboxes reads no other.
const EVERYBODYS: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "laposte.net",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "live.fr",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.fr",
    "icloud.com",
    "me.com",
    "bbox.fr",
    "numericable.fr",
    "proton.me",
];

/// The victim's address, if the desk may write to it.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn safe_address(incident: &incident::Model) -> Result<Option<&str>, DeskError> {
    let safe = word("email_safe", &incident.email_safe)?;
    Ok(incident.email.as_deref().filter(|_| may_write_to(safe, &incident.category)))
}

/// The language that the victim is written to in.
#[must_use]
pub fn language(incident: &incident::Model) -> Lang {
    incident.lang.parse().unwrap_or(Lang::Fr)
}
