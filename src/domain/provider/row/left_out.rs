//! What a file says of a known firm when columns are left out: nothing, so what was known stays.

use super::Column;
use crate::provider::Provider;

/// The firm of a file with what was known of it where the file has no column for it.
///
/// Vetting, pause, record and open assignments aren't a file's to tell in any case.
#[must_use]
pub fn with_left_out(mut given: Provider, known: &Provider, left_out: &[Column]) -> Provider {
    for column in left_out {
        keep(&mut given, known.clone(), *column);
    }
    given
}

fn keep(given: &mut Provider, known: Provider, column: Column) {
    match column {
        Column::Siret => given.siret = known.siret,
        Column::Profile => given.profile = known.profile,
        Column::PostalCode => {
            given.address.department = given.address.department.take().or(known.address.department);
            given.address.postal_code = known.address.postal_code;
        }
        Column::Commune => given.address.commune = known.address.commune,
        Column::Lat | Column::Lon => given.address.point = given.address.point.or(known.address.point),
        Column::Phone => given.contact.phone = known.contact.phone,
        Column::Email => given.contact.emails = known.contact.emails,
        Column::OnCallEmail => given.contact.on_call_email = known.contact.on_call_email,
        Column::OnCallPhone => given.contact.on_call_phone = known.contact.on_call_phone,
        Column::Departments => given.territory.departments = known.territory.departments,
        Column::RadiusKm => given.territory.radius_km = known.territory.radius_km,
        Column::Remote => given.territory.remote = known.territory.remote,
        Column::Labels => given.labels = known.labels,
        Column::InsuranceUntil => given.insurance_until = known.insurance_until,
        Column::CharterVersion => given.charter_version = known.charter_version,
        Column::Hours => given.hours = known.hours,
        Column::Pauses => given.pauses = known.pauses,
        Column::Capacity => given.capacity = known.capacity,
        Column::ClientSizes => given.client_sizes = known.client_sizes,
        Column::ClientSectors => given.client_sectors = known.client_sectors,
        Column::Languages => given.languages = known.languages,
        Column::Conflicts => given.conflicts = known.conflicts,
        Column::ReviewOn => given.vetting.review_on = known.vetting.review_on,
        Column::Id | Column::Company | Column::Skills | Column::VettingState | Column::OpenAssignments => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::{row::COLUMNS, sample};

    #[test]
    fn a_file_without_any_column_changes_nothing_but_what_it_must_have() {
        let known = sample::provider(1);
        let mut bare = sample::provider(2);
        (bare.contact, bare.territory, bare.labels) = Default::default();
        (bare.pauses, bare.conflicts, bare.capacity) = Default::default();
        let kept = with_left_out(bare.clone(), &known, COLUMNS);
        assert_eq!((&kept.company, &kept.skills, &kept.id), (&bare.company, &bare.skills, &bare.id));
        assert_eq!((&kept.contact, &kept.territory, &kept.labels), (&known.contact, &known.territory, &known.labels));
        assert_eq!((&kept.hours, kept.capacity, &kept.siret), (&known.hours, known.capacity, &known.siret));
        assert_eq!(with_left_out(bare.clone(), &known, &[]), bare);
    }
}
