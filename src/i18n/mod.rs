//! The texts of screens, mails and commands, in French and English (`locales/LANG/*.ftl`).
//!
//! Texts of playbooks are data of the playbooks, not of this room.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};
use unic_langid::{LanguageIdentifier, langid};
use vigie_domain::vocabulary::Lang;

mod moment;
mod offer_rules;

pub use moment::{clock, when};
pub use offer_rules::OfferRules;

static_loader! {
    static LOCALES = {
        locales: "./src/i18n/locales",
        fallback_language: "fr",
        // Isolation marks (U+2068) would leak into attributes, mails and tests.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const FR: LanguageIdentifier = langid!("fr");
const EN: LanguageIdentifier = langid!("en");

/// The words of one language. Copied freely into views and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub Lang);

impl Words {
    const fn id(self) -> LanguageIdentifier {
        match self.0 {
            Lang::Fr => FR,
            Lang::En => EN,
        }
    }

    /// The text of `key`. A missing key shows as `‹key›`; a test refuses that.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        LOCALES.try_lookup(&self.id(), key).unwrap_or_else(|| format!("‹{key}›"))
    }

    /// The text of `key` with its arguments filled in, plurals chosen.
    #[must_use]
    pub fn with(self, key: &str, arguments: &[(&'static str, FluentValue<'static>)]) -> String {
        let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
            arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        LOCALES.try_lookup_with_args(&self.id(), key, &arguments).unwrap_or_else(|| format!("‹{key}›"))
    }

    /// The text of `key` with one text argument, for templates.
    #[must_use]
    pub fn with_text(self, key: &str, name: &'static str, value: &str) -> String {
        self.with(key, &[(name, FluentValue::from(value.to_owned()))])
    }

    /// The text of `key` with one number, for templates.
    #[must_use]
    pub fn with_count(self, key: &str, name: &'static str, value: &usize) -> String {
        self.with(key, &[(name, FluentValue::from(*value))])
    }

    /// The label of a word of a closed vocabulary: key `vocabulary-word`, signs turned to dashes.
    #[must_use]
    pub fn label(self, vocabulary: &str, word: &str) -> String {
        self.say(&format!("{vocabulary}-{}", word.replace(['_', '+'], "-")))
    }
}
