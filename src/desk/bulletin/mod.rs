//! A bulletin: one message of a supervisor to all open cases of a choice. She sees to whom it goes before it does; then it
//! reaches case after case, in each case's own thread and language, at half of the desk's pace at most.

mod deliver;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    incident::is_over,
    vocabulary::{IncidentState, Lang},
};

use super::{DeskError, Staff, Veil, outgoing};
use crate::{
    app::App,
    fresh,
    keys::hex,
    mail::{
        fill_links,
        message::{DeskWord, Message},
    },
    store::{
        StoreError, Tx, audit,
        entity::{bulletin, bulletin_case, incident},
        find::{self, QueueFilter},
        row,
    },
};

pub use deliver::deliver_bulletins;

/// More cases than this are no choice any more.
pub const MOST_CASES: usize = 2000;
/// Longest words, in characters.
pub const LONGEST_BULLETIN: usize = 8000;

/// Which open cases, and what they are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bulletin {
    /// Of this category.
    pub category: Option<String>,
    /// In this department.
    pub department: Option<String>,
    /// Received since then.
    pub since: Option<Timestamp>,
    /// In French.
    pub fr: String,
    /// In English; empty: everybody gets the French words.
    pub en: String,
}

impl Bulletin {
    fn words(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.en.trim().is_empty() { &self.en } else { &self.fr }
    }
}

/// What a bulletin would do.
#[derive(Debug, Clone)]
pub struct BulletinPreview {
    /// Cases that get it by mail.
    pub by_mail: usize,
    /// Cases without a mailbox that is safe: somebody calls, with the words ready.
    pub by_phone: usize,
    /// Of those, how many are written to in English.
    pub english: usize,
    /// One of the messages as it would leave: reference, subject, text.
    pub sample: Option<(String, String, String)>,
    /// When the last case has its turn.
    pub until: Timestamp,
    /// Stands for exactly these words and these cases: what is sent is what was seen.
    pub mark: String,
}

/// Shows what a bulletin would do.
///
/// # Errors
/// [`DeskError::Needs`] for an empty choice, a choice of no case or of too many, and without words.
pub async fn preview_bulletin(app: &App, by: &Staff, bulletin: &Bulletin) -> Result<BulletinPreview, DeskError> {
    let cases = cases_of(app, by, bulletin).await?;
    let mut safe = Vec::new();
    for case in &cases {
        if outgoing::safe_address(case)?.is_some() {
            safe.push(case);
        }
    }
    let now = app.clock.now();
    let from = first_turn(app, now).await?;
    Ok(BulletinPreview {
        by_mail: safe.len(),
        by_phone: cases.len() - safe.len(),
        english: safe.iter().filter(|case| outgoing::language(case) == Lang::En).count(),
        sample: safe.first().or(cases.first().as_ref()).map(|case| sample(app, case, bulletin)),
        until: turn(app, from, cases.len() - 1),
        mark: mark(bulletin, &cases),
    })
}

/// Sends a bulletin as it was seen: its cases get it in their turn. The same `id` is sent once.
///
/// # Errors
/// As [`preview_bulletin`]; [`DeskError::Stale`] when it isn't what was seen; [`DeskError::Already`] when it was sent.
pub async fn send_bulletin(
    app: &Arc<App>,
    by: &Staff,
    id: Uuid,
    bulletin: Bulletin,
    seen: &str,
) -> Result<usize, DeskError> {
    if row::find::<bulletin::Entity>(app.store.reader(), id).await?.is_some() {
        return Err(DeskError::Already("the bulletin was sent"));
    }
    let cases = cases_of(app, by, &bulletin).await?;
    if mark(&bulletin, &cases) != seen {
        return Err(DeskError::Stale);
    }
    let (now, actor, count) = (app.clock.now(), super::By::Staff(by.clone()).actor(), cases.len());
    let from = first_turn(app, now).await?;
    let turns: Vec<_> = cases.iter().enumerate().map(|(place, case)| (case.id, turn(app, from, place))).collect();
    let written = row_of(id, by, &bulletin, count, now);
    let payload = Payload::new().text("bulletin", id.simple()).integer("cases", written.cases);
    let event = EventDraft { subject: Subject::Desk, actor, action: Action::BulletinSent, payload };
    let sent: Result<(), StoreError> = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                row::insert(tx, written).await?;
                for (incident_id, at) in turns {
                    let turn_at = at.as_microsecond();
                    row::insert(tx, bulletin_case::Model { bulletin_id: id, incident_id, turn_at, done_at: None })
                        .await?;
                }
                audit::append(tx, vec![event], now).await
            })
        })
        .await;
    match sent {
        Err(StoreError::Conflict { .. }) => return Err(DeskError::Already("the bulletin was sent")),
        other => other?,
    }
    app.nudge.notify_one();
    Ok(count)
}

