//! The life of a piece: brought, read, handed on, looked at, set aside, gone with its case.

use std::{fs, path::PathBuf, sync::Arc};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;
use vigie::{
    config::Config,
    desk::{self, By, DeskError, Ending, FileRefused, NewPiece, PieceAct, PieceSource, Receiving, Why},
    domain::{file_name::FileName, vocabulary::Role},
    store::{entity::attachment, find},
};

use crate::{
    on_both,
    support::{Desk, Engine, Letter, Site, Visitor, opened, provider, reply_to},
};

const OUT: &Visitor = &Visitor::Nobody;

async fn pieces(desk: &Desk, case: Uuid) -> Vec<attachment::Model> {
    find::pieces_of(desk.app.store.reader(), case).await.expect("a read")
}

async fn bring(desk: &Desk, by: &By, case: Uuid, bytes: &[u8]) -> Result<Uuid, DeskError> {
    let mut receiving = Receiving::begin(&desk.app, desk::room_left(&desk.app, case).await?).await?;
    receiving.take(bytes).await?;
    let new = NewPiece {
        received: receiving.finish().await?,
        name: FileName::of("preuve.txt"),
        declared: "text/plain".into(),
        note: String::new(),
        source: PieceSource::Operator,
    };
    Ok(desk::add_piece(&desk.app, by, case, new).await?.id())
}

/// Names of the files that are kept.
fn kept(desk: &Desk) -> Vec<PathBuf> {
    let folder = desk.place.folder.path().join("files");
    let below = |path: PathBuf| fs::read_dir(path).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = below(folder).filter(|path| path.is_dir()).flat_map(below).collect();
    found.sort();
    found
}

async fn close_and_erase(desk: &Desk, case: Uuid) {
    let over = Ending::Closed { disposition: "confirmed".into(), note: String::new() };
    desk::end_incident(&desk.app, &desk.ana, case, over).await.expect("closed");
    desk::erase_case(&desk.app, &desk.ana, case, Why::Request).await.expect("erased");
}

async fn with_limits(engine: Engine, set: impl FnOnce(&mut Config)) -> Site {
    Site::of(Desk::with(engine, (0..6).map(provider).collect(), set).await)
}

