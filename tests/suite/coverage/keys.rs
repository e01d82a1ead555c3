//! Every text that the program asks for by name is there.

use std::collections::BTreeSet;

use super::{
    source::{code, files},
    texts::messages,
};

/// What stands right before the name of a text, in templates and in Rust.
const ASKS: [&str; 12] = [
    ".say(\"",
    ".with(\"",
    ".count(\"",
    ".with_text(\"",
    ".with_count(\"",
    ".tell(\"",
    "text_id: \"",
    "text_id: Some(\"",
    "title_key: \"",
    "label_key: \"",
    "ask_to_call(step, \"",
    "queue_text(\"",
];

/// Names that a line asks for as they stand; those put together at run time are told apart by their hole.
fn asked_in(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for ask in ASKS {
        for (at, _) in line.match_indices(ask) {
            let name: String = line[at + ask.len()..].chars().take_while(|sign| *sign != '"').collect();
            names.push(name);
        }
    }
    names
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let known = messages("fr");
    let mut missing = BTreeSet::new();
    let rust =
        files("src", "rs").into_iter().filter(|(path, _)| !path.contains("tests") && !path.starts_with("src/domain/"));
    for (path, text) in files("src/web/templates", "html").into_iter().chain(rust) {
        let is_rust = path.ends_with(".rs");
        // The unit tests below a file's code may ask for what isn't there.
        let text = if is_rust { text.split("#[cfg(test)]").next().unwrap_or_default() } else { &text };
        for line in text.lines() {
            for name in asked_in(if is_rust { code(line) } else { line }) {
                if !known.contains_key(&name) {
                    missing.insert(format!("{path}: {name}"));
                }
            }
        }
    }
    let missing: Vec<String> = missing.into_iter().collect();
    assert!(missing.is_empty(), "texts that are not there:\n{}", missing.join("\n"));
}

#[test]
fn a_text_that_is_asked_for_is_seen() {
    assert_eq!(
        asked_in(r#"{{ page.say("queue-title") }} {{ page.with("ago", "length", x) }}"#),
        ["queue-title", "ago"]
    );
    assert_eq!(asked_in(r#"step.tell("entry-agreed", json!({}), Visible::All)"#), ["entry-agreed"]);
}