/// The open cases of the choice, oldest first. Nobody writes to a case that she may not open, and an exercise is no case.
async fn cases_of(app: &App, by: &Staff, bulletin: &Bulletin) -> Result<Vec<incident::Model>, DeskError> {
    if bulletin.category.is_none() && bulletin.department.is_none() && bulletin.since.is_none() {
        return Err(DeskError::Needs("a choice of cases"));
    }
    if bulletin.fr.trim().is_empty() || [&bulletin.fr, &bulletin.en].iter().any(|words| too_long(words)) {
        return Err(DeskError::Needs("some words"));
    }
    let open = IncidentState::ALL.iter().filter(|state| !is_over(**state)).map(|state| state.as_str().to_owned());
    let filter = QueueFilter {
        states: open.collect(),
        category: bulletin.category.clone(),
        department: bulletin.department.clone(),
        since: bulletin.since.map(Timestamp::as_microsecond),
        without: Veil::of(app, by).await?.covered(),
        ..QueueFilter::default()
    };
    let most = u64::try_from(MOST_CASES).unwrap_or(u64::MAX);
    let found = find::queue(app.store.reader(), &filter, most + 1).await?;
    if found.len() > MOST_CASES {
        return Err(DeskError::Needs("a narrower choice of cases"));
    }
    let ids: Vec<Uuid> = found.into_iter().map(|line| line.id).collect();
    let mut cases = Vec::new();
    for some in ids.chunks(500) {
        cases.extend(find::incidents_with(app.store.reader(), some.iter().copied()).await?);
    }
    cases.retain(|case| !case.exercise && case.erased_at.is_none());
    if cases.is_empty() {
        return Err(DeskError::Needs("a choice that has open cases"));
    }
    cases.sort_by_key(|case| (case.received_at, case.id));
    Ok(cases)
}

fn too_long(words: &str) -> bool {
    words.chars().count() > LONGEST_BULLETIN
}

fn sample(app: &App, case: &incident::Model, bulletin: &Bulletin) -> (String, String, String) {
    let lang = outgoing::language(case);
    let link = fresh::id(app.clock.now());
    let message = message(app, case, bulletin.words(lang), link);
    let rendered = outgoing::render(app, lang, app.clock.now(), |setting| message.render(setting));
    // The real link is made when it leaves.
    let text = fill_links(&rendered.text, &[link.into()], |_| Some("…".into())).unwrap_or_default();
    (case.reference.clone(), rendered.subject, text)
}

fn message(app: &App, case: &incident::Model, words: &str, link: Uuid) -> Message {
    Message {
        reference: DeskWord(case.reference.clone()),
        from: outgoing::identity(&app.config).name,
        body: words.to_owned().into(),
        link: link.into(),
    }
}

/// Words, choice and cases as one hash.
fn mark(bulletin: &Bulletin, cases: &[incident::Model]) -> String {
    let ids: Vec<String> = cases.iter().map(|case| case.id.simple().to_string()).collect();
    let all = json!([
        bulletin.category,
        bulletin.department,
        bulletin.since.map(Timestamp::as_microsecond),
        bulletin.fr,
        bulletin.en,
        ids
    ]);
    hex(&Sha256::digest(all.to_string()))
}

/// One bulletin comes after the other.
async fn first_turn(app: &App, now: Timestamp) -> Result<Timestamp, StoreError> {
    let last = find::last_bulletin_turn(app.store.reader()).await?;
    Ok(last.map_or(now, |last| crate::clock::instant(last) + pace(app)).max(now))
}

fn turn(app: &App, from: Timestamp, place: usize) -> Timestamp {
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    from.checked_add(pace(app) * place).unwrap_or(Timestamp::MAX)
}

/// Half of what may leave in an hour: the other half is for those who wait for an answer.
fn pace(app: &App) -> SignedDuration {
    SignedDuration::from_hours(1) / i32::try_from((app.config.mail.per_hour / 2).max(1)).unwrap_or(i32::MAX)
}

fn row_of(id: Uuid, by: &Staff, bulletin: &Bulletin, cases: usize, now: Timestamp) -> bulletin::Model {
    bulletin::Model {
        id,
        sent_by: by.id.0,
        created_at: now.as_microsecond(),
        category: bulletin.category.clone(),
        department: bulletin.department.clone(),
        since: bulletin.since.map(Timestamp::as_microsecond),
        words_fr: bulletin.fr.clone(),
        words_en: bulletin.en.clone(),
        cases: i32::try_from(cases).unwrap_or(i32::MAX),
    }
}
