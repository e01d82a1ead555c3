//! The index held against brute force: the plain rule on every provider, a full draw, one sort.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::date};

use super::*;
use crate::{
    provider::{
        Label, Level, Pause, Point, Provider, SkillLevels,
        generate::{Draw, Order, generate},
    },
    vocabulary::{Sector, Severity, Size, Skill},
};

const DIRECTORIES: u64 = 200;
const NEEDS: u64 = 50;
/// Towns, a village, a CEDEX code, one that doesn't exist, overseas, far away.
const POSTAL_CODES: [&str; 8] = ["34000", "31000", "12100", "48000", "31099", "99999", "97400", "75011"];

/// Everything that the index packs is stirred, so that each condition fails now and then, alone and with others.
fn stirred_directory(seed: u64) -> Vec<Provider> {
    let order = Order { count: 20, seed, at: date(2026, 1, 1), region: "76".into(), traps: seed.is_multiple_of(5) };
    let mut draw = Draw::new(seed ^ 0xD1CE);
    let mut providers = generate(&order);
    for provider in &mut providers {
        stir(provider, &mut draw);
    }
    providers
}

fn stir(provider: &mut Provider, draw: &mut Draw) {
    let record = &mut provider.record;
    record.offers = draw.below(12);
    record.accepted = draw.below(record.offers + 1);
    record.median_answer_minutes = draw.chance(50).then(|| f64::from(draw.below(300)));
    record.accepted_in_30_days = draw.below(4);
    record.deficit = f64::from(draw.between(-6, 6)) / 2.0;
    if draw.chance(10) {
        provider.charter_version = None;
    }
    if draw.chance(10) {
        provider.insurance_until = None;
    }
    if draw.chance(20) {
        let label = |from, until| Label::new("expert cyber", from, until).unwrap();
        provider.labels.push(label(date(2022, 1, 1), date(2023 + i16::from(draw.chance(50)) * 3, 6, 1)));
    }
    if draw.chance(10) {
        provider.pauses.push(Pause { from: date(2026, 1, 1), until: date(2026, 6, 1) });
    }
    if draw.chance(10) {
        provider.address.point = None;
    }
    if draw.chance(20) {
        provider.territory.departments.insert("34".into());
    }
    provider.paused = draw.chance(5);
    if draw.chance(5) {
        provider.contact.emails.clear();
        provider.contact.on_call_email = None;
    }
    if draw.chance(5) {
        provider.languages = BTreeSet::new();
    }
}

fn skills(draw: &mut Draw, most: u32) -> SkillLevels {
    let skill = |draw: &mut Draw| (*draw.one_of(Skill::ALL), Level::try_from(1 + u8::from(draw.chance(30))).unwrap());
    (0..draw.below(most + 1)).map(|_| skill(draw)).collect()
}

fn need(providers: &[Provider], draw: &mut Draw) -> Need {
    let mut need = Need::of_playbook("intrusion", *draw.one_of(Severity::ALL), &Default::default());
    need.must = skills(draw, 1);
    need.should = skills(draw, 3);
    need.site = Site::of_postal_code(draw.one_of::<&str>(&POSTAL_CODES));
    need.on_site = draw.chance(40);
    need.by_mail = draw.chance(40);
    need.size = draw.chance(40).then(|| *draw.one_of(Size::ALL));
    need.sector = draw.chance(20).then(|| *draw.one_of(Sector::ALL));
    let some = |draw: &mut Draw| draw.one_of(providers).id;
    need.siren = draw.chance(40).then(|| draw.one_of(providers).siren().unwrap_or("732829320").to_owned());
    if draw.chance(20) {
        need.languages = [(*draw.one_of(&["en", "fr", "es", "zz"])).to_owned()].into();
    }
    if draw.chance(15) {
        need.labels = vec![vec!["ExpertCyber".into(), "PRIS".into()]];
    }
    if draw.chance(20) {
        need.asked = [some(draw), some(draw)].into();
        need.declined = [some(draw)].into();
        need.named = [some(draw)].into();
    }
    for step in [Widening::ShouldHaves, Widening::Territory, Widening::RollingCap] {
        if draw.chance(15) {
            need.widened.insert(step);
        }
    }
    need.site.point = need.site.point.filter(|_| draw.chance(95));
    need
}

