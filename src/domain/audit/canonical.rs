//! Canonical JSON (RFC 8785) for what events hold: one value, one spelling, so that hashes can be compared.
//!
//! Numbers are integers that an IEEE 754 double holds exactly; larger ones are written as texts, as the RFC advises.

use std::cmp::Ordering;

/// The largest integer that every reader of JSON reads back exactly: 2^53 − 1.
pub(super) const LARGEST: i64 = 9_007_199_254_740_991;

/// A JSON value that has a canonical spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// An integer within ±(2^53 − 1).
    Integer(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object; keys are put in order when it is written.
    Map(Vec<(String, Self)>),
}

/// The value, or the text at this byte, isn't canonical JSON of integers, texts, lists and objects.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not canonical JSON: {what}, at byte {at}")]
pub struct NotCanonical {
    /// What was met.
    pub what: &'static str,
    /// Where, counted in bytes from 0; 0 for a value that isn't text.
    pub at: usize,
}

impl Json {
    /// An integer, or its digits as text when a reader elsewhere might round it.
    #[must_use]
    pub fn integer(number: i64) -> Self {
        if (-LARGEST..=LARGEST).contains(&number) { Self::Integer(number) } else { Self::Text(number.to_string()) }
    }

    /// The canonical bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
            Self::Integer(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Self::Text(text) => write_text(text, out),
            Self::List(items) => {
                write_all(items.iter(), (b'[', b']'), out, |item, out| item.write(out));
            }
            Self::Map(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by(|(a, _), (b, _)| utf16_order(a, b));
                write_all(entries.into_iter(), (b'{', b'}'), out, |(key, value), out| {
                    write_text(key, out);
                    out.push(b':');
                    value.write(out);
                });
            }
        }
    }
}

impl TryFrom<serde_json::Value> for Json {
    type Error = NotCanonical;
    fn try_from(value: serde_json::Value) -> Result<Self, NotCanonical> {
        use serde_json::Value;
        Ok(match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Flag(flag),
            Value::Number(number) => {
                Self::integer(number.as_i64().ok_or(NotCanonical { what: "a number that isn't an integer", at: 0 })?)
            }
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::try_from).collect::<Result<_, _>>()?),
            Value::Object(entries) => Self::Map(
                entries.into_iter().map(|(key, value)| Ok((key, value.try_into()?))).collect::<Result<_, _>>()?,
            ),
        })
    }
}

fn write_all<T>(
    items: impl Iterator<Item = T>,
    (open, close): (u8, u8),
    out: &mut Vec<u8>,
    mut write: impl FnMut(T, &mut Vec<u8>),
) {
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(close);
}

/// The escapes of ECMAScript's `JSON.stringify`, which RFC 8785 takes over (section 3.2.2.2).
fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            8 => out.extend_from_slice(b"\\b"),
            9 => out.extend_from_slice(b"\\t"),
            10 => out.extend_from_slice(b"\\n"),
            12 => out.extend_from_slice(b"\\f"),
            13 => out.extend_from_slice(b"\\r"),
            0..=31 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Keys are ordered by UTF-16 code units (RFC 8785, section 3.2.3), which differs from byte order above U+FFFF.
pub(super) fn utf16_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    use super::super::check_canonical;
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> String {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        String::from_utf8(Json::try_from(value).unwrap().to_bytes()).unwrap()
    }

    #[test]
    fn keys_are_sorted_as_in_the_rfc() {
        // RFC 8785, section 3.2.3: the expected order of its sample.
        let sample = "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\
            \"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\
            \"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
        let order: Vec<usize> = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
            .iter()
            .map(|word| canonical(sample).find(word).unwrap())
            .collect();
        assert!(order.is_sorted(), "{order:?}");
    }

    #[test]
    fn texts_are_escaped_as_in_the_rfc() {
        // RFC 8785, section 3.2.2.2.
        assert_eq!(canonical(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#), r#""€$\u000f\nA'B\"\\\\\"/""#);
    }

    #[test]
    fn other_numbers_are_refused_and_large_ones_become_texts() {
        assert!(Json::try_from(serde_json::json!(1.5)).is_err());
        assert_eq!(Json::integer(LARGEST + 1), Json::Text("9007199254740992".into()));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "{ }",
            "[1 ]",
            "{\"b\":1,\"a\":2}",
            "{\"a\":1,\"a\":2}",
            "01",
            "-0",
            "1.0",
            "1e3",
            "\"\\u0041\"",
            "\"\\/\"",
            "\"\\u000A\"",
            "\"\\u000a\"",
            "nul",
            "",
            "[1,]",
            "9007199254740992",
            "\"\u{1}\"",
            "true ",
        ] {
            assert!(check_canonical(text.as_bytes()).is_err(), "{text}");
        }
        assert!(check_canonical(b"\"\xff\"").is_err());
        assert!(check_canonical("[".repeat(100_000).as_bytes()).is_err());
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Flag),
            any::<i64>().prop_map(Json::integer),
            any::<String>().prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::List),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Json::Map(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_canonical_and_reads_back(json in any_json()) {
            let bytes = json.to_bytes();
            prop_assert_eq!(check_canonical(&bytes), Ok(()));
            let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(Json::try_from(read).unwrap().to_bytes(), bytes);
        }

        #[test]
        fn the_check_agrees_with_reading_and_writing_again(text in "[\\[\\]{},:\"a0-9\\\\un -]{0,12}") {
            let again = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|value| Json::try_from(value).ok());
            let same = again.is_some_and(|json| json.to_bytes() == text.as_bytes());
            prop_assert_eq!(check_canonical(text.as_bytes()).is_ok(), same);
        }
    }
}
