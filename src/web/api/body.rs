//! A JSON body, read field by field: every mistake is told at once, each by its pointer. A field that nobody asked for is
//! refused, so that no partner sets what isn't theirs to set.

use std::{collections::BTreeMap, str::FromStr};

use serde_json::{Map, Value};
use vigie_domain::intake::{FieldError, text::clean_text};

use crate::desk::DeskError;

/// Longest line, in characters.
pub const LINE: usize = vigie_domain::intake::text::LINE_MAX;
/// Longest text, in characters.
pub const TEXT: usize = 20_000;
/// Longest list.
const LIST: usize = 500;

/// The fields of one object that nobody has taken yet, and what was wrong with those that were.
#[derive(Debug)]
pub struct Body {
    left: Map<String, Value>,
    errors: Vec<FieldError>,
    within: String,
}

impl Body {
    /// Reads a document.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        Self::within(document, String::new())
    }

    /// Reads an object within another, at this path (`labels.0`).
    #[must_use]
    pub fn within(document: &Value, within: String) -> Self {
        match document {
            Value::Object(left) => Self { left: left.clone(), errors: Vec::new(), within },
            other => {
                let wrong = FieldError::new(within.clone(), "field-type-object", &other.to_string());
                Self { left: Map::new(), errors: vec![wrong], within }
            }
        }
    }

    /// The field as it came.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    /// A text of so many characters at most, without control characters; an empty one is none.
    pub fn text(&mut self, name: &str, most: usize) -> Option<String> {
        match self.take(name)? {
            Value::String(text) if text.chars().count() > most => self.wrong(name, "field-text-too-long", ""),
            Value::String(text) => Some(clean_text(&text)).filter(|text| !text.is_empty()),
            other => self.wrong(name, "field-type-text", &other.to_string()),
        }
    }

    /// A word of a vocabulary, or anything else that is read from a text.
    pub fn word<T: FromStr>(&mut self, name: &str, code: &'static str) -> Option<T> {
        let text = self.text(name, LINE)?;
        match text.parse() {
            Ok(word) => Some(word),
            Err(_) => self.wrong(name, code, &text),
        }
    }

    /// A list, as it came.
    pub fn list(&mut self, name: &str) -> Option<Vec<Value>> {
        match self.take(name)? {
            Value::Array(items) if items.len() <= LIST => Some(items),
            other => self.wrong(name, "field-type-list", &other.to_string()),
        }
    }

    /// A list of texts, each read as a `T`.
    pub fn words<T: FromStr>(&mut self, name: &str, code: &'static str) -> Option<Vec<T>> {
        let items = self.list(name)?;
        let read = items.iter().enumerate().filter_map(|(place, item)| {
            let word = item.as_str().and_then(|text| clean_text(text).parse().ok());
            if word.is_none() {
                self.wrong::<()>(&format!("{name}.{place}"), code, &item.to_string());
            }
            word
        });
        Some(read.collect())
    }

    /// An object of anything.
    pub fn object(&mut self, name: &str) -> Option<BTreeMap<String, Value>> {
        match self.take(name)? {
            Value::Object(object) => Some(object.into_iter().collect()),
            other => self.wrong(name, "field-type-object", &other.to_string()),
        }
    }

    /// What can't be done without.
    pub fn need<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        let at = self.named(name);
        if value.is_none() && self.errors.iter().all(|error| error.field != at) {
            return self.wrong(name, "field-missing", "");
        }
        value
    }

    /// Something is wrong with a field.
    pub fn wrong<T>(&mut self, name: &str, code: &'static str, given: &str) -> Option<T> {
        let field = self.named(name);
        self.errors.push(FieldError::new(field, code, given));
        None
    }

    fn named(&self, name: &str) -> String {
        if self.within.is_empty() { name.to_owned() } else { format!("{}.{name}", self.within) }
    }

    /// Everything that was wrong, with the fields that nobody took.
    #[must_use]
    pub fn errors(mut self) -> Vec<FieldError> {
        for (name, value) in std::mem::take(&mut self.left) {
            let short: String = name.chars().take(100).collect();
            self.wrong::<()>(&short, "field-unknown", &value.to_string());
        }
        self.errors
    }

    /// Nothing was wrong, and no field is left.
    ///
    /// # Errors
    /// [`DeskError::Fields`].
    pub fn done(self) -> Result<(), DeskError> {
        let errors = self.errors();
        if errors.is_empty() { Ok(()) } else { Err(DeskError::Fields(errors)) }
    }
}

/// One field is at fault.
#[must_use]
pub fn wrong(field: &str, code: &'static str) -> DeskError {
    DeskError::Fields(vec![FieldError::new(field, code, "")])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_mistake_is_told_at_once_by_its_pointer() {
        let given = json!({"text": 1, "word": "maybe", "words": ["yes", 3], "more": null, "surprise": []});
        let mut body = Body::of(&given);
        assert_eq!(body.text("text", LINE), None);
        assert_eq!(body.word::<bool>("word", "field-word"), None);
        assert_eq!(body.words::<bool>("words", "field-word"), Some(Vec::new()));
        let more: Option<String> = body.text("more", LINE);
        assert_eq!(body.need("more", more), None);
        let told: Vec<(String, &str)> = body.errors().iter().map(|error| (error.pointer(), error.code)).collect();
        let expected = [
            ("/text", "field-type-text"),
            ("/word", "field-word"),
            ("/words/0", "field-word"),
            ("/words/1", "field-word"),
            ("/more", "field-missing"),
            ("/surprise", "field-unknown"),
        ];
        assert_eq!(told, expected.map(|(at, code)| (at.to_owned(), code)));
    }

    #[test]
    fn what_can_not_be_stored_is_left_out_and_what_is_no_object_is_told_once() {
        let mut body = Body::of(&json!({"text": " a\u{0}b "}));
        assert_eq!(body.text("text", LINE).as_deref(), Some("ab"));
        assert!(body.done().is_ok());
        let errors = Body::of(&json!([])).errors();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].pointer(), "");
    }
}
