//! Labelled statements on the disk: a JSON Lines file, or a folder of them.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::domain::playbook::measure::Case;

/// Files whose names begin so hold cases that the rules were written with.
const DEVELOPED: [&str; 2] = ["tuned", "dev"];

/// Cases of one file.
pub struct CaseFile {
    /// The file's name without folder.
    pub name: String,
    /// Its statements.
    pub cases: Vec<Case>,
}

/// The cases of a set's folder unless a place is named.
pub fn place(named: Option<&Path>, playbooks: Option<&Path>) -> PathBuf {
    named.map_or_else(|| playbooks.unwrap_or(Path::new("playbooks")).join("cases"), Path::to_owned)
}

/// Reads a file, or every `.jsonl` of a folder, in the order of their names.
pub fn read(place: &Path) -> anyhow::Result<Vec<CaseFile>> {
    let mut paths = Vec::new();
    if place.is_dir() {
        for entry in std::fs::read_dir(place).with_context(|| format!("{} can't be read", place.display()))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "jsonl") {
                paths.push(path);
            }
        }
        paths.sort();
    } else {
        paths.push(place.to_owned());
    }
    if paths.is_empty() {
        bail!("{} holds no .jsonl file: name one with --cases", place.display());
    }
    paths.iter().map(|path| read_file(path)).collect()
}

fn read_file(path: &Path) -> anyhow::Result<CaseFile> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let developed = DEVELOPED.iter().any(|start| name.starts_with(start));
    let case = |(index, line): (usize, &str)| -> anyhow::Result<Case> {
        let case: Case =
            serde_json::from_str(line).with_context(|| format!("{}:{}: no case", path.display(), index + 1))?;
        Ok(Case { developed, ..case })
    };
    Ok(CaseFile { name, cases: lines.map(case).collect::<anyhow::Result<_>>()? })
}
