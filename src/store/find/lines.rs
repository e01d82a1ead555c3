//! A case as lists show it: without its documents, which are a hundred times as long.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, Select};
use uuid::Uuid;

use super::UNSEEN;
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
    /// Category.
    pub category: String,
    /// Severity.
    pub severity: String,
    /// 1 to 4.
    pub priority: i32,
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
    /// What makes it look like a program's; empty for most.
    pub machine_signs: String,
}

impl CaseLine {
    /// Does somebody of the desk still have to speak with the victim for the first time?
    #[must_use]
    pub fn is_owed_contact(&self) -> bool {
        self.first_contact_at.is_none() && matches!(self.state.as_str(), "received" | "unverified")
    }
}

/// Somebody of the desk still has to speak with the victim for the first time. What looks like a program's waits in a tray
/// of its own and calls nobody.
pub(super) fn owed_contact() -> Condition {
    Condition::all()
        .add(incident::Column::State.is_in(UNSEEN))
        .add(incident::Column::MachineSigns.eq(""))
        .add(incident::Column::FirstContactAt.is_null())
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
