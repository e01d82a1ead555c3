//! What is personal can go, and the proof stays: searched byte for byte.

use std::path::Path;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use uuid::Uuid;
use vigie::{
    desk::{self, Asked, By, DeskError, Ending, Shows, Why},
    domain::{
        audit::{SignedNote, Subject, verify_receipt},
        retention::Class,
        vocabulary::{Lang, Role},
    },
    i18n::Words,
    log_key::is_signature,
    store::find,
};

use crate::{
    on_both,
    support::{Desk, Letter, Site, Visitor, reply_to},
};

const HERS: &str = "zephirine@xylophage.example";

/// Beginnings of what she told, as words are kept in the index too; and her number.
const NEEDLES: [&str; 7] = ["phirin", "quatrebarb", "xylophag", "brontosaur", "ornithorynqu", "hippocamp", "565779911"];

/// A case with her name, words and mail in every place that takes some.
async fn her_case(desk: &Desk) -> Uuid {
    let told = json!({
        "organisation": {"name": "Boulangerie Xylophage"},
        "contact": {"name": "Zéphirine Quatrebarbes", "phone": "05 65 77 99 11", "email": HERS},
        "description": "Tous nos fichiers sont chiffrés par brontosaure, on réclame une rançon.",
    });
    let (case, _) = desk.assigned(&told).await;
    desk.work().await;
    let address = reply_to(desk.mail_to(HERS).first().expect("a mail to her"));
    desk.receive(&Letter::new(HERS, &address, "Le hippocampe est arrivé.")).await;
    let note = "Zéphirine a vu un ornithorynque sur l’écran.".to_owned();
    desk::add_note(&desk.app, &desk.ana, case, note, None).await.expect("a note");
    desk.work().await;
    case
}

async fn close(desk: &Desk, case: Uuid) {
    let over = Ending::Closed { disposition: "confirmed".into(), note: "Zéphirine est contente.".into() };
    desk::end_incident(&desk.app, &desk.ana, case, over).await.expect("closed");
    desk.work().await;
}

/// Which needles the database and the kept mails still hold.
async fn found(desk: &Desk) -> Vec<&'static str> {
    let hay = if desk.app.store.backend() == sea_orm::DbBackend::Postgres {
        rows_as_text(desk).await
    } else {
        let mut bytes = Vec::new();
        for name in ["vigie.db", "vigie.db-wal", "vigie.db-journal"] {
            bytes.extend(std::fs::read(desk.place.folder.path().join(name)).unwrap_or_default());
        }
        bytes
    };
    let mut hay = [hay, kept_mails(&desk.place.folder.path().join("mail"))].concat();
    hay.make_ascii_lowercase();
    NEEDLES.into_iter().filter(|needle| hay.windows(needle.len()).any(|part| part == needle.as_bytes())).collect()
}

fn kept_mails(folder: &Path) -> Vec<u8> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { kept_mails(&path) } else { std::fs::read(path).expect("a mail") })
        .collect()
}

async fn names(desk: &Desk, sql: &str) -> Vec<String> {
    let db = desk.app.store.reader();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a read");
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("a text")).collect()
}

/// Every row of every table, as text.
async fn rows_as_text(desk: &Desk) -> Vec<u8> {
    let tables =
        names(desk, "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'").await;
    let mut text = String::new();
    for table in tables {
        text.push_str(&names(desk, &format!("SELECT t::text FROM \"{table}\" t")).await.join("\n"));
    }
    text.into_bytes()
}

