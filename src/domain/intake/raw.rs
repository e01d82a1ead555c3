//! A report as it was typed: every field a text that may be missing, nothing checked.
//!
//! Forms fill the struct; the API's JSON is read by [`RawReport::from_json`], which refuses unknown fields by name, so
//! that nobody sets what isn't theirs to set.

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value};

use super::FieldError;

/// A report as typed. `Debug` tells nothing: it is a victim's words.
#[derive(Clone, Default, PartialEq)]
pub struct RawReport {
    /// The organisation's fields.
    pub organisation: RawOrganisation,
    /// The contact's fields.
    pub contact: RawContact,
    /// What happened, in their words.
    pub description: Option<String>,
    /// ISO 639-1 code of the words' language.
    pub lang: Option<String>,
    /// When they saw it (see `EventTime::parse`).
    pub discovered_at: Option<String>,
    /// When it happened.
    pub occurred_at: Option<String>,
    /// Answers to the playbooks' questions.
    pub facts: BTreeMap<String, Value>,
    /// Whether the contact may be passed to a provider.
    pub consent_to_share: Option<bool>,
}

/// The organisation, as typed.
#[derive(Clone, Default, PartialEq)]
pub struct RawOrganisation {
    /// Its name.
    pub name: Option<String>,
    /// A word of `Kind`.
    pub kind: Option<String>,
    /// Fourteen digits.
    pub siret: Option<String>,
    /// A word of `Size`.
    pub size: Option<String>,
    /// NAF section letter.
    pub sector: Option<String>,
    /// Five digits.
    pub postal_code: Option<String>,
    /// Name or INSEE code, where the postal code has several communes.
    pub commune: Option<String>,
}

/// The person to talk to, as typed.
#[derive(Clone, Default, PartialEq)]
pub struct RawContact {
    /// Name.
    pub name: Option<String>,
    /// What they do there.
    pub role: Option<String>,
    /// A number to call back.
    pub phone: Option<String>,
    /// An address to write to.
    pub email: Option<String>,
    /// A word of `EmailSafe`.
    pub email_safe: Option<String>,
}

impl fmt::Debug for RawReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RawReport(‹personal›)")
    }
}

impl RawReport {
    /// Reads the API's JSON. What can be read is read, so that the errors of both steps can be told together.
    #[must_use]
    pub fn from_json(json: &Value) -> (Self, Vec<FieldError>) {
        let mut fields = Fields::of(json, "");
        let (organisation, organisation_errors) = RawOrganisation::read(fields.take("organisation"));
        let (contact, contact_errors) = RawContact::read(fields.take("contact"));
        let report = Self {
            organisation,
            contact,
            description: fields.text("description"),
            lang: fields.text("lang"),
            discovered_at: fields.text("discovered_at"),
            occurred_at: fields.text("occurred_at"),
            facts: fields.object("facts"),
            consent_to_share: fields.boolean("consent_to_share"),
        };
        let mut errors = fields.finish();
        errors.extend(organisation_errors);
        errors.extend(contact_errors);
        (report, errors)
    }
}

impl RawOrganisation {
    fn read(json: Option<Value>) -> (Self, Vec<FieldError>) {
        let Some(json) = json else { return Default::default() };
        let mut fields = Fields::of(&json, "organisation");
        let organisation = Self {
            name: fields.text("name"),
            kind: fields.text("kind"),
            siret: fields.text("siret"),
            size: fields.text("size"),
            sector: fields.text("sector"),
            postal_code: fields.text("postal_code"),
            commune: fields.text("commune"),
        };
        (organisation, fields.finish())
    }
}

impl RawContact {
    fn read(json: Option<Value>) -> (Self, Vec<FieldError>) {
        let Some(json) = json else { return Default::default() };
        let mut fields = Fields::of(&json, "contact");
        let contact = Self {
            name: fields.text("name"),
            role: fields.text("role"),
            phone: fields.text("phone"),
            email: fields.text("email"),
            email_safe: fields.text("email_safe"),
        };
        (contact, fields.finish())
    }
}

/// The fields of one JSON object that nobody has taken yet.
struct Fields {
    path: &'static str,
    left: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Fields {
    fn of(json: &Value, path: &'static str) -> Self {
        match json {
            Value::Object(left) => Self { path, left: left.clone(), errors: Vec::new() },
            other => {
                let wrong = FieldError::new(path, "field-type-object", &other.to_string());
                Self { path, left: Map::new(), errors: vec![wrong] }
            }
        }
    }

    /// The field's value; a `null` is a missing one.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            other => self.refuse(name, "field-type-text", &other),
        }
    }

    fn boolean(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(given) => Some(given),
            other => self.refuse(name, "field-type-boolean", &other),
        }
    }

    fn object(&mut self, name: &str) -> BTreeMap<String, Value> {
        match self.take(name) {
            None => BTreeMap::new(),
            Some(Value::Object(object)) => object.into_iter().collect(),
            Some(other) => self.refuse(name, "field-type-object", &other).unwrap_or_default(),
        }
    }

    fn refuse<T>(&mut self, name: &str, code: &'static str, given: &Value) -> Option<T> {
        self.errors.push(FieldError::new(self.named(name), code, &given.to_string()));
        None
    }

    fn named(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// What is left is unknown.
    fn finish(mut self) -> Vec<FieldError> {
        for (name, value) in std::mem::take(&mut self.left) {
            let short: String = name.chars().take(100).collect();
            self.errors.push(FieldError::new(self.named(&short), "field-unknown", &value.to_string()));
        }
        self.errors
    }
}
