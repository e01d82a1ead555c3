//! What a person decides about a mail of the tray: it belongs to this case, it is a report, or it needs nothing.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{Fate, fates::words_of, kept::open_mail, new_report};
use crate::{
    app::App,
    desk::{
        By, DeskError, Veil,
        evidence::bring_files,
        read,
        step::{Visible, step},
    },
    store::{Tx, audit, entity::inbound_mail, row},
};

/// What a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayAct {
    /// It belongs to the case of this reference.
    Attach(String),
    /// It is a report from this postal code.
    Report(String),
    /// Nothing more is to be done.
    Seen,
}

impl TrayAct {
    const fn as_str(&self) -> &'static str {
        match self {
            Self::Attach(_) => "attach",
            Self::Report(_) => "report",
            Self::Seen => "seen",
        }
    }
}

/// Does a mail wait for a person?
#[must_use]
pub fn waits(row: &inbound_mail::Model) -> bool {
    row.decided_at.is_none() && (row.suspect || matches!(row.outcome.as_str(), "aside" | "quarantine"))
}

/// Decides about a mail. Says the case that it went to.
///
/// # Errors
/// [`DeskError::Already`] when somebody has; [`DeskError::NotFound`] for a reference of no case; [`DeskError::Needs`] for
/// a mail that can't be read, or has no address to write back to.
pub async fn decide_on_mail(app: &Arc<App>, by: &By, id: Uuid, act: TrayAct) -> Result<Option<Uuid>, DeskError> {
    let opened = open_mail(app, id).await?;
    if !waits(&opened.row) {
        return Err(DeskError::Already("somebody has decided about this mail"));
    }
    let word = act.as_str();
    let case = match act {
        TrayAct::Seen => None,
        TrayAct::Attach(reference) => {
            let case = read::incident_by_reference(app, &reference).await?;
            Veil::must_leave_open(app, by, case.id).await?;
            let words = opened.mail.as_ref().map(words_of).ok_or(DeskError::Needs("a mail that can be read"))?;
            attach(app, by, case.id, &opened.row, words).await?;
            Some(case.id)
        }
        TrayAct::Report(postal_code) => {
            let mail = opened.mail.as_ref().ok_or(DeskError::Needs("a mail that can be read"))?;
            let report = new_report::report_of(app, mail, Some(&postal_code));
            let (report, _) = report.ok_or(DeskError::Needs("a postal code, and an address to write back to"))?;
            Some(new_report::case_for(app, by, &opened.row, report).await?.incident.id)
        }
    };
    if let Some(case) = case {
        bring_files(app, by, case, &opened.row).await?;
    }
    settle(app, by, opened.row, word, case).await?;
    Ok(case)
}

/// The desk's own note: a person says that it belongs here, no address proves it.
async fn attach(
    app: &Arc<App>,
    by: &By,
    case: Uuid,
    mail: &inbound_mail::Model,
    words: String,
) -> Result<(), DeskError> {
    let arguments = json!({ "careful": "inbound-attached", "from": mail.sender, "mail": mail.id.simple().to_string() });
    step(app, by, case, move |step| {
        Box::pin(async move {
            let id = step.quote_with("note", words, Visible::Desk, arguments).await?;
            step.event(Action::NoteAdded, Payload::new().text("entry", id.simple()).text("from", "mail"));
            Ok(())
        })
    })
    .await
}

async fn settle(
    app: &App,
    by: &By,
    mut mail: inbound_mail::Model,
    word: &'static str,
    case: Option<Uuid>,
) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    mail.decided_at = Some(now.as_microsecond());
    mail.decided_by = by.staff_id();
    if let Some(case) = case {
        mail.incident_id = Some(case);
        let fate = if word == "report" { Fate::Report } else { Fate::Message };
        mail.outcome = fate.as_str().to_owned();
    }
    let subject = mail.incident_id.map_or(Subject::Desk, |id| Subject::Incident(id.into()));
    let payload = Payload::new().text("mail", mail.id.simple()).text("decision", word);
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let known = row::get::<inbound_mail::Entity>(tx.db(), mail.id, "mail").await?;
                if known.decided_at.is_some() {
                    return Err(DeskError::Already("somebody has decided about this mail"));
                }
                row::save(tx, mail).await?;
                let event = EventDraft { subject, actor, action: Action::MailDecided, payload };
                Ok(audit::append(tx, vec![event], now).await?)
            })
        })
        .await
}
