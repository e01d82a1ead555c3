//! What the phone system tells of a call: it rings, somebody answers, it is over. The screen of whoever takes it opens with
//! the number, which proves nothing; a call that nobody answered waits in the list of calls to make.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vigie_domain::audit::{Action, Actor, EventDraft, Payload, Subject};

use super::{
    By, DeskError,
    take_call::{FIRST_VERSION, new_screen},
};
use crate::{
    app::App,
    fresh,
    store::{
        StoreError, Tx, audit,
        entity::{draft, phone_call},
        find, row,
    },
};

/// How long a call is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// A screen opened by hand so shortly before is that of the call.
const BY_HAND: SignedDuration = SignedDuration::from_mins(5);
/// Whoever hasn't hung up after so long is no longer shown as ringing.
const RINGS: SignedDuration = SignedDuration::from_mins(3);

/// What happened to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It rings.
    Ringing,
    /// Somebody took it.
    Answered,
    /// It is over.
    HungUp,
}

/// What the phone system tells.
#[derive(Debug, Clone)]
pub struct CallNews {
    /// Its own id of the call.
    pub key: String,
    /// What happened.
    pub happened: Happened,
    /// The caller's number as it was sent; none when it was withheld.
    pub phone: Option<String>,
    /// At whose desk.
    pub operator: Option<Uuid>,
}

/// Takes in what the phone system tells. The same twice changes nothing; the screen of the call, once there is one.
///
/// # Errors
/// [`DeskError::Forbidden`] for anybody but a system with a token; the database.
pub async fn tell_of_call(app: &Arc<App>, by: &By, news: CallNews) -> Result<Option<Uuid>, DeskError> {
    let By::Token { id: token, .. } = *by else { return Err(DeskError::Forbidden) };
    let now = app.clock.now();
    let told = match tell(app, token, news.clone(), now).await {
        // Two first words of one call at the same instant: the second finds what the first has left.
        Err(DeskError::Store(StoreError::Conflict { .. })) => tell(app, token, news, now).await,
        told => told,
    };
    let (screen, changed) = told?;
    if changed {
        app.call_changed(screen.unwrap_or_else(Uuid::nil));
    }
    Ok(screen)
}

/// The screen of the call, and whether anything changed.
async fn tell(app: &App, token: Uuid, news: CallNews, now: Timestamp) -> Result<(Option<Uuid>, bool), DeskError> {
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let known = find::lock_phone_call(tx, token, &news.key).await?;
                let is_new = known.is_none();
                let before = known.unwrap_or_else(|| new_call(token, &news, now));
                let mut call = before.clone();
                follow(tx, &mut call, &news, now).await?;
                match (is_new, call == before) {
                    (true, _) => {
                        row::insert(tx, call.clone()).await?;
                        audit::append(tx, vec![received(token, &call)], now).await?;
                    }
                    (false, false) => row::save(tx, call.clone()).await?,
                    (false, true) => return Ok((call.draft_id, false)),
                }
                Ok((call.draft_id, true))
            })
        })
        .await
}

fn new_call(token: Uuid, news: &CallNews, now: Timestamp) -> phone_call::Model {
    phone_call::Model {
        id: fresh::id(now),
        token_id: token,
        call_key: news.key.clone(),
        phone: news.phone.clone(),
        draft_id: None,
        rung_at: now.as_microsecond(),
        answered_at: None,
        ended_at: None,
    }
}

/// The number is a person's: it stands in no event.
fn received(token: Uuid, call: &phone_call::Model) -> EventDraft {
    let payload = Payload::new().text("call", call.id.simple()).flag("number", call.phone.is_some());
    EventDraft { subject: Subject::Desk, actor: Actor::Token(token), action: Action::CallReceived, payload }
}

async fn follow(tx: &Tx<'_>, call: &mut phone_call::Model, news: &CallNews, now: Timestamp) -> Result<(), DeskError> {
    // What comes after the end comes too late.
    if call.ended_at.is_some() {
        return Ok(());
    }
    if call.phone.is_none() {
        call.phone.clone_from(&news.phone);
    }
    match news.happened {
        Happened::Ringing => ring(tx, call, news, now).await,
        Happened::Answered => answer(tx, call, news, now).await,
        Happened::HungUp => hang_up(tx, call, now).await,
    }
}

