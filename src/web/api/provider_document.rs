//! A provider as a JSON document: the columns of the directory's file by their names, lists as lists of texts in the notation
//! of the file (`forensics:3`). One reader for both, so that the interface takes nothing that the file would refuse.

use serde_json::{Map, Value, json};
use vigie_domain::{
    intake::text::clean_line,
    provider::{
        Provider,
        row::{COLUMNS, Column, Header, Reason, RowError, read_row, write_row},
    },
};

use crate::{store::entity::provider, web::error::WrongField};

/// Columns that hold several values.
const LISTS: [Column; 9] = [
    Column::Email,
    Column::Departments,
    Column::Skills,
    Column::Labels,
    Column::Pauses,
    Column::ClientSizes,
    Column::ClientSectors,
    Column::Languages,
    Column::Conflicts,
];
/// Columns that hold a number.
const NUMBERS: [Column; 5] = [Column::Lat, Column::Lon, Column::RadiusKm, Column::Capacity, Column::OpenAssignments];
/// What only the desk decides, or counts.
const THE_DESKS: [Column; 3] = [Column::VettingState, Column::ReviewOn, Column::OpenAssignments];
/// What is for those alone who keep the directory.
const CONFIDENTIAL: [Column; 5] =
    [Column::Phone, Column::Email, Column::OnCallEmail, Column::OnCallPhone, Column::Conflicts];

/// Who reads the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Who keeps the directory: everything.
    Keeper,
    /// Others: no addresses, no numbers, no conflicts.
    Reader,
}

/// The document of a provider; `given` holds its load as it is now.
#[must_use]
pub fn document(row: &provider::Model, given: &Provider, reader: For) -> Value {
    let mut document = columns(given);
    document.retain(|name, _| reader == For::Keeper || CONFIDENTIAL.iter().all(|column| column.as_str() != name));
    document.insert("provider".into(), json!(row.id));
    document.insert("version".into(), json!(row.version));
    document.insert("paused".into(), json!(row.paused_at.is_some()));
    Value::Object(document)
}

fn columns(given: &Provider) -> Map<String, Value> {
    let cells = COLUMNS.iter().zip(write_row(given));
    cells.map(|(column, cell)| (column.as_str().to_owned(), value(*column, plain(&cell)))).collect()
}

/// A cell without the apostrophe that keeps a spreadsheet from computing it.
fn plain(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

fn value(column: Column, cell: &str) -> Value {
    match column {
        Column::Remote => json!(cell == "yes"),
        _ if LISTS.contains(&column) => {
            json!(cell.split('|').filter(|part| !part.is_empty()).collect::<Vec<_>>())
        }
        _ if cell.is_empty() => Value::Null,
        _ if NUMBERS.contains(&column) => match cell.parse::<i64>() {
            Ok(whole) => json!(whole),
            Err(_) => json!(cell.parse::<f64>().ok()),
        },
        _ => json!(cell),
    }
}

/// Reads a new provider.
///
/// # Errors
/// Every field that can't be understood.
pub fn new_provider(given: &Value) -> Result<Provider, Vec<WrongField>> {
    read(Map::new(), given, &[])
}

/// Reads a known provider with what is to be another; a `null` takes a value away.
///
/// # Errors
/// Every field that can't be understood.
pub fn amended(known: &Provider, given: &Value) -> Result<Provider, Vec<WrongField>> {
    let mut base = columns(known);
    // A firm that moves isn't where it was: its place is looked up anew, unless it is told.
    if [Column::PostalCode, Column::Commune].iter().any(|column| given.get(column.as_str()).is_some()) {
        for column in [Column::Lat, Column::Lon] {
            base.insert(column.as_str().to_owned(), Value::Null);
        }
    }
    read(base, given, &[Column::Id])
}

fn read(mut base: Map<String, Value>, given: &Value, fixed: &[Column]) -> Result<Provider, Vec<WrongField>> {
    let Value::Object(given) = given else { return Err(vec![shape("", "field-type-object")]) };
    let mut wrong = Vec::new();
    for (name, value) in given {
        let column = COLUMNS.iter().find(|column| column.as_str() == name);
        match column.filter(|column| !THE_DESKS.contains(column) && !fixed.contains(column)) {
            Some(_) => drop(base.insert(name.clone(), value.clone())),
            None => wrong.push(shape(&name.chars().take(100).collect::<String>(), "field-unknown")),
        }
    }
    // A newcomer is an applicant, whatever its document says of itself.
    base.entry(Column::VettingState.as_str()).or_insert_with(|| json!("applicant"));
    let mut cells = Vec::with_capacity(COLUMNS.len());
    for column in COLUMNS {
        match cell(*column, base.get(column.as_str()).unwrap_or(&Value::Null)) {
            Ok(cell) => cells.push(cell),
            Err(code) => {
                wrong.push(shape(column.as_str(), code));
                cells.push(String::new());
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let told = |errors: Vec<RowError>| errors.iter().map(refused).collect::<Vec<_>>();
    let header = Header::read(COLUMNS.iter().map(|column| column.as_str())).map_err(told)?;
    let row = read_row(&header, 1, &cells).map_err(told)?;
    if row.unplaced.is_empty() { Ok(row.provider) } else { Err(told(row.unplaced)) }
}

/// The cell that a value makes.
fn cell(column: Column, value: &Value) -> Result<String, &'static str> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Array(items) if LISTS.contains(&column) => {
            let texts: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(clean_line)).collect();
            let texts = texts.filter(|texts| texts.iter().all(|text| !text.is_empty() && !text.contains('|')));
            texts.map(|texts| texts.join("|")).ok_or("field-type-list")
        }
        _ if LISTS.contains(&column) => Err("field-type-list"),
        Value::Bool(flag) if column == Column::Remote => Ok(if *flag { "yes" } else { "no" }.to_owned()),
        _ if column == Column::Remote => Err("field-type-boolean"),
        Value::Number(number) if NUMBERS.contains(&column) => Ok(whole(number)),
        _ if NUMBERS.contains(&column) => Err("field-type-number"),
        Value::String(text) => Ok(clean_line(text)),
        _ => Err("field-type-text"),
    }
}

