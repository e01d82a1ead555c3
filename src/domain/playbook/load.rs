//! Reading the files of a set: limits, YAML, and errors with file, line, column and a hint.
//!
//! What the files mean together is checked by `check`; nothing here touches a disk.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::document::Playbook;
use super::language_document::{Concepts, FactRules, Language, Scoring};
use super::weights_document::Weights;
use crate::vocabulary::Lang;

/// Limits of a set: more is no playbook but an accident or an attack.
const LARGEST_FILE: usize = 1 << 20;
const MOST_FILES: usize = 500;

/// Files are read side by side: most of the time of a start goes into them.
const READERS: usize = 4;

/// One file of a set, by its path under the set's folder with `/` between folders.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Such as `ransomware.yaml` or `_language/fr/screens.yaml`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// Something wrong in a file, said so that a responder can put it right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LoadError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u64,
    /// Column, from 1; 0 when the whole file is meant.
    pub column: u64,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(out, " ({})", self.hint) }
    }
}

impl std::error::Error for LoadError {}

/// A file that was read, with its text for positions.
#[derive(Debug)]
pub(super) struct Read<'a, T> {
    pub file: &'a SourceFile,
    pub value: T,
}

impl<T> Read<'_, T> {
    /// An error at the place where the last of `path` stands, each looked for after the one before.
    pub fn error(&self, path: &[&str], message: impl Into<String>, hint: impl Into<String>) -> LoadError {
        let (line, column) = locate(&self.file.text, path);
        LoadError { file: self.file.name.clone(), line, column, message: message.into(), hint: hint.into() }
    }
}

/// All files of a set, by what they are.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    pub playbooks: Vec<Read<'a, Playbook>>,
    pub languages: Vec<Read<'a, Language>>,
    pub concepts: Vec<(Lang, Read<'a, Concepts>)>,
    pub facts: Option<Read<'a, FactRules>>,
    pub scoring: Option<Read<'a, Scoring>>,
    pub weights: Option<Read<'a, Weights>>,
    pub deadlines: Vec<String>,
}

/// Reads every file; gives what could be read and everything that is wrong.
pub(super) fn read(files: &[SourceFile]) -> (Sources<'_>, Vec<LoadError>) {
    let mut sources = Sources::default();
    let mut errors = Vec::new();
    if files.len() > MOST_FILES {
        errors.push(whole("", format!("{} files in the set", files.len()), format!("at most {MOST_FILES}")));
        return (sources, errors);
    }
    let mut sorted: Vec<&SourceFile> = files.iter().filter(|file| is_in_set(&file.name)).collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    for (file, parsed) in sorted.iter().zip(parse_all(&sorted)) {
        match parsed {
            Ok(part) => sources.sort_in(file, part),
            Err(error) => errors.push(error),
        }
    }
    (sources, errors)
}

fn is_in_set(name: &str) -> bool {
    !name.starts_with("cases/") && (name.ends_with(".yaml") || name.ends_with(".yml") || name == "_weights.json")
}

/// What a file holds.
enum Part {
    Playbook(Box<Playbook>),
    Language(Box<Language>),
    Concepts(Lang, Concepts),
    Facts(FactRules),
    Scoring(Box<Scoring>),
    Weights(Box<Weights>),
    /// Ids of deadlines, whose other content belongs to `deadline`.
    Deadlines(Vec<String>),
}

/// Parses the files side by side, the largest first; the answers are in the order of the files.
fn parse_all(files: &[&SourceFile]) -> Vec<Result<Part, LoadError>> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(files[*index].text.len()));
    let next = AtomicUsize::new(0);
    let work = || {
        let turns = std::iter::from_fn(|| order.get(next.fetch_add(1, Ordering::Relaxed)).copied());
        turns.map(|index| (index, parse_part(files[index]))).collect::<Vec<_>>()
    };
    let mut parsed = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(work)).collect();
        let ended =
            readers.into_iter().map(|reader| reader.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken)));
        ended.flatten().collect::<Vec<_>>()
    });
    parsed.sort_by_key(|(index, _)| *index);
    parsed.into_iter().map(|(_, part)| part).collect()
}

fn parse_part(file: &SourceFile) -> Result<Part, LoadError> {
    if file.text.len() > LARGEST_FILE {
        return Err(whole(&file.name, "the file is too large", format!("at most {} KiB", LARGEST_FILE >> 10)));
    }
    let path: Vec<&str> = file.name.split('/').collect();
    Ok(match path.as_slice() {
        ["_language", language] if language.ends_with(".yaml") => Part::Language(parse(file)?),
        ["_language", lang, _] => {
            let lang = lang.parse().map_err(|error: crate::vocabulary::UnknownWord| {
                whole(&file.name, error.to_string(), "concepts are in _language/fr/ and _language/en/")
            })?;
            Part::Concepts(lang, parse(file)?)
        }
        ["_facts.yaml"] => Part::Facts(parse(file)?),
        ["_scoring.yaml"] => Part::Scoring(parse(file)?),
        ["_weights.json"] => Part::Weights(parse_json(file)?),
        ["_weights.yaml"] => Part::Weights(parse(file)?),
        ["_deadlines", ..] => Part::Deadlines(deadline_ids(file)?),
        [name] if !name.starts_with('_') => Part::Playbook(parse(file)?),
        _ => return Err(whole(&file.name, "nothing in a set has this place", "see the guide of playbooks")),
    })
}

