//! The card of a known provider as a form: what stands in it, and what a person typed, read by the same rules as a row of
//! the directory file. What the form doesn't show stays as it is.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Label, Provider,
    application::{FormFields, FormRefusal, first, read_cells},
    row::{Column, Reason, write_row},
};
use crate::vocabulary::Skill;

/// Labels that a form has room for at most.
pub const MOST_LABELS: usize = 24;
/// Empty rows for new labels.
const SPARE_LABELS: usize = 2;
/// The parts of a label's row.
pub const LABEL_PARTS: [&str; 6] = ["name", "issuer", "number", "scope", "from", "until"];
/// The longest text of a label.
const LONGEST: usize = 200;

/// Columns that are one text field of the form each.
const TEXTS: [Column; 14] = [
    Column::Company,
    Column::Siret,
    Column::Profile,
    Column::PostalCode,
    Column::Commune,
    Column::Phone,
    Column::OnCallEmail,
    Column::OnCallPhone,
    Column::RadiusKm,
    Column::Hours,
    Column::Capacity,
    Column::InsuranceUntil,
    Column::CharterVersion,
    Column::ReviewOn,
];
/// Columns that are lists typed into one field, with spaces or commas between.
const LISTS: [Column; 4] = [Column::Email, Column::Departments, Column::Languages, Column::Conflicts];
/// Columns that are ticks.
const TICKS: [Column; 2] = [Column::ClientSizes, Column::Remote];

/// How many rows of labels the form of this provider has.
#[must_use]
pub fn label_rows(provider: &Provider) -> usize {
    (provider.labels.len() + SPARE_LABELS).min(MOST_LABELS.max(provider.labels.len()))
}

/// What stands in the form before anybody typed.
#[must_use]
pub fn card_fields(provider: &Provider) -> FormFields {
    let cells = cells_of(provider);
    let mut fields = FormFields::new();
    for column in TEXTS {
        fields.insert(column.as_str().to_owned(), vec![cell(&cells, column)]);
    }
    for column in LISTS {
        fields.insert(column.as_str().to_owned(), vec![cell(&cells, column).replace('|', ", ")]);
    }
    let sizes = provider.client_sizes.iter().map(ToString::to_string).collect();
    fields.insert(Column::ClientSizes.as_str().to_owned(), sizes);
    let remote = if provider.territory.remote { vec!["yes".to_owned()] } else { Vec::new() };
    fields.insert(Column::Remote.as_str().to_owned(), remote);
    for (skill, level) in &provider.skills.0 {
        fields.insert(format!("skill_{skill}"), vec![level.get().to_string()]);
    }
    for (number, label) in provider.labels.iter().enumerate() {
        for (part, text) in LABEL_PARTS.into_iter().zip(label_texts(label)) {
            fields.insert(label_field(number + 1, part), vec![text]);
        }
    }
    fields
}

/// The form's name of a part of a label.
#[must_use]
pub fn label_field(number: usize, part: &str) -> String {
    format!("label_{number}_{part}")
}

fn label_texts(label: &Label) -> [String; 6] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let days = [label.from, label.until].map(|day| day.to_string());
    let [from, until] = days;
    [label.name.clone(), text(&label.issuer), text(&label.number), text(&label.scope), from, until]
}

/// Reads the form of a known provider.
///
/// # Errors
/// Every field at fault.
pub fn read_card(known: &Provider, fields: &FormFields) -> Result<Provider, Vec<FormRefusal>> {
    let mut refused = unknown_skills(fields);
    let labels = labels(fields, &mut refused);
    let mut cells = cells_of(known);
    for column in TEXTS {
        set(&mut cells, column, first(fields, column.as_str()).to_owned());
    }
    for column in LISTS {
        let parts = first(fields, column.as_str()).split([',', ';', ' ', '\n', '\r', '|']);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        set(&mut cells, column, parts.join("|"));
    }
    for column in TICKS {
        set(&mut cells, column, fields.get(column.as_str()).map(|all| all.join("|")).unwrap_or_default());
    }
    set(&mut cells, Column::Skills, skills(fields));
    // They are read by the field, not by the cell.
    set(&mut cells, Column::Labels, String::new());
    if has_moved(known, fields) {
        // Another place: its point is the commune's.
        set(&mut cells, Column::Lat, String::new());
        set(&mut cells, Column::Lon, String::new());
    }
    let read = read_cells(&cells, refused, |column| column)?;
    Ok(Provider { labels, id: known.id, paused: known.paused, ..read })
}

fn has_moved(known: &Provider, fields: &FormFields) -> bool {
    let typed = ["postal_code", "commune"].map(|name| first(fields, name));
    typed != [known.address.postal_code.as_str(), known.address.commune.as_str()]
}

/// As the directory file has them.
fn cells_of(provider: &Provider) -> Vec<String> {
    write_row(provider).into_iter().map(|cell| plain(&cell)).collect()
}

/// Without the apostrophe that keeps a spreadsheet from computing a cell.
fn plain(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    rest.unwrap_or(cell).to_owned()
}

fn cell(cells: &[String], column: Column) -> String {
    cells.get(column as usize).cloned().unwrap_or_default()
}

fn set(cells: &mut [String], column: Column, text: String) {
    if let Some(cell) = cells.get_mut(column as usize) {
        *cell = text;
    }
}

/// `skill_forensics=2` for each skill; 0 or nothing is none.
fn skills(fields: &FormFields) -> String {
    let level = |skill: &Skill| {
        let level = first(fields, &format!("skill_{skill}"));
        (!matches!(level, "" | "0")).then(|| format!("{skill}:{level}"))
    };
    Skill::ALL.iter().filter_map(level).collect::<Vec<_>>().join("|")
}

