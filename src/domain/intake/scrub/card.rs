//! Payment cards: issuer prefix, length, Luhn, and the grouping in which people write them.
//!
//! Prefixes after ISO/IEC 7812 and the issuers' published ranges.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    super::siret::luhn_sum,
    Found, Secret,
    context::{Named, Run, named, runs},
};

/// The three or four digits on the back, said to be them.
static VERIFICATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:cvv2?|cvc2?|cryptogramme(?:\s+visuel)?|crypto(?:\s+visuel)?)\s*(?:est|is|:|=|c['’]est)?\s*(\d{3,4})\b").ok()
});

/// More groups than anybody writes a card's number in.
const MOST_GROUPS: usize = 8;

pub(super) fn find(text: &str) -> Vec<Found> {
    let numbers = runs(text).into_iter().flat_map(|run| cards_in(text, &run));
    let verifications = VERIFICATION.iter().flat_map(|pattern| pattern.captures_iter(text));
    let verifications = verifications.filter_map(|hit| hit.get(1)).map(|digits| digits.range());
    numbers.chain(verifications).map(|bytes| Found { secret: Secret::Card, bytes }).collect()
}

/// The sequences of groups that are card numbers, none within another: what looks like one, and what is left of the run
/// before, between and behind those.
fn cards_in(text: &str, run: &Run) -> Vec<Range<usize>> {
    let mut cards = Vec::new();
    let (mut start, mut free) = (0, 0);
    while start < run.groups.len() {
        let ends = start + 1..=run.groups.len().min(start + MOST_GROUPS);
        match ends.map(|end| start..end).find(|groups| is_card(text, run, groups.clone(), Grouped::LikeACard)) {
            Some(groups) => {
                cards.extend(rest(text, run, free..start));
                (start, free) = (groups.end, groups.end);
                cards.push(run.bytes(groups));
            }
            None => start += 1,
        }
    }
    cards.extend(rest(text, run, free..start));
    cards
}

/// All of these groups, if they are one card number.
fn rest(text: &str, run: &Run, groups: Range<usize>) -> Option<Range<usize>> {
    let is_one = (1..=MOST_GROUPS).contains(&groups.len()) && is_card(text, run, groups.clone(), Grouped::Anyhow);
    is_one.then(|| run.bytes(groups))
}

/// How the digits stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grouped {
    /// As on a card.
    LikeACard,
    /// In any way, but with no other digits beside them.
    Anyhow,
}

fn is_card(text: &str, run: &Run, groups: Range<usize>, grouped: Grouped) -> bool {
    let digits = run.digits(text, groups.clone());
    if !(14..=19).contains(&digits.len()) || !luhn_sum(&digits).is_multiple_of(10) || !issuer_fits(&digits) {
        return false;
    }
    let looks_like_one = looks_like_a_card(&run.lengths(groups.clone()));
    match named(text, run.bytes(groups).start) {
        Named::Card => looks_like_one || grouped == Grouped::Anyhow,
        // Fourteen digits are a SIRET first of all, nineteen a SIM card's number.
        Named::Nothing => matches!(digits.len(), 15 | 16) && looks_like_one,
        Named::Harmless | Named::SocialSecurity => false,
    }
}

fn looks_like_a_card(lengths: &[usize]) -> bool {
    matches!(lengths, [15 | 16] | [4, 4, 4, 4] | [4, 6, 5])
}

/// Whether an issuer gives numbers that begin like this and are that long.
fn issuer_fits(digits: &str) -> bool {
    let prefix = |length: usize| digits[..length].parse::<u32>().unwrap_or_default();
    let (two, three, four) = (prefix(2), prefix(3), prefix(4));
    match digits.len() {
        14 => (300..=305).contains(&three) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16 | 19 if digits.starts_with('4') => true,
        16 if (51..=55).contains(&two) || (2221..=2720).contains(&four) || (3528..=3589).contains(&four) => true,
        16..=19 => {
            matches!(four, 6011 | 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763)
                || (644..=649).contains(&three)
                || matches!(two, 62 | 65)
        }
        _ => false,
    }
}