impl<'a> Sources<'a> {
    fn sort_in(&mut self, file: &'a SourceFile, part: Part) {
        match part {
            Part::Playbook(value) => self.playbooks.push(Read { file, value: *value }),
            Part::Language(value) => self.languages.push(Read { file, value: *value }),
            Part::Concepts(lang, value) => self.concepts.push((lang, Read { file, value })),
            Part::Facts(value) => self.facts = Some(Read { file, value }),
            Part::Scoring(value) => self.scoring = Some(Read { file, value: *value }),
            Part::Weights(value) => self.weights = Some(Read { file, value: *value }),
            Part::Deadlines(ids) => self.deadlines.extend(ids),
        }
    }
}

fn deadline_ids(file: &SourceFile) -> Result<Vec<String>, LoadError> {
    let value: serde_json::Value = parse(file)?;
    let mut ids = Vec::new();
    collect_ids(&value, &mut ids);
    Ok(ids)
}

fn collect_ids(value: &serde_json::Value, ids: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|item| collect_ids(item, ids)),
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::String(id)) = map.get("id") {
                ids.push(id.clone());
            }
            map.values().filter(|inner| inner.is_array()).for_each(|inner| collect_ids(inner, ids));
        }
        _ => {}
    }
}

fn parse<T: DeserializeOwned>(file: &SourceFile) -> Result<T, LoadError> {
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    serde_saphyr::from_str_with_options(&file.text, options).map_err(|error| {
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        let message = error.to_string().lines().next().unwrap_or_default().to_owned();
        LoadError { file: file.name.clone(), line, column, hint: hint_for(&message), message }
    })
}

/// What a program wrote, which is larger than what people write and read much faster.
fn parse_json<T: DeserializeOwned>(file: &SourceFile) -> Result<T, LoadError> {
    serde_json::from_str(&file.text).map_err(|error| LoadError {
        file: file.name.clone(),
        line: error.line() as u64,
        column: error.column() as u64,
        message: error.to_string(),
        hint: "`vigie playbooks tune` writes this file".into(),
    })
}

fn hint_for(message: &str) -> String {
    let hint = if message.contains("unknown field") {
        "look for a typing error in the key, or an indent too many"
    } else if message.contains("missing field") {
        "every text needs both languages, fr and en, and every part its keys"
    } else if message.contains("float") || message.contains("f64") {
        "a weight is a number such as 2.5, without quotes"
    } else {
        "`vigie playbooks schema` prints what is expected"
    };
    hint.to_owned()
}

/// An error about a file as a whole.
pub(super) fn whole(file: &str, message: impl Into<String>, hint: impl Into<String>) -> LoadError {
    LoadError { file: file.to_owned(), line: 0, column: 0, message: message.into(), hint: hint.into() }
}

/// Line and column of the last of `path`, each looked for after the one before; (1, 1) when it isn't there.
fn locate(text: &str, path: &[&str]) -> (u64, u64) {
    let mut offset = 0;
    let mut found = 0;
    for needle in path {
        if let Some(at) = text[offset..].find(needle) {
            found = offset + at;
            offset = found + needle.len();
        }
    }
    let before = &text[..found];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
    (line as u64, column as u64)
}

/// The known name nearest to `name`, as a hint.
pub(super) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let near = known.map(|other| (strsim::osa_distance(name, other), other)).min();
    match near {
        Some((distance, other)) if distance <= 3 => format!("did you mean {other:?}?"),
        _ => "no such name is defined in this set".to_owned(),
    }
}

/// SHA-256 over the names and contents of all files, line endings made equal, as `sha256:…`.
pub(super) fn hash(files: &[SourceFile]) -> String {
    use sha2::{Digest, Sha256};
    let by_name: BTreeMap<&str, &str> = files
        .iter()
        .filter(|file| is_in_set(&file.name))
        .map(|file| (file.name.as_str(), file.text.as_str()))
        .collect();
    let mut hasher = Sha256::new();
    for (name, text) in by_name {
        let text = text.replace("\r\n", "\n");
        hasher.update(format!("{}:{name}\n{}:", name.len(), text.len()));
        hasher.update(text.as_bytes());
    }
    let digest = hasher.finalize();
    digest.iter().fold(String::from("sha256:"), |hex, byte| format!("{hex}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile { name: name.into(), text: text.into() }
    }

    #[test]
    fn an_unknown_key_is_found_with_its_line() {
        let files = [file("_language/fr.yaml", "supported: true\nfunction_word: [le]\n")];
        let (_, errors) = read(&files);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].line, 2, "{}", errors[0]);
        assert!(errors[0].message.contains("function_word"), "{}", errors[0]);
    }

    #[test]
    fn the_hash_hangs_on_names_and_contents_but_not_on_order_or_line_ends() {
        let one = [file("a.yaml", "x\n"), file("b.yaml", "y\n")];
        let same = [file("b.yaml", "y\r\n"), file("a.yaml", "x\n")];
        let other = [file("a.yaml", "x\ny\n"), file("b.yaml", "")];
        assert_eq!(hash(&one), hash(&same));
        assert_ne!(hash(&one), hash(&other));
    }

    #[test]
    fn a_position_is_found_after_its_parents() {
        assert_eq!(locate("a: x\nid: one\n  any: y\nid: two\n  any: y\n", &["id: two", "any: ", "y"]), (5, 8));
    }
}
