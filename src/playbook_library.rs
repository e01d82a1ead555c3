//! The live playbook set: read, compile, swap the whole set or keep the old one.
//!
//! A set comes from the binary or from a folder. What was live stays live when its successor is refused; whoever was
//! given a set keeps it for as long as the work on it lasts. Writing to the audit trail belongs to the caller.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use rust_embed::RustEmbed;

use crate::domain::playbook::{LoadError, PlaybookSet, SourceFile};

/// An editor writes a file in several steps: a change is read once nothing has moved for this long.
const QUIET: Duration = Duration::from_millis(300);

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/playbooks"]
#[include = "*.yaml"]
#[include = "_weights.json"]
#[exclude = "cases/*"]
struct BuiltIn;

/// Why a set wasn't taken.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The folder can't be read.
    #[error("the playbooks in {folder} can't be read: {cause}")]
    Unreadable {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The files are wrong; all mistakes at once.
    #[error("the playbooks are refused: {}", told(.0))]
    Refused(Vec<LoadError>),
    /// The folder can't be watched.
    #[error("the playbooks' folder can't be watched: {0}")]
    Unwatched(#[from] notify::Error),
}

fn told(errors: &[LoadError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A set that went live.
#[derive(Debug, Clone)]
pub struct LiveSet {
    /// The set.
    pub set: Arc<PlaybookSet>,
    /// The files that it was made of, to be kept by its hash.
    pub files: Arc<[SourceFile]>,
    /// Grows by one with every set that went live.
    pub generation: u64,
}

/// Holds the live set.
#[derive(Debug)]
pub struct PlaybookLibrary {
    live: RwLock<LiveSet>,
    folder: Option<PathBuf>,
}

impl PlaybookLibrary {
    /// The set that is built into the binary.
    ///
    /// # Errors
    /// When it doesn't compile, which a test of the project excludes.
    pub fn built_in() -> Result<Self, LibraryError> {
        Ok(Self { live: RwLock::new(compile(built_in_files(), 1)?), folder: None })
    }

    /// The set of a folder.
    ///
    /// # Errors
    /// When the folder can't be read or its set is refused.
    pub fn load_dir(folder: &Path) -> Result<Self, LibraryError> {
        let live = compile(read_dir(folder)?, 1)?;
        Ok(Self { live: RwLock::new(live), folder: Some(folder.to_owned()) })
    }

    /// The set of a folder, or the built-in one where none is named.
    ///
    /// # Errors
    /// As [`Self::load_dir`].
    pub fn open(folder: Option<&Path>) -> Result<Self, LibraryError> {
        folder.map_or_else(Self::built_in, Self::load_dir)
    }

    /// The set that is live now.
    #[must_use]
    pub fn live(&self) -> Arc<PlaybookSet> {
        Arc::clone(&self.live_set().set)
    }

    /// The set that is live now, with its files and generation.
    #[must_use]
    pub fn live_set(&self) -> LiveSet {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the folder again and makes its set live; the old one stays when the new one is refused or the same.
    ///
    /// # Errors
    /// As [`Self::load_dir`]; the live set is untouched then.
    pub fn reload(&self) -> Result<LiveSet, LibraryError> {
        let files = self.folder.as_deref().map_or_else(|| Ok(built_in_files()), read_dir)?;
        let old = self.live_set();
        let fresh = compile(files, old.generation + 1)?;
        if fresh.set.hash() == old.set.hash() {
            return Ok(old);
        }
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }

    /// Watches the folder and reloads when something in it changed and came to rest; `told` hears of every attempt.
    /// Watching ends when the returned value is dropped. There is nothing to watch for the built-in set.
    ///
    /// # Errors
    /// When the system can't watch the folder.
    pub fn watch(
        self: &Arc<Self>,
        told: impl Fn(Result<LiveSet, LibraryError>) + Send + 'static,
    ) -> Result<Option<RecommendedWatcher>, LibraryError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // Fails only once the thread below has ended, when nobody listens any more.
                let _ = sender.send(());
            }
        })?;
        watcher.watch(folder, RecursiveMode::Recursive)?;
        let library = Arc::clone(self);
        std::thread::spawn(move || {
            while wait_for_rest(&changes) {
                told(library.reload());
            }
        });
        Ok(Some(watcher))
    }
}

