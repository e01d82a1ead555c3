//! `vigie healthcheck`: is a running desk ready?

use std::{io, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Args;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
        pki_types::{CertificateDer, ServerName, UnixTime},
    },
};

use super::settings::{self, Settings};
use crate::{config::Config, web};

/// How long a desk may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks a running desk whether it is ready.
///
/// A desk that speaks TLS itself is asked by TLS, and must show the certificate that its settings name.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie healthcheck --url http://127.0.0.1:8080")]
pub struct Healthcheck {
    /// Address of the desk, by plain HTTP [default: from the settings]
    #[arg(long)]
    url: Option<String>,
}

/// Runs the command: exit status 0 when ready, 1 when not.
///
/// # Errors
/// The settings can't be used.
pub fn run(settings: &Settings, order: &Healthcheck) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let answer = match &order.url {
            Some(url) => {
                let address = url.strip_prefix("http://").unwrap_or(url).trim_end_matches('/');
                tokio::time::timeout(PATIENCE, by_http(address)).await
            }
            None => tokio::time::timeout(PATIENCE, as_configured(&settings.load(Vec::new())?)).await,
        };
        let ready = matches!(&answer, Ok(Ok(line)) if line.starts_with("HTTP/1.1 200"));
        println!("{}", if ready { "ready" } else { "not ready" });
        if let Ok(Err(error)) = &answer {
            eprintln!("{error:#}");
        }
        Ok(if ready { ExitCode::SUCCESS } else { ExitCode::from(1) })
    })
}

async fn as_configured(config: &Config) -> anyhow::Result<String> {
    let address = config.listen.to_string();
    let Some((certificate, _)) = config.tls.files()? else { return by_http(&address).await };
    let shown = web::tls::certificates(certificate)?.swap_remove(0);
    let plain = TcpStream::connect(&address).await.with_context(|| format!("{address} doesn't answer"))?;
    let name = ServerName::IpAddress(config.listen.ip().into());
    ask(TlsConnector::from(Arc::new(client_config(shown)?)).connect(name, plain).await?, &address).await
}

async fn by_http(address: &str) -> anyhow::Result<String> {
    let stream = TcpStream::connect(address).await.with_context(|| format!("{address} doesn't answer"))?;
    ask(stream, address).await
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, host: &str) -> anyhow::Result<String> {
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    // The end of the connection is no news: what counts has been said before.
    match stream.read_to_end(&mut answer).await {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error.into()),
        _ => Ok(String::from_utf8_lossy(&answer).into_owned()),
    }
}

fn client_config(expected: CertificateDer<'static>) -> anyhow::Result<ClientConfig> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Arc::new(Exactly { expected, provider: Arc::clone(&provider) });
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(versions.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// Believes one certificate: that of the settings. Its name is the world's, while the desk is asked on its own address.
#[derive(Debug)]
struct Exactly {
    expected: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Exactly {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let is_it = shown.as_ref() == self.expected.as_ref();
        is_it.then(ServerCertVerified::assertion).ok_or(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, shown, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, shown, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
