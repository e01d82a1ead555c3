//! Providers on an incident page: the shortlist with its reasons, the offers, the assignment.

use crate::{domain::vocabulary::OfferState, web::view::clock::Clock};

/// Providers for a case.
#[derive(Debug, Clone)]
pub struct Shortlist {
    /// What is needed, in one sentence: « reprise après rançongiciel, Aveyron, sur place ».
    pub need: String,
    /// Must somebody come? `yes`, `no`, or `unknown`.
    pub on_site: String,
    /// Why no offer may leave yet: doubt not lifted, no agreement; the button is off then.
    pub blocked: Option<String>,
    /// Able, best first.
    pub candidates: Vec<Able>,
    /// Not able: name, and every condition failed, in words, with its next opening when it is closed.
    pub excluded: Vec<(String, String)>,
    /// How offers go: « trois à la fois, réponse attendue en 20 min ».
    pub rule: String,
    /// Fewer are being asked than the playbook says; else the list is folded away.
    pub is_needed: bool,
}

/// A provider that could be asked.
#[derive(Debug, Clone)]
pub struct Able {
    /// Provider id.
    pub id: String,
    /// Company.
    pub name: String,
    /// « Rodez, 12 km ».
    pub place: String,
    /// « fermé, ouvre lundi 8 h »; `None` when open.
    pub opens: Option<String>,
    /// Among those the desk proposes to ask.
    pub proposed: bool,
    /// « Vous avez déclaré un lien avec cette entreprise »: the reader may not choose it.
    pub tied: Option<String>,
    /// Why this rank, in a sentence.
    pub reasons: String,
    /// Score: « 0,82 ».
    pub score: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One part of a score.
#[derive(Debug, Clone)]
pub struct Part {
    /// « proximité ».
    pub label: String,
    /// 0 to 100.
    pub percent: u8,
}

/// One offer of a case.
#[derive(Debug, Clone)]
pub struct OfferRow {
    /// Offer id.
    pub id: String,
    /// Company.
    pub provider: String,
    /// State.
    pub state: OfferState,
    /// « envoyée 9 h 58 », « partira lundi 8 h ».
    pub when: String,
    /// What the provider said: from when, where, prices; may be empty.
    pub terms: String,
    /// Until when an answer is awaited.
    pub clock: Option<Clock>,
    /// Number at which the provider is called; may be empty.
    pub phone: String,
    /// For `tel:`.
    pub phone_link: String,
    /// A spoken answer may be logged.
    pub may_answer: bool,
    /// It may be chosen.
    pub may_choose: bool,
    /// « Vous avez déclaré un lien avec cette entreprise »: the reader neither chooses it nor answers for it.
    pub tied: Option<String>,
}

/// The provider that has the case.
#[derive(Debug, Clone)]
pub struct AssignmentCard {
    /// Company.
    pub provider: String,
    /// « depuis 10 h 20, choisi par Mme Vidal ».
    pub since: String,
    /// Person and number at the provider.
    pub contact: String,
    /// First contact, or follow-up.
    pub clock: Option<Clock>,
}
