//! What is said of files and programs: hashes, vulnerabilities, extensions of unreadable files, families of ransomware.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::{Observable, ObservableKind, Sighting};

/// One family a line: its name, then other spellings; `?` behind the name if it is also a word of everyday.
const FAMILIES: &str = include_str!("families.txt");
/// Extensions that mean nothing by themselves.
const EVERYDAY: &[&str] = &[
    "pdf", "doc", "docx", "docm", "xls", "xlsx", "xlsm", "ppt", "pptx", "odt", "ods", "csv", "txt", "rtf", "jpg",
    "jpeg", "png", "gif", "bmp", "mp3", "mp4", "avi", "mov", "zip", "rar", "7z", "gz", "tar", "exe", "msi", "dll",
    "bat", "cmd", "ps1", "vbs", "js", "html", "htm", "php", "xml", "json", "eml", "msg", "pst", "ost", "iso", "img",
    "bak", "log", "ini", "lnk", "apk", "dmg", "ics", "svg", "webp", "heic", "dwg", "sql", "db", "mdb", "vmdk", "vhdx",
    "tmp", "com", "fr", "net", "org", "eu",
];

static HASH: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b").ok());
static CVE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\bcve[- ]([0-9]{4})[- ]([0-9]{4,7})\b").ok());
static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:",
        r"\bextensions?\s+(?:bizarres?\s+|inconnues?\s+|étranges?\s+|en\s+|de\s+type\s+|:\s*|is\s+|est\s+)*[«\x22']?\s?\.?(?P<said>[a-z0-9_]{3,15})\b",
        r"|(?:^|[\s(«\x22'*])\.(?P<bare>[a-z0-9_]{3,15})\b",
        r"|\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|csv|zip|bak|vmdk|vhdx|sql|mdb|pst)\.(?P<second>[a-z0-9_-]{2,20})\b",
        r")",
    ))
    .ok()
});
static ABOUT_RANSOM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)ransom|ran[çc]on|crypt|chiffr|gang|groupe|lock").ok());

pub(super) fn hashes(text: &str) -> Vec<Sighting> {
    let hits = HASH.iter().flat_map(|pattern| pattern.find_iter(text));
    let real = hits.filter(|hit| {
        hit.as_str().contains(|character: char| character.is_ascii_digit())
            && hit.as_str().contains(char::is_alphabetic)
    });
    real.map(|hit| sighting(ObservableKind::Hash, hit.as_str().to_lowercase(), hit.range())).collect()
}

pub(super) fn vulnerabilities(text: &str) -> Vec<Sighting> {
    let hits = CVE.iter().flat_map(|pattern| pattern.captures_iter(text));
    hits.filter_map(|hit| {
        Some(sighting(ObservableKind::Cve, format!("CVE-{}-{}", &hit[1], &hit[2]), hit.get(0)?.range()))
    })
    .collect()
}

pub(super) fn extensions(text: &str) -> Vec<Sighting> {
    let hits = EXTENSION.iter().flat_map(|pattern| pattern.captures_iter(text));
    let extensions = hits.filter_map(|hit| {
        let spoken = hit.name("said");
        let found = spoken.or_else(|| hit.name("bare")).or_else(|| hit.name("second"))?;
        let value = found.as_str().to_lowercase();
        let dotted = text[..found.start()].ends_with('.');
        // « extension bizarre sur » is no extension: without a dot it must look like none of our words.
        let believable = dotted
            || value.contains(|character: char| character.is_ascii_digit())
            || families().any(|family| family.spellings.contains(&value.as_str()));
        let of_a_site = hit.name("bare").is_some() && super::address::is_ending(&value);
        (believable && !of_a_site && !EVERYDAY.contains(&value.as_str()))
            .then(|| sighting(ObservableKind::FileExtension, format!(".{value}"), found.range()))
    });
    extensions.collect()
}

struct Family {
    name: &'static str,
    spellings: Vec<&'static str>,
    everyday_word: bool,
}

fn families() -> impl Iterator<Item = Family> {
    FAMILIES.lines().filter(|line| !line.is_empty()).map(|line| {
        let everyday_word = line.contains('?');
        let mut spellings: Vec<&str> = line.split(',').map(|spelling| spelling.trim().trim_end_matches('?')).collect();
        let name = spellings[0];
        spellings.dedup();
        Family { name, spellings, everyday_word }
    })
}

/// Every spelling in one automaton, and for each of its patterns the family's name and whether it is an everyday word.
struct Spellings {
    automaton: AhoCorasick,
    owners: Vec<(&'static str, bool)>,
}

static SPELLINGS: LazyLock<Option<Spellings>> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut owners = Vec::new();
    for family in families() {
        owners.extend(family.spellings.iter().map(|_| (family.name, family.everyday_word)));
        words.extend(family.spellings);
    }
    let builder = &mut AhoCorasick::builder();
    let automaton = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
    Some(Spellings { automaton, owners })
});

pub(super) fn ransomware_families(text: &str) -> Vec<Sighting> {
    let Some(Spellings { automaton, owners }) = SPELLINGS.as_ref() else { return Vec::new() };
    let hits = automaton.find_iter(text).filter(|hit| {
        let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !letter(text[..hit.start()].chars().next_back()) && !letter(text[hit.end()..].chars().next())
    });
    let named = hits.filter_map(|hit| {
        let (name, everyday_word) = owners[hit.pattern().as_usize()];
        let believable = !everyday_word || about_ransom(text, hit.start(), hit.end());
        believable.then(|| sighting(ObservableKind::RansomwareFamily, name.to_owned(), hit.start()..hit.end()))
    });
    named.collect()
}

/// Whether the words around speak of ransomware.
fn about_ransom(text: &str, start: usize, end: usize) -> bool {
    let mut from = start.saturating_sub(40);
    let mut until = (end + 40).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(until) {
        until += 1;
    }
    let around = format!("{} {}", &text[from..start], &text[end..until]);
    ABOUT_RANSOM.as_ref().is_some_and(|pattern| pattern.is_match(&around))
}

fn sighting(kind: ObservableKind, value: String, bytes: std::ops::Range<usize>) -> Sighting {
    Sighting { observable: Observable { kind, value }, bytes }
}
