//! Finding every observable of a text, none inside another (save a link's machine).
//!
//! What is more certain comes first: an IBAN isn't read as telephone numbers, a link's path not as a domain.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Observable, ObservableKind, Sighting, address, file, money};
use crate::intake::Phone;

static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\+|\b00)[1-9][0-9]{0,2}(?:[ .\-\u{a0}\u{202f}]?(?:\(0\)[ ]?)?[0-9]{1,4}){2,7}\b|\b0[1-9](?:[ .\-\u{a0}\u{202f}]?[0-9]{2}){4}\b").ok()
});

/// Telephone numbers that are read in one text: reading one is dear, and more are a list, not a story.
const MOST_PHONES: usize = 1_000;

/// Every observable of a text with its place, in the order of the text; defanged ones are understood.
#[must_use]
pub fn extract(text: &str) -> Vec<Sighting> {
    let mut found = Found::default();
    let urls = address::urls(text);
    let hosts = address::hosts(&urls);
    found.add(urls);
    found.add(address::emails(text));
    found.add(money::ibans(text));
    found.add(money::wallets(text));
    found.add(file::hashes(text));
    found.add(file::vulnerabilities(text));
    found.add(address::ips(text));
    found.add(address::domains(text));
    found.add(phones(text));
    found.add(file::extensions(text));
    found.add(file::ransomware_families(text));
    found.sightings.extend(hosts);
    found.sightings.sort_by_key(|sighting| (sighting.bytes.start, sighting.observable.kind));
    found.sightings
}

/// The observables alone, each once.
#[must_use]
pub fn distinct(sightings: &[Sighting]) -> Vec<Observable> {
    let mut distinct: Vec<Observable> = sightings.iter().map(|sighting| sighting.observable.clone()).collect();
    distinct.sort();
    distinct.dedup();
    distinct
}

/// Sightings and the places that they take.
#[derive(Default)]
struct Found {
    sightings: Vec<Sighting>,
    taken: BTreeMap<usize, usize>,
}

impl Found {
    fn add(&mut self, sightings: Vec<Sighting>) {
        for sighting in sightings {
            if self.is_free(&sighting.bytes) {
                self.taken.insert(sighting.bytes.start, sighting.bytes.end);
                self.sightings.push(sighting);
            }
        }
    }

    fn is_free(&self, bytes: &Range<usize>) -> bool {
        self.taken.range(..bytes.end).next_back().is_none_or(|(_, end)| *end <= bytes.start)
    }
}

/// Telephone numbers with their places, as a search keeps them: ten digits for a French one, else country and number.
#[must_use]
pub fn phones_in(text: &str) -> Vec<(String, Range<usize>)> {
    let kept =
        |e164: &str| e164.strip_prefix("+33").map_or_else(|| e164[1..].to_owned(), |national| format!("0{national}"));
    phones(text).into_iter().map(|sighting| (kept(&sighting.observable.value), sighting.bytes)).collect()
}

fn phones(text: &str) -> Vec<Sighting> {
    let hits = PHONE.iter().flat_map(|pattern| pattern.find_iter(text)).take(MOST_PHONES);
    let phones = hits.filter_map(|hit| {
        let glued = text[..hit.start()]
            .ends_with(|before: char| before.is_alphanumeric() || matches!(before, '-' | '.' | '/' | '_'));
        let phone = Phone::parse(hit.as_str(), None).ok().filter(|_| !glued)?;
        let observable = Observable { kind: ObservableKind::Phone, value: phone.e164().to_owned() };
        Some(Sighting { observable, bytes: hit.range() })
    });
    phones.collect()
}
