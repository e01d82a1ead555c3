//! What an event says beside who, what and when: words of closed lists, numbers, ids, commitments.
//!
//! Personal values can't get in by accident: `Personal` has no `Display`, and enters as a commitment only.

use std::fmt::Display;

use super::{Commitment, Json, NotCanonical};

/// The payload of an event. Built with the methods, in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payload(Vec<(String, Json)>);

impl Payload {
    /// An empty payload.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a word, an id, a reference: never anything that a person typed.
    #[must_use]
    pub fn text(self, key: &str, value: impl Display) -> Self {
        self.with(key, Json::Text(value.to_string()))
    }

    /// Adds an integer: a count, cents, microseconds.
    #[must_use]
    pub fn integer(self, key: &str, value: impl Into<i64>) -> Self {
        self.with(key, Json::integer(value.into()))
    }

    /// Adds a yes or no.
    #[must_use]
    pub fn flag(self, key: &str, value: bool) -> Self {
        self.with(key, Json::Flag(value))
    }

    /// Adds a list of words or ids.
    #[must_use]
    pub fn list<T: Display>(self, key: &str, values: impl IntoIterator<Item = T>) -> Self {
        let items = values.into_iter().map(|value| Json::Text(value.to_string())).collect();
        self.with(key, Json::List(items))
    }

    /// Adds the commitment to a personal value, whose salt and value are kept elsewhere.
    #[must_use]
    pub fn commitment(self, key: &str, value: &Commitment) -> Self {
        self.with(key, Json::Text(value.to_string()))
    }

    /// Adds a payload within the payload.
    #[must_use]
    pub fn nested(self, key: &str, inner: Self) -> Self {
        self.with(key, inner.into_json())
    }

    /// Adds any canonical value; a second value of the same key replaces the first.
    #[must_use]
    pub fn with(mut self, key: &str, value: Json) -> Self {
        self.0.retain(|(known, _)| known != key);
        self.0.push((key.to_owned(), value));
        self
    }

    pub(super) fn into_json(self) -> Json {
        Json::Map(self.0)
    }
}

impl TryFrom<serde_json::Value> for Payload {
    type Error = NotCanonical;
    fn try_from(value: serde_json::Value) -> Result<Self, NotCanonical> {
        match Json::try_from(value)? {
            Json::Map(entries) => Ok(Self(entries)),
            _ => Err(NotCanonical { what: "a payload that isn't an object", at: 0 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Salt;

    #[test]
    fn a_payload_is_written_in_order_whatever_order_it_was_built_in() {
        let commitment = Commitment::to(&Salt([0; 16]), b"");
        let payload = Payload::new()
            .text("state", "open")
            .integer("asked", 3)
            .list("skills", ["forensics"])
            .flag("held", false)
            .nested("by", Payload::new().commitment("name", &commitment))
            .text("state", "offering");
        let expected = format!(
            r#"{{"asked":3,"by":{{"name":"{commitment}"}},"held":false,"skills":["forensics"],"state":"offering"}}"#
        );
        assert_eq!(String::from_utf8(payload.into_json().to_bytes()).unwrap(), expected);
    }
}
