//! The directory in memory: rows, and what their history says (load, answers, turns), read by a few statements.

use std::{collections::HashMap, sync::Arc};

use jiff::SignedDuration;
use uuid::Uuid;
use vigie_domain::{
    calendar::Schedule,
    ids::ProviderId,
    matching::rotation,
    offer::{Answer, Asked, counts, let_turn_go},
    provider::{Provider, Record},
    vocabulary::OfferState,
};

use super::{DeskError, step::document};
use crate::{
    app::App,
    clock::instant,
    provider_directory::Read,
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

/// However little changes, cases of a month ago leave the rolling cap: the directory is read again after this long.
const OLDEST: SignedDuration = SignedDuration::from_mins(15);

/// Reads the directory anew and puts it in the place of the old one.
///
/// # Errors
/// The database, or a provider that can't be read back.
pub async fn refresh_directory(app: &Arc<App>) -> Result<(), DeskError> {
    let db = app.store.reader();
    let now = app.clock.now();
    // Read first: what changes from here on is seen in the next round.
    let generation = find::directory_generation(db).await?;
    let since = (now - MEMORY).as_microsecond();
    let rows = find::providers(db).await?;
    let assignments = find::assignments_open_or_since(db, since).await?;
    let offers = find::offers_since(db, since).await?;
    let mut providers: Vec<Provider> = rows.iter().map(provider_of).collect::<Result<_, StoreError>>()?;
    let history = History::of(&providers, &assignments, &offers, (now - MONTH).as_microsecond());
    for provider in &mut providers {
        history.apply_to(provider);
    }
    app.directory.replace(providers);
    app.directory.remember(Read { generation, at: now });
    Ok(())
}

/// Reads the directory anew if it, or what happened to its offers and assignments, has changed since: here or on
/// another node.
///
/// # Errors
/// As [`refresh_directory`].
pub async fn refresh_if_changed(app: &Arc<App>) -> Result<(), DeskError> {
    let generation = find::directory_generation(app.store.reader()).await?;
    let read = app.directory.last_read();
    let is_current = read.is_some_and(|read| read.generation == generation && app.clock.now() < read.at + OLDEST);
    if is_current { Ok(()) } else { refresh_directory(app).await }
}

/// What the past says of every provider.
struct History {
    records: HashMap<Uuid, Record>,
    open: HashMap<Uuid, u32>,
    /// Minutes to each answer given in opening hours.
    minutes: HashMap<Uuid, Vec<f64>>,
    /// Who let a turn go, by case and round.
    let_go: HashMap<(Uuid, i32), Vec<ProviderId>>,
    /// The round that each offer belongs to.
    rounds: HashMap<Uuid, i32>,
}

impl History {
    fn of(providers: &[Provider], assignments: &[assignment::Model], offers: &[offer::Model], month: i64) -> Self {
        let hours: HashMap<Uuid, Schedule> = providers.iter().map(|one| (one.id.0, one.schedule())).collect();
        let mut history = Self {
            records: HashMap::new(),
            open: HashMap::new(),
            minutes: HashMap::new(),
            let_go: HashMap::new(),
            rounds: HashMap::new(),
        };
        for offer in offers {
            history.count_offer(offer, hours.get(&offer.provider_id));
        }
        for (provider, list) in std::mem::take(&mut history.minutes) {
            history.records.entry(provider).or_default().median_answer_minutes = median(list);
        }
        history.count(assignments, month);
        history
    }

    fn count_offer(&mut self, row: &offer::Model, hours: Option<&Schedule>) {
        self.rounds.insert(row.id, row.round);
        let Ok(state) = row.state.parse::<OfferState>() else { return };
        let left = instant(row.leaves_at);
        let asked = if hours.is_none_or(|hours| hours.is_open(left)) { Asked::InHours } else { Asked::OnCall };
        let answer = row.answer.as_ref().and_then(|stored| document::<Answer>("answer", stored).ok());
        if let_turn_go(state, asked, answer.as_ref()) {
            self.let_go.entry((row.incident_id, row.round)).or_default().push(row.provider_id.into());
        }
        if !counts(state, asked, answer.as_ref()) {
            return;
        }
        let record = self.records.entry(row.provider_id).or_default();
        record.offers += 1;
        record.accepted += u32::from(matches!(answer, Some(Answer::Available(_))));
        if let (Some(at), Some(hours), Asked::InHours) = (row.answered_at, hours, asked) {
            let minutes = hours.open_time_between(left, instant(at)).as_secs_f64() / 60.0;
            self.minutes.entry(row.provider_id).or_default().push(minutes);
        }
    }

    /// Load and turns, case by case in the order in which they were given out. Where nobody took a case everybody asked
    /// let it go alike: nothing is owed to anybody.
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
            for turn in rotation::settle(&eligible, &self.served(assignment)) {
                self.records.entry(turn.provider.0).or_default().deficit += turn.change;
            }
        }
    }

    /// Who had a turn in the round of an assignment: who got it, and who let it go.
    fn served(&self, assignment: &assignment::Model) -> Vec<ProviderId> {
        let taker: ProviderId = assignment.provider_id.into();
        let round = self.rounds.get(&assignment.offer_id);
        let let_go = round.and_then(|round| self.let_go.get(&(assignment.incident_id, *round)));
        let others = let_go.into_iter().flatten().copied().filter(|other| *other != taker);
        [taker].into_iter().chain(others).collect()
    }

    fn apply_to(&self, provider: &mut Provider) {
        if let Some(record) = self.records.get(&provider.id.0) {
            provider.record = record.clone();
        }
        provider.open_assignments = self.open.get(&provider.id.0).copied().unwrap_or(0);
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
