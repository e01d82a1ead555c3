//! From a mail to the bytes on the wire. The same mail gives the same bytes at every attempt.

use std::time::SystemTime;

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::{OutgoingMail, Party, ReturnPath};

/// A mail as a server takes it.
#[derive(Debug, Clone)]
pub struct Encoded {
    pub(super) envelope: Envelope,
    /// RFC 5322 message, lines ended by CR LF.
    pub bytes: Vec<u8>,
}

/// The mail can't be written down.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadMail {
    /// A Message-ID isn't of the form `<…@…>`.
    #[error("a Message-ID of this mail isn't of the form <…@…>")]
    MessageId,
    /// It holds something that no server would take.
    #[error("this mail can't be encoded: {0}")]
    Unencodable(String),
}

/// Encodes a mail.
///
/// No field can open a header of its own: control characters become blanks, everything that isn't ASCII is encoded
/// (RFC 2047), and identifiers are refused unless they are of their form.
///
/// # Errors
/// See [`BadMail`].
pub fn encode(mail: &OutgoingMail) -> Result<Encoded, BadMail> {
    let unencodable = |error: &dyn std::error::Error| BadMail::Unencodable(error.to_string());
    for id in [&mail.message_id].into_iter().chain(&mail.in_reply_to).chain(&mail.references) {
        check_message_id(id)?;
    }
    let mut builder = Message::builder()
        .message_id(Some(mail.message_id.clone()))
        .date(SystemTime::from(mail.date))
        .from(mailbox(&mail.from))
        .to(mailbox(&mail.to))
        .subject(one_line(&mail.subject));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to.inner().clone()));
    }
    if let Some(id) = &mail.in_reply_to {
        builder = builder.in_reply_to(id.clone());
    }
    if !mail.references.is_empty() {
        builder = builder.references(mail.references.join(" "));
    }
    if mail.auto_submitted {
        builder = builder
            .raw_header(fixed("Auto-Submitted", "auto-generated"))
            // Exchange answers automatic mail unless it is told not to (MS-OXCMAIL, 2.2.3.2.14).
            .raw_header(fixed("X-Auto-Response-Suppress", "OOF, AutoReply"));
    }
    let envelope = envelope(mail).map_err(|error| unencodable(&error))?;
    let builder = builder.envelope(envelope.clone());
    let message = match mail.html.as_str() {
        "" => builder.singlepart(part(ContentType::TEXT_PLAIN, &mail.text)?),
        html => builder.multipart(
            MultiPart::alternative()
                .boundary(boundary(&mail.message_id))
                .singlepart(part(ContentType::TEXT_PLAIN, &mail.text)?)
                .singlepart(part(ContentType::TEXT_HTML, html)?),
        ),
    }
    .map_err(|error| unencodable(&error))?;
    Ok(Encoded { envelope, bytes: message.formatted() })
}

fn envelope(mail: &OutgoingMail) -> Result<Envelope, lettre::error::Error> {
    let from = match &mail.return_path {
        ReturnPath::Null => None,
        ReturnPath::To(address) => Some(address.inner().clone()),
    };
    Envelope::new(from, vec![mail.to.address.inner().clone()])
}

fn mailbox(party: &Party) -> Mailbox {
    let name = one_line(&party.name);
    Mailbox::new((!name.is_empty()).then_some(name), party.address.inner().clone())
}

fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect::<String>().trim().to_owned()
}

/// Printable ASCII between `<` and `>` with one `@`: a subset of RFC 5322, section 3.6.4.
fn check_message_id(id: &str) -> Result<(), BadMail> {
    let inside = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).ok_or(BadMail::MessageId)?;
    let plain =
        inside.len() <= 200 && inside.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    let parts = inside.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    if plain && parts && inside.matches('@').count() == 1 { Ok(()) } else { Err(BadMail::MessageId) }
}

/// Quoted-printable always: lines stay short, and no text can end the mail early, since a dot that opens a line is
/// written as `=2E` (the transport doubles dots as well, RFC 5321 section 4.5.2).
fn part(kind: ContentType, text: &str) -> Result<SinglePart, BadMail> {
    let text: String = text.chars().filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control()).collect();
    let encoding = ContentTransferEncoding::QuotedPrintable;
    let quoted = Body::new_with_encoding(text, encoding)
        .map_err(|_| BadMail::Unencodable("the text isn't quotable".into()))?
        .into_vec();
    let mut safe = Vec::with_capacity(quoted.len());
    for byte in quoted {
        let opens_line = matches!(safe.last(), None | Some(b'\n'));
        if byte == b'.' && opens_line { safe.extend_from_slice(b"=2E") } else { safe.push(byte) }
    }
    Ok(SinglePart::builder().header(kind).body(Body::dangerous_pre_encoded(safe, encoding)))
}

/// The parts' boundary, made from the Message-ID, so that the bytes are the same at every attempt.
fn boundary(message_id: &str) -> String {
    Sha256::digest(message_id.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn fixed(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
