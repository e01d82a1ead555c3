//! From bytes to what a mail says: as text, whatever it was. Its HTML is never shown as HTML.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use sha2::{Digest, Sha256};

use super::{DeliveryReport, Nature, TooMuch, check, nature, report};
use crate::keys::hex;

/// Longest words that are read out of a mail, in characters; the rest is in the kept file.
const LONGEST_TEXT: usize = 60_000;
/// Most attached files that are listed.
const MOST_FILES: usize = 100;
/// Most addresses and ids that are looked at.
const MOST_NAMES: usize = 200;

/// A mail has one of these.
const HEADERS: [&str; 8] = ["From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path", "Content-Type"];

/// A mail, as far as the desk needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// `<…@…>`, if it has one that may stand in a header.
    pub message_id: Option<String>,
    /// Ids that it says it answers.
    pub refers_to: Vec<String>,
    /// Ids of the desk's own form that stand anywhere in the mail: a server's report names the mail it is about.
    pub mentions: Vec<String>,
    /// Name of who says to have written it; may be empty.
    pub from_name: String,
    /// Address of who says to have written it; may be empty.
    pub from: String,
    /// Where bounces would go, if the server in front noted it; empty: nowhere.
    pub return_path: Option<String>,
    /// Addresses it was delivered to, as servers noted, then those that its writer named.
    pub recipients: Vec<String>,
    /// Its subject, on one line.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// The words were longer than what is here.
    pub cut: bool,
    /// Attached files.
    pub files: Vec<AttachedFile>,
    /// Person, machine or server.
    pub nature: Nature,
    /// What a server reports.
    pub report: Option<DeliveryReport>,
    /// Servers it came through.
    pub hops: usize,
}

/// A file attached to a mail. Its bytes stay in the kept mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name without anything that leads elsewhere.
    pub name: String,
    /// What the mail says it is.
    pub kind: String,
    /// Octets.
    pub size: usize,
    /// SHA-256.
    pub hash: String,
}

/// A file taken out of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileBytes {
    /// Its name as it came: not to be used as it is.
    pub given_name: String,
    /// What the mail says it is.
    pub kind: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The mail can't be read. It is kept whole, in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is beyond a limit.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
    /// It isn't a mail, or breaks the parser.
    #[error("it can't be parsed")]
    Broken,
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
}

impl Unreadable {
    /// End of the text's key `inbound-why-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooMuch(limit) => limit.as_str(),
            Self::Broken => "broken",
            Self::Empty => "empty",
        }
    }
}

/// Reads a mail. Takes the processor for as long as the mail is large: give it a thread.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(raw: &[u8]) -> Result<Incoming, Unreadable> {
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    check(raw)?;
    // A parser that breaks over a mail must not take the next one with it.
    catch_unwind(AssertUnwindSafe(|| parsed(raw))).unwrap_or(Err(Unreadable::Broken))
}

fn parsed(raw: &[u8]) -> Result<Incoming, Unreadable> {
    let message = MessageParser::default().parse(raw).ok_or(Unreadable::Broken)?;
    // The parser takes any bytes for a mail.
    if !HEADERS.iter().any(|name| nature::header(&message, name).is_some()) {
        return Err(Unreadable::Broken);
    }
    let (from_name, from) = party(message.from());
    let return_path = nature::header(&message, "Return-Path").map(bare);
    let (text, cut) = words(&message);
    let nature = nature::of(&message, &from, return_path.as_deref());
    Ok(Incoming {
        message_id: message.message_id().and_then(plain_id),
        refers_to: refers_to(&message),
        mentions: if nature == Nature::Report { mentions(raw) } else { Vec::new() },
        return_path,
        recipients: recipients(&message),
        subject: line(message.subject().unwrap_or_default(), 200),
        report: (nature == Nature::Report).then(|| report::of(&message, &text)),
        files: files(&message),
        hops: message.headers_raw().filter(|(name, _)| name.eq_ignore_ascii_case("Received")).count(),
        from_name,
        from,
        text,
        cut,
        nature,
    })
}

fn party(address: Option<&Address<'_>>) -> (String, String) {
    let Some(first) = address.and_then(Address::first) else { return Default::default() };
    (line(first.name().unwrap_or_default(), 120), line(first.address().unwrap_or_default(), 254))
}

/// What stands between the angle brackets, if there are any.
fn bare(value: &str) -> String {
    let inside = value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(value, |(inside, _)| inside);
    line(inside, 254)
}

/// An id that may stand in a header of ours: printable ASCII around one `@`.
fn plain_id(id: &str) -> Option<String> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let plain = id.len() <= 200
        && id.bytes().all(|octet| octet.is_ascii_graphic() && !matches!(octet, b'<' | b'>'))
        && id
            .split_once('@')
            .is_some_and(|(left, right)| !left.is_empty() && !right.is_empty() && !right.contains('@'));
    plain.then(|| format!("<{id}>"))
}

fn refers_to(message: &Message<'_>) -> Vec<String> {
    let mut ids = Vec::new();
    for value in [message.in_reply_to(), message.references()] {
        match value {
            HeaderValue::Text(id) => ids.extend(plain_id(id)),
            HeaderValue::TextList(list) => ids.extend(list.iter().take(MOST_NAMES).filter_map(|id| plain_id(id))),
            _ => {}
        }
    }
    ids
}

