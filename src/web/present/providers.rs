//! Providers on the pages of a case: the list with its reasons, the offers, who has it.

use jiff::Timestamp;
use vigie_domain::{
    matching::{Candidate, Excluded, Parts, Shortlist as Frozen},
    offer::{Answer, FirstHelp, Terms, wanted},
    vocabulary::{OfferMode, OfferState},
};

use super::{clock, decimal, percent, phone_link};
use crate::{
    app::App,
    desk::{self, read::CaseFile},
    i18n::Words,
    store::entity::{assignment, offer},
    web::{
        frame::Times,
        view::{
            console::{Able, AssignmentCard, OfferRow, Part, Shortlist},
            format,
        },
    },
};

/// The list of a case. `blocked` says why nothing may leave yet.
#[must_use]
pub fn shortlist(app: &App, file: &CaseFile, frozen: &Frozen, blocked: Option<String>, times: &Times) -> Shortlist {
    let words = Words(times.lang);
    let directory = app.directory.snapshot();
    let name = |id| directory.get(id).map_or_else(|| words.say("provider-gone"), |provider| provider.company.clone());
    let wanted = still_wanted(file);
    let candidates = frozen.ranking.candidates.iter().enumerate();
    Shortlist {
        need: need(frozen, times),
        on_site: file.incident.facts[desk::ON_SITE_NEEDED].as_str().unwrap_or("unknown").to_owned(),
        blocked,
        candidates: candidates.map(|(rank, candidate)| able(app, candidate, rank < wanted.max(1), times)).collect(),
        excluded: frozen.ranking.excluded.iter().map(|one| (name(one.provider), why_not(one, times))).collect(),
        rule: words.say(&format!("offer-rule-{}", file.incident.offer_mode.replace('_', "-"))),
        is_needed: wanted > 0,
    }
}

/// How many more should be asked, so that as many as the playbook says are waiting or available.
fn still_wanted(file: &CaseFile) -> usize {
    let in_round = file.offers.iter().filter(|offer| offer.round == file.incident.round);
    let states: Vec<OfferState> = in_round.filter_map(|offer| offer.state.parse().ok()).collect();
    let mode = file.incident.offer_mode.parse().unwrap_or(OfferMode::Shortlist);
    wanted(&states, mode, file.advice.fr.at_once.max(1))
}

fn need(frozen: &Frozen, times: &Times) -> String {
    let words = Words(times.lang);
    let mut parts: Vec<String> = frozen.need.must.0.keys().map(|skill| words.label("skill", skill.as_str())).collect();
    if let Some(department) = &frozen.need.site.department {
        parts.push(super::department_name(department));
    }
    if frozen.need.on_site {
        parts.push(words.say("need-on-site"));
    }
    parts.join(", ")
}

/// Conditions failed, in words.
#[must_use]
pub fn conditions<'c>(failed: impl Iterator<Item = &'c str>, times: &Times) -> String {
    let words = Words(times.lang);
    failed.map(|condition| words.label("condition", condition)).collect::<Vec<_>>().join(" · ")
}

