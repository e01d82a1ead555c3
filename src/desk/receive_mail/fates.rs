//! What becomes of a mail, in one transaction with its row: a line of the timeline and a task, or a place in the tray.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{
    Fate, case_of, delivery, new_report,
    provider::{self, ByMail},
    whose::Whose,
};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        alarms::{self, AlarmKind},
        evidence::{add_all, keep_files_of},
        outgoing,
        step::{NewTask, Step, Visible, step},
    },
    mail::inbound::{Incoming, Nature, own_words},
    store::{
        StoreError, Tx, audit,
        entity::{inbound_mail, incident},
        row,
    },
};

/// Longest words that the timeline shows, in characters; the whole is one click away.
const LONGEST_LINE: usize = 20_000;

/// Gives the mail to whom it belongs.
pub(super) async fn give(
    app: &Arc<App>,
    row: inbound_mail::Model,
    mail: Incoming,
    whose: Whose,
) -> Result<inbound_mail::Model, DeskError> {
    match (mail.nature, whose) {
        (_, Whose::Own) => alone(app, row, Fate::Own, "own").await,
        (Nature::Report, whose) => delivery::report(app, row, mail, whose).await,
        (Nature::Automatic(why), whose) => automatic(app, row, why, whose).await,
        (Nature::Person, Whose::Victim(case)) => from_victim(app, row, mail, *case).await,
        (Nature::Person, Whose::Provider(offer)) => provider::from_provider(app, row, mail, *offer).await,
        (Nature::Person, Whose::Seems(case)) => seems_hers(app, row, mail, *case).await,
        (Nature::Person, Whose::Reports(sent)) => {
            let row = inbound_mail::Model { incident_id: sent.incident_id, outbox_id: Some(sent.id), ..row };
            alone(app, row, Fate::Aside, "report-address").await
        }
        (Nature::Person, Whose::Forged) => alone(app, row, Fate::Aside, "forged").await,
        (Nature::Person, Whose::Known(why)) => alone(app, row, Fate::Aside, why).await,
        (Nature::Person, Whose::Begun) => new_report::go_on(app, row, mail).await,
        (Nature::Person, Whose::Unknown) => new_report::from_stranger(app, row, mail).await,
    }
}

/// Kept in sight: a person looks at it, and an alarm says so.
pub(super) async fn quarantine(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    why: &str,
) -> Result<inbound_mail::Model, DeskError> {
    row.outcome = Fate::Quarantine.as_str().to_owned();
    row.why = why.to_owned();
    let (now, written, shared) = (app.clock.now(), row.clone(), Arc::clone(app));
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let event = event(&written, Action::MailQuarantined);
                row::insert(tx, written).await?;
                audit::append(tx, vec![event], now).await?;
                alarms::raise_for_desk(tx, &shared, AlarmKind::MailUnread, json!({})).await
            })
        })
        .await?;
    Ok(row)
}

/// Recorded by itself: no case is touched.
pub(super) async fn alone(
    app: &App,
    mut row: inbound_mail::Model,
    fate: Fate,
    why: &str,
) -> Result<inbound_mail::Model, DeskError> {
    row.outcome = fate.as_str().to_owned();
    row.why = why.to_owned();
    let (now, written) = (app.clock.now(), row.clone());
    app.store.write(move |tx| Box::pin(async move { record(tx, written, now).await })).await?;
    Ok(row)
}

async fn record(tx: &Tx<'_>, row: inbound_mail::Model, now: jiff::Timestamp) -> Result<(), StoreError> {
    let event = event(&row, Action::MailReceived);
    row::insert(tx, row).await?;
    audit::append(tx, vec![event], now).await
}

fn event(row: &inbound_mail::Model, action: Action) -> EventDraft {
    let subject = case_of(row).map_or(Subject::Desk, |id| Subject::Incident(id.into()));
    EventDraft { subject, actor: By::Desk.actor(), action, payload: payload(row) }
}

pub(super) fn payload(row: &inbound_mail::Model) -> Payload {
    let known = Payload::new()
        .text("mail", row.id.simple())
        .text("sha256", &row.hash)
        .text("outcome", &row.outcome)
        .flag("suspect", row.suspect);
    if row.why.is_empty() { known } else { known.text("why", &row.why) }
}

/// A machine's: the desk sees it on the case, nobody is asked for anything, nothing is answered.
async fn automatic(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    why: &'static str,
    whose: Whose,
) -> Result<inbound_mail::Model, DeskError> {
    let case = match whose {
        Whose::Victim(case) => Some(case.id),
        Whose::Provider(offer) => Some(offer.incident_id),
        Whose::Reports(sent) => sent.incident_id,
        _ => None,
    };
    let Some(case) = case else { return alone(app, row, Fate::Automatic, why).await };
    row.incident_id = Some(case);
    row.outcome = Fate::Automatic.as_str().to_owned();
    row.why = why.to_owned();
    let written = row.clone();
    step(app, &By::Desk, case, move |step| {
        Box::pin(async move {
            step.event(Action::MailReceived, payload(&written));
            step.tell("entry-mail-automatic", json!({}), Visible::Desk).await?;
            Ok(row::insert(step.tx, written).await?)
        })
    })
    .await?;
    Ok(row)
}

