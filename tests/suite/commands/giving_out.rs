//! Exports and figures by the program itself: what they print, and with which status.

use std::{
    path::Path,
    process::{Command, Output},
};

fn vigie(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(folder).args(args).args(["--data-dir", "desk"]).stdin(std::process::Stdio::null());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VIGIE_")) {
        command.env_remove(name);
    }
    command.output().expect("the program runs")
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

#[test]
fn what_may_not_leave_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    for (args, sentence) in [
        (vec!["export", "misp"], "name the cases by their references, or give --since"),
        (vec!["export", "stix", "K7M4-92QX"], "no case has the reference K7M4-92QX"),
        (vec!["export", "csv", "--since", "yesterday"], "invalid value 'yesterday'"),
        (vec!["export", "iodef", "--since", "2026-01-01", "--up-to", "pink"], "invalid value 'pink'"),
        (vec!["export", "dossier", "K7M4-92QX", "--to", "."], ". is there already"),
        (vec!["report", "yearly", "--year", "1789"], "1789 is no year of this desk"),
    ] {
        let out = vigie(folder.path(), &args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", said(&out));
        assert!(said(&out).contains(sentence), "{args:?}: {}", said(&out));
    }
    let none = vigie(folder.path(), &["export", "csv", "--since", "2026-01-01"]);
    assert_eq!(none.status.code(), Some(0), "{}", said(&none));
    assert!(String::from_utf8_lossy(&none.stdout).starts_with("\u{feff}reference;received_at;"));
}

#[test]
fn the_figures_of_a_year_are_printed_for_people_machines_and_spreadsheets() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = vigie(folder.path(), &["report", "yearly"]);
    assert_eq!(words.status.code(), Some(0), "{}", said(&words));
    let text = String::from_utf8(words.stdout).expect("text");
    assert!(text.contains("Événements (incidents et signalements)") && !text.contains('‹'), "{text}");
    let json = vigie(folder.path(), &["report", "yearly", "--json"]);
    let figures: serde_json::Value = serde_json::from_slice(&json.stdout).expect("a line of JSON");
    assert_eq!((figures["events"].as_u64(), figures["counts"]["incident"].as_u64()), (Some(0), Some(0)));
    let csv = vigie(folder.path(), &["report", "yearly", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&csv.stdout).contains("counts;incident;;0;"));
}
