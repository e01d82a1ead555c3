//! Names of files that others gave: data to be shown, never a path. Normalised first, checked after (FreeScout
//! CVE-2026-28289): what turns into a slash or vanishes by normalisation is treated as what it becomes.

use unicode_normalization::UnicodeNormalization;

/// What stands for a name of which nothing is left.
pub const NAMELESS: &str = "sans-nom";
/// Longest name, in octets of UTF-8: any file system and any archive takes it.
const LONGEST: usize = 200;
/// Longest ending that is kept when a name is cut, in octets.
const LONGEST_ENDING: usize = 12;
/// Of a name as it was given, so much is looked at, in characters.
const LOOKED_AT: usize = 8192;
/// Of a name as it was given, so much is kept, in characters.
const KEPT: usize = 300;
/// Names that mean a device to Windows, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name of a file that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    shown: String,
    given: String,
}

impl FileName {
    /// The name that may be shown, of whatever came.
    #[must_use]
    pub fn of(raw: &str) -> Self {
        let shown = clean(raw);
        let given = if shown == raw { String::new() } else { escaped(raw) };
        Self { shown, given }
    }

    /// One plain name: no path, no control character, nothing invisible, no mark that turns the direction of reading.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The name as it came with everything invisible made visible; empty where it is the one that is shown.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }
}

/// What stands behind the last dot of a name, in lower case; empty without one.
#[must_use]
pub fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

fn clean(raw: &str) -> String {
    let visible = |text: &mut dyn Iterator<Item = char>| text.filter(|sign| !is_invisible(*sign)).collect::<String>();
    let once = visible(&mut raw.chars().take(LOOKED_AT).nfc());
    // Signs that stood apart may have become neighbours.
    let plain: String = once.nfc().map(plain_sign).collect();
    let last = plain.split('/').rev().map(trimmed).find(|part| !part.is_empty()).unwrap_or_default();
    let short = trimmed(&shortened(&last));
    let stem = short.split('.').next().unwrap_or_default().trim().to_lowercase();
    match () {
        () if short.is_empty() => NAMELESS.to_owned(),
        () if DEVICES.contains(&stem.as_str()) => format!("_{short}"),
        () => short,
    }
}

/// One space between words; no dot or space around them.
fn trimmed(part: &str) -> String {
    let words = part.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(['.', ' ']).to_owned()
}

/// A slash of any kind is a slash, a dot of any kind a dot; what a file system refuses is a low line.
fn plain_sign(sign: char) -> char {
    match sign {
        '/' | '\\' | '\u{2044}' | '\u{2215}' | '\u{29f5}' | '\u{29f8}' | '\u{29f9}' | '\u{fe68}' | '\u{ff0f}'
        | '\u{ff3c}' => '/',
        '\u{2024}' | '\u{fe52}' | '\u{ff0e}' => '.',
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        other if other.is_whitespace() => ' ',
        other => other,
    }
}

/// Control characters, what has no width, what turns the direction of reading, and what stands for nothing.
fn is_invisible(sign: char) -> bool {
    let is_break = matches!(sign, '\t' | '\n' | '\r');
    (sign.is_control() && !is_break)
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}'
            | '\u{e0000}'..='\u{10ffff}')
}

/// Cut in the middle, so that the ending stays: it says what the file claims to be.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let end = name.rsplit_once('.').map(|(_, end)| end).filter(|end| end.len() <= LONGEST_ENDING);
    let room = LONGEST - end.map_or(0, |end| end.len() + 1);
    let cut = (0..=room).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    end.map_or_else(|| name[..cut].to_owned(), |end| format!("{}.{end}", &name[..cut]))
}

fn escaped(raw: &str) -> String {
    let visible = |sign: char| {
        if is_invisible(sign) || sign.is_control() { sign.escape_unicode().to_string() } else { sign.to_string() }
    };
    let kept: String = raw.chars().take(KEPT).map(visible).collect();
    if raw.chars().nth(KEPT).is_some() { format!("{kept}…") } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> String {
        FileName::of(raw).shown().to_owned()
    }

    #[test]
    fn a_plain_name_stays_as_it_is() {
        for name in ["facture.pdf", "Élève n° 3 – été.docx", "日誌.txt", "journal.2026-11-23.log"] {
            assert_eq!(FileName::of(name), FileName { shown: name.into(), given: String::new() });
        }
    }

    #[test]
    fn attack_37_no_name_is_a_path_or_hides_what_it_is() {
        for (raw, name) in [
            ("../../etc/passwd", "passwd"),
            ("/etc/shadow", "shadow"),
            ("C:\\Users\\x\\a.txt", "a.txt"),
            ("..\\..\\..", NAMELESS),
            ("..\u{ff0f}..\u{ff0f}etc\u{ff0f}passwd", "passwd"),
            ("\u{ff0e}\u{ff0e}/x", "x"),
            ("a\0.pdf", "a.pdf"),
            ("\u{200b}.htaccess", "htaccess"),
            (".\u{200b}./x", "x"),
            ("facture\u{202e}fdp.exe", "facturefdp.exe"),
            ("rapport.pdf. . .", "rapport.pdf"),
            ("a\r\nX-Evil: 1.txt", "a X-Evil_ 1.txt"),
            ("con.txt", "_con.txt"),
            ("e\u{301}te\u{301}.txt", "été.txt"),
            ("e\u{200d}\u{301}.txt", "é.txt"),
            ("", NAMELESS),
            (" . ", NAMELESS),
        ] {
            assert_eq!(shown(raw), name, "{raw:?}");
        }
        assert_eq!(FileName::of("facture\u{202e}fdp.exe").given(), "facture\\u{202e}fdp.exe");
        assert_eq!(FileName::of("a\0b").given(), "a\\u{0}b");
    }

    #[test]
    fn attack_37_a_name_of_five_thousand_octets_is_cut_and_keeps_its_ending() {
        let name = shown(&format!("{}.pdf", "é".repeat(2500)));
        assert!(name.len() <= LONGEST && name.ends_with("é.pdf"), "{} octets", name.len());
        let name = FileName::of(&"x".repeat(5000));
        assert_eq!((name.shown().len(), name.given().chars().count()), (LONGEST, KEPT + 1));
    }

    proptest::proptest! {
        #[test]
        fn any_name_becomes_a_plain_one_once_and_for_all(raw in "(\\PC|[./\\\\ \u{0}-\u{20}\u{200b}\u{202e}e\u{301}:]){0,80}") {
            let name = shown(&raw);
            proptest::prop_assert!(!name.is_empty() && name.len() <= LONGEST + 1);
            proptest::prop_assert!(!name.contains(['/', '\\', ':']) && !name.chars().any(is_invisible));
            proptest::prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
            proptest::prop_assert_eq!(shown(&name), name);
        }
    }
}
