use mail_parser::MessageParser;
use proptest::prelude::*;

use super::*;
use crate::mail::folder;

fn mail() -> OutgoingMail {
    OutgoingMail {
        message_id: "<msg_0001@desk.example>".into(),
        date: "2026-11-20T17:40:00Z".parse().unwrap(),
        from: Party { name: "Centre d’essai".into(), address: "centre@desk.example".parse().unwrap() },
        to: Party::bare("jeanne@martin.example".parse().unwrap()),
        reply_to: Some("case+abc@desk.example".parse().unwrap()),
        subject: "Votre dossier K7M4-92QX : échéance".into(),
        text: "Bonjour,\n.\n..\nÀ bientôt € 😀\n".into(),
        html: "<p>Bonjour, <b>à bientôt</b></p>".into(),
        in_reply_to: Some("<earlier@desk.example>".into()),
        references: vec!["<first@desk.example>".into(), "<earlier@desk.example>".into()],
        auto_submitted: true,
        return_path: ReturnPath::Null,
    }
}

fn bytes(mail: &OutgoingMail) -> Vec<u8> {
    encode(mail).unwrap().bytes
}

#[test]
fn another_parser_reads_what_was_written() {
    let bytes = bytes(&mail());
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(read.subject(), Some("Votre dossier K7M4-92QX : échéance"));
    assert_eq!(read.message_id(), Some("msg_0001@desk.example"));
    assert_eq!(read.from().unwrap().first().unwrap().name(), Some("Centre d’essai"));
    assert_eq!(read.to().unwrap().first().unwrap().address(), Some("jeanne@martin.example"));
    assert_eq!(read.date().unwrap().to_timestamp(), mail().date.as_second());
    assert_eq!(read.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(read.header_raw("References").map(str::trim), Some("<first@desk.example> <earlier@desk.example>"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), mail().text);
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), mail().html);
}

#[test]
fn every_attempt_gives_the_same_bytes() {
    assert_eq!(bytes(&mail()), bytes(&mail()));
}

#[test]
fn a_mail_by_a_person_does_not_pass_for_automatic() {
    let bytes = bytes(&OutgoingMail { auto_submitted: false, html: String::new(), ..mail() });
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(read.header_raw("Auto-Submitted"), None);
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), mail().text.trim_end());
}

#[test]
fn identifiers_of_another_form_are_refused() {
    for id in ["", "<>", "msg@desk", "<a b@c>", "<a@b>\r\nBcc: x@y", "<a@b@c>", "<é@b>", "<a@b><c@d>"] {
        let wrong = OutgoingMail { message_id: id.into(), ..mail() };
        assert_eq!(encode(&wrong).map(|encoded| encoded.bytes), Err(BadMail::MessageId), "{id}");
        assert!(encode(&OutgoingMail { references: vec![id.into()], ..mail() }).is_err(), "{id}");
    }
}

#[test]
fn attack_17_addresses_that_could_do_harm_are_refused() {
    for text in [
        "-oQ/tmp@x.example",
        "",
        "a",
        "a@b\r\nBcc: c@d.example",
        "a b@c.example",
        "\"a\"@c.example",
        "<a@b.example>",
        "a@b.example\0",
    ] {
        assert!(text.parse::<MailAddress>().is_err(), "{text:?}");
    }
    assert!(format!("{}@desk.example", "a".repeat(300)).parse::<MailAddress>().is_err());
    assert_eq!(
        "jeanne.martin+desk@martin.example".parse::<MailAddress>().unwrap().to_string(),
        "jeanne.martin+desk@martin.example"
    );
}

/// Names of headers and the number of lines before the first empty one.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap_or_default().to_owned();
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap_or_default().to_owned())
        .collect()
}

proptest! {
    #[test]
    fn attack_16_no_field_ever_makes_a_header(
        words in "\\PC{0,40}",
        // What opens a header if anything does.
        poison in prop::sample::select(vec!["\r\nBcc: evil@x.example\r\n", "\n\n<script>", "\r", "\0", "=?utf-8?q?=0D=0ABcc:_x?=", "\u{2028}Bcc: x", "\r\n.\r\nMAIL FROM:<x>"]),
    ) {
        let typed = format!("{words}{poison}{words}");
        let poisoned = OutgoingMail {
            from: Party { name: typed.clone(), ..mail().from },
            to: Party { name: typed.clone(), ..mail().to },
            subject: typed.clone(),
            text: typed.clone(),
            html: typed,
            ..mail()
        };
        let bytes = bytes(&poisoned);
        prop_assert_eq!(header_names(&bytes), header_names(&super::tests::bytes(&mail())));
        prop_assert!(bytes.iter().all(|byte| *byte < 0x80 && *byte != 0));
        // No bare CR or LF, no line above 998 octets, none that is a lone dot: nothing to smuggle with.
        let text = String::from_utf8(bytes).unwrap();
        prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 998 && !line.starts_with('.')));
    }
}

