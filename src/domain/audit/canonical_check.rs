//! Tells canonical JSON from any other, in one pass over its bytes.

use std::cmp::Ordering;

use super::canonical::{LARGEST, NotCanonical, utf16_order};

/// Deeper nesting is refused: nothing of ours comes near it.
const DEEPEST: usize = 32;

/// Tells whether `bytes` are the canonical spelling of one JSON value: no blank, no second key, no other escape.
///
/// # Errors
/// Where and why they aren't.
pub fn check_canonical(bytes: &[u8]) -> Result<(), NotCanonical> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| NotCanonical { what: "bytes that aren't UTF-8", at: error.valid_up_to() })?;
    let mut scan = Scan { text, at: 0, depth: 0 };
    scan.value()?;
    if scan.at == bytes.len() { Ok(()) } else { Err(scan.refuse("something after the value")) }
}

/// One pass without allocation: verifying is meant to cost hashing, not parsing.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    const fn refuse(&self, what: &'static str) -> NotCanonical {
        NotCanonical { what, at: self.at }
    }

    fn take(&mut self, expected: u8) -> bool {
        let found = self.peek() == Some(expected);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Result<(), NotCanonical> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            _ => Err(self.refuse("no value")),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<(), NotCanonical>) -> Result<(), NotCanonical> {
        if self.depth == DEEPEST {
            return Err(self.refuse("nesting too deep"));
        }
        self.depth += 1;
        self.at += 1;
        read(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn array(&mut self) -> Result<(), NotCanonical> {
        if self.take(b']') {
            return Ok(());
        }
        loop {
            self.value()?;
            if !self.take(b',') {
                return if self.take(b']') { Ok(()) } else { Err(self.refuse("no end of the list")) };
            }
        }
    }

    fn object(&mut self) -> Result<(), NotCanonical> {
        if self.take(b'}') {
            return Ok(());
        }
        let mut last: Option<&'a str> = None;
        loop {
            let key = self.string()?;
            if last.is_some_and(|last| key_order(last, key) != Ordering::Less) {
                return Err(self.refuse("a key out of order or twice"));
            }
            last = Some(key);
            if !self.take(b':') {
                return Err(self.refuse("no colon"));
            }
            self.value()?;
            if !self.take(b',') {
                return if self.take(b'}') { Ok(()) } else { Err(self.refuse("no end of the object")) };
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<(), NotCanonical> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.refuse("no value"));
        }
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), NotCanonical> {
        let start = self.at;
        self.take(b'-');
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        match digits.parse::<i64>() {
            Ok(number) if (-LARGEST..=LARGEST).contains(&number) && number.to_string() == digits => Ok(()),
            _ => Err(NotCanonical { what: "a number not in its shortest form", at: start }),
        }
    }

    /// The text between the quotes, escapes as they stand.
    fn string(&mut self) -> Result<&'a str, NotCanonical> {
        if !self.take(b'"') {
            return Err(self.refuse("no text"));
        }
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(&self.text[start..self.at - 1]);
                }
                Some(b'\\') => self.escape()?,
                Some(0..=31) | None => return Err(self.refuse("a bare control character, or no end of the text")),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<(), NotCanonical> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        match rest {
            [b'"' | b'\\' | b'b' | b't' | b'n' | b'f' | b'r', ..] => self.at += 2,
            [b'u', b'0', b'0', high @ (b'0' | b'1'), low @ (b'0'..=b'9' | b'a'..=b'f'), ..]
                if !(*high == b'0' && matches!(low, b'8' | b'9' | b'a' | b'c' | b'd')) =>
            {
                self.at += 6;
            }
            _ => return Err(self.refuse("an escape that isn't needed")),
        }
        Ok(())
    }
}

fn key_order(a: &str, b: &str) -> Ordering {
    match (a.contains('\\'), b.contains('\\')) {
        (false, false) => utf16_order(a, b),
        _ => utf16_order(&unescape(a), &unescape(b)),
    }
}

fn unescape(raw: &str) -> String {
    serde_json::from_str(&format!("\"{raw}\"")).unwrap_or_default()
}
