//! `vigie match`: ranks a directory file for a request, without a database, by the same code as the desk's.

use std::{collections::HashMap, fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::{print_bytes, settings::Settings};
use crate::{
    clock::Clock,
    config::Matching,
    directory_csv::{DirectoryFile, RefusedRow, read_directory},
    domain::{
        ids::ProviderId,
        matching::{Candidate, Context, Directory, Excluded, MatchRequest, Need, Parts, Ranking, TieKey, rank},
        vocabulary::Condition,
    },
    playbook_library::PlaybookLibrary,
};

/// Ranks the providers of a file for a request, and says of every other provider why not.
#[derive(Debug, Args)]
#[command(after_help = "Example: vigie match --request request.json --providers providers.csv\n\
    A request: {\"category\":\"ransomware\",\"severity\":\"high\",\"postal_code\":\"12000\",\"size\":\"pme\"}")]
pub struct MatchArgs {
    /// The request as JSON.
    #[arg(long, value_name = "FILE.json")]
    request: PathBuf,
    /// The directory as CSV.
    #[arg(long, value_name = "FILE.csv")]
    providers: PathBuf,
    /// The instant that counts for validity, leave and opening hours; now unless given.
    #[arg(long, value_name = "RFC3339")]
    at: Option<Timestamp>,
    /// A file whose content decides ties; the request itself unless given.
    #[arg(long, value_name = "FILE")]
    tie_key: Option<PathBuf>,
    /// Folder of the playbooks, whose skills count where the request names none; the built-in set otherwise.
    #[arg(long, value_name = "DIR", env = "VIGIE_PLAYBOOKS")]
    playbooks: Option<PathBuf>,
    /// One JSON object a line instead of a table.
    #[arg(long)]
    json: bool,
}

/// What is said of one provider.
#[derive(Debug, Serialize)]
struct Line {
    provider: String,
    eligible: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Parts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_km: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failed: Vec<Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
    #[serde(skip)]
    company: String,
}

