//! The source of the desk, as text.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder of the repository with this ending, with its path from the root, sorted.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    let mut files: Vec<(String, String)> = found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .map(|path| {
            let name = path.strip_prefix(root).expect("below the root").display().to_string();
            (name, fs::read_to_string(&path).expect("a text file"))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .{ending} file below {folder}: the check would check nothing");
    files
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A line of Rust without its comment.
pub fn code(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}
