//! Names and numbers of invented firms.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{ProviderId, draw::Draw};
use crate::{intake::Siret, vocabulary::Profile};

/// First digits of a SIREN that INSEE gave to nobody.
const FALSE_SIREN: &str = "999";
/// First six digits of the telephone numbers kept for fiction (ARCEP, décision 2018-0881) that number libraries accept.
const FALSE_PHONES: [&str; 5] = ["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"];

const HEADS: [&str; 16] = [
    "Atelier", "Bureau", "Comptoir", "Maison", "Fabrique", "Relais", "Forge", "Cabinet", "Pôle", "Escale", "Phare",
    "Rempart", "Môle", "Amarre", "Balise", "Sentier",
];
const TRADES: [&str; 14] = [
    "Informatique",
    "Réseaux",
    "Numérique",
    "Systèmes",
    "Cyber",
    "Infogérance",
    "Données",
    "Sécurité",
    "Cloud",
    "Sauvegardes",
    "Postes et Serveurs",
    "Dépannage",
    "Défense Numérique",
    "Résilience",
];
const COLOURS: [&str; 20] = [
    "du Causse",
    "des Garrigues",
    "de l’Aubrac",
    "du Canal",
    "des Halles",
    "du Mistral",
    "de l’Autan",
    "des Pins",
    "du Levant",
    "des Vignes",
    "de la Rivière",
    "du Phare",
    "des Cimes",
    "de l’Étang",
    "du Marché",
    "des Remparts",
    "du Plateau",
    "de l’Olivier",
    "des Sources",
    "du Vallon",
];
const FORMS: [(&str, u32); 5] = [("SARL", 40), ("SAS", 35), ("EURL", 10), ("SASU", 10), ("SCOP", 5)];

/// Names given so far: none is given twice.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn company(&mut self, profile: Profile, commune: &str, draw: &mut Draw) -> String {
        let head = match profile {
            Profile::Specialist => draw.one_of(&["Laboratoire", "Cabinet", "Expertise", "Analyse"]),
            _ => draw.one_of(&HEADS),
        };
        let (trade, colour, form) = (draw.one_of(&TRADES), draw.one_of(&COLOURS), draw.among(&FORMS));
        let short = format!("{head} {trade} {colour}");
        let tries = [short.clone(), format!("{short} — {commune}")];
        let numbered = (2..).map(|number| format!("{short} {number} — {commune}"));
        let name = tries.into_iter().chain(numbered).find(|name| !self.0.contains(name)).unwrap_or(short);
        self.0.insert(name.clone());
        format!("{name} {form}")
    }
}

/// A UUIDv7 whose time is the order's day, so that ids follow the rows.
pub(super) fn id(serial: u32, at: Date, draw: &mut Draw) -> ProviderId {
    let midnight = at.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_millisecond());
    let millis = u64::try_from(midnight).unwrap_or(0) + u64::from(serial);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&draw.next().to_be_bytes());
    ProviderId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

/// A SIREN of the false range with its check digit.
pub(super) fn siren(serial: u32) -> String {
    with_check_digit(format!("{FALSE_SIREN}{:05}", serial % 100_000))
}

/// A SIRET of the false range; past 100,000 firms the establishments are counted up.
pub(super) fn siret(serial: u32) -> Option<Siret> {
    with_check_digit(format!("{}{:04}", siren(serial), 1 + serial / 100_000)).parse().ok()
}

fn with_check_digit(digits: String) -> String {
    let sum = crate::intake::siret::luhn_sum(&format!("{digits}0"));
    format!("{digits}{}", (10 - sum % 10) % 10)
}

pub(super) fn phone(draw: &mut Draw) -> String {
    let (head, tail) = (*draw.one_of(&FALSE_PHONES), draw.below(10_000));
    format!("{head} {:02} {:02}", tail / 100, tail % 100)
}

/// A domain that nobody can own, from the letters of the name.
pub(super) fn domain(company: &str, serial: u32) -> String {
    let folded = crate::intake::fold::fold_place(company);
    let letters: String = folded.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    format!("{letters}{serial}.example")
}