on_both! {
    async fn a_file_goes_from_the_victim_over_the_desk_to_the_provider(site: Site) {
        let desk = &site.desk;
        let (case, offer) = desk.assigned_call().await;
        let (tracking, mission) = (site.tracking(case).await, site.offer_page(case, offer.id).await);
        let operator = site.staff(Role::Operator).await;
        let path = format!("/incidents/{}", desk.case(case).await.reference);
        let sent = site.send_files(OUT, &format!("{tracking}/files"), "L’écran", &[("écran.txt", b"Payez.")]).await;
        assert_eq!((sent.status, sent.location.ends_with("?done=files#files")), (303, true));
        assert!(site.get(OUT, &tracking).await.body.contains("écran.txt"));
        let page = site.get(&operator, &path).await.body;
        assert!(page.contains("écran.txt") && page.contains("la victime") && page.contains("infected"));
        assert!(desk.tasks().await.iter().any(|task| task.text_id == "task-look-at-file"));
        let piece = pieces(desk, case).await.remove(0);
        assert!(!site.get(OUT, &mission).await.body.contains("écran.txt"), "not handed on yet");
        let link = format!("{path}/files/{}", piece.id.simple());
        assert_eq!(site.post(&operator, &link, &[("intent", "share")]).await.status, 303);
        assert!(site.get(OUT, &mission).await.body.contains("écran.txt"));
        let taken = site.bytes(OUT, &format!("{mission}/files/{}", piece.id.simple())).await;
        assert_eq!(opened(&taken.bytes, "infected"), ("écran.txt".to_owned(), b"Payez.".to_vec()));
        let brought = site.send_files(OUT, &format!("{mission}/files"), "", &[("rapport.pdf", b"%PDF-1.7 ...")]).await;
        assert_eq!(brought.status, 303);
        assert!(site.get(&operator, &path).await.body.contains("rapport.pdf"));
        assert!(!site.get(OUT, &tracking).await.body.contains("rapport.pdf"), "each party sees its own");
        assert_eq!(site.post(&operator, &link, &[("intent", "set_aside"), ("reason", "")]).await.status, 422);
        assert_eq!(site.post(&operator, &link, &[("intent", "set_aside"), ("reason", "Rien à voir")]).await.status, 303);
        assert_eq!(site.bytes(OUT, &format!("{mission}/files/{}", piece.id.simple())).await.status, 404);
        assert_eq!(site.bytes(&operator, &link).await.status, 200, "the desk still reads it");
        let acts: Vec<String> = desk.trail(case).await.into_iter().filter(|act| act.starts_with("file.")).collect();
        assert_eq!(acts, ["file.added", "file.shared", "file.read", "file.added", "file.set_aside", "file.read"]);
        desk::take_back(&desk.app, &desk.ana, case, String::new()).await.expect("taken back");
        assert_eq!(site.send_files(OUT, &format!("{mission}/files"), "", &[("x", b"x")]).await.status, 410);
    }

    async fn the_spoken_code_shows_no_file_and_takes_none(site: Site) {
        let case = site.desk.call(&json!({})).await;
        site.send_files(OUT, &format!("{}/files", site.tracking(case).await), "", &[("secret.txt", b"x")]).await;
        let code = desk::tracking_code(&site.desk.app, case);
        let form = [("code", code.as_str()), ("postal_code", "12000"), ("last_four", "0001"), ("proof", "0001")];
        let page = site.post(OUT, "/suivi", &form).await;
        assert!(!page.body.contains("secret.txt") && !page.body.contains("type=\"file\""), "{}", page.status);
    }

    async fn the_same_bytes_stand_once_and_go_with_the_last_case_that_has_them(desk: Desk) {
        let (one, other) = (desk.call(&json!({})).await, desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await);
        let first = bring(desk, &desk.ana, one, b"la meme preuve").await.expect("a piece");
        let again = bring(desk, &desk.ana, one, b"la meme preuve").await.expect("known");
        assert_eq!((first, pieces(desk, one).await.len()), (again, 1), "sent twice, it is one piece");
        bring(desk, &desk.ana, other, b"la meme preuve").await.expect("a piece");
        bring(desk, &desk.ana, one, b"une autre").await.expect("a piece");
        assert_eq!(kept(desk).len(), 2);
        close_and_erase(desk, one).await;
        assert_eq!(kept(desk).len(), 1, "the other case still has it");
        assert!(desk::take_piece(&desk.app, &desk.ana, other, pieces(desk, other).await[0].id).await.is_ok());
        close_and_erase(desk, other).await;
        assert_eq!(kept(desk), Vec::<PathBuf>::new());
        desk.assert_sound().await;
    }

    async fn files_of_a_mail_are_pieces_of_its_case(desk: Desk) {
        let case = desk.offered_call().await;
        desk.work().await;
        let mail = desk.mail_to("jeanne@boulangerie.example").remove(0);
        let body = "--b\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n--b\r\nContent-Type: application/pdf\r\n\
            Content-Disposition: attachment; filename=\"../rib.pdf\"\r\n\r\n%PDF-1.4 faux\r\n--b--";
        let letter = Letter::new("jeanne@boulangerie.example", &reply_to(&mail), body)
            .header("MIME-Version: 1.0")
            .header("Content-Type: multipart/mixed; boundary=b");
        desk.receive(&letter).await;
        let found = pieces(desk, case).await;
        let told = found.iter().map(|piece| (piece.name.as_str(), piece.source.as_str(), piece.party.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), [("rib.pdf", "mail", "victim")]);
        assert_eq!((found[0].kind.as_str(), found[0].mail_part), ("pdf", Some(0)));
        desk.receive(&letter).await;
        assert_eq!(pieces(desk, case).await.len(), 1, "the same mail once more");
        let taken = desk::take_piece(&desk.app, &desk.ana, case, found[0].id).await.expect("in its archive");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut { taken.archive }, &mut bytes).expect("read");
        assert_eq!(opened(&bytes, "infected").1, b"%PDF-1.4 faux");
        // A stranger's report brings its files with it.
        let stranger = Letter::new("paul@mairie.example", "desk@desk.example", body)
            .header("MIME-Version: 1.0")
            .header("Content-Type: multipart/mixed; boundary=b");
        let new = desk.receive(&stranger).await.row.incident_id.expect("a report");
        let found = pieces(desk, new).await;
        assert_eq!((found.len(), found[0].party.as_str()), (1, "unknown"));
    }

    async fn what_was_set_aside_comes_back_and_is_never_deleted(desk: Desk) {
        let case = desk.call(&json!({})).await;
        let id = bring(desk, &desk.ana, case, b"douteux").await.expect("a piece");
        let act = async |act| desk::act_on_piece(&desk.app, &desk.ana, case, id, act).await;
        act(PieceAct::Share).await.expect("handed on");
        act(PieceAct::SetAside("Doublon".into())).await.expect("set aside");
        let piece = pieces(desk, case).await.remove(0);
        assert_eq!((piece.shared_at, piece.set_aside_why.as_str()), (None, "Doublon"));
        assert!(matches!(act(PieceAct::Share).await, Err(DeskError::File(FileRefused::SetAside))));
        assert_eq!(kept(desk).len(), 1);
        act(PieceAct::BringBack).await.expect("counts again");
        assert!(pieces(desk, case).await[0].set_aside_at.is_none());
    }

    async fn nothing_is_left_of_a_file_that_was_not_taken(desk: Desk) {
        let case = desk.call(&json!({})).await;
        let mut receiving = Receiving::begin(&desk.app, 10).await.expect("begun");
        assert!(matches!(receiving.take(&[0; 11]).await, Err(DeskError::File(FileRefused::TooLarge { most: 10 }))));
        drop(receiving);
        let mut receiving = Receiving::begin(&desk.app, 10).await.expect("begun");
        receiving.take(b"assez").await.expect("taken");
        drop(receiving.finish().await.expect("whole"));
        close_and_erase(desk, case).await;
        assert!(matches!(bring(desk, &desk.ana, case, b"trop tard").await, Err(DeskError::Erased)));
        for _ in 0..1200 {
            if kept(desk).is_empty() {
                return;
            }
            // An upload that was given up is taken away by a thread of its own.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("left: {:?}", kept(desk));
    }
}

