//! An offer: held → sent → available, declined, expired or withdrawn; an available one becomes chosen or not chosen.
//!
//! Expiry brings in the next provider; it doesn't close the door: until somebody is assigned a late answer counts.

mod price;

use serde::{Deserialize, Serialize};

use crate::{
    matching::Durations,
    vocabulary::{OfferMode, OfferState, Severity},
};

pub use price::{PriceOf, UnclearPrice, cents_of};

/// What a provider answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// « Je suis disponible », or « J’accepte la mission » when the first to accept has it.
    Available(Terms),
    /// Not this time.
    Declined {
        /// One of the choices of the page.
        reason: DeclineReason,
        /// In the provider's own words; the victim never reads it.
        #[serde(default)]
        words: String,
    },
}

/// What an available provider states; the victim reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// One of [`FROM_WHEN`]; empty: not said.
    pub from_when: String,
    /// Comes on site, works remotely, or both.
    pub place: WorkPlace,
    /// The first help costs nothing.
    pub first_help_free: FirstHelp,
    /// Call-out, in cents, without tax.
    pub call_out_cents: Option<i64>,
    /// By the hour, in cents, without tax.
    pub hourly_cents: Option<i64>,
}

/// From when a provider could begin, as the page lists it.
pub const FROM_WHEN: [&str; 5] = ["now", "two_hours", "today", "tomorrow", "later"];

/// Is the first help free?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstHelp {
    /// Yes.
    Free,
    /// It is charged.
    Charged,
    /// Not said.
    #[default]
    Unsaid,
}

/// Where the provider would work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkPlace {
    /// On site.
    OnSite,
    /// Remotely.
    Remote,
    /// Remotely first, on site if needed.
    Both,
    /// Not said, as by an answer on the telephone or by mail.
    #[default]
    Unsaid,
}

/// Why a provider declines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// No time.
    Capacity,
    /// Closed, or on leave.
    Closed,
    /// Not its trade.
    Skill,
    /// Too far.
    Distance,
    /// Knows the victim in a way that forbids it.
    Conflict,
    /// Anything else.
    Other,
}

/// What an answer leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The offer waits for the choice.
    Available,
    /// The provider has the case now.
    Assign,
    /// The next provider is asked.
    Declined,
}

/// Who chooses among those available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooser {
    /// The victim herself.
    Victim,
    /// The desk: she asked it to.
    Desk,
}

/// How long the choice may take once somebody is available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceTime {
    /// So many minutes.
    Minutes(u32),
    /// So many minutes of the desk's opening hours.
    OpenMinutes(u32),
}

impl ChoiceTime {
    /// By how grave the case is; see [`choice_until`](crate::matching::choice_until).
    #[must_use]
    pub const fn of(severity: Severity, durations: &Durations) -> Self {
        match severity {
            Severity::Critical => Self::Minutes(durations.choice_critical_minutes),
            Severity::High => Self::Minutes(durations.choice_high_minutes),
            Severity::Medium | Severity::Low => Self::OpenMinutes(durations.choice_other_minutes),
        }
    }
}

/// Why an answer doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Somebody else has the case.
    #[error("too late, thank you: the case has been taken")]
    TooLate,
    /// The desk took the offer back.
    #[error("the desk has withdrawn this offer")]
    Withdrawn,
    /// The offer hasn't left yet.
    #[error("this offer has not been sent yet")]
    NotSent,
    /// It is this provider's case already.
    #[error("this provider has the case already")]
    AlreadyChosen,
}

/// Decides what an answer does. `taken` says whether the case has an open assignment.
///
/// A provider may change its mind as long as nobody is assigned: the last answer before assignment wins.
///
/// # Errors
/// Why the answer doesn't count.
pub const fn answer(state: OfferState, mode: OfferMode, taken: Taken, answer: &Answer) -> Result<Effect, AnswerError> {
    match state {
        OfferState::Chosen => return Err(AnswerError::AlreadyChosen),
        OfferState::Withdrawn => return Err(AnswerError::Withdrawn),
        OfferState::NotChosen => return Err(AnswerError::TooLate),
        OfferState::Held => return Err(AnswerError::NotSent),
        OfferState::Sent | OfferState::Available | OfferState::Declined | OfferState::Expired => {}
    }
    if matches!(taken, Taken::Yes) {
        return Err(AnswerError::TooLate);
    }
    Ok(match (answer, mode) {
        (Answer::Declined { .. }, _) => Effect::Declined,
        (Answer::Available(_), OfferMode::Shortlist) => Effect::Available,
        (Answer::Available(_), OfferMode::FirstAccept | OfferMode::Cascade) => Effect::Assign,
    })
}

impl WorkPlace {
    /// As the page writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnSite => "on_site",
            Self::Remote => "remote",
            Self::Both => "both",
            Self::Unsaid => "unsaid",
        }
    }

    /// What the page sent; none where nothing was chosen.
    #[must_use]
    pub fn said(word: &str) -> Option<Self> {
        [Self::OnSite, Self::Remote, Self::Both].into_iter().find(|place| place.as_str() == word)
    }
}

