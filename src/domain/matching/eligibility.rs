//! The hard conditions, each with its name. All that fail are told, not only the first.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Availability, Failures, Need, Widening};
use crate::{
    provider::{Label, Provider},
    vocabulary::{Condition, Severity, VettingState},
};

/// Thresholds that a desk sets for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Cases accepted in 30 days at most, unless a provider's capacity is higher.
    pub rolling_cap: u32,
    /// Only who signed the charter is asked.
    pub charter_required: bool,
    /// Only who proved an insurance that covers today is asked.
    pub insurance_required: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { rolling_cap: 2, charter_required: true, insurance_required: true }
    }
}

/// Every hard condition that a provider fails for a need.
#[must_use]
pub fn failures(need: &Need, provider: &Provider, availability: Availability, rules: &Rules) -> Failures {
    let mut failed = standing(provider, availability.today, rules);
    labels(need, provider, availability.today, &mut failed);
    load(need, provider, rules, &mut failed);
    clientele(need, provider, &mut failed);
    territory(need, provider, &mut failed);
    failed.note(Condition::Paused, provider.is_paused_on(availability.today));
    failed.note(
        Condition::SkillMissing,
        !need.must.0.iter().all(|(skill, level)| provider.skills.level(*skill) >= level.get()),
    );
    failed.note(Condition::AlreadyDeclined, need.declined.contains(&provider.id));
    failed.note(Condition::AlreadyAsked, need.asked.contains(&provider.id));
    let unreachable = !availability.open_now && !provider.contact.has_on_call();
    failed.note(Condition::ClosedNow, need.severity == Severity::Critical && unreachable);
    failed.note(Condition::NoAddress, need.by_mail && !provider.contact.has_address());
    failed
}

/// Vetting, insurance, charter.
fn standing(provider: &Provider, today: Date, rules: &Rules) -> Failures {
    let mut failed = Failures::NONE;
    failed.note(Condition::NotVetted, provider.vetting.state != VettingState::Vetted);
    failed.note(Condition::InsuranceExpired, rules.insurance_required && !provider.is_insured_on(today));
    failed.note(Condition::CharterMissing, rules.charter_required && provider.charter_version.is_none());
    failed
}

/// A label that ran out keeps its holder out until it is renewed or taken off the directory, required or not: the
/// desk would show a proof that is none.
fn labels(need: &Need, provider: &Provider, today: Date, failed: &mut Failures) {
    failed.note(Condition::LabelExpired, labels_until(&provider.labels) < today);
    for group in &need.labels {
        let held = |label: &&Label| group.iter().any(|name| label.is_named(name));
        let missing = !provider.labels.iter().filter(held).any(|label| label.is_valid_on(today));
        let expired = provider.labels.iter().filter(held).any(|label| label.until < today);
        failed.note(Condition::LabelMissing, missing && !expired);
        failed.note(Condition::LabelExpired, missing && expired);
    }
}

/// The last day on which none of the labels has run out; a label is renewed by a later one of its name.
pub(super) fn labels_until(labels: &[Label]) -> Date {
    let renewed =
        |label: &Label| labels.iter().filter(|other| other.is_named(&label.name)).map(|other| other.until).max();
    labels.iter().filter_map(renewed).min().unwrap_or(Date::MAX)
}

/// Open assignments, and cases of the last 30 days.
fn load(need: &Need, provider: &Provider, rules: &Rules, failed: &mut Failures) {
    failed.note(Condition::AtCapacity, provider.open_assignments >= provider.capacity);
    let capped = provider.record.accepted_in_30_days >= rules.rolling_cap.max(provider.capacity);
    failed.note(Condition::RollingCap, capped && !need.widened.contains(&Widening::RollingCap));
}

/// Conflicts, size, sector, language.
fn clientele(need: &Need, provider: &Provider, failed: &mut Failures) {
    let barred = need.siren.iter().any(|siren| provider.siren() == Some(siren) || provider.conflicts.contains(siren))
        || need.barred_sirens.iter().any(|siren| provider.siren() == Some(siren))
        || need.named.contains(&provider.id);
    failed.note(Condition::ConflictOfInterest, barred);
    let unserved = |size| !provider.client_sizes.is_empty() && !provider.client_sizes.contains(&size);
    failed.note(Condition::ClientSizeNotServed, need.size.is_some_and(unserved));
    let unserved = |sector| !provider.client_sectors.is_empty() && !provider.client_sectors.contains(&sector);
    failed.note(Condition::SectorNotServed, need.sector.is_some_and(unserved));
    failed.note(Condition::Language, !shares_language(&need.languages, &provider.languages));
}

/// One language in common; an empty list means French.
fn shares_language(caller: &BTreeSet<String>, provider: &BTreeSet<String>) -> bool {
    match (caller.is_empty(), provider.is_empty()) {
        (true, true) => true,
        (true, false) => provider.contains("fr"),
        (false, true) => caller.contains("fr"),
        (false, false) => !caller.is_disjoint(provider),
    }
}

/// Served when a department, the radius, or work at a distance covers the case. Where that cannot be told since a
/// place is unknown, the condition says so instead of guessing.
fn territory(need: &Need, provider: &Provider, failed: &mut Failures) {
    let territory = &provider.territory;
    let by_department = need.site.department.as_ref().map(|code| territory.departments.contains(code));
    let distance = need.site.point.zip(provider.address.point).map(|(here, there)| there.distance_km(here));
    let by_radius = match (territory.radius_km, distance) {
        (None, _) => Some(false),
        (Some(radius), Some(distance)) => Some(distance <= radius),
        (Some(_), None) => None,
    };
    let by_department = if territory.departments.is_empty() { Some(false) } else { by_department };
    if (territory.remote && !need.on_site) || by_department == Some(true) || by_radius == Some(true) {
        return;
    }
    let unknown = by_department.is_none() || by_radius.is_none();
    let asked_anyway = need.widened.contains(&Widening::Territory);
    failed.note(Condition::PlaceUnknown, unknown && !asked_anyway);
    failed.note(Condition::OutOfTerritory, !unknown && !asked_anyway);
}
