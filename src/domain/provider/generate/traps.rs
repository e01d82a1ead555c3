//! Rows that are hard to read right, one kind each, put over the first rows of a directory.

use std::collections::BTreeSet;

use super::Provider;
use crate::provider::{Address, Point, Territory};

/// SIREN of the invented organisation that calls in the tests: one provider is it, another is its supplier.
pub const CALLER_SIREN: &str = "999999998";

/// Sets the traps, as far as there are rows.
pub(super) fn set(providers: &mut [Provider]) {
    let twin = providers.first().map(|provider| provider.company.clone()).unwrap_or_default();
    let traps: [&dyn Fn(&mut Provider); 9] = [
        &|provider| provider.company.clone_from(&twin),
        &|provider| replace(provider, "99999", "Nullepart", None),
        &|provider| replace(provider, "31099", "Toulouse Cedex 9", None),
        &|provider| replace(provider, "34999", "Cedex inconnu", None),
        &no_coordinates,
        &|provider| replace(provider, "97400", "Saint-Denis", Point::new(-20.8789, 55.4481).ok()),
        &|provider| provider.company = "L’Œuvre d’Éléonore & Fils, « Réseaux » ; Dépannage".into(),
        &|provider| provider.siret = "99999999800013".parse().ok(),
        &|provider| provider.conflicts = [CALLER_SIREN.to_owned()].into(),
    ];
    for (provider, trap) in providers.iter_mut().skip(1).zip(traps) {
        trap(provider);
    }
}

fn replace(provider: &mut Provider, postal_code: &str, commune: &str, point: Option<Point>) {
    provider.address = Address { postal_code: postal_code.into(), commune: commune.into(), department: None, point };
    provider.territory = Territory { departments: BTreeSet::new(), radius_km: Some(60.0), remote: false };
}

fn no_coordinates(provider: &mut Provider) {
    provider.address.point = None;
}