#[tokio::test]
async fn a_case_takes_so_much_and_no_more() {
    let site = with_limits(Engine::Sqlite, |config| {
        config.evidence.file_mb = 1;
        config.evidence.case_files = 3;
        config.evidence.case_mb = 2;
    })
    .await;
    let case = site.desk.call(&json!({})).await;
    let path = format!("{}/files", site.tracking(case).await);
    let large = vec![b'x'; 1_000_001];
    let refused = site.send_files(OUT, &path, "", &[("gros.txt", &large), ("petit.txt", b"x")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("gros.txt") && refused.body.contains("trop lourd"), "says which");
    assert_eq!(pieces(&site.desk, case).await.len(), 1, "the other one was taken");
    assert_eq!(site.send_files(OUT, &path, "", &[]).await.status, 422, "nothing was chosen");
    assert_eq!(site.send_files(OUT, &path, "", &[("vide.txt", b"")]).await.status, 422);
    assert_eq!(
        site.send_files(OUT, &path, "", &[("a", &large[..900_000]), ("b", &large[..900_001])]).await.status,
        303
    );
    let full = site.send_files(OUT, &path, "", &[("c", b"c")]).await;
    assert!(full.status == 422 && full.body.contains("contient déjà tout"), "{}", full.status);
    assert_eq!((pieces(&site.desk, case).await.len(), kept(&site.desk).len()), (3, 3));
    let far_too_large = vec![b'x'; 9_000_000];
    let other = site.desk.call(&json!({"contact": {"phone": "05 65 00 00 02"}})).await;
    let path = format!("{}/files", site.tracking(other).await);
    let reply = site.send_files(OUT, &path, "", &[("x", &far_too_large)]).await;
    assert_eq!(reply.status, 413, "not even read");
    site.close().await;
}

#[tokio::test]
async fn one_link_sends_so_many_forms_and_waits_then() {
    let site = Site::open(Engine::Sqlite).await;
    let case = site.desk.call(&json!({})).await;
    let path = format!("{}/files", site.tracking(case).await);
    let mut statuses = Vec::new();
    for number in 0..40 {
        statuses.push(site.send_files(OUT, &path, "", &[("x.txt", format!("{number}").as_bytes())]).await.status);
    }
    assert!(statuses[..20].iter().all(|status| *status == 303), "{statuses:?}");
    assert!(statuses.contains(&429), "{statuses:?}");
    site.close().await;
}

/// A scanner that knows one word, speaks as clamd does, and counts.
async fn scanner() -> (String, Arc<std::sync::Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("tcp:{}", listener.local_addr().expect("its address"));
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let told = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let told = Arc::clone(&told);
            tokio::spawn(async move { answer(socket, &told).await.expect("a conversation") });
        }
    });
    (address, asked)
}

