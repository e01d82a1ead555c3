//! 29, 37–41. Files: reached by another way, misnamed, active, bombs, swapped, malicious.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie::{
    desk,
    domain::vocabulary::Role,
    store::{entity::attachment, find},
};

use crate::{
    on_both,
    support::{Site, Visitor, opened},
};

const OUT: &Visitor = &Visitor::Nobody;
const PASSWORD: &str = "infected";

async fn pieces(site: &Site, case: Uuid) -> Vec<attachment::Model> {
    find::pieces_of(site.desk.app.store.reader(), case).await.expect("a read")
}

/// A victim's case with the files that she sent; where an operator reaches the pieces.
async fn sent(site: &Site, files: &[(&str, &[u8])]) -> (Uuid, String) {
    let case = site.desk.call(&json!({})).await;
    let reply = site.send_files(OUT, &format!("{}/files", site.tracking(case).await), "", files).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    (case, format!("/incidents/{}", site.desk.case(case).await.reference))
}

/// The piece of these bytes: those that came in the same instant stand in no order.
async fn piece_of(site: &Site, case: Uuid, bytes: &[u8]) -> attachment::Model {
    let hash = vigie::keys::hex(&Sha256::digest(bytes));
    pieces(site, case).await.into_iter().find(|piece| piece.sha256 == hash).expect("a piece of these bytes")
}

/// What the trail tells of a case's files.
async fn file_acts(site: &Site, case: Uuid) -> Vec<String> {
    site.desk.trail(case).await.into_iter().filter(|act| act.starts_with("file.")).collect()
}

fn address(case: &str, piece: &attachment::Model) -> String {
    format!("{case}/files/{}", piece.id.simple())
}

/// Every file below the folder of pieces.
fn stored(site: &Site) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&site.desk.place.folder.path().join("files"), &mut found);
    found
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