fn brute_force(need: &Need, providers: &[(Provider, Availability)], context: &Context) -> Ranking {
    let mut ranking = Ranking::default();
    for (provider, availability) in providers {
        let failed = failures(need, provider, *availability, &context.rules);
        if !failed.is_empty() {
            ranking.excluded.push(Excluded { provider: provider.id, failed, opens_at: availability.opens_at });
            continue;
        }
        let exact = need.site.point.zip(provider.address.point).map(|(a, b)| a.distance_km(b));
        let parts = parts(need, provider, exact);
        ranking.candidates.push(Candidate {
            provider: provider.id,
            score: context.weights.weigh(&parts),
            parts,
            distance_km: exact.map(|km| (km * 1e3).round() / 1e3),
            opens_at: availability.opens_at,
            on_call: provider.contact.has_on_call(),
        });
    }
    let draw = |candidate: &Candidate| context.tie_key.draw(candidate.provider);
    ranking.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| draw(a).cmp(&draw(b))));
    ranking.excluded.sort_by_key(|excluded| excluded.provider);
    ranking
}

#[test]
fn the_index_ranks_like_brute_force_on_ten_thousand_cases() {
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let mut ranked = 0;
    for seed in 0..DIRECTORIES {
        let mut draw = Draw::new(seed);
        let now = start + SignedDuration::from_mins(i64::from(draw.below(400_000)));
        let providers = stirred_directory(seed);
        let directory = Directory::new(providers.clone(), 1);
        let clocked: Vec<_> = providers.iter().map(|p| (p.clone(), Availability::of(p, now))).collect();
        for _ in 0..NEEDS {
            let need = need(&providers, &mut draw);
            let tie_key = TieKey::of_bytes(&draw.next().to_be_bytes());
            let rules = Rules { charter_required: draw.chance(80), ..Rules::default() };
            let context = Context { now, weights: Weights::default(), rules, tie_key };
            let ranking = rank(&need, &directory, &context);
            ranked += ranking.candidates.len();
            assert_eq!(ranking, brute_force(&need, &clocked, &context), "directory {seed}, need {need:?}");
        }
    }
    assert!(ranked > 5_000, "the cases must rank somebody: {ranked}");
}

#[test]
fn a_directory_changed_one_by_one_ranks_like_one_built_anew() {
    let now = "2026-02-03T09:00:00Z".parse().unwrap();
    let context =
        Context { now, weights: Weights::default(), rules: Rules::default(), tie_key: TieKey::of_bytes(b"k") };
    for seed in 0..40 {
        let mut draw = Draw::new(seed);
        let mut providers = stirred_directory(seed);
        let mut changed = Directory::new(providers.clone(), 1);
        for _ in 0..12 {
            let place = draw.below(u32::try_from(providers.len()).unwrap()) as usize;
            if draw.chance(30) {
                changed.remove(providers.remove(place).id);
            } else {
                stir(&mut providers[place], &mut draw);
                changed.put(providers[place].clone());
            }
        }
        let need = need(&providers, &mut draw);
        assert_eq!(rank(&need, &changed, &context), rank(&need, &Directory::new(providers, 1), &context));
    }
}

#[test]
fn a_provider_on_the_edge_of_its_radius_is_judged_by_the_plain_rule() {
    let (here, there) = (Point::new(43.6, 3.88).unwrap(), Point::new(44.1, 3.08).unwrap());
    let exact = here.distance_km(there);
    for radius in
        [exact, exact.next_up(), exact.next_down(), exact + 0.000_5, exact - 0.000_5, exact + 1.0, exact - 1.0]
    {
        let mut provider = crate::provider::sample::provider(1);
        provider.address.point = Some(there);
        provider.territory.departments.clear();
        provider.territory.radius_km = Some(radius);
        let mut need = Need::of_playbook("intrusion", Severity::High, &Default::default());
        need.site.point = Some(here);
        let (now, rules) = ("2026-02-03T09:00:00Z".parse().unwrap(), Rules::default());
        let context = Context { now, weights: Weights::default(), rules, tie_key: TieKey::of_bytes(b"") };
        let ranking = rank(&need, &Directory::new(vec![provider], 1), &context);
        assert_eq!(ranking.candidates.len(), usize::from(exact <= radius), "radius {radius}");
    }
}
