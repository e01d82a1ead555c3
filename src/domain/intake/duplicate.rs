//! Duplicates: two reports of one incident are proposed for merging, with the reason, never merged silently.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{fold::fold, story::Story};

/// Reports further apart are two incidents, or one that comes back: a person decides.
const LONGEST_APART: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The same caller twice within this time is most often the same matter.
const SHORT_APART: SignedDuration = SignedDuration::from_hours(4);
/// From here on two texts tell the same story.
const SAME_STORY: f64 = 0.25;
/// From here on, whoever wrote them, they are the same text.
const SAME_TEXT: f64 = 0.8;
/// A shorter text is too poor to be taken for the same one.
const FEWEST_WORDS: usize = 8;

/// What a report is compared by.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Fourteen digits.
    pub siret: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// The address, in lower case.
    pub email: Option<String>,
    /// The organisation's name, folded, with its postal code.
    pub named: Option<String>,
    /// What is told.
    pub story: Story,
    /// When the desk received it.
    pub received_at: Timestamp,
}

impl Trace {
    /// The trace of a report.
    #[must_use]
    pub fn of(report: &super::IncidentReport, received_at: Timestamp) -> Self {
        let organisation = &report.organisation;
        let name = organisation.name.as_ref().map(|name| fold(&name.0)).filter(|name| !name.is_empty());
        Self {
            siret: organisation.siret.as_ref().map(|siret| siret.0.as_str().to_owned()),
            phone: report.contact.phone.as_ref().map(|phone| phone.0.e164().to_owned()),
            email: report.contact.email.as_ref().map(|email| email.0.key()),
            named: name.map(|name| format!("{name} {}", organisation.postal_code)),
            story: Story::of(&report.description.0),
            received_at,
        }
    }
}

/// Why two reports may be one, as texts of `intake.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same establishment.
    SameSiret,
    /// The same number to call back.
    SamePhone,
    /// The same address.
    SameEmail,
    /// The same name at the same postal code.
    SameName,
    /// The same words, nearly all.
    SameText,
    /// Many of the same words.
    SimilarWords,
    /// A short time apart.
    ShortTimeApart,
}

impl Likeness {
    /// The text's key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameSiret => "duplicate-same-siret",
            Self::SamePhone => "duplicate-same-phone",
            Self::SameEmail => "duplicate-same-email",
            Self::SameName => "duplicate-same-name",
            Self::SameText => "duplicate-same-text",
            Self::SimilarWords => "duplicate-similar-words",
            Self::ShortTimeApart => "duplicate-short-time-apart",
        }
    }
}

/// A proposal to merge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal<Id> {
    /// The earlier one.
    pub of: Id,
    /// Why.
    pub because: Vec<Likeness>,
    /// Share of common words, from 0 to 1.
    pub words: f64,
}

/// The earlier reports that `new` may repeat, the likeliest first.
///
/// One caller (by number, address, SIRET or name) tells the same story, or tells anything a short time apart; or
/// somebody sends nearly the same text.
#[must_use]
pub fn proposals<Id: Copy + Ord>(new: &Trace, earlier: &[(Id, Trace)]) -> Vec<Proposal<Id>> {
    let alike = earlier
        .iter()
        .filter_map(|(id, trace)| compared(new, trace).map(|(because, words)| Proposal { of: *id, because, words }));
    let mut proposals: Vec<Proposal<Id>> = alike.collect();
    proposals.sort_by(|one, other| {
        (other.because.len().cmp(&one.because.len()))
            .then(other.words.total_cmp(&one.words))
            .then(one.of.cmp(&other.of))
    });
    proposals
}

