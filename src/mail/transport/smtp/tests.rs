//! Against a server that does what real ones do on bad days, on a real socket.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::super::{OutgoingMail, Party, ReturnPath, Transport};
use super::*;

/// What the server does when its moment comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Takes every mail.
    Good,
    /// Answers the recipient like this.
    AtRecipient(&'static str),
    /// Answers the end of the mail like this.
    AtEnd(&'static str),
    /// Answers the password like this.
    AtPassword(&'static str),
    /// Takes the whole mail, then breaks the connection before it says so.
    DropAfterData,
    /// Takes the first mail whole and never says so; takes the others.
    HangsOnce,
    /// Says nothing at all.
    Silent,
    /// Isn't a mail server.
    NoServer,
}

/// What the server saw.
#[derive(Debug, Default)]
struct Seen {
    connections: usize,
    commands: Vec<String>,
    mails: Vec<String>,
}

struct Server {
    port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    async fn in_mood(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                lock(&shared).connections += 1;
                tokio::spawn(converse(stream, mood, Arc::clone(&shared)));
            }
        });
        Self { port, seen }
    }

    fn transport(&self, credentials: &str, options: &str) -> Transport {
        Transport::from_url(&format!("smtp://{credentials}127.0.0.1:{}?{options}", self.port)).unwrap()
    }

    fn plain(&self) -> Transport {
        self.transport("", "tls=none&timeout=2")
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        lock(&self.seen)
    }
}

fn lock(seen: &Mutex<Seen>) -> std::sync::MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn converse(stream: TcpStream, mood: Mood, seen: Arc<Mutex<Seen>>) -> Option<()> {
    if mood == Mood::Silent {
        std::future::pending::<()>().await;
    }
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let greeting = if mood == Mood::NoServer { "HTTP/1.1 400 Bad Request" } else { "220 relay.example ESMTP" };
    say(&mut writer, greeting).await?;
    while let Some(command) = lines.next_line().await.ok()? {
        lock(&seen).commands.push(command.clone());
        let verb = command.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("EHLO", _) => "250-relay.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            ("AUTH", Mood::AtPassword(answer)) | ("RCPT", Mood::AtRecipient(answer)) => answer,
            ("AUTH", _) => "235 welcome",
            ("DATA", _) => {
                say(&mut writer, "354 go on").await?;
                let mail = read_mail(&mut lines).await?;
                lock(&seen).mails.push(mail);
                if mood == Mood::HangsOnce && lock(&seen).mails.len() == 1 {
                    std::future::pending::<()>().await;
                }
                match mood {
                    Mood::DropAfterData => return None,
                    Mood::AtEnd(answer) => answer,
                    _ => "250 2.0.0 queued as 42",
                }
            }
            ("QUIT", _) => "221 bye",
            _ => "250 ok",
        };
        say(&mut writer, answer).await?;
    }
    Some(())
}

async fn say(writer: &mut (impl AsyncWriteExt + Unpin), answer: &str) -> Option<()> {
    writer.write_all(format!("{answer}\r\n").as_bytes()).await.ok()
}

async fn read_mail(lines: &mut tokio::io::Lines<impl AsyncBufReadExt + Unpin>) -> Option<String> {
    let mut mail = String::new();
    loop {
        let line = lines.next_line().await.ok()??;
        if line == "." {
            return Some(mail);
        }
        mail.push_str(&line);
        mail.push('\n');
    }
}

fn mail(n: usize) -> OutgoingMail {
    OutgoingMail {
        message_id: format!("<msg_{n}@desk.example>"),
        date: "2026-11-20T17:40:00Z".parse().unwrap(),
        from: Party::bare("centre@desk.example".parse().unwrap()),
        to: Party::bare("astreinte@atelier.example".parse().unwrap()),
        reply_to: None,
        subject: "Proposition K7M4-92QX".into(),
        text: "Bonjour,\r\n.\r\nMAIL FROM:<evil@x.example>\r\n.\n\nfin".into(),
        html: String::new(),
        in_reply_to: None,
        references: Vec::new(),
        auto_submitted: true,
        return_path: ReturnPath::Null,
    }
}

async fn refused_in(mood: Mood) -> SendError {
    let server = Server::in_mood(mood).await;
    server.plain().send(&mail(1)).await.expect_err("the server is in a bad mood")
}

#[tokio::test]
async fn attack_17_an_accepted_mail_gives_the_servers_words_and_smuggles_nothing() {
    let server = Server::in_mood(Mood::Good).await;
    let accepted = server.plain().send(&mail(1)).await.unwrap();
    assert_eq!(accepted.server_words, "250 2.0.0 queued as 42");
    let seen = server.seen();
    assert_eq!(seen.mails.len(), 1);
    assert_eq!(seen.commands.iter().filter(|command| command.starts_with("MAIL")).count(), 1);
    assert!(seen.commands.iter().any(|command| command.starts_with("MAIL FROM:<>")), "{:?}", seen.commands);
    assert!(seen.mails[0].contains("evil@x.example"));
}

