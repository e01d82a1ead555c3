//! Secrets that a person types into free text are taken out before anything is stored; a visible marker stays.

use vigie_domain::{intake::scrub::scrub, vocabulary::Lang};

use crate::i18n::Words;

/// The text without card numbers, passwords, one-time codes and social-security numbers.
#[must_use]
pub fn scrubbed(text: &str, lang: Lang) -> String {
    scrub(text, &[], |secret| Words(lang).say(secret.code())).text
}
