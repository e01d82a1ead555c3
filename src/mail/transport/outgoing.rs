//! A mail ready to leave: links filled in, parties known.

use jiff::Timestamp;

use super::MailAddress;

/// Who writes, or is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name beside the address; empty for none.
    pub name: String,
    /// The address.
    pub address: MailAddress,
}

impl Party {
    /// An address without a name.
    #[must_use]
    pub const fn bare(address: MailAddress) -> Self {
        Self { name: String::new(), address }
    }
}

/// Where the servers on the way send their complaints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnPath {
    /// Nowhere: right for automatic mail that nobody needs a report on, and the end of every loop.
    Null,
    /// To this address, which tells which mail it is about.
    To(MailAddress),
}

/// One mail to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// `<…@…>`, made from the outbox row: the same at every attempt.
    pub message_id: String,
    /// When it was written, not when it is sent: the same at every attempt.
    pub date: Timestamp,
    /// Who writes.
    pub from: Party,
    /// Who is written to.
    pub to: Party,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<MailAddress>,
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as a page; empty for none.
    pub html: String,
    /// The `<…@…>` that this answers.
    pub in_reply_to: Option<String>,
    /// The `<…@…>` before it in the conversation with this party.
    pub references: Vec<String>,
    /// No person wrote it (RFC 3834).
    pub auto_submitted: bool,
    /// The envelope's sender.
    pub return_path: ReturnPath,
}