fn compared(new: &Trace, earlier: &Trace) -> Option<(Vec<Likeness>, f64)> {
    let apart = new.received_at.duration_since(earlier.received_at).abs();
    if apart > LONGEST_APART {
        return None;
    }
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let parties = [
        (same(&new.siret, &earlier.siret), Likeness::SameSiret),
        (same(&new.phone, &earlier.phone), Likeness::SamePhone),
        (same(&new.email, &earlier.email), Likeness::SameEmail),
        (same(&new.named, &earlier.named), Likeness::SameName),
    ];
    let mut because: Vec<Likeness> = parties.into_iter().filter_map(|(same, reason)| same.then_some(reason)).collect();
    let same_party = !because.is_empty();
    let words = new.story.likeness(&earlier.story);
    let long_enough = new.story.words().min(earlier.story.words()) >= FEWEST_WORDS;
    let (same_text, same_story, short) = (words >= SAME_TEXT && long_enough, words >= SAME_STORY, apart <= SHORT_APART);
    because.extend(same_text.then_some(Likeness::SameText));
    because.extend((same_story && !same_text).then_some(Likeness::SimilarWords));
    because.extend(short.then_some(Likeness::ShortTimeApart));
    (same_text || same_party && (same_story || short)).then_some((because, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "nos fichiers sont chiffrés depuis ce matin et une note réclame une rançon en bitcoin au bureau";

    fn trace(phone: &str, words: &str, hours: i64) -> Trace {
        let received_at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1_000 + hours);
        Trace {
            siret: None,
            phone: Some(phone.to_owned()),
            email: None,
            named: None,
            story: Story::of(words),
            received_at,
        }
    }

    fn because(new: &Trace, earlier: Trace) -> Option<Vec<Likeness>> {
        proposals(new, &[(1, earlier)]).pop().map(|proposal| proposal.because)
    }

    #[test]
    fn the_same_caller_with_the_same_story_is_proposed() {
        let new = trace("+33536491234", STORY, 30);
        let earlier = trace("+33536491234", "fichiers chiffrés ce matin, une note réclame une rançon en bitcoin", 0);
        assert_eq!(because(&new, earlier), Some(vec![Likeness::SamePhone, Likeness::SimilarWords]));
    }

    #[test]
    fn the_same_caller_a_short_time_later_is_proposed_whatever_is_told() {
        let new = trace("+33536491234", "je rappelle comme convenu", 2);
        assert_eq!(
            because(&new, trace("+33536491234", STORY, 0)),
            Some(vec![Likeness::SamePhone, Likeness::ShortTimeApart])
        );
    }

    #[test]
    fn another_story_days_later_or_another_caller_is_another_incident() {
        let new = trace("+33536491234", "un faux conseiller bancaire a pris la main sur le poste de la comptable", 48);
        assert_eq!(because(&new, trace("+33536491234", STORY, 0)), None);
        let other = trace("+33536495678", "nos fichiers sont chiffrés, ils réclament une rançon", 1);
        assert_eq!(because(&other, trace("+33536491234", STORY, 0)), None);
        let much_later = trace("+33536491234", STORY, 24 * 8);
        assert_eq!(because(&much_later, trace("+33536491234", STORY, 0)), None);
    }

    #[test]
    fn the_same_text_twice_is_proposed_even_without_the_same_caller() {
        let new = trace("+33536495678", STORY, 1);
        assert_eq!(
            because(&new, trace("+33536491234", STORY, 0)),
            Some(vec![Likeness::SameText, Likeness::ShortTimeApart])
        );
        assert_eq!(because(&trace("1", "au secours", 1), trace("2", "au secours", 0)), None, "too short to tell");
    }

    #[test]
    fn the_likeliest_comes_first() {
        let new = trace("+33536491234", STORY, 10);
        let earlier = [
            (1, trace("+33536491234", "nos fichiers chiffrés, rançon en bitcoin réclamée par une note", 0)),
            (2, trace("+33536491234", STORY, 8)),
        ];
        let order: Vec<i32> = proposals(&new, &earlier).iter().map(|proposal| proposal.of).collect();
        assert_eq!(order, [2, 1]);
    }
}
