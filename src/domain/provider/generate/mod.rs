//! A synthetic directory for demonstration, tests and stress: the same order gives the same providers, for ever.
//!
//! Names are invented, numbers lie in ranges kept for fiction, SIRENs begin with 999 (given to nobody), mail addresses
//! end in `.example` (RFC 2606). No person is named.

mod draw;
mod identity;
mod place;
mod trade;
mod traps;

use jiff::{ToSpan, civil::Date};

use self::place::Places;
pub use self::{draw::Draw, traps::CALLER_SIREN};
use super::{Contact, Pause, Provider, Record, Vetting};
use crate::{
    ids::ProviderId,
    vocabulary::{Profile, VettingState},
};

/// Directories up to this size stay in one region.
const REGIONAL_COUNT: u32 = 300;

/// What to generate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// How many providers.
    pub count: u32,
    /// Seed: another seed, another directory.
    pub seed: u64,
    /// The day from which validity dates are drawn.
    pub at: Date,
    /// INSEE code of the home region: a small directory stays in it, a large one has all its departments.
    pub region: String,
    /// With rows that are hard to read right.
    pub traps: bool,
}

/// The providers of an order, in the order of their ids.
#[must_use]
pub fn generate(order: &Order) -> Vec<Provider> {
    let places = Places::new(&order.region, order.count > REGIONAL_COUNT);
    let mut draw = Draw::new(order.seed);
    let mut names = identity::Names::default();
    let mut providers: Vec<_> =
        (0..order.count).map(|serial| provider(serial, order, &places, &mut names, &mut draw)).collect();
    if order.traps {
        traps::set(&mut providers);
    }
    providers
}

fn provider(serial: u32, order: &Order, places: &Places, names: &mut identity::Names, draw: &mut Draw) -> Provider {
    let commune = places.pick(serial, draw);
    let id = identity::id(serial, order.at, draw);
    let profile = draw.among(&[(Profile::Volume, 60), (Profile::Specialist, 25), (Profile::Pioneer, 15)]);
    let company = names.company(profile, commune.name, draw);
    let hours = trade::hours(draw);
    let capacity = trade::capacity(draw);
    let (labels, insurance_until) = trade::proofs(order.at, draw);
    Provider {
        code: id.to_string(),
        id,
        siret: identity::siret(serial),
        profile,
        address: place::address(commune),
        contact: contact(&company, serial, hours.is_always(), draw),
        territory: places.territory(commune, draw),
        skills: trade::skills(profile, draw),
        labels,
        insurance_until,
        charter_version: draw.chance(88).then(|| "2025-1".into()),
        hours,
        pauses: if draw.chance(6) { vec![pause(order.at, draw)] } else { Vec::new() },
        paused: false,
        open_assignments: trade::open_assignments(capacity, draw),
        capacity,
        client_sizes: trade::client_sizes(draw),
        client_sectors: trade::client_sectors(draw),
        languages: trade::languages(draw),
        conflicts: if draw.chance(5) { [identity::siren(draw.below(90_000))].into() } else { [].into() },
        vetting: vetting(order.at, draw),
        record: Record::default(),
        company,
    }
}

fn vetting(at: Date, draw: &mut Draw) -> Vetting {
    let state = draw.among(&[(VettingState::Vetted, 97), (VettingState::Suspended, 2), (VettingState::Applicant, 1)]);
    Vetting::imported(state, Some(trade::day(at, draw.between(20, 700))))
}

fn contact(company: &str, serial: u32, always: bool, draw: &mut Draw) -> Contact {
    let domain = identity::domain(company, serial);
    let on_call = always || draw.chance(12);
    Contact {
        phone: Some(identity::phone(draw)),
        emails: vec![format!("contact@{domain}")],
        on_call_email: on_call.then(|| format!("astreinte@{domain}")),
        on_call_phone: on_call.then(|| identity::phone(draw)),
    }
}

/// Leave of one to three weeks that begins within two months, or has begun.
fn pause(at: Date, draw: &mut Draw) -> Pause {
    let from = trade::day(at, draw.between(0, 70) - 10);
    Pause { from, until: from.saturating_add((6 + draw.between(0, 14)).days()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    fn order(count: u32, seed: u64) -> Order {
        Order { count, seed, at: date(2026, 1, 1), region: "76".into(), traps: false }
    }

    #[test]
    fn the_same_order_gives_the_same_providers_and_another_seed_others() {
        assert_eq!(generate(&order(60, 1)), generate(&order(60, 1)));
        assert_ne!(generate(&order(60, 1)), generate(&order(60, 2)));
    }

    #[test]
    fn a_small_directory_has_every_department_of_its_region_and_no_other() {
        let departments: BTreeSet<_> =
            generate(&order(60, 3)).into_iter().filter_map(|p| p.address.department).collect();
        assert_eq!(departments.len(), 13);
        assert!(departments.contains("48") && departments.contains("31"));
    }

    #[test]
    fn shares_are_those_of_the_trade() {
        let all = generate(&order(4_000, 5));
        let share = |holds: &dyn Fn(&Provider) -> bool| {
            all.iter().filter(|provider| holds(provider)).count() * 1000 / all.len()
        };
        assert!((550..650).contains(&share(&|p| p.territory.remote)));
        assert!((420..480).contains(&share(&|p| p.capacity == 1)));
        assert!((45..75).contains(&share(&|p| p.hours.is_always())));
        assert!((130..170).contains(&share(&|p| p.labels.iter().any(|label| label.name == "ExpertCyber"))));
        assert!((10..30).contains(&share(&|p| p.vetting.state == VettingState::Suspended)));
        assert!((600..860).contains(&share(&|p| p.skills.level(crate::vocabulary::Skill::BackupNas) > 0)));
    }

    #[test]
    fn names_ids_and_sirets_are_each_given_once() {
        let all = generate(&order(2_000, 11));
        let distinct = |key: &dyn Fn(&Provider) -> String| all.iter().map(key).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(&|p| p.company.clone()), 2_000);
        assert_eq!(distinct(&|p| p.code.clone()), 2_000);
        assert_eq!(distinct(&|p| format!("{:?}", p.siret)), 2_000);
    }
}