#[test]
fn a_transport_is_read_from_its_address() {
    assert!(
        matches!(Transport::from_url("folder:./mail"), Ok(Transport::Folder(path)) if path.as_os_str() == "./mail")
    );
    assert!(matches!(Transport::from_url("memory:"), Ok(Transport::Memory(_))));
    for url in [
        "smtp://localhost:25?tls=none",
        "smtp://u:p%40ss@mail.example",
        "smtps://u:p@mail.example:465",
        "smtp://mail.example?tls=opportunistic",
    ] {
        assert!(matches!(Transport::from_url(url), Ok(Transport::Smtp(_))), "{url}");
    }
    assert_eq!(Transport::from_url("http://x").err(), Some(BadTransport::Scheme));
    assert_eq!(Transport::from_url("folder:").err(), Some(BadTransport::NoPath));
    assert_eq!(Transport::from_url("smtp://mail.example?tls=maybe").err(), Some(BadTransport::Tls));
    assert_eq!(Transport::from_url("smtp://mail.example?timeout=0").err(), Some(BadTransport::Timeout));
}

#[test]
fn a_transport_never_shows_its_password() {
    let transport = Transport::from_url("smtp://desk:secret@mail.example:2525").unwrap();
    assert_eq!(format!("{transport:?}"), "Smtp(mail.example:2525)");
}

#[tokio::test]
async fn a_folder_keeps_each_mail_once_and_gives_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let transport = Transport::Folder(folder.path().join("mail"));
    transport.send(&mail()).await.unwrap();
    transport.send(&mail()).await.unwrap();
    let later = OutgoingMail {
        message_id: "<msg_0002@desk.example>".into(),
        date: "2026-11-20T18:00:00Z".parse().unwrap(),
        ..mail()
    };
    transport.send(&later).await.unwrap();

    let kept = folder::list(&folder.path().join("mail"), 10).await.unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].date, Some(later.date));
    assert_eq!(kept[1].from, "Centre d’essai <centre@desk.example>");
    let opened = folder::read(&folder.path().join("mail"), &kept[1].name).await.unwrap().unwrap();
    assert_eq!(opened.text.replace("\r\n", "\n"), mail().text);
    assert_eq!(opened.html, mail().html);
}

#[tokio::test]
async fn only_names_of_kept_mail_are_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "x").unwrap();
    for name in ["secret", "../secret", "..%2fsecret.eml", "/etc/passwd", ".hidden.eml", ".eml", "a/b.eml", "a\0.eml"] {
        assert_eq!(folder::read(folder.path(), name).await.unwrap(), None, "{name}");
    }
    assert_eq!(folder::list(&folder.path().join("not-there"), 10).await.unwrap(), vec![]);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_no_reason_to_give_up() {
    let transport = Transport::from_url("smtp://127.0.0.1:1?tls=none").unwrap();
    let error = transport.send(&mail()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Transient, "{error}");
}

#[tokio::test]
async fn a_mail_that_cannot_be_written_is_refused_for_good() {
    let memory = Memory::default();
    let wrong = OutgoingMail { message_id: "no id".into(), ..mail() };
    let error = Transport::Memory(memory.clone()).send(&wrong).await.unwrap_err();
    assert_eq!((error.outcome(), memory.sent().len()), (Outcome::Permanent, 0));
}

#[tokio::test]
async fn memory_fails_as_asked_and_then_keeps() {
    let memory = Memory::default();
    memory.fail_next(SendError::Transient { words: "451 later".into() });
    let transport = Transport::Memory(memory.clone());
    assert_eq!(transport.send(&mail()).await.unwrap_err().words(), "451 later");
    transport.send(&mail()).await.unwrap();
    assert_eq!(memory.sent(), vec![mail()]);
}
