//! A provider to cells, safe to open in a spreadsheet.

use std::fmt::Display;

use super::{COLUMNS, Column};
use crate::provider::{Label, Pause, Provider};

/// The cells of a provider, in the order of `COLUMNS`.
#[must_use]
pub fn write_row(provider: &Provider) -> Vec<String> {
    COLUMNS.iter().map(|column| as_text_cell(&cell(provider, *column))).collect()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-` and `@` unless the cell is a
/// plain number (OWASP, « CSV injection »). Reading a directory takes the apostrophe off again.
#[must_use]
pub fn as_text_cell(cell: &str) -> String {
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = !cell.starts_with('+') && cell.parse::<f64>().is_ok();
    if formula && !number { format!("'{cell}") } else { cell.to_owned() }
}

fn cell(provider: &Provider, column: Column) -> String {
    match column {
        Column::Id => provider.code.clone(),
        Column::Company => provider.company.clone(),
        Column::Siret => provider.siret.as_ref().map(|siret| siret.as_str().to_owned()).unwrap_or_default(),
        Column::Profile => provider.profile.to_string(),
        Column::Skills => list(provider.skills.0.iter().map(|(skill, level)| format!("{skill}:{}", level.get()))),
        Column::Labels => list(provider.labels.iter().map(label)),
        Column::InsuranceUntil => shown(provider.insurance_until),
        Column::CharterVersion => shown(provider.charter_version.as_deref()),
        Column::Hours => provider.hours.to_string(),
        Column::Pauses => list(provider.pauses.iter().map(pause)),
        Column::Capacity => provider.capacity.to_string(),
        Column::OpenAssignments => provider.open_assignments.to_string(),
        Column::VettingState => provider.vetting.state.to_string(),
        Column::ReviewOn => shown(provider.vetting.review_on),
        _ => place_cell(provider, column).unwrap_or_else(|| people_cell(provider, column)),
    }
}

fn place_cell(provider: &Provider, column: Column) -> Option<String> {
    let (address, territory) = (&provider.address, &provider.territory);
    Some(match column {
        Column::PostalCode => address.postal_code.clone(),
        Column::Commune => address.commune.clone(),
        Column::Lat => shown(address.point.map(|point| point.lat())),
        Column::Lon => shown(address.point.map(|point| point.lon())),
        Column::Departments => list(territory.departments.iter()),
        Column::RadiusKm => shown(territory.radius_km),
        Column::Remote => if territory.remote { "yes" } else { "no" }.into(),
        _ => return None,
    })
}

fn people_cell(provider: &Provider, column: Column) -> String {
    let contact = &provider.contact;
    match column {
        Column::Phone => shown(contact.phone.as_deref()),
        Column::Email => contact.emails.join("|"),
        Column::OnCallEmail => shown(contact.on_call_email.as_deref()),
        Column::OnCallPhone => shown(contact.on_call_phone.as_deref()),
        Column::ClientSizes => list(provider.client_sizes.iter()),
        Column::ClientSectors => list(provider.client_sectors.iter()),
        Column::Languages => list(provider.languages.iter()),
        Column::Conflicts => list(provider.conflicts.iter()),
        _ => String::new(),
    }
}

fn label(label: &Label) -> String {
    let plain = |text: &str| text.replace([':', '|'], " ");
    let more = [&label.number, &label.scope, &label.issuer].map(|text| text.as_deref().map(plain).unwrap_or_default());
    let written = format!("{}:{}:{}:{}", plain(&label.name), label.from, label.until, more.join(":"));
    written.trim_end_matches(':').to_owned()
}

fn pause(pause: &Pause) -> String {
    format!("{}:{}", pause.from, pause.until)
}

fn list<T: Display>(entries: impl Iterator<Item = T>) -> String {
    entries.map(|entry| entry.to_string()).collect::<Vec<_>>().join("|")
}

fn shown<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay_numbers() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM", "'@SUM"),
            ("+33 4", "'+33 4"),
            ("-2.35", "-2.35"),
            ("-x", "'-x"),
            ("'=x", "''=x"),
            ("L’Œuvre", "L’Œuvre"),
            ("+5", "'+5"),
        ] {
            assert_eq!(as_text_cell(cell), written);
        }
    }
}
