//! Mail to the staff, and the warning of a legal clock, which goes to the victim, too.

use jiff::{Timestamp, civil::Date};
use vigie_domain::ids::LinkId;

use super::{DeskWord, MailKind, Rendered, Setting, provider::day};
use crate::mail::letter::Letter;

/// A legal clock runs out. To a victim the subject tells nothing of which.
#[derive(Debug, Clone)]
pub struct DeadlineWarning {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// What is due, such as the notice to the data-protection authority.
    pub what: DeskWord,
    /// Who has to do it: never the desk.
    pub who: DeskWord,
    /// The article it comes from.
    pub article: DeskWord,
    /// When it ends.
    pub due: Timestamp,
    /// The page of the case, for this reader.
    pub link: LinkId,
}

impl DeadlineWarning {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let reference = [("reference", self.reference.0.as_str()), ("desk", setting.desk.name.as_str())];
        Letter::about(&setting.say("mail-deadline-warning-subject", &reference))
            .text(&setting.say("mail-victim-first-line", &reference))
            .lead(
                &setting.say("mail-deadline-warning-lead", &[("what", &self.what.0), ("due", &setting.time(self.due))]),
            )
            .facts([
                setting.fact("mail-deadline-who", &self.who.0),
                setting.fact("mail-deadline-article", &self.article.0),
            ])
            .text(&words.say("mail-deadline-warning-not-advice"))
            .button(&words.say("mail-tracking-button"), self.link)
            .render(MailKind::DeadlineWarning, setting)
    }
}

/// Somebody of the desk must look now, and say so by name.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// The reference of the incident, if it is about one.
    pub reference: Option<DeskWord>,
    /// What is wrong, in one sentence of the desk's own.
    pub what: DeskWord,
    /// Since when.
    pub since: Timestamp,
    /// If nobody acknowledges, it goes to the next of the rota then.
    pub next_at: Option<Timestamp>,
    /// The page to acknowledge on, behind sign-in.
    pub page_url: String,
}

impl Alarm {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let reference = self.reference.as_ref().map(|reference| reference.0.as_str()).unwrap_or_default();
        let subject = if reference.is_empty() { "mail-alarm-subject-desk" } else { "mail-alarm-subject" };
        let mut letter = Letter::about(&setting.say(subject, &[("reference", reference), ("what", &self.what.0)]))
            .lead(&self.what.0)
            .facts([
                setting.fact("mail-fact-reference", reference),
                setting.fact("mail-alarm-since", &setting.time(self.since)),
            ]);
        if let Some(next) = self.next_at {
            letter = letter.text(&setting.say("mail-alarm-next", &[("next", &setting.time(next))]));
        }
        letter.text(&setting.say("mail-alarm-page", &[("url", &self.page_url)])).render(MailKind::Alarm, setting)
    }
}

/// The day, for supervisors: counts, and where to look.
#[derive(Debug, Clone)]
pub struct Digest {
    /// New reports since the last digest.
    pub reports: u32,
    /// Incidents that are open now.
    pub open: u32,
    /// Of those, without a provider though one is wanted.
    pub unassigned: u32,
    /// Alarms that nobody acknowledged.
    pub alarms: u32,
    /// Legal clocks that end within a day.
    pub deadlines: u32,
    /// Mails that couldn't be delivered.
    pub undelivered: u32,
    /// The dashboard, behind sign-in.
    pub page_url: String,
}

impl Digest {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let counts = [
            ("mail-digest-reports", self.reports),
            ("mail-digest-open", self.open),
            ("mail-digest-unassigned", self.unassigned),
            ("mail-digest-alarms", self.alarms),
            ("mail-digest-deadlines", self.deadlines),
            ("mail-digest-undelivered", self.undelivered),
        ];
        Letter::about(&setting.count("mail-digest-subject", self.open))
            .lead(&setting.say("mail-digest-lead", &[("now", &setting.time(setting.now))]))
            .facts(counts.map(|(label, count)| setting.fact(label, &count.to_string())))
            .text(&setting.say("mail-alarm-page", &[("url", &self.page_url)]))
            .render(MailKind::Digest, setting)
    }
}

/// Labels, insurances and reviews of the directory that end, or have ended.
#[derive(Debug, Clone)]
pub struct Renewals {
    /// Firm, what ends, and its last day.
    pub lines: Vec<(String, String, Date)>,
    /// The page of all that ends, behind sign-in.
    pub page_url: String,
}

impl Renewals {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let count = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let line = |(firm, what, ends): &(String, String, Date)| {
            (firm.clone(), setting.say("mail-renewals-line", &[("what", what), ("ends", &day(setting, *ends))]))
        };
        Letter::about(&setting.count("mail-renewals-subject", count))
            .lead(&setting.words.say("mail-renewals-lead"))
            .facts(self.lines.iter().map(line))
            .text(&setting.words.say("mail-renewals-after"))
            .text(&setting.say("mail-alarm-page", &[("url", &self.page_url)]))
            .render(MailKind::Renewals, setting)
    }
}
