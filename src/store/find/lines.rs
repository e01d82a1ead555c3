//! A case as lists show it: without its documents, which are a hundred times as long.

use sea_orm::{ConnectionTrait, DerivePartialModel, Select};
use uuid::Uuid;

use crate::store::{StoreError, entity::incident};

/// A line of a list of cases. Fields are those of the case.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "incident::Entity")]
pub struct CaseLine {
    /// Id.
    pub id: Uuid,
    /// Reference.
    pub reference: String,
    /// State.
    pub state: String,
    /// How it came.
    pub channel: String,
    /// Is it an exercise?
    pub exercise: bool,
    /// Traffic light protocol.
    pub tlp: String,
    /// Language.
    pub lang: String,
    /// Category.
    pub category: String,
    /// Has a person confirmed the category?
    pub category_confirmed: bool,
    /// Verdict of the playbooks.
    pub verdict: String,
    /// Severity.
    pub severity: String,
    /// 1 to 4.
    pub priority: i32,
    /// Which playbooks judged it.
    pub playbook_set: String,
    /// The victim's organisation.
    pub organisation: String,
    /// 14 digits.
    pub siret: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// Lower case.
    pub email: Option<String>,
    /// Who called.
    pub contact_name: String,
    /// Name of the commune.
    pub commune: Option<String>,
    /// Code of the department.
    pub department: String,
    /// Words that the desk says first.
    pub words: String,
    /// When the desk got it, in microseconds.
    pub received_at: i64,
    /// When somebody must have called, in microseconds.
    pub first_contact_due: i64,
    /// When somebody called, in microseconds.
    pub first_contact_at: Option<i64>,
    /// Whose case it is.
    pub owner: Option<Uuid>,
    /// Last change, in microseconds.
    pub updated_at: i64,
    /// Counts changes.
    pub version: i64,
}

impl CaseLine {
    /// Does somebody of the desk still have to speak with the victim for the first time?
    #[must_use]
    pub fn is_owed_contact(&self) -> bool {
        self.first_contact_at.is_none() && matches!(self.state.as_str(), "received" | "unverified")
    }
}

impl From<&incident::Model> for CaseLine {
    fn from(case: &incident::Model) -> Self {
        let case = case.clone();
        Self {
            id: case.id,
            reference: case.reference,
            state: case.state,
            channel: case.channel,
            exercise: case.exercise,
            tlp: case.tlp,
            lang: case.lang,
            category: case.category,
            category_confirmed: case.category_confirmed,
            verdict: case.verdict,
            severity: case.severity,
            priority: case.priority,
            playbook_set: case.playbook_set,
            organisation: case.organisation,
            siret: case.siret,
            phone: case.phone,
            email: case.email,
            contact_name: case.contact_name,
            commune: case.commune,
            department: case.department,
            words: case.words,
            received_at: case.received_at,
            first_contact_due: case.first_contact_due,
            first_contact_at: case.first_contact_at,
            owner: case.owner,
            updated_at: case.updated_at,
            version: case.version,
        }
    }
}

/// The cases of a question as lines.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(super) async fn lines(
    query: Select<incident::Entity>,
    db: &impl ConnectionTrait,
) -> Result<Vec<CaseLine>, StoreError> {
    Ok(query.into_partial_model::<CaseLine>().all(db).await?)
}
