//! Reading settings from a file, the environment and flags, and checking each key by itself so that all faults show.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use super::Config;

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The configuration file.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// A flag of the command line.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(out, "{}", path.display()),
            Self::Variable(name) => write!(out, "the variable {name}"),
            Self::Flag(name) => write!(out, "the flag {name}"),
        }
    }
}

/// One setting that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Dotted key.
    pub key: String,
    /// Where it came from.
    pub source: Source,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// The settings can't be used; every fault is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(pub Vec<Fault>);

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> =
            self.0.iter().map(|fault| format!("{}: {} (from {})", fault.key, fault.reason, fault.source)).collect();
        out.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

type Setting = (String, Value, Source);

/// Reads the settings. `file` is read if it exists; `variables` are the process's; `flags`
/// win over both.
///
/// # Errors
/// All faults together.
pub fn load(
    file: &Path,
    variables: impl Iterator<Item = (String, String)>,
    flags: Vec<(&'static str, &'static str, Value)>,
) -> Result<Config, ConfigError> {
    let mut faults = Vec::new();
    let mut settings = from_file(file, &mut faults);
    settings.extend(from_variables(variables, &mut faults));
    settings.extend(flags.into_iter().map(|(key, flag, value)| (key.to_owned(), value, Source::Flag(flag))));
    let config = apply(settings, &mut faults);
    if faults.is_empty() { Ok(config) } else { Err(ConfigError(faults)) }
}

fn from_file(path: &Path, faults: &mut Vec<Fault>) -> Vec<Setting> {
    let source = Source::File(path.to_owned());
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            faults.push(Fault { key: "file".into(), source, reason: format!("can't be read: {error}") });
            return Vec::new();
        }
    };
    match text.parse::<Table>() {
        Ok(table) => flatten(&table, "").into_iter().map(|(key, value)| (key, value, source.clone())).collect(),
        Err(error) => {
            faults.push(Fault { key: "file".into(), source, reason: error.to_string().trim().replace('\n', " ") });
            Vec::new()
        }
    }
}

/// Leaves of a table with their dotted keys. Lists are leaves.
fn flatten(table: &Table, prefix: &str) -> Vec<(String, Value)> {
    let mut leaves = Vec::new();
    for (key, value) in table {
        let full = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(inner) => leaves.extend(flatten(inner, &full)),
            leaf => leaves.push((full, leaf.clone())),
        }
    }
    leaves
}

/// `VIGIE_DESK__NAME=…` sets `desk.name`; `VIGIE_SMTP_URL_FILE=/run/secret` reads the value from that file.
fn from_variables(variables: impl Iterator<Item = (String, String)>, faults: &mut Vec<Fault>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for (name, given) in variables {
        let Some(rest) = name.strip_prefix("VIGIE_") else { continue };
        if matches!(rest, "LOG" | "LOG_FORMAT" | "CONFIG")
            || rest.starts_with("TEST_")
            || rest.ends_with("_KEY")
            || rest.ends_with("_KEY_FILE")
        {
            continue;
        }
        let source = Source::Variable(name.clone());
        let key = rest.to_lowercase().replace("__", ".");
        match key.strip_suffix("_file") {
            Some(key) => match std::fs::read_to_string(&given) {
                Ok(text) => settings.push((key.to_owned(), scalar(text.trim_end()), source)),
                Err(error) => {
                    faults.push(Fault {
                        key: key.to_owned(),
                        source,
                        reason: format!("{given} can't be read: {error}"),
                    });
                }
            },
            None => settings.push((key, scalar(&given), source)),
        }
    }
    settings
}

/// Reads a variable's text as TOML would, else as text.
fn scalar(text: &str) -> Value {
    let parsed = format!("value = {text}").parse::<Table>().ok().and_then(|mut table| table.remove("value"));
    parsed.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// Lays each setting over what is good so far; one that doesn't fit is a fault and leaves the rest as it was.
fn apply(settings: Vec<Setting>, faults: &mut Vec<Fault>) -> Config {
    let mut good = Table::new();
    for (key, value, source) in settings {
        // A telephone number in a variable looks like a number and is a text.
        let text = value.as_str().is_none().then(|| Value::String(value.to_string()));
        let tried = with(&good, &key, value).or_else(|reason| match (&source, text) {
            (Source::Variable(_), Some(text)) => with(&good, &key, text).map_err(|_| reason),
            _ => Err(reason),
        });
        match tried {
            Ok(table) => good = table,
            Err(reason) => faults.push(Fault { key, source, reason }),
        }
    }
    Config::deserialize_from(good).unwrap_or_default()
}

/// The settings with one more, if it fits.
fn with(good: &Table, key: &str, value: Value) -> Result<Table, String> {
    let mut tried = good.clone();
    put(&mut tried, key, value)?;
    Config::deserialize_from(tried.clone())?;
    Ok(tried)
}

fn put(table: &mut Table, key: &str, value: Value) -> Result<(), String> {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
            Ok(())
        }
        Some((head, rest)) => match table.entry(head.to_owned()).or_insert_with(|| Value::Table(Table::new())) {
            Value::Table(inner) => put(inner, rest, value),
            _ => Err(format!("{head} is not a section")),
        },
    }
}

impl Config {
    fn deserialize_from(table: Table) -> Result<Self, String> {
        let config: Self = table.try_into().map_err(|error: toml::de::Error| error.message().replace('\n', " "))?;
        config.check()?;
        Ok(config)
    }

    /// What the types can't say.
    fn check(&self) -> Result<(), String> {
        let zone = jiff::tz::TimeZone::get(&self.desk.time_zone);
        zone.map_err(|_| format!("{:?} is not a time zone; write it like Europe/Paris", self.desk.time_zone))?;
        self.desk.hours.parse::<vigie_domain::calendar::OpeningHours>().map_err(|error| error.to_string())?;
        if !self.matching.weights.are_usable() {
            return Err("weights are numbers from 0 up, not all of them 0".into());
        }
        self.openid.check()?;
        self.mail.check()?;
        if let Some(url) = &self.public_url
            && !(url.starts_with("http://") || url.starts_with("https://"))
        {
            return Err("write it like https://vigie.example.org".into());
        }
        self.evidence.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vars(list: &[(&str, &str)]) -> std::vec::IntoIter<(String, String)> {
        list.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn all_faults_are_told_at_once_with_their_place() {
        let given = vars(&[("VIGIE_LISTEN", "nowhere"), ("VIGIE_DESK__NAMES", "x"), ("VIGIE_DESK__NAME", "Le centre")]);
        let Err(ConfigError(faults)) = load(Path::new("/nonexistent.toml"), given, Vec::new()) else {
            panic!("two bad settings were accepted")
        };
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[0].source, Source::Variable("VIGIE_LISTEN".into()));
        assert!(faults[1].reason.contains("names"), "{}", faults[1].reason);
    }

    #[test]
    fn a_flag_wins_over_a_variable() {
        let given = vars(&[("VIGIE_LISTEN", "127.0.0.1:1")]);
        let flag = vec![("listen", "--listen", Value::String("127.0.0.1:2".into()))];
        let config = load(Path::new("/nonexistent.toml"), given, flag).expect("good settings");
        assert_eq!(config.listen.port(), 2);
    }

    #[test]
    fn a_number_in_a_variable_may_be_text() {
        let config = load(Path::new("/nonexistent.toml"), vars(&[("VIGIE_DESK__PHONE", "3018")]), Vec::new());
        assert_eq!(config.expect("a good setting").desk.phone, "3018");
    }
}