fn unknown_skills(fields: &FormFields) -> Vec<FormRefusal> {
    let named = fields.keys().filter_map(|name| name.strip_prefix("skill_"));
    let unknown = named.filter_map(|word| word.parse::<Skill>().err());
    let refused = unknown.map(|error| FormRefusal {
        field: Column::Skills.as_str().to_owned(),
        reason: Reason::UnknownWord { word: error.word, allowed: error.allowed },
    });
    refused.take(1).collect()
}

/// The rows in which something stands; an emptied one takes the label away.
fn labels(fields: &FormFields, refused: &mut Vec<FormRefusal>) -> Vec<Label> {
    (1..=MOST_LABELS).filter_map(|number| label(fields, number, refused)).collect()
}

fn label(fields: &FormFields, number: usize, refused: &mut Vec<FormRefusal>) -> Option<Label> {
    let texts: BTreeMap<&str, &str> =
        LABEL_PARTS.into_iter().map(|part| (part, first(fields, &label_field(number, part)))).collect();
    if texts.values().all(|text| text.is_empty()) {
        return None;
    }
    let before = refused.len();
    let mut wrong = |part: &str, reason| refused.push(FormRefusal { field: label_field(number, part), reason });
    if texts["name"].is_empty() {
        wrong("name", Reason::Empty);
    }
    for part in ["name", "issuer", "number", "scope"] {
        if texts[part].chars().count() > LONGEST {
            wrong(part, Reason::TooLong { max: LONGEST });
        }
    }
    let [from, until] = ["from", "until"].map(|part| {
        let day = texts[part].parse::<Date>().ok();
        if day.is_none() {
            let value = texts[part].to_owned();
            wrong(part, if value.is_empty() { Reason::Empty } else { Reason::Date { value } });
        }
        day
    });
    let label = match Label::new(texts["name"], from?, until?) {
        Ok(label) => label,
        Err(error) => {
            wrong("until", Reason::PeriodReversed { value: error.until.to_string() });
            return None;
        }
    };
    let text = |part: &str| Some(texts[part]).filter(|text| !text.is_empty()).map(str::to_owned);
    let label = Label { issuer: text("issuer"), number: text("number"), scope: text("scope"), ..label };
    (refused.len() == before).then_some(label)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::provider::sample::provider;

    fn known() -> Provider {
        let mut known = provider(1);
        let label = Label::new("ExpertCyber", date(2026, 1, 31), date(2028, 1, 31)).unwrap();
        known.labels = vec![Label { number: Some("EC:12".into()), scope: Some("sites web".into()), ..label }];
        known.contact.on_call_phone = Some("+33 5 65 00 00 01".into());
        known.conflicts = ["732829320".to_owned(), "552100554".to_owned()].into();
        known
    }

    fn typed(changes: &[(&str, &str)]) -> FormFields {
        let mut fields = card_fields(&known());
        for (name, value) in changes {
            fields.insert((*name).to_owned(), vec![(*value).to_owned()]);
        }
        fields
    }

    fn refused(changes: &[(&str, &str)]) -> Vec<String> {
        read_card(&known(), &typed(changes)).unwrap_err().into_iter().map(|refusal| refusal.field).collect()
    }

    #[test]
    fn what_nobody_touched_stays_as_it_is() {
        let read = read_card(&known(), &typed(&[])).unwrap();
        assert_eq!(read, Provider { record: read.record.clone(), vetting: read.vetting.clone(), ..known() });
    }

    #[test]
    fn a_label_is_changed_added_and_taken_away() {
        let changed = read_card(&known(), &typed(&[("label_1_until", "2030-12-31"), ("label_1_issuer", "AFNOR")]));
        let label = changed.unwrap().labels.remove(0);
        assert_eq!((label.until, label.issuer.as_deref()), (date(2030, 12, 31), Some("AFNOR")));
        assert_eq!((label.number.as_deref(), label.scope.as_deref()), (Some("EC:12"), Some("sites web")));
        let new = [("label_2_name", "PASSI"), ("label_2_from", "2026-02-01"), ("label_2_until", "2029-01-31")];
        assert_eq!(read_card(&known(), &typed(&new)).unwrap().labels.len(), 2);
        let emptied = LABEL_PARTS.map(|part| label_field(1, part));
        let emptied: Vec<(&str, &str)> = emptied.iter().map(|name| (name.as_str(), "")).collect();
        assert!(read_card(&known(), &typed(&emptied)).unwrap().labels.is_empty());
    }

    #[test]
    fn every_fault_is_told_at_its_own_field() {
        assert_eq!(refused(&[("label_1_until", "2026-01-30")]), ["label_1_until"]);
        assert_eq!(refused(&[("label_1_name", ""), ("label_1_from", "hier")]), ["label_1_name", "label_1_from"]);
        assert_eq!(refused(&[("label_2_issuer", "AFNOR")]), ["label_2_name", "label_2_from", "label_2_until"]);
        assert_eq!(refused(&[("capacity", "-1")]), ["capacity"]);
        assert_eq!(refused(&[("skill_forensics", "9")]), ["skills"]);
        assert_eq!(refused(&[("skill_magic", "2")]), ["skills"]);
        assert_eq!(refused(&[("company", ""), ("siret", "123"), ("hours", "toujours")]), ["company", "siret", "hours"]);
        let lost = [("radius_km", "30"), ("postal_code", ""), ("commune", "")];
        assert_eq!(refused(&lost), ["radius_km"]);
    }

    #[test]
    fn another_place_has_another_point() {
        let moved = read_card(&known(), &typed(&[("postal_code", "12000"), ("commune", "Rodez")])).unwrap();
        assert_eq!(moved.address.department.as_deref(), Some("12"));
        assert_ne!(moved.address.point, known().address.point);
    }
}
