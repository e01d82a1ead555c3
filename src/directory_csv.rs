//! The directory file as bytes: encoding, separator, records. What a row means is in `domain::provider::row`.
//!
//! UTF-8 is told from Windows-1252 by its validity: a text with accents in one is no valid text in the other. A byte
//! order mark, of UTF-16 too (« texte Unicode » of a spreadsheet), wins.

use std::{borrow::Cow, collections::HashSet};

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::domain::provider::{
    Provider,
    row::{COLUMNS, Column, Header, Row, RowError, duplicates, read_row, write_row},
};

/// A directory file whose header could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectoryFile {
    /// Rows that were understood, in the order of the file.
    pub rows: Vec<Row>,
    /// Rows that were not, with every mistake.
    pub refused: Vec<RefusedRow>,
    /// Columns that it doesn't have.
    pub left_out: Vec<Column>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Line of the file, the header being line 1.
    pub line: u64,
    /// The first cell, usually the id, as written.
    pub code: String,
    /// Every mistake.
    pub errors: Vec<RowError>,
}

/// Why nothing of a file could be read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableDirectory {
    /// No header line.
    #[error("the file is empty: its first line must name the columns")]
    Empty,
    /// The header doesn't name the columns.
    #[error("the first line must name the columns of a directory: {}", sentences(.0))]
    Header(Vec<RowError>),
    /// The text isn't CSV.
    #[error("the file is not CSV: {0}")]
    Csv(#[from] csv::Error),
}

impl DirectoryFile {
    /// All that stands in the way of importing the file: mistakes of rows, duplicates, and rows without a place.
    #[must_use]
    pub fn errors(&self) -> Vec<RowError> {
        let refused = self.refused.iter().flat_map(|row| row.errors.iter().cloned());
        let unplaced = self.rows.iter().flat_map(|row| row.unplaced.iter().cloned());
        let mut errors: Vec<_> = refused.chain(unplaced).collect();
        errors.sort_by_key(|error| error.line);
        errors
    }

    /// The rows that may be imported, whatever is wrong with the others.
    #[must_use]
    pub fn good_rows(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.unplaced.is_empty()).collect()
    }
}

/// Reads a directory file. A row whose id or SIRET stands on an earlier line is refused.
///
/// # Errors
/// There is no header that can be read, or no CSV at all.
pub fn read_directory(bytes: &[u8]) -> Result<DirectoryFile, UnreadableDirectory> {
    let text = decoded(bytes);
    let separator = separator(text.lines().next().unwrap_or_default());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let first = records.next().ok_or(UnreadableDirectory::Empty)??;
    let header = Header::read(first.iter()).map_err(UnreadableDirectory::Header)?;
    let mut file = DirectoryFile { rows: Vec::new(), refused: Vec::new(), left_out: header.left_out() };
    for record in records {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            file.add(&header, line, &record);
        }
    }
    file.refuse_duplicates();
    Ok(file)
}

/// Writes a directory, safe to open in a spreadsheet; reading it gives the same providers.
///
/// # Panics
/// Never: writing to memory doesn't fail.
#[must_use]
pub fn write_directory(providers: &[Provider]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let header = COLUMNS.iter().map(|column| column.as_str().to_owned()).collect();
    for cells in std::iter::once(header).chain(providers.iter().map(write_row)) {
        writer.write_record(cells).expect("memory takes every record of the same width");
    }
    writer.into_inner().expect("memory is always flushed")
}

impl DirectoryFile {
    fn add(&mut self, header: &Header, line: u64, record: &csv::StringRecord) {
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        match read_row(header, line, &cells) {
            Ok(row) => self.rows.push(row),
            Err(errors) => {
                let code = cells.into_iter().next().unwrap_or_default();
                self.refused.push(RefusedRow { line, code, errors });
            }
        }
    }

    fn refuse_duplicates(&mut self) {
        let doubles = duplicates(&self.rows);
        let lines: HashSet<u64> = doubles.iter().map(|error| error.line).collect();
        let rows = std::mem::take(&mut self.rows).into_iter();
        let (kept, refused) = rows.partition(|row: &Row| !lines.contains(&row.line));
        self.rows = kept;
        for Row { line, provider, .. } in refused {
            let errors = doubles.iter().filter(|error| error.line == line).cloned().collect();
            self.refused.push(RefusedRow { line, code: provider.code, errors });
        }
        self.refused.sort_by_key(|row| row.line);
    }
}

fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => encoding.decode(bytes).0,
        (None, Ok(text)) => Cow::Borrowed(text),
        (None, Err(_)) => WINDOWS_1252.decode(bytes).0,
    }
}

/// The separator that stands most often in the header line.
fn separator(header: &str) -> u8 {
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b';', b',', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b';')
}

fn sentences(errors: &[RowError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::provider::generate::{Order, generate};

    fn directory(traps: bool) -> Vec<Provider> {
        let at = jiff::civil::date(2026, 1, 1);
        generate(&Order { count: 40, seed: 9, at, region: "76".into(), traps })
    }

    #[test]
    fn what_is_written_reads_back() {
        let providers = directory(false);
        let file = read_directory(&write_directory(&providers)).unwrap();
        assert_eq!(file.errors(), []);
        assert_eq!(file.rows.into_iter().map(|row| row.provider).collect::<Vec<_>>(), providers);
    }

    #[test]
    fn a_windows_file_with_commas_reads_the_same() {
        let text = "id,company,skills,vetting_state\np1,\"Société Éléonore, Fils\",forensics:2,vetted\n";
        let (windows, _, _) = WINDOWS_1252.encode(text);
        let from_windows = read_directory(&windows).unwrap();
        assert_eq!(from_windows, read_directory(text.as_bytes()).unwrap());
        assert_eq!(from_windows.rows[0].provider.company, "Société Éléonore, Fils");
        let marked = format!("\u{feff}{text}");
        assert_eq!(from_windows, read_directory(marked.as_bytes()).unwrap());
    }

    #[test]
    fn one_wrong_row_is_named_and_the_others_are_read() {
        let mut providers = directory(false);
        providers.truncate(3);
        let text = String::from_utf8(write_directory(&providers)).unwrap();
        let wrong = text.replacen(";vetted;", ";vettted;", 2).replacen(";vettted;", ";vetted;", 1);
        let file = read_directory(wrong.as_bytes()).unwrap();
        assert_eq!((file.rows.len(), file.refused.len()), (2, 1));
        assert_eq!(file.errors()[0].line, file.refused[0].line);
        assert_eq!(file.errors()[0].column, "vetting_state");
    }

    #[test]
    fn of_fifty_thousand_rows_the_one_that_is_wrong_is_named_by_line_and_column() {
        let mut text = String::from("id;company;skills;vetting_state;capacity\n");
        for number in 0..50_000 {
            let capacity = if number == 31_415 { "-1" } else { "3" };
            text.push_str(&format!("p{number};Atelier {number};forensics:2;vetted;{capacity}\n"));
        }
        let file = read_directory(text.as_bytes()).unwrap();
        let told: Vec<String> = file.errors().iter().map(ToString::to_string).collect();
        assert_eq!(told, ["line 31417, column capacity: \"-1\" is not a whole number from 0 to 10000"]);
        assert_eq!((file.rows.len(), file.refused.len()), (49_999, 1));
    }

    #[test]
    fn a_second_row_with_the_same_siret_is_refused_with_the_line_of_the_first() {
        let text = "id;company;siret;skills;vetting_state\n\
            a;A;73282932000074;forensics:1;vetted\n;;;;\nb;B;732 829 320 00074;forensics:1;vetted\n";
        let file = read_directory(text.as_bytes()).unwrap();
        assert_eq!(file.refused.len(), 1);
        assert_eq!(file.errors()[0].to_string(), "line 4, column siret: \"73282932000074\" stands on line 2 already");
    }

    #[test]
    fn traps_are_read_or_refused_never_dropped() {
        let file = read_directory(&write_directory(&directory(true))).unwrap();
        assert_eq!(file.rows.len() + file.refused.len(), 40);
        assert!(!file.errors().is_empty());
    }

    #[test]
    fn a_file_that_is_no_directory_says_what_is_missing() {
        assert!(matches!(read_directory(b""), Err(UnreadableDirectory::Empty)));
        let refusal = read_directory(b"nom;ville\nx;y\n").unwrap_err().to_string();
        assert!(
            refusal.contains("column nom: no such column")
                && refusal.contains("column company: this column is missing")
        );
        assert!(read_directory(&[0, 159, 146, 150, 10, 34]).is_err());
    }
}
