//! A desk is lost and comes back: as it was, verified, without those who were erased since.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    app::{App, Demo},
    config::Config,
    desk::{
        self, By, Ending, Why,
        backup::{
            BackupError, BackupOrder, Before, Passphrase, RestoreOrder, Restored, WithKeys, make_backup, restore_backup,
        },
    },
    domain::vocabulary::Channel,
    store::{entity::incident, find, row},
};

use crate::{
    on_both,
    support::{Desk, Engine, Letter, Place, in_rodez, reply_to, report},
};

const HERS: &str = "zephirine@xylophage.example";

/// Where a backup is put back, and how.
struct Elsewhere {
    place: Place,
    config: Config,
    order: RestoreOrder,
}

impl Elsewhere {
    /// An empty folder, and an empty database where the desk has one on a server.
    async fn of(desk: &Desk, archive: &Path) -> Self {
        let place = Place::fresh(desk.place.engine).await;
        let database_url = (place.engine == Engine::Postgres).then(|| place.opening.url.clone());
        let data_dir = place.folder.path().join("desk");
        let config = Config { data_dir, database_url, ..desk.app.config.clone() };
        let order = RestoreOrder {
            from: archive.to_owned(),
            passphrase: None,
            keys: Some(desk.place.folder.path().join("keys")),
            trail: None,
            before: Before::Refuse,
        };
        Self { place, config, order }
    }

    async fn restore(&self, desk: &Desk) -> Result<Restored, BackupError> {
        restore_backup(&self.config, desk.app.clock.clone(), &self.order).await
    }

    async fn open(&self, desk: &Desk) -> Arc<App> {
        App::open(self.config.clone(), desk.app.clock.clone(), Demo::No).await.expect("the restored desk opens")
    }
}

fn archive(desk: &Desk) -> PathBuf {
    desk.place.folder.path().join("backup.tar.gz")
}

async fn back_up(desk: &Desk, keys: WithKeys, passphrase: Option<Passphrase>) -> PathBuf {
    let to = archive(desk);
    make_backup(&desk.app, &By::Command, &BackupOrder { to: to.clone(), keys, passphrase }).await.expect("a backup");
    to
}

/// A case that she wrote a mail about.
async fn her_case(desk: &Desk) -> Uuid {
    let told = json!({
        "organisation": {"name": "Boulangerie Xylophage"},
        "contact": {"name": "Zéphirine Quatrebarbes", "phone": "05 65 77 99 11", "email": HERS},
    });
    let (case, _) = desk.assigned(&told).await;
    desk.work().await;
    let address = reply_to(desk.mail_to(HERS).first().expect("a mail to her"));
    desk.receive(&Letter::new(HERS, &address, "Un hippocampe est arrivé.")).await;
    case
}

