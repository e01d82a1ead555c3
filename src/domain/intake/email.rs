//! E-mail addresses: one that a mail can be sent to, written in one form.
//!
//! Whether the mailbox exists, and whether the attacker reads it, is not known here.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text isn't an address that a mail can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

/// An address: the local part as typed, the domain in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The form in which two addresses are compared: all in lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let typed = text.trim().trim_start_matches("mailto:").trim_matches(['<', '>', ' ']);
        let options =
            email_address::Options::default().with_required_tld().without_domain_literal().without_display_text();
        // A mail program takes what begins with a dash for an option.
        if typed.len() > 254 || typed.starts_with('-') || typed.contains(['"', '\r', '\n']) {
            return Err(InvalidEmail);
        }
        let address = email_address::EmailAddress::parse_with_options(typed, options).map_err(|_| InvalidEmail)?;
        Ok(Self(format!("{}@{}", address.local_part(), address.domain().to_lowercase())))
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_kept_in_one_form() {
        let address: EmailAddress = " mailto:Mairie.De@Exemple.FR ".parse().unwrap();
        assert_eq!(address.as_str(), "Mairie.De@exemple.fr");
        assert_eq!((address.local_part(), address.domain()), ("Mairie.De", "exemple.fr"));
        assert_eq!(address.key(), "mairie.de@exemple.fr");
    }

    #[test]
    fn what_cannot_get_a_mail_is_refused() {
        for wrong in [
            "",
            "martin",
            "martin@",
            "@exemple.fr",
            "a@b",
            "a b@exemple.fr",
            "a@[127.0.0.1]",
            "a@exemple..fr",
            "a@exemple.fr\r\nBcc: x@y.fr",
            "Jean <a@exemple.fr>",
            "\"a b\"@exemple.fr",
        ] {
            assert_eq!(wrong.parse::<EmailAddress>(), Err(InvalidEmail), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_parsed_address_parses_to_itself(text in "[a-zA-Z.@<> \\PC]{0,40}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert_eq!(address.as_str().parse::<EmailAddress>(), Ok(address.clone()));
            }
        }
    }
}
