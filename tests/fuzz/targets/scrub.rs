//! Scrubbing: what is taken out lies in the text, in order and apart; a scrubbed text holds no secret any more and is
//! scrubbed to itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_domain::intake::scrub::{Secret, find, scrub};

/// The markers of `intake.ftl`.
fn marker(secret: Secret) -> String {
    let name = match secret {
        Secret::Card => "numéro de carte",
        Secret::Password => "mot de passe",
        Secret::Code => "code",
        Secret::SocialSecurity => "numéro de sécurité sociale",
    };
    format!("[{name} masqué]")
}

fuzz_target!(|text: &str| {
    let once = scrub(text, &[], marker);
    let mut end = 0;
    for found in &once.removed {
        assert!(found.bytes.start >= end && !found.bytes.is_empty() && text.get(found.bytes.clone()).is_some());
        end = found.bytes.end;
    }
    let twice = scrub(&once.text, &[], marker);
    // A marker that is shorter than its secret brings the words before it nearer to the numbers behind it.
    if once.removed.iter().all(|found| found.bytes.len() <= marker(found.secret).len()) {
        assert_eq!(twice.text, once.text, "{:?}", twice.removed);
    }
    let kept: Vec<String> = find(text).into_iter().map(|found| text[found.bytes].to_owned()).collect();
    assert_eq!(scrub(text, &kept, marker).text, text, "what a person keeps stays");
});
