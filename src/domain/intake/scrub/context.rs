//! Digits in a text and the words before them: what a number is said to be.

use std::ops::Range;

use super::super::fold::fold;

/// How far back a word may stand to name a number, in bytes.
const REACH: usize = 60;

/// What the nearest naming word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing.
    Nothing,
    /// A payment card.
    Card,
    /// A social-security number.
    SocialSecurity,
    /// Something that the desk needs: SIRET, IMEI, serial number, invoice …
    Harmless,
}

const CARD: &[&str] = &["carte", "cartes", "cb", "visa", "mastercard", "amex", "card", "bancaire", "american express"];
const SOCIAL: &[&str] = &["securite sociale", "secu", "nir", "vitale", "social security", "insee"];
const HARMLESS: &[&str] = &[
    "siret",
    "siren",
    "imei",
    "serie",
    "serial",
    "sn",
    "s n",
    "facture",
    "factures",
    "commande",
    "dossier",
    "ticket",
    "contrat",
    "tva",
    "colis",
    "suivi",
    "iban",
    "rib",
    "reference",
    "ref",
    "tel",
    "telephone",
    "ean",
    "iccid",
    "sim",
    "transaction",
    "devis",
    "police",
    "adherent",
    "invoice",
    "order",
    "licence",
    "license",
    "numero client",
    "n client",
    "no client",
    "code client",
    "article",
    "rcs",
    "immatriculation",
    "bordereau",
    "mandat",
    "signalement",
    "tracking",
    "cadastre",
];

/// What the nearest word before `start` says that the number is; only the same line counts.
pub(super) fn named(text: &str, start: usize) -> Named {
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let mut from = start.saturating_sub(REACH).max(line);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = format!(" {} ", fold(&without_remarks(&text[from..start])));
    let nearest = |words: &[&str]| words.iter().filter_map(|word| before.rfind(&format!(" {word} "))).max();
    let ranked =
        [(nearest(CARD), Named::Card), (nearest(SOCIAL), Named::SocialSecurity), (nearest(HARMLESS), Named::Harmless)];
    ranked
        .into_iter()
        .filter(|(place, _)| place.is_some())
        .max_by_key(|(place, _)| *place)
        .map_or(Named::Nothing, |(_, named)| named)
}

/// What stands in square brackets names nothing: it is the marker of a secret that stood there, or a remark.
fn without_remarks(before: &str) -> String {
    let outside = |part: &str| match part.strip_suffix(']') {
        Some(remark) => remark.rsplit_once('[').map_or(String::new(), |(said, _)| format!("{said} ")),
        None => part.to_owned(),
    };
    before.split_inclusive(']').map(outside).collect()
}

/// A run of digits in groups, one separator between two groups.
#[derive(Debug)]
pub(super) struct Run {
    /// Where each group stands.
    pub groups: Vec<Range<usize>>,
}

impl Run {
    /// The digits of some groups.
    pub fn digits(&self, text: &str, groups: Range<usize>) -> String {
        self.groups[groups].iter().map(|group| &text[group.clone()]).collect()
    }

    /// Where some groups stand.
    pub fn bytes(&self, groups: Range<usize>) -> Range<usize> {
        self.groups[groups.start].start..self.groups[groups.end - 1].end
    }

    /// How long each of some groups is.
    pub fn lengths(&self, groups: Range<usize>) -> Vec<usize> {
        self.groups[groups].iter().map(ExactSizeIterator::len).collect()
    }
}

/// Every run of digits that isn't part of a word, an address or a decimal number.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Run> = Vec::new();
    let mut place = 0;
    while place < bytes.len() {
        if !bytes[place].is_ascii_digit() {
            place += 1;
            continue;
        }
        let start = place;
        while place < bytes.len() && bytes[place].is_ascii_digit() {
            place += 1;
        }
        match runs.last_mut() {
            Some(run) if is_separator(&text[run.groups[run.groups.len() - 1].end..start]) => {
                run.groups.push(start..place)
            }
            _ => runs.push(Run { groups: std::iter::once(start..place).collect() }),
        }
    }
    runs.retain(|run| stands_alone(text, run));
    runs
}

fn is_separator(between: &str) -> bool {
    matches!(between, " " | "-" | "." | "\u{a0}" | "\u{202f}")
}

/// Not glued to a letter, an underscore, a slash or an `@`.
fn stands_alone(text: &str, run: &Run) -> bool {
    let bytes = run.bytes(0..run.groups.len());
    let glued =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '@' | '/' | '=' | '#' | '\\');
    !text[..bytes.start].ends_with(glued) && !text[bytes.end..].starts_with(glued)
}
