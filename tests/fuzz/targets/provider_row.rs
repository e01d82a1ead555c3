//! A row of the file of providers, one cell a line, behind its header's line: one that is read is written and read
//! again as the same provider, and no spreadsheet computes what is written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::provider::row::{COLUMNS, Header, Row, duplicates, read_row, write_row};

fuzz_target!(|text: &str| {
    let (names, cells) = text.split_once('\n').unwrap_or((text, ""));
    let _ = Header::read(names.split(','));
    let header = Header::read(COLUMNS.iter().map(|column| column.as_str())).expect("all columns are a header");
    let mut cells: Vec<String> = cells.split('\n').map(str::to_owned).collect();
    cells.resize(COLUMNS.len(), String::new());
    let Ok(row) = read_row(&header, 2, &cells) else { return };
    let written = write_row(&row.provider);
    assert!(written.iter().all(|cell| !cell.starts_with(['=', '+', '@'])), "{written:?}");
    let again = read_row(&header, 2, &written);
    assert_eq!(again.map(|again| again.provider), Ok(row.provider.clone()), "{written:?}");
    let below = Row { line: 3, ..row.clone() };
    assert!(!duplicates(&[row, below]).is_empty(), "the same provider twice");
});
