//! The course of events: one queue of moments, one case after the other as they come up in it.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, HashMap},
};

use super::{
    Arrival, CaseOutcome, Outcome, ProviderOutcome, Scenario,
    people::{Answer, choice},
};
use crate::{
    ids::ProviderId,
    matching::{
        Availability, Context, Directory, Need, OfferWindow, TieKey, choice_until, failures,
        fair_shares::{Shared, equal_groups},
        next_widening, offer_window, rank, rotation,
    },
    provider::Provider,
    vocabulary::Condition,
};
use jiff::{SignedDuration, Timestamp};

/// How many are asked at once.
const AT_ONCE: usize = 3;
const THIRTY_DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Ends(ProviderId),
    Forgets(ProviderId),
    Arrives(usize),
    Answers(usize, ProviderId),
    Expires(usize, ProviderId),
    Chooses(usize),
}

#[derive(Default)]
struct Case {
    /// Would be eligible if they had room and were open.
    lasting: BTreeSet<ProviderId>,
    first_eligible: Vec<ProviderId>,
    /// Asked, no answer yet, time not run out.
    waiting: Vec<ProviderId>,
    available: Vec<ProviderId>,
    /// Had their turn and let it go.
    spent: Vec<ProviderId>,
}

struct Run<'a> {
    scenario: &'a Scenario,
    directory: Directory,
    number_of: HashMap<ProviderId, usize>,
    tally: HashMap<ProviderId, ProviderOutcome>,
    needs: Vec<Need>,
    cases: Vec<Case>,
    outcomes: Vec<CaseOutcome>,
    queue: BinaryHeap<Reverse<(Timestamp, Event)>>,
    ineligible_offers: u32,
}

/// Plays a scenario out; the same input gives the same outcome.
#[must_use]
pub fn simulate(providers: Vec<Provider>, arrivals: &[Arrival], scenario: &Scenario) -> Outcome {
    let mut run = Run::new(providers, arrivals, scenario);
    while let Some(Reverse((now, event))) = run.queue.pop() {
        run.happen(now, event);
    }
    let groups = equal_groups(&run.shared());
    let mut providers: Vec<_> = run.tally.into_values().collect();
    providers.sort_by_key(|outcome| outcome.provider);
    Outcome { cases: run.outcomes, providers, groups, ineligible_offers: run.ineligible_offers }
}

impl<'a> Run<'a> {
    fn new(providers: Vec<Provider>, arrivals: &[Arrival], scenario: &'a Scenario) -> Self {
        let directory = Directory::new(providers, 1);
        let ids = || directory.providers().iter().map(|provider| provider.id);
        let blank = |provider| ProviderOutcome { provider, offers: 0, assignments: 0, expected_offers: 0.0 };
        let events = arrivals.iter().enumerate().map(|(case, call)| Reverse((call.at, Event::Arrives(case))));
        Self {
            scenario,
            number_of: ids().enumerate().map(|(number, id)| (id, number)).collect(),
            tally: ids().map(|id| (id, blank(id))).collect(),
            needs: arrivals.iter().map(|call| call.need.clone()).collect(),
            cases: arrivals.iter().map(|_| Case::default()).collect(),
            outcomes: arrivals.iter().map(CaseOutcome::unassigned).collect(),
            queue: events.collect(),
            ineligible_offers: 0,
            directory,
        }
    }

    fn happen(&mut self, now: Timestamp, event: Event) {
        match event {
            Event::Ends(provider) => {
                self.change(provider, |p| p.open_assignments = p.open_assignments.saturating_sub(1))
            }
            Event::Forgets(provider) => {
                self.change(provider, |p| {
                    p.record.accepted_in_30_days = p.record.accepted_in_30_days.saturating_sub(1)
                });
            }
            Event::Arrives(case) => {
                self.cases[case].lasting = self.lasting(case, now);
                self.ask(case, AT_ONCE, now);
            }
            Event::Answers(case, provider) => self.answered(case, provider, now),
            Event::Expires(case, provider) => self.expired(case, provider, now),
            Event::Chooses(case) => self.choose(case, now),
        }
    }

    /// Who serves such a case at all, busy or not: those that do for the same cases are to be served alike.
    fn lasting(&self, case: usize, now: Timestamp) -> BTreeSet<ProviderId> {
        let able = |provider: &&Provider| {
            let failed = failures(&self.needs[case], provider, Availability::of(provider, now), &self.scenario.rules);
            failed.iter().all(Condition::passes)
        };
        self.directory.providers().iter().filter(able).map(|provider| provider.id).collect()
    }

