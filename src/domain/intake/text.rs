//! Typed text: what is kept of it, and how long it may be.

/// Longest description, in characters: more than a 100 kB mail, less than what harms a page.
pub const DESCRIPTION_MAX: usize = 131_072;
/// Longest name, role or similar line, in characters.
pub const LINE_MAX: usize = 200;

/// Text as it is kept: line ends as `\n`; control characters that mean nothing (NUL first of all) left out; trimmed.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String =
        unix.chars().filter(|character| matches!(character, '\n' | '\t') || !character.is_control()).collect();
    kept.trim().to_owned()
}

/// One line: as [`clean_text`], every run of white space one space, and nothing that turns the direction of reading.
#[must_use]
pub fn clean_line(text: &str) -> String {
    let kept: String = clean_text(text).chars().filter(|character| !turns_reading(*character)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks by which a name could show another than it is (Unicode UAX #9, explicit directional formatting).
#[must_use]
pub const fn turns_reading(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether [`clean_text`] has to leave characters out, which a person should know.
#[must_use]
pub fn has_stray_controls(text: &str) -> bool {
    text.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn meaningless_controls_go_and_words_stay() {
        assert_eq!(clean_text(" un\0 deux\r\ntrois\u{1b}[31m\tשלום 🙂 \n"), "un deux\ntrois[31m\tשלום 🙂");
        assert!(has_stray_controls("a\0") && !has_stray_controls("a\r\n\tb"));
        assert_eq!(clean_line(" Jean \n\t Dupont\u{a0}"), "Jean Dupont");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean_text(&text);
            prop_assert_eq!(clean_text(&once), once.clone());
            prop_assert!(!has_stray_controls(&once));
        }
    }
}
