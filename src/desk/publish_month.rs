//! A month whose figures were given out: they stand, and what changes later is shown beside them as a correction.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::json;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{By, DeskError, step::document};
use crate::{
    app::App,
    store::{Tx, audit, entity::setting, row},
};

/// The figures of a month as they were given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedMonth {
    /// When, microseconds.
    pub at: i64,
    /// Who gave them out.
    pub by: String,
    /// What was counted (`incident`, `report` …) and how often.
    pub counts: BTreeMap<String, usize>,
}

/// The published figures of a month such as `2026-10`.
///
/// # Errors
/// The database.
pub async fn published_month(app: &App, month: &str) -> Result<Option<PublishedMonth>, DeskError> {
    let found = row::find::<setting::Entity>(app.store.reader(), name_of(month)).await?;
    found.map(|row| Ok(document("setting", &row.value)?)).transpose()
}

/// Publishes a month: its figures stand from now on.
///
/// # Errors
/// [`DeskError::Already`] when it is published.
pub async fn publish_month(
    app: &Arc<App>,
    by: &By,
    month: String,
    counts: BTreeMap<String, usize>,
) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    let published = PublishedMonth { at: now.as_microsecond(), by: by.name(), counts };
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let name = name_of(&month);
                if row::find::<setting::Entity>(tx.db(), name.clone()).await?.is_some() {
                    return Err(DeskError::Already("the month is published"));
                }
                row::insert(tx, setting::Model { name, value: json!(published) }).await?;
                let payload = published
                    .counts
                    .iter()
                    .fold(Payload::new().text("month", &month), |payload, (what, count)| payload.text(what, count));
                let (subject, action) = (Subject::Desk, Action::FiguresPublished);
                Ok(audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?)
            })
        })
        .await
}

fn name_of(month: &str) -> String {
    format!("figures.{month}")
}