on_both! {
    async fn a_backup_in_the_middle_of_a_burst_restores_and_verifies(desk: Desk) {
        let known = [her_case(desk).await, desk.call(&json!({})).await, desk.call(&json!({})).await];
        let burst: Vec<_> = (0..40)
            .map(|number| {
                let (app, ana) = (Arc::clone(&desk.app), desk.ana.clone());
                let told = in_rodez(&json!({"contact": {"phone": format!("05 65 00 {:02} 00", number)}}));
                tokio::spawn(async move {
                    desk::report_incident(&app, &ana, report(Channel::Phone, &told)).await.expect("taken").incident.id
                })
            })
            .collect();
        let to = back_up(desk, WithKeys::No, None).await;
        let mut all = known.len();
        for one in burst {
            one.await.expect("a report");
            all += 1;
        }

        let elsewhere = Elsewhere::of(desk, &to).await;
        let restored = elsewhere.restore(desk).await.expect("it is put back");
        assert!(restored.verified.is_sound());
        assert_eq!(restored.bad_mails, Vec::<String>::new());
        assert!((known.len() as u64..=all as u64).contains(&restored.cases), "{} cases", restored.cases);
        let app = elsewhere.open(desk).await;
        for case in known {
            let before = row::get::<incident::Entity>(desk.app.store.reader(), case, "incident").await.expect("there");
            let after = row::get::<incident::Entity>(app.store.reader(), case, "incident").await.expect("restored");
            assert_eq!(before, after);
        }
        let mails = find::inbound_of(app.store.reader(), [known[0]]).await.expect("a read");
        let opened = desk::open_mail(&app, mails[0].id).await.expect("her mail is there");
        assert!(opened.mail.expect("readable").text.contains("hippocampe"));
        let verified = desk::verify_trail(&app).await.expect("read");
        assert!(verified.is_sound() && verified.unsequenced == 0, "{verified:?}");
        let newest = find::trail(app.store.reader(), &find::TrailFilter::default(), 50).await.expect("a read");
        assert!(newest.iter().any(|event| event.action == "backup.restored"), "the trail doesn't say that it was restored");
        app.store.close().await;
        elsewhere.place.remove().await;
    }

    async fn who_was_erased_after_the_backup_does_not_come_back(desk: Desk) {
        let (hers, other) = (her_case(desk).await, desk.call(&json!({})).await);
        let reference = desk.case(hers).await.reference;
        let to = back_up(desk, WithKeys::No, None).await;
        let over = Ending::Closed { disposition: "confirmed".into(), note: String::new() };
        desk::end_incident(&desk.app, &desk.ana, hers, over).await.expect("closed");
        desk::erase_case(&desk.app, &desk.ana, hers, Why::Request).await.expect("erased");
        let trail = desk.place.folder.path().join("trail.jsonl");
        desk::export_trail(&desk.app, &mut File::create(&trail).expect("a file")).await.expect("an export");

        let mut elsewhere = Elsewhere::of(desk, &to).await;
        elsewhere.order.trail = Some(trail);
        let restored = elsewhere.restore(desk).await.expect("it is put back");
        assert_eq!(restored.erased_again, [reference]);
        assert_eq!(restored.after.get("erased"), Some(&1));
        let app = elsewhere.open(desk).await;
        let case = row::get::<incident::Entity>(app.store.reader(), hers, "incident").await.expect("the row stays");
        assert!(case.erased_at.is_some() && case.contact_name.is_empty() && case.state == "closed", "{case:?}");
        assert!(find::open_assignment(app.store.reader(), hers).await.expect("a read").is_none(), "her provider is free");
        let kept = row::get::<incident::Entity>(app.store.reader(), other, "incident").await.expect("the other case");
        assert!(kept.erased_at.is_none());
        assert!(desk::verify_trail(&app).await.expect("read").is_sound());
        app.store.close().await;
        let bytes = everything_below(&elsewhere.config.data_dir);
        for needle in ["uatrebarb", "xylophag", "hippocamp"] {
            assert!(!bytes.windows(needle.len()).any(|part| part == needle.as_bytes()), "{needle} came back");
        }
        elsewhere.place.remove().await;
    }

    async fn a_trail_of_another_desk_erases_nothing(desk: Desk) {
        let case = desk.call(&json!({})).await;
        let to = back_up(desk, WithKeys::No, None).await;
        let stranger = Desk::open(Engine::Sqlite).await;
        stranger.call(&json!({})).await;
        let trail = desk.place.folder.path().join("trail.jsonl");
        desk::export_trail(&stranger.app, &mut File::create(&trail).expect("a file")).await.expect("an export");
        stranger.close().await;
        let mut elsewhere = Elsewhere::of(desk, &to).await;
        elsewhere.order.trail = Some(trail);
        assert!(matches!(elsewhere.restore(desk).await, Err(BackupError::Trail(_))));
        assert!(!elsewhere.config.data_dir.join("keys").exists(), "something was put in place");
        assert!(desk.case(case).await.erased_at.is_none());
        elsewhere.place.remove().await;
    }

    async fn a_sealed_backup_holds_the_keys_and_opens_by_its_passphrase_alone(desk: Desk) {
        desk.call(&json!({"description": "Un hippocampe chiffre nos fichiers."})).await;
        let right = Passphrase::of("seize caractères au moins").expect("long enough");
        let to = back_up(desk, WithKeys::Yes, Some(right.clone())).await;
        let bytes = fs::read(&to).expect("the archive");
        assert!(bytes.starts_with(b"vigie sealed backup v1\n"));
        let mut elsewhere = Elsewhere::of(desk, &to).await;
        elsewhere.order.keys = None;
        assert!(matches!(elsewhere.restore(desk).await, Err(BackupError::Sealed)));
        elsewhere.order.passphrase = Some(Passphrase::of("seize caracteres au moins").expect("long enough"));
        assert!(matches!(elsewhere.restore(desk).await, Err(BackupError::Sealed)));
        elsewhere.order.passphrase = Some(right);
        let others = elsewhere.config.data_dir.join("keys");
        fs::create_dir_all(&others).expect("a folder");
        fs::write(others.join("log.key"), "another desk's").expect("a key");
        let restored = elsewhere.restore(desk).await.expect("it is put back");
        assert!(restored.manifest.holds_keys() && restored.verified.is_sound());
        let aside = restored.aside.expect("keys of another desk are set aside").join("keys/log.key");
        assert_eq!(fs::read(aside).expect("they are kept"), b"another desk's");
        let (here, there) = (desk.place.folder.path(), &elsewhere.config.data_dir);
        for name in vigie::keys::PURPOSES {
            let key = |folder: &Path| fs::read(folder.join(format!("keys/{name}.key"))).expect("a key");
            assert_eq!(key(here), key(there));
        }
        elsewhere.place.remove().await;
    }

    async fn a_kept_mail_that_is_lost_or_was_changed_is_named_and_the_rest_comes_back(desk: Desk) {
        let case = her_case(desk).await;
        let mails = find::inbound_of(desk.app.store.reader(), [case]).await.expect("a read");
        let name = format!("mail/{}/{}.eml", &mails[0].hash[..2], mails[0].hash);
        let file = desk.place.folder.path().join(&name);
        fs::write(&file, "From: somebody else").expect("changed");
        let elsewhere = Elsewhere::of(desk, &back_up(desk, WithKeys::No, None).await).await;
        let restored = elsewhere.restore(desk).await.expect("it is put back");
        assert_eq!(restored.bad_mails, [mails[0].hash.clone()]);
        elsewhere.place.remove().await;

        fs::remove_file(&file).expect("lost");
        fs::remove_file(archive(desk)).expect("the first archive goes");
        let order = BackupOrder { to: archive(desk), keys: WithKeys::No, passphrase: None };
        let made = make_backup(&desk.app, &By::Command, &order).await.expect("a backup of the rest");
        assert_eq!(made.manifest.lost, [name]);
        let elsewhere = Elsewhere::of(desk, &order.to).await;
        let restored = elsewhere.restore(desk).await.expect("it is put back");
        assert!(restored.verified.is_sound() && restored.bad_mails == [mails[0].hash.clone()]);
        elsewhere.place.remove().await;
    }

    async fn nothing_is_put_in_place_of_a_damaged_backup(desk: Desk) {
        desk.call(&json!({})).await;
        let to = back_up(desk, WithKeys::No, None).await;
        let good = fs::read(&to).expect("the archive");
        let elsewhere = Elsewhere::of(desk, &to).await;
        let mut damaged = vec![
            ("cut off", good[..good.len() - 100].to_vec()),
            ("empty", Vec::new()),
            ("another file", b"PK\x03\x04 no backup of ours, whatever its name says".to_vec()),
        ];
        for at in [good.len() / 3, good.len() / 2] {
            let mut changed = good.clone();
            changed[at] ^= 0x40;
            damaged.push(("a changed byte", changed));
        }
        for (what, bytes) in damaged {
            fs::write(&to, bytes).expect("written");
            let refused = elsewhere.restore(desk).await.expect_err(what);
            assert!(matches!(refused, BackupError::Damaged(_)), "{what}: {refused}");
        }
        let left = fs::read_dir(&elsewhere.config.data_dir).map_or(0, Iterator::count);
        assert_eq!(left, 0, "something was left in the folder");
        elsewhere.place.remove().await;
    }

    async fn keys_that_are_missing_or_foreign_stop_a_restoring(desk: Desk) {
        desk.call(&json!({})).await;
        let to = back_up(desk, WithKeys::No, None).await;
        let mut elsewhere = Elsewhere::of(desk, &to).await;
        let folder = elsewhere.place.folder.path().join("foreign");
        fs::create_dir_all(&folder).expect("a folder");
        elsewhere.order.keys = Some(folder.clone());
        assert!(matches!(elsewhere.restore(desk).await, Err(BackupError::NoKeys { .. })));
        for name in vigie::keys::PURPOSES {
            fs::write(folder.join(format!("{name}.key")), "a".repeat(64)).expect("a key");
        }
        let refused = elsewhere.restore(desk).await.expect_err("foreign keys");
        assert!(matches!(refused, BackupError::Start(_)), "{refused}");
        elsewhere.place.remove().await;
    }
}

