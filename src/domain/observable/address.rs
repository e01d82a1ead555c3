//! Addresses of the network: links, e-mail addresses, IP addresses, domain names.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    Observable, ObservableKind, Sighting,
    fang::{AT, DOT, refang},
};

/// Ends of domain names, `?` behind those that are also words (« fini.la »): they need another sign.
const ENDINGS: &str = include_str!("endings.txt");
/// Domains that everybody uses: they link nobody.
const EVERYBODYS: &str = include_str!("everybodys.txt");

static URL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)\b(?:h(?:tt|xx)ps?|ftp)(?:://|\[://\]|\[:\]//)[^\s\p{Cc}<>"'«»“”{}|\\^`]+"#).ok()
});
static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let local = r"[a-z0-9](?:[a-z0-9._%+-]|\[\.\]|\(\.\)|\{\.\}){0,63}";
    Regex::new(&format!(r"(?i){local}{AT}[a-z0-9-]{{1,63}}(?:{DOT}[a-z0-9-]{{1,63}}){{1,6}}")).ok()
});
static IPV4: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"\b[0-9]{{1,3}}(?:{DOT}[0-9]{{1,3}}){{3}}\b")).ok());
static IPV6: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:[0-9a-f]{0,4}(?::|\[:\])){2,7}[0-9a-f]{0,4}").ok());
static DOMAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?(?:{DOT}[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?){{1,6}}\b"
    ))
    .ok()
});

/// Links, with the name or address of their machine as an observable of its own.
pub(super) fn urls(text: &str) -> Vec<Sighting> {
    let hits = URL.iter().flat_map(|pattern| pattern.find_iter(text));
    let urls = hits.filter_map(|hit| {
        let typed = trimmed(hit.as_str());
        let (scheme, rest) =
            refang(typed).split_once("://").map(|(scheme, rest)| (scheme.to_lowercase(), rest.to_owned()))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let host = host.to_lowercase();
        let real = host.contains('.') && host.len() > 3 && !host.starts_with('.');
        real.then(|| sighting(ObservableKind::Url, format!("{scheme}://{host}{path}"), hit.start(), typed))
    });
    urls.collect()
}

/// The machine that a link leads to.
pub(super) fn hosts(urls: &[Sighting]) -> Vec<Sighting> {
    let hosts = urls.iter().filter_map(|url| {
        let host = host_of(&url.observable.value)?.to_owned();
        let kind = if host.parse::<Ipv4Addr>().is_ok() { ObservableKind::Ip } else { ObservableKind::Domain };
        Some(Sighting { observable: Observable { kind, value: host }, bytes: url.bytes.clone() })
    });
    hosts.collect()
}

/// The machine's name in a link, without user and port.
pub(super) fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = authority.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

pub(super) fn emails(text: &str) -> Vec<Sighting> {
    let hits = EMAIL.iter().flat_map(|pattern| pattern.find_iter(text));
    let emails = hits.filter_map(|hit| {
        let typed = trimmed(hit.as_str());
        let address: crate::intake::EmailAddress = refang(typed).parse().ok()?;
        let known = ending_of(address.domain()).is_some();
        known.then(|| sighting(ObservableKind::Email, address.key(), hit.start(), typed))
    });
    emails.collect()
}

pub(super) fn ips(text: &str) -> Vec<Sighting> {
    let four = IPV4.iter().flat_map(|pattern| pattern.find_iter(text)).filter_map(|hit| {
        let before = text[..hit.start()].chars().next_back();
        let after = text[hit.end()..].chars().next();
        let longer = before.is_some_and(|character| matches!(character, '.' | '-'))
            || after.is_some_and(|character| character == '-');
        let address: Ipv4Addr = refang(hit.as_str()).parse().ok()?;
        (!longer && !address.is_unspecified())
            .then(|| sighting(ObservableKind::Ip, address.to_string(), hit.start(), hit.as_str()))
    });
    let six = IPV6.iter().flat_map(|pattern| pattern.find_iter(text)).filter_map(|hit| {
        let bare = refang(hit.as_str());
        let address: Ipv6Addr = bare.parse().ok()?;
        let real = bare.len() >= 6 && !address.is_unspecified() && !address.is_loopback();
        real.then(|| sighting(ObservableKind::Ip, address.to_string(), hit.start(), hit.as_str()))
    });
    four.chain(six).collect()
}

pub(super) fn domains(text: &str) -> Vec<Sighting> {
    let hits = DOMAIN.iter().flat_map(|pattern| pattern.find_iter(text));
    let domains = hits.filter_map(|hit| {
        let typed = hit.as_str();
        let name = refang(typed).to_lowercase();
        let glued =
            text[..hit.start()].ends_with(['@', '/', '_', '.', '\\']) || text[hit.end()..].starts_with(['@', '_']);
        let is_name = match ending_of(&name)? {
            Ending::Sure => true,
            Ending::AlsoAWord => {
                name.starts_with("www.")
                    || name.contains('-')
                    || typed.contains(['[', '('])
                    || named_a_site(text, hit.start())
            }
        };
        let name = name.strip_prefix("www.").unwrap_or(&name).to_owned();
        (is_name && !glued && name.contains('.')).then(|| sighting(ObservableKind::Domain, name, hit.start(), typed))
    });
    domains.collect()
}

/// Whether everybody uses this domain: large mail providers, platforms, search engines.
pub(super) fn is_everybodys(domain: &str) -> bool {
    EVERYBODYS
        .lines()
        .any(|known| domain == known || domain.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

/// Whether an address belongs to no single machine of the internet.
pub(super) fn is_private(address: &str) -> bool {
    match address.parse() {
        Ok(IpAddr::V4(four)) => {
            four.is_private()
                || four.is_loopback()
                || four.is_link_local()
                || four.is_broadcast()
                || four.is_multicast()
                || [[8, 8, 8, 8], [8, 8, 4, 4], [1, 1, 1, 1], [9, 9, 9, 9]].contains(&four.octets())
        }
        Ok(IpAddr::V6(six)) => {
            six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local() || six.is_multicast()
        }
        Err(_) => true,
    }
}

/// Whether names of the internet end like this: « .shop » is most often said of a site.
pub(super) fn is_ending(word: &str) -> bool {
    ending_of(word).is_some()
}

/// How much the end of a name tells.
#[derive(Clone, Copy)]
enum Ending {
    Sure,
    AlsoAWord,
}

fn ending_of(name: &str) -> Option<Ending> {
    let last = name.rsplit('.').next()?;
    let mut endings = ENDINGS.split_whitespace();
    endings
        .find(|ending| ending.trim_end_matches('?') == last)
        .map(|ending| if ending.ends_with('?') { Ending::AlsoAWord } else { Ending::Sure })
}

/// « le site … », « the domain … » right before.
fn named_a_site(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', ':', '«', '"', '\u{a0}']).to_lowercase();
    ["site", "domaine", "adresse", "lien", "url", "domain", "website", "link"].iter().any(|word| before.ends_with(word))
}

/// Without the punctuation of the sentence around it.
fn trimmed(typed: &str) -> &str {
    let bare = typed.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', '…', '»']);
    let open = |text: &str, bracket| text.contains(bracket);
    match bare {
        closed if closed.ends_with(')') && !open(closed, '(') => &closed[..closed.len() - 1],
        closed if closed.ends_with(']') && !open(closed, '[') => &closed[..closed.len() - 1],
        other => other,
    }
}

fn sighting(kind: ObservableKind, value: String, start: usize, typed: &str) -> Sighting {
    Sighting { observable: Observable { kind, value }, bytes: start..start + typed.len() }
}
