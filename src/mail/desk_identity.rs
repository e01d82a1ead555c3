//! Who writes: the desk's name, telephone and addresses, from its configuration. No region's name stands in the code.

use jiff::tz::TimeZone;

/// The desk as its mails show it.
#[derive(Debug, Clone)]
pub struct DeskIdentity {
    /// Its name, as people say it.
    pub name: String,
    /// Its telephone number as people dial it; empty while none is configured.
    pub phone: String,
    /// The address that its mail comes from.
    pub mail_from: String,
    /// Where its pages are, without a slash at the end.
    pub public_url: String,
    /// The time zone that its people live in.
    pub time_zone: TimeZone,
}

impl DeskIdentity {
    /// The page that tells how to recognise a call or a mail of the desk.
    #[must_use]
    pub fn recognise_url(&self) -> String {
        format!("{}/nous-reconnaitre", self.public_url.trim_end_matches('/'))
    }
}
