//! Stories about simulations: fairness, newcomers, nobody ineligible, the same seed again.

use jiff::civil::date;

use super::*;
use crate::{
    calendar::Schedule,
    matching::{Durations, Need, Rules, Weights, rotation::jain},
    provider::{
        Level, Point, Provider, Territory,
        generate::{Draw, Order, generate},
        sample::provider,
    },
    vocabulary::Skill,
};

fn scenario(seed: u64) -> Scenario {
    Scenario {
        seed,
        weights: Weights::default(),
        rules: Rules::default(),
        durations: Durations::default(),
        behaviour: Behaviour::default(),
        desk: Schedule::in_department("mo-fr 09:00-18:00".parse().unwrap(), "34"),
    }
}

fn kinds(skills: &[Skill]) -> Vec<Kind> {
    let need = |skill: Skill| {
        move |severity| Need {
            must: [(skill, Level::KNOWS)].into_iter().collect(),
            ..Need::of_playbook("x", severity, &Default::default())
        }
    };
    skills.iter().flat_map(|skill| Kind::at_each_severity(1, need(*skill))).collect()
}

fn calls(incidents: u32, skills: &[Skill]) -> Vec<Arrival> {
    let departments = ["31", "34", "12", "30", "66", "48"].map(str::to_owned).into();
    arrivals(&kinds(skills), &departments, &Period { from: date(2026, 1, 1), days: 360, incidents }, 3)
}

/// Providers that serve the same cases, but are not equally good: place, level, speed and success differ.
fn equals(count: u128) -> Vec<Provider> {
    let mut draw = Draw::new(17);
    let equal = |number| {
        let mut provider = provider(number);
        provider.capacity = 6;
        provider.territory = Territory {
            departments: ["31", "34", "12", "30", "66", "48"].map(str::to_owned).into(),
            radius_km: None,
            remote: true,
        };
        provider.address.point = Point::new(42.8 + draw.fraction() * 2.0, 1.0 + draw.fraction() * 3.5).ok();
        provider.skills = [(Skill::Forensics, Level::try_from(1 + u8::try_from(draw.below(3)).unwrap()).unwrap())]
            .into_iter()
            .collect();
        provider.contact.on_call_phone = Some("04 65 71 00 00".into());
        provider.record.offers = 20;
        provider.record.accepted = 10 + draw.below(11);
        provider.record.median_answer_minutes = Some(f64::from(10 + draw.below(120)));
        provider
    };
    (1..=count).map(equal).collect()
}

#[test]
fn offers_are_shared_fairly_among_providers_that_serve_the_same_cases() {
    let outcome = simulate(equals(20), &calls(900, &[Skill::Forensics]), &scenario(1));
    let offers: Vec<_> = outcome.providers.iter().map(|provider| f64::from(provider.offers)).collect();
    assert!(offers.iter().all(|offers| *offers >= 20.0));
    assert!(jain(&offers) >= 0.95, "index {} of {offers:?}", jain(&offers));
    let unfair = Scenario { weights: Weights { rotation: 0.0, ..Weights::default() }, ..scenario(1) };
    let unfair = simulate(equals(20), &calls(900, &[Skill::Forensics]), &unfair);
    assert!(figures(&unfair).fairness < 0.95, "without rotation the index must fall: {}", figures(&unfair).fairness);
}

#[test]
fn a_newcomer_gets_its_share_and_no_arrears() {
    let mut providers = equals(10);
    for old in providers.iter_mut().skip(1) {
        (old.record.offers, old.record.accepted, old.record.median_answer_minutes) = (40, 34, Some(35.0));
    }
    let newcomer = providers[0].id;
    providers[0].record = Default::default();
    let outcome = simulate(providers, &calls(400, &[Skill::Forensics]), &scenario(2));
    let share = |outcome: &ProviderOutcome| f64::from(outcome.offers) / outcome.expected_offers;
    let shares: Vec<_> = outcome.providers.iter().filter(|p| p.provider == newcomer).map(share).collect();
    assert!((0.7..1.3).contains(&shares[0]), "{shares:?}");
}

