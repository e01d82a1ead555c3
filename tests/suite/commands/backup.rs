//! A backup by the program itself: made, tried in another folder, refused where it must be.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn vigie(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(folder).args(args).stdin(std::process::Stdio::null());
    // What a developer has set is not this test's.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VIGIE_")) {
        command.env_remove(name);
    }
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_backup_is_made_tried_and_refused_by_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let made = vigie(here, &["backup", "--data-dir", "desk", "--to", "desk.tar.gz", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stderr).contains("the keys are not in it"));
    let line: serde_json::Value = serde_json::from_slice(&made.stdout).expect("a line of JSON");
    assert_eq!(line["bytes"], fs::metadata(here.join("desk.tar.gz")).expect("the archive").len());

    let again = vigie(here, &["backup", "--data-dir", "desk", "--to", "desk.tar.gz"]);
    assert_eq!(again.status.code(), Some(2), "an archive was written over");

    let restore = ["restore", "desk.tar.gz", "--data-dir", "trial", "--keys", "desk/keys"];
    let restored = vigie(here, &restore);
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    assert!(text(&restored.stdout).contains("events are sound"), "{}", text(&restored.stdout));
    assert!(text(&restored.stderr).contains("vigie tokens list"), "nothing says what a backup can't know");
    let verified = vigie(here, &["audit", "verify", "--data-dir", "trial"]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));

    let occupied = vigie(here, &restore);
    assert_eq!(occupied.status.code(), Some(2));
    assert!(text(&occupied.stderr).contains("--replace"));
    let mut bytes = fs::read(here.join("desk.tar.gz")).expect("the archive");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(here.join("bad.tar.gz"), bytes).expect("written");
    let bad = vigie(here, &["restore", "bad.tar.gz", "--data-dir", "other", "--keys", "desk/keys"]);
    assert_eq!(bad.status.code(), Some(1), "{}", text(&bad.stderr));
    assert!(text(&bad.stderr).contains("no whole backup"));

    fs::write(here.join("short.pass"), "short\n").expect("written");
    let short = vigie(here, &["backup", "--data-dir", "desk", "--to", "x", "--passphrase-file", "short.pass"]);
    assert_eq!(short.status.code(), Some(2));
    assert!(text(&short.stderr).contains("16 characters"));
}
