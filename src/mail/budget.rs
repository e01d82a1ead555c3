//! Budgets: how much mail may leave in an hour. Pure: what was spent is counted by the store.

use std::collections::HashMap;

use uuid::Uuid;

use super::message::MailKind;
use crate::config::Mail;

/// Which budget a message would break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Too much to one address.
    Address,
    /// Too much about one case.
    Case,
    /// Too many acknowledgements: strangers decide who gets them.
    Answers,
    /// Too much in all.
    Hour,
}

impl Over {
    /// As the row keeps it; also the end of the text's key `mail-held-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Case => "case",
            Self::Answers => "answers",
            Self::Hour => "hour",
        }
    }
}

/// What left within the last hour.
#[derive(Debug, Clone, Default)]
pub struct Spent {
    /// To each address.
    pub by_address: HashMap<String, u32>,
    /// About each case.
    pub by_case: HashMap<Uuid, u32>,
    /// Acknowledgements.
    pub answers: u32,
    /// In all.
    pub all: u32,
}

impl Spent {
    /// Counts a message that is about to leave, unless a budget forbids it. An alarm to the staff is under the budget of
    /// its address alone: what stops mail must be able to say so.
    pub fn admit(&mut self, budget: &Mail, kind: &str, recipient: &str, case: Option<Uuid>) -> Result<(), Over> {
        let is_alarm = kind == MailKind::Alarm.as_str();
        let is_answer = kind == MailKind::Acknowledgement.as_str();
        let recipient = recipient.to_lowercase();
        let about_case = case.map_or(0, |case| self.by_case.get(&case).copied().unwrap_or(0));
        if self.by_address.get(&recipient).copied().unwrap_or(0) >= budget.per_address_hour {
            return Err(Over::Address);
        }
        if !is_alarm && about_case >= budget.per_case_hour {
            return Err(Over::Case);
        }
        if is_answer && self.answers >= budget.answers_per_hour {
            return Err(Over::Answers);
        }
        if !is_alarm && self.all >= budget.per_hour {
            return Err(Over::Hour);
        }
        self.count(is_answer, recipient, case);
        Ok(())
    }

    fn count(&mut self, is_answer: bool, recipient: String, case: Option<Uuid>) {
        *self.by_address.entry(recipient).or_default() += 1;
        if let Some(case) = case {
            *self.by_case.entry(case).or_default() += 1;
        }
        self.answers += u32::from(is_answer);
        self.all += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget() -> Mail {
        Mail { per_address_hour: 2, per_case_hour: 3, per_hour: 5, answers_per_hour: 1, ..Mail::default() }
    }

    fn send(spent: &mut Spent, kind: &str, to: &str, case: Option<u128>) -> Result<(), Over> {
        spent.admit(&budget(), kind, to, case.map(Uuid::from_u128))
    }

    #[test]
    fn an_address_a_case_and_the_desk_have_each_their_budget() {
        let mut spent = Spent::default();
        assert_eq!(send(&mut spent, "message", "a@x.example", Some(1)), Ok(()));
        assert_eq!(send(&mut spent, "message", "A@x.example", Some(1)), Ok(()));
        assert_eq!(send(&mut spent, "message", "a@x.example", Some(1)), Err(Over::Address), "in any spelling");
        assert_eq!(send(&mut spent, "message", "b@x.example", Some(1)), Ok(()));
        assert_eq!(send(&mut spent, "message", "c@x.example", Some(1)), Err(Over::Case));
        assert_eq!(send(&mut spent, "acknowledgement", "d@x.example", Some(2)), Ok(()));
        assert_eq!(send(&mut spent, "acknowledgement", "e@x.example", Some(3)), Err(Over::Answers));
        assert_eq!(send(&mut spent, "message", "f@x.example", None), Ok(()));
        assert_eq!(send(&mut spent, "message", "g@x.example", None), Err(Over::Hour));
        assert_eq!(send(&mut spent, "alarm", "ana@desk.example", Some(1)), Ok(()), "what stops mail can say so");
    }
}
