//! A damaged export of the sample log: whatever verifies under a signed checkpoint is, event by event, the sample.
//! Without the desk's key nobody makes another log that passes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use support::{EXPORT, check, damaged, key};
use vigie_domain::audit::ExportVerifier;

const EVENT: &[u8] = b"{\"event\":";

fuzz_target!(|edits: &[u8]| {
    let export = damaged(EXPORT, edits);
    let mut verifier = ExportVerifier::new().trusting(key(), check);
    let mut lines = export.split_inclusive(|byte| *byte == b'\n');
    if lines.all(|line| verifier.check_line(line).is_ok()) {
        let Ok(standing) = verifier.finish() else { return };
        let sealed = standing.sealed as usize;
        let events = |log: &[u8]| -> Vec<Vec<u8>> {
            let lines = log.split(|byte| *byte == b'\n').filter(|line| line.starts_with(EVENT));
            lines.take(sealed).map(<[u8]>::to_vec).collect()
        };
        assert_eq!(events(&export), events(EXPORT));
    }
});
