//! Pages of the demonstration only: the kept mails, and the gallery of all pages.

use askama::Template;

use super::{
    clock::Clock,
    field::{Choice, Filled},
    page::{Page, Staff},
};
use crate::domain::vocabulary::{IncidentState, Severity};

/// The kept mails, `GET /dev/mail`.
#[derive(Debug, Clone, Template)]
#[template(path = "dev/mails.html")]
pub struct DevMails {
    /// The frame.
    pub page: Page,
    /// Newest first.
    pub mails: Vec<DevMailRow>,
}

/// One kept mail of the list.
#[derive(Debug, Clone)]
pub struct DevMailRow {
    /// `/dev/mail/{id}`.
    pub link: String,
    /// Subject.
    pub subject: String,
    /// Recipient.
    pub to: String,
    /// When it was sent.
    pub when: String,
}

/// One kept mail, `GET /dev/mail/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "dev/mail.html")]
pub struct DevMail {
    /// The frame.
    pub page: Page,
    /// Subject.
    pub subject: String,
    /// Headers worth reading.
    pub headers: Vec<(String, String)>,
    /// The text, cut at its links: see [`MailPart::cut`].
    pub body: Vec<MailPart>,
}

/// A piece of a mail's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPart {
    /// The text.
    pub text: String,
    /// It is an address of this desk, shown as a link.
    pub is_link: bool,
}

impl MailPart {
    /// Cuts a text at the addresses that begin with `public_url`; nothing else becomes a link.
    #[must_use]
    pub fn cut(text: &str, public_url: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(start) = (!public_url.is_empty()).then(|| rest.find(public_url)).flatten() {
            let (before, from) = rest.split_at(start);
            let end = from
                .find(|sign: char| sign.is_whitespace() || matches!(sign, '<' | '>' | '"' | ')' | ','))
                .unwrap_or(from.len());
            let (link, after) = from.split_at(end);
            parts.push(Self { text: before.to_owned(), is_link: false });
            parts.push(Self { text: link.to_owned(), is_link: true });
            rest = after;
        }
        parts.push(Self { text: rest.to_owned(), is_link: false });
        parts.retain(|part| !part.text.is_empty());
        parts
    }
}

/// The design system and all pages, `GET /dev/ui`; `GET /dev/ui/{name}` shows one page of [`super::samples::all`].
#[derive(Debug, Clone, Template)]
#[template(path = "dev/gallery.html")]
pub struct Gallery {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// A form with a refusal.
    pub form: Filled,
    /// Choices of a list.
    pub kinds: Vec<Choice>,
    /// Names of the colours.
    pub colours: Vec<&'static str>,
    /// Names of the icons.
    pub icons: Vec<&'static str>,
    /// 1 to 4.
    pub priorities: Vec<u8>,
    /// All severities.
    pub severities: Vec<Severity>,
    /// All states.
    pub states: Vec<IncidentState>,
    /// A clock of each tone.
    pub clocks: Vec<Clock>,
    /// Names of the example pages.
    pub pages: Vec<&'static str>,
}

impl Gallery {
    /// The name of one icon.
    fn icon(&self, place: &usize) -> &'static str {
        self.icons.get(*place).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_desk_become_links() {
        let parts = MailPart::cut("Voir http://desk/o/abc, ou https://evil.example/x", "http://desk/");
        let links: Vec<&str> = parts.iter().filter(|part| part.is_link).map(|part| part.text.as_str()).collect();
        assert_eq!(links, ["http://desk/o/abc"]);
        assert!(MailPart::cut("rien", "").iter().all(|part| !part.is_link));
    }
}
