//! DKIM (RFC 6376): the desk signs its mail itself where no relay does it. Off unless a key is configured.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use mail_auth::{
    common::{
        crypto::{DkimKey, Ed25519Key, RsaKey, Sha256},
        headers::HeaderWriter,
    },
    dkim::{DkimSigner, Done},
};
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, pem::PemObject};

/// What is signed: everything that a reader sees, and what threads hang on.
const HEADERS: [&str; 12] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// Signs mail in the name of a domain.
pub struct Signer {
    domain: String,
    selector: String,
    /// The value of the record that holds the public key.
    record: String,
    signer: DkimSigner<DkimKey, Done>,
}

/// Why mail can't be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Neither an RSA nor an Ed25519 key.
    #[error("the DKIM key is neither an RSA nor an Ed25519 private key in PEM (PKCS#8)")]
    Key,
}

impl Signer {
    /// A signer with a private key in PEM, as `openssl genpkey` writes it.
    ///
    /// # Errors
    /// [`BadKey`].
    pub fn new(domain: &str, selector: &str, pem: &str) -> Result<Self, BadKey> {
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| BadKey::Key)?;
        let ed25519 = match &der {
            PrivateKeyDer::Pkcs8(key) => Ed25519Key::from_pkcs8_maybe_unchecked_der(key.secret_pkcs8_der()).ok(),
            _ => None,
        };
        let rsa = || RsaKey::<Sha256>::from_key_der(der.clone_key()).ok();
        let key = ed25519.map(DkimKey::Ed25519).or_else(|| rsa().map(DkimKey::Rsa)).ok_or(BadKey::Key)?;
        let record = match &key {
            DkimKey::Rsa(key) => format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(key_info(&key.public_key()))),
            DkimKey::Ed25519(key) => format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(key.public_key())),
        };
        let signer = DkimSigner::from_key(key).domain(domain).selector(selector).headers(HEADERS);
        Ok(Self { domain: domain.to_owned(), selector: selector.to_owned(), record, signer })
    }

    /// Name of the record that holds the public key.
    #[must_use]
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// What the record must say.
    #[must_use]
    pub fn record(&self) -> &str {
        &self.record
    }

    /// The mail with its signature before it.
    ///
    /// # Errors
    /// What the cryptography says.
    pub fn sign(&self, mail: &[u8]) -> Result<Vec<u8>, String> {
        let signature = self.signer.sign(mail).map_err(|error| error.to_string())?;
        Ok([signature.to_header().as_bytes(), mail].concat())
    }
}

/// The key as records hold it: SubjectPublicKeyInfo (RFC 5280) around the RSAPublicKey (RFC 8017).
fn key_info(rsa: &[u8]) -> Vec<u8> {
    const RSA_ENCRYPTION: [u8; 15] =
        [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let bits = tagged(0x03, &[&[0], rsa].concat());
    tagged(0x30, &[&RSA_ENCRYPTION[..], &bits].concat())
}

/// DER: tag, length, content.
fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short), _) if short < 0x80 => out.push(short),
        (Ok(short), _) => out.extend([0x81, short]),
        (_, Ok(long)) => {
            out.push(0x82);
            out.extend(long.to_be_bytes());
        }
        // No key is that long.
        _ => out.extend([0x83, 0, 0, 0]),
    }
    out.extend_from_slice(content);
    out
}

/// Never shows the key.
impl fmt::Debug for Signer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Signer({})", self.record_name())
    }
}
