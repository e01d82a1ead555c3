//! A provider of identities that says what a test wants, true or not. Ed25519 signatures, a code for each verifier, once.

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ed25519_dalek::{Signer, SigningKey};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use url::Url;

/// The desk's name at the provider.
pub const CLIENT: &str = "vigie";
const SECRET: &str = "un secret & des signes";

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// As it should be.
    Well,
    /// By somebody else, under the name of the provider's key.
    ByAnother,
    /// By a key that the provider doesn't publish.
    ByUnknown,
    /// Not at all.
    Not,
    /// By the public key, as if it were a shared secret.
    ByPublicKey,
}

#[derive(Debug)]
struct State {
    claims: Value,
    about: Value,
    signed: Signed,
    clock: i64,
    codes: HashMap<String, (String, String)>,
    issuer_in_answer: Option<String>,
    is_down: bool,
    named: String,
}

/// The provider.
#[derive(Debug)]
pub struct Provider {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    folder: TempDir,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

impl Provider {
    /// One on a free port.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let issuer = format!("http://{address}");
        let state = State {
            claims: json!({ "sub": "nobody", "email": "nobody@desk.example", "email_verified": true }),
            about: json!({}),
            signed: Signed::Well,
            clock: 0,
            codes: HashMap::new(),
            issuer_in_answer: Some(issuer.clone()),
            is_down: false,
            named: issuer,
        };
        let state = Arc::new(Mutex::new(state));
        tokio::spawn(serve(listener, address, Arc::clone(&state)));
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("secret"), format!("{SECRET}\n")).expect("written");
        Self { address, state, folder }
    }

    /// As it writes itself.
    pub fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the desk's secret is.
    pub fn secret_file(&self) -> PathBuf {
        self.folder.path().join("secret")
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().expect("no panic"));
    }

    /// What time it is there.
    pub fn set_clock(&self, seconds: i64) {
        self.change(|state| state.clock = seconds);
    }

    /// What tokens say from now on, over what they usually say; null takes something away.
    pub fn claims(&self, claims: &Value) {
        self.change(|state| merge(&mut state.claims, claims));
    }

    /// What the page about the person says.
    pub fn about(&self, about: &Value) {
        self.change(|state| state.about = about.clone());
    }

    /// How tokens are signed from now on.
    pub fn signs(&self, signed: Signed) {
        self.change(|state| state.signed = signed);
    }

    /// Who sends people back, as the address says it.
    pub fn names_itself(&self, issuer: Option<&str>) {
        self.change(|state| state.issuer_in_answer = issuer.map(str::to_owned));
    }

    /// What its description calls it.
    pub fn calls_itself(&self, issuer: &str) {
        self.change(|state| issuer.clone_into(&mut state.named));
    }

    /// It answers nothing but 503, or well again.
    pub fn is_down(&self, is_down: bool) {
        self.change(|state| state.is_down = is_down);
    }

    /// Somebody signs in there: the address at the desk to which she is sent back.
    pub fn authorize(&self, asked: &str) -> String {
        let asked: HashMap<String, String> =
            Url::parse(asked).expect("an address").query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["client_id"], CLIENT);
        let mut state = self.state.lock().expect("no panic");
        let code = format!("code-{}", state.codes.len());
        state.codes.insert(code.clone(), (asked["nonce"].clone(), asked["code_challenge"].clone()));
        let mut back = Url::parse(&asked["redirect_uri"]).expect("an address");
        assert_eq!(back.path(), "/sign-in/openid/back");
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &asked["state"]);
        if let Some(issuer) = &state.issuer_in_answer {
            back.query_pairs_mut().append_pair("iss", issuer);
        }
        format!("{}?{}", back.path(), back.query().unwrap_or_default())
    }
}

fn merge(into: &mut Value, more: &Value) {
    for (name, value) in more.as_object().expect("an object") {
        match value {
            Value::Null => drop(into.as_object_mut().expect("an object").remove(name)),
            value => into[name] = value.clone(),
        }
    }
}

