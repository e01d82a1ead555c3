//! Nothing takes more than linear time: a few characters, said again and again up to 128 KiB, are read within the time
//! limit of one input, where a reader in quadratic time would need minutes. The first byte says by which reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use support::PLAYBOOKS;
use vigie_domain::playbook::{Facts, Input};
use vigie_domain::{file_name::FileName, intake, observable, reference::Reference, search_words};

const LONG: usize = 128 << 10;

fuzz_target!(|said: (u8, &str)| {
    let (reader, words) = said;
    if words.is_empty() {
        return;
    }
    let text = &words.repeat(LONG / words.len());
    match reader % 8 {
        0 => drop(PLAYBOOKS.classify(&Input { text, lang: None, facts: &Facts::new() })),
        1 => drop(intake::scrub::find(text)),
        2 => drop(observable::extract(text)),
        3 => drop(search_words::search_text(text)),
        4 => drop(search_words::search_words(text)),
        5 => drop(Reference::mentioned_in(text)),
        6 => drop((FileName::of(text), intake::text::clean_line(text), intake::fold::fold(text))),
        _ => drop((observable::refang(text), intake::story::Story::of(text))),
    }
});
