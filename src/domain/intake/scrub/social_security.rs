//! The French social-security number (NIR): thirteen characters and a key of two digits (INSEE).

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Found, Secret,
    context::{Named, named},
};

/// Sex, year, month, department, commune, order, key; in any grouping with single separators.
static NIR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[ .\-\u{a0}\u{202f}]?";
    let two = format!(r"[0-9]{gap}[0-9]");
    let three = format!(r"[0-9]{gap}[0-9]{gap}[0-9]");
    let department = format!(r"(?:[0-9]{gap}[0-9]|2{gap}[ABab])");
    Regex::new(&format!(r"\b([12]{gap}{two}{gap}{two}{gap}{department}{gap}{three}{gap}{three})(?:{gap}({two}))?\b"))
        .ok()
});

pub(super) fn find(text: &str) -> Vec<Found> {
    let hits = NIR.iter().flat_map(|pattern| pattern.captures_iter(text));
    let valid = hits.filter_map(|hit| {
        let (all, number, key) = (hit.get(0)?, hit.get(1)?, hit.get(2));
        let said = named(text, all.start());
        let glued = text[..all.start()].ends_with(['-', '.', '/', '+', '_'])
            || text[all.end()..].starts_with(['-', '/', '_', '@']);
        let fits = key
            .map_or(said == Named::SocialSecurity, |key| key_of(number.as_str()) == compact(key.as_str()).parse().ok());
        (fits && !glued && said != Named::Harmless && month_fits(number.as_str())).then(|| all.range())
    });
    valid.map(|bytes| Found { secret: Secret::SocialSecurity, bytes }).collect()
}

fn compact(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

/// 97 less the number modulo 97; in Corsica 2A counts as 19 and 2B as 18.
fn key_of(number: &str) -> Option<u64> {
    let number = compact(number).replacen("2A", "19", 1).replacen("2B", "18", 1);
    Some(97 - number.parse::<u64>().ok()? % 97)
}

/// Months 1 to 12, or the codes from 20 on for births whose month isn't known.
fn month_fits(number: &str) -> bool {
    let month: u32 = compact(number)[3..5].parse().unwrap_or_default();
    (1..=12).contains(&month) || month >= 20
}