async fn answer(mut socket: TcpStream, told: &std::sync::Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut order = Vec::new();
    while order.last() != Some(&0) {
        order.push(socket.read_u8().await?);
    }
    told.lock().expect("no panic").push(String::from_utf8_lossy(&order[..order.len() - 1]).into_owned());
    if order == b"zPING\0" {
        return socket.write_all(b"PONG\0").await;
    }
    let mut file = Vec::new();
    loop {
        let length = socket.read_u32().await? as usize;
        if length == 0 {
            break;
        }
        let mut piece = vec![0; length];
        socket.read_exact(&mut piece).await?;
        file.extend(piece);
    }
    let known = file.windows(8).any(|part| part == b"MALICE-1");
    socket.write_all(if known { b"stream: Vigie.Malice-1 FOUND\0" } else { b"stream: OK\0" }).await
}

#[tokio::test]
async fn a_finding_marks_a_piece_and_deletes_nothing() {
    let (address, asked) = scanner().await;
    let site = with_limits(Engine::Sqlite, |config| config.evidence.clamd = Some(address)).await;
    let (desk, case) = (&site.desk, site.desk.call(&json!({})).await);
    bring(desk, &desk.ana, case, b"rien de mal").await.expect("a piece");
    let bad = bring(desk, &desk.ana, case, &[&[0; 200_000][..], b"MALICE-1"].concat()).await.expect("a piece");
    assert_eq!(desk::scan_pieces(&desk.app).await.expect("it answers"), 2);
    let said: Vec<_> = pieces(desk, case).await.into_iter().map(|piece| (piece.scan, piece.finding)).collect();
    assert_eq!(said, [("clean".into(), String::new()), ("found".into(), "Vigie.Malice-1".into())]);
    assert_eq!(desk::scan_pieces(&desk.app).await.expect("nothing waits"), 0);
    assert_eq!(*asked.lock().expect("no panic"), ["zPING", "zINSTREAM", "zINSTREAM"]);
    assert_eq!(kept(desk).len(), 2);
    let operator = site.staff(Role::Operator).await;
    let page = site.get(&operator, &format!("/incidents/{}", desk.case(case).await.reference)).await.body;
    assert!(page.contains("Vigie.Malice-1") && page.contains("L’antivirus n’y reconnaît rien"));
    assert!(desk.tasks().await.iter().any(|task| task.text_id == "task-file-found"));
    let scans = desk.trail(case).await.into_iter().filter(|act| act == "file.scanned").count();
    assert_eq!(scans, 2);
    assert!(desk::take_piece(&desk.app, &desk.ana, case, bad).await.is_ok(), "the desk may still read it");
    site.close().await;
}

#[tokio::test]
async fn without_an_answer_of_the_scanner_pieces_wait() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("tcp:{}", listener.local_addr().expect("its address"));
    drop(listener);
    let site = with_limits(Engine::Sqlite, |config| config.evidence.clamd = Some(address)).await;
    let case = site.desk.call(&json!({})).await;
    bring(&site.desk, &site.desk.ana, case, b"attend").await.expect("taken without it");
    assert!(matches!(desk::scan_pieces(&site.desk.app).await, Err(DeskError::Scanner(_))));
    assert_eq!(pieces(&site.desk, case).await[0].scan, "");
    site.close().await;
}
