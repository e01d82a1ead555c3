//! Eliminates what is due: first the signed list, then each thing. Killed in between, the next run goes on.

use std::{fmt::Write as _, sync::Arc};

use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    retention::Class,
};

use super::{
    case::{Why, erase_rows},
    plan::{Due, Plan, retention_plan},
};
use crate::{
    app::App,
    desk::{By, DeskError, evidence::sweep_files, log_key, receive_mail::forget_kept},
    fresh,
    keys::token_hash,
    store::{
        StoreError, Tx, audit,
        entity::{elimination, inbound_mail},
        erase, row,
    },
};

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eliminated {
    /// The list, as the desk signed it; none when nothing was due.
    pub list: Option<String>,
    /// How many things went.
    pub items: usize,
    /// How many are held.
    pub held: usize,
}

/// Eliminates everything that is due and not held.
///
/// # Errors
/// The database, the data folder; what was done until then stays done.
pub async fn run_retention(app: &Arc<App>, by: &By) -> Result<Eliminated, DeskError> {
    sweep_files(app).await?;
    let plan = retention_plan(app).await?;
    let held = plan.due.iter().filter(|due| due.held).count();
    let items = plan.to_go().count();
    if items == 0 {
        return Ok(Eliminated { list: None, items, held });
    }
    let (id, note) = keep_list(app, by, &plan).await?;
    for due in plan.to_go() {
        match due.class {
            // Somebody may have erased it meanwhile, opened it again, or held it: it stays as that person decided.
            Class::Case | Class::ContactOnly => match erase_rows(app, by, due.id, Why::Retention(id)).await {
                Err(DeskError::Erased | DeskError::Held | DeskError::Needs(_)) => {}
                other => other?,
            },
            Class::Unfinished | Class::LooseMail => forget(app, due).await?,
        }
    }
    app.store.forget_deleted().await?;
    Ok(Eliminated { list: Some(note), items, held })
}

/// Signs the list and keeps it, with its event.
async fn keep_list(app: &App, by: &By, plan: &Plan) -> Result<(Uuid, String), DeskError> {
    let (key, now) = (log_key(app).await?, plan.made_at);
    let note = key.sign_text(&text_of(plan, &key.verifier().name, by)).to_string();
    let items = i64::try_from(plan.to_go().count()).unwrap_or(i64::MAX);
    let id = fresh::id(now);
    let row =
        elimination::Model { id, made_at: now.as_microsecond(), made_by: by.staff_id(), items, note: note.clone() };
    let payload = Payload::new().text("list", id.simple()).text("sha256", token_hash(&note)).integer("items", items);
    let (subject, action) = (Subject::Desk, Action::RetentionRun);
    let event = EventDraft { subject, actor: by.actor(), action, payload };
    let kept: Result<(), StoreError> = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                row::insert(tx, row).await?;
                audit::append(tx, vec![event], now).await
            })
        })
        .await;
    kept?;
    Ok((id, note))
}

/// One line a thing: class, name, since when its period ran.
fn text_of(plan: &Plan, origin: &str, by: &By) -> String {
    let mut text =
        format!("vigie elimination list v1\n{origin}\n{}\n{}\n{}\n", plan.made_at, by.actor(), plan.to_go().count());
    for due in plan.to_go() {
        // Writing to a text can't fail.
        let _ = writeln!(text, "{} {} {}", due.class.as_str(), due.name, due.since);
    }
    text
}

async fn forget(app: &App, due: &Due) -> Result<(), DeskError> {
    let id = due.id;
    let mail = match due.class {
        Class::LooseMail => row::find::<inbound_mail::Entity>(app.store.reader(), id).await?,
        _ => None,
    };
    let (class, is_arrival) = (due.class, mail.is_some());
    let gone: Result<(), StoreError> = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                match class {
                    Class::LooseMail if is_arrival => erase::loose_arrival(tx, id).await,
                    Class::LooseMail => erase::loose_message(tx, id).await,
                    _ => erase::unfinished(tx, id).await,
                }
            })
        })
        .await;
    gone?;
    match mail {
        Some(mail) => forget_kept(app, &[mail.hash]).await,
        None => Ok(()),
    }
}
