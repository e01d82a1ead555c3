//! What is wrong with a field, said beside it: the name of the field, a text's key, and what was typed.

use crate::personal::Personal;

/// One thing to mend. The text of `code` is in `intake.ftl`; nothing typed is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// `organisation.siret`, `facts.amount_eur`.
    pub field: String,
    /// Key of the text that explains it, such as `field-siret-checksum`.
    pub code: &'static str,
    /// What was typed (at most 200 characters), to show it again.
    pub given: Personal<String>,
}

impl FieldError {
    /// An error at `field` for the text `given`.
    #[must_use]
    pub fn new(field: impl Into<String>, code: &'static str, given: &str) -> Self {
        Self { field: field.into(), code, given: Personal(given.chars().take(200).collect()) }
    }

    /// The field as a JSON pointer (RFC 6901): `/organisation/siret`; empty for the whole document.
    #[must_use]
    pub fn pointer(&self) -> String {
        if self.field.is_empty() {
            return String::new();
        }
        format!("/{}", self.field.replace('~', "~0").replace('/', "~1").replace('.', "/"))
    }
}