/// By the address that only she was given. Whether somebody else reads her mailbox is what the case says.
async fn from_victim(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    mail: Incoming,
    case: incident::Model,
) -> Result<inbound_mail::Model, DeskError> {
    row.incident_id = Some(case.id);
    row.party = Some("victim".into());
    row.suspect = outgoing::safe_address(&case)?.is_none() && case.email.is_some();
    let careful = match () {
        () if row.suspect => Some("inbound-suspect"),
        () if !outgoing::is_her_mailbox(&case, &mail.from) => Some("inbound-other-address"),
        () => None,
    };
    let task = (!row.suspect).then_some("task-read-message");
    onto(app, By::Victim, row, mail, Line { visible: Visible::Desk, careful, task, answer: None }).await
}

/// Nothing proves that it is hers. From a mailbox that the attacker may read it is shown on the case and moves nothing;
/// otherwise a person says where it belongs.
async fn seems_hers(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    mail: Incoming,
    case: incident::Model,
) -> Result<inbound_mail::Model, DeskError> {
    row.incident_id = Some(case.id);
    let from_hers = outgoing::is_her_mailbox(&case, &mail.from);
    row.suspect = from_hers && outgoing::safe_address(&case)?.is_none();
    if !row.suspect {
        return alone(app, row, Fate::Aside, "unproved").await;
    }
    let line = Line { visible: Visible::Desk, careful: Some("inbound-suspect"), task: None, answer: None };
    onto(app, By::Visitor, row, mail, line).await
}

/// How a mail stands on the timeline, and what it does there.
pub(super) struct Line {
    /// Who reads it.
    pub visible: Visible,
    /// What must be known before its words are believed.
    pub careful: Option<&'static str>,
    /// What somebody has to do.
    pub task: Option<&'static str>,
    /// A provider's, that may answer its offer.
    pub answer: Option<ByMail>,
}

/// Puts the mail on its case's timeline, with its row, its act and the owner's task.
pub(super) async fn onto(
    app: &Arc<App>,
    by: By,
    mut row: inbound_mail::Model,
    mail: Incoming,
    line: Line,
) -> Result<inbound_mail::Model, DeskError> {
    let Some(case) = row.incident_id else { return alone(app, row, Fate::Aside, "unproved").await };
    row.outcome = Fate::Message.as_str().to_owned();
    row.why = line.careful.map(|key| key.trim_start_matches("inbound-").to_owned()).unwrap_or_default();
    let files = keep_files_of(app, case, &row).await?;
    let (pieces, left) = (files.rows.clone(), files.left);
    let done = step(app, &by, case, move |step| {
        Box::pin(async move {
            // A page of the victim or of a provider shows messages, never what may come from the attacker.
            let kind = if row.suspect { "suspect" } else { "message" };
            let arguments = json!({ "careful": line.careful, "from": mail.from, "mail": row.id.simple().to_string() });
            let entry = step.quote_with(kind, words_of(&mail), line.visible, arguments).await?;
            row.entry_id = Some(entry);
            step.event(Action::MailReceived, payload(&row).text("entry", entry.simple()));
            if !mail.files.is_empty() {
                let count = mail.files.len();
                step.tell("entry-mail-files", json!({ "count": count }), Visible::Desk).await?;
            }
            add_all(step, pieces, left).await?;
            if let Some(answer) = line.answer {
                row.why = provider::follow(step, answer, row.id).await?.to_owned();
            }
            if let Some(task) = line.task {
                ask_to_read(step, task).await?;
            }
            row::insert(step.tx, row.clone()).await?;
            Ok(row)
        })
    })
    .await;
    files.settle(app, done).await
}

/// The words of a mail as the timeline shows them: the subject, unless it only repeats ours, and what was added.
pub(super) fn words_of(mail: &Incoming) -> String {
    let subject = mail.subject.to_lowercase();
    let repeats =
        ["re:", "re :", "ré:", "tr:", "fwd:"].iter().any(|start| subject.starts_with(start)) || subject.is_empty();
    let words = own_words(&mail.text);
    let whole = if repeats { words } else { format!("{}\n\n{words}", mail.subject) };
    whole.chars().take(LONGEST_LINE).collect()
}

async fn ask_to_read(step: &mut Step<'_>, text_id: &'static str) -> Result<(), StoreError> {
    let due = step.now + SignedDuration::from_mins(60);
    step.ask_desk(NewTask { kind: "manual", text_id, arguments: json!({}), words: String::new(), due }).await
}
