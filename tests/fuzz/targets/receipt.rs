//! A damaged receipt of the sample log: every event that a receipt still proves is one of the sample's, byte by byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use support::{RECEIPT, check, damaged, key};
use vigie_domain::audit::verify_receipt;

fuzz_target!(|edits: &[u8]| {
    let receipt = damaged(RECEIPT, edits);
    if let Ok(proved) = verify_receipt(&receipt, &key(), check) {
        let known: Vec<&[u8]> = RECEIPT.split(|byte| *byte == b'\n').collect();
        let entries: Vec<&[u8]> =
            receipt.split(|byte| *byte == b'\n').skip(2).filter(|line| !line.is_empty()).collect();
        assert_eq!(entries.len() as u64, proved.entries);
        assert!(entries.iter().all(|entry| known.contains(entry)), "an entry that the desk never wrote");
    }
});
