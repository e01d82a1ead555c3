//! Every command says what it does and shows an example.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

fn help_of(path: &[String]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_vigie")).args(path).arg("--help").output().expect("the program runs");
    assert!(out.status.success(), "`vigie {} --help` fails", path.join(" "));
    String::from_utf8(out.stdout).expect("text")
}

/// Names below the heading `Commands:`.
fn commands_in(help: &str) -> Vec<String> {
    let listed = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = listed.lines().take_while(|line| line.starts_with("  "));
    let names = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_an_example() {
    let mut without = Vec::new();
    let mut seen = 0;
    for command in commands_in(&help_of(&[])) {
        let help = help_of(std::slice::from_ref(&command));
        let below = commands_in(&help);
        seen += 1;
        let acts_show_it =
            below.iter().filter(|act| help_of(&[command.clone(), (*act).clone()]).contains("Example")).count();
        // A command of several acts shows it with each act, if not for all of them.
        if !help.contains("Example") && (below.is_empty() || acts_show_it < below.len()) {
            without.push(command);
        }
    }
    assert!(seen >= 12, "only {seen} commands were found");
    assert!(without.is_empty(), "commands without an example: {without:?}");
}

#[test]
fn an_unknown_command_or_flag_is_wrong_use() {
    for args in [vec!["fly"], vec!["classify", "--no-such-flag"]] {
        let out = Command::new(env!("CARGO_BIN_EXE_vigie")).args(&args).output().expect("the program runs");
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(!out.stderr.is_empty(), "{args:?} says nothing");
    }
}

#[test]
fn a_reader_that_has_read_enough_ends_the_command_quietly() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command
        .args(["providers", "generate", "--count", "5000", "--seed", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
    assert!(first.starts_with("id;"), "{first}");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("ended").code(), said.as_str()), (Some(0), ""));
}