/// `<` 32 hexadecimal digits `@` … `>`, as the desk writes its ids.
fn mentions(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let ids = text.split('<').skip(1).filter_map(|rest| rest.get(..300).unwrap_or(rest).split_once('>'));
    let ours = ids.map(|(id, _)| id).filter(|id| {
        id.split_once('@')
            .is_some_and(|(left, _)| left.len() == 32 && left.bytes().all(|octet| octet.is_ascii_hexdigit()))
    });
    ours.filter_map(plain_id).take(20).collect()
}

/// What the servers noted comes first: whoever writes a mail may name any address in it.
fn recipients(message: &Message<'_>) -> Vec<String> {
    let noted = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To"];
    let noted = message.headers_raw().filter(|(name, _)| noted.iter().any(|known| name.eq_ignore_ascii_case(known)));
    let mut all: Vec<String> = noted.map(|(_, value)| bare(value)).take(20).collect();
    for list in [message.to(), message.cc()].into_iter().flatten() {
        all.extend(list.iter().filter_map(|one| one.address()).take(MOST_NAMES).map(|address| line(address, 254)));
    }
    all
}

/// All texts of the mail; of a part that is HTML alone, its words.
fn words(message: &Message<'_>) -> (String, bool) {
    let count = message.text_body_count().min(20);
    let bodies: Vec<String> = (0..count).filter_map(|at| message.body_text(at)).map(|text| text.into_owned()).collect();
    let whole = bodies.join("\n\n");
    let kept: String = whole.chars().filter(|sign| is_shown(*sign)).take(LONGEST_TEXT).collect();
    (kept.replace("\r\n", "\n").trim().to_owned(), whole.chars().nth(LONGEST_TEXT).is_some())
}

/// Control characters, and marks that turn the direction of reading, have no place on a page.
pub(super) fn is_shown(sign: char) -> bool {
    match sign {
        '\n' | '\t' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => false,
        _ => !sign.is_control(),
    }
}

/// One line of at most so many characters.
fn line(text: &str, longest: usize) -> String {
    let text: String =
        text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).filter(|sign| is_shown(*sign)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(longest).collect()
}

fn files(message: &Message<'_>) -> Vec<AttachedFile> {
    let attached = |part: &MessagePart<'_>| {
        let content = content(part);
        AttachedFile {
            name: file_name(part.attachment_name().unwrap_or_default()),
            kind: kind(part),
            size: content.len(),
            hash: hex(&Sha256::digest(content)),
        }
    };
    message.attachments().take(MOST_FILES).map(attached).collect()
}

fn content<'p>(part: &'p MessagePart<'_>) -> &'p [u8] {
    match &part.body {
        PartType::Message(inner) => inner.raw_message(),
        _ => part.contents(),
    }
}

fn kind(part: &MessagePart<'_>) -> String {
    let named = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    line(&named.unwrap_or_default(), 100)
}

/// The files of a mail that can be read, with their bytes, in the order of [`Incoming::files`].
#[must_use]
pub fn files_of(raw: &[u8]) -> Vec<FileBytes> {
    if check(raw).is_err() {
        return Vec::new();
    }
    catch_unwind(AssertUnwindSafe(|| taken_out(raw))).unwrap_or_default()
}

fn taken_out(raw: &[u8]) -> Vec<FileBytes> {
    let Some(message) = MessageParser::default().parse(raw) else { return Vec::new() };
    let taken = |part: &MessagePart<'_>| FileBytes {
        given_name: part.attachment_name().unwrap_or_default().to_owned(),
        kind: kind(part),
        bytes: content(part).to_vec(),
    };
    message.attachments().take(MOST_FILES).map(taken).collect()
}

/// A name is what stands behind the last slash of either kind, without dots around it.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    line(last, 120).trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(raw: &str) -> Incoming {
        read(raw.as_bytes()).expect("a mail")
    }

    #[test]
    fn words_come_as_text_whatever_they_were_and_files_are_listed_by_a_harmless_name() {
        let mail = said(concat!(
            "From: =?utf-8?q?Zo=C3=A9?= <zoe@a.example>\r\nTo: Desk <d@d.example>\r\nSubject: =?utf-8?q?=C3=89l=C3=A8ve?=\r\n",
            "Delivered-To: d+tag@d.example\r\nMessage-ID: <1@a.example>\r\nReferences: <0@a.example> <un espace@x>\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour <b>l\u{e9}\u{202e}a</b></p>\r\n",
            "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"../../C:\\\\x\\\\..facture.pdf.\"\r\n\r\nPDF\r\n--b--\r\n"
        ));
        assert_eq!(
            (mail.from_name.as_str(), mail.from.as_str(), mail.subject.as_str()),
            ("Zoé", "zoe@a.example", "Élève")
        );
        assert_eq!(mail.recipients, ["d+tag@d.example", "d@d.example"]);
        assert_eq!(
            (mail.message_id.as_deref(), mail.refers_to),
            (Some("<1@a.example>"), vec!["<0@a.example>".to_owned()])
        );
        assert_eq!(mail.text, "Bonjour léa");
        assert_eq!((mail.files.len(), mail.files[0].name.as_str(), mail.files[0].size), (1, "facture.pdf", 3));
    }

    #[test]
    fn what_is_no_mail_breaks_nothing() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b"\0\xff\xfe\0"), Err(Unreadable::Broken));
        assert_eq!(read("juste des mots".as_bytes()), Err(Unreadable::Broken));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_the_reader(head in "(From|To|Subject|Content-Type|References): \\PC{0,60}", body in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let mut raw = head.into_bytes();
            raw.extend(b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n");
            raw.extend(body);
            let mail = read(&raw);
            proptest::prop_assert!(mail.is_ok() || mail == Err(Unreadable::Broken), "{mail:?}");
        }
    }
}
