//! Stories about rankings.

use jiff::{Timestamp, civil::date};

use super::*;
use crate::{
    ids::IncidentId,
    provider::{Label, Level, Pause, Point, Provider, sample::provider},
    vocabulary::{Condition, Sector, Severity, Size, Skill, VettingState},
};

/// A Tuesday at 10:00 in Paris.
const OPEN: &str = "2026-02-03T09:00:00Z";
/// A Saturday at 23:00 in Paris.
const CLOSED: &str = "2026-02-07T22:00:00Z";

fn context(now: &str) -> Context {
    Context {
        now: now.parse().unwrap(),
        weights: Weights::default(),
        rules: Rules::default(),
        tie_key: TieKey::of_bytes(b"a key"),
    }
}

fn need() -> Need {
    let mut need = Need::of_playbook("intrusion", Severity::High, &Default::default());
    need.must = [(Skill::Forensics, Level::KNOWS)].into_iter().collect();
    need.site = Site::of_postal_code("34000");
    need
}

/// What one provider fails, when it is alone in the directory.
fn failed(need: &Need, now: &str, change: impl FnOnce(&mut Provider)) -> Vec<Condition> {
    let mut provider = provider(1);
    change(&mut provider);
    let ranking = rank(need, &Directory::new(vec![provider], 1), &context(now));
    ranking.excluded.iter().flat_map(|excluded| excluded.failed.iter()).collect()
}

#[test]
fn who_fails_nothing_is_ranked_with_every_part() {
    let ranking = rank(&need(), &Directory::new(vec![provider(1)], 1), &context(OPEN));
    assert!(ranking.excluded.is_empty());
    let candidate = &ranking.candidates[0];
    assert_eq!((candidate.opens_at, candidate.parts.rotation, candidate.parts.capacity), (None, 0.5, 1.0));
    assert!(candidate.score > 0.5 && candidate.score < 1.0);
    assert!(candidate.distance_km.unwrap() < 10.0);
}

#[test]
fn each_condition_has_its_name() {
    let is =
        |expected: Condition, change: &dyn Fn(&mut Provider)| assert_eq!(failed(&need(), OPEN, change), [expected]);
    is(Condition::NotVetted, &|p| p.vetting.state = VettingState::Suspended);
    is(Condition::InsuranceExpired, &|p| p.insurance_until = Some(date(2026, 2, 2)));
    is(Condition::InsuranceExpired, &|p| p.insurance_until = None);
    is(Condition::CharterMissing, &|p| p.charter_version = None);
    is(Condition::SkillMissing, &|p| p.skills = Default::default());
    is(Condition::OutOfTerritory, &|p| p.territory.departments = ["31".to_owned()].into());
    is(Condition::Paused, &|p| p.paused = true);
    is(Condition::Paused, &|p| p.pauses = vec![Pause { from: date(2026, 2, 3), until: date(2026, 2, 3) }]);
    is(Condition::AtCapacity, &|p| p.open_assignments = 2);
    is(Condition::RollingCap, &|p| p.record.accepted_in_30_days = 2);
    is(Condition::LabelExpired, &|p| p.labels = vec![Label::new("PASSI", date(2024, 1, 1), date(2026, 2, 2)).unwrap()]);
}

#[test]
fn the_last_day_of_a_proof_counts_and_a_renewed_label_has_not_expired() {
    assert_eq!(failed(&need(), OPEN, |p| p.insurance_until = Some(date(2026, 2, 3))), []);
    let label = |from, until| Label::new("ExpertCyber", from, until).unwrap();
    let renewed = vec![label(date(2022, 1, 1), date(2024, 1, 1)), label(date(2025, 1, 1), date(2027, 1, 1))];
    assert_eq!(failed(&need(), OPEN, |p| p.labels = renewed), []);
}

#[test]
fn all_failures_are_told_not_only_the_first() {
    let several = failed(&need(), OPEN, |p| {
        p.vetting.state = VettingState::Applicant;
        p.charter_version = None;
        p.capacity = 0;
    });
    assert_eq!(several, [Condition::NotVetted, Condition::CharterMissing, Condition::AtCapacity]);
}

#[test]
fn a_required_label_is_missing_or_expired_and_one_of_a_list_is_enough() {
    let mut need = need();
    need.labels = vec![vec!["PRIS".into(), "ExpertCyber".into()]];
    let label = |until| Label::new("Expert Cyber", date(2024, 1, 1), until).unwrap();
    assert_eq!(failed(&need, OPEN, |_| ()), [Condition::LabelMissing]);
    assert_eq!(failed(&need, OPEN, |p| p.labels = vec![label(date(2026, 1, 1))]), [Condition::LabelExpired]);
    assert_eq!(failed(&need, OPEN, |p| p.labels = vec![label(date(2027, 1, 1))]), []);
}

#[test]
fn a_conflict_is_the_own_firm_a_listed_one_or_being_named_in_the_case() {
    let mut need = need();
    need.siren = Some("732829320".into());
    let conflict = [Condition::ConflictOfInterest];
    assert_eq!(failed(&need, OPEN, |p| p.siret = "73282932000074".parse().ok()), conflict);
    assert_eq!(failed(&need, OPEN, |p| p.conflicts = ["732829320".to_owned()].into()), conflict);
    need.named = [provider(1).id].into();
    assert_eq!(failed(&need, OPEN, |_| ()), conflict);
}

