//! The evidence room: files that the operator, the victim, a provider or a mail brings to a case. Hashed while they are
//! received, kept once by their hash, hashed again at each reading; who gave, read and checked what is in the trail.
//!
//! A person sets a piece aside, with a reason; bytes go with the case, by erasure or retention. Nothing is ever opened,
//! shown or drawn: a piece leaves the desk in an encrypted archive alone.

mod act;
mod add;
mod archive;
mod check;
mod forget;
mod kind;
mod of_mail;
mod room;
mod scan;
mod take;

use std::sync::Arc;

use tokio::sync::RwLock;

pub use act::{PieceAct, act_on_piece};
pub use add::{Added, NewPiece, PieceSource, add_piece, room_left};
pub use archive::PASSWORD as ARCHIVE_PASSWORD;
pub use check::check_piece;
pub(super) use forget::{forget_files, sweep_files};
pub(super) use of_mail::{add_all, bring_files, keep_files_of};
pub use room::{Received, Receiving, file_name_of};
pub use scan::scan_pieces;
pub use take::{Taken, may_take, take_piece};

/// Held for reading while a piece gets its bytes and its row, for writing while bytes without a row are taken away.
#[derive(Debug, Default)]
pub struct Gate(Arc<RwLock<()>>);

/// Why a file isn't taken, or not given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    /// It is larger than one file may be.
    #[error("a file of at most {most} octets")]
    TooLarge {
        /// Octets.
        most: u64,
    },
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The case holds as many or as large files as it may.
    #[error("the case holds as much as it may")]
    Full,
    /// Too many files at once.
    #[error("too many files at once")]
    TooMany,
    /// Its bytes are not those that were received.
    #[error("the bytes of this piece are not those that were received")]
    Damaged,
    /// It was set aside.
    #[error("this piece was set aside")]
    SetAside,
}
