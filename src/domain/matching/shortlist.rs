//! A shortlist as it was proposed: the ranking with everything it came from, so that it can be done again years later.

use serde::{Deserialize, Serialize};

use super::{Context, Directory, Need, Ranking, rank};
use crate::{
    ids::ProviderId,
    provider::{Contact, Provider},
};

/// A ranking, frozen with its inputs. Of providers that were excluded the conditions are kept, of candidates all that
/// the score read; addresses and telephone numbers are left out: only whether there is an address, and an on-call
/// contact, counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shortlist {
    /// What was needed.
    pub need: Need,
    /// When, by which weights and rules, and the key of the draw.
    pub context: Context,
    /// Which version of the weights `context` holds: 0 those of the configuration; none: a list from before they had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights_version: Option<i64>,
    /// Generation of the directory snapshot.
    pub directory_generation: u64,
    /// What came out.
    pub ranking: Ranking,
    /// The candidates as they were.
    pub inputs: Vec<Provider>,
}

/// What doing a shortlist again showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// The same list, to the last digit.
    Same,
    /// Another list: these providers have another rank or score, or are missing.
    Differs(Vec<ProviderId>),
}

impl Shortlist {
    /// Freezes a ranking of this need in this directory.
    #[must_use]
    pub fn freeze(need: &Need, directory: &Directory, context: &Context) -> Self {
        let ranking = rank(need, directory, context);
        let inputs = ranking.candidates.iter().filter_map(|candidate| directory.get(candidate.provider));
        let inputs = inputs.map(without_contact).collect();
        Self {
            need: need.clone(),
            context: context.clone(),
            weights_version: None,
            directory_generation: directory.generation(),
            ranking,
            inputs,
        }
    }

    /// Ranks the frozen candidates again and compares.
    #[must_use]
    pub fn replay(&self) -> Replay {
        let again = rank(&self.need, &Directory::new(self.inputs.clone(), self.directory_generation), &self.context);
        let (was, is) = (&self.ranking.candidates, &again.candidates);
        let differing = was.iter().enumerate().filter(|(rank, candidate)| is.get(*rank) != Some(candidate));
        let differing: Vec<_> = differing.map(|(_, candidate)| candidate.provider).collect();
        if differing.is_empty() && was.len() == is.len() { Replay::Same } else { Replay::Differs(differing) }
    }
}

fn without_contact(provider: &Provider) -> Provider {
    let kept = provider.contact.has_on_call().then(String::new);
    let emails = if provider.contact.has_address() { vec![String::new()] } else { Vec::new() };
    Provider { contact: Contact { on_call_phone: kept, emails, ..Contact::default() }, ..provider.clone() }
}
