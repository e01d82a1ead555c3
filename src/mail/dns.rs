//! What the world is told about the desk's mail: SPF, DKIM, DMARC and MX, asked of a resolver.

use std::net::IpAddr;

use mail_auth::{
    MessageAuthenticator,
    hickory_resolver::{
        config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts},
        proto::rr::{RData, RecordType},
    },
};

/// A resolver.
pub struct Names(MessageAuthenticator);

/// The resolver can't be asked.
#[derive(Debug, thiserror::Error)]
#[error("no resolver: {0}")]
pub struct NoResolver(String);

impl Names {
    /// The resolver at this address and port, or the machine's own.
    ///
    /// # Errors
    /// The machine has none.
    pub fn of(resolver: Option<(IpAddr, u16)>) -> Result<Self, NoResolver> {
        let made = match resolver {
            None => MessageAuthenticator::new_system_conf(),
            Some((ip, port)) => {
                let mut server =
                    NameServerConfig::new(ip, true, vec![ConnectionConfig::udp(), ConnectionConfig::tcp()]);
                for connection in &mut server.connections {
                    connection.port = port;
                }
                MessageAuthenticator::new(
                    ResolverConfig::from_parts(None, Vec::new(), vec![server]),
                    ResolverOpts::default(),
                )
            }
        };
        made.map(Self).map_err(|error| NoResolver(error.to_string()))
    }

    /// The texts of a name that begin like this; none if there is no such name.
    ///
    /// # Errors
    /// The resolver doesn't answer, in its words.
    pub async fn texts(&self, name: &str, start: &str) -> Result<Vec<String>, String> {
        let found = self.records(name, RecordType::TXT).await?;
        let texts = found.into_iter().filter_map(|data| match data {
            RData::TXT(text) => {
                let octets: Vec<u8> = text.txt_data.iter().flat_map(|part| part.iter().copied()).collect();
                Some(String::from_utf8_lossy(&octets).into_owned())
            }
            _ => None,
        });
        Ok(texts.filter(|text| text.starts_with(start)).collect())
    }

    /// Does the domain say where its mail goes?
    ///
    /// # Errors
    /// See [`Names::texts`].
    pub async fn takes_mail(&self, domain: &str) -> Result<bool, String> {
        Ok(!self.records(domain, RecordType::MX).await?.is_empty())
    }

    async fn records(&self, name: &str, kind: RecordType) -> Result<Vec<RData>, String> {
        let absolute = format!("{}.", name.trim_end_matches('.'));
        match self.0.resolver().lookup(absolute, kind).await {
            Ok(found) => Ok(found.answers().iter().map(|record| record.data.clone()).collect()),
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => Ok(Vec::new()),
            Err(error) => Err(error.to_string()),
        }
    }
}
