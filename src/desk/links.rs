//! Signed links: one party, one case. A token is never stored; it is derived from the link's row and the desk's key.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::DeskError;
use crate::{
    app::App,
    fresh,
    keys::Keys,
    store::{StoreError, Tx, entity::link, find, row},
};

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The victim's tracking page.
    Tracking,
    /// The tracking page of a case that a partner reported, before the victim has shown that it is hers.
    Claim,
    /// A provider's offer, and the case once it is assigned.
    Offer,
    /// The page on which a provider that lost a case confirms that it deleted what it got.
    Deletion,
}

impl Scope {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tracking => "tracking",
            Self::Claim => "claim",
            Self::Offer => "offer",
            Self::Deletion => "deletion",
        }
    }

    /// First part of the path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Tracking | Self::Claim => "/t/",
            Self::Offer => "/o/",
            Self::Deletion => "/d/",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Tracking, Self::Claim, Self::Offer, Self::Deletion].into_iter().find(|scope| scope.as_str() == word)
    }
}

/// How long a tracking page stays open: cases stay open for weeks, follow-ups for months.
const TRACKING_DAYS: i64 = 365;
/// How long a partner's link can be taken over.
const CLAIM_DAYS: i64 = 30;
/// How long an offer's link works: the mission and its closing report go through it.
const OFFER_DAYS: i64 = 180;

/// How long a deletion may be confirmed.
const DELETION_DAYS: i64 = 90;

/// A new link of this case.
#[must_use]
pub fn new_link(scope: Scope, incident: Uuid, offer: Option<Uuid>, now: Timestamp) -> link::Model {
    let days = match scope {
        Scope::Tracking => TRACKING_DAYS,
        Scope::Claim => CLAIM_DAYS,
        Scope::Offer => OFFER_DAYS,
        Scope::Deletion => DELETION_DAYS,
    };
    link::Model {
        id: fresh::id(now),
        scope: scope.as_str().to_owned(),
        incident_id: incident,
        offer_id: offer,
        generation: 1,
        created_at: now.as_microsecond(),
        expires_at: (now + SignedDuration::from_hours(24 * days)).as_microsecond(),
        revoked_at: None,
    }
}

/// The path of a link, such as `/t/…`.
#[must_use]
pub fn path(app: &App, link: &link::Model) -> String {
    let scope = Scope::of(&link.scope).unwrap_or(Scope::Tracking);
    format!("{}{}", scope.path(), app.keys.link_token(link.id, link.generation))
}

/// The full address of a link, for a mail or an answer of the API.
#[must_use]
pub fn url(app: &App, link: &link::Model) -> String {
    format!("{}{}", app.config.public_url(), path(app, link))
}

/// The link behind a token.
///
/// # Errors
/// [`DeskError::NotFound`] for a token that this desk never made for this (all forgeries look alike),
/// [`DeskError::DeadLink`] for one that is over.
pub async fn open(app: &App, token: &str, scope: Scope) -> Result<link::Model, DeskError> {
    let (link, found) = open_any(app, token).await?;
    if found == scope { Ok(link) } else { Err(DeskError::NotFound("link")) }
}

/// The link behind a token, whatever it opens.
///
/// # Errors
/// See [`open`].
pub async fn open_any(app: &App, token: &str) -> Result<(link::Model, Scope), DeskError> {
    let unknown = DeskError::NotFound("link");
    let Some(id) = Keys::link_id(token) else { return Err(unknown) };
    let Some(link) = row::find::<link::Entity>(app.store.reader(), id).await? else { return Err(unknown) };
    // A token of an older generation was revoked: it is dead, not unknown.
    if !(1..=link.generation).any(|generation| app.keys.is_link_token(token, id, generation)) {
        return Err(unknown);
    }
    let is_current = app.keys.is_link_token(token, id, link.generation);
    let is_over = link.revoked_at.is_some() || link.expires_at <= app.clock.now().as_microsecond();
    match Scope::of(&link.scope) {
        Some(_) if is_over || !is_current => Err(DeskError::DeadLink),
        Some(scope) => Ok((link, scope)),
        None => Err(unknown),
    }
}

/// The link of an offer's own page.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn of_offer(tx: &Tx<'_>, incident: Uuid, offer: Uuid) -> Result<Option<link::Model>, StoreError> {
    let links = find::links_of(tx.db(), incident).await?;
    Ok(links.into_iter().find(|link| link.offer_id == Some(offer) && link.scope == Scope::Offer.as_str()))
}

/// Kills every link of an offer.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn revoke_of_offer(tx: &Tx<'_>, incident: Uuid, offer: Uuid, now: Timestamp) -> Result<(), StoreError> {
    for mut link in find::links_of(tx.db(), incident).await? {
        if link.offer_id == Some(offer) && link.revoked_at.is_none() {
            link.revoked_at = Some(now.as_microsecond());
            row::save(tx, link).await?;
        }
    }
    Ok(())
}
