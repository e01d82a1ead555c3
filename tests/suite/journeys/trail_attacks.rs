//! Attacks on the trail by somebody with the database's password (case 51), and on those who read it (case 52).

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    desk::{self, LogEdge, Why},
    domain::{
        audit::{Digest, ExportVerifier, Json, Reason, SignedNote, Subject},
        vocabulary::Role,
    },
    log_key::is_signature,
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Engine, Site},
};

/// Takes the guards of a table away, as whoever has the database's password can.
async fn unguard(desk: &Desk) {
    for table in ["audit_event", "log_leaf", "checkpoint"] {
        match desk.place.engine {
            Engine::Sqlite => {
                for act in ["update", "delete"] {
                    run(desk, &format!("DROP TRIGGER {table}_no_{act}")).await;
                }
            }
            Engine::Postgres => run(desk, &format!("ALTER TABLE {table} DISABLE TRIGGER ALL")).await,
        }
    }
}

async fn run(desk: &Desk, sql: &str) {
    let done = desk.place.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(done > 0 || !sql.starts_with("UPDATE") && !sql.starts_with("DELETE"), "{sql} changed nothing");
}

/// A case with a trail of its own, all of it sealed.
async fn sealed_case(desk: &Desk) -> (Uuid, String) {
    let (case, _) = desk.assigned_call().await;
    let key = desk::log_key(&desk.app).await.expect("the log's key");
    desk::seal_log(&desk.app.store, &key, &mut LogEdge::default(), desk.app.clock.now()).await.expect("sealed");
    desk.assert_sound().await;
    (case, Subject::Incident(case.into()).to_string())
}

async fn found(desk: &Desk) -> Option<Reason> {
    desk::verify_trail(&desk.app).await.expect("the trail can be read").bad.map(|bad| bad.reason)
}

/// The canonical text of an event, changed, with a hash that fits.
async fn forged(desk: &Desk, subject: &str, seq: i64, change: impl Fn(&mut Value)) -> (String, String) {
    let filter = find::TrailFilter { subject: Some(subject.to_owned()), ..find::TrailFilter::default() };
    let events = find::trail(desk.app.store.reader(), &filter, 1_000).await.expect("a read");
    let event = events.into_iter().find(|event| event.seq == seq).expect("the event");
    let mut told: Value = serde_json::from_str(&event.canonical).expect("JSON");
    change(&mut told);
    let bytes = Json::try_from(told).expect("canonical").to_bytes();
    let hash = Digest::of(&[&bytes]).to_string();
    (String::from_utf8(bytes).expect("text").replace('\'', "''"), hash)
}

