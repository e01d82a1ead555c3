//! Mail to the staff: legal clocks that run out, alarms, the day, what ends in the directory.

use jiff::{Timestamp, civil::Date};

use super::{DeskWord, MailKind, Rendered, Setting, provider::day};
use crate::mail::letter::Letter;

/// A legal clock runs out: to who follows the case, who tells the victim.
#[derive(Debug, Clone)]
pub struct DeadlineWarning {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// What is due, such as the notice to the data-protection authority.
    pub what: DeskWord,
    /// Who has to do it: never the desk. Empty where the reader may not know.
    pub who: DeskWord,
    /// The article it comes from; may be empty.
    pub article: DeskWord,
    /// When it ends.
    pub due: Timestamp,
    /// The page of the case, behind sign-in.
    pub page_url: String,
}

impl DeadlineWarning {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let due = setting.time(self.due);
        Letter::about(&setting.say("mail-deadline-warning-subject", &[("reference", &self.reference.0), ("due", &due)]))
            .lead(&setting.say("mail-deadline-warning-lead", &[("what", &self.what.0), ("due", &due)]))
            .facts([
                setting.fact("mail-deadline-who", &self.who.0),
                setting.fact("mail-deadline-article", &self.article.0),
            ])
            .text(&words.say("mail-deadline-warning-then"))
            .text(&setting.say("mail-alarm-page", &[("url", &self.page_url)]))
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

/// The day, for supervisors: counts, what ends within a day, and where to look.
#[derive(Debug, Clone)]
pub struct Digest {
    /// New reports since the last digest.
    pub reports: u32,
    /// Incidents that are open now.
    pub open: u32,
    /// Of those, without a provider though one is wanted.
    pub unassigned: u32,
    /// Of those, that nobody has spoken with in time.
    pub uncontacted: u32,
    /// Alarms that nobody acknowledged.
    pub alarms: u32,
    /// Mails that couldn't be delivered, or are kept back.
    pub undelivered: u32,
    /// Mails that came in and wait for a person.
    pub unread: u32,
    /// Legal clocks that end within a day: the case's reference, and when.
    pub deadlines: Vec<(DeskWord, Timestamp)>,
    /// The dashboard, behind sign-in.
    pub page_url: String,
}

impl Digest {
    /// Is there anything to say?
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.counts().iter().any(|(_, count)| *count > 0) || !self.deadlines.is_empty()
    }

    const fn counts(&self) -> [(&'static str, u32); 7] {
        [
            ("mail-digest-reports", self.reports),
            ("mail-digest-open", self.open),
            ("mail-digest-uncontacted", self.uncontacted),
            ("mail-digest-unassigned", self.unassigned),
            ("mail-digest-alarms", self.alarms),
            ("mail-digest-unread", self.unread),
            ("mail-digest-undelivered", self.undelivered),
        ]
    }

    /// The mail: what is nought is left out, but for the first two.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let counts = self.counts();
        let shown = counts.iter().enumerate().filter(|(place, (_, count))| *place < 2 || *count > 0);
        let letter = Letter::about(&setting.count("mail-digest-subject", self.open))
            .lead(&setting.say("mail-digest-lead", &[("now", &setting.time(setting.now))]))
            .facts(shown.map(|(_, (label, count))| setting.fact(label, &count.to_string())));
        let letter = if self.deadlines.is_empty() {
            letter
        } else {
            let line = |(case, due): &(DeskWord, Timestamp)| (case.0.clone(), setting.time(*due));
            letter.heading(&setting.words.say("mail-digest-deadlines")).facts(self.deadlines.iter().map(line))
        };
        letter.text(&setting.say("mail-alarm-page", &[("url", &self.page_url)])).render(MailKind::Digest, setting)
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
