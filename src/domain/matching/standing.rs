//! How a provider stands by itself, before any case: the conditions that keep it from being asked at all.

use super::{Availability, Failures, Need, Rules, Site, failures};
use crate::{
    playbook::document::Skills,
    provider::Provider,
    vocabulary::{Condition, Severity},
};

/// The conditions that keep a provider from being asked for any case, even one that is made for it.
#[must_use]
pub fn standing(provider: &Provider, availability: Availability, rules: &Rules) -> Failures {
    let territory = &provider.territory;
    let department = territory.departments.first().or(provider.address.department.as_ref()).cloned();
    let made_for_it = Need {
        site: Site { department, point: provider.address.point },
        languages: provider.languages.clone(),
        by_mail: true,
        ..Need::of_playbook("", Severity::Low, &Skills::default())
    };
    failures(&made_for_it, provider, availability, rules)
}

/// The same without what passes by itself: leave, a full calendar, this month's share. Who fails nothing of this serves.
#[must_use]
pub fn serves(provider: &Provider, availability: Availability, rules: &Rules) -> bool {
    standing(provider, availability, rules).iter().all(Condition::passes)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::provider::{Label, Territory, sample};

    fn failed(provider: &Provider) -> Vec<Condition> {
        let now = "2026-11-24T10:00:00+01:00[Europe/Paris]".parse::<jiff::Zoned>().unwrap().timestamp();
        standing(provider, Availability::of(provider, now), &Rules::default()).iter().collect()
    }

    #[test]
    fn who_fails_nothing_stands_well_wherever_it_works() {
        let mut provider = sample::provider(1);
        assert_eq!(failed(&provider), []);
        provider.territory = Territory { departments: [].into(), radius_km: Some(30.0), remote: false };
        assert_eq!(failed(&provider), []);
        provider.territory = Territory { departments: [].into(), radius_km: None, remote: true };
        assert_eq!(failed(&provider), []);
    }

    #[test]
    fn a_label_that_ran_out_yesterday_keeps_its_holder_out_by_itself_and_a_renewal_brings_it_back() {
        let mut provider = sample::provider(1);
        provider.labels = vec![Label::new("ExpertCyber", date(2024, 11, 24), date(2026, 11, 23)).unwrap()];
        assert_eq!(failed(&provider), [Condition::LabelExpired]);
        provider.labels.push(Label::new("ExpertCyber", date(2026, 11, 24), date(2028, 11, 23)).unwrap());
        assert_eq!(failed(&provider), []);
        provider.insurance_until = Some(date(2026, 11, 23));
        assert_eq!(failed(&provider), [Condition::InsuranceExpired]);
    }
}
