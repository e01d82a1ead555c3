//! Names of files: whatever came, one plain name is shown, and that name is shown as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::file_name::{FileName, ending};

fuzz_target!(|raw: &str| {
    let name = FileName::of(raw);
    let shown = name.shown();
    assert!(!shown.is_empty() && shown.len() <= 200 && shown != "." && shown != "..", "{shown:?}");
    assert!(!shown.contains(['/', '\\']) && !shown.contains(char::is_control), "{shown:?}");
    assert_eq!(name.given().is_empty(), shown == raw || raw.is_empty(), "what was changed is told");
    assert!(!name.given().contains(char::is_control), "{:?}", name.given());
    assert_eq!(FileName::of(shown).shown(), shown, "a clean name stays");
    assert!(!ending(shown).contains('.'));
});