    /// The cases as a fairness report reads them.
    fn shared(&self) -> Vec<Shared> {
        let cases = self.cases.iter().zip(&self.needs).zip(&self.outcomes);
        let shared = |((case, need), outcome): ((&Case, &Need), &CaseOutcome)| Shared {
            eligible: case.lasting.clone(),
            asked: need.asked.clone(),
            taker: outcome.provider,
        };
        cases.map(shared).collect()
    }

    /// Asks so many more; out of candidates, widens step by step.
    fn ask(&mut self, case: usize, count: usize, now: Timestamp) {
        let mut left = count;
        while left > 0 {
            let context = self.context(case, now);
            let ranking = rank(&self.needs[case], &self.directory, &context);
            let able: Vec<_> = ranking.candidates.iter().map(|found| (found.provider, found.distance_km)).collect();
            if self.cases[case].first_eligible.is_empty() && self.outcomes[case].asked == 0 {
                self.cases[case].first_eligible = able.iter().map(|(id, _)| *id).collect();
                self.outcomes[case].eligible = able.len();
            }
            let taken = able.len().min(left);
            self.expect(&able, taken);
            for (provider, _) in able.iter().take(taken) {
                self.offer(case, *provider, now);
            }
            left -= taken;
            if left > 0 && !self.widen(case) {
                return;
            }
        }
    }

    fn context(&self, case: usize, now: Timestamp) -> Context {
        let Scenario { weights, rules, seed, .. } = self.scenario;
        let tie_key = TieKey::of_bytes(&[seed.to_be_bytes(), case.to_be_bytes()].concat());
        Context { now, weights: *weights, rules: rules.clone(), tie_key }
    }

    fn widen(&mut self, case: usize) -> bool {
        let step = next_widening(&self.needs[case]);
        step.is_some_and(|step| {
            self.outcomes[case].widened += 1;
            self.needs[case].widened.insert(step)
        })
    }

    /// What pure chance would have given to each that was eligible.
    #[expect(clippy::cast_precision_loss, reason = "numbers of providers are small")]
    fn expect(&mut self, able: &[(ProviderId, Option<f64>)], offers: usize) {
        let share = offers as f64 / able.len().max(1) as f64;
        for (provider, _) in able {
            self.tally.entry(*provider).and_modify(|outcome| outcome.expected_offers += share);
        }
    }

    fn offer(&mut self, case: usize, provider: ProviderId, now: Timestamp) {
        let Some(asked) = self.directory.get(provider) else { return };
        let rules = &self.scenario.rules;
        let failed = failures(&self.needs[case], asked, Availability::of(asked, now), rules);
        self.ineligible_offers += u32::from(!failed.is_empty());
        let severity = self.outcomes[case].severity;
        if let Some(window) = offer_window(severity, asked, now, &self.scenario.durations) {
            let number = self.number_of.get(&provider).copied().unwrap_or(0);
            let answer = self.scenario.behaviour.answer(self.scenario.seed, case, number);
            if let Some(at) = answers_at(asked, &window, answer, now) {
                self.queue.push(Reverse((at, Event::Answers(case, provider))));
            }
            self.queue.push(Reverse((window.expires_at(), Event::Expires(case, provider))));
        }
        self.tally.entry(provider).and_modify(|outcome| outcome.offers += 1);
        self.outcomes[case].asked += 1;
        self.needs[case].asked.insert(provider);
        self.cases[case].waiting.push(provider);
    }

    fn answered(&mut self, case: usize, provider: ProviderId, now: Timestamp) {
        if self.outcomes[case].assigned_at.is_some() {
            return;
        }
        self.cases[case].waiting.retain(|other| *other != provider);
        let number = self.number_of.get(&provider).copied().unwrap_or(0);
        let answer = self.scenario.behaviour.answer(self.scenario.seed, case, number);
        let full = self.directory.get(provider).is_none_or(|p| p.open_assignments >= p.capacity);
        let available = matches!(answer, Answer::Available { .. });
        if !full {
            self.change(provider, |p| {
                p.record.offers += 1;
                p.record.accepted += u32::from(available);
            });
        }
        if available && !full {
            self.cases[case].available.push(provider);
            self.let_choose(case, now);
            return;
        }
        // Somebody whose other cases filled its capacity meanwhile had no turn.
        if !full && !self.cases[case].spent.contains(&provider) {
            self.cases[case].spent.push(provider);
        }
        self.needs[case].declined.insert(provider);
        self.ask(case, 1, now);
        self.let_choose(case, now);
    }

