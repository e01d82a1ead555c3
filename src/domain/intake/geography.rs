//! The communes and departments of France, packed in the binary: no network is needed to know where a caller is.
//!
//! Sources and licence: `geo/README.md`. Read once, on first use (about 35,000 lines).

use std::{collections::HashMap, io::Read, sync::OnceLock};

use super::fold::fold_place;

const PACKED_COMMUNES: &[u8] = include_bytes!("geo/communes.tsv.gz");
const DEPARTMENTS: &str = include_str!("geo/departments.tsv");

/// What the pages that show places must print (Licence Ouverte 2.0).
pub const ATTRIBUTION: &str = "INSEE (COG, populations légales), La Poste, DGCL, via @etalab/decoupage-administratif 6.0.0 — Licence Ouverte (Etalab)";

/// A department, or a territory overseas that has a number like one.
#[derive(Debug, PartialEq, Eq)]
pub struct Department {
    /// `31`, `2A`, `974`.
    pub code: &'static str,
    /// `Haute-Garonne`.
    pub name: &'static str,
    /// INSEE code of the region (`76`); a territory without region has its own number.
    pub region: &'static str,
    /// `Occitanie`.
    pub region_name: &'static str,
    /// INSEE code of the commune of the prefecture.
    pub seat: &'static str,
    /// Name in the tz database.
    pub time_zone: &'static str,
}

impl Department {
    /// The department with this code (`2a` is understood).
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|department| department.code.eq_ignore_ascii_case(code))
    }

    /// All 109, by code.
    #[must_use]
    pub fn all() -> &'static [Self] {
        static TABLE: OnceLock<Vec<Department>> = OnceLock::new();
        TABLE.get_or_init(|| DEPARTMENTS.lines().filter_map(department).collect())
    }

    /// The middle of the prefecture: where a place is taken to be when only the department is known.
    #[must_use]
    pub fn seat_commune(&self) -> Option<&'static Commune> {
        Commune::by_insee(self.seat)
    }

    /// The time zone; Paris's, should the tz database not know the name.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        zone_named(self.time_zone)
    }
}

/// A time zone by its name, Paris's when the name is unknown.
#[must_use]
pub fn zone_named(name: &str) -> jiff::tz::TimeZone {
    let known = |name| jiff::tz::TimeZone::get(name).ok();
    known(name).or_else(|| known("Europe/Paris")).unwrap_or(jiff::tz::TimeZone::UTC)
}

/// A commune under one of its postal codes.
#[derive(Debug, PartialEq)]
pub struct Commune {
    /// Five digits.
    pub postal_code: &'static str,
    /// INSEE code: the commune's identity.
    pub insee: &'static str,
    /// `Saint-Affrique`.
    pub name: &'static str,
    /// Its department.
    pub department: &'static Department,
    /// Inhabitants.
    pub population: u32,
    /// Latitude of the middle, degrees.
    pub lat: f64,
    /// Longitude of the middle, degrees.
    pub lon: f64,
}

impl Commune {
    /// The communes with this postal code, the most populous first; none for a CEDEX code.
    #[must_use]
    pub fn by_postal_code(code: &str) -> &'static [Self] {
        let all = Self::all();
        let start = all.partition_point(|commune| commune.postal_code < code);
        let length = all[start..].partition_point(|commune| commune.postal_code == code);
        &all[start..start + length]
    }

    /// The commune with this INSEE code, under its first postal code.
    #[must_use]
    pub fn by_insee(code: &str) -> Option<&'static Self> {
        static INDEX: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
        let index = INDEX.get_or_init(|| {
            let numbered = Self::all().iter().enumerate().rev();
            numbered.map(|(place, commune)| (commune.insee, place)).collect()
        });
        index.get(code).map(|place| &Self::all()[*place])
    }

    /// Every pair of commune and postal code, by postal code.
    #[must_use]
    pub fn all() -> &'static [Self] {
        static TABLE: OnceLock<Vec<Commune>> = OnceLock::new();
        TABLE.get_or_init(|| text().lines().filter_map(commune).collect())
    }

    /// Whether people mean this commune by that name: no accents, hyphens, case; `St` for `Saint`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        fold_place(self.name) == fold_place(name)
    }
}

/// The unpacked list. The packed one is part of the program and checked by a test, so a damaged one reads as empty.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut text = String::new();
        match flate2::read::GzDecoder::new(PACKED_COMMUNES).read_to_string(&mut text) {
            Ok(_) => text,
            Err(_) => String::new(),
        }
    })
}

fn department(line: &'static str) -> Option<Department> {
    let mut cells = line.split('\t');
    Some(Department {
        code: cells.next()?,
        name: cells.next()?,
        region: cells.next()?,
        region_name: cells.next()?,
        seat: cells.next()?,
        time_zone: cells.next()?,
    })
}

fn commune(line: &'static str) -> Option<Commune> {
    let mut cells = line.split('\t');
    Some(Commune {
        postal_code: cells.next()?,
        insee: cells.next()?,
        department: Department::by_code(cells.next()?)?,
        name: cells.next()?,
        population: cells.next()?.parse().ok()?,
        lat: cells.next()?.parse().ok()?,
        lon: cells.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_packed_list_is_whole_and_sorted() {
        let all = Commune::all();
        assert_eq!(all.len(), 35_493);
        assert_eq!(all.iter().map(|commune| commune.insee).collect::<HashSet<_>>().len(), 35_006);
        assert!(all.is_sorted_by_key(|commune| commune.postal_code));
        assert!(all.iter().all(|commune| commune.lat.abs() <= 90.0 && commune.lon.abs() <= 180.0));
    }

    #[test]
    fn every_department_has_a_seat_and_a_time_zone_of_the_database() {
        assert_eq!(Department::all().len(), 109);
        for department in Department::all().iter().filter(|department| department.code != "984") {
            assert!(department.seat_commune().is_some(), "{}", department.code);
        }
        for department in Department::all() {
            assert!(jiff::tz::TimeZone::get(department.time_zone).is_ok(), "{}", department.time_zone);
        }
    }

    #[test]
    fn a_postal_code_gives_its_communes_the_most_populous_first() {
        let communes = Commune::by_postal_code("12400");
        assert_eq!(communes[0].name, "Saint-Affrique");
        assert!(communes[0].is_called("ST AFFRIQUE Cedex"));
        assert_eq!(communes[0].department.region_name, "Occitanie");
        assert!(Commune::by_postal_code("31099").is_empty());
        assert_eq!(Commune::by_insee("12202").map(|commune| commune.name), Some("Rodez"));
    }
}
