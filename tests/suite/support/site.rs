//! A desk behind its real web server, and people who come to it by HTTP.

use std::{net::SocketAddr, sync::Arc};

use reqwest::{Method, RequestBuilder, header, redirect};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use vigie::{
    desk::{self, By, Client, NewToken, NewUser, SignedIn, links},
    domain::vocabulary::Role,
    store::find,
    web::server::{self, Server},
};

use super::{Desk, Engine, openapi};

/// A running desk and its server.
#[derive(Debug)]
pub struct Site {
    /// The desk.
    pub desk: Desk,
    server: Server,
    client: reqwest::Client,
}

/// Who comes.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Somebody without an account.
    Nobody,
    /// A member of the staff, by the session's cookie.
    Staff(Role, String),
    /// A partner's system, by its scopes and its token.
    Partner(Vec<&'static str>, String),
}

/// What the server answered.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Where it leads on; empty without a redirection.
    pub location: String,
    /// The page.
    pub body: String,
    /// The session's cookie, when the answer sets it.
    pub session: Option<String>,
    /// Which version it is; empty when the answer doesn't say.
    pub etag: String,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// The password of every account of a test.
pub const PASSWORD: &str = "une phrase assez longue";

/// What the server answered, octet by octet.
#[derive(Debug)]
pub struct Download {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: header::HeaderMap,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Site {
    /// A desk with six providers and its server, on a free port of this machine.
    pub async fn open(engine: Engine) -> Self {
        Self::of(Desk::open(engine).await)
    }

    /// The server of a desk.
    pub fn of(desk: Desk) -> Self {
        let server = server::start(Arc::clone(&desk.app), CancellationToken::new()).expect("the server starts");
        let client = reqwest::Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
        Self { desk, server, client }
    }

    /// Where the server listens.
    pub const fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// `http://ADDRESS`.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// Stops the server and closes the desk.
    pub async fn close(self) {
        self.server.stop().await;
        self.desk.close().await;
    }

    /// Somebody of this role, signed in.
    pub async fn staff(&self, role: Role) -> Visitor {
        let email = self.account(role).await;
        Visitor::Staff(role, self.sign_in(&email).await)
    }

    /// A session of an account that has no second factor.
    pub async fn sign_in(&self, email: &str) -> String {
        match desk::sign_in(&self.desk.app, email, PASSWORD.into(), &Client::default()).await {
            Ok(SignedIn::Open(opened)) => opened.token,
            other => panic!("no session: {other:?}"),
        }
    }

    /// An account of this role; its address. Its password is [`PASSWORD`].
    pub async fn account(&self, role: Role) -> String {
        let email = format!("{}-{}@desk.example", role.as_str(), Uuid::now_v7().simple());
        let user = NewUser {
            name: format!("Une {role}"),
            email: email.parse().expect("an address"),
            role,
            password: PASSWORD.into(),
        };
        desk::add_user(&self.desk.app, &By::Command, user).await.expect("an account");
        email
    }

