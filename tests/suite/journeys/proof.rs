//! S11, the judge: what the desk gives out stands without the desk, and tells nothing of anybody.

use std::{path::Path, process::Command};

use vigie::{
    desk::{self, By, LogEdge, Shows},
    domain::{
        audit::{Checkpoint, ExportVerifier, SignedNote, Subject, VerifierKey, check_tiles, verify_receipt},
        vocabulary::Role,
    },
    log_key::is_signature,
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Site, Visitor},
};

async fn key(desk: &Desk) -> VerifierKey {
    desk::log_keys(&desk.app).await.expect("keys").now.parse().expect("a key")
}

async fn seal(desk: &Desk) {
    let key = desk::log_key(&desk.app).await.expect("the log's key");
    desk::seal_log(&desk.app.store, &key, &mut LogEdge::default(), desk.app.clock.now()).await.expect("sealed");
}

async fn export(desk: &Desk) -> Vec<u8> {
    let mut lines = Vec::new();
    desk::export_trail(&desk.app, &mut lines).await.expect("written");
    lines
}

async fn acts(desk: &Desk, action: &str) -> usize {
    let filter = find::TrailFilter { action: Some(action.to_owned()), ..find::TrailFilter::default() };
    find::trail(desk.app.store.reader(), &filter, 10_000).await.expect("a read").len()
}

/// What our own verifier says of an export.
fn ours(export: &[u8], key: &VerifierKey) -> Result<u64, String> {
    let mut verifier = ExportVerifier::new().trusting(key.clone(), is_signature);
    let lines = export.split_inclusive(|byte| *byte == b'\n');
    lines.into_iter().try_for_each(|line| verifier.check_line(line)).map_err(|bad| bad.to_string())?;
    verifier.finish().map(|standing| standing.events).map_err(|bad| bad.to_string())
}

/// What the second verifier says of a file or folder: whether it stands, and its words.
fn theirs(path: &Path, key: &VerifierKey) -> (bool, String) {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verifier/verify.py");
    let ran = Command::new("python3").arg(program).arg(path).args(["--key", &key.to_string()]).output();
    let ran = ran.expect("python3 runs");
    assert!(ran.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&ran.stderr));
    (ran.status.success(), String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}

fn kept(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, bytes).expect("written");
    path
}

