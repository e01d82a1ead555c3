//! Alarms: something must not stay quiet. Each goes through the rota until a named person acknowledges it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    vocabulary::Lang,
};

use super::{By, DeskError, outgoing, step::Step};
use crate::{
    app::App,
    fresh,
    mail::message::{Alarm, DeskWord},
    store::{
        StoreError, Tx, audit,
        entity::{alarm, outbox},
        find, row,
    },
};

/// What an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmKind {
    /// Nobody of the desk has spoken with the victim in time.
    FirstContact,
    /// Nobody is left to ask.
    NobodyLeft,
    /// The provider never called.
    NoProviderContact,
    /// A message was given up.
    MailFailed,
    /// Messages are kept back: over budget.
    MailHeld,
    /// Mail came in that nobody could read.
    MailUnread,
    /// A legal clock passed.
    DeadlinePassed,
    /// A partner's system can't be told.
    WebhookFailed,
}

impl AlarmKind {
    /// As the row keeps it; also the end of the text's key `alarm-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstContact => "first-contact",
            Self::NobodyLeft => "nobody-left",
            Self::NoProviderContact => "no-provider-contact",
            Self::MailFailed => "mail-failed",
            Self::MailHeld => "mail-held",
            Self::MailUnread => "mail-unread",
            Self::DeadlinePassed => "deadline-passed",
            Self::WebhookFailed => "webhook-failed",
        }
    }
}

/// Raises an alarm on the step's case, unless the same one is open already, and writes to the first of the rota.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn raise(step: &mut Step<'_>, kind: AlarmKind, arguments: Value) -> Result<(), StoreError> {
    if find::open_alarm_of(step.tx.db(), step.incident.id, kind.as_str()).await?.is_some() {
        return Ok(());
    }
    let row = new_alarm(&step.app, Some(step.incident.id), kind, arguments, step.now);
    step.event(Action::AlarmRaised, Payload::new().text("kind", kind.as_str()));
    let reference = step.incident.reference.clone();
    if let Some(mail) = letter(&step.app, &row, &reference) {
        row::insert(step.tx, mail).await?;
    }
    row::insert(step.tx, row).await
}

/// Raises an alarm that is about no case, unless the same one is open already, and writes to the first of the rota.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn raise_for_desk(tx: &Tx<'_>, app: &App, kind: AlarmKind, arguments: Value) -> Result<(), StoreError> {
    let open = find::open_alarms(tx.db()).await?;
    if open.iter().any(|alarm| alarm.incident_id.is_none() && alarm.kind == kind.as_str()) {
        return Ok(());
    }
    let now = app.clock.now();
    let row = new_alarm(app, None, kind, arguments, now);
    let payload = Payload::new().text("kind", kind.as_str());
    let (subject, actor, action) = (Subject::Desk, By::Desk.actor(), Action::AlarmRaised);
    if let Some(mail) = letter(app, &row, "") {
        row::insert(tx, mail).await?;
    }
    row::insert(tx, row).await?;
    audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await
}

fn new_alarm(app: &App, incident: Option<Uuid>, kind: AlarmKind, arguments: Value, now: Timestamp) -> alarm::Model {
    alarm::Model {
        id: fresh::id(now),
        incident_id: incident,
        kind: kind.as_str().to_owned(),
        text_id: format!("alarm-{}", kind.as_str()),
        arguments,
        raised_at: now.as_microsecond(),
        step: 0,
        next_step_at: next_step(app, 0, now).as_microsecond(),
        acknowledged_by: None,
        acknowledged_at: None,
    }
}

/// The alarm falls silent, under the name of the person who acts if it is one.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn silence(step: &mut Step<'_>, mut alarm: alarm::Model) -> Result<(), StoreError> {
    alarm.acknowledged_at = Some(step.now.as_microsecond());
    alarm.acknowledged_by = step.by.staff_id();
    step.event(Action::AlarmAcknowledged, Payload::new().text("kind", &alarm.kind));
    row::save(step.tx, alarm).await
}

/// What the alarm was about has been dealt with by a person of the desk: it falls silent under that person's name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn settle(step: &mut Step<'_>, kind: AlarmKind) -> Result<(), DeskError> {
    if step.by.staff_id().is_none() {
        return Ok(());
    }
    if let Some(alarm) = find::open_alarm_of(step.tx.db(), step.incident.id, kind.as_str()).await? {
        silence(step, alarm).await?;
    }
    Ok(())
}

/// The next person's turn. After each full turn of the rota the pause doubles, up to four hours: an alarm stays loud and
/// never becomes a storm of mail.
fn next_step(app: &App, step: i32, now: Timestamp) -> Timestamp {
    let people = i32::try_from(app.config.desk.rota.len().max(1)).unwrap_or(1);
    let doublings = u32::try_from(step / people).unwrap_or(0).min(8);
    let minutes = i64::from(app.config.desk.alarm_step_minutes) << doublings;
    now + SignedDuration::from_mins(minutes.min(240))
}

