//! Labels and insurances that run out: the firm and the supervisors hear of it 60, 30 and 7 days before, and when it is
//! over. That an expired one is no longer matched is the ranking's business, and needs nobody to act.

use std::{collections::HashSet, sync::Arc};

use jiff::{SignedDuration, civil::Date};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    provider::{Expiring, Expiry, Provider, expiries},
    vocabulary::{Lang, VettingState},
};

use super::own_page::new_link;
use crate::{
    app::App,
    desk::{By, DeskError, outgoing},
    i18n::Words,
    mail::message::{DeskWord, Renewals, VettingExpiry},
    store::{Tx, audit, entity::provider_warning, find, row},
};

/// Warnings given in one round; the rest follows in the next.
const AT_ONCE: usize = 100;
/// How long the link in a firm's warning works.
const LINK: SignedDuration = SignedDuration::from_hours(24 * 7);

/// One warning that is due.
struct Due {
    provider: Provider,
    expiry: Expiry,
    days: i32,
}

impl Due {
    fn row(&self, now: i64) -> provider_warning::Model {
        provider_warning::Model {
            provider_id: self.provider.id.0,
            what: self.expiry.what.word().to_owned(),
            ends: self.expiry.ends.to_string(),
            days: self.days,
            warned_at: now,
        }
    }
}

/// Gives every warning that is due and wasn't given. Idempotent.
///
/// # Errors
/// The database.
pub async fn warn_of_expiries(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now();
    let today = now.to_zoned(outgoing::zone(&app.config)).date();
    let directory = app.directory.snapshot();
    if app.directory.was_looked_through(directory.generation(), today) {
        return Ok(());
    }
    let given = find::warnings_given(app.store.reader()).await?;
    let given: HashSet<(Uuid, String, String, i32)> =
        given.into_iter().map(|row| (row.provider_id, row.what, row.ends, row.days)).collect();
    let is_new = |due: &Due| {
        let row = due.row(0);
        !given.contains(&(row.provider_id, row.what, row.ends, row.days))
    };
    let due: Vec<Due> = directory
        .providers()
        .iter()
        .flat_map(|provider| due_of(provider, today))
        .filter(is_new)
        .take(AT_ONCE)
        .collect();
    if due.is_empty() {
        app.directory.looked_through(directory.generation(), today);
        return Ok(());
    }
    let shared = Arc::clone(app);
    app.store.write(move |tx: &Tx<'_>| Box::pin(async move { warn(tx, &shared, due).await })).await?;
    app.nudge.notify_one();
    Ok(())
}

fn due_of(provider: &Provider, today: Date) -> Vec<Due> {
    if provider.vetting.state != VettingState::Vetted {
        return Vec::new();
    }
    let warned = |expiry: Expiry| expiry.warning().map(|days| Due { provider: provider.clone(), expiry, days });
    expiries(provider, today).into_iter().filter_map(warned).collect()
}

async fn warn(tx: &Tx<'_>, app: &Arc<App>, due: Vec<Due>) -> Result<(), DeskError> {
    let now = app.clock.now();
    let mut events = Vec::new();
    for one in &due {
        row::insert(tx, one.row(now.as_microsecond())).await?;
        let payload =
            Payload::new().text("what", one.expiry.what.word()).text("ends", one.expiry.ends).integer("days", one.days);
        let subject = Subject::Provider(one.provider.id);
        events.push(EventDraft { subject, actor: By::Desk.actor(), action: Action::ProviderWarned, payload });
        tell_firm(tx, app, one).await?;
    }
    tell_supervisors(tx, app, &due).await?;
    Ok(audit::append(tx, events, now).await?)
}

async fn tell_firm(tx: &Tx<'_>, app: &Arc<App>, due: &Due) -> Result<(), DeskError> {
    let Some(address) = due.provider.contact.emails.first() else { return Ok(()) };
    // A review is the desk's own work.
    if due.expiry.what == Expiring::Review {
        return Ok(());
    }
    let now = app.clock.now();
    let link = new_link(due.provider.id.0, now, LINK);
    let message = VettingExpiry {
        company: due.provider.company.clone().into(),
        what: DeskWord(named(&due.expiry)),
        ends: due.expiry.ends,
        days_left: u32::try_from(due.expiry.days_left).unwrap_or(0),
        link: link.id.into(),
    };
    row::insert(tx, link).await?;
    let rendered = outgoing::render(app, Lang::Fr, now, |setting| message.render(setting));
    Ok(row::insert(tx, outgoing::row_of(app, (None, None), address, rendered, now)).await?)
}

fn named(expiry: &Expiry) -> String {
    match &expiry.what {
        Expiring::Label(name) => name.clone(),
        other => Words(Lang::Fr).label("expiring", other.word()),
    }
}

async fn tell_supervisors(tx: &Tx<'_>, app: &Arc<App>, due: &[Due]) -> Result<(), DeskError> {
    let now = app.clock.now();
    let line = |one: &Due| (one.provider.company.clone(), named(&one.expiry), one.expiry.ends);
    let message = Renewals {
        lines: due.iter().map(line).collect(),
        page_url: format!("{}/providers/renewals", app.config.public_url()),
    };
    for user in find::supervisors(tx.db()).await? {
        let rendered = outgoing::render(app, Lang::Fr, now, |setting| message.render(setting));
        row::insert(tx, outgoing::row_of(app, (None, None), &user.email, rendered, now)).await?;
    }
    Ok(())
}
