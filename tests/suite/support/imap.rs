//! A mailbox that does what a test tells it: its mails, their sizes, and what it doesn't hand over.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use vigie::mail::mailbox::{Mailbox, OpenMailbox};

/// What stands in it.
#[derive(Debug, Default)]
pub struct Standing {
    /// Mails of the inbox by their numbers.
    pub inbox: BTreeMap<u32, Vec<u8>>,
    /// Sizes that it names otherwise than they are.
    pub sizes: BTreeMap<u32, usize>,
    /// Mails that it names and doesn't hand over.
    pub hidden: BTreeSet<u32>,
    /// Mails over which it breaks off.
    pub fatal: BTreeSet<u32>,
    /// What was moved: number, folder.
    pub moved: Vec<(u32, String)>,
    /// How often each was asked for.
    pub asked: BTreeMap<u32, usize>,
}

/// A mailbox on a port of its own, served as long as the test runs.
#[derive(Debug, Clone)]
pub struct Imap {
    /// What stands in it.
    pub standing: Arc<Mutex<Standing>>,
    port: u16,
}

impl Imap {
    /// An empty one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let standing = Arc::new(Mutex::new(Standing::default()));
        let shared = Arc::clone(&standing);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { standing, port }
    }

    /// A mail arrives in it.
    pub fn arrives(&self, uid: u32, raw: &[u8]) {
        self.change(|now| drop(now.inbox.insert(uid, raw.to_vec())));
    }

    /// Changes what stands in it, or reads it.
    pub fn change<T>(&self, change: impl FnOnce(&mut Standing) -> T) -> T {
        change(&mut self.standing.lock().expect("nobody died over it"))
    }

    /// The desk signs in.
    pub async fn open(&self) -> OpenMailbox {
        let url = format!("imap://desk:secret@127.0.0.1:{}?tls=none", self.port);
        url.parse::<Mailbox>().expect("an address").open().await.expect("the mailbox opens")
    }
}

async fn serve(stream: TcpStream, standing: Arc<Mutex<Standing>>) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"* OK here\r\n").await.expect("it listens");
    while let Ok(Some(line)) = lines.next_line().await {
        let (tag, command) = line.split_once(' ').expect("a tag");
        let answer = answer(command, &mut standing.lock().expect("nobody died over it"));
        let Some(mut answer) = answer else { return };
        answer.extend_from_slice(format!("{tag} OK done\r\n").as_bytes());
        if writer.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// What it says before its « OK »; nothing when it breaks off.
fn answer(command: &str, now: &mut Standing) -> Option<Vec<u8>> {
    let text = |line: String| Some(line.into_bytes());
    let words: Vec<&str> = command.split(' ').collect();
    match words.as_slice() {
        ["CAPABILITY", ..] => text("* CAPABILITY IMAP4rev1 MOVE\r\n".into()),
        ["SELECT", ..] => text(format!("* {} EXISTS\r\n* OK [UIDVALIDITY 7] numbered\r\n", now.inbox.len())),
        ["UID", "SEARCH", ..] => {
            let uids: String = now.inbox.keys().map(|uid| format!(" {uid}")).collect();
            text(format!("* SEARCH{uids}\r\n"))
        }
        ["UID", "FETCH", uids, "(UID", "RFC822.SIZE)"] => text(numbers(uids).map(|uid| size_line(now, uid)).collect()),
        ["UID", "FETCH", uids, _, body] => {
            let range = body.strip_prefix("BODY.PEEK[]").expect("nothing else is asked for") != ")";
            let mut all = Vec::new();
            for uid in numbers(uids) {
                *now.asked.entry(uid).or_default() += 1;
                if now.fatal.contains(&uid) {
                    return None;
                }
                all.extend(mail_line(now, uid, range));
            }
            Some(all)
        }
        ["UID", "MOVE", uids, folder] => {
            for uid in numbers(uids) {
                now.inbox.remove(&uid);
                now.moved.push((uid, folder.trim_matches('"').to_owned()));
            }
            Some(Vec::new())
        }
        _ => Some(Vec::new()),
    }
}

fn numbers(uids: &str) -> impl Iterator<Item = u32> {
    uids.split(',').map(|uid| uid.parse().expect("a number"))
}

fn size_line(now: &Standing, uid: u32) -> String {
    let real = now.inbox.get(&uid).map_or(0, Vec::len);
    let size = now.sizes.get(&uid).copied().unwrap_or(real);
    format!("* {uid} FETCH (UID {uid} RFC822.SIZE {size})\r\n")
}

fn mail_line(now: &Standing, uid: u32, from_the_start: bool) -> Vec<u8> {
    let Some(raw) = now.inbox.get(&uid).filter(|_| !now.hidden.contains(&uid)) else { return Vec::new() };
    let section = if from_the_start { "BODY[]<0>" } else { "BODY[]" };
    let mut line = format!("* {uid} FETCH (UID {uid} {section} {{{}}}\r\n", raw.len()).into_bytes();
    line.extend_from_slice(raw);
    line.extend_from_slice(b")\r\n");
    line
}
