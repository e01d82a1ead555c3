//! Every text has both languages, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::source::files;

/// Key → names of its arguments, of every message of a language.
pub fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (path, text) in files(&format!("src/i18n/locales/{lang}"), "ftl") {
        let mut key: Option<String> = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| is_key(name)) {
                let before = all.insert(name.to_owned(), BTreeSet::new());
                assert!(before.is_none(), "{path}: {name} is there twice");
                key = Some(name.to_owned());
            }
            if let Some(arguments) = key.as_ref().and_then(|key| all.get_mut(key)) {
                arguments.extend(arguments_of(line));
            }
        }
    }
    all
}

fn is_key(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_lowercase())
        && text.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_')
}

fn arguments_of(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-' || *sign == '_').collect()
    })
}

#[test]
fn french_and_english_have_the_same_texts_with_the_same_arguments() {
    let (french, english) = (messages("fr"), messages("en"));
    let missing = |here: &BTreeMap<String, BTreeSet<String>>, there: &BTreeMap<String, BTreeSet<String>>| {
        here.keys().filter(|key| !there.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(missing(&french, &english), Vec::<String>::new(), "texts without English");
    assert_eq!(missing(&english, &french), Vec::<String>::new(), "texts without French");
    let differing: Vec<&String> =
        french.iter().filter(|(key, arguments)| english.get(*key) != Some(arguments)).map(|(key, _)| key).collect();
    assert!(differing.is_empty(), "other arguments in the other language: {differing:?}");
}

#[test]
fn no_text_of_ours_still_waits_for_its_words() {
    for lang in ["fr", "en"] {
        for (path, text) in files(&format!("src/i18n/locales/{lang}"), "ftl") {
            for word in ["TODO", "FIXME", "XXX", "lorem"] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}
