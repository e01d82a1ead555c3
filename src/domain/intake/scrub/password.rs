//! Passwords: the word that a text calls one, only where it looks like a secret.
//!
//! « Mot de passe changé », « mot de passe : oublié » or « mot de passe Office365 » stay as they are.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Secret};

static PASSWORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r"(?:mots?\s+de\s+passes?|mdp|passwords?|passwd|pwd|passphrase|code\s+wi-?fi|cl[ée]\s+wi-?fi)";
    let said = r"(\s*[:=]\s*|\s+(?:est|était|etait|is|was|c['’]est|c['’]était)\s*:?\s+|,?\s+c['’](?:est|était)\s+|\s+)";
    Regex::new(&format!(r"(?i)\b{name}{said}[«\x22'“]?\s?([^\s«»\x22“”]+)")).ok()
});

/// Passwords that look like words, believed only right behind a colon or an equals sign.
const WEAK: &[&str] = &[
    "azerty",
    "azertyuiop",
    "qwerty",
    "qwertyuiop",
    "motdepasse",
    "password",
    "admin",
    "administrateur",
    "soleil",
    "doudou",
    "loulou",
    "chouchou",
    "iloveyou",
    "welcome",
    "bienvenue",
    "bonjour",
];

/// Names with digits that are no secrets.
const NAMES: &[&str] = &[
    "office365",
    "microsoft365",
    "m365",
    "o365",
    "windows10",
    "windows11",
    "windows7",
    "win10",
    "win11",
    "google2fa",
    "2fa",
    "mfa",
    "base64",
    "sha256",
    "md5",
    "ipv4",
    "ipv6",
    "1password",
    "wpa2",
    "wpa3",
    "covid19",
];

pub(super) fn find(text: &str) -> Vec<Found> {
    let hits = PASSWORD.iter().flat_map(|pattern| pattern.captures_iter(text));
    let secrets = hits.filter_map(|hit| {
        let (said, word) = (hit.get(1)?.as_str(), hit.get(2)?);
        let bare = before_marker(&text[word.start()..], word.len())
            .trim_end_matches(['.', ',', ';', ':', ')', ']', '\'', '…', '?']);
        let secret = match said.trim() {
            "" => is_strong(bare),
            mark if mark.contains([':', '=']) => is_secret(bare) || WEAK.contains(&bare.to_lowercase().as_str()),
            _ => is_secret(bare),
        };
        secret.then(|| word.start()..word.start() + bare.len())
    });
    secrets.map(|bytes| Found { secret: Secret::Password, bytes }).collect()
}

/// The word of so many bytes that a text begins with, up to the marker of another secret: that one's letters aren't its.
fn before_marker(text: &str, length: usize) -> &str {
    static MARKER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\[[\p{L}-]{1,20}(?: [\p{L}-]{1,20}){1,5}\]").ok());
    let is_marker = |at: &usize| MARKER.as_ref().is_some_and(|marker| marker.is_match(&text[*at..]));
    let end = text[..length].match_indices('[').map(|(at, _)| at).find(is_marker);
    &text[..end.unwrap_or(length)]
}

/// With nothing between: only what can't be a word or a name.
fn is_strong(word: &str) -> bool {
    let special = word.contains(['!', '@', '#', '$', '%', '&', '*', '_', '+', '=', '?', '^', '~']);
    is_secret(word) && special && word.contains(|character: char| character.is_ascii_digit())
}

/// Letters and digits together, a special character among letters, or digits alone.
fn is_secret(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|character| character.is_alphabetic()).count();
    let special = word.trim_matches(['!', '?']).contains(['!', '#', '$', '%', '&', '*', '+', '=', '?', '^', '~', '@']);
    let length = word.chars().count();
    if is_something_else(word) {
        return false;
    }
    match (digits, letters) {
        (4.., 0) => digits == length,
        (1.., 1..) => length >= 6,
        (0, 3..) => special && length >= 6,
        _ => false,
    }
}

/// An address, a link, a file, a date, a time, a vulnerability, a product, a marker.
fn is_something_else(word: &str) -> bool {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let forms = [
            r"[^@\s]+@[^@\s]+\.[a-z]{2,}",
            r"(?:https?|ftp)://.*",
            r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:fr|com|org|net|eu|io|pdf|docx?|xlsx?|txt|zip|exe)(?:/.*)?",
            r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}",
            r"\d{1,2}h\d{0,2}",
            r"\d{1,2}:\d{2}",
            r"\d+(?:[.,]\d+)*(?:€|k€|eur|euros?|%|e|er|ème|eme|h|min|j|go|mo)",
            r"cve-\d{4}-\d+",
            r"\[.*",
            r"(?:19|20)\d\d",
            r"[a-zàâéèêëîïôûùç]+-\d{1,2}",
        ];
        Regex::new(&format!("(?i)^(?:{})$", forms.join("|"))).ok()
    });
    let lower = word.to_lowercase();
    NAMES.contains(&lower.as_str()) || PATTERN.as_ref().is_some_and(|pattern| pattern.is_match(word))
}
