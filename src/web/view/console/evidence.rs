//! Pieces on the page of a case.

/// The card of pieces. Posts to `/incidents/{reference}/files` (`file`, many; `note`) and `/incidents/{reference}/files/{id}`
/// (`intent`: `check share unshare set_aside bring_back`; `reason`).
#[derive(Debug, Clone, Default)]
pub struct EvidenceCard {
    /// Those that count, then those that were set aside, oldest first.
    pub pieces: Vec<PieceRow>,
    /// « Jusqu’à 50 Mo chacune. »
    pub most: String,
    /// The password of the archives.
    pub password: &'static str,
    /// A provider has the case: pieces may be handed on.
    pub has_provider: bool,
    /// The bytes of a piece are not those that were received.
    pub damaged: bool,
}

/// A piece.
#[derive(Debug, Clone, Default)]
pub struct PieceRow {
    /// By which it is reached.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name as it came, where that is another one.
    pub given: String,
    /// What it is, in words: « programme, 1,2 Mo ».
    pub what: String,
    /// Who gave it, by which door.
    pub who: String,
    /// When.
    pub when: String,
    /// What was said with it; may be empty.
    pub note: String,
    /// Address of the mail that it came with; empty: none.
    pub mail: String,
    /// SHA-256.
    pub sha256: String,
    /// Its beginning.
    pub short: String,
    /// What to know before it is opened; may be empty.
    pub warning: String,
    /// The scanner knows it: as what.
    pub found: Option<String>,
    /// What the scanner said otherwise; may be empty.
    pub scan: String,
    /// Since when its bytes are other ones.
    pub damaged: Option<String>,
    /// When its bytes were last found sound; may be empty.
    pub checked: String,
    /// The provider may take it, since when and by whom.
    pub shared: Option<String>,
    /// Set aside: when, by whom, why.
    pub aside: Option<String>,
}
