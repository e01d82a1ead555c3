//! The columns of the directory file and their order in one file.

use super::{Reason, RowError};

macro_rules! columns {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A column of the directory file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Column {
            $(#[doc = concat!("`", $name, "`")] $variant),+
        }

        /// All columns, in the order in which they are written.
        pub const COLUMNS: &[Column] = &[$(Column::$variant),+];

        impl Column {
            /// Name in the header.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

columns! {
    Id = "id", Company = "company", Siret = "siret", Profile = "profile", PostalCode = "postal_code",
    Commune = "commune", Lat = "lat", Lon = "lon", Phone = "phone", Email = "email",
    OnCallEmail = "on_call_email", OnCallPhone = "on_call_phone", Departments = "departments",
    RadiusKm = "radius_km", Remote = "remote", Skills = "skills", Labels = "labels",
    InsuranceUntil = "insurance_until", CharterVersion = "charter_version", Hours = "hours", Pauses = "pauses",
    Capacity = "capacity", OpenAssignments = "open_assignments", ClientSizes = "client_sizes",
    ClientSectors = "client_sectors", Languages = "languages", Conflicts = "conflicts",
    VettingState = "vetting_state", ReviewOn = "review_on",
}

/// Columns without which a row says nothing; the others may be left out and read as empty.
const REQUIRED: [Column; 4] = [Column::Id, Column::Company, Column::Skills, Column::VettingState];

/// Where each column stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    places: [Option<usize>; COLUMNS.len()],
    width: usize,
}

impl Header {
    /// Reads the header line.
    ///
    /// # Errors
    /// Columns that are unknown, stand twice, or are missing: all of them.
    pub fn read<'a>(cells: impl IntoIterator<Item = &'a str>) -> Result<Self, Vec<RowError>> {
        let mut header = Self { places: [None; COLUMNS.len()], width: 0 };
        let mut errors = Vec::new();
        for (place, cell) in cells.into_iter().enumerate() {
            header.width = place + 1;
            let name = cell.trim().trim_start_matches('\u{feff}').to_lowercase();
            errors.extend(header.note(place, &name).map(|reason| RowError {
                line: 1,
                column: cell.chars().take(60).collect(),
                reason,
            }));
        }
        let missing = REQUIRED.into_iter().filter(|column| header.places[*column as usize].is_none());
        errors.extend(missing.map(|column| RowError::new(1, column, Reason::MissingColumn)));
        if errors.is_empty() { Ok(header) } else { Err(errors) }
    }

    fn note(&mut self, place: usize, name: &str) -> Option<Reason> {
        let known = || COLUMNS.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ");
        match COLUMNS.iter().find(|column| column.as_str() == name) {
            None => Some(Reason::UnknownColumn { known: known() }),
            Some(column) if self.places[*column as usize].is_some() => Some(Reason::RepeatedColumn),
            Some(column) => {
                self.places[*column as usize] = Some(place);
                None
            }
        }
    }

    /// The columns that this file doesn't have: of a known firm they say nothing.
    #[must_use]
    pub fn left_out(&self) -> Vec<Column> {
        COLUMNS.iter().copied().filter(|column| self.places[*column as usize].is_none()).collect()
    }

    /// Number of cells of a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// A cell, without the spaces around it and without the apostrophe that keeps a spreadsheet from computing it.
    pub(super) fn cell<'a>(&self, cells: &'a [String], column: Column) -> &'a str {
        let cell = self.places[column as usize].and_then(|place| cells.get(place)).map_or("", |cell| cell.trim());
        match cell.strip_prefix('\'') {
            Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) => rest,
            _ => cell,
        }
    }
}
