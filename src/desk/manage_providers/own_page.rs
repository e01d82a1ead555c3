//! A provider's own page: behind a link mailed to an address that the desk knows, never to one that was typed.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    offer::is_pending,
    provider::{Pause, Provider},
    vocabulary::{Lang, VettingState},
};

use super::change::{Change, change};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        offers::{self, state_of},
        outgoing,
        step::{document, step},
    },
    fresh,
    keys::Keys,
    mail::message::{MailKind, ProviderPageLink},
    store::{
        Tx, audit,
        entity::{offer, provider_link},
        find, row,
    },
};

/// How long a link that was asked for works.
const ASKED_FOR: SignedDuration = SignedDuration::from_hours(24);
/// An address gets no second link within this.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);

/// Whose page a link opens.
#[derive(Debug, Clone)]
pub struct OwnPage {
    /// The link's row.
    pub link: provider_link::Model,
}

impl OwnPage {
    /// The provider that holds the link.
    #[must_use]
    pub fn by(&self) -> By {
        By::Provider(self.link.provider_id.into())
    }
}

/// A new link to a provider's own page.
#[must_use]
pub(super) fn new_link(provider: Uuid, now: Timestamp, works: SignedDuration) -> provider_link::Model {
    provider_link::Model {
        id: fresh::id(now),
        provider_id: provider,
        created_at: now.as_microsecond(),
        expires_at: (now + works).as_microsecond(),
        revoked_at: None,
    }
}

/// Full address of a link, for a mail.
#[must_use]
pub fn own_page_url(app: &App, link: &provider_link::Model) -> String {
    format!("{}/p/{}", app.config.public_url(), app.keys.link_token(link.id, 1))
}

/// Mails a fresh link to every provider that has this address. Who asks learns nothing: neither whether there is one,
/// nor that one was mailed a moment ago.
///
/// # Errors
/// The database.
pub async fn mail_own_page(app: &Arc<App>, address: &str) -> Result<(), DeskError> {
    let wanted = address.trim().to_lowercase();
    let directory = app.directory.snapshot();
    let known = |one: &&Provider| {
        let contact = &one.contact;
        let addresses = contact.emails.iter().chain(&contact.on_call_email);
        one.vetting.state != VettingState::Removed && addresses.into_iter().any(|known| known.to_lowercase() == wanted)
    };
    for provider in directory.providers().iter().filter(known) {
        mail_link(app, provider.id.0, wanted.clone()).await?;
    }
    Ok(())
}

async fn mail_link(app: &Arc<App>, provider: Uuid, address: String) -> Result<(), DeskError> {
    let (shared, now) = (Arc::clone(app), app.clock.now());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let since = (now - PAUSE).as_microsecond();
                if find::mailed_since(tx.db(), MailKind::ProviderPageLink.as_str(), &address, since).await? {
                    return Ok(());
                }
                let link = new_link(provider, now, ASKED_FOR);
                let message = ProviderPageLink { link: link.id.into() };
                let rendered = outgoing::render(&shared, Lang::Fr, now, |setting| message.render(setting));
                let mail = outgoing::row_of(&shared, (None, None), &address, rendered, now);
                let payload = Payload::new().text("link", link.id.simple()).text("scope", "provider");
                let (subject, actor) = (Subject::Provider(provider.into()), By::Visitor.actor());
                row::insert(tx, link).await?;
                row::insert(tx, mail).await?;
                let event = EventDraft { subject, actor, action: Action::LinkIssued, payload };
                Ok::<(), DeskError>(audit::append(tx, vec![event], now).await?)
            })
        })
        .await?;
    app.nudge.notify_one();
    Ok(())
}

/// The page behind a token.
///
/// # Errors
/// [`DeskError::NotFound`] for a token that this desk never made, [`DeskError::DeadLink`] for one that is over.
pub async fn open_own_page(app: &App, token: &str) -> Result<OwnPage, DeskError> {
    let unknown = DeskError::NotFound("link");
    let Some(id) = Keys::link_id(token) else { return Err(unknown) };
    let Some(link) = row::find::<provider_link::Entity>(app.store.reader(), id).await? else { return Err(unknown) };
    if !app.keys.is_link_token(token, id, 1) {
        return Err(unknown);
    }
    let is_over = link.revoked_at.is_some() || link.expires_at <= app.clock.now().as_microsecond();
    if is_over { Err(DeskError::DeadLink) } else { Ok(OwnPage { link }) }
}

/// The provider is away until a day: no offer reaches it, those that wait for its answer go to the next. What it has
/// goes on, and nothing of it counts against it.
///
/// # Errors
/// [`DeskError::Needs`] for a day that is over, or more than a year away.
pub async fn announce_leave(app: &Arc<App>, by: &By, provider: Uuid, until: Date) -> Result<(), DeskError> {
    let today = app.clock.now().to_zoned(outgoing::zone(&app.config)).date();
    if until < today || until > today.saturating_add(jiff::Span::new().years(1)) {
        return Err(DeskError::Needs("a last day from today on, within a year"));
    }
    let payload = Payload::new().text("from", today).text("until", until);
    change(app, by, Change::new(provider, Action::ProviderPaused, payload), move |row| {
        let mut stored: Provider = document("provider", &row.document)?;
        stored.pauses.retain(|pause| pause.until < today);
        stored.pauses.push(Pause { from: today, until });
        row.document = json!(stored);
        Ok(())
    })
    .await?;
    for offer in find::living_offers(app.store.reader()).await? {
        if offer.provider_id == provider {
            withdraw_unanswered(app, by, offer).await?;
        }
    }
    Ok(())
}

async fn withdraw_unanswered(app: &Arc<App>, by: &By, known: offer::Model) -> Result<(), DeskError> {
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let row = row::get::<offer::Entity>(step.tx.db(), known.id, "offer").await?;
            if is_pending(state_of(&row)?) { offers::withdraw(step, row, "provider_on_leave").await } else { Ok(()) }
        })
    })
    .await
}

/// The provider is back.
///
/// # Errors
/// [`DeskError::Already`] when it wasn't away.
pub async fn end_leave(app: &Arc<App>, by: &By, provider: Uuid) -> Result<(), DeskError> {
    let today = app.clock.now().to_zoned(outgoing::zone(&app.config)).date();
    change(app, by, Change::new(provider, Action::ProviderResumed, Payload::new()), move |row| {
        let mut stored: Provider = document("provider", &row.document)?;
        let before = stored.pauses.len();
        stored.pauses.retain(|pause| pause.until < today || today < pause.from);
        if stored.pauses.len() == before {
            return Err(DeskError::Already("the provider is there"));
        }
        row.document = json!(stored);
        Ok(())
    })
    .await
}

/// Is a firm shown in the public directory?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// It wishes to be.
    Yes,
    /// It doesn't.
    No,
}

/// Shows the firm in the public directory, or not: its own wish alone.
///
/// # Errors
/// The database.
pub async fn set_listed(app: &Arc<App>, by: &By, provider: Uuid, listed: Listed) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let shown = listed == Listed::Yes;
    let action = if shown { Action::ProviderListed } else { Action::ProviderUnlisted };
    change(app, by, Change::new(provider, action, Payload::new()), move |row| {
        row.listed_at = shown.then_some(now);
        Ok(())
    })
    .await
}
