//! The audit trail's pure core: canonical events, one hash chain a subject, verification.
//!
//! Facts in, bytes and hashes out. Where the rows are kept, when the log is sequenced and who signs it is
//! decided outside. The format is written down in `docs/audit.md`, so that a verifier can be made in
//! another language; `tests/verifier/verify.py` is one.

mod action;
mod canonical;
mod canonical_check;
mod checkpoint;
mod digest;
mod event;
mod export;
mod key_ring;
mod line;
mod merkle;
mod party;
mod payload;
mod proof;
mod receipt;
#[cfg(test)]
mod sample;
mod tile;
mod tile_check;
mod verify;

pub use action::{Action, UnknownAction};
pub use canonical::{Json, NotCanonical};
pub use canonical_check::check_canonical;
pub use checkpoint::{BadNote, Checkpoint, NoteSignature, SignedNote, VerifierKey};
pub use digest::{Commitment, Digest, InvalidHex, Salt};
pub use event::{ChainHead, EventDraft, FORMAT_VERSION, SealedEvent, seal};
pub use export::{ExportVerifier, SignatureCheck, Standing};
pub use key_ring::{KeyRing, Rotation};
pub use line::{
    EventLine, HEADER_LINE, Line, RECEIPT_HEADER_LINE, checkpoint_line, event_line, read_line, rotation_line,
};
pub use merkle::{Frontier, Subtree, empty_root, leaf_hash};
pub use party::{Actor, Subject, UnknownParty};
pub use payload::Payload;
pub use proof::{SubtreeSource, consistency_proof, extends, includes, inclusion_proof};
pub use receipt::{Proved, ReceiptEntry, verify_receipt};
pub use tile::{NoTile, TILE_WIDTH, Tile};
pub use tile_check::check_tiles;
pub use verify::{Bad, Reason, StoredEvent, Verifier};
