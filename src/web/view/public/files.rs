//! Files on the pages of a victim and of a provider.

/// A file that somebody gave or may take.
#[derive(Debug, Clone, Default)]
pub struct HandedFile {
    /// Its name.
    pub name: String,
    /// What it is, in words, and how large.
    pub what: String,
    /// When it was received.
    pub when: String,
    /// What was said with it; may be empty.
    pub note: String,
    /// SHA-256.
    pub sha256: String,
    /// What to know before it is opened; may be empty.
    pub warning: String,
    /// The scanner knows it: as what.
    pub found: Option<String>,
    /// Where it is taken; empty: nowhere.
    pub link: String,
}
