//! What the desk made of a case, as rows and back. The advice is kept once for all cases that got the same; what was
//! written lately is remembered, so that a wave of like reports doesn't hand the database the same words again.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use vigie_domain::{playbook::Classification, vocabulary::Lang};

use super::assess::{Assessed, Bilingual};
use crate::store::{
    StoreError,
    entity::{Frozen, advice, assessment, incident},
    find,
};

/// Digests that are remembered: some forty bytes each. There are as many as playbooks, variants and sets of answers.
const REMEMBERED: usize = 4_096;

/// An assessment as it is stored.
#[derive(Debug, Clone)]
pub struct AssessmentRows {
    /// The advice; the row may be there already.
    pub advice: advice::Model,
    /// The case's own.
    pub assessment: assessment::Model,
}

/// A stored assessment as it is read.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// What the machine made of it.
    pub found: Classification,
    /// Why the severity and the priority are what they are (`severity`, `priority`).
    pub reason: Value,
    /// What was advised, in both languages.
    pub advice: Bilingual,
}

/// The column `classification`.
#[derive(Debug, Serialize, Deserialize)]
struct Kept<F> {
    found: F,
    reason: Value,
}

impl AssessmentRows {
    /// Writes an assessment down.
    ///
    /// # Errors
    /// See [`Frozen::write`].
    pub fn of(case: Uuid, assessed: &Assessed) -> Result<Self, StoreError> {
        let kept = Kept { found: &assessed.found, reason: assessed.reason() };
        let body = Frozen::write("advice", &assessed.advice)?;
        let digest = body.digest();
        let classification = Frozen::write("classification", &kept)?;
        Ok(Self {
            assessment: assessment::Model { incident_id: case, classification, advice_digest: digest.clone() },
            advice: advice::Model { digest, body },
        })
    }
}

impl Assessment {
    /// Reads what was stored.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn read(stored: &find::Assessment) -> Result<Self, StoreError> {
        let Kept { found, reason } = stored.classification.read("classification")?;
        Ok(Self { found, reason, advice: stored.advice.read("advice")? })
    }
}

/// The sentence of an advised action in the victim's language.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn advised_words(
    stored: &find::Assessment,
    incident: &incident::Model,
    action_id: &str,
) -> Result<Option<String>, StoreError> {
    let advice: Bilingual = stored.advice.read("advice")?;
    let lang: Lang = incident.lang.parse().unwrap_or(Lang::Fr);
    Ok(advice.of(lang).actions.iter().find(|action| action.id == action_id).map(|action| action.say.clone()))
}

/// Which advice is known to be in the database. Rows of this table are never removed.
#[derive(Debug, Default)]
pub struct KnownAdvice(Mutex<HashSet<String>>);

impl KnownAdvice {
    /// Is it there? `false` when that isn't known.
    #[must_use]
    pub fn has(&self, digest: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(digest)
    }

    /// It was committed.
    pub fn add(&self, digest: String) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(digest);
    }
}