on_both! {
    async fn attack_29_no_file_is_reached_by_its_id_through_another_case(site: Site) {
        let operator = site.staff(Role::Operator).await;
        let (case, path) = sent(site, &[("capture.png", b"un")]).await;
        let (_, other) = sent(site, &[("autre.png", b"deux")]).await;
        let piece = pieces(site, case).await.remove(0);
        assert_eq!(site.bytes(&operator, &address(&path, &piece)).await.status, 200);
        let known = (pieces(site, case).await, file_acts(site, case).await);
        assert_eq!(site.bytes(&operator, &address(&other, &piece)).await.status, 404);
        for intent in ["check", "share", "set_aside"] {
            let form = [("intent", intent), ("reason", "x")];
            assert_eq!(site.post(&operator, &address(&other, &piece), &form).await.status, 404, "{intent}");
        }
        // A provider of another case, and the one of this case before anything is handed on.
        let (assigned, offer) = site.desk.assigned_call().await;
        let mission = site.offer_page(assigned, offer.id).await;
        assert_eq!(site.bytes(OUT, &address(&mission, &piece)).await.status, 404);
        site.send_files(&operator, &format!("/incidents/{}/files", site.desk.case(assigned).await.reference), "", &[("b.txt", b"trois")]).await;
        let kept_back = pieces(site, assigned).await.remove(0);
        assert_eq!(site.bytes(OUT, &address(&mission, &kept_back)).await.status, 404, "nobody handed it on");
        // The victim's page gives no file to anybody.
        let tracking = site.tracking(case).await;
        assert!([404, 405].contains(&site.bytes(OUT, &address(&tracking, &piece)).await.status));
        assert_eq!(site.bytes(OUT, &address(&path, &piece)).await.status, 303, "who isn’t signed in");
        assert_eq!((pieces(site, case).await, file_acts(site, case).await), known, "no try left a trace on the piece");
        // A sensitive case shuts its files with it.
        desk::make_sensitive(&site.desk.app, &site.desk.ana, case).await.expect("sensitive");
        let shut = site.get(&operator, &address(&path, &piece)).await;
        assert_eq!((shut.status, shut.location.ends_with("/sealed")), (303, true));
    }

    async fn attack_37_whatever_a_file_is_called_its_name_is_data(site: Site) {
        let long = format!("{}.pdf", "x".repeat(5000));
        let names = [
            ("../../../../vigie.db", "vigie.db"),
            ("/etc/cron.d/x", "x"),
            ("C:\\Windows\\win.ini", "win.ini"),
            ("a\0b.txt", "ab.txt"),
            ("\u{200b}.htaccess", "htaccess"),
            ("facture\u{202e}fdp.exe", "facturefdp.exe"),
            ("rapport.pdf. .", "rapport.pdf"),
            ("\"><script>alert(1)</script>.png", "script_.png"),
            (long.as_str(), ""),
        ];
        let operator = site.staff(Role::Operator).await;
        let case = site.desk.call(&json!({})).await;
        let path = format!("/incidents/{}", site.desk.case(case).await.reference);
        for (at, (given, _)) in names.iter().enumerate() {
            let reply = site.send_files(&operator, &format!("{path}/files"), "", &[(given, format!("n° {at}").as_bytes())]).await;
            assert_eq!(reply.status, 303, "{given:?}: {}", reply.body);
        }
        for (at, (given, name)) in names.into_iter().enumerate() {
            let piece = &piece_of(site, case, format!("n° {at}").as_bytes()).await;
            assert!(name.is_empty() || piece.name == name, "{given:?} became {:?}", piece.name);
            assert!(piece.name.len() <= 201, "{} octets", piece.name.len());
            let answer = site.bytes(&operator, &address(&path, piece)).await;
            let disposition = answer.headers["content-disposition"].to_str().expect("plain text");
            assert_eq!(disposition, format!("attachment; filename=\"piece-{}.zip\"", &piece.sha256[..12]));
            assert_eq!(opened(&answer.bytes, PASSWORD).0, piece.name, "in the archive as on the page");
        }
        for file in stored(site) {
            let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            assert!(name.len() == 64 && name.bytes().all(|octet| octet.is_ascii_hexdigit()), "{file:?}");
        }
        let page = site.get(&operator, &path).await.body;
        assert!(!page.contains("<script>alert") && !page.contains('\u{202e}') && page.contains("\\u{202e}"));
    }

    async fn attack_38_an_active_file_is_never_served_as_what_it_is(site: Site) {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>";
        let html = b"<!doctype html><script>fetch('/users')</script>";
        let polyglot = b"GIF89a/*<script>alert(1)</script>*/=1;";
        let program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff";
        let files: [(&str, &[u8]); 4] = [("logo.svg", svg), ("facture.pdf", html), ("photo.gif", polyglot), ("photo.png", program)];
        let (case, path) = sent(site, &files).await;
        let operator = site.staff(Role::Operator).await;
        let told = [("web", "active"), ("web", "mismatch"), ("image", "two-things"), ("program", "mismatch")];
        for ((name, bytes), told) in files.into_iter().zip(told) {
            let piece = &piece_of(site, case, bytes).await;
            assert_eq!((piece.kind.as_str(), piece.warning.as_str()), told, "{name}");
            assert_eq!(piece.declared_type, "image/png", "what was declared is kept beside");
            let answer = site.bytes(&operator, &address(&path, piece)).await;
            assert_eq!(answer.headers["content-type"], "application/zip");
            assert_eq!(answer.headers["x-content-type-options"], "nosniff");
            assert!(answer.headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
            assert!(!holds(&answer.bytes, &bytes[..8]), "its bytes leave sealed");
            assert_eq!(opened(&answer.bytes, PASSWORD).1, bytes);
        }
    }

    async fn attack_39_an_archive_that_is_a_bomb_stays_what_it_is(site: Site) {
        let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..64 {
            bomb.write_all(&[0; 1 << 20]).expect("zeros");
        }
        let bomb = bomb.finish().expect("a bomb");
        // A zip whose entry would be written beside the folder.
        let slip = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x0e\0\0\0../../evil.txtx";
        let (case, _) = sent(site, &[("journaux.tar.gz", &bomb), ("pieces.zip", slip)]).await;
        site.desk.work().await;
        for bytes in [&bomb[..], slip] {
            let size = u64::try_from(piece_of(site, case, bytes).await.size).expect("a size");
            assert_eq!(size, bytes.len() as u64);
        }
        let on_disk: u64 = stored(site).iter().map(|file| fs::metadata(file).expect("there").len()).sum();
        assert_eq!((stored(site).len(), on_disk), (2, bomb.len() as u64 + 45), "nothing was unpacked");
    }

    async fn attack_40_bytes_that_were_swapped_are_refused_and_told(site: Site) {
        let (case, path) = sent(site, &[("preuve.txt", b"Le virement est de 12 000 euros.")]).await;
        let operator = site.staff(Role::Operator).await;
        let piece = pieces(site, case).await.remove(0);
        assert_eq!(site.bytes(&operator, &address(&path, &piece)).await.status, 200);
        let file = stored(site).remove(0);
        fs::write(&file, b"Le virement est de 92 000 euros.").expect("swapped: as long as before");
        let refused = site.get(&operator, &address(&path, &piece)).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("ne sont plus ceux qui ont été reçus"), "the page says why");
        assert!(!refused.body.contains("92 000"));
        assert!(site.desk.trail(case).await.contains(&"file.damaged".to_owned()));
        assert!(pieces(site, case).await[0].damaged_at.is_some());
        assert!(site.get(&operator, &path).await.body.contains("Elle ne prouve plus rien"), "a warning that stays");
        let tasks = site.desk.tasks().await;
        assert!(tasks.iter().any(|task| task.text_id == "task-file-damaged"), "{tasks:?}");
        fs::remove_file(&file).expect("gone");
        assert_eq!(site.post(&operator, &address(&path, &piece), &[("intent", "check")]).await.status, 409);
        // The administrator puts back what a backup has.
        fs::write(&file, b"Le virement est de 12 000 euros.").expect("restored");
        assert_eq!(site.post(&operator, &address(&path, &piece), &[("intent", "check")]).await.status, 303);
        assert!(pieces(site, case).await[0].damaged_at.is_none());
        assert!(site.desk.trail(case).await.contains(&"file.checked".to_owned()));
        site.desk.assert_sound().await;
    }

    async fn attack_41_a_malicious_program_is_never_shown_and_leaves_encrypted(site: Site) {
        use std::os::unix::fs::PermissionsExt;
        let live = b"\x89PNG\r\n\x1a\nX5O!P%@AP[4-A-TEST-THAT-LOOKS-LIVE]$H+H*".repeat(50);
        let (case, path) = sent(site, &[("vacances.png", &live)]).await;
        let operator = site.staff(Role::Operator).await;
        let piece = pieces(site, case).await.remove(0);
        for (who, page) in [(&operator, path.clone()), (OUT, site.tracking(case).await)] {
            let page = site.get(who, &page).await.body;
            assert!(page.contains("vacances.png"));
            for sign in ["<img", "<embed", "<object", "<iframe", "<video", "<picture"] {
                let shown = page.split(sign).skip(1).filter(|rest| rest.contains("files/")).count();
                assert_eq!(shown, 0, "{sign} of a piece");
            }
            assert!(!holds(page.as_bytes(), b"LOOKS-LIVE"));
        }
        let file = stored(site).remove(0);
        let mode = fs::metadata(&file).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody runs it, nobody else reads it");
        assert!(file.extension().is_none());
        let answer = site.bytes(&operator, &address(&path, &piece)).await;
        assert!(!holds(&answer.bytes, b"LOOKS-LIVE"));
        assert_eq!(opened(&answer.bytes, PASSWORD).1, live);
        assert_eq!(stored(site).len(), 1, "nothing was drawn from it, no archive is left");
    }
}