async fn serve(listener: TcpListener, address: SocketAddr, state: Arc<Mutex<State>>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let Some((line, headers, body)) = read(&mut stream).await else { return };
            let (status, answer) = answer(&line, &headers, &body, address, &mut state.lock().expect("no panic"));
            let text = answer.to_string();
            let whole = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
                text.len()
            );
            drop(stream.write_all(whole.as_bytes()).await);
        });
    }
}

async fn read(stream: &mut TcpStream) -> Option<(String, String, String)> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                let (line, headers) = head.split_once("\r\n")?;
                return Some((line.to_owned(), headers.to_owned(), body.to_owned()));
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn answer(line: &str, headers: &str, body: &str, address: SocketAddr, state: &mut State) -> (u16, Value) {
    let place = |path: &str| format!("http://{address}{path}");
    if state.is_down {
        return (503, json!({}));
    }
    match line.split(' ').nth(1).unwrap_or_default() {
        "/.well-known/openid-configuration" => (
            200,
            json!({
                "issuer": state.named, "authorization_endpoint": place("/auth"), "token_endpoint": place("/token"),
                "jwks_uri": place("/jwks"), "userinfo_endpoint": place("/me"), "end_session_endpoint": place("/out"),
                "code_challenge_methods_supported": ["S256"], "authorization_response_iss_parameter_supported": true,
            }),
        ),
        "/jwks" => (200, json!({ "keys": [jwk(1)] })),
        "/token" => token(headers, body, address, state),
        "/me" => (200, state.about.clone()),
        _ => (404, json!({})),
    }
}

fn jwk(seed: u8) -> Value {
    let public = URL_SAFE_NO_PAD.encode(key(seed).verifying_key().to_bytes());
    json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": format!("k{seed}"), "x": public })
}

fn token(headers: &str, body: &str, address: SocketAddr, state: &mut State) -> (u16, Value) {
    let form: HashMap<String, String> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let secret: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let basic = format!("basic {}", STANDARD.encode(format!("{CLIENT}:{secret}"))).to_lowercase();
    if !headers.to_lowercase().contains(&basic) {
        return (401, json!({ "error": "invalid_client" }));
    }
    let refused = (400, json!({ "error": "invalid_grant" }));
    let Some((nonce, challenge)) = form.get("code").and_then(|code| state.codes.remove(code)) else { return refused };
    let verifier = form.get("code_verifier").map(String::as_str).unwrap_or_default();
    if URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) != challenge {
        return refused;
    }
    let mut claims = json!({
        "iss": format!("http://{address}"), "aud": CLIENT, "nonce": nonce, "iat": state.clock, "exp": state.clock + 300,
        "auth_time": state.clock - 5,
    });
    merge(&mut claims, &state.claims);
    (200, json!({ "token_type": "Bearer", "access_token": "a", "id_token": signed(&claims, state.signed) }))
}

fn signed(claims: &Value, how: Signed) -> String {
    let (alg, kid, seed) = match how {
        Signed::Well => ("EdDSA", "k1", 1),
        Signed::ByAnother => ("EdDSA", "k1", 2),
        Signed::ByUnknown => ("EdDSA", "k2", 2),
        Signed::Not => ("none", "k1", 1),
        Signed::ByPublicKey => ("HS256", "k1", 1),
    };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&json!({ "alg": alg, "kid": kid, "typ": "JWT" })), part(claims));
    let signature = match how {
        Signed::Not => Vec::new(),
        Signed::ByPublicKey => {
            let public = key(seed).verifying_key().to_bytes();
            let mut code = Hmac::<Sha256>::new_from_slice(&public).expect("any length");
            code.update(text.as_bytes());
            code.finalize().into_bytes().to_vec()
        }
        _ => key(seed).sign(text.as_bytes()).to_bytes().to_vec(),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
