//! Who serves where: for each department and skill, how many providers of the directory could come, or help from afar.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Availability, Directory, Rules, standing::serves};
use crate::{
    intake::Department,
    provider::{Point, Provider},
    vocabulary::Skill,
};

/// Providers that serve a department with a skill.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cover {
    /// Those that come on site.
    pub on_site: usize,
    /// Those that only help from afar.
    pub remote: usize,
}

impl Cover {
    /// Nobody serves there.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        self.on_site == 0 && self.remote == 0
    }
}

/// Cover of each department by each skill. Leave, a full calendar and this month's share pass, and don't count here.
#[must_use]
pub fn coverage(
    directory: &Directory,
    departments: &[&Department],
    now: Timestamp,
    rules: &Rules,
) -> BTreeMap<(String, Skill), Cover> {
    let keys = departments.iter().flat_map(|one| Skill::ALL.iter().map(|skill| (one.code.to_owned(), *skill)));
    let mut covers: BTreeMap<(String, Skill), Cover> = keys.map(|key| (key, Cover::default())).collect();
    let able = directory.providers().iter().filter(|one| serves(one, Availability::of(one, now), rules));
    for provider in able {
        for department in departments {
            let comes = comes_to(provider, department);
            if !comes && !provider.territory.remote {
                continue;
            }
            for skill in provider.skills.0.keys() {
                if let Some(cover) = covers.get_mut(&(department.code.to_owned(), *skill)) {
                    cover.on_site += usize::from(comes);
                    cover.remote += usize::from(!comes);
                }
            }
        }
    }
    covers
}

/// It names the department, or its radius reaches the department's seat.
#[must_use]
pub fn comes_to(provider: &Provider, department: &Department) -> bool {
    let seat = department.seat_commune().and_then(|seat| Point::new(seat.lat, seat.lon).ok());
    let distance = provider.address.point.zip(seat).map(|(here, there)| here.distance_km(there));
    let reached = provider.territory.radius_km.zip(distance).is_some_and(|(radius, distance)| distance <= radius);
    provider.territory.departments.contains(department.code) || reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::{Territory, sample};

    #[test]
    fn a_department_that_nobody_serves_is_a_gap_and_a_remote_one_is_told_apart() {
        let near = sample::provider(1);
        let mut afar = sample::provider(2);
        afar.territory = Territory { departments: [].into(), radius_km: None, remote: true };
        let departments = ["34", "48"].map(|code| Department::by_code(code).unwrap());
        let now = "2026-11-24T10:00:00Z".parse().unwrap();
        let of =
            |providers: Vec<Provider>| coverage(&Directory::new(providers, 1), &departments, now, &Rules::default());
        let alone = of(vec![near.clone()]);
        assert_eq!(alone[&("34".to_owned(), Skill::Forensics)], Cover { on_site: 1, remote: 0 });
        assert!(alone[&("48".to_owned(), Skill::Forensics)].is_gap());
        assert!(alone[&("34".to_owned(), Skill::Telephony)].is_gap());
        let both = of(vec![near, afar]);
        assert_eq!(both[&("34".to_owned(), Skill::Forensics)], Cover { on_site: 1, remote: 1 });
        assert_eq!(both[&("48".to_owned(), Skill::Forensics)], Cover { on_site: 0, remote: 1 });
    }
}