on_both! {
    async fn a_receipt_stands_offline_with_the_desks_key_alone(desk: Desk) {
        let (case, _) = desk.assigned_call().await;
        let (subject, folder) = (Subject::Incident(case.into()), tempfile::tempdir().expect("a folder"));
        let key = key(desk).await;
        let acts = desk.trail(case).await.len();
        for (shows, shown) in [(Shows::Events, acts), (Shows::Hashes, 0)] {
            let receipt = desk::sealed_receipt(&desk.app, subject, shows).await.expect("a receipt");
            let proved = verify_receipt(&receipt.lines, &key, is_signature).expect("it stands");
            assert_eq!((proved.entries, proved.shown), (acts as u64, shown as u64));
            let (stands, said) = theirs(&kept(&folder, "receipt", &receipt.lines), &key);
            assert!(stands && said.starts_with(&format!("{acts} events are proved")), "{said}");
            let text = String::from_utf8(receipt.lines).expect("text");
            for personal in ["Miquel", "jeanne@", "0565000001", "565000001", "fichiers sont chiffr"] {
                assert!(!text.contains(personal), "the receipt tells {personal}");
            }
        }
    }

    async fn a_receipt_keeps_what_a_person_confirmed_apart_from_what_a_machine_proposed(desk: Desk) {
        let (case, _) = desk.assigned_call().await;
        let file = desk::read::case_file(&desk.app, case).await.expect("the case");
        let advised = file.advice.fr.actions.first().expect("an action").clone();
        desk::tick_action(&desk.app, &desk.ana, case, advised.id, Some(desk::Tick::Said)).await.expect("ticked");
        desk::classify_incident(&desk.app, &desk.ana, case, desk::Judgement::Confirm).await.expect("confirmed");
        let receipt = desk::sealed_receipt(&desk.app, Subject::Incident(case.into()), Shows::Events).await;
        let text = String::from_utf8(receipt.expect("a receipt").lines).expect("text");
        let line = |action: &str| text.lines().find(|line| line.contains(action)).unwrap_or_default().to_owned();
        let said = serde_json::to_string(&advised.say).expect("JSON");
        assert!(line("\"action.ticked\"").contains(&said), "the exact sentence that was read out");
        assert!(line("\"action.ticked\"").contains("\"actor\":\"usr_"), "and by whom");
        assert!(line("\"report.classified\"").contains("\"actor\":\"desk\""), "the machine proposed");
        assert!(line("\"classification.confirmed\"").contains("\"actor\":\"usr_"), "a person confirmed");
    }

    async fn the_key_can_be_replaced_and_what_both_keys_signed_stands(desk: Desk) {
        desk.call(&serde_json::json!({})).await;
        let first = key(desk).await;
        seal(desk).await;
        let second = desk::rotate_log_key(&desk.app, &By::Command).await.expect("replaced");
        let second: VerifierKey = second.parse().expect("a key");
        assert_ne!(first, second);
        let (case, _) = desk.assigned_call().await;
        let third: VerifierKey =
            desk::rotate_log_key(&desk.app, &By::Command).await.expect("replaced").parse().expect("a key");
        desk.call(&serde_json::json!({"contact": {"phone": "05 65 00 00 09"}})).await;
        seal(desk).await;
        desk.assert_sound().await;
        let folder = tempfile::tempdir().expect("a folder");
        let export = export(desk).await;
        let receipt = desk::sealed_receipt(&desk.app, Subject::Incident(case.into()), Shows::Events).await;
        let receipt = receipt.expect("a receipt").lines;
        let files = [kept(&folder, "export", &export), kept(&folder, "receipt", &receipt)];
        for trusted in [&first, &second, &third] {
            ours(&export, trusted).expect("the export stands");
            verify_receipt(&receipt, trusted, is_signature).expect("the receipt stands");
            for file in &files {
                let (stands, said) = theirs(file, trusted);
                assert!(stands, "{said}");
            }
        }
        let stranger = VerifierKey { name: first.name.clone(), key: [9; 32] };
        assert!(ours(&export, &stranger).is_err() && !theirs(&files[0], &stranger).0, "a stranger's key opens nothing");
        assert_eq!(acts(desk, "key.rotated").await, 2);
    }

    async fn what_is_published_is_as_old_as_the_last_full_hour_and_gives_its_root(site: Site) {
        let out = &Visitor::Nobody;
        site.desk.assigned_call().await;
        seal(&site.desk).await;
        assert_eq!(site.get(out, "/log/checkpoint").await.status, 404, "the hour isn't full yet");
        assert_eq!(site.get(out, "/log/tile/0/000.p/1").await.status, 404);
        site.desk.app.clock.advance(jiff::SignedDuration::from_mins(60));
        let text = site.get(out, "/log/checkpoint").await.body;
        let note: SignedNote = text.parse().expect("a note");
        let head: Checkpoint = note.text.parse().expect("a checkpoint");
        let tile = format!("/log/tile/0/000.p/{}", head.size);
        let answer = site.bytes(out, &tile).await;
        assert_eq!(answer.status, 200);
        assert!(answer.headers["cache-control"].to_str().expect("text").contains("immutable"));
        assert_eq!(check_tiles(&head, |_| Some(answer.bytes.clone())), Ok(1));
        // One more than the published head, one that isn't, and what is no tile.
        for lost in [format!("/log/tile/0/000.p/{}", head.size + 1), "/log/tile/0/001".into(), "/log/tile/1/000".into(),
            "/log/tile/%2e%2e%2fkeys".into(), "/log/tile/entries/000".into(), "/log/tile/0/0".into()] {
            assert_eq!(site.get(out, &lost).await.status, 404, "{lost}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        kept(&folder, "checkpoint", text.as_bytes());
        kept(&folder, "keys", site.get(out, "/log/keys").await.body.as_bytes());
        kept(&folder, &format!("tile/0/000.p/{}", head.size), &answer.bytes);
        let (stands, said) = theirs(folder.path(), &key(&site.desk).await);
        assert!(stands, "{said}");
    }

    async fn a_proof_that_is_taken_and_a_case_that_is_looked_at_are_acts(site: Site) {
        let (case, _) = site.desk.assigned_call().await;
        let link = site.tracking(case).await;
        let key = key(&site.desk).await;
        let page = site.get(&Visitor::Nobody, &link).await.body;
        assert!(page.contains("/preuve\" download"), "the page offers the proof");
        let receipt = site.get(&Visitor::Nobody, &format!("{link}/preuve")).await;
        let proved = verify_receipt(receipt.body.as_bytes(), &key, is_signature).expect("it stands");
        assert_eq!(proved.shown, 0, "the victim's shows hashes alone");
        assert_eq!(site.acts("read.export").await, 1);
        let reference = site.desk.case(case).await.reference;
        let auditor = site.staff(Role::Auditor).await;
        let receipt = site.get(&auditor, &format!("/incidents/{reference}/proof")).await;
        verify_receipt(receipt.body.as_bytes(), &key, is_signature).expect("it stands");
        assert_eq!(site.acts("read.export").await, 2);
        for _ in 0..3 {
            assert_eq!(site.get(&auditor, &format!("/incidents/{reference}")).await.status, 200);
        }
        assert_eq!(site.acts("read.incident").await, 1, "one look in ten minutes");
        site.desk.app.clock.advance(jiff::SignedDuration::from_mins(10));
        site.get(&auditor, &format!("/incidents/{reference}")).await;
        assert_eq!(site.acts("read.incident").await, 2);
        site.desk.assert_sound().await;
    }

    async fn the_page_that_tells_how_to_verify_names_the_key(site: Site) {
        let key = key(&site.desk).await.to_string();
        for lang in ["fr", "en"] {
            let page = site.get(&Visitor::Nobody, &format!("/verifier?lang={lang}")).await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains(&key.replace('+', "&#43;")) || page.body.contains(&key), "{lang}");
        }
        assert!(site.get(&Visitor::Nobody, "/log/keys").await.body.starts_with(&format!("{key}\n")));
    }
}
