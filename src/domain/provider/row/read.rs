//! Cells to a provider.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    Column, Header, Reason, RowError,
    cells::{Cells, date, shown, word},
};
use crate::{
    calendar::{HoursError, OpeningHours},
    ids::ProviderId,
    intake::{Department, EmailAddress, PostalCode, Siret, place::PostalCodeError},
    provider::{Address, Contact, Label, Level, Pause, Point, Provider, Record, SkillLevels, Territory, Vetting},
    vocabulary::{Profile, Skill, VettingState},
};

/// Hours of a provider that gave none.
const USUAL_HOURS: &str = "mo-fr 09:00-12:30 14:00-18:00";

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Line of the file.
    pub line: u64,
    /// The provider.
    pub provider: Provider,
    /// What can be ranked (with `place_unknown`), but must not be imported: a postal code that doesn't exist, a radius
    /// without a place.
    pub unplaced: Vec<RowError>,
}

/// Reads the cells of one line.
///
/// # Errors
/// Every mistake of the row.
pub fn read_row(header: &Header, line: u64, cells: &[String]) -> Result<Row, Vec<RowError>> {
    let mut row = Cells::new(header, line, cells);
    if cells.len() != header.width() {
        row.wrong(Column::Id, Reason::CellCount { found: cells.len(), expected: header.width() });
        return Err(row.errors);
    }
    let provider = provider(&mut row);
    if row.errors.is_empty() {
        Ok(Row { line, unplaced: unplaced(line, &provider), provider })
    } else {
        Err(row.errors)
    }
}

/// Ids and SIRETs that stand on an earlier line already.
#[must_use]
pub fn duplicates(rows: &[Row]) -> Vec<RowError> {
    let mut first_code: HashMap<&str, u64> = HashMap::new();
    let mut first_siret: HashMap<&str, u64> = HashMap::new();
    let mut errors = Vec::new();
    for Row { line, provider, .. } in rows {
        let siret = provider.siret.as_ref().map(|siret| (Column::Siret, siret.as_str(), &mut first_siret));
        for (column, value, seen) in [(Column::Id, provider.code.as_str(), &mut first_code)].into_iter().chain(siret) {
            let first = *seen.entry(value).or_insert(*line);
            if first != *line {
                errors.push(RowError::new(*line, column, Reason::Duplicate { value: value.into(), first }));
            }
        }
    }
    errors
}

fn unplaced(line: u64, provider: &Provider) -> Vec<RowError> {
    let address = &provider.address;
    let unknown =
        |why: PostalCodeError| Reason::PostalCode { value: shown(&address.postal_code), why: why.to_string() };
    let code = if address.postal_code.is_empty() { None } else { address.postal_code.parse::<PostalCode>().err() };
    let code = code.map(|why| RowError::new(line, Column::PostalCode, unknown(why)));
    let lost = provider.territory.radius_km.is_some() && address.point.is_none();
    let radius = lost.then(|| RowError::new(line, Column::RadiusKm, Reason::RadiusWithoutPlace));
    code.into_iter().chain(radius).collect()
}

fn provider(row: &mut Cells<'_>) -> Provider {
    let code = row.required(Column::Id, 80);
    Provider {
        id: id_of(&code),
        code,
        company: row.required(Column::Company, 200),
        siret: row.optional(Column::Siret, siret),
        profile: row.optional(Column::Profile, word).unwrap_or(Profile::Volume),
        address: address(row),
        contact: contact(row),
        territory: territory(row),
        skills: skills(row),
        labels: row.list(Column::Labels, label),
        insurance_until: row.optional(Column::InsuranceUntil, date),
        charter_version: Some(row.text(Column::CharterVersion, 40)).filter(|version| !version.is_empty()),
        hours: row.optional(Column::Hours, hours).unwrap_or_else(usual_hours),
        pauses: row.list(Column::Pauses, pause),
        paused: false,
        capacity: row.number(Column::Capacity, 1),
        open_assignments: row.number(Column::OpenAssignments, 0),
        client_sizes: row.list(Column::ClientSizes, word).into_iter().collect(),
        client_sectors: row.list(Column::ClientSectors, |cell| word(&cell.to_uppercase())).into_iter().collect(),
        languages: row.list(Column::Languages, language).into_iter().collect(),
        conflicts: row.list(Column::Conflicts, siren).into_iter().collect(),
        vetting: vetting(row),
        record: Record::default(),
    }
}

/// The desk's id: the one written, or one made from the code, the same at each import.
fn id_of(code: &str) -> ProviderId {
    code.parse().unwrap_or_else(|_| {
        let hash: [u8; 32] = Sha256::new().chain_update("provider\0").chain_update(code).finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        ProviderId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    })
}

/// The coordinates written win; without them the commune's, and of several the most populous one's.
fn address(row: &mut Cells<'_>) -> Address {
    let (postal_code, commune) = (row.text(Column::PostalCode, 20), row.text(Column::Commune, 100));
    let place = postal_code.parse().ok().map(|code: PostalCode| code.place());
    let named = place.as_ref().and_then(|place| place.commune(&commune).or_else(|| place.most_populous()));
    let written = match (row.decimal(Column::Lat, -90, 90), row.decimal(Column::Lon, -180, 180)) {
        (Some(lat), Some(lon)) => Point::new(lat, lon).ok(),
        (None, None) => None,
        _ => {
            row.wrong(Column::Lat, Reason::HalfAPoint);
            None
        }
    };
    let point = written.or_else(|| named.and_then(|commune| Point::new(commune.lat, commune.lon).ok()));
    let department = named.map(|commune| commune.department).or_else(|| place.and_then(|place| place.department()));
    Address { postal_code, commune, department: department.map(|department| department.code.into()), point }
}