/// `3.0` is three where a whole number is wanted.
fn whole(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

fn shape(name: &str, code: &'static str) -> WrongField {
    let words = crate::i18n::Words(vigie_domain::vocabulary::Lang::En);
    let name = name.replace('~', "~0").replace('/', "~1");
    let pointer = if name.is_empty() { name } else { format!("/{name}") };
    WrongField { pointer, code: code.to_owned(), detail: words.say(code) }
}

fn refused(error: &RowError) -> WrongField {
    let code = match &error.reason {
        Reason::Empty => "field-missing".to_owned(),
        other => format!("row-{}", json!(other)["reason"].as_str().unwrap_or_default().replace('_', "-")),
    };
    WrongField { pointer: format!("/{}", error.column), code, detail: error.reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Value {
        json!({
            "id": "P-1", "company": "Atelier du Lot", "siret": "732 829 320 00074", "postal_code": "12000",
            "phone": "+33 5 65 00 00 01", "email": ["contact@lot.example"], "skills": ["forensics:3", "backup_nas:1"],
            "departments": ["12", "46"], "remote": true, "radius_km": 60, "capacity": 3.0,
            "labels": ["ExpertCyber:2026-01-31:2028-01-31"], "hours": "mo-fr 09:00-12:30",
        })
    }

    #[test]
    fn what_was_told_is_shown_again() {
        let read = new_provider(&told()).expect("a provider");
        assert_eq!(read.vetting.state.as_str(), "applicant");
        let shown = columns(&read);
        assert_eq!(shown["phone"], json!("+33 5 65 00 00 01"), "no apostrophe of a spreadsheet");
        assert_eq!(shown["skills"], json!(["forensics:3", "backup_nas:1"]));
        assert_eq!((&shown["capacity"], &shown["remote"]), (&json!(3), &json!(true)));
        let again = amended(&read, &json!({})).expect("the same");
        assert_eq!(again, read);
        let other = amended(&read, &json!({"radius_km": null, "hours": "24/7"})).expect("another");
        assert_eq!(other.territory.radius_km, None);
        let moved = amended(&read, &json!({"postal_code": "31000", "commune": "Toulouse"})).expect("it moved");
        assert_ne!(moved.address.point, read.address.point);
    }

    #[test]
    fn each_field_at_fault_is_named() {
        let given =
            json!({"id": "P|1", "email": ["a|b@c.example"], "remote": "yes", "vetting_state": "vetted", "x": 1});
        let wrong = new_provider(&given).expect_err("five mistakes");
        let pointers: Vec<&str> = wrong.iter().map(|field| field.pointer.as_str()).collect();
        assert!(
            ["/email", "/remote", "/vetting_state", "/x"].iter().all(|field| pointers.contains(field)),
            "{wrong:?}"
        );
        let wrong = new_provider(&json!({"id": "P-1", "siret": "1", "skills": ["flying"]})).expect_err("mistakes");
        let pointers: Vec<&str> = wrong.iter().map(|field| field.pointer.as_str()).collect();
        assert!(["/company", "/siret", "/skills"].iter().all(|field| pointers.contains(field)), "{wrong:?}");
        let known = new_provider(&told()).expect("a provider");
        assert!(amended(&known, &json!({"id": "P-2"})).is_err(), "its id stays");
    }
}
