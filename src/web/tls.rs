//! TLS by the desk itself, where no proxy stands in front. Every handshake looks whether the certificate or its key was
//! replaced and takes the new pair; a pair that can't be used is told, and the one before stays.

use std::{
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use anyhow::Context;
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use crate::config::Tls;

/// How the server speaks TLS (1.2 and 1.3), if the settings say that it does.
///
/// # Errors
/// Half of the settings, a file that can't be read, a key of another certificate.
pub fn server_config(settings: &Tls) -> anyhow::Result<Option<ServerConfig>> {
    let Some((certificate, key)) = settings.files()? else { return Ok(None) };
    let pair = Pair::open(certificate, key)?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Some(versions.with_no_client_auth().with_cert_resolver(Arc::new(pair))))
}

/// The certificates of a file, the desk's own first.
///
/// # Errors
/// The file can't be read, or holds none.
pub fn certificates(file: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    let found = found.with_context(|| format!("{} (tls.certificate_path) can't be read", file.display()))?;
    anyhow::ensure!(!found.is_empty(), "{} (tls.certificate_path) holds no certificate in PEM", file.display());
    Ok(found)
}

/// Certificate and key, as their files were last seen.
#[derive(Debug)]
struct Pair {
    certificate: PathBuf,
    key: PathBuf,
    live: RwLock<Live>,
}

#[derive(Debug)]
struct Live {
    pair: Arc<CertifiedKey>,
    seen: Option<[Stamp; 2]>,
}

/// Which file of this name it is, and when it was last written.
type Stamp = (u64, i64, i64, u64);

impl Pair {
    fn open(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let seen = stamps(certificate, key).ok();
        let live = RwLock::new(Live { pair: Arc::new(read(certificate, key)?), seen });
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), live })
    }

    /// Takes a changed pair, or says why not. What was looked at once isn't looked at again.
    fn look_again(&self) {
        let Ok(seen) = stamps(&self.certificate, &self.key) else { return };
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        if live.seen == Some(seen) {
            return;
        }
        live.seen = Some(seen);
        match read(&self.certificate, &self.key) {
            Ok(pair) => {
                live.pair = Arc::new(pair);
                tracing::info!("the certificate was read again");
            }
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the new certificate is refused; the one before stays")
            }
        }
    }

    fn is_current(&self) -> bool {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        // Files that are gone for a moment, while they are replaced, are no new pair.
        stamps(&self.certificate, &self.key).map_or(true, |seen| live.seen == Some(seen))
    }
}

impl ResolvesServerCert for Pair {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if !self.is_current() {
            self.look_again();
        }
        Some(Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner).pair))
    }
}

fn stamps(certificate: &Path, key: &Path) -> io::Result<[Stamp; 2]> {
    let stamp = |file: &Path| {
        let found = std::fs::metadata(file)?;
        io::Result::Ok((found.ino(), found.mtime(), found.mtime_nsec(), found.len()))
    };
    Ok([stamp(certificate)?, stamp(key)?])
}

fn read(certificate: &Path, key: &Path) -> anyhow::Result<CertifiedKey> {
    let chain = certificates(certificate)?;
    let secret =
        PrivateKeyDer::from_pem_file(key).with_context(|| format!("{} (tls.key_path) can't be read", key.display()))?;
    CertifiedKey::from_der(chain, secret, &aws_lc_rs::default_provider())
        .with_context(|| format!("{} and {} don't belong together", certificate.display(), key.display()))
}