#[test]
fn sizes_sectors_and_languages_that_are_not_served_are_named() {
    let mut need = need();
    need.size = Some(Size::Pme);
    need.sector = Some(Sector::Q);
    need.languages = ["en".to_owned()].into();
    let all = failed(&need, OPEN, |p| {
        p.client_sizes = [Size::Micro].into();
        p.client_sectors = [Sector::C].into();
    });
    assert_eq!(all, [Condition::ClientSizeNotServed, Condition::SectorNotServed, Condition::Language]);
    assert_eq!(failed(&need, OPEN, |p| p.languages = ["en".to_owned(), "fr".into()].into()), []);
}

#[test]
fn a_radius_needs_both_places_and_work_at_a_distance_needs_none() {
    let mut need = need();
    let around = |p: &mut Provider| {
        p.territory.departments.clear();
        p.territory.radius_km = Some(30.0);
    };
    assert_eq!(failed(&need, OPEN, around), []);
    assert_eq!(
        failed(&need, OPEN, |p| {
            around(p);
            p.address.point = Point::new(44.5, 3.5).ok();
        }),
        [Condition::OutOfTerritory]
    );
    assert_eq!(
        failed(&need, OPEN, |p| {
            around(p);
            p.address.point = None;
        }),
        [Condition::PlaceUnknown]
    );
    need.site = Site::of_postal_code("34999");
    assert_eq!(need.site.department.as_deref(), Some("34"), "a CEDEX code tells the department alone");
    assert_eq!(failed(&need, OPEN, around), [Condition::PlaceUnknown]);
    assert_eq!(
        failed(&need, OPEN, |p| {
            around(p);
            p.territory.remote = true;
        }),
        []
    );
    need.on_site = true;
    assert_eq!(
        failed(&need, OPEN, |p| {
            around(p);
            p.territory.remote = true;
        }),
        [Condition::PlaceUnknown]
    );
}

#[test]
fn closing_hours_exclude_only_from_a_critical_case_without_on_call_contact() {
    let mut need = need();
    assert_eq!(failed(&need, CLOSED, |_| ()), []);
    let candidate = rank(&need, &Directory::new(vec![provider(1)], 1), &context(CLOSED)).candidates.remove(0);
    assert_eq!(candidate.opens_at, "2026-02-09T08:00:00Z".parse::<Timestamp>().ok());
    need.severity = Severity::Critical;
    assert_eq!(failed(&need, CLOSED, |_| ()), [Condition::ClosedNow]);
    assert_eq!(failed(&need, CLOSED, |p| p.contact.on_call_phone = Some("04 65 71 00 00".into())), []);
}

#[test]
fn widening_goes_in_its_order_and_opens_the_territory() {
    let mut need = need();
    let elsewhere = |p: &mut Provider| p.territory.departments = ["31".to_owned()].into();
    assert_eq!(next_widening(&need), Some(Widening::ShouldHaves));
    need.widened = [Widening::ShouldHaves].into();
    assert_eq!(next_widening(&need), Some(Widening::Territory));
    need.widened.insert(Widening::Territory);
    assert_eq!(failed(&need, OPEN, elsewhere), []);
    need.widened.insert(Widening::RollingCap);
    assert_eq!(next_widening(&need), None);
}

#[test]
fn a_nearer_provider_comes_first_and_one_that_is_owed_turns_passes_it() {
    let near = provider(1);
    let mut far = provider(2);
    far.address.point = Point::new(44.1, 3.08).ok();
    let first = |far: &Provider| {
        rank(&need(), &Directory::new(vec![far.clone(), near.clone()], 1), &context(OPEN)).candidates[0].provider
    };
    assert_eq!(first(&far), near.id);
    far.record.deficit = 3.5;
    assert_eq!(first(&far), far.id);
}

#[test]
fn ties_fall_by_the_key_and_not_by_the_order_of_the_file() {
    let order = |providers: Vec<Provider>, key: &[u8]| -> Vec<_> {
        let context = Context { tie_key: TieKey::of_bytes(key), ..context(OPEN) };
        rank(&need(), &Directory::new(providers, 1), &context).candidates.iter().map(|c| c.provider).collect()
    };
    let providers: Vec<_> = (1..=12).map(provider).collect();
    let turned: Vec<_> = providers.iter().rev().cloned().collect();
    assert_eq!(order(providers.clone(), b"x"), order(turned, b"x"));
    assert_ne!(order(providers.clone(), b"x"), order(providers, b"y"));
}

#[test]
fn a_frozen_shortlist_is_replayed_from_its_json_and_a_change_is_seen() {
    let directory = Directory::new((1..=9).map(provider).collect(), 4);
    let key = TieKey::of_incident(b"secret", IncidentId(uuid::Uuid::from_u128(5)));
    let frozen = Shortlist::freeze(&need(), &directory, &Context { tie_key: key, ..context(CLOSED) });
    let mut read: Shortlist = serde_json::from_str(&serde_json::to_string(&frozen).unwrap()).unwrap();
    assert_eq!(read, frozen);
    assert_eq!(read.replay(), Replay::Same);
    read.inputs[0].record.deficit = 2.0;
    assert!(matches!(read.replay(), Replay::Differs(_)));
}
