//! The directory in memory: rows, and what their history says (load, answers, turns), read by a few statements.

use std::{collections::HashMap, sync::Arc};

use jiff::SignedDuration;
use uuid::Uuid;
use vigie_domain::{
    ids::ProviderId,
    matching::rotation,
    provider::{Provider, Record},
};

use super::{DeskError, step::document};
use crate::{
    app::App,
    store::{
        StoreError,
        entity::{assignment, offer, provider},
        find,
    },
};

/// How far back answers and turns are remembered.
const MEMORY: SignedDuration = SignedDuration::from_hours(24 * 365);
/// The window of the rolling cap.
const MONTH: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Reads the directory anew and puts it in the place of the old one.
///
/// # Errors
/// The database, or a provider that can't be read back.
pub async fn refresh_directory(app: &Arc<App>) -> Result<(), DeskError> {
    let db = app.store.reader();
    let now = app.clock.now();
    let since = (now - MEMORY).as_microsecond();
    let rows = find::providers(db).await?;
    let assignments = find::assignments_open_or_since(db, since).await?;
    let offers = find::offers_since(db, since).await?;
    let history = History::of(&assignments, &offers, (now - MONTH).as_microsecond());
    let providers: Result<Vec<Provider>, StoreError> = rows.iter().map(|row| history.applied_to(row)).collect();
    app.directory.replace(providers?);
    Ok(())
}

/// What the past says of every provider.
struct History {
    records: HashMap<Uuid, Record>,
    open: HashMap<Uuid, u32>,
}

impl History {
    fn of(assignments: &[assignment::Model], offers: &[offer::Model], month: i64) -> Self {
        let mut history = Self { records: HashMap::new(), open: HashMap::new() };
        let mut minutes: HashMap<Uuid, Vec<f64>> = HashMap::new();
        for offer in offers {
            let record = history.records.entry(offer.provider_id).or_default();
            if matches!(offer.state.as_str(), "available" | "chosen" | "not_chosen" | "declined" | "expired") {
                record.offers += 1;
            }
            if matches!(offer.state.as_str(), "available" | "chosen" | "not_chosen") {
                record.accepted += 1;
            }
            if let Some(at) = offer.answered_at {
                #[expect(clippy::cast_precision_loss, reason = "minutes of a year fit a double exactly")]
                minutes.entry(offer.provider_id).or_default().push((at - offer.leaves_at).max(0) as f64 / 60e6);
            }
        }
        for (provider, list) in minutes {
            history.records.entry(provider).or_default().median_answer_minutes = median(list);
        }
        history.count(assignments, month);
        history
    }

    fn count(&mut self, assignments: &[assignment::Model], month: i64) {
        let mut in_order: Vec<&assignment::Model> = assignments.iter().collect();
        in_order.sort_by_key(|assignment| (assignment.assigned_at, assignment.id));
        for assignment in in_order {
            if assignment.ended_at.is_none() {
                *self.open.entry(assignment.provider_id).or_default() += 1;
            }
            if assignment.assigned_at >= month {
                self.records.entry(assignment.provider_id).or_default().accepted_in_30_days += 1;
            }
            let eligible: Vec<ProviderId> = document("assignment", &assignment.eligible).unwrap_or_default();
            for turn in rotation::settle(&eligible, &[assignment.provider_id.into()]) {
                self.records.entry(turn.provider.0).or_default().deficit += turn.change;
            }
        }
    }

    fn applied_to(&self, row: &provider::Model) -> Result<Provider, StoreError> {
        let mut provider = provider_of(row)?;
        if let Some(record) = self.records.get(&row.id) {
            provider.record = record.clone();
        }
        provider.open_assignments = self.open.get(&row.id).copied().unwrap_or(0);
        Ok(provider)
    }
}

/// The provider that a row holds.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn provider_of(row: &provider::Model) -> Result<Provider, StoreError> {
    let mut provider: Provider = document("provider", &row.document)?;
    provider.id = row.id.into();
    provider.paused |= row.paused_at.is_some();
    Ok(provider)
}

fn median(mut list: Vec<f64>) -> Option<f64> {
    list.sort_by(f64::total_cmp);
    list.get(list.len() / 2).copied()
}
