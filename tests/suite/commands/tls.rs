//! A desk that speaks TLS itself: only TLS, the pair of the settings, and a new pair while it runs.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use reqwest::{Certificate, Client};

/// A certificate of this machine's address, with its key, in the files of the settings; gives the certificate.
fn issue(folder: &Path) -> String {
    let issued = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).expect("a certificate");
    let certificate = issued.cert.pem();
    put(folder, &certificate, &issued.signing_key.serialize_pem());
    certificate
}

/// Puts both files in place as those who renew certificates do: written aside, then moved.
fn put(folder: &Path, certificate: &str, key: &str) {
    for (name, text) in [("key.pem", key), ("chain.pem", certificate)] {
        let aside = folder.join("aside");
        fs::write(&aside, text).expect("written");
        fs::rename(&aside, folder.join(name)).expect("moved");
    }
}

fn vigie(folder: &Path, listen: &str, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_vigie"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VIGIE_")) {
        program.env_remove(name);
    }
    program.current_dir(folder).arg(command).stdin(Stdio::null());
    program.envs([("VIGIE_LISTEN", listen), ("VIGIE_TLS__KEY_PATH", "key.pem")]);
    program.env("VIGIE_TLS__CERTIFICATE_PATH", "chain.pem");
    program
}

/// A running desk, stopped when it is dropped.
struct Running {
    program: Child,
    address: String,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let log = fs::File::create(folder.join("log")).expect("a log");
        let mut command = vigie(folder, "127.0.0.1:0", "serve");
        let mut program = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts");
        let lines = BufReader::new(program.stdout.take().expect("its output")).lines();
        let told = lines.map_while(Result::ok).find(|line| line.starts_with("listening on "));
        let told = told.unwrap_or_else(|| panic!("{}", fs::read_to_string(folder.join("log")).unwrap_or_default()));
        let address = told.strip_prefix("listening on https://").expect("an address by TLS").to_owned();
        Self { program, address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

/// Asks on a new connection, believing this certificate alone.
async fn ask(address: &str, believed: &str) -> reqwest::Result<reqwest::Response> {
    let believed = Certificate::from_pem(believed.as_bytes()).expect("a certificate");
    let client = Client::builder().tls_certs_only([believed]).build().expect("a client");
    client.get(format!("https://{address}/sign-in")).send().await
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[tokio::test]
async fn a_desk_with_a_certificate_speaks_tls_alone_and_takes_the_next_one_while_it_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let first = issue(here);
    let desk = Running::start(here);

    let answer = ask(&desk.address, &first).await.expect("an answer by TLS");
    assert_eq!(answer.version(), reqwest::Version::HTTP_11);
    assert!(answer.headers().contains_key("strict-transport-security"));
    let plain = Client::new().get(format!("http://{}/sign-in", desk.address)).send().await;
    assert!(plain.is_err(), "the port answers in plain text");
    let ready = vigie(here, &desk.address, "healthcheck").output().expect("it runs");
    assert!(ready.status.success(), "{}", text(&ready));

    let second = issue(here);
    ask(&desk.address, &second).await.expect("the new certificate is worn");
    assert!(ask(&desk.address, &first).await.is_err(), "the first one is still worn");
    assert!(vigie(here, &desk.address, "healthcheck").status().expect("it runs").success());

    let key = fs::read_to_string(here.join("key.pem")).expect("the key");
    put(here, "nothing", &key);
    ask(&desk.address, &second).await.expect("the one before stays");
    put(here, &first, &key);
    ask(&desk.address, &second).await.expect("the one before stays");
    let log = fs::read_to_string(here.join("log")).expect("the log");
    assert!(log.contains("the one before stays") && log.contains("don't belong together"), "{log}");
    let other = vigie(here, &desk.address, "healthcheck").output().expect("it runs");
    assert_eq!(other.status.code(), Some(1), "it wears another certificate than the file: {}", text(&other));
}

#[test]
fn half_a_pair_or_a_foreign_key_stops_the_start_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let first = issue(here);
    issue(here);
    fs::write(here.join("chain.pem"), &first).expect("written");
    let foreign = vigie(here, "127.0.0.1:0", "serve").output().expect("it runs");
    assert!(!foreign.status.success() && text(&foreign).contains("don't belong together"), "{}", text(&foreign));
    fs::remove_file(here.join("key.pem")).expect("gone");
    let gone = vigie(here, "127.0.0.1:0", "serve").output().expect("it runs");
    assert!(!gone.status.success() && text(&gone).contains("key.pem (tls.key_path) can't be read"), "{}", text(&gone));
    let half = vigie(here, "127.0.0.1:0", "serve").env_remove("VIGIE_TLS__KEY_PATH").output().expect("it runs");
    assert!(!half.status.success() && text(&half).contains("give both, or neither"), "{}", text(&half));
}
