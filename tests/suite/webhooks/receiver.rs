//! A partner's system: a small HTTP server that keeps what it got and answers as it is told.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Got {
    /// Method and path.
    pub line: String,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body, octet by octet.
    pub body: String,
}

impl Got {
    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// How it answers.
#[derive(Debug, Clone)]
pub enum Answer {
    /// With this status.
    Status(u16),
    /// With a redirection to there.
    Elsewhere(String),
    /// It hangs up in the middle.
    HangsUp,
    /// It takes the message and goes on talking.
    Endless,
}

#[derive(Debug, Default)]
struct Shared {
    connections: AtomicUsize,
    got: Mutex<Vec<Got>>,
    answers: Mutex<VecDeque<Answer>>,
}

/// The server.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Receiver {
    /// One on a free port of this machine; it answers 204 unless told otherwise.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let (address, shared) = (listener.local_addr().expect("its address"), Arc::new(Shared::default()));
        tokio::spawn(serve(listener, Arc::clone(&shared)));
        Self { address, shared }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// How often somebody knocked.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The next answers, one a message.
    pub fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.shared.answers.lock().expect("no panic").extend(answers);
    }

    /// What came, in its order.
    pub fn got(&self) -> Vec<Got> {
        self.shared.got.lock().expect("no panic").clone()
    }

    /// Types of what came.
    pub fn kinds(&self) -> Vec<String> {
        self.got().iter().map(|got| got.json()["type"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(answer(stream, Arc::clone(&shared)));
    }
}

async fn answer(mut stream: TcpStream, shared: Arc<Shared>) {
    let Some(got) = read(&mut stream).await else { return };
    shared.got.lock().expect("no panic").push(got);
    let next = shared.answers.lock().expect("no panic").pop_front().unwrap_or(Answer::Status(204));
    let head = match next {
        Answer::Status(status) => format!("HTTP/1.1 {status} Whatever\r\n"),
        Answer::Elsewhere(place) => format!("HTTP/1.1 307 Elsewhere\r\nlocation: {place}\r\n"),
        Answer::HangsUp => return,
        Answer::Endless => return talk(stream).await,
    };
    let whole = format!("{head}content-length: 0\r\nconnection: close\r\n\r\n");
    // Who asked may have gone: what it asked is kept.
    drop(stream.write_all(whole.as_bytes()).await);
}

async fn talk(mut stream: TcpStream) {
    let mut more = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n").await;
    while more.is_ok() {
        more = stream.write_all(&[b'x'; 65_536]).await;
    }
}

async fn read(stream: &mut TcpStream) -> Option<Got> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let whole = end + 4 + length.unwrap_or(0);
    while bytes.len() < whole {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Got { line, headers, body: String::from_utf8(bytes[end + 4..whole].to_vec()).ok()? })
}