/// Every byte of every file below a folder, in lower case.
fn everything_below(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        all.extend(if path.is_dir() { everything_below(&path) } else { fs::read(&path).expect("a file") });
    }
    all.make_ascii_lowercase();
    all
}

/// The entries of an archive: name and bytes.
fn taken_apart(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut tar = tar::Archive::new(GzDecoder::new(File::open(archive).expect("the archive")));
    let entries = tar.entries().expect("entries").map(|entry| {
        let mut entry = entry.expect("an entry");
        let name = String::from_utf8(entry.path_bytes().into_owned()).expect("a name");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    });
    entries.collect()
}

/// Puts an archive together again, its manifest telling what is in it, as somebody would who knows the format.
fn put_together(archive: &Path, mut entries: Vec<(String, Vec<u8>)>) {
    let mut manifest: Value = serde_json::from_slice(&entries[0].1).expect("a manifest");
    let hash = |bytes: &[u8]| {
        <sha2::Sha256 as sha2::Digest>::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    manifest["files"] = entries[1..]
        .iter()
        .map(|(name, bytes)| json!({"name": name, "size": bytes.len(), "sha256": hash(bytes)}))
        .collect();
    entries[0].1 = serde_json::to_vec(&manifest).expect("JSON");
    write_as_they_are(archive, entries);
}

fn write_as_they_are(archive: &Path, entries: Vec<(String, Vec<u8>)>) {
    let mut tar = tar::Builder::new(GzEncoder::new(File::create(archive).expect("a file"), Compression::fast()));
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        // Not by `set_path`, which refuses what an attacker writes.
        header.as_gnu_mut().expect("gnu").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_cksum();
        tar.append(&header, bytes.as_slice()).expect("appended");
    }
    tar.into_inner().expect("a tar").finish().expect("a gzip");
}

