//! References, tracking codes, ids, hashes, tiles, parties and words of the vocabularies: one value has one spelling,
//! and what was read is read again from what it writes.
#![no_main]

use std::{fmt::Display, str::FromStr};

use libfuzzer_sys::fuzz_target;
use vigie_domain::audit::{Action, Actor, Digest, Salt, Subject, Tile};
use vigie_domain::ids::{EventId, IncidentId, UserId};
use vigie_domain::observable::{ObservableKind, ObservableRole};
use vigie_domain::reference::{Reference, TrackingCode};
use vigie_domain::vocabulary::{Severity, Skill};

/// What `typed` is read as, written again and read once more.
fn again<T: FromStr + Display + PartialEq>(typed: &str) -> Option<String> {
    let value: T = typed.parse().ok()?;
    let written = value.to_string();
    assert!(written.parse::<T>().is_ok_and(|read| read == value), "{written:?}");
    Some(written)
}

fuzz_target!(|typed: &str| {
    again::<Reference>(typed);
    again::<IncidentId>(typed);
    again::<EventId>(typed);
    again::<UserId>(typed);
    let one_spelling = [
        again::<Actor>(typed),
        again::<Subject>(typed),
        again::<Digest>(typed),
        again::<Salt>(typed),
        again::<Tile>(typed),
        again::<Severity>(typed),
        again::<Skill>(typed),
        typed.parse::<Action>().ok().map(|action| action.as_str().to_owned()),
        typed.parse::<ObservableKind>().ok().map(|kind| kind.as_str().to_owned()),
        typed.parse::<ObservableRole>().ok().map(|role| role.as_str().to_owned()),
    ];
    for written in one_spelling.into_iter().flatten() {
        assert_eq!(written, typed, "one value has one spelling");
    }
    if let Ok(code) = typed.parse::<TrackingCode>() {
        let spoken = code.as_str().to_lowercase().replace('-', " ");
        assert_eq!(spoken.parse::<TrackingCode>().map(|spoken| spoken.digest()), Ok(code.digest()));
    }
    for reference in Reference::mentioned_in(typed) {
        assert_eq!(Reference::mentioned_in(reference.as_str()), [reference]);
    }
});