async fn number(desk: &Desk, sql: &str) -> i64 {
    let db = desk.app.store.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a read");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

on_both! {
    async fn attack_51_an_edited_event_is_found(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let edit = format!("UPDATE audit_event SET canonical = replace(canonical, 'phone', 'email') WHERE subject = '{subject}' AND seq = 1");
        run(desk, &edit).await;
        assert_eq!(found(desk).await, Some(Reason::Hash));
    }

    async fn attack_51_an_edit_with_a_fresh_hash_is_found(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let (canonical, hash) = forged(desk, &subject, 2, |event| event["payload"]["verdict"] = json!("certain!")).await;
        let edit = format!("UPDATE audit_event SET canonical = '{canonical}', hash = '{hash}' WHERE subject = '{subject}' AND seq = 2");
        run(desk, &edit).await;
        assert_eq!(found(desk).await, Some(Reason::Hash), "its leaf in the log tells it, before the next event does");
    }

    async fn attack_51_an_edited_last_event_is_found_by_its_leaf(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let last = number(desk, &format!("SELECT MAX(seq) FROM audit_event WHERE subject = '{subject}'")).await;
        let (canonical, hash) = forged(desk, &subject, last, |event| event["payload"]["more"] = json!(1)).await;
        let edit = format!("UPDATE audit_event SET canonical = '{canonical}', hash = '{hash}' WHERE subject = '{subject}' AND seq = {last}");
        run(desk, &edit).await;
        assert_eq!(found(desk).await, Some(Reason::Hash));
    }

    async fn attack_51_an_event_deleted_in_the_middle_or_at_the_end_is_found(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let last = number(desk, &format!("SELECT MAX(seq) FROM audit_event WHERE subject = '{subject}'")).await;
        run(desk, &format!("DELETE FROM audit_event WHERE subject = '{subject}' AND seq = {last}")).await;
        assert!(matches!(found(desk).await, Some(Reason::Gap | Reason::Root)), "at the end: its leaf misses it");
        run(desk, &format!("DELETE FROM audit_event WHERE subject = '{subject}' AND seq = 3")).await;
        assert_eq!(found(desk).await, Some(Reason::Gap), "in the middle: its chain misses it");
    }

    async fn attack_51_a_tail_cut_off_with_its_seals_is_found_by_the_checkpoint_that_was_held_outside(desk: Desk) {
        let (_, _) = sealed_case(desk).await;
        let held = desk::newest_checkpoint(&desk.app).await.expect("a read").expect("a head");
        let before = number(desk, "SELECT COUNT(*) FROM checkpoint").await;
        desk.call(&json!({"contact": {"phone": "05 65 00 00 08"}})).await;
        let key = desk::log_key(&desk.app).await.expect("the log's key");
        desk::seal_log(&desk.app.store, &key, &mut LogEdge::default(), desk.app.clock.now()).await.expect("sealed");
        let held_later = desk::newest_checkpoint(&desk.app).await.expect("a read").expect("a head");
        assert_eq!(number(desk, "SELECT COUNT(*) FROM checkpoint").await, before + 1);
        unguard(desk).await;
        let size = held.size;
        run(desk, &format!("DELETE FROM audit_event WHERE id IN (SELECT event_id FROM log_leaf WHERE leaf_index >= {size})")).await;
        run(desk, &format!("DELETE FROM log_leaf WHERE leaf_index >= {size}")).await;
        run(desk, &format!("DELETE FROM checkpoint WHERE size > {size}")).await;
        assert_eq!(found(desk).await, None, "nothing inside tells it");
        let mut export = Vec::new();
        desk::export_trail(&desk.app, &mut export).await.expect("written");
        let note: SignedNote = held_later.note.parse().expect("a note");
        let mut verifier = ExportVerifier::new()
            .trusting(key.verifier(), is_signature)
            .through(note.text.parse().expect("a checkpoint"));
        let read = export.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| verifier.check_line(line));
        let told = read.and_then(|()| verifier.finish().map(drop)).expect_err("the held one tells it");
        assert_eq!(told.reason, Reason::Root);
    }

    async fn attack_51_events_in_another_order_or_at_another_time_are_found(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let date = format!("UPDATE audit_event SET at = at - 86400000000 WHERE subject = '{subject}' AND seq = 2");
        run(desk, &date).await;
        assert_eq!(found(desk).await, Some(Reason::Column), "the column beside the bytes was dated back");
        run(desk, &date.replace("at - ", "at + ")).await;
        assert_eq!(found(desk).await, None);
        for (from, to) in [(1, -1), (2, 1), (-1, 2)] {
            run(desk, &format!("UPDATE log_leaf SET leaf_index = {to} WHERE leaf_index = {from}")).await;
        }
        assert!(matches!(found(desk).await, Some(Reason::Gap | Reason::Root)), "two leaves stand in each other's place");
    }

    async fn attack_51_an_event_told_again_is_refused_or_found(desk: Desk) {
        let (_, subject) = sealed_case(desk).await;
        unguard(desk).await;
        let columns = "subject, seq, at, actor, action, hash, canonical";
        let id = match desk.place.engine {
            Engine::Sqlite => "X'00000000000070008000000000000001'",
            Engine::Postgres => "'00000000-0000-7000-8000-000000000001'::uuid",
        };
        let again = format!("INSERT INTO audit_event (id, {columns}) SELECT {id}, {columns} FROM audit_event WHERE subject = '{subject}' AND seq = 2");
        assert!(desk.place.execute(&again).await.is_err(), "its place in the chain is taken");
        let later = again.replace(&format!("{id}, subject, seq"), &format!("{id}, subject, seq + 1000"));
        run(desk, &later).await;
        assert_eq!(found(desk).await, Some(Reason::Root), "it is neither in the log nor waits for it");
    }

    async fn attack_51_a_guard_that_is_missing_is_told(desk: Desk) {
        sealed_case(desk).await;
        unguard(desk).await;
        let verified = desk::verify_trail(&desk.app).await.expect("a read");
        assert!(!verified.is_sound() && verified.missing.len() == 6, "{:?}", verified.missing);
    }

    async fn attack_52_the_viewer_shows_what_is_asked_as_text_and_runs_nothing(site: Site) {
        let auditor = site.staff(Role::Auditor).await;
        site.desk.assigned_call().await;
        let all = site.get(&auditor, "/audit").await.body.matches("<tr>").count();
        assert!(all > 5);
        for (asked, shown) in [
            ("%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)"),
            ("%27%20OR%201=1%20--", "' OR 1=1"),
            ("%7B%7B7*7%7D%7D", "49"),
            ("%00%0d%0aX-Evil:%201", "X-Evil: 1\r\n"),
        ] {
            for field in ["subject", "action", "actor", "before"] {
                let page = site.get(&auditor, &format!("/audit?{field}={asked}")).await;
                assert!(page.status < 500, "{field}={asked}: {}", page.status);
                assert!(!page.body.contains("<script>alert"), "{field}={asked} is markup");
                if field != "before" && page.status == 200 {
                    assert!(page.body.matches("<tr>").count() < 2, "{field}={asked} found rows: {shown}");
                }
            }
        }
    }

    async fn attack_52_events_outlive_what_they_speak_of(site: Site) {
        let desk = &site.desk;
        let (case, subject) = sealed_case(desk).await;
        let over = desk::Ending::Closed { disposition: "confirmed".into(), note: String::new() };
        desk::end_incident(&desk.app, &desk.ana, case, over).await.expect("closed");
        let before = desk.trail(case).await;
        desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await.expect("erased");
        let after = desk.trail(case).await;
        assert_eq!(after[..before.len()], before[..], "every event is there still");
        let auditor = site.staff(Role::Auditor).await;
        let page = site.get(&auditor, &format!("/audit?subject={subject}")).await;
        assert!(page.status == 200 && page.body.matches("<tr>").count() > before.len());
        assert!(!page.body.contains("Miquel"));
        desk.assert_sound().await;
    }
}
