//! Who may name what: the directions of ARCHITECTURE.md, held by a test where the compiler can't.

use super::source::{code, files};

/// A word that may stand in some rooms only.
struct Boundary {
    /// The word, as it is imported.
    word: &'static str,
    /// Rooms to which the rule speaks; empty: all.
    of: &'static [&'static str],
    /// Rooms that may name it all the same.
    but: &'static [&'static str],
}

/// `telemetry.rs` names them as targets of the log, in a text.
const BOUNDARIES: &[Boundary] = &[
    Boundary { word: "sea_orm", of: &[], but: &["src/store/", "migrations/", "src/telemetry.rs"] },
    Boundary { word: "sqlx", of: &[], but: &["src/store/", "src/telemetry.rs"] },
    Boundary { word: "actix_web", of: &[], but: &["src/web/"] },
    Boundary { word: "lettre", of: &[], but: &["src/mail/"] },
    Boundary { word: "async_imap", of: &[], but: &["src/mail/mailbox/"] },
    Boundary { word: "reqwest", of: &[], but: &["src/outbound/"] },
    Boundary { word: "mail_auth", of: &[], but: &["src/mail/"] },
    // Pages read by the store's finders; what changes a row is a use case.
    Boundary { word: "row::insert", of: &["src/web/", "src/cli/"], but: &[] },
    Boundary { word: "row::save", of: &["src/web/", "src/cli/"], but: &[] },
    Boundary { word: "row::delete", of: &["src/web/", "src/cli/"], but: &[] },
    Boundary { word: "mail::transport", of: &["src/web/", "src/desk/"], but: &[] },
    Boundary { word: "crate::desk", of: &["src/store/", "src/mail/"], but: &[] },
    Boundary { word: "crate::web", of: &["src/store/", "src/mail/", "src/desk/", "src/jobs/"], but: &[] },
    Boundary { word: "vigie::", of: &["src/domain/", "migrations/"], but: &[] },
    Boundary { word: "tokio", of: &["src/domain/"], but: &[] },
    Boundary { word: "SystemTime::now", of: &[], but: &["src/clock.rs"] },
    Boundary { word: "Timestamp::now", of: &[], but: &["src/clock.rs"] },
    Boundary { word: "Zoned::now", of: &[], but: &[] },
];

#[test]
fn no_room_names_what_is_another_rooms() {
    let sources: Vec<(String, String)> = ["src", "migrations"].iter().flat_map(|folder| files(folder, "rs")).collect();
    let mut broken = Vec::new();
    for rule in BOUNDARIES {
        let speaks_to = |path: &str| {
            (rule.of.is_empty() || rule.of.iter().any(|room| path.starts_with(room)))
                && !rule.but.iter().any(|room| path.starts_with(room))
        };
        for (path, text) in sources.iter().filter(|(path, _)| speaks_to(path)) {
            broken.extend(lines_with(text, rule.word).map(|line| format!("{path}:{line} names {}", rule.word)));
        }
    }
    assert!(broken.is_empty(), "boundaries broken:\n{}", broken.join("\n"));
}

/// Numbers of the lines whose code has the word, whole.
fn lines_with<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.lines().enumerate().filter(move |(_, line)| has_word(code(line), word)).map(|(at, _)| at + 1)
}

fn has_word(code: &str, word: &str) -> bool {
    let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    code.match_indices(word).any(|(at, _)| {
        let after = code[at + word.len()..].chars().next();
        !is_part(code[..at].chars().next_back()) && (word.ends_with(':') || !is_part(after))
    })
}

#[test]
fn nothing_is_stubbed_skipped_or_silenced() {
    // Put together, so that this file doesn't find itself.
    let signs =
        [["to", "do!("], ["unimple", "mented!("], ["#[ig", "nore"], ["#[al", "low("], ["#![al", "low("], ["db", "g!("]];
    let mut found = Vec::new();
    for (path, text) in ["src", "migrations", "tests"].iter().flat_map(|folder| files(folder, "rs")) {
        for sign in &signs {
            let sign = sign.concat();
            found.extend(text.lines().filter(|line| code(line).contains(&sign)).map(|line| format!("{path}: {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_boundary_is_seen_when_it_is_broken() {
    assert!(has_word("use sea_orm::EntityTrait;", "sea_orm"));
    assert!(!has_word("use sea_orm_migration::prelude::*;", "sea_orm"));
    assert!(has_word("let x = vigie::store::open();", "vigie::"));
    assert_eq!(code("let a = 1; // sea_orm"), "let a = 1; ");
}
