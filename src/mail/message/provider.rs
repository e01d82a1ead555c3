//! Mail to a provider after an offer was answered or ended, and about its own vetting.

use jiff::Timestamp;
use jiff::civil::Date;
use vigie_domain::ids::LinkId;
use vigie_domain::personal::Personal;

use super::{DeskWord, MailKind, Recognition, Rendered, Setting};
use crate::mail::letter::Letter;

/// The case is assigned: now the provider learns who it is.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// The title of the confirmed category.
    pub category: DeskWord,
    /// The organisation, as it calls itself.
    pub organisation: Personal<String>,
    /// Where it is: postal code and commune.
    pub place: Personal<String>,
    /// Whom to ask for.
    pub contact_name: Personal<String>,
    /// Her role, if known.
    pub contact_role: Personal<String>,
    /// Where to call.
    pub contact_phone: Personal<String>,
    /// Where to write, only if the mailbox is safe.
    pub contact_email: Option<Personal<String>>,
    /// Addresses and numbers that the attacker may read: not to be used.
    pub never_use: Vec<Personal<String>>,
    /// What happened, in the caller's and the operator's words.
    pub brief: Personal<String>,
    /// The two words to say first, so that the victim knows who calls.
    pub recognition: Option<Recognition>,
    /// First contact is due by then.
    pub contact_by: Timestamp,
    /// The page of the mission.
    pub link: LinkId,
}

impl Assignment {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let by = setting.time(self.contact_by);
        let subject = setting.say("mail-assignment-subject", &[("reference", &self.reference.0), ("by", &by)]);
        let mut letter = Letter::about(&subject)
            .lead(&setting.say("mail-assignment-lead", &[("by", &by), ("category", &self.category.0)]))
            .facts(self.facts(setting));
        for address in &self.never_use {
            letter = letter.warning(&setting.say("mail-assignment-never-use", &[("address", &address.0)]));
        }
        if let Some(Recognition(first, second)) = &self.recognition {
            letter = letter.text(&setting.say("mail-assignment-recognition", &[("first", first), ("second", second)]));
        }
        letter
            .heading(&words.say("mail-assignment-brief"))
            .quote(&self.brief.0)
            .button(&words.say("mail-assignment-button"), self.link)
            .text(&words.say("mail-assignment-duty"))
            .render(MailKind::Assignment, setting)
    }

    fn facts(&self, setting: &Setting<'_>) -> Vec<(String, String)> {
        let email = self.contact_email.as_ref().map(|email| email.0.as_str()).unwrap_or_default();
        vec![
            setting.fact("mail-fact-organisation", &self.organisation.0),
            setting.fact("mail-fact-place", &self.place.0),
            setting.fact("mail-fact-contact", &self.contact_name.0),
            setting.fact("mail-fact-role", &self.contact_role.0),
            setting.fact("mail-fact-phone", &self.contact_phone.0),
            setting.fact("mail-fact-email", email),
        ]
    }
}

/// Short mails that only tell how an offer ended.
fn ending(kind: MailKind, reference: &DeskWord, body: &[&str], setting: &Setting<'_>) -> Rendered {
    let name = kind.as_str().replace('_', "-");
    let subject = setting.say(&format!("mail-{name}-subject"), &[("reference", &reference.0)]);
    let letter =
        Letter::about(&subject).lead(&setting.say(&format!("mail-{name}-lead"), &[("reference", &reference.0)]));
    body.iter().fold(letter, |letter, key| letter.text(&setting.words.say(key))).render(kind, setting)
}

/// Somebody else has the case already: thank you.
#[derive(Debug, Clone)]
pub struct TooLate {
    /// The reference of the incident.
    pub reference: DeskWord,
}

impl TooLate {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        ending(MailKind::TooLate, &self.reference, &["mail-turn-kept"], setting)
    }
}

/// Available, but another provider was chosen.
#[derive(Debug, Clone)]
pub struct NotChosen {
    /// The reference of the incident.
    pub reference: DeskWord,
}

impl NotChosen {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        ending(MailKind::NotChosen, &self.reference, &["mail-not-chosen-thanks", "mail-turn-kept"], setting)
    }
}

/// The offer is taken back, or the assignment ended: the link is dead.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// The page on which the provider confirms that it deleted what it was given; none before assignment.
    pub confirm_deletion: Option<LinkId>,
}

impl Withdrawn {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let Some(link) = self.confirm_deletion else {
            return ending(MailKind::Withdrawn, &self.reference, &["mail-turn-kept"], setting);
        };
        let reference = [("reference", self.reference.0.as_str())];
        Letter::about(&setting.say("mail-withdrawn-subject", &reference))
            .lead(&setting.say("mail-withdrawn-ended", &reference))
            .text(&setting.words.say("mail-withdrawn-delete"))
            .button(&setting.words.say("mail-withdrawn-button"), link)
            .render(MailKind::Withdrawn, setting)
    }
}

/// The link to a provider's own page, asked for by somebody who knows its address.
#[derive(Debug, Clone, Copy)]
pub struct ProviderPageLink {
    /// The page.
    pub link: LinkId,
}

impl ProviderPageLink {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        Letter::about(&setting.words.say("mail-provider-page-subject"))
            .lead(&setting.words.say("mail-provider-page-lead"))
            .button(&setting.words.say("mail-provider-page-button"), self.link)
            .text(&setting.words.say("mail-provider-page-after"))
            .render(MailKind::ProviderPageLink, setting)
    }
}

/// The day as people write it: « 31 janvier 2027 ».
pub(super) fn day(setting: &Setting<'_>, date: Date) -> String {
    let month = setting.words.say(&format!("month-{}", date.month()));
    let (day, year) = (date.day().to_string(), date.year().to_string());
    setting.say("mail-date", &[("day", &day), ("month", &month), ("year", &year)])
}

/// A label, an insurance or the charter ends; after that day no offer comes.
#[derive(Debug, Clone)]
pub struct VettingExpiry {
    /// The provider's own name.
    pub company: Personal<String>,
    /// What ends, such as a label's name.
    pub what: DeskWord,
    /// The last day that it holds.
    pub ends: Date,
    /// How many days are left.
    pub days_left: u32,
    /// The page to renew on.
    pub link: LinkId,
}

impl VettingExpiry {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let left = setting.count("mail-vetting-days", self.days_left);
        let what = [("what", self.what.0.as_str()), ("left", left.as_str()), ("company", self.company.0.as_str())];
        Letter::about(&setting.say("mail-vetting-expiry-subject", &what))
            .lead(&setting.say("mail-vetting-expiry-lead", &what))
            .facts([setting.fact("mail-vetting-ends", &day(setting, self.ends))])
            .text(&setting.words.say("mail-vetting-expiry-after"))
            .button(&setting.words.say("mail-vetting-expiry-button"), self.link)
            .render(MailKind::VettingExpiry, setting)
    }
}
