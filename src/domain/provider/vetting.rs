//! Vetting: `applicant → vetted → suspended → removed`; who decided, when, why, and when it is looked at again.
//!
//! Suspension, reinstatement and removal need two people. A pause isn't vetting: one supervisor pauses at once.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{ids::UserId, vocabulary::VettingState};

/// A decision that the rules refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VettingRefused {
    /// There is no way from one state to the other.
    #[error("a provider that is {from} cannot become {to}")]
    NoSuchStep {
        /// State now.
        from: VettingState,
        /// State asked for.
        to: VettingState,
    },
    /// A second person has to agree.
    #[error("suspension, reinstatement and removal need two different people")]
    SecondPersonNeeded,
    /// No reason was given.
    #[error("say why: the reason is kept with the decision")]
    ReasonNeeded,
}

/// Who decided what, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who proposed it.
    pub by: UserId,
    /// Who agreed, where two are needed.
    pub second: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// Why, in words.
    pub reason: String,
}

/// What the desk decided about a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vetting {
    /// State now.
    pub state: VettingState,
    /// The decision that led to it; none for rows that came by file.
    pub decision: Option<Decision>,
    /// Day of the next review.
    pub review_on: Option<Date>,
}

impl Vetting {
    /// A state without a recorded decision, as a directory file gives it.
    #[must_use]
    pub const fn imported(state: VettingState, review_on: Option<Date>) -> Self {
        Self { state, decision: None, review_on }
    }

    /// The vetting after a decision.
    ///
    /// # Errors
    /// The step doesn't exist, a second person is missing, or the reason is empty.
    pub fn decide(&self, to: VettingState, decision: Decision) -> Result<Self, VettingRefused> {
        let needs_two = needs_two(self.state, to).ok_or(VettingRefused::NoSuchStep { from: self.state, to })?;
        if decision.reason.trim().is_empty() {
            return Err(VettingRefused::ReasonNeeded);
        }
        if needs_two && decision.second.is_none_or(|second| second == decision.by) {
            return Err(VettingRefused::SecondPersonNeeded);
        }
        Ok(Self { state: to, decision: Some(decision), review_on: self.review_on })
    }
}

/// Whether a step needs two people; none when there is no such step.
const fn needs_two(from: VettingState, to: VettingState) -> Option<bool> {
    use VettingState::{Applicant, Removed, Suspended, Vetted};
    match (from, to) {
        (Applicant, Vetted) => Some(false),
        (Vetted, Suspended | Removed) | (Suspended, Vetted | Removed) | (Applicant, Removed) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn decision(second: Option<u128>) -> Decision {
        let user = |n| UserId(Uuid::from_u128(n));
        Decision { by: user(1), second: second.map(user), at: Timestamp::UNIX_EPOCH, reason: "contrôle".into() }
    }

    #[test]
    fn suspension_needs_two_different_people() {
        let vetted = Vetting::imported(VettingState::Vetted, None);
        assert_eq!(vetted.decide(VettingState::Suspended, decision(None)), Err(VettingRefused::SecondPersonNeeded));
        assert_eq!(vetted.decide(VettingState::Suspended, decision(Some(1))), Err(VettingRefused::SecondPersonNeeded));
        let suspended = vetted.decide(VettingState::Suspended, decision(Some(2))).unwrap();
        assert_eq!(suspended.state, VettingState::Suspended);
        assert_eq!(suspended.decide(VettingState::Vetted, decision(None)), Err(VettingRefused::SecondPersonNeeded));
    }

    #[test]
    fn who_was_removed_stays_out() {
        let removed = Vetting::imported(VettingState::Removed, None);
        assert!(removed.decide(VettingState::Vetted, decision(Some(2))).is_err());
    }
}
