//! Where a request comes from: the network, as limits count it, and the browser in two words.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::{HttpRequest, http::header};

use super::{access::app_of, cookies};
use crate::desk::Client;

/// Who signs in from where.
#[must_use]
pub fn of(request: &HttpRequest) -> Client {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Client { network: network(request).to_string(), agent: browser(agent), device: cookies::device_token(request) }
}

/// The client's network: its address, of IPv6 the first half, since one household has all of the other.
#[must_use]
pub fn network(request: &HttpRequest) -> IpAddr {
    match address(request) {
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        },
        four @ IpAddr::V4(_) => four,
    }
}

/// The client's address; a proxy's word is believed only when the settings name the proxy.
fn address(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::from([0, 0, 0, 0]), |address| address.ip());
    let trusted =
        app_of(request).is_some_and(|app| app.config.trusted_proxies.iter().any(|proxy| *proxy == peer.to_string()));
    // The last address of the last line is the one that our proxy saw; whatever stands before it, anybody can have said.
    let lines = request.headers().get_all("x-forwarded-for");
    let forwarded = lines.last().and_then(|value| value.to_str().ok()).filter(|_| trusted);
    forwarded.and_then(|list| list.rsplit(',').next()).and_then(read_address).unwrap_or(peer)
}

/// An address, with or without its port.
fn read_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// What a browser says of itself → its family. The order matters: most claim to be the others as well.
const FAMILIES: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// « Firefox, Linux »: enough to know one's own devices, too little to follow anybody.
fn browser(agent: &str) -> String {
    let known =
        |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    [known(&FAMILIES), known(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_in_two_words_and_nothing_of_theirs_is_kept() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";
        assert_eq!(browser(firefox), "Firefox, Linux");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(browser(edge), "Edge, Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser(phone), "Safari, iPhone");
        assert_eq!(browser("<script>alert(1)</script>"), "");
    }
}