/// Every condition that a provider failed, and when it opens if it is closed.
fn why_not(excluded: &Excluded, times: &Times) -> String {
    let failed = conditions(excluded.failed.iter().map(|one| one.as_str()), times);
    [Some(failed), opens(excluded.opens_at, times)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// « fermé, ouvre lundi 8 h »; nothing of one that is open.
fn opens(at: Option<Timestamp>, times: &Times) -> Option<String> {
    let when = times.when(at.filter(|at| *at > times.now)?.as_microsecond());
    Some(Words(times.lang).with_text("provider-opens", "when", &when))
}

/// A provider that could be asked.
#[must_use]
pub fn able(app: &App, candidate: &Candidate, proposed: bool, times: &Times) -> Able {
    let words = Words(times.lang);
    let directory = app.directory.snapshot();
    let provider = directory.get(candidate.provider);
    let commune = provider.map_or_else(String::new, |found| found.address.commune.clone());
    let far = candidate.distance_km.map(|km| format!("{}\u{a0}km", decimal(km, 0, times.lang)));
    Able {
        id: candidate.provider.0.simple().to_string(),
        name: provider.map_or_else(|| words.say("provider-gone"), |found| found.company.clone()),
        place: [Some(commune).filter(|name| !name.is_empty()), far]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        opens: opens(candidate.opens_at, times),
        proposed,
        tied: None,
        reasons: reasons(&candidate.parts, times),
        score: decimal(candidate.score, 2, times.lang),
        parts: parts(&candidate.parts, times),
    }
}

fn listed(parts: &Parts) -> [(&'static str, f64); 6] {
    [
        ("skills", parts.skills),
        ("nearness", parts.nearness),
        ("responsiveness", parts.responsiveness),
        ("outcome", parts.outcome),
        ("capacity", parts.capacity),
        ("rotation", parts.rotation),
    ]
}

fn parts(parts: &Parts, times: &Times) -> Vec<Part> {
    let words = Words(times.lang);
    listed(parts)
        .iter()
        .map(|(name, share)| Part { label: words.label("part", name), percent: percent(*share) })
        .collect()
}

/// The two strongest parts, named.
fn reasons(parts: &Parts, times: &Times) -> String {
    let words = Words(times.lang);
    let mut strongest = listed(parts);
    strongest.sort_by(|one, other| other.1.total_cmp(&one.1));
    strongest.iter().take(2).map(|(name, _)| words.label("part-why", name)).collect::<Vec<_>>().join(", ")
}

/// The offers of a case, newest round first; in a round those that want something of the desk before those that are over.
#[must_use]
pub fn offer_rows(app: &App, file: &CaseFile, times: &Times) -> Vec<OfferRow> {
    let mut offers: Vec<&offer::Model> = file.offers.iter().collect();
    offers.sort_by_key(|offer| (-offer.round, place_of(&offer.state), offer.created_at));
    offers.into_iter().map(|offer| offer_row(app, file, offer, times)).collect()
}

/// Who may be chosen, who is awaited, who will be asked; then the others.
fn place_of(state: &str) -> u8 {
    match state.parse() {
        Ok(OfferState::Chosen | OfferState::Available) => 0,
        Ok(OfferState::Sent) => 1,
        Ok(OfferState::Held) => 2,
        Ok(OfferState::Expired) => 3,
        _ => 4,
    }
}

fn offer_row(app: &App, file: &CaseFile, offer: &offer::Model, times: &Times) -> OfferRow {
    let words = Words(times.lang);
    let state: OfferState = offer.state.parse().unwrap_or(OfferState::Withdrawn);
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let is_current = offer.round == file.incident.round && file.assignment.is_none();
    let when = match (state, offer.answered_at) {
        (OfferState::Held, _) => words.with_text("offer-leaves", "when", &times.when(offer.leaves_at)),
        (_, Some(at)) => words.with_text("offer-answered-at", "when", &times.short(at)),
        (OfferState::Sent, _) => words.with_text("offer-since", "when", &times.short(offer.leaves_at)),
        _ => words.with_text("offer-left", "when", &times.short(offer.leaves_at)),
    };
    let contact = provider.map(|found| &found.contact);
    let on_call = contact.and_then(|contact| contact.on_call_phone.clone()).filter(|_| offer.on_call);
    let phone = on_call.or_else(|| contact.and_then(|contact| contact.phone.clone())).unwrap_or_default();
    OfferRow {
        id: offer.id.simple().to_string(),
        provider: provider.map_or_else(|| words.say("provider-gone"), |found| found.company.clone()),
        state,
        when,
        terms: answer_words(offer, times),
        clock: (state == OfferState::Sent).then(|| clock("clock-answer", offer.leaves_at, offer.expires_at, times)),
        phone: format::phone(&phone),
        phone_link: phone_link(&phone),
        may_answer: is_current && matches!(state, OfferState::Sent | OfferState::Expired | OfferState::Available),
        may_choose: is_current && state == OfferState::Available,
        tied: None,
    }
}

/// What the provider answered, for the desk: terms, or the reason of a decline.
fn answer_words(offer: &offer::Model, times: &Times) -> String {
    let answer = offer.answer.as_ref().and_then(|stored| serde_json::from_value::<Answer>(stored.clone()).ok());
    match answer {
        Some(Answer::Available(given)) => terms(&given, times),
        Some(Answer::Declined { reason, words }) => {
            let reason = serde_json::to_value(reason).ok().and_then(|value| value.as_str().map(str::to_owned));
            let label = Words(times.lang).label("decline", &reason.unwrap_or_default());
            if words.is_empty() { label } else { format!("{label} — {words}") }
        }
        None => String::new(),
    }
}

/// From when, where, at what price.
#[must_use]
pub fn terms(given: &Terms, times: &Times) -> String {
    let words = Words(times.lang);
    let from = match given.from_when.as_str() {
        "" => words.say("terms-from-unsaid"),
        known => words.label("from", known),
    };
    let mut said = vec![from, words.label("terms", given.place.as_str())];
    if given.first_help_free == FirstHelp::Free {
        said.push(words.say("terms-first-free"));
    }
    let price = |key: &str, cents: Option<i64>| {
        cents.map(|cents| words.with_text(key, "price", &format::euros(cents, times.lang)))
    };
    said.extend(price("terms-call-out", given.call_out_cents));
    said.extend(price("terms-hourly", given.hourly_cents));
    said.join(" · ")
}

/// Who has the case.
#[must_use]
pub fn assignment_card(app: &App, row: &assignment::Model, times: &Times) -> AssignmentCard {
    let words = Words(times.lang);
    let directory = app.directory.snapshot();
    let provider = directory.get(row.provider_id.into());
    let contact = provider.map_or_else(String::new, |found| {
        let phone = found.contact.phone.as_deref().map(format::phone);
        [phone, found.contact.emails.first().cloned()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    AssignmentCard {
        provider: provider.map_or_else(|| words.say("provider-gone"), |found| found.company.clone()),
        since: words.with_text("assigned-since", "when", &times.short(row.assigned_at)),
        contact,
        clock: row
            .first_contact_at
            .is_none()
            .then(|| clock("clock-provider-contact", row.assigned_at, row.first_contact_due, times)),
    }
}
