//! The case: its states and the legal transitions, one function each.
//!
//! A report is *unverified* (web, mail, API) or *received* (a call) until a person lifts the doubt. Nothing is offered
//! before that, nor before the victim agreed (see [`may_offer`]).

use crate::vocabulary::{Channel, EmailSafe, IncidentState};

/// The step isn't possible from where the case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IncidentError {
    /// The state doesn't allow it.
    #[error("a case that is {from} can't become {to}")]
    Transition {
        /// Where it stands.
        from: IncidentState,
        /// What was asked.
        to: IncidentState,
    },
    /// Nobody has lifted the doubt.
    #[error("nobody has checked yet that the report is real: lift the doubt first")]
    Unverified,
    /// The victim hasn't agreed to be put in touch with a provider.
    #[error("the victim's agreement is not recorded")]
    NoAgreement,
    /// The victim agreed, but wasn't asked whether her usual supplier takes the case.
    #[error("the victim was not asked whether her usual supplier takes it: ask first")]
    SupplierNotAsked,
}

/// The state in which a report begins.
#[must_use]
pub const fn first_state(channel: Channel) -> IncidentState {
    match channel {
        Channel::Phone => IncidentState::Received,
        Channel::Web | Channel::Email | Channel::Api => IncidentState::Unverified,
    }
}

/// Is the case over, in whatever way?
#[must_use]
pub const fn is_over(state: IncidentState) -> bool {
    matches!(
        state,
        IncidentState::Closed
            | IncidentState::Transferred
            | IncidentState::Duplicate
            | IncidentState::Information
            | IncidentState::NotIncident
    )
}

/// Every legal step. Reopening leads back to `open`, with the history kept.
#[must_use]
pub const fn may_become(from: IncidentState, to: IncidentState) -> bool {
    use IncidentState as S;
    match (from, to) {
        (S::Received | S::Unverified, S::Open)
        | (S::Open | S::Following, S::Offering)
        | (S::Offering, S::Open | S::Assigned)
        | (S::Assigned, S::Following | S::Offering | S::Open)
        | (S::Following, S::Open) => true,
        (over, S::Open) if is_over(over) => true,
        (open, over) => !is_over(open) && is_over(over),
    }
}

/// The case after a step.
///
/// # Errors
/// [`IncidentError::Transition`] naming both states.
pub const fn step(from: IncidentState, to: IncidentState) -> Result<IncidentState, IncidentError> {
    if may_become(from, to) { Ok(to) } else { Err(IncidentError::Transition { from, to }) }
}

/// May offers leave for this case? A person has lifted the doubt and the victim's agreement is recorded.
///
/// # Errors
/// What is missing.
pub const fn may_offer(state: IncidentState, is_verified: Lifted, agreement: Agreed) -> Result<(), IncidentError> {
    if matches!(is_verified, Lifted::No) {
        return Err(IncidentError::Unverified);
    }
    if matches!(agreement, Agreed::No) {
        return Err(IncidentError::NoAgreement);
    }
    match state {
        IncidentState::Open | IncidentState::Offering => Ok(()),
        _ => Err(IncidentError::Transition { from: state, to: IncidentState::Offering }),
    }
}

/// Has a person lifted the doubt?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifted {
    /// Yes: who, how and when are recorded.
    Yes,
    /// Not yet.
    No,
}

/// Has the victim agreed to be put in touch?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// Yes, and it was not withdrawn.
    Yes,
    /// No, not yet, or no longer.
    No,
}

/// Categories in which a mailbox is likely read by somebody else: an unknown answer counts as *no* there.
const MAILBOX_AT_RISK: [&str; 6] =
    ["account_compromise", "intrusion", "bec_wire_fraud", "ransomware", "malware", "supply_chain"];

/// May the desk write to the victim's address?
#[must_use]
pub fn may_write_to(safe: EmailSafe, category: &str) -> bool {
    match safe {
        EmailSafe::Yes => true,
        EmailSafe::No => false,
        EmailSafe::Unknown => !MAILBOX_AT_RISK.contains(&category),
    }
}

/// Minutes until a person must have spoken with the victim: P1 10 min, P2 1 h, P3 4 opening hours, P4 1 opening day.
#[must_use]
pub const fn first_contact_minutes(priority: i32) -> FirstContact {
    match priority {
        1 => FirstContact::Minutes(10),
        2 => FirstContact::Minutes(60),
        3 => FirstContact::OpenMinutes(240),
        _ => FirstContact::OpenMinutes(480),
    }
}

/// How the first-contact clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstContact {
    /// Day and night.
    Minutes(i64),
    /// While the desk is open.
    OpenMinutes(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_offered_before_doubt_is_lifted_and_the_victim_agreed() {
        let open = IncidentState::Open;
        assert_eq!(may_offer(open, Lifted::No, Agreed::Yes), Err(IncidentError::Unverified));
        assert_eq!(may_offer(open, Lifted::Yes, Agreed::No), Err(IncidentError::NoAgreement));
        assert_eq!(may_offer(open, Lifted::Yes, Agreed::Yes), Ok(()));
        assert!(may_offer(IncidentState::Closed, Lifted::Yes, Agreed::Yes).is_err());
    }

    #[test]
    fn every_state_that_is_not_over_can_end_and_every_end_can_be_reopened() {
        for state in IncidentState::ALL.iter().copied() {
            if is_over(state) {
                assert!(may_become(state, IncidentState::Open), "{state} can't be reopened");
                assert!(!may_become(state, IncidentState::Assigned));
            } else {
                assert!(may_become(state, IncidentState::Closed), "{state} can't be closed");
            }
        }
    }

    #[test]
    fn a_report_is_never_assigned_without_offers() {
        assert!(!may_become(IncidentState::Received, IncidentState::Assigned));
        assert!(!may_become(IncidentState::Open, IncidentState::Assigned));
    }

    #[test]
    fn an_unknown_mailbox_is_unsafe_where_mailboxes_are_read_by_others() {
        assert!(!may_write_to(EmailSafe::Unknown, "account_compromise"));
        assert!(may_write_to(EmailSafe::Unknown, "ddos"));
        assert!(!may_write_to(EmailSafe::No, "ddos"));
    }
}
