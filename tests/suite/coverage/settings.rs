//! The example file is valid, and tells of every key that there is.

use std::{collections::BTreeSet, iter, path::Path};

use toml::{Table, Value};
use vigie::config::{Config, load};

const EXAMPLE: &str = include_str!("../../../docs/vigie.example.toml");

/// Dotted keys of a table's leaves.
fn leaves(table: &Table, prefix: &str, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let full = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(inner) => leaves(inner, &full, found),
            _ => drop(found.insert(full)),
        }
    }
}

/// The example with everything that is commented out put in force.
fn with_every_key() -> String {
    let shown =
        |line: &str| line.strip_prefix('#').filter(|rest| rest.starts_with(char::is_lowercase)).map(str::to_owned);
    EXAMPLE.lines().map(|line| shown(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
}

fn load_text(text: &str) -> Config {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("vigie.toml");
    std::fs::write(&file, text).expect("a file");
    load(&file, iter::empty(), Vec::new()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_example_makes_a_desk_that_misses_nothing() {
    let config = load_text(EXAMPLE);
    assert!(config.desk.missing().is_empty(), "{:?}", config.desk.missing());
    assert!(load(Path::new("docs/no-such-file.toml"), iter::empty(), Vec::new()).is_ok(), "no file is a valid one");
}

#[test]
fn the_example_tells_of_every_key_with_its_default() {
    let told = with_every_key();
    load_text(&told);
    let mut documented = BTreeSet::new();
    leaves(&told.parse().expect("TOML"), "", &mut documented);
    let mut known = BTreeSet::new();
    let defaults = Table::try_from(Config::default()).expect("settings as TOML");
    leaves(&defaults, "", &mut known);
    let untold: Vec<&String> = known.iter().filter(|key| !documented.contains(*key)).collect();
    assert!(untold.is_empty(), "docs/vigie.example.toml doesn't tell of {untold:?}");
}
