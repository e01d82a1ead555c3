//! Whose mail is it? By the address it came to; what headers say only finds where to show it.

use vigie_domain::{incident::is_over, vocabulary::OfferState};

use crate::{
    app::App,
    desk::{DeskError, outgoing, step::word},
    mail::{Tag, inbound::Incoming},
    store::{
        entity::{incident, offer, outbox},
        find, row,
    },
};

/// More servers than any honest mail comes through: it turns in a circle.
const MOST_HOPS: usize = 50;

/// Whose mail it is.
#[derive(Debug, Clone)]
pub(super) enum Whose {
    /// It came to the address that the victim of this case was given.
    Victim(Box<incident::Model>),
    /// It came to the address that this offer's provider was given.
    Provider(Box<offer::Model>),
    /// It came to the address for reports on this message.
    Reports(Box<outbox::Model>),
    /// It came to an address that looks like one of ours, and that the desk never made.
    Forged,
    /// The desk's own.
    Own,
    /// It seems to belong to this case; nothing proves it.
    Seems(Box<incident::Model>),
    /// From a provider's or a colleague's address; nothing proves it. The word is the end of `inbound-why-…`.
    Known(&'static str),
    /// Its report is made already, and its mail not noted.
    Begun,
    /// Nobody knows this address.
    Unknown,
}

pub(super) async fn whose(app: &App, mail: &Incoming, recipient: &str) -> Result<Whose, DeskError> {
    let desk = outgoing::sender(&app.config).to_lowercase();
    if is_own(app, mail, &desk).await? {
        return Ok(Whose::Own);
    }
    match by_address(app, mail, recipient, &desk).await? {
        Some(proved) => Ok(proved),
        None => by_headers(app, mail).await,
    }
}

/// From the desk's own address, under an id of its own outbox, or through more servers than there are on any way.
async fn is_own(app: &App, mail: &Incoming, desk: &str) -> Result<bool, DeskError> {
    let from = mail.from.to_lowercase();
    if from == desk || Tag::read(&from, desk).is_some() || mail.hops > MOST_HOPS {
        return Ok(true);
    }
    match &mail.message_id {
        Some(id) => Ok(find::message_with_id(app.store.reader(), id).await?.is_some()),
        None => Ok(false),
    }
}

/// The first address of ours that carries a code. Once a code is wrong, no other address of the mail is believed.
async fn by_address(app: &App, mail: &Incoming, recipient: &str, desk: &str) -> Result<Option<Whose>, DeskError> {
    let named = std::iter::once(recipient).chain(mail.recipients.iter().map(String::as_str));
    let Some((tag, code)) = named.filter_map(|address| Tag::read(address, desk)).next() else { return Ok(None) };
    if !app.keys.is_address_code(&code, tag.letter(), tag.id()) {
        return Ok(Some(Whose::Forged));
    }
    let db = app.store.reader();
    let found = match tag {
        Tag::Victim(id) => row::find::<incident::Entity>(db, id).await?.map(|case| Whose::Victim(Box::new(case))),
        Tag::Provider(id) => row::find::<offer::Entity>(db, id).await?.map(|offer| Whose::Provider(Box::new(offer))),
        Tag::Report(id) => row::find::<outbox::Entity>(db, id).await?.map(|sent| Whose::Reports(Box::new(sent))),
    };
    Ok(Some(found.unwrap_or(Whose::Forged)))
}

async fn by_headers(app: &App, mail: &Incoming) -> Result<Whose, DeskError> {
    let db = app.store.reader();
    for id in mail.refers_to.iter().take(20) {
        if let Some(sent) = find::message_with_id(db, id).await?
            && let Some(case) = sent.incident_id
            && let Some(case) = row::find::<incident::Entity>(db, case).await?
        {
            return Ok(Whose::Seems(Box::new(case)));
        }
    }
    let from = mail.from.to_lowercase();
    if from.is_empty() {
        return Ok(Whose::Unknown);
    }
    let house = outgoing::house_of(&from);
    for case in find::incidents_of_mailbox(db, &from, house.as_deref()).await? {
        if !is_over(word("state", &case.state)?) && outgoing::is_her_mailbox(&case, &from) {
            return Ok(Whose::Seems(Box::new(case)));
        }
    }
    Ok(known_otherwise(app, &from))
}

fn known_otherwise(app: &App, from: &str) -> Whose {
    let same = |address: &str| address.eq_ignore_ascii_case(from);
    if app.config.desk.rota.iter().any(|person| same(&person.email)) {
        return Whose::Known("staff");
    }
    let directory = app.directory.snapshot();
    let is_provider = directory.providers().iter().any(|one| {
        one.contact.emails.iter().any(|address| same(address)) || one.contact.on_call_email.as_deref().is_some_and(same)
    });
    if is_provider { Whose::Known("provider") } else { Whose::Unknown }
}

/// The provider of this offer no longer has a part in the case. Who was silent, or declined, may still change its mind.
pub(super) fn has_ended(offer: &offer::Model) -> Result<bool, DeskError> {
    let state: OfferState = word("offer state", &offer.state)?;
    Ok(matches!(state, OfferState::Held | OfferState::Withdrawn | OfferState::NotChosen))
}
