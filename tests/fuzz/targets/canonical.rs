//! Canonical JSON, and events of the audit trail with the hash that their bytes give: bytes pass as canonical if and
//! only if they are what their value is written as, and an event's line is read back byte by byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::audit::{Digest, EventLine, Json, Line, Verifier, check_canonical, read_line};

fuzz_target!(|bytes: &[u8]| {
    let passes = check_canonical(bytes).is_ok();
    let value = serde_json::from_slice::<serde_json::Value>(bytes).ok().and_then(|value| Json::try_from(value).ok());
    let is_as_written = value.is_some_and(|value| value.to_bytes() == bytes);
    // Deeper nesting than any event's is refused.
    let is_deep = bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 32;
    assert!(passes == is_as_written || is_as_written && is_deep, "what passes is what is written");
    let hash = Digest::of(&[bytes]);
    let event = EventLine { canonical: bytes, hash };
    assert_eq!(read_line(&event.to_bytes()), Some(Line::Event(event)));
    if Verifier::new().check(bytes, &hash).is_ok() {
        assert!(passes, "an event is canonical");
    }
});
