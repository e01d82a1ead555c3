//! Observables: addresses, hashes, wallets, IBANs and the like in a caller's words, written in one form and linked.
//!
//! An observable has a role. The case's own parties are *victim* by themselves; only *attacker*, confirmed by a
//! person, is linked for others or exported. What is so common that it links everybody links nobody.

mod address;
pub mod campaign;
mod extract;
mod fang;
mod file;
mod money;

use std::{fmt, ops::Range, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::intake::IncidentReport;

pub use extract::{distinct, extract, phones_in};
pub use fang::{defang, refang};

/// A kind of observable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservableKind {
    /// IPv4 or IPv6.
    Ip,
    /// A domain name.
    Domain,
    /// A link.
    Url,
    /// An e-mail address.
    Email,
    /// MD5, SHA-1, SHA-256 or SHA-512, by its length.
    Hash,
    /// An address of a crypto-currency.
    Wallet,
    /// A bank account.
    Iban,
    /// A telephone number.
    Phone,
    /// A vulnerability.
    Cve,
    /// The extension of files made unreadable.
    FileExtension,
    /// The name of a family of ransomware.
    RansomwareFamily,
}

impl ObservableKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Ip,
        Self::Domain,
        Self::Url,
        Self::Email,
        Self::Hash,
        Self::Wallet,
        Self::Iban,
        Self::Phone,
        Self::Cve,
        Self::FileExtension,
        Self::RansomwareFamily,
    ];

    /// The word as API and database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ip => "ip",
            Self::Domain => "domain",
            Self::Url => "url",
            Self::Email => "email",
            Self::Hash => "hash",
            Self::Wallet => "wallet",
            Self::Iban => "iban",
            Self::Phone => "phone",
            Self::Cve => "cve",
            Self::FileExtension => "file_extension",
            Self::RansomwareFamily => "ransomware_family",
        }
    }
}

/// Whose an observable is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservableRole {
    /// The attacker's, confirmed by a person.
    Attacker,
    /// The victim's own.
    Victim,
    /// Somebody else's who has no part in it.
    ThirdParty,
    /// Nobody has said.
    #[default]
    Unknown,
}

impl ObservableRole {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Attacker, Self::Victim, Self::ThirdParty, Self::Unknown];

    /// The word as API and database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attacker => "attacker",
            Self::Victim => "victim",
            Self::ThirdParty => "third_party",
            Self::Unknown => "unknown",
        }
    }
}

/// The word names no kind or role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of the vocabulary of observables")]
pub struct UnknownObservableWord;

impl FromStr for ObservableKind {
    type Err = UnknownObservableWord;

    fn from_str(word: &str) -> Result<Self, UnknownObservableWord> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(UnknownObservableWord)
    }
}

impl FromStr for ObservableRole {
    type Err = UnknownObservableWord;

    fn from_str(word: &str) -> Result<Self, UnknownObservableWord> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or(UnknownObservableWord)
    }
}

/// One observable, in its one form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Observable {
    /// What it is.
    pub kind: ObservableKind,
    /// The value: refanged, lower case where case means nothing, IBANs and telephone numbers without spaces.
    pub value: String,
}

/// The value may be the victim's: it stays out of logs.
impl fmt::Debug for Observable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Observable({}, ‹personal›)", self.kind.as_str())
    }
}

/// An observable and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// What was seen.
    pub observable: Observable,
    /// Where, in bytes of the text.
    pub bytes: Range<usize>,
}

impl Observable {
    /// As it is shown and sent: nobody clicks it by mistake.
    #[must_use]
    pub fn defanged(&self) -> String {
        defang(self.kind, &self.value)
    }

    /// What two incidents have in common when they share it; `None` for what is everybody's (a private address, a
    /// large mail provider).
    #[must_use]
    pub fn correlation_key(&self) -> Option<String> {
        let common = match self.kind {
            ObservableKind::Ip => address::is_private(&self.value),
            ObservableKind::Domain => address::is_everybodys(&self.value),
            ObservableKind::Url => address::host_of(&self.value)
                .is_none_or(|host| self.value.trim_end_matches('/').ends_with(host) && address::is_everybodys(host)),
            _ => false,
        };
        (!common).then(|| format!("{}:{}", self.kind.as_str(), self.value))
    }
}

/// What is known to be the victim's own.
#[derive(Clone, Default)]
pub struct OwnParties {
    phones: Vec<String>,
    emails: Vec<String>,
    domains: Vec<String>,
}

impl OwnParties {
    /// The parties of a report: the contact's number and address, and the address's domain when it isn't a large
    /// provider's.
    #[must_use]
    pub fn of(report: &IncidentReport) -> Self {
        let contact = &report.contact;
        let phones = contact.phone.iter().map(|phone| phone.0.e164().to_owned()).collect();
        let emails: Vec<String> = contact.email.iter().map(|email| email.0.key()).collect();
        let domains = contact.email.iter().map(|email| email.0.domain().to_owned());
        let domains = domains.filter(|domain| !address::is_everybodys(domain)).collect();
        Self { phones, emails, domains }
    }

    /// The role that an observable has by itself: victim for the case's own, else unknown until a person says.
    #[must_use]
    pub fn role_of(&self, observable: &Observable) -> ObservableRole {
        let value = &observable.value;
        let of_own_domain =
            |host: &str| self.domains.iter().any(|own| host == own || host.ends_with(&format!(".{own}")));
        let own = match observable.kind {
            ObservableKind::Phone => self.phones.contains(value),
            ObservableKind::Email => {
                self.emails.contains(value) || value.rsplit_once('@').is_some_and(|(_, domain)| of_own_domain(domain))
            }
            ObservableKind::Domain => of_own_domain(value),
            ObservableKind::Url => address::host_of(value).is_some_and(of_own_domain),
            _ => false,
        };
        if own { ObservableRole::Victim } else { ObservableRole::Unknown }
    }
}

#[cfg(test)]
mod tests;
