//! Signed notes, checkpoints, rotations, keys and lines of an export: one value has one spelling.
#![no_main]

use libfuzzer_sys::fuzz_target;
use support::{check, key};
use vigie_domain::audit::{
    Checkpoint, KeyRing, Line, Rotation, SignedNote, VerifierKey, checkpoint_line, read_line, rotation_line,
};

fuzz_target!(|text: &str| {
    let spellings = [
        text.parse::<Checkpoint>().map(|read| read.to_string()),
        text.parse::<Rotation>().map(|read| read.to_string()),
        text.parse::<VerifierKey>().map(|read| read.to_string()),
    ];
    assert!(spellings.iter().flatten().all(|spelling| spelling == text), "{spellings:?}");
    if let Ok(note) = text.parse::<SignedNote>() {
        assert_eq!(note.to_string(), text);
        let mut keys = KeyRing::trusting(key(), check);
        let _ = (keys.follow(&note), keys.signed(&note, 1));
    }
    assert_eq!(read_line(&checkpoint_line(text)), Some(Line::Checkpoint(text.to_owned())));
    assert_eq!(read_line(&rotation_line(text)), Some(Line::Rotation(text.to_owned())));
    match read_line(text.as_bytes()) {
        Some(Line::Checkpoint(note)) => assert_eq!(checkpoint_line(&note), text.as_bytes()),
        Some(Line::Rotation(note)) => assert_eq!(rotation_line(&note), text.as_bytes()),
        Some(Line::Event(event)) => assert_eq!(event.to_bytes(), text.as_bytes()),
        Some(Line::Header) | None => {}
    }
});