async fn count(desk: &Desk, sql: &str) -> i64 {
    let db = desk.app.store.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a read");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

/// Tables with rows of cases.
async fn tables_of_cases(desk: &Desk) -> Vec<String> {
    let sql = if desk.app.store.backend() == sea_orm::DbBackend::Postgres {
        "SELECT table_name::text FROM information_schema.columns WHERE column_name = 'incident_id' AND table_schema = 'public'"
    } else {
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'incident_id'"
    };
    names(desk, sql).await
}

on_both! {
    async fn attack_51_an_erased_case_leaves_its_proof_and_no_personal_byte(desk: Desk) {
        let other = desk.call(&json!({"contact": {"phone": "05 65 00 00 07"}})).await;
        let case = her_case(desk).await;
        close(desk, case).await;
        assert_eq!(found(desk).await, NEEDLES, "what is looked for is there, and can be found");
        let subject = Subject::Incident(case.into());
        let before = desk::sealed_receipt(&desk.app, subject, Shows::Events).await.expect("a receipt");
        let acts = desk.trail(case).await.len();

        desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await.expect("erased");

        assert_eq!(found(desk).await, Vec::<&str>::new(), "personal bytes are left");
        desk.assert_sound().await;
        let key = desk::log_keys(&desk.app).await.expect("keys").now.parse().expect("a key");
        verify_receipt(&before.lines, &key, is_signature).expect("what was given out before still stands");
        let after = desk::sealed_receipt(&desk.app, subject, Shows::Events).await.expect("a receipt");
        let proved = verify_receipt(&after.lines, &key, is_signature).expect("it stands");
        assert_eq!(proved.entries, acts as u64 + 1, "every act stays, and that it was erased is one more");
        let row = desk.case(case).await;
        assert_eq!((row.department.as_str(), row.category.as_str()), ("12", "ransomware"), "the figures' part stays");
        assert!(row.erased_at.is_some());
        for table in tables_of_cases(desk).await {
            let stays = ["offer", "assignment", "legal_hold"].contains(&table.as_str()) || table.starts_with("incident_search");
            let kept = count(desk, &format!("SELECT COUNT(*) FROM \"{table}\" WHERE incident_id IS NOT NULL")).await;
            let others = count(desk, &format!("SELECT COUNT(*) FROM \"{table}\" t JOIN incident i ON i.id = t.incident_id WHERE i.erased_at IS NULL")).await;
            assert!(stays || kept == others, "{table} still has rows of the erased case");
        }
        assert_eq!(desk.case(other).await.contact_name, "Jeanne Miquel", "nobody else's case is touched");
        let query = find::QueueFilter { words: vec!["miquel".into()], ..find::QueueFilter::default() };
        assert_eq!(find::queue(desk.app.store.reader(), &query, 10).await.expect("a read").len(), 1, "the index still finds her");
    }

    async fn nothing_can_be_done_with_an_erased_case_and_its_page_says_what_is_left(site: Site) {
        let desk = &site.desk;
        let case = her_case(desk).await;
        let link = site.tracking(case).await;
        assert!(matches!(desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await, Err(DeskError::Needs(_))), "it goes on");
        close(desk, case).await;
        desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await.expect("erased");
        let again = desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await;
        assert!(matches!(again, Err(DeskError::Erased)));
        let reopened = desk::reopen(&desk.app, &desk.ana, case, "Encore".into()).await;
        assert!(matches!(reopened, Err(DeskError::Erased)));
        assert_eq!(site.get(&Visitor::Nobody, &link).await.status, 404, "her page is gone");
        let reference = desk.case(case).await.reference;
        let officer = site.staff(Role::Dpo).await;
        let page = site.get(&officer, &format!("/incidents/{reference}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Dossier effacé") && page.body.contains("/proof\" download"), "{}", page.body);
        for path in ["/queue", "/find?q=brontosaure", "/protection", "/mail/in", "/mail"] {
            let page = site.get(&officer, path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("Quatrebarbes") && !page.body.contains("Xylophage"), "{path}");
        }
        let boss = site.staff(Role::Supervisor).await;
        for path in ["/dashboard", "/dashboard.csv", "/board", "/fairness", "/coverage"] {
            assert_eq!(site.get(&boss, path).await.status, 200, "{path}");
        }
        desk.later(60).await;
        desk.assert_sound().await;
    }

    async fn a_held_case_stays_until_a_named_person_lifts_the_hold(site: Site) {
        let desk = &site.desk;
        let case = her_case(desk).await;
        close(desk, case).await;
        let (officer, reference) = (site.staff(Role::Dpo).await, desk.case(case).await.reference);
        let hold = [("hold_reference", reference.as_str()), ("hold_reason", "Réquisition du parquet")];
        assert_eq!(site.post(&officer, "/protection/holds", &hold).await.status, 303);
        let erase = [("reference", reference.as_str()), ("again", &reference), ("why", "request")];
        let refused = site.post(&officer, "/protection/erase", &erase).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("conservé") && refused.body.contains(&reference), "nothing typed is lost");
        assert!(desk.case(case).await.erased_at.is_none());
        let held = find::holds_in_force(desk.app.store.reader()).await.expect("a read").remove(0);
        assert!(held.set_by.is_some(), "by a named person");
        let lift = format!("/protection/holds/{}/lift", held.id);
        assert_eq!(site.post(&officer, &lift, &[("lift_reason", "Affaire classée")]).await.status, 303);
        for wrong in [[("reference", reference.as_str()), ("again", "AAAA-AAAA"), ("why", "request")],
            [("reference", "AAAA-AAAA"), ("again", "AAAA-AAAA"), ("why", "request")],
            [("reference", reference.as_str()), ("again", &reference), ("why", "")]] {
            assert_eq!(site.post(&officer, "/protection/erase", &wrong).await.status, 422, "{wrong:?}");
        }
        assert_eq!(site.post(&officer, "/protection/erase", &erase).await.status, 303);
        assert!(desk.case(case).await.erased_at.is_some());
        desk.assert_sound().await;
    }

    async fn what_is_over_goes_after_a_signed_list_and_what_is_held_stays(desk: Desk) {
        let (old, held) = (her_case(desk).await, desk.call(&json!({"contact": {"phone": "05 65 00 00 08"}})).await);
        close(desk, old).await;
        desk::end_incident(&desk.app, &desk.ana, held, Ending::Information { note: String::new() }).await.expect("over");
        desk::set_hold(&desk.app, &desk.ana, held, "Contrôle de la Région".into()).await.expect("held");
        let going = desk.call(&json!({"contact": {"phone": "05 65 00 00 09"}})).await;
        let loose = desk.receive(&Letter::new("", "desk@desk.example", "Un hippocampe perdu.")).await;
        assert_eq!(loose.row.incident_id, None);
        assert_eq!(desk::retention_plan(&desk.app).await.expect("a plan").due, [], "nothing is over yet");
        desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 366 * 3 + 24));
        let plan = desk::retention_plan(&desk.app).await.expect("a plan");
        let reference = desk.case(old).await.reference;
        assert!(plan.due.iter().any(|due| due.class == Class::Case && due.name == reference && !due.held));
        assert!(plan.due.iter().any(|due| due.class == Class::ContactOnly && due.id == held && due.held));
        assert!(plan.due.iter().any(|due| due.class == Class::LooseMail));
        assert_eq!(found(desk).await, NEEDLES, "a plan changes nothing");
        let done = desk::run_retention(&desk.app, &By::Command).await.expect("run");
        assert_eq!((done.items, done.held), (plan.to_go().count(), 1));
        let list: SignedNote = done.list.expect("a list").parse().expect("a note");
        let key = desk::log_keys(&desk.app).await.expect("keys").now.parse().expect("a key");
        assert!(list.is_signed_by(&key, is_signature));
        assert!(list.text.contains(&format!("case {reference} ")) && !list.text.contains("xylophage"), "{}", list.text);
        assert_eq!(found(desk).await, Vec::<&str>::new());
        assert!(desk.case(held).await.erased_at.is_none() && desk.case(going).await.erased_at.is_none());
        assert!(desk.trail(old).await.contains(&"erased".to_owned()));
        assert_eq!(desk::run_retention(&desk.app, &By::Command).await.expect("run").items, 0, "the second run finds nothing");
        desk.assert_sound().await;
    }

    async fn a_person_gets_everything_that_is_kept_of_her_and_the_case_remembers_it(site: Site) {
        let desk = &site.desk;
        let case = her_case(desk).await;
        desk.call(&json!({"contact": {"phone": "05 65 00 00 07"}})).await;
        let asked = Asked { phone: "05 65 77 99 11".into(), ..Asked::default() };
        let file = desk::subject_file(&desk.app, &desk.ana, &asked, Words(Lang::Fr)).await.expect("hers");
        assert_eq!(file.cases, 1);
        let text = file.document.to_string().to_lowercase();
        for told in ["quatrebarbes", "xylophage", "brontosaure", "ornithorynque", "hippocampe", "+33565779911", HERS] {
            assert!(text.contains(told), "{told} is kept and not told");
        }
        assert!(!text.contains("565000007") && !text.contains("bitcoins"), "nobody else's data");
        assert!(desk.trail(case).await.contains(&"subject_access.exported".to_owned()));
        let officer = site.staff(Role::Dpo).await;
        let page = site.post(&officer, "/protection/access", &[("email", HERS), ("intent", "read")]).await;
        assert!(page.status == 200 && page.body.contains("Zéphirine Quatrebarbes"));
        let file = site.post(&officer, "/protection/access", &[("email", HERS), ("intent", "file")]).await;
        let document: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
        assert_eq!(document["cases"][0]["contact"]["email"], HERS);
        let nobody = site.post(&officer, "/protection/access", &[("email", "nobody@nowhere.example")]).await;
        assert_eq!(nobody.status, 422);
        let operator = site.staff(Role::Operator).await;
        assert_eq!(site.post(&operator, "/protection/access", &[("email", HERS)]).await.status, 403);
    }
}