async fn ring(tx: &Tx<'_>, call: &mut phone_call::Model, news: &CallNews, now: Timestamp) -> Result<(), DeskError> {
    if call.draft_id.is_none() && news.operator.is_some() {
        call.draft_id = Some(open_screen(tx, call, news.operator, now).await?.id);
    }
    Ok(())
}

/// Who answers has the call, wherever it rang; its time counts from now.
async fn answer(tx: &Tx<'_>, call: &mut phone_call::Model, news: &CallNews, now: Timestamp) -> Result<(), DeskError> {
    if call.answered_at.is_some() {
        return Ok(());
    }
    call.answered_at = Some(now.as_microsecond());
    let mut screen = match call.draft_id {
        Some(id) => row::find::<draft::Entity>(tx.db(), id).await?,
        None => opened_by_hand(tx, call, news, now).await?,
    };
    if screen.is_none() && news.operator.is_some() {
        screen = Some(open_screen(tx, call, news.operator, now).await?);
    }
    let Some(mut screen) = screen.filter(|screen| screen.finished_at.is_none()) else { return Ok(()) };
    call.draft_id = Some(screen.id);
    screen.owner = news.operator.or(screen.owner);
    (screen.created_at, screen.updated_at) = (now.as_microsecond(), now.as_microsecond());
    screen.dropped_at = None;
    Ok(row::save(tx, screen).await?)
}

async fn opened_by_hand(
    tx: &Tx<'_>,
    call: &phone_call::Model,
    news: &CallNews,
    now: Timestamp,
) -> Result<Option<draft::Model>, DeskError> {
    let (Some(owner), Some(phone)) = (news.operator, &call.phone) else { return Ok(None) };
    Ok(find::screen_of_caller(tx.db(), owner, phone, (now - BY_HAND).as_microsecond()).await?)
}

/// Nobody answered: anybody calls back, if the caller left a number. What is answered ends at its screen, and so does what
/// somebody took notes of.
async fn hang_up(tx: &Tx<'_>, call: &mut phone_call::Model, now: Timestamp) -> Result<(), DeskError> {
    call.ended_at = Some(now.as_microsecond());
    if call.answered_at.is_none() {
        let screen = match call.draft_id {
            Some(id) => row::find::<draft::Entity>(tx.db(), id).await?,
            None if call.phone.is_some() => Some(open_screen(tx, call, None, now).await?),
            None => None,
        };
        if let Some(mut screen) = screen.filter(|screen| screen.finished_at.is_none()) {
            call.draft_id = Some(screen.id);
            screen.dropped_at = Some(now.as_microsecond());
            screen.owner = screen.owner.filter(|_| screen.version > FIRST_VERSION);
            row::save(tx, screen).await?;
        }
    }
    call.phone = None;
    Ok(())
}

async fn open_screen(
    tx: &Tx<'_>,
    call: &phone_call::Model,
    owner: Option<Uuid>,
    now: Timestamp,
) -> Result<draft::Model, DeskError> {
    let screen = new_screen(owner, call.phone.clone(), now);
    row::insert(tx, screen.clone()).await?;
    Ok(screen)
}

/// Numbers that ring at nobody's desk in particular, the newest first; empty where the number was withheld.
///
/// # Errors
/// The database.
pub async fn ringing(app: &App) -> Result<Vec<String>, DeskError> {
    let since = (app.clock.now() - RINGS).as_microsecond();
    let calls = find::ringing_calls(app.store.reader(), since).await?;
    Ok(calls.into_iter().map(|call| call.phone.unwrap_or_default()).collect())
}

/// Forgets calls of yesterday: what became of them stands elsewhere.
///
/// # Errors
/// The database.
pub async fn forget_calls(app: &Arc<App>) -> Result<(), DeskError> {
    let before = (app.clock.now() - REMEMBERED).as_microsecond();
    if find::phone_calls_before(app.store.reader(), before).await? == 0 {
        return Ok(());
    }
    let forgotten =
        app.store.write(move |tx: &Tx<'_>| Box::pin(async move { find::forget_phone_calls(tx, before).await }));
    Ok(forgotten.await?)
}
