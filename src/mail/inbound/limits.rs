//! What is parsed and what isn't: checked on the raw bytes, before any parser sees them.

/// A mail up to this size is parsed. Octets.
pub const LARGEST: usize = 25 << 20;
/// A mail up to this size is kept, if not parsed; the mail server in front refuses what is larger. Octets.
pub const LARGEST_KEPT: usize = 64 << 20;
/// Lines of a block of headers, of the mail or of one part. Octets.
const HEADERS: usize = 256 << 10;
/// Parts of a mail.
const PARTS: usize = 1000;
/// Multiparts and mails within each other.
const NESTED: usize = 60;
/// Pieces of parameters (RFC 2231): the parser's work grows with their square.
const PIECES: usize = 2000;

/// The mail is beyond what the desk parses. It is kept whole, in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// Too large.
    #[error("the mail is larger than 25 MB")]
    Size,
    /// A block of headers is too long.
    #[error("its headers are longer than 256 kB")]
    Headers,
    /// Too many parts.
    #[error("it has more than 1,000 parts")]
    Parts,
    /// Too many parts within parts.
    #[error("its parts are nested too deeply")]
    Nested,
    /// Parameters cut into too many pieces.
    #[error("its parameters are cut into too many pieces")]
    Pieces,
}

impl TooMuch {
    /// End of the text's key `inbound-why-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Size => "too-large",
            Self::Headers => "long-headers",
            Self::Parts => "many-parts",
            Self::Nested => "nested",
            Self::Pieces => "many-pieces",
        }
    }
}

/// May this be given to the parser?
///
/// # Errors
/// The first limit that it breaks.
pub fn check(raw: &[u8]) -> Result<(), TooMuch> {
    if raw.len() > LARGEST {
        return Err(TooMuch::Size);
    }
    let mut seen = Seen { headers: Some(0), ..Seen::default() };
    for line in raw.split_inclusive(|octet| *octet == b'\n') {
        seen.line(line)?;
    }
    Ok(())
}

/// What was seen so far. A line that begins with two dashes may open a part: what follows up to an empty line counts as
/// headers. A text that looks like that without being it is at worst set aside in sight.
#[derive(Debug, Default)]
struct Seen {
    headers: Option<usize>,
    parts: usize,
    nested: usize,
    pieces: usize,
}

impl Seen {
    fn line(&mut self, line: &[u8]) -> Result<(), TooMuch> {
        let text = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
        if text.starts_with(b"--") {
            self.parts += 1;
            self.headers = Some(0);
        } else if text.is_empty() {
            self.headers = None;
        } else if is_kind(text, b"message/") {
            // The headers of a mail within the mail begin after those of its part.
            self.nested += 1;
        }
        if is_kind(text, b"multipart/") {
            self.nested += 1;
        }
        if let Some(length) = &mut self.headers {
            *length += line.len();
            if *length > HEADERS {
                return Err(TooMuch::Headers);
            }
        }
        self.pieces += pieces(text);
        match () {
            () if self.pieces > PIECES => Err(TooMuch::Pieces),
            () if self.parts > PARTS => Err(TooMuch::Parts),
            () if self.nested > NESTED => Err(TooMuch::Nested),
            () => Ok(()),
        }
    }
}

/// Does the line name this kind of content in a header?
fn is_kind(text: &[u8], kind: &[u8]) -> bool {
    const FIELD: &[u8] = b"content-type:";
    let starts = text.len() >= FIELD.len() && text[..FIELD.len()].eq_ignore_ascii_case(FIELD);
    starts && text.windows(kind.len()).any(|part| part.eq_ignore_ascii_case(kind))
}

/// `name*12=` and `name*12*=`.
fn pieces(text: &[u8]) -> usize {
    let stars = text.iter().enumerate().filter(|(_, octet)| **octet == b'*');
    let is_piece = |at: usize| {
        let rest = &text[at + 1..];
        let digits = rest.iter().take_while(|octet| octet.is_ascii_digit()).count();
        digits > 0 && matches!(rest.get(digits), Some(b'=' | b'*'))
    };
    stars.filter(|(at, _)| is_piece(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(lines: usize, line: &str) -> Vec<u8> {
        let mut mail = b"From: a@b.example\r\n".to_vec();
        mail.extend(line.as_bytes().repeat(lines));
        mail
    }

    #[test]
    fn attack_12_each_limit_holds_at_its_edge() {
        assert_eq!(check(&vec![b'\n'; LARGEST]), Ok(()));
        assert_eq!(check(&vec![b'\n'; LARGEST + 1]), Err(TooMuch::Size));
        assert_eq!(check(&with(PARTS, "--b\r\n\r\n")), Ok(()));
        assert_eq!(check(&with(PARTS + 1, "--b\r\n\r\n")), Err(TooMuch::Parts));
        assert_eq!(check(&with(NESTED, "Content-Type: multipart/mixed\r\n")), Ok(()));
        assert_eq!(check(&with(NESTED + 1, "Content-Type: multipart/mixed\r\n")), Err(TooMuch::Nested));
        assert_eq!(check(&with(PIECES, " x*1=a;\r\n")), Ok(()));
        assert_eq!(check(&with(PIECES + 1, " x*1=a;\r\n")), Err(TooMuch::Pieces));
        let line = format!("X-Long: {}\r\n", "x".repeat(1014));
        assert_eq!(check(&with(HEADERS / 1024 - 1, &line)), Ok(()));
        assert_eq!(check(&with(HEADERS / 1024, &line)), Err(TooMuch::Headers));
    }

    #[test]
    fn headers_of_a_part_count_by_themselves_and_a_long_text_does_not() {
        let line = format!("{}\r\n", "x".repeat(1022));
        let mut mail = b"From: a@b.example\r\n\r\n".to_vec();
        mail.extend(line.as_bytes().repeat(4 * HEADERS / 1024));
        assert_eq!(check(&mail), Ok(()), "a long text without an empty line");
        mail.extend(b"--part\r\n");
        mail.extend(line.as_bytes().repeat(HEADERS / 1024));
        assert_eq!(check(&mail), Err(TooMuch::Headers), "the same as headers of a part");
    }
}
