//! Sets of playbooks, as files one behind the other, each under a line `=== NAME`: a set compiles or says what is wrong,
//! with a file and a line that are there; one that compiles is called the same again, and classifies its own words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::playbook::{Facts, Input, PlaybookSet, SourceFile, cacao};
use vigie_domain::vocabulary::Lang;

fn files(text: &str) -> Vec<SourceFile> {
    let parts = text.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, text)| SourceFile { name: name.into(), text: text.into() }).collect()
}

fuzz_target!(|text: &str| {
    let files = files(text);
    match PlaybookSet::compile(&files) {
        Ok(set) => {
            let facts = Facts::new();
            let found = set.classify(&Input { text, lang: None, facts: &facts });
            assert!((0.0..=1.0).contains(&found.confidence), "{}", found.confidence);
            assert!(set.try_examples().failed.len() <= set.try_examples().tried);
            for playbook in set.playbooks() {
                let _ = cacao::export(playbook, set.hash(), Lang::Fr, jiff::Timestamp::UNIX_EPOCH);
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors.iter().filter(|error| error.line > 0) {
                let mut named = files.iter().filter(|file| file.name == error.file);
                assert!(named.any(|file| error.line <= file.text.lines().count() as u64 + 1), "{error}");
            }
        }
    }
});
