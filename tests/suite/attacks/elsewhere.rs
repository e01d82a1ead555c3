//! 47, 49. What the machine's own screens and logs show.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// Runs the program on a folder of its own.
fn vigie(folder: &std::path::Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(args)
        .current_dir(folder)
        .env("VIGIE_DATA_DIR", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("written");
    child.wait_with_output().expect("it ends")
}

fn all(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn attack_47_no_escape_code_or_line_break_reaches_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "Ana\u{1b}[2J\u{1b}]0;titre\u{7}\r\nadmin@desk.example  administrator  active \u{202e}zab\u{9b}31m";
    let add = ["users", "add", "--email", "ana@desk.example", "--role", "operator", "--name", name];
    let added = vigie(folder.path(), &add, "une phrase assez longue\n");
    assert!(added.status.success(), "{}", all(&added));
    let token = ["tokens", "create", "--scope", "report", "--name", "portail\u{1b}[31m\nfaux"];
    assert!(vigie(folder.path(), &token, "").status.success());
    for list in ["users", "tokens"] {
        let listed = vigie(folder.path(), &[list, "list"], "");
        let text = all(&listed);
        assert_eq!(text.lines().count(), 1, "one account, one line: {text:?}");
        assert!(!text.trim_end().contains(|sign: char| sign.is_control() || sign == '\u{202e}'), "{text:?}");
    }
    let unknown = vigie(folder.path(), &["users", "disable", "x\u{1b}[31m\n@desk.example"], "");
    assert!(!unknown.status.success());
    assert!(!all(&unknown).contains('\u{1b}'), "{:?}", all(&unknown));
}

#[test]
fn attack_49_no_error_tells_a_secret() {
    let secret = "Tr0p-secret-pour-un-message";
    let bad = [
        ("VIGIE_SMTP_URL", format!("ftp://vigie:{secret}@mail.example")),
        ("VIGIE_SMTP_URL", format!("smtp://vigie:{secret}@mail.example:99999")),
        ("VIGIE_DATABASE_URL", format!("postgres://vigie:{secret}@127.0.0.1:1/vigie")),
        ("VIGIE_DATABASE_URL", format!("mysql://vigie:{secret}@127.0.0.1:1/vigie")),
        ("VIGIE_LINK_KEY", format!("{secret}zz")),
        ("VIGIE_MAIL__IMAP_URL", format!("pop://desk:{secret}@mail.example")),
    ];
    for (name, value) in bad {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["mail", "doctor"])
            .current_dir(folder.path())
            .env("VIGIE_DATA_DIR", folder.path())
            .env("VIGIE_LOG", "trace")
            .env(name, &value)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdin.take());
        let output = child.wait_with_output().expect("it ends");
        assert!(!output.status.success(), "{name}={value} was taken");
        assert!(!all(&output).contains(secret), "{name}: {}", all(&output));
    }
}
