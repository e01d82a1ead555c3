//! What must be known of messages before they leave: does what they announce still stand, may they be written, what may
//! still be spent. Read for a whole batch at once.

use std::collections::HashMap;

use jiff::SignedDuration;
use uuid::Uuid;
use vigie_domain::{ids::LinkId, vocabulary::OfferState};

use super::{DeskError, links, manage_providers::own_page_url, outgoing};
use crate::{
    app::App,
    mail::{
        Tag,
        budget::{Over, Spent},
        message::MailKind,
    },
    store::{
        StoreError,
        entity::{inbound_mail, incident, offer, outbox},
        find,
    },
};

/// Messages that a worker has taken, with what hangs on them.
#[derive(Debug)]
pub struct MailBatch {
    urls: HashMap<LinkId, String>,
    offers: HashMap<Uuid, offer::Model>,
    incidents: HashMap<Uuid, incident::Model>,
    left: Vec<find::Left>,
    came: Vec<inbound_mail::Model>,
    spent: Spent,
}

/// May a message leave?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Yes.
    Yes,
    /// What it announced no longer stands.
    Dropped,
    /// A person decides; the word is the end of `mail-held-…`.
    Held(&'static str),
}

/// Whose thread a message belongs to. No party sees an id of another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    /// The victim's.
    Victim(Uuid),
    /// The provider's of this offer.
    Provider(Uuid),
    /// None: to the staff, or about no case.
    None,
}

/// Ids that a message refers to: the whole line, and the last one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ancestors {
    /// Oldest first.
    pub references: Vec<String>,
    /// The message that this one follows.
    pub in_reply_to: Option<String>,
}

/// Ids that a thread repeats: enough for every mail program, few enough for a short header.
const LONGEST_THREAD: usize = 12;

/// The thread of a kind of mail.
#[must_use]
pub fn thread_of(kind: &str, incident: Option<Uuid>, offer: Option<Uuid>) -> Thread {
    let kind = kind.parse::<MailKind>().ok();
    match (kind, incident, offer) {
        (Some(MailKind::Alarm | MailKind::DeadlineWarning | MailKind::Digest | MailKind::Renewals) | None, ..) => {
            Thread::None
        }
        (_, _, Some(offer)) => Thread::Provider(offer),
        (_, Some(incident), None) => Thread::Victim(incident),
        _ => Thread::None,
    }
}

impl MailBatch {
    /// Reads what hangs on the messages.
    ///
    /// # Errors
    /// The database.
    pub async fn of(app: &App, messages: &[outbox::Model]) -> Result<Self, DeskError> {
        let db = app.store.reader();
        let cases = || messages.iter().filter_map(|message| message.incident_id);
        let an_hour_ago = (app.clock.now() - SignedDuration::from_hours(1)).as_microsecond();
        let offers = find::offers_with(db, messages.iter().filter_map(|message| message.offer_id)).await?;
        let incidents = find::incidents_with(db, cases()).await?;
        let counted = find::left_since(db, an_hour_ago, messages).await?;
        Ok(Self {
            urls: urls(app, messages).await?,
            offers: offers.into_iter().map(|offer| (offer.id, offer)).collect(),
            incidents: incidents.into_iter().map(|incident| (incident.id, incident)).collect(),
            left: find::left_about(db, cases()).await?,
            came: find::inbound_of(db, cases()).await?,
            spent: spent(counted),
        })
    }

    /// The address of a link; none when it is revoked, over or gone.
    #[must_use]
    pub fn url(&self, link: LinkId) -> Option<String> {
        self.urls.get(&link).cloned()
    }

    /// Does the message still stand, may it be written to that mailbox, and is there a budget for it? Counts it, if so.
    ///
    /// # Errors
    /// A row that can't be understood.
    pub fn may_leave(&mut self, app: &App, message: &outbox::Model) -> Result<Leave, DeskError> {
        if !self.still_stands(app, message) {
            return Ok(Leave::Dropped);
        }
        if self.is_unsafe(message)? {
            return Ok(Leave::Held("unsafe"));
        }
        if message.released_at.is_some() {
            return Ok(Leave::Yes);
        }
        let (budget, case) = (&app.config.mail, message.incident_id);
        Ok(match self.spent.admit(budget, &message.kind, &message.recipient, case) {
            Ok(()) => Leave::Yes,
            Err(over) => Leave::Held(Over::as_str(over)),
        })
    }

    /// An offer that was withdrawn, answered or ran out meanwhile is not sent any more; nor is anything about a case
    /// whose personal data are erased.
    fn still_stands(&self, app: &App, message: &outbox::Model) -> bool {
        let case = message.incident_id.and_then(|id| self.incidents.get(&id));
        if case.is_some_and(|case| case.erased_at.is_some()) {
            return false;
        }
        let (Some(id), "offer" | "reminder") = (message.offer_id, message.kind.as_str()) else { return true };
        let now = app.clock.now().as_microsecond();
        let stands = |offer: &offer::Model| offer.state == OfferState::Sent.as_str() && offer.expires_at > now;
        self.offers.get(&id).is_some_and(stands)
    }