    /// A late answer still counts while nobody is assigned, so the provider isn't struck off; the next is brought in.
    fn expired(&mut self, case: usize, provider: ProviderId, now: Timestamp) {
        let waits = self.cases[case].waiting.contains(&provider);
        if self.outcomes[case].assigned_at.is_some() || !waits {
            return;
        }
        self.cases[case].waiting.retain(|other| *other != provider);
        self.cases[case].spent.push(provider);
        self.ask(case, 1, now);
    }

    /// The victim chooses when all have answered, or when the time to choose is over.
    fn let_choose(&mut self, case: usize, now: Timestamp) {
        let Case { waiting, available, .. } = &self.cases[case];
        if available.is_empty() {
            return;
        }
        let Scenario { durations, desk, .. } = self.scenario;
        let severity = self.outcomes[case].severity;
        let at = if waiting.is_empty() { now } else { choice_until(severity, desk, now, durations) };
        self.queue.push(Reverse((at, Event::Chooses(case))));
    }

    fn choose(&mut self, case: usize, now: Timestamp) {
        if self.outcomes[case].assigned_at.is_some() {
            return;
        }
        let free = |id: &ProviderId| self.directory.get(*id).is_some_and(|p| p.open_assignments < p.capacity);
        let able: Vec<ProviderId> = self.cases[case].available.iter().copied().filter(free).collect();
        match able.get(choice(self.scenario.seed, case, able.len())) {
            Some(chosen) => self.assign(case, *chosen, now),
            None => self.ask(case, 1, now),
        }
    }

    fn assign(&mut self, case: usize, provider: ProviderId, now: Timestamp) {
        let Some(chosen) = self.directory.get(provider) else { return };
        let distance =
            self.needs[case].site.point.zip(chosen.address.point).map(|(here, there)| here.distance_km(there));
        let outcome = &mut self.outcomes[case];
        (outcome.assigned_at, outcome.provider, outcome.distance_km) = (Some(now), Some(provider), distance);
        self.tally.entry(provider).and_modify(|outcome| outcome.assignments += 1);
        self.change(provider, |p| {
            p.open_assignments += 1;
            p.record.accepted_in_30_days += 1;
        });
        let ends = SignedDuration::from_secs(self.scenario.behaviour.case_seconds(self.scenario.seed, case));
        for (after, event) in [(ends, Event::Ends(provider)), (THIRTY_DAYS, Event::Forgets(provider))] {
            self.queue.push(Reverse((now.saturating_add(after).unwrap_or(now), event)));
        }
        self.settle(case, provider);
    }

    fn settle(&mut self, case: usize, chosen: ProviderId) {
        let Case { first_eligible, spent, .. } = &self.cases[case];
        let served: Vec<_> = spent.iter().copied().filter(|id| *id != chosen).chain([chosen]).collect();
        for settled in rotation::settle(first_eligible, &served) {
            self.change(settled.provider, |p| p.record.deficit += settled.change);
        }
    }

    fn change(&mut self, id: ProviderId, change: impl FnOnce(&mut Provider)) {
        if let Some(mut provider) = self.directory.get(id).cloned() {
            change(&mut provider);
            self.directory.put(provider);
        }
    }
}

/// When an answer comes: at an on-call contact in real time, else in open time.
fn answers_at(provider: &Provider, window: &OfferWindow, answer: Answer, now: Timestamp) -> Option<Timestamp> {
    let after = match answer {
        Answer::Available { after_seconds } | Answer::Declines { after_seconds } => {
            SignedDuration::from_secs(after_seconds)
        }
        Answer::Silent => return None,
    };
    match window {
        OfferWindow::Held { leaves_at, .. } => provider.schedule().add_open_time(*leaves_at, after),
        OfferWindow::Now { contact: crate::matching::Reach::Office, .. } => {
            provider.schedule().add_open_time(now, after)
        }
        OfferWindow::Now { .. } => now.saturating_add(after).ok(),
    }
}