/// Ranks and prints.
///
/// # Errors
/// A file that can't be read, or a request that can't be understood.
pub fn run(settings: &Settings, args: &MatchArgs) -> anyhow::Result<ExitCode> {
    let lines = ranked(args, &settings.load(Vec::new())?.matching, Clock::System.now())?;
    let text: String = lines.iter().map(|line| if args.json { line.json() } else { line.human() }).collect();
    print_bytes(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn ranked(args: &MatchArgs, matching: &Matching, now: Timestamp) -> anyhow::Result<Vec<Line>> {
    let bytes = read(&args.request)?;
    let need = need(args, &bytes).with_context(|| args.request.display().to_string())?;
    let file = read_directory(&read(&args.providers)?).with_context(|| args.providers.display().to_string())?;
    let key = args.tie_key.as_ref().map(read).transpose()?.unwrap_or(bytes);
    let context = Context {
        now: args.at.unwrap_or(now),
        weights: matching.weights,
        rules: matching.rules.clone(),
        tie_key: TieKey::of_bytes(&key),
    };
    let directory = Directory::new(file.rows.iter().map(|row| row.provider.clone()).collect(), 1);
    Ok(lines(&rank(&need, &directory, &context), &file, &directory))
}

fn read(path: &PathBuf) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

fn need(args: &MatchArgs, request: &[u8]) -> anyhow::Result<Need> {
    let request: MatchRequest = serde_json::from_slice(request)?;
    let set = PlaybookLibrary::open(args.playbooks.as_deref())?.live();
    Ok(request.need(|category| set.playbook(category).map(|playbook| playbook.skills.clone()))?)
}

/// The candidates in their order, then all others as the file has them.
fn lines(ranking: &Ranking, file: &DirectoryFile, directory: &Directory) -> Vec<Line> {
    let name = |id: ProviderId| directory.get(id).map(|provider| (provider.code.clone(), provider.company.clone()));
    let line_of: HashMap<ProviderId, u64> = file.rows.iter().map(|row| (row.provider.id, row.line)).collect();
    let ranked = ranking.candidates.iter().enumerate();
    let mut lines: Vec<_> = ranked.map(|(place, found)| Line::ranked(place + 1, found, name(found.provider))).collect();
    let excluded = ranking.excluded.iter();
    let excluded =
        excluded.map(|found| (line_of.get(&found.provider).copied(), Line::excluded(found, name(found.provider))));
    let mut others: Vec<_> =
        excluded.chain(file.refused.iter().map(|row| (Some(row.line), Line::refused(row)))).collect();
    others.sort_by_key(|(line, _)| *line);
    lines.extend(others.into_iter().map(|(_, line)| line));
    lines
}

impl Line {
    fn ranked(rank: usize, found: &Candidate, name: Option<(String, String)>) -> Self {
        Self {
            rank: Some(rank),
            score: Some(found.score),
            parts: Some(found.parts),
            distance_km: found.distance_km,
            ..Self::named(name, Vec::new(), found.opens_at)
        }
    }

    fn excluded(found: &Excluded, name: Option<(String, String)>) -> Self {
        Self::named(name, found.failed.iter().collect(), found.opens_at)
    }

    fn refused(row: &RefusedRow) -> Self {
        Self {
            line: Some(row.line),
            errors: row.errors.iter().map(ToString::to_string).collect(),
            ..Self::named(Some((row.code.clone(), String::new())), vec![Condition::InvalidRow], None)
        }
    }

    fn named(name: Option<(String, String)>, failed: Vec<Condition>, opens_at: Option<Timestamp>) -> Self {
        let (provider, company) = name.unwrap_or_default();
        let (rank, score, parts, distance_km, line) = (None, None, None, None, None);
        let eligible = failed.is_empty();
        Self {
            provider,
            eligible,
            rank,
            score,
            parts,
            distance_km,
            failed,
            opens_at,
            line,
            errors: Vec::new(),
            company,
        }
    }

    fn json(&self) -> String {
        serde_json::to_string(self).map(|text| text + "\n").unwrap_or_default()
    }

    fn human(&self) -> String {
        let rank = self.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let why = match (self.score, self.distance_km) {
            (Some(score), Some(km)) => format!("{score:.3}  {km:>6.1} km"),
            (Some(score), None) => format!("{score:.3}  place unknown"),
            _ if self.errors.is_empty() => self.failed.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", "),
            _ => format!("invalid_row: {}", self.errors.join("; ")),
        };
        let opens = self.opens_at.map(|at| format!("  closed, opens {at}")).unwrap_or_default();
        format!("{rank:>4}  {:<40}  {:<40}  {why}{opens}\n", self.provider, self.company)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory_csv::write_directory,
        domain::provider::generate::{Order, generate},
    };

    /// The answer to a request on a generated directory, with one row added as written.
    fn answer(request: &str, row: &str, tie_key: Option<&str>) -> Vec<Line> {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let at = jiff::civil::date(2026, 1, 1);
        let providers = generate(&Order { count: 60, seed: 1, at, region: "76".into(), traps: true });
        let directory = [write_directory(&providers), row.as_bytes().to_vec()].concat();
        let args = MatchArgs {
            request: file("request.json", request.as_bytes()),
            providers: file("providers.csv", &directory),
            at: None,
            tie_key: tie_key.map(|key| file("key", key.as_bytes())),
            playbooks: None,
            json: true,
        };
        ranked(&args, &Matching::default(), "2026-02-03T09:00:00Z".parse().unwrap()).unwrap()
    }

    const REQUEST: &str =
        r#"{"category":"malware","severity":"medium","postal_code":"31000","size":"pme","skills":["backup_nas"]}"#;

    #[test]
    fn every_row_is_answered_the_able_first_and_a_broken_one_with_its_line() {
        let lines = answer(REQUEST, &format!("broken{}\n", ";".repeat(28)), None);
        assert_eq!(lines.len(), 61);
        assert!(lines.is_sorted_by_key(|line| !line.eligible));
        let scores: Vec<_> = lines.iter().filter_map(|line| line.score).collect();
        assert!(scores.len() > 5 && scores.is_sorted_by(|a, b| a >= b));
        assert!(
            lines.iter().all(|line| line.eligible == line.failed.is_empty() && line.eligible == line.parts.is_some())
        );
        let broken: Vec<_> = lines.iter().filter(|line| line.failed == [Condition::InvalidRow]).collect();
        assert_eq!((broken.len(), broken[0].provider.as_str(), broken[0].line), (1, "broken", Some(62)));
        assert!(broken[0].json().contains("line 62, column company: must not be empty"));
        assert!(lines.iter().any(|line| line.failed.contains(&Condition::PlaceUnknown)));
    }

    #[test]
    fn the_playbook_says_the_skills_unless_the_request_does() {
        let of_playbook = r#"{"category":"ransomware","severity":"high","postal_code":"31000"}"#;
        let lines = answer(of_playbook, "", None);
        assert!(lines.iter().any(|line| line.failed.contains(&Condition::SkillMissing)));
        let none = answer(r#"{"category":"ransomware","severity":"high","postal_code":"31000","skills":[]}"#, "", None);
        assert!(!none.iter().any(|line| line.failed.contains(&Condition::SkillMissing)));
    }

    #[test]
    fn the_same_key_draws_the_same_order() {
        let order = |key| answer(REQUEST, "", key).into_iter().map(|line| line.provider).collect::<Vec<_>>();
        assert_eq!(order(None), order(Some(REQUEST)));
        assert_eq!(order(Some("a")), order(Some("a")));
    }
}
