//! The audit trail's pure core: canonical events, one hash chain a subject, verification.
//!
//! Facts in, bytes and hashes out. Where the rows are kept, when the log is sequenced and who signs it is
//! decided outside. The format is written down in `docs/audit-format.md`, so that a verifier can be made in
//! another language; `tests/verifier/verify.py` is one.

mod action;
mod canonical;
mod digest;
mod event;
mod export;
mod party;
mod payload;
#[cfg(test)]
mod sample;
mod verify;

pub use action::{Action, UnknownAction};
pub use canonical::{Json, NotCanonical, check_canonical};
pub use digest::{Commitment, Digest, InvalidHex, Salt};
pub use event::{ChainHead, EventDraft, FORMAT_VERSION, SealedEvent, seal};
pub use export::{EventLine, ExportVerifier, HEADER_LINE, Line, event_line, read_line};
pub use party::{Actor, Subject, UnknownParty};
pub use payload::Payload;
pub use verify::{Bad, Reason, StoredEvent, Verifier};
