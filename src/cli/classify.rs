//! `vigie classify`: JSON lines in, JSON lines out, in order, as they come.

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::domain::playbook::{ClassifyAnswer, ClassifyRequest, PlaybookSet};
use crate::playbook_library::PlaybookLibrary;

const EXAMPLE: &str = r#"Example:
  echo '{"id":"c1","lang":"fr","text":"tous nos fichiers ont une extension bizarre"}' | vigie classify"#;

/// Classify statements: one JSON object a line from standard input, one answer a line.
///
/// Keys of a line: text, and optionally id, lang, facts. A line that isn't valid gives {"id":…,"error":…} in its
/// place, the run goes on, and the exit status is 1 at the end.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct ClassifyArgs {
    /// Folder of the playbooks; the built-in set otherwise
    #[arg(long, value_name = "DIR", env = "VIGIE_PLAYBOOKS")]
    playbooks: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When the playbooks can't be loaded, or input or output break.
pub fn run(args: &ClassifyArgs) -> anyhow::Result<ExitCode> {
    let library = PlaybookLibrary::open(args.playbooks.as_deref())?;
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let wrong = match classify_lines(&library.live(), input, output) {
        // Whoever reads the answers has enough: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        outcome => outcome.context("reading or writing broke off")?,
    };
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Answers every line; gives the number of lines that were not valid. Flushes whenever the next line isn't there yet.
fn classify_lines<R: io::Read>(
    set: &PlaybookSet,
    mut input: BufReader<R>,
    mut output: impl Write,
) -> io::Result<usize> {
    let mut line = Vec::new();
    let mut wrong = 0;
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.iter().all(u8::is_ascii_whitespace) {
            if let Err(refused) = answer(set, &line, &mut output)? {
                wrong += 1;
                serde_json::to_writer(&mut output, &refused)?;
            }
            output.write_all(b"\n")?;
        }
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        line.shrink_to(1 << 20);
    }
    output.flush()?;
    Ok(wrong)
}

#[derive(Debug, Serialize)]
struct Refused {
    id: Value,
    error: String,
}

fn answer(set: &PlaybookSet, line: &[u8], output: &mut impl Write) -> io::Result<Result<(), Refused>> {
    let request = match read(line) {
        Ok(request) => request,
        Err(refused) => return Ok(Err(refused)),
    };
    let found = request.classify(set);
    serde_json::to_writer(output, &ClassifyAnswer::new(&request.id, &found))?;
    Ok(Ok(()))
}

fn read(line: &[u8]) -> Result<ClassifyRequest, Refused> {
    let text = std::str::from_utf8(line).map_err(|error| Refused {
        id: id_of(&String::from_utf8_lossy(line)),
        error: format!("the line is not UTF-8 from byte {}", error.valid_up_to() + 1),
    })?;
    serde_json::from_str(text).map_err(|error| Refused { id: id_of(text), error: error.to_string() })
}

/// The id of a line that is wrong otherwise, so that its sender finds it.
fn id_of(line: &str) -> Value {
    serde_json::from_str::<Value>(line).ok().and_then(|line| line.get("id").cloned()).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_answered_in_its_place() {
        let set = PlaybookLibrary::built_in().unwrap().live();
        let lines = [
            r#"{"id":"a","text":"bonjour","facts":{"encrypted":"no","amount_eur":12}}"#.as_bytes(),
            br#"{"id":"b","txt":"bonjour"}"#,
            b"",
            br#"not json"#,
            b"{\"id\":\"d\",\"text\":\"\xff\xfe\"}",
            r#"{"text":"sans numéro"}"#.as_bytes(),
        ];
        let mut output = Vec::new();
        let wrong = classify_lines(&set, BufReader::new(&lines.join(&b'\n')[..]), &mut output).unwrap();
        let answers: Vec<Value> =
            String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
        assert_eq!(ids, ["a".into(), "b".into(), Value::Null, "d".into(), Value::Null].iter().collect::<Vec<_>>());
        assert_eq!(wrong, 3);
        assert!(answers[1]["error"].as_str().unwrap().contains("text"));
        assert!(answers[4]["error"].is_null());
        assert!(answers[0]["playbook_set"].as_str().unwrap().starts_with("sha256:"));
    }
}