    /// A partner whose token has these scopes.
    pub async fn partner(&self, scopes: &[&'static str]) -> Visitor {
        let new = NewToken {
            name: format!("partenaire {} {}", scopes.join(" "), Uuid::now_v7().simple()),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            rate_per_minute: None,
        };
        let token = desk::create_token(&self.desk.app, &By::Command, new).await.expect("a token");
        Visitor::Partner(scopes.to_vec(), token)
    }

    /// Asks for a page.
    pub async fn get(&self, who: &Visitor, path: &str) -> Reply {
        answered(self.request(who, Method::GET, path)).await
    }

    /// Asks for something that isn't text.
    pub async fn bytes(&self, who: &Visitor, path: &str) -> Download {
        let answer = self.request(who, Method::GET, path).send().await.expect("the server answers");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Download { status, headers, bytes: answer.bytes().await.expect("a body").to_vec() }
    }

    /// Sends a form.
    pub async fn post(&self, who: &Visitor, path: &str, form: &[(&str, &str)]) -> Reply {
        answered(self.request(who, Method::POST, path).form(form)).await
    }

    /// Sends anything.
    pub async fn send(&self, who: &Visitor, method: &str, path: &str, body: &serde_json::Value) -> Reply {
        let method = method.to_uppercase().parse().expect("a method");
        answered(self.request(who, method, path).json(body)).await
    }

    /// Sends a document for the version that was seen.
    pub async fn change(
        &self,
        who: &Visitor,
        (method, path): (&str, &str),
        seen: &str,
        body: &serde_json::Value,
    ) -> Reply {
        let method = method.to_uppercase().parse().expect("a method");
        answered(self.request(who, method, path).header(header::IF_MATCH, seen).json(body)).await
    }

    /// Asks for a page with a header.
    pub async fn get_with(&self, who: &Visitor, path: &str, (name, value): (&str, &str)) -> Reply {
        answered(self.request(who, Method::GET, path).header(name, value)).await
    }

    /// Sends a document with a header.
    pub async fn send_with(
        &self,
        who: &Visitor,
        path: &str,
        (name, value): (&str, &str),
        body: &serde_json::Value,
    ) -> Reply {
        answered(self.request(who, Method::POST, path).header(name, value).json(body)).await
    }

    /// Sends a file by a form of several parts.
    pub async fn upload(&self, who: &Visitor, path: &str, name: &str, content: &str) -> Reply {
        let part = format!(
            "--grenze\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"file.csv\"\r\nContent-Type: \
             text/csv\r\n\r\n{content}\r\n--grenze--\r\n"
        );
        let request = self.request(who, Method::POST, path);
        answered(request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze").body(part)).await
    }

    /// Sends files with a note, each by its name and its bytes, as a form of several parts.
    pub async fn send_files(&self, who: &Visitor, path: &str, note: &str, files: &[(&str, &[u8])]) -> Reply {
        let mut body =
            format!("--grenze\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n{note}\r\n").into_bytes();
        for (name, bytes) in files {
            let encoded: String = name.bytes().map(|octet| format!("%{octet:02X}")).collect();
            let head = format!(
                "--grenze\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''{encoded}\r\nContent-Type: \
                 image/png\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--grenze--\r\n");
        let request = self.request(who, Method::POST, path);
        answered(request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze").body(body)).await
    }

    fn request(&self, who: &Visitor, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.server.address);
        let request = self.client.request(method, url).header("sec-fetch-site", "same-origin");
        match who {
            Visitor::Nobody => request,
            Visitor::Staff(_, session) => request.header(header::COOKIE, format!("vigie={session}")),
            Visitor::Partner(_, token) => request.bearer_auth(token),
        }
    }

    /// Opens a stream; its end is waited for by whoever reads it.
    pub async fn stream(&self, who: &Visitor, path: &str) -> reqwest::Response {
        self.request(who, Method::GET, path).send().await.expect("an answer")
    }

    /// How many acts of this name the whole trail holds.
    pub async fn acts(&self, action: &str) -> usize {
        let filter = find::TrailFilter { action: Some(action.to_owned()), ..find::TrailFilter::default() };
        find::trail(self.desk.app.store.reader(), &filter, 10_000).await.expect("a read").len()
    }

    /// The path of a case's tracking page.
    pub async fn tracking(&self, incident: Uuid) -> String {
        let link = desk::tracking_link(&self.desk.app, incident).await.expect("a link");
        links::path(&self.desk.app, &link)
    }

    /// The path of a provider's own page, out of the mail that went to this address.
    pub async fn own_page(&self, address: &str) -> String {
        self.desk.work().await;
        let mails = self.desk.mail_to(address);
        let text = mails.iter().find_map(|mail| mail.text.split("/p/").nth(1)).expect("a mail with the link");
        format!("/p/{}", text.split_whitespace().next().expect("a token"))
    }

    /// The path of the page on which a provider confirms that it deleted a case.
    pub async fn deletion_page(&self, incident: Uuid, offer: Uuid) -> String {
        let links = find::links_of(self.desk.app.store.reader(), incident).await.expect("a read");
        let link = links.into_iter().find(|link| link.offer_id == Some(offer) && link.scope == "deletion");
        links::path(&self.desk.app, &link.expect("a link of this offer"))
    }

    /// The path of an offer's page.
    pub async fn offer_page(&self, incident: Uuid, offer: Uuid) -> String {
        let links = find::links_of(self.desk.app.store.reader(), incident).await.expect("a read");
        let link = links.into_iter().find(|link| link.offer_id == Some(offer)).expect("a link of this offer");
        links::path(&self.desk.app, &link)
    }
}

async fn answered(request: RequestBuilder) -> Reply {
    let (client, request) = request.build_split();
    let request = request.expect("a request");
    let (method, path) = (request.method().to_string(), request.url().path().to_owned());
    let answer = client.execute(request).await.expect("the server answers");
    let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (status, location) = (answer.status().as_u16(), location.to_owned());
    let session = answer.headers().get_all(header::SET_COOKIE).iter().find_map(|value| {
        let value = value.to_str().ok()?.strip_prefix("vigie=")?.split(';').next()?;
        Some(value.to_owned())
    });
    // A stream of events ends when the desk stops: its door is what a test looks at.
    let is_stream = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
    let header = |name: header::HeaderName| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (kind, etag) = (header(header::CONTENT_TYPE), header(header::ETAG));
    let body = if is_stream { String::new() } else { answer.text().await.expect("a body") };
    // No answer of the interface leaves a test without being compared with its description.
    if let Err(wrong) = openapi::compare(&method, &path, (status, &kind), &body) {
        panic!("{wrong}");
    }
    Reply { status, location, body, session, etag }
}
