//! Pages by cursor, and the words of a query. A cursor says where the last page ended; how many pages there are is nobody's
//! matter, and nothing is counted.

use actix_web::HttpRequest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;
use vigie_domain::intake::{FieldError, text::clean_line};

use crate::desk::DeskError;

/// Items of a page unless asked otherwise.
const USUAL: u64 = 50;
/// Items of a page at most.
const MOST: u64 = 200;
/// Longest value of a query, in characters.
const LONGEST: usize = 200;

/// The query of a request, read parameter by parameter.
#[derive(Debug)]
pub struct Asked {
    left: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Asked {
    /// Reads the query.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let pairs = pairs.map(actix_web::web::Query::into_inner).unwrap_or_default();
        Self { left: pairs, errors: Vec::new() }
    }

    /// A parameter's text; an empty one is none.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.take(name).filter(|text| !text.is_empty())
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.left.iter().position(|(key, _)| key == name)?;
        let (_, text) = self.left.remove(place);
        if text.chars().count() > LONGEST {
            return self.wrong(name, "field-text-too-long", &text);
        }
        Some(clean_line(&text))
    }

    /// A word of a vocabulary, or anything else that is read from a text.
    pub fn word<T: std::str::FromStr>(&mut self, name: &str, code: &'static str) -> Option<T> {
        let text = self.take(name)?;
        text.parse().ok().or_else(|| self.wrong(name, code, &text))
    }

    /// Several words, separated by commas.
    pub fn words<T: std::str::FromStr>(&mut self, name: &str, code: &'static str) -> Vec<T> {
        let Some(text) = self.take(name) else { return Vec::new() };
        let read: Option<Vec<T>> = text.split(',').map(|word| word.trim().parse().ok()).collect();
        read.or_else(|| self.wrong(name, code, &text)).unwrap_or_default()
    }

    /// An instant, RFC 3339.
    pub fn instant(&mut self, name: &str) -> Option<Timestamp> {
        self.word(name, "field-instant")
    }

    /// How many items the page may have.
    pub fn limit(&mut self) -> u64 {
        let asked: Option<u64> = self.word("limit", "field-limit");
        match asked {
            Some(limit) if (1..=MOST).contains(&limit) => limit,
            Some(other) => self.wrong("limit", "field-limit", &other.to_string()).unwrap_or(USUAL),
            None => USUAL,
        }
    }

    /// Where the last page ended.
    pub fn cursor<P: Place>(&mut self) -> Option<P> {
        let text = self.text("cursor")?;
        let bytes = URL_SAFE_NO_PAD.decode(&text).ok();
        let place = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|words| P::read(&words));
        place.or_else(|| self.wrong("cursor", "field-cursor", &text))
    }

    fn wrong<T>(&mut self, name: &str, code: &'static str, given: &str) -> Option<T> {
        self.errors.push(FieldError::new(name, code, given));
        None
    }

    /// Everything was understood, and no parameter is left: a filter that is misspelt would narrow nothing, unseen.
    ///
    /// # Errors
    /// [`DeskError::Fields`].
    pub fn done(mut self) -> Result<(), DeskError> {
        for (name, value) in std::mem::take(&mut self.left) {
            let short: String = name.chars().take(100).collect();
            self.wrong::<()>(&short, "field-unknown", &value);
        }
        if self.errors.is_empty() { Ok(()) } else { Err(DeskError::Fields(self.errors)) }
    }
}

/// A place in a list.
pub trait Place: Sized {
    /// Reads what [`Place::words`] wrote.
    fn read(words: &str) -> Option<Self>;
    /// The place in words.
    fn words(&self) -> String;

    /// The place as a cursor: opaque, so that nobody builds one.
    #[must_use]
    fn cursor(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.words())
    }
}

/// An instant in microseconds, and the id among those of the same instant.
impl Place for (i64, Uuid) {
    fn read(words: &str) -> Option<Self> {
        let (at, id) = words.split_once(' ')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    }

    fn words(&self) -> String {
        format!("{} {}", self.0, self.1.simple())
    }
}

impl Place for Uuid {
    fn read(words: &str) -> Option<Self> {
        words.parse().ok()
    }

    fn words(&self) -> String {
        self.simple().to_string()
    }
}

/// A place of the log, from 0.
impl Place for i64 {
    fn read(words: &str) -> Option<Self> {
        words.parse().ok().filter(|place| (0..i64::MAX).contains(place))
    }

    fn words(&self) -> String {
        self.to_string()
    }
}

/// A page of a list that was asked for one item more than it shows: whether there are more is known then.
#[must_use]
pub fn page<T, P: Place>(mut found: Vec<T>, limit: u64, place: impl Fn(&T) -> P) -> (Vec<T>, Value) {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| has_more).map(|last| place(last).cursor());
    (found, next.map_or(Value::Null, Value::String))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::of(&TestRequest::with_uri(&format!("/list?{query}")).to_http_request())
    }

    #[test]
    fn a_cursor_reads_back_and_a_made_up_one_is_refused() {
        let place = (1_700_000_000_000_000_i64, Uuid::from_u128(7));
        let mut query = asked(&format!("cursor={}", place.cursor()));
        assert_eq!(query.cursor(), Some(place));
        assert!(query.done().is_ok());
        for made_up in ["x", "MTIz", "9999999999999999999999", "=="] {
            let mut query = asked(&format!("cursor={made_up}"));
            assert_eq!(query.cursor::<(i64, Uuid)>(), None);
            assert!(query.done().is_err(), "{made_up}");
        }
    }

    #[test]
    fn a_page_tells_whether_there_is_another() {
        let (items, next) = page(vec![1_i64, 2, 3], 2, |item| *item);
        assert_eq!((items, next), (vec![1, 2], Value::String(2_i64.cursor())));
        let (items, next) = page(vec![1_i64, 2], 2, |item| *item);
        assert_eq!((items.len(), next), (2, Value::Null));
    }

    #[test]
    fn limits_out_of_range_are_told() {
        assert_eq!(asked("").limit(), USUAL);
        assert_eq!(asked("limit=200").limit(), 200);
        for wrong in ["0", "201", "-1", "x"] {
            let mut query = asked(&format!("limit={wrong}"));
            query.limit();
            assert!(query.done().is_err(), "{wrong}");
        }
    }
}