    /// The victim's mailbox turned unsafe since this was written.
    fn is_unsafe(&self, message: &outbox::Model) -> Result<bool, DeskError> {
        let Thread::Victim(id) = thread_of(&message.kind, message.incident_id, message.offer_id) else {
            return Ok(false);
        };
        match self.incidents.get(&id) {
            Some(case) => {
                Ok(outgoing::is_her_mailbox(case, &message.recipient) && outgoing::safe_address(case)?.is_none())
            }
            None => Ok(false),
        }
    }

    /// What went before in the thread of this message's party.
    #[must_use]
    pub fn ancestors(&self, message: &outbox::Model) -> Ancestors {
        let thread = thread_of(&message.kind, message.incident_id, message.offer_id);
        if thread == Thread::None {
            return Ancestors::default();
        }
        let ours =
            self.left.iter().filter(|left| thread_of(&left.kind, Some(left.incident_id), left.offer_id) == thread);
        let ours = ours.map(|left| (left.created_at, left.message_id.clone()));
        let theirs = self.came.iter().filter(|mail| came_on(mail) == thread);
        let theirs = theirs.filter_map(|mail| Some((mail.received_at, mail.message_id.clone()?)));
        let mut line: Vec<(i64, String)> = ours.chain(theirs).filter(|(at, _)| *at <= message.created_at).collect();
        line.sort();
        let mut references: Vec<String> =
            line.into_iter().map(|(_, id)| id).filter(|id| *id != message.message_id).collect();
        if references.len() > LONGEST_THREAD {
            // The first names the thread, the last ones its end.
            references.drain(1..=references.len() - LONGEST_THREAD);
        }
        Ancestors { in_reply_to: references.last().cloned(), references }
    }
}

/// The thread that a mail came in on; only what was accepted as the party's.
fn came_on(mail: &inbound_mail::Model) -> Thread {
    if mail.outcome != "message" || mail.suspect {
        return Thread::None;
    }
    match (mail.incident_id, mail.offer_id) {
        (_, Some(offer)) => Thread::Provider(offer),
        (Some(incident), None) => Thread::Victim(incident),
        _ => Thread::None,
    }
}

/// Where answers to a message go: an address of its own for this party, if mail is read back.
#[must_use]
pub fn reply_address(app: &App, message: &outbox::Model) -> Option<String> {
    match thread_of(&message.kind, message.incident_id, message.offer_id) {
        Thread::Victim(id) => tagged(app, Tag::Victim(id)),
        Thread::Provider(id) => tagged(app, Tag::Provider(id)),
        Thread::None => None,
    }
}

/// Where the servers on the way report on a message, if mail is read back.
#[must_use]
pub fn report_address(app: &App, message: &outbox::Model) -> Option<String> {
    tagged(app, Tag::Report(message.id))
}

fn tagged(app: &App, tag: Tag) -> Option<String> {
    if !app.config.mail.read_back {
        return None;
    }
    tag.address(&outgoing::sender(&app.config), app.keys.address_code(tag.letter(), tag.id()))
}

fn spent(counted: find::LeftCounts) -> Spent {
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let mut spent = Spent {
        answers: u32::try_from(counted.answers).unwrap_or(u32::MAX),
        all: u32::try_from(counted.all).unwrap_or(u32::MAX),
        by_case: counted.by_case.into_iter().map(|(case, count)| (case, number(count))).collect(),
        ..Spent::default()
    };
    for (address, count) in counted.by_address {
        *spent.by_address.entry(address.to_lowercase()).or_default() += number(count);
    }
    spent
}

async fn urls(app: &App, messages: &[outbox::Model]) -> Result<HashMap<LinkId, String>, DeskError> {
    let (db, now) = (app.store.reader(), app.clock.now().as_microsecond());
    let mut ids = Vec::new();
    for message in messages {
        ids.extend(outgoing::stored(message)?.links.into_iter().map(|link| link.0));
    }
    let opens = |revoked: Option<i64>, expires: i64| revoked.is_none() && expires > now;
    let mut urls = HashMap::new();
    for link in find::links_with(db, ids.iter().copied()).await? {
        if opens(link.revoked_at, link.expires_at) {
            urls.insert(LinkId(link.id), links::url(app, &link));
        }
    }
    for link in find::provider_links_with(db, ids).await? {
        if opens(link.revoked_at, link.expires_at) {
            urls.insert(LinkId(link.id), own_page_url(app, &link));
        }
    }
    Ok(urls)
}

/// Does a message wait to be sent now?
///
/// # Errors
/// The database.
pub async fn mail_is_due(app: &App) -> Result<bool, StoreError> {
    find::outbox_is_due(app.store.reader(), app.clock.now().as_microsecond()).await
}