#[tokio::test]
async fn connections_are_kept_open_and_are_few() {
    let server = Server::in_mood(Mood::Good).await;
    let transport = server.plain();
    for n in 0..20 {
        transport.send(&mail(n)).await.unwrap();
    }
    assert_eq!(server.seen().connections, 1);
    let sending: Vec<_> = (20..60)
        .map(|n| {
            let transport = transport.clone();
            tokio::spawn(async move { transport.send(&mail(n)).await })
        })
        .collect();
    for task in sending {
        task.await.unwrap().unwrap();
    }
    let seen = server.seen();
    assert_eq!(seen.mails.len(), 60);
    assert!(seen.connections <= CONNECTIONS, "{} connections", seen.connections);
}

#[tokio::test]
async fn a_refused_recipient_is_for_good_and_a_busy_server_is_not() {
    let refused = refused_in(Mood::AtRecipient("550 5.1.1 no such user")).await;
    assert!(matches!(&refused, SendError::Permanent { words } if words.contains("no such user")), "{refused}");
    let greylisted = refused_in(Mood::AtRecipient("451 4.7.1 come back later")).await;
    assert!(matches!(&greylisted, SendError::Transient { words } if words.contains("later")), "{greylisted}");
    assert!(matches!(refused_in(Mood::AtEnd("554 5.7.1 spam")).await, SendError::Permanent { .. }));
    assert!(matches!(refused_in(Mood::AtEnd("452 4.3.1 disk full")).await, SendError::Transient { .. }));
}

#[tokio::test]
async fn a_wrong_password_or_an_unknown_command_bounces_no_mail() {
    let server = Server::in_mood(Mood::AtPassword("535 5.7.8 bad credentials")).await;
    let error = server.transport("desk:wrong@", "tls=none&timeout=2").send(&mail(1)).await.unwrap_err();
    assert!(matches!(error, SendError::Transient { .. }), "{error}");
    assert!(!error.words().contains("wrong"));
    assert!(matches!(refused_in(Mood::AtRecipient("502 5.5.1 not implemented")).await, SendError::Transient { .. }));
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_mail_is_tried_again_under_the_same_id() {
    let server = Server::in_mood(Mood::DropAfterData).await;
    for _ in 0..2 {
        let error = server.plain().send(&mail(7)).await.unwrap_err();
        assert!(matches!(error, SendError::Transient { .. }), "{error}");
    }
    let seen = server.seen();
    assert_eq!(seen.mails.len(), 2);
    assert_eq!(seen.mails[0], seen.mails[1]);
    assert!(seen.mails[0].contains("Message-ID: <msg_7@desk.example>"));
}

#[tokio::test]
async fn a_silent_server_is_given_up_in_time() {
    let server = Server::in_mood(Mood::Silent).await;
    let transport = server.transport("", "tls=none&timeout=1");
    let mail = mail(1);
    let sending = tokio::time::timeout(Duration::from_secs(8), transport.send(&mail));
    let error = sending.await.expect("in time").unwrap_err();
    assert!(matches!(error, SendError::Transient { .. }), "{error}");
}

#[tokio::test]
async fn a_connection_that_hung_is_not_used_again() {
    let server = Server::in_mood(Mood::HangsOnce).await;
    let transport = server.transport("", "tls=none&timeout=1");
    assert!(matches!(transport.send(&mail(1)).await, Err(SendError::Transient { .. })));
    transport.send(&mail(1)).await.expect("over a new connection");
    let seen = server.seen();
    assert_eq!((seen.mails.len(), seen.connections), (2, 2));
}

#[tokio::test]
async fn what_is_no_mail_server_gets_no_mail() {
    assert!(matches!(refused_in(Mood::NoServer).await, SendError::Transient { .. }));
    let server = Server::in_mood(Mood::NoServer).await;
    assert!(server.plain().check().await.is_err());
}

#[tokio::test]
async fn without_encryption_nothing_is_said_unless_the_configuration_allows_it() {
    let server = Server::in_mood(Mood::Good).await;
    let error = server.transport("desk:secret@", "timeout=2").send(&mail(1)).await.unwrap_err();
    assert!(matches!(error, SendError::Transient { .. }), "{error}");
    {
        let seen = server.seen();
        assert_eq!(seen.mails.len(), 0);
        assert!(!seen.commands.iter().any(|command| command.starts_with("AUTH") || command.starts_with("MAIL")));
    }
    server.transport("", "tls=opportunistic&timeout=2").send(&mail(1)).await.unwrap();
    assert_eq!(server.seen().mails.len(), 1);
}

#[tokio::test]
async fn checking_says_whether_mail_could_leave_and_sends_none() {
    let server = Server::in_mood(Mood::Good).await;
    assert_eq!(server.plain().check().await, Ok(()));
    assert_eq!(server.seen().mails.len(), 0);
    let nobody = Transport::from_url("smtp://127.0.0.1:1?tls=none&timeout=1").unwrap();
    assert!(nobody.check().await.is_err());
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Transport::Folder(folder.path().join("mail")).check().await, Ok(()));
    std::fs::write(folder.path().join("file"), "").unwrap();
    assert!(Transport::Folder(folder.path().join("file")).check().await.is_err());
}
