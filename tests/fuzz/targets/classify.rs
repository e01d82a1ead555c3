//! Classification of any words by the real playbooks: probabilities are some, what is shown as evidence are the words
//! at its place, and the same words are always read the same. The first byte says the language, if anybody does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use support::PLAYBOOKS;
use vigie_domain::playbook::{Classification, Facts, Input};

fn check(found: &Classification, text: &str) {
    let characters: Vec<char> = text.chars().collect();
    assert!((0.0..=1.0).contains(&found.confidence), "{}", found.confidence);
    assert!(found.candidates.iter().all(|other| (0.0..=1.0).contains(&other.confidence)));
    for evidence in &found.evidence {
        let words: String = characters[evidence.start..evidence.end].iter().collect();
        assert_eq!(words, evidence.text);
        assert!(evidence.parts.iter().all(|(start, end)| start <= end && *end <= characters.len()));
        assert!(evidence.weight.is_finite());
    }
    assert!(found.set_aside.iter().all(|aside| aside.start <= aside.end && aside.end <= characters.len()));
    assert!(found.heard.iter().all(|heard| heard.start <= heard.end && heard.end <= characters.len()));
}

fuzz_target!(|said: (u8, &str)| {
    let (lang, text) = ([None, Some("fr"), Some("en"), Some("xx")][usize::from(said.0 % 4)], said.1);
    let found = PLAYBOOKS.classify(&Input { text, lang, facts: &Facts::new() });
    check(&found, text);
    let heard = found.heard_facts();
    let answered = PLAYBOOKS.classify(&Input { text, lang, facts: &heard });
    check(&answered, text);
    assert_eq!(PLAYBOOKS.classify(&Input { text, lang, facts: &heard }), answered);
});