/// The message to the person of the rota whose turn it is.
fn letter(app: &App, alarm: &alarm::Model, reference: &str) -> Option<outbox::Model> {
    let rota = &app.config.desk.rota;
    let turn = usize::try_from(alarm.step).ok()? % rota.len().max(1);
    let person = rota.get(turn)?;
    let words = crate::i18n::Words(Lang::Fr);
    let message = Alarm {
        reference: (!reference.is_empty()).then(|| DeskWord(reference.to_owned())),
        what: DeskWord(words.say(&alarm.text_id)),
        since: crate::clock::instant(alarm.raised_at),
        next_at: Some(crate::clock::instant(alarm.next_step_at)),
        page_url: format!("{}/alarms", app.config.public_url()),
    };
    let rendered = outgoing::render(app, Lang::Fr, app.clock.now(), |setting| message.render(setting));
    Some(outgoing::row_of(app, (alarm.incident_id, None), &person.email, rendered, app.clock.now()))
}

/// Takes every alarm whose time is up to the next person of the rota.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn escalate_alarms(app: &Arc<App>) -> Result<usize, DeskError> {
    let now = app.clock.now();
    let open = find::open_alarms(app.store.reader()).await?;
    let due: Vec<Uuid> =
        open.iter().filter(|alarm| alarm.next_step_at <= now.as_microsecond()).map(|alarm| alarm.id).collect();
    let count = due.len();
    for id in due {
        let shared = Arc::clone(app);
        app.store.write(move |tx| Box::pin(async move { escalate(tx, &shared, id, now).await })).await?;
    }
    Ok(count)
}

async fn escalate(tx: &Tx<'_>, app: &App, id: Uuid, now: Timestamp) -> Result<(), DeskError> {
    let mut alarm = row::get::<alarm::Entity>(tx.db(), id, "alarm").await?;
    if alarm.acknowledged_at.is_some() || alarm.next_step_at > now.as_microsecond() {
        return Ok(());
    }
    alarm.step += 1;
    alarm.next_step_at = next_step(app, alarm.step, now).as_microsecond();
    let reference = reference_of(tx, alarm.incident_id).await?;
    if let Some(mail) = letter(app, &alarm, &reference) {
        row::insert(tx, mail).await?;
    }
    let payload = Payload::new().text("kind", &alarm.kind).integer("step", alarm.step);
    let event = EventDraft {
        subject: subject(alarm.incident_id),
        actor: By::Desk.actor(),
        action: Action::AlarmEscalated,
        payload,
    };
    row::save(tx, alarm).await?;
    audit::append(tx, vec![event], now).await?;
    Ok(())
}

async fn reference_of(tx: &Tx<'_>, incident: Option<Uuid>) -> Result<String, StoreError> {
    let Some(id) = incident else { return Ok(String::new()) };
    let found = row::find::<crate::store::entity::incident::Entity>(tx.db(), id).await?;
    Ok(found.map_or_else(String::new, |incident| incident.reference))
}

fn subject(incident: Option<Uuid>) -> Subject {
    incident.map_or(Subject::Desk, |id| Subject::Incident(id.into()))
}

/// A named person takes the alarm on.
///
/// # Errors
/// [`DeskError::Already`] when somebody else has, [`DeskError::Forbidden`] for anybody without a name.
pub async fn acknowledge_alarm(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut alarm = row::get::<alarm::Entity>(tx.db(), id, "alarm").await?;
                if alarm.acknowledged_at.is_some() {
                    return Err(DeskError::Already("the alarm is acknowledged"));
                }
                alarm.acknowledged_at = Some(now.as_microsecond());
                alarm.acknowledged_by = Some(person);
                let payload = Payload::new().text("kind", &alarm.kind);
                let subject = subject(alarm.incident_id);
                row::save(tx, alarm).await?;
                audit::append(tx, vec![EventDraft { subject, actor, action: Action::AlarmAcknowledged, payload }], now)
                    .await?;
                Ok(())
            })
        })
        .await
}

/// Raises the alarm for every case that nobody has spoken with in time.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn watch_first_contact(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    for case in find::first_contact_overdue(app.store.reader(), now).await? {
        let alarms = find::alarms_of(app.store.reader(), case.id).await?;
        if alarms.iter().any(|alarm| alarm.kind == AlarmKind::FirstContact.as_str()) {
            continue;
        }
        super::step::step(app, &By::Desk, case.id, |step| {
            Box::pin(async move { Ok(raise(step, AlarmKind::FirstContact, json!({})).await?) })
        })
        .await?;
    }
    Ok(())
}
