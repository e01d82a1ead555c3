//! The words of the search index: each once, none empty, without a blank; a text is found by itself, and the words that
//! are compared between reports are the same whenever they are cleaned again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::intake::{fold, story::Story, text};
use vigie_domain::search_words::{search_text, search_words};

fuzz_target!(|typed: &str| {
    let clean = text::clean_text(typed);
    assert_eq!(text::clean_text(&clean), clean);
    let line = text::clean_line(typed);
    assert_eq!(text::clean_line(&line), line);
    let folded = fold::fold(typed);
    assert_eq!(fold::fold(&folded), folded);
    let _ = fold::fold_place(typed);
    let index = search_text(typed);
    let words = search_words(typed);
    assert!(words.iter().all(|word| !word.is_empty() && !word.contains(' ')), "{words:?}");
    assert!(index.is_empty() || index.split(' ').all(|word| !word.is_empty()), "{index:?}");
    let story = Story::of(typed);
    let likeness = story.likeness(&Story::of(&clean));
    assert!((0.0..=1.0).contains(&likeness), "{likeness}");
});
