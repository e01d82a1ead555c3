//! Posted forms as they came: every pair kept, whatever is refused.

use std::collections::BTreeMap;

use vigie_domain::intake::FieldError;

use super::view::{field::Filled, page::Page};
use crate::desk::TypedReport;

/// A posted form: pairs in their order.
pub type Pairs = actix_web::web::Form<Vec<(String, String)>>;

/// First value of a field, trimmed.
#[must_use]
pub fn value<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// All values of a field.
#[must_use]
pub fn values(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
}

/// What was typed, as the desk keeps it.
#[must_use]
pub fn typed(pairs: &[(String, String)]) -> TypedReport {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        fields.entry(name.clone()).or_default().push(value.clone());
    }
    TypedReport { fields, ..TypedReport::default() }
}

/// What was typed, as the page shows it again.
#[must_use]
pub fn filled(typed: &TypedReport) -> Filled {
    let pairs =
        typed.fields.iter().flat_map(|(name, values)| values.iter().map(move |value| (name.clone(), value.clone())));
    Filled::from_pairs(pairs)
}

/// Adds what was refused, each at its field, in the reader's language.
pub fn refuse(filled: &mut Filled, page: &Page, errors: &[FieldError]) {
    for error in errors {
        filled.refuse(&field_name(&error.field), page.say(error.code));
    }
}

/// The form's name of a report's field.
fn field_name(path: &str) -> String {
    match path {
        "organisation.name" => "organisation_name".into(),
        "organisation.kind" => "organisation_kind".into(),
        "organisation.size" => "organisation_size".into(),
        "organisation.siret" => "siret".into(),
        "organisation.sector" => "sector".into(),
        "organisation.postal_code" => "postal_code".into(),
        "organisation.commune" => "commune".into(),
        "contact.name" => "contact_name".into(),
        "contact.role" => "contact_role".into(),
        "contact.phone" | "contact" => "phone".into(),
        "contact.email" => "email".into(),
        "contact.email_safe" => "email_read".into(),
        "occurred_at" => "since".into(),
        other => other.strip_prefix("facts.").map_or_else(|| other.to_owned(), |fact| format!("fact_{fact}")),
    }
}