impl DeclineReason {
    /// Every reason, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Capacity, Self::Closed, Self::Skill, Self::Distance, Self::Conflict, Self::Other];

    /// As the page writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Capacity => "capacity",
            Self::Closed => "closed",
            Self::Skill => "skill",
            Self::Distance => "distance",
            Self::Conflict => "conflict",
            Self::Other => "other",
        }
    }

    /// What the page sent; none where nothing was chosen.
    #[must_use]
    pub fn said(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// Counts against nobody: closed or on leave, full, or bound not to take it.
    #[must_use]
    pub const fn is_excuse(self) -> bool {
        matches!(self, Self::Capacity | Self::Closed | Self::Conflict)
    }
}

/// How an asked provider was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// In its opening hours.
    InHours,
    /// Outside them, at its on-call contact.
    OnCall,
}

/// Did this offer let a turn go? So do a decline and a silence without an excuse. Outside a provider's own hours silence
/// is one; who was available and not chosen, or whose offer was taken back, keeps its turn.
#[must_use]
pub const fn let_turn_go(state: OfferState, asked: Asked, answer: Option<&Answer>) -> bool {
    match state {
        OfferState::Expired => matches!(asked, Asked::InHours),
        OfferState::Declined => match answer {
            Some(Answer::Declined { reason, .. }) => !reason.is_excuse(),
            _ => true,
        },
        _ => false,
    }
}

/// Does this offer say anything about how reliably a provider answers? What counts against nobody isn't counted at all.
#[must_use]
pub const fn counts(state: OfferState, asked: Asked, answer: Option<&Answer>) -> bool {
    matches!(state, OfferState::Available | OfferState::Chosen | OfferState::NotChosen)
        || let_turn_go(state, asked, answer)
}

/// Has the case an open assignment?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Is the offer still waiting for its provider?
#[must_use]
pub const fn is_pending(state: OfferState) -> bool {
    matches!(state, OfferState::Held | OfferState::Sent)
}

/// How many more providers should be asked now, so that `at_once` are waiting or available?
#[must_use]
pub fn wanted(states: &[OfferState], mode: OfferMode, at_once: u8) -> usize {
    let alive = states.iter().filter(|state| is_pending(**state) || **state == OfferState::Available).count();
    let target = if mode == OfferMode::Cascade { 1 } else { usize::from(at_once) };
    target.saturating_sub(alive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn available() -> Answer {
        Answer::Available(Terms::default())
    }

    #[test]
    fn a_late_answer_counts_until_somebody_is_assigned() {
        let late = answer(OfferState::Expired, OfferMode::Shortlist, Taken::No, &available());
        assert_eq!(late, Ok(Effect::Available));
        let too_late = answer(OfferState::Expired, OfferMode::Shortlist, Taken::Yes, &available());
        assert_eq!(too_late, Err(AnswerError::TooLate));
    }

    #[test]
    fn the_first_to_accept_has_it_where_the_playbook_says_so() {
        assert_eq!(answer(OfferState::Sent, OfferMode::FirstAccept, Taken::No, &available()), Ok(Effect::Assign));
    }

    #[test]
    fn a_withdrawn_offer_is_dead() {
        let dead = answer(OfferState::Withdrawn, OfferMode::FirstAccept, Taken::No, &available());
        assert_eq!(dead, Err(AnswerError::Withdrawn));
    }

    #[test]
    fn a_turn_is_let_go_by_silence_or_a_decline_without_excuse() {
        let declined = |reason| Answer::Declined { reason, words: String::new() };
        let lets_go = |state, asked, answer: Option<&Answer>| let_turn_go(state, asked, answer);
        assert!(lets_go(OfferState::Expired, Asked::InHours, None));
        assert!(!lets_go(OfferState::Expired, Asked::OnCall, None), "outside its hours nobody owes an answer");
        assert!(lets_go(OfferState::Declined, Asked::InHours, Some(&declined(DeclineReason::Distance))));
        for excuse in [DeclineReason::Capacity, DeclineReason::Closed, DeclineReason::Conflict] {
            assert!(!lets_go(OfferState::Declined, Asked::InHours, Some(&declined(excuse))));
            assert!(!counts(OfferState::Declined, Asked::InHours, Some(&declined(excuse))));
        }
        assert!(!lets_go(OfferState::NotChosen, Asked::InHours, Some(&available())), "keeps its turn");
        assert!(counts(OfferState::NotChosen, Asked::InHours, Some(&available())));
        assert!(!counts(OfferState::Withdrawn, Asked::InHours, None));
    }

    #[test]
    fn a_decline_or_a_silence_makes_room_for_one_more() {
        use OfferState::{Available, Declined, Expired, Sent};
        assert_eq!(wanted(&[Sent, Declined, Available], OfferMode::Shortlist, 3), 1);
        assert_eq!(wanted(&[Expired], OfferMode::Cascade, 3), 1);
        assert_eq!(wanted(&[Sent], OfferMode::Cascade, 3), 0);
    }
}