#[tokio::test]
async fn attack_39_no_name_in_a_backup_leads_out_of_the_folder() {
    let desk = Desk::open(Engine::Sqlite).await;
    desk.call(&json!({})).await;
    let to = back_up(&desk, WithKeys::No, None).await;
    let good = taken_apart(&to);
    let elsewhere = Elsewhere::of(&desk, &to).await;
    for name in ["../../escaped", "/tmp/vigie-escaped", "database/../../escaped", "mail/ab/../../../escaped"] {
        let mut evil = good.clone();
        evil.push((name.to_owned(), b"here".to_vec()));
        put_together(&to, evil);
        let refused = elsewhere.restore(&desk).await.expect_err(name);
        assert!(matches!(refused, BackupError::Damaged(_)), "{name}: {refused}");
    }
    assert!(!elsewhere.place.folder.path().join("escaped").exists() && !Path::new("/tmp/vigie-escaped").exists());
    // What the manifest doesn't name isn't taken out either.
    let mut unnamed = good;
    unnamed.push(("mail/ab/abab.eml".to_owned(), vec![0; 10]));
    write_as_they_are(&to, unnamed);
    let refused = elsewhere.restore(&desk).await.expect_err("an unnamed file");
    assert!(matches!(refused, BackupError::Damaged(_)), "{refused}");
    elsewhere.place.remove().await;
    desk.close().await;
}

#[tokio::test]
async fn an_event_that_was_changed_in_the_archive_is_found() {
    let desk = Desk::open(Engine::Sqlite).await;
    desk.call(&json!({})).await;
    let to = back_up(&desk, WithKeys::No, None).await;
    let mut entries = taken_apart(&to);
    let edited = desk.place.folder.path().join("edited.db");
    fs::write(&edited, &entries[1].1).expect("the database");
    let by_hand = sea_orm::Database::connect(format!("sqlite:{}", edited.display())).await.expect("opens");
    for statement in [
        "DROP TRIGGER audit_event_no_update",
        "UPDATE audit_event SET canonical = replace(canonical, 'phone', 'email') WHERE action = 'report.received'",
        "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'no'); END",
    ] {
        sea_orm::ConnectionTrait::execute_unprepared(&by_hand, statement).await.expect(statement);
    }
    by_hand.close().await.expect("closes");
    entries[1].1 = fs::read(&edited).expect("the database");
    put_together(&to, entries);
    let elsewhere = Elsewhere::of(&desk, &to).await;
    let refused = elsewhere.restore(&desk).await.expect_err("an edited trail");
    assert!(matches!(refused, BackupError::Unsound(_)), "{refused}");
    assert!(!elsewhere.config.data_dir.join("vigie.db").exists(), "it was put in place");
    elsewhere.place.remove().await;
    desk.close().await;
}

#[tokio::test]
async fn a_desk_that_is_there_is_left_alone_or_set_aside() {
    let desk = Desk::open(Engine::Sqlite).await;
    desk.call(&json!({})).await;
    let to = back_up(&desk, WithKeys::No, None).await;
    let mut elsewhere = Elsewhere::of(&desk, &to).await;
    elsewhere.restore(&desk).await.expect("it is put back");
    assert!(matches!(elsewhere.restore(&desk).await, Err(BackupError::Occupied(_))));
    elsewhere.order.before = Before::SetAside;
    let running = elsewhere.open(&desk).await;
    assert!(matches!(elsewhere.restore(&desk).await, Err(BackupError::Running(_))));
    running.store.close().await;
    drop(running);
    let restored = elsewhere.restore(&desk).await.expect("it is put back again");
    let aside = restored.aside.expect("the first one was set aside");
    assert!(aside.join("vigie.db").exists() && aside.join("keys/log.key").exists());
    let app = elsewhere.open(&desk).await;
    assert!(desk::verify_trail(&app).await.expect("read").is_sound());
    app.store.close().await;
    elsewhere.place.remove().await;
    desk.close().await;
}
