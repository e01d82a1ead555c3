//! Which servers may be reached: their addresses as they are written, and the addresses that their names stand for at the
//! moment of the connection.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::address::{Network, is_public};
use crate::app::{App, Demo};

/// The longest address that is taken.
const LONGEST: usize = 500;

/// What may be reached.
#[derive(Debug, Clone)]
pub enum Reach {
    /// The internet by HTTPS, and these inner networks: for addresses that people type.
    Internet {
        /// Inner networks that the settings name.
        allow: Vec<Network>,
        /// A demonstration: this machine too, without HTTPS.
        demo: Demo,
    },
    /// Whatever the settings name: for addresses out of the configuration file alone.
    Configured,
}

/// Why an address isn't asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It can't be read.
    #[error("this is no address of a web server")]
    Unreadable,
    /// It isn't HTTPS.
    #[error("the address must begin with https://")]
    Plain,
    /// It holds a name and a password, or a fragment.
    #[error("the address must hold no password and no fragment")]
    Adorned,
    /// It leads inside.
    #[error("the address leads to a private or reserved network")]
    Inner,
    /// Nobody knows the name.
    #[error("the name of the server is not known")]
    Unknown,
}

impl Reach {
    /// What webhooks may reach.
    #[must_use]
    pub fn of_webhooks(app: &App) -> Self {
        Self::Internet { allow: app.config.webhooks.allow.clone(), demo: app.demo }
    }

    /// Reads an address. One that is a number is looked at here, in whichever notation it came; what a name stands for is
    /// looked at when it is used.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn read(&self, text: &str) -> Result<Url, Refused> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST).ok_or(Refused::Unreadable)?;
        let host = url.host().ok_or(Refused::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refused::Unreadable);
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(Refused::Adorned);
        }
        if url.scheme() == "http" && !self.takes_plain(&host) {
            return Err(Refused::Plain);
        }
        match host {
            Host::Ipv4(address) => self.must_reach(address.into())?,
            Host::Ipv6(address) => self.must_reach(address.into())?,
            Host::Domain(_) => {}
        }
        Ok(url)
    }

    fn takes_plain(&self, host: &Host<&str>) -> bool {
        let is_here = match host {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(name) => *name == "localhost",
        };
        match self {
            Self::Internet { demo, .. } => *demo == Demo::Yes && is_here,
            Self::Configured => is_here,
        }
    }

    fn must_reach(&self, address: IpAddr) -> Result<(), Refused> {
        let may = match self {
            Self::Internet { allow, demo } => {
                is_public(address)
                    || allow.iter().any(|network| network.contains(address))
                    || (*demo == Demo::Yes && address.is_loopback())
            }
            Self::Configured => true,
        };
        if may { Ok(()) } else { Err(Refused::Inner) }
    }
}

/// What a test tells of names.
type Telling = dyn Fn(&str) -> Vec<IpAddr> + Send + Sync;

/// Who says which addresses a name stands for.
#[derive(Clone)]
pub enum Names {
    /// The machine.
    System,
    /// A test.
    Told(Arc<Telling>),
}

impl fmt::Debug for Names {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::System => "System",
            Self::Told(_) => "Told",
        })
    }
}

impl Names {
    async fn of(&self, name: &str) -> Vec<IpAddr> {
        match self {
            Self::System => {
                let found = tokio::net::lookup_host((name, 0)).await;
                found.map(|all| all.map(|address| address.ip()).collect()).unwrap_or_default()
            }
            Self::Told(told) => told(name),
        }
    }
}

/// Looks names up for the connection itself: what was looked at is what is connected to, so that a name that changes its
/// mind in between gains nothing.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) reach: Reach,
    pub(super) names: Names,
}

impl Checked {
    async fn addresses(self, name: String) -> Result<Vec<SocketAddr>, Refused> {
        let found = self.names.of(&name).await;
        if found.is_empty() {
            return Err(Refused::Unknown);
        }
        // One inner address among them is enough: nobody honest mixes them.
        found.iter().try_for_each(|address| self.reach.must_reach(*address))?;
        // The port is the address's own: nought stands for it.
        Ok(found.into_iter().map(|address| SocketAddr::new(address, 0)).collect())
    }
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let looking = self.clone().addresses(name.as_str().to_owned());
        Box::pin(async move {
            let found = looking.await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn internet(demo: Demo) -> Reach {
        Reach::Internet { allow: vec!["10.1.2.0/24".parse().unwrap()], demo }
    }

    #[test]
    fn an_address_is_read_in_every_notation_of_numbers() {
        let reach = internet(Demo::No);
        let inner = [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://127.1/",
            "https://127.0.1/",
            "https://0/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://169.254.169.254/latest",
            "https://3232235777/",
            "https://10.0.0.1:8443/",
            "https://１２７.０.０.１/",
            "https://127。0。0。1/",
            "https://%31%32%37.0.0.1/",
            "https://127.0.0.1./",
        ];
        for text in inner {
            assert_eq!(reach.read(text), Err(Refused::Inner), "{text}");
        }
    }

    #[test]
    fn only_plain_addresses_of_https_are_taken() {
        let reach = internet(Demo::No);
        for good in ["https://hooks.example/vigie", "https://hooks.example:8443/x?y=z", "https://10.1.2.7/in"] {
            assert!(reach.read(good).is_ok(), "{good}");
        }
        let bad = [
            ("http://hooks.example/", Refused::Plain),
            ("http://127.0.0.1/", Refused::Plain),
            ("https://user@hooks.example/", Refused::Adorned),
            ("https://a:b@hooks.example/", Refused::Adorned),
            ("https://hooks.example/#part", Refused::Adorned),
            ("ftp://hooks.example/", Refused::Unreadable),
            ("file:///etc/passwd", Refused::Unreadable),
            ("gopher://127.0.0.1/", Refused::Unreadable),
            ("hooks.example", Refused::Unreadable),
            ("", Refused::Unreadable),
        ];
        for (text, why) in bad {
            assert_eq!(reach.read(text), Err(why), "{text}");
        }
        assert_eq!(reach.read(&format!("https://hooks.example/{}", "x".repeat(500))), Err(Refused::Unreadable));
    }

    #[test]
    fn a_demonstration_reaches_this_machine_without_https_and_nothing_else() {
        let reach = internet(Demo::Yes);
        assert!(reach.read("http://127.0.0.1:9000/in").is_ok() && reach.read("http://localhost:9000/in").is_ok());
        assert_eq!(reach.read("http://hooks.example/"), Err(Refused::Plain));
        assert_eq!(reach.read("https://192.168.1.1/"), Err(Refused::Inner));
    }
}