fn contact(row: &mut Cells<'_>) -> Contact {
    Contact {
        phone: row.optional(Column::Phone, phone),
        emails: row.list(Column::Email, email),
        on_call_email: row.optional(Column::OnCallEmail, email),
        on_call_phone: row.optional(Column::OnCallPhone, phone),
    }
}

fn territory(row: &mut Cells<'_>) -> Territory {
    Territory {
        departments: row.list(Column::Departments, department).into_iter().collect(),
        radius_km: row.decimal(Column::RadiusKm, 0, 20_000),
        remote: row.yes_no(Column::Remote),
    }
}

fn skills(row: &mut Cells<'_>) -> SkillLevels {
    let mut levels = BTreeMap::new();
    for (skill, level) in row.list(Column::Skills, skill_level) {
        if levels.insert(skill, level).is_some() {
            row.wrong(Column::Skills, Reason::Repeated { value: skill.as_str().into() });
        }
    }
    SkillLevels(levels)
}

fn skill_level(cell: &str) -> Result<(Skill, Level), Reason> {
    let shape = || Reason::SkillShape { value: shown(cell) };
    let (skill, level) = cell.split_once(':').unwrap_or((cell, "1"));
    let skill = word(skill.trim())?;
    let level: u8 = level.trim().parse().map_err(|_| shape())?;
    Ok((skill, Level::try_from(level).map_err(|_| shape())?))
}

/// `name:from:until`, and where known `:number:scope:issuer`.
fn label(cell: &str) -> Result<Label, Reason> {
    let parts: Vec<&str> = cell.split(':').map(str::trim).collect();
    let [name, from, until, more @ ..] = parts.as_slice() else {
        return Err(Reason::LabelShape { value: shown(cell) });
    };
    if name.is_empty() || more.len() > 3 {
        return Err(Reason::LabelShape { value: shown(cell) });
    }
    let more = |place: usize| more.get(place).filter(|text| !text.is_empty()).map(|text| (*text).to_owned());
    let label =
        Label::new(name, date(from)?, date(until)?).map_err(|_| Reason::PeriodReversed { value: shown(cell) })?;
    Ok(Label { number: more(0), scope: more(1), issuer: more(2), ..label })
}

/// `from:until`, or one day; `/` and `..` between the days are understood, too.
fn pause(cell: &str) -> Result<Pause, Reason> {
    let (from, until) =
        [":", "..", "/"].iter().find_map(|separator| cell.split_once(separator)).unwrap_or((cell, cell));
    let (from, until) = (date(from.trim())?, date(until.trim())?);
    if until < from { Err(Reason::PeriodReversed { value: shown(cell) }) } else { Ok(Pause { from, until }) }
}

fn vetting(row: &mut Cells<'_>) -> Vetting {
    let state = row.optional(Column::VettingState, word).unwrap_or(VettingState::Applicant);
    Vetting::imported(state, row.optional(Column::ReviewOn, date))
}

fn siret(cell: &str) -> Result<Siret, Reason> {
    cell.parse().map_err(|why| Reason::Siret { value: shown(cell), why: format!("{why}") })
}

/// Nine digits, or the first nine of a SIRET. The check digit isn't asked for: a conflict is better kept than lost.
fn siren(cell: &str) -> Result<String, Reason> {
    let digits: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
    let whole = matches!(digits.len(), 9 | 14) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole { Ok(digits[..9].to_owned()) } else { Err(Reason::Siren { value: shown(cell) }) }
}

fn email(cell: &str) -> Result<String, Reason> {
    let address = cell.parse::<EmailAddress>().map_err(|_| Reason::Email { value: shown(cell) })?;
    Ok(address.as_str().to_owned())
}

/// Kept as written: numbers from abroad, short numbers and extensions are all dialled by people.
fn phone(cell: &str) -> Result<String, Reason> {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let plain = cell.chars().all(|letter| letter.is_ascii_digit() || " \u{a0}\u{202f}+().-/".contains(letter));
    if plain && (3..=15).contains(&digits) { Ok(cell.to_owned()) } else { Err(Reason::Phone { value: shown(cell) }) }
}

/// A spreadsheet turns `09` into `9`: one digit gets its zero back.
fn department(cell: &str) -> Result<String, Reason> {
    let code = if cell.len() == 1 { format!("0{cell}") } else { cell.to_owned() };
    let known = Department::by_code(&code).ok_or_else(|| Reason::Department { value: shown(cell) })?;
    Ok(known.code.to_owned())
}

fn language(cell: &str) -> Result<String, Reason> {
    let shaped = cell.len() == 2 && cell.bytes().all(|letter| letter.is_ascii_alphabetic());
    if shaped { Ok(cell.to_lowercase()) } else { Err(Reason::Language { value: shown(cell) }) }
}

/// Groups of days may stand as a list, too (`mo-fr …|sa …`).
fn hours(cell: &str) -> Result<OpeningHours, Reason> {
    cell.replace('|', ";").parse().map_err(|why: HoursError| Reason::Hours { value: shown(cell), why: why.to_string() })
}

fn usual_hours() -> OpeningHours {
    USUAL_HOURS.parse().unwrap_or_else(|_| OpeningHours::always())
}
