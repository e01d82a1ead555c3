//! Stories about rows: what is read, what is refused, and that what is written reads back.

use proptest::prelude::*;

use super::*;
use crate::provider::generate::{Order, generate};

const HEAD: [&str; 8] = ["id", "company", "siret", "postal_code", "radius_km", "skills", "labels", "vetting_state"];
const GOOD: [&str; 8] = [
    "p1",
    "Atelier",
    "73282932000074",
    "12000",
    "60",
    "forensics:3|backup_nas:1",
    "ExpertCyber:2026-01-31:2028-01-31",
    "vetted",
];

fn row(change: &[(&str, &str)]) -> Result<Row, Vec<RowError>> {
    let header = Header::read(HEAD).unwrap();
    let mut cells = GOOD.map(str::to_owned).to_vec();
    for (column, value) in change {
        cells[HEAD.iter().position(|name| name == column).unwrap()] = (*value).to_owned();
    }
    read_row(&header, 7, &cells)
}

fn refusal(column: &str, value: &str) -> String {
    row(&[(column, value)]).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ")
}

fn order(count: u32, seed: u64, traps: bool) -> Order {
    Order { count, seed, at: jiff::civil::date(2026, 1, 1), region: "76".into(), traps }
}

#[test]
fn a_row_is_placed_by_its_postal_code_and_its_commune() {
    let provider = row(&[]).unwrap().provider;
    assert_eq!(provider.address.department.as_deref(), Some("12"));
    assert!(provider.address.point.is_some());
    assert_eq!(provider.hours.to_string(), "mo-fr 09:00-12:30 14:00-18:00");
}

#[test]
fn each_mistake_is_told_with_line_column_and_reason() {
    assert_eq!(
        refusal("skills", "cooking:2"),
        format!(
            "line 7, column skills: \"cooking\" is not known; one of: {}",
            "cooking".parse::<crate::vocabulary::Skill>().unwrap_err().allowed
        )
    );
    assert_eq!(
        refusal("labels", "PRIS:2026-01-31:2025-01-31"),
        "line 7, column labels: \"PRIS:2026-01-31:2025-01-31\" ends before it begins"
    );
    assert_eq!(
        refusal("skills", "forensics:4"),
        "line 7, column skills: \"forensics:4\" is not a skill with its level, such as forensics:3 (level 1 to 3)"
    );
    assert!(refusal("siret", "73282932000075").starts_with("line 7, column siret: \"73282932000075\" is not a SIRET"));
    assert_eq!(refusal("company", " "), "line 7, column company: must not be empty");
    assert_eq!(refusal("radius_km", "-3"), "line 7, column radius_km: \"-3\" is not a number from 0 to 20000");
}

#[test]
fn all_mistakes_of_a_row_are_told() {
    assert_eq!(row(&[("skills", "x:1"), ("labels", "y"), ("vetting_state", "z")]).unwrap_err().len(), 3);
}

#[test]
fn a_capacity_of_minus_one_is_refused() {
    let header = Header::read(["id", "company", "skills", "vetting_state", "capacity"]).unwrap();
    let cells = ["p", "A", "forensics:1", "vetted", "-1"].map(str::to_owned);
    let errors = read_row(&header, 2, &cells).unwrap_err();
    assert_eq!(errors[0].to_string(), "line 2, column capacity: \"-1\" is not a whole number from 0 to 10000");
}

#[test]
fn a_radius_without_a_place_ranks_but_is_not_to_be_imported() {
    let lost = row(&[("postal_code", "99999")]).unwrap();
    assert_eq!(lost.provider.address.point, None);
    assert_eq!(
        lost.unplaced.iter().map(|error| error.column.as_str()).collect::<Vec<_>>(),
        ["postal_code", "radius_km"]
    );
    assert!(row(&[]).unwrap().unplaced.is_empty());
}

#[test]
fn twins_by_id_or_siret_name_the_first_line() {
    let (first, mut second) = (row(&[]).unwrap(), row(&[("id", "p2")]).unwrap());
    second.line = 9;
    assert_eq!(
        duplicates(&[first, second]).iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["line 9, column siret: \"73282932000074\" stands on line 7 already"]
    );
}

#[test]
fn a_header_with_unknown_missing_or_repeated_columns_is_refused_whole() {
    let errors = Header::read(["id", "id", "companie", "skills", "vetting_state"]).unwrap_err();
    let columns: Vec<_> = errors.iter().map(|error| error.column.as_str()).collect();
    assert_eq!(columns, ["id", "companie", "company"]);
}

#[test]
fn the_generator_gives_valid_rows_unless_traps_are_asked_for() {
    let header = Header::read(COLUMNS.iter().map(|column| column.as_str())).unwrap();
    let read = |order: &Order| {
        generate(order).iter().map(|provider| read_row(&header, 2, &write_row(provider))).collect::<Vec<_>>()
    };
    let rows: Vec<_> = read(&order(300, 7, false)).into_iter().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| row.unplaced.is_empty()));
    assert!(duplicates(&rows).is_empty());
    assert!(read(&order(60, 7, true)).iter().any(|row| row.as_ref().is_ok_and(|row| !row.unplaced.is_empty())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_written_reads_back(seed: u64) {
        let header = Header::read(COLUMNS.iter().map(|column| column.as_str())).unwrap();
        for provider in generate(&order(20, seed, false)) {
            let row = read_row(&header, 2, &write_row(&provider));
            prop_assert_eq!(row.map(|row| row.provider), Ok(provider));
        }
    }

    #[test]
    fn no_cell_panics(cells in proptest::collection::vec("\\PC{0,12}|[a-z:0-9|-]{0,20}", 8)) {
        let _ = read_row(&Header::read(HEAD).unwrap(), 2, &cells);
    }
}
