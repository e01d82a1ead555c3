//! A firm's application as a web form types it, read by the same rules as a row of the directory file.

use std::collections::BTreeMap;

use super::{
    Provider,
    row::{COLUMNS, Column, Header, Reason, read_row},
};
use crate::vocabulary::Skill;

/// What was typed: every value of a field by its name.
pub type FormFields = BTreeMap<String, Vec<String>>;

/// A field that can't be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRefusal {
    /// Name of the form's field.
    pub field: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Labels that the form has room for.
pub const LABELS: usize = 3;
/// What the directory keeps of a charter that was agreed to in the form.
const CHARTER_ONLINE: &str = "en ligne";
/// Code of a provider that has none yet.
const NO_CODE: &str = "candidature";

/// Reads an application: required are firm, SIRET, address for mail, telephone, postal code, a skill, a territory and
/// the charter.
///
/// # Errors
/// Every field at fault.
pub fn read_application(fields: &FormFields) -> Result<Provider, Vec<FormRefusal>> {
    let cells: Vec<String> = COLUMNS.iter().map(|column| cell(fields, *column)).collect();
    read_cells(&cells, missing(fields), field_of)
}

/// Reads all columns as a row of the directory file; `refused` are the fields that are known to be at fault, `field_of`
/// names the form's field of a column. A field is refused once.
pub(super) fn read_cells(
    cells: &[String],
    mut refused: Vec<FormRefusal>,
    field_of: impl Fn(&str) -> &str,
) -> Result<Provider, Vec<FormRefusal>> {
    let header = Header::read(COLUMNS.iter().map(|column| column.as_str()));
    let read = header.and_then(|header| read_row(&header, 1, cells));
    let errors = match &read {
        Ok(row) => row.unplaced.clone(),
        Err(errors) => errors.clone(),
    };
    for error in errors {
        let field = field_of(&error.column).to_owned();
        if !refused.iter().any(|known| known.field == field) {
            refused.push(FormRefusal { field, reason: error.reason });
        }
    }
    match read {
        Ok(row) if refused.is_empty() => Ok(row.provider),
        _ => Err(refused),
    }
}

/// The form's name of a column.
fn field_of(column: &str) -> &str {
    if column == Column::Labels.as_str() { "label_1_name" } else { column }
}

fn missing(fields: &FormFields) -> Vec<FormRefusal> {
    let needed = ["company", "siret", "email", "phone", "postal_code"];
    let mut names: Vec<&str> = needed.into_iter().filter(|name| first(fields, name).is_empty()).collect();
    if skills(fields).is_empty() {
        names.push("skills");
    }
    let somewhere = ["departments", "radius_km", "remote"].iter().any(|name| !first(fields, name).is_empty());
    if !somewhere {
        names.push("departments");
    }
    if first(fields, "charter").is_empty() {
        names.push("charter");
    }
    names.into_iter().map(|name| FormRefusal { field: name.to_owned(), reason: Reason::Empty }).collect()
}

/// The one value of a field; empty where there is none.
pub(super) fn first<'f>(fields: &'f FormFields, name: &str) -> &'f str {
    fields.get(name).and_then(|all| all.first()).map_or("", |value| value.trim())
}

fn cell(fields: &FormFields, column: Column) -> String {
    let list = |name: &str| fields.get(name).map(|all| all.join("|")).unwrap_or_default();
    match column {
        Column::Id => NO_CODE.to_owned(),
        Column::VettingState => "applicant".to_owned(),
        Column::Skills => skills(fields),
        Column::Labels => labels(fields),
        Column::Departments | Column::ClientSizes => list(column.as_str()),
        Column::Languages => first(fields, "languages").replace([',', ';', ' '], "|"),
        Column::Remote => if first(fields, "remote").is_empty() { "no" } else { "yes" }.to_owned(),
        Column::CharterVersion if first(fields, "charter").is_empty() => String::new(),
        Column::CharterVersion => CHARTER_ONLINE.to_owned(),
        // What only the desk knows, or asks later.
        Column::Lat | Column::Lon | Column::OpenAssignments | Column::ReviewOn | Column::Conflicts => String::new(),
        _ => first(fields, column.as_str()).to_owned(),
    }
}

/// `skill_forensics=2` for each skill; anything but a level is none.
fn skills(fields: &FormFields) -> String {
    let level = |skill: &Skill| {
        let level = first(fields, &format!("skill_{skill}"));
        matches!(level, "1" | "2" | "3").then(|| format!("{skill}:{level}"))
    };
    Skill::ALL.iter().filter_map(level).collect::<Vec<_>>().join("|")
}

fn labels(fields: &FormFields) -> String {
    let part = |number: usize, name: &str| first(fields, &format!("label_{number}_{name}")).replace([':', '|'], " ");
    let written = |number: usize| {
        let name = part(number, "name");
        (!name.is_empty())
            .then(|| format!("{name}:{}:{}:{}", part(number, "from"), part(number, "until"), part(number, "number")))
    };
    (1..=LABELS).filter_map(written).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> FormFields {
        let usual = [
            ("company", "Atelier du Lot"),
            ("siret", "73282932000074"),
            ("email", "contact@atelier.example"),
            ("phone", "05 65 00 00 01"),
            ("postal_code", "12000"),
            ("skill_forensics", "2"),
            ("departments", "12"),
            ("charter", "yes"),
        ];
        let mut fields = FormFields::new();
        for (name, value) in usual.iter().chain(pairs) {
            fields.insert((*name).to_owned(), vec![(*value).to_owned()]);
        }
        fields
    }

    fn refused(pairs: &[(&str, &str)]) -> Vec<String> {
        read_application(&typed(pairs)).unwrap_err().into_iter().map(|refusal| refusal.field).collect()
    }

    #[test]
    fn an_application_becomes_an_applicant_whatever_it_says_of_itself() {
        let read = read_application(&typed(&[
            ("vetting_state", "vetted"),
            ("label_1_name", "ExpertCyber"),
            ("label_1_from", "2026-01-31"),
            ("label_1_until", "2028-01-31"),
        ]))
        .unwrap();
        assert_eq!(read.vetting.state, crate::vocabulary::VettingState::Applicant);
        assert_eq!(read.address.department.as_deref(), Some("12"));
        assert_eq!((read.labels.len(), read.skills.0.len()), (1, 1));
        assert!(read.charter_version.is_some());
    }

    #[test]
    fn every_field_at_fault_is_named_by_the_form_and_once() {
        assert_eq!(refused(&[("siret", "12345"), ("radius_km", "loin")]), ["siret", "radius_km"]);
        assert_eq!(
            refused(&[("company", ""), ("charter", ""), ("departments", "")]),
            ["company", "departments", "charter"]
        );
        assert_eq!(refused(&[("skill_forensics", "9")]), ["skills"]);
        let reversed = [("label_1_name", "PRIS"), ("label_1_from", "2026-02-01"), ("label_1_until", "2026-01-01")];
        assert_eq!(refused(&reversed), ["label_1_name"]);
        assert_eq!(refused(&[("insurance_until", "demain")]), ["insurance_until"]);
    }
}
