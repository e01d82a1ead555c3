//! What the victim has of her own: a usual IT supplier and an insurer. Both are asked for with the agreement; neither is
//! excluded nor given the case by itself.

use serde::{Deserialize, Serialize};
use vigie_domain::intake::FieldError;

/// What the victim said of her usual supplier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnSupplier {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// There is none.
    None,
    /// There is one, but it can't or won't take the case, or doesn't answer.
    Unable,
    /// It takes the case.
    TakesIt,
    /// It may be the way in: not to hand over before a check.
    MayBeTheWayIn,
}

impl OwnSupplier {
    /// As the row and the event write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::None => "none",
            Self::Unable => "unable",
            Self::TakesIt => "takes_it",
            Self::MayBeTheWayIn => "may_be_the_way_in",
        }
    }

    /// The answer that a page sends to « does the usual supplier take it? ».
    #[must_use]
    pub const fn answer(self) -> &'static str {
        match self {
            Self::NotAsked => "",
            Self::None => "no",
            Self::Unable => "unable",
            Self::TakesIt => "yes",
            Self::MayBeTheWayIn => "way_in",
        }
    }

    /// Reads the answer of a page; any other word is none.
    #[must_use]
    pub fn of_answer(word: &str) -> Self {
        let all = [Self::None, Self::Unable, Self::TakesIt, Self::MayBeTheWayIn];
        all.into_iter().find(|one| one.answer() == word).unwrap_or_default()
    }

    /// The line of the timeline.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::NotAsked => "own-supplier-not-asked",
            Self::None => "own-supplier-none",
            Self::Unable => "own-supplier-unable",
            Self::TakesIt => "own-supplier-takes-it",
            Self::MayBeTheWayIn => "own-supplier-may-be-the-way-in",
        }
    }

    /// An agreement without the question is none: what is missing, at its field.
    #[must_use]
    pub fn missing(self) -> Option<FieldError> {
        (self == Self::NotAsked).then(|| FieldError::new("own_supplier", "field-own-supplier", ""))
    }
}

/// What the victim said of her insurer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Insurer {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// Nothing covers it.
    None,
    /// She is insured, and the insurer knows.
    Told,
    /// She is insured, and the insurer doesn't know yet.
    NotTold,
    /// She doesn't know whether she is insured.
    Unknown,
}

impl Insurer {
    /// As the row and the event write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::None => "none",
            Self::Told => "told",
            Self::NotTold => "not_told",
            Self::Unknown => "unknown",
        }
    }

    /// The answer that a page sends to « is there an insurance, and does the insurer know? ».
    #[must_use]
    pub const fn answer(self) -> &'static str {
        match self {
            Self::NotAsked => "",
            Self::None => "no",
            other => other.as_str(),
        }
    }

    /// Reads the answer of a page; any other word is none.
    #[must_use]
    pub fn of_answer(word: &str) -> Self {
        let all = [Self::None, Self::Told, Self::NotTold, Self::Unknown];
        all.into_iter().find(|one| one.answer() == word).unwrap_or_default()
    }

    /// The line of the timeline.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::NotAsked => "insurer-not-asked",
            Self::None => "insurer-none",
            Self::Told => "insurer-told",
            Self::NotTold => "insurer-not-told",
            Self::Unknown => "insurer-unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_reads_back_and_anything_else_is_no_answer() {
        for one in [OwnSupplier::None, OwnSupplier::Unable, OwnSupplier::TakesIt, OwnSupplier::MayBeTheWayIn] {
            assert_eq!(OwnSupplier::of_answer(one.answer()), one);
            assert_eq!(one.missing(), None, "{one:?}");
        }
        for one in [Insurer::None, Insurer::Told, Insurer::NotTold, Insurer::Unknown] {
            assert_eq!(Insurer::of_answer(one.answer()), one);
        }
        for word in ["", "unknown", "peut-être"] {
            assert_eq!(OwnSupplier::of_answer(word), OwnSupplier::NotAsked);
            assert!(OwnSupplier::of_answer(word).missing().is_some_and(|error| error.pointer() == "/own_supplier"));
        }
        assert_eq!(Insurer::of_answer("yes"), Insurer::NotAsked);
    }

    #[test]
    fn the_row_and_the_event_write_the_same_word() {
        for one in [OwnSupplier::NotAsked, OwnSupplier::Unable, OwnSupplier::TakesIt, OwnSupplier::MayBeTheWayIn] {
            assert_eq!(serde_json::json!(one), one.as_str());
        }
        for one in [Insurer::NotAsked, Insurer::None, Insurer::Told, Insurer::NotTold, Insurer::Unknown] {
            assert_eq!(serde_json::json!(one), one.as_str());
        }
    }
}