/// Waits for a change and then for quiet; false when watching has ended.
fn wait_for_rest(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    true
}

fn compile(files: Vec<SourceFile>, generation: u64) -> Result<LiveSet, LibraryError> {
    let set = PlaybookSet::compile(&files).map_err(LibraryError::Refused)?;
    Ok(LiveSet { set: Arc::new(set), files: files.into(), generation })
}

/// The files of the set that is built in.
#[must_use]
pub fn built_in_files() -> Vec<SourceFile> {
    let file = |name: std::borrow::Cow<'static, str>| {
        let text = BuiltIn::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned())?;
        Some(SourceFile { name: name.into_owned(), text })
    };
    BuiltIn::iter().filter_map(file).collect()
}

/// The files of the set under a folder, named by their path in it; `cases/` is left out.
///
/// # Errors
/// When the folder or one of its files can't be read.
pub fn read_dir(folder: &Path) -> Result<Vec<SourceFile>, LibraryError> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)
        .map_err(|cause| LibraryError::Unreadable { folder: folder.to_owned(), cause })?;
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            if name != "cases" {
                collect(root, &path, files)?;
            }
        } else if name == "_weights.json" || path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
            let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
            files.push(SourceFile { name, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAYBOOK: &str = r#"
id: spam
title: {fr: Pourriel, en: Spam}
summary: {fr: r, en: s}
rsit: ['abusive-content="spam"']
national_name: Spam
prior: 0.1
signals: [{id: junk, weight: 2, any: [pourriel], reason: {fr: r, en: r}}]
severity: {impact: 1, urgency: 1}
actions: []
examples: {match: {fr: []}, not: {fr: []}}
"#;

    #[test]
    fn a_good_set_goes_live_and_a_bad_one_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("spam.yaml");
        std::fs::write(&file, PLAYBOOK).unwrap();
        let library = PlaybookLibrary::load_dir(folder.path()).unwrap();
        let first = library.live_set();

        std::fs::write(&file, PLAYBOOK.replace("weight: 2", "wait: 2")).unwrap();
        let refused = library.reload().unwrap_err().to_string();
        assert!(refused.contains("spam.yaml:8:"), "{refused}");
        assert_eq!(library.live().hash(), first.set.hash());

        std::fs::write(&file, PLAYBOOK.replace("weight: 2", "weight: 3")).unwrap();
        let second = library.reload().unwrap();
        assert_eq!((library.live().hash(), second.generation), (second.set.hash(), 2));
        assert_ne!(first.set.hash(), second.set.hash());
    }

    #[test]
    fn a_watched_folder_goes_live_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("spam.yaml");
        std::fs::write(&file, PLAYBOOK).unwrap();
        let library = Arc::new(PlaybookLibrary::load_dir(folder.path()).unwrap());
        let (sender, heard) = mpsc::channel();
        let told = move |outcome: Result<LiveSet, _>| sender.send(outcome.map(|live| live.generation).ok()).unwrap();
        let watching = library.watch(told).unwrap();
        assert!(watching.is_some());
        std::fs::write(&file, PLAYBOOK.replace("weight: 2", "weight: 3")).unwrap();
        assert_eq!(heard.recv_timeout(Duration::from_secs(20)), Ok(Some(2)));
    }

    #[test]
    fn the_built_in_set_compiles() {
        let library = PlaybookLibrary::built_in().map_err(|error| error.to_string());
        assert_eq!(library.map(|library| library.live_set().generation), Ok(1));
    }

    #[test]
    fn the_accepted_weights_read_back_as_the_command_writes_them() {
        let file = built_in_files().into_iter().find(|file| file.name == "_weights.json").unwrap();
        let weights: crate::domain::playbook::weights_document::Weights = serde_json::from_str(&file.text).unwrap();
        assert!(weights.to_json() == file.text, "another order, or another form of numbers");
    }
}