/// Four trades of six firms, in overlapping parts of the region, among forty others: they meet on many cases, and on
/// none with the same neighbours only.
fn groups_among_others(seed: u64) -> Vec<Provider> {
    let trades = [
        (&[Skill::Forensics][..], &["31", "34", "12"][..]),
        (&[Skill::Forensics, Skill::MailCloud], &["34", "30", "66", "48"]),
        (&[Skill::MailCloud], &["31", "12", "66"]),
        (&[Skill::MailCloud, Skill::BackupNas], &["31", "34", "30"]),
    ];
    let mut providers = equals(24);
    for (number, firm) in providers.iter_mut().enumerate() {
        let (skills, departments) = trades[number / 6];
        let level = firm.skills.level(Skill::Forensics);
        firm.skills = skills.iter().map(|skill| (*skill, Level::try_from(level).unwrap())).collect();
        firm.territory.departments = departments.iter().map(|code| (*code).to_owned()).collect();
        firm.territory.remote = false;
    }
    let order = Order { count: 40, seed, at: date(2026, 1, 1), region: "76".into(), traps: false };
    providers.into_iter().chain(generate(&order)).collect()
}

#[test]
fn firms_that_serve_exactly_the_same_cases_are_served_alike_among_others_that_do_not() {
    for seed in 1..=4 {
        let skills = [Skill::Forensics, Skill::MailCloud, Skill::BackupNas];
        let outcome = simulate(groups_among_others(seed), &calls(1_500, &skills), &scenario(seed));
        let found = figures(&outcome);
        assert!(found.equal_groups >= 4, "seed {seed}: {:?}", outcome.groups);
        assert!(found.least_even.unwrap() >= 0.95, "seed {seed}: {:?}", outcome.groups);
        let unfair = Scenario { weights: Weights { rotation: 0.0, ..Weights::default() }, ..scenario(seed) };
        let unfair = figures(&simulate(groups_among_others(seed), &calls(1_500, &skills), &unfair));
        assert!(unfair.least_even.unwrap() < 0.95, "without rotation the index must fall: {unfair:?}");
    }
}

#[test]
fn nobody_ineligible_is_ever_asked_and_the_seed_tells_all() {
    let order = Order { count: 60, seed: 8, at: date(2026, 1, 1), region: "76".into(), traps: false };
    let calls = calls(300, &[Skill::BackupNas, Skill::MailCloud, Skill::WebCms, Skill::RansomwareRecovery]);
    let outcome = simulate(generate(&order), &calls, &scenario(4));
    let figures = figures(&outcome);
    assert_eq!(figures.ineligible_offers, 0);
    assert!(figures.offers > 300 && figures.unassigned_share < 0.25, "{figures:?}");
    assert_eq!(outcome, simulate(generate(&order), &calls, &scenario(4)));
    assert_ne!(outcome, simulate(generate(&order), &calls, &scenario(5)));
}

/// How many offers are played out: more where the run has raised the number of random cases.
fn offers_to_play() -> u32 {
    let cases: Option<u32> = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    if cases.is_some_and(|cases| cases > 256) { 200_000 } else { 5_000 }
}

#[test]
fn among_as_many_offers_as_are_played_none_goes_to_somebody_ineligible_and_equals_are_served_alike() {
    let (mut offers, mut seed) = (0, 0);
    while offers < offers_to_play() {
        seed += 1;
        let scenario = scenario(seed);
        // Equals, whose shares are compared, and a drawn directory, in which many conditions fail.
        let even = simulate(equals(12), &calls(600, &[Skill::Forensics]), &scenario);
        let shares: Vec<_> = even.providers.iter().map(|provider| f64::from(provider.offers)).collect();
        assert!(shares.iter().all(|offers| *offers >= 20.0) && jain(&shares) >= 0.95, "seed {seed}: {shares:?}");
        let order = Order { count: 40, seed, at: date(2026, 1, 1), region: "76".into(), traps: true };
        let drawn = simulate(generate(&order), &calls(600, &[Skill::BackupNas, Skill::MailCloud]), &scenario);
        for figures in [figures(&even), figures(&drawn)] {
            assert_eq!(figures.ineligible_offers, 0, "seed {seed}");
            offers += figures.offers;
        }
    }
}

#[test]
fn graver_cases_are_assigned_sooner() {
    let outcome = simulate(equals(20), &calls(600, &[Skill::Forensics]), &scenario(6));
    let medians: Vec<_> = figures(&outcome).minutes.iter().map(|(_, median, _)| *median).collect();
    assert!(
        medians.len() == 4 && medians[0] < 60.0 && medians[0] < medians[2] && medians[1] < medians[3],
        "{medians:?}"
    );
}
