//! The files of legal deadlines: a set compiles or says what is wrong, and each deadline of a set is found by its id.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::deadline::DeadlineSet;

fuzz_target!(|text: &str| {
    match DeadlineSet::compile(&[("_deadlines/fuzz.yaml".into(), text.into())]) {
        Ok(set) => assert!(set.all().all(|deadline| set.get(&deadline.id).is_some())),
        Err(errors) => assert!(!errors.is_empty()),
    }
});
