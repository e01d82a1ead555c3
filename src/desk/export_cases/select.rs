//! Which cases leave: those asked for by name, each refused with its reason; or those of a span of time, where what may
//! not leave is counted.

use jiff::Timestamp;
use uuid::Uuid;
use vigie_domain::vocabulary::{IncidentState, Role, Tlp};

use super::{ExportError, Format};
use crate::{
    app::App,
    desk::{DeskError, Staff, Veil, read, step::word},
    store::{StoreError, entity::incident, find},
};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// References; none: everything of the span of time.
    pub references: Vec<String>,
    /// Received from.
    pub since: Option<Timestamp>,
    /// Received before.
    pub until: Option<Timestamp>,
    /// The highest marking that the recipient may see.
    pub up_to: Tlp,
    /// What a person calls the attacker's, as it was told.
    pub attackers: Vec<String>,
    /// The address of an account to which a sensitive case is open.
    pub account: Option<String>,
}

/// How many weren't given out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Marked above what the recipient may see.
    pub marking: usize,
    /// For named people alone.
    pub sensitive: usize,
    /// Nobody has confirmed what they are.
    pub unconfirmed: usize,
}

/// The chosen cases.
pub(super) struct Chosen {
    pub cases: Vec<incident::Model>,
    pub left_out: LeftOut,
    /// The account for whom a sensitive case was opened.
    pub account: Option<Uuid>,
}

/// Why a case stays.
enum Stays {
    Marking(Tlp),
    Sensitive,
    Unconfirmed,
}

struct Rule {
    veil: Veil,
    up_to: Tlp,
    format: Format,
}

impl Rule {
    fn keeps(&self, case: &incident::Model) -> Result<Option<Stays>, StoreError> {
        let tlp: Tlp = word("tlp", &case.tlp)?;
        // From red, the first, to clear.
        if tlp < self.up_to {
            return Ok(Some(Stays::Marking(tlp)));
        }
        if self.veil.covers(case.id) {
            return Ok(Some(Stays::Sensitive));
        }
        // A row of a spreadsheet says whether it was confirmed; what others act upon must be.
        let shared = self.format != Format::Csv;
        Ok((shared && !is_confirmed(case)?).then_some(Stays::Unconfirmed))
    }
}

/// A person lifted the doubt and confirmed the category, and it was an incident.
fn is_confirmed(case: &incident::Model) -> Result<bool, StoreError> {
    let state: IncidentState = word("state", &case.state)?;
    let is_one = !matches!(
        state,
        IncidentState::Received
            | IncidentState::Unverified
            | IncidentState::Duplicate
            | IncidentState::Information
            | IncidentState::NotIncident
    );
    Ok(is_one && case.category_confirmed && !case.exercise)
}

/// Chooses.
///
/// # Errors
/// Every case that was asked for by name and may not leave.
pub(super) async fn cases(app: &App, format: Format, wanted: &Wanted) -> Result<Chosen, ExportError> {
    let (veil, account) = veil_for(app, wanted.account.as_deref()).await?;
    let rule = Rule { veil, up_to: wanted.up_to, format };
    if wanted.references.is_empty() {
        return Ok(Chosen { account, ..of_time(app, &rule, wanted).await? });
    }
    let mut cases = Vec::new();
    for reference in &wanted.references {
        cases.push(named(app, &rule, reference).await?);
    }
    Ok(Chosen { cases, left_out: LeftOut::default(), account })
}

/// One case by its reference.
///
/// # Errors
/// Why it may not leave.
pub(super) async fn one(
    app: &App,
    reference: &str,
    wanted: &Wanted,
) -> Result<(incident::Model, Option<Uuid>), ExportError> {
    let (veil, account) = veil_for(app, wanted.account.as_deref()).await?;
    let rule = Rule { veil, up_to: wanted.up_to, format: Format::Csv };
    Ok((named(app, &rule, reference).await?, account))
}

async fn named(app: &App, rule: &Rule, reference: &str) -> Result<incident::Model, ExportError> {
    let case = match read::incident_by_reference(app, reference).await {
        Err(DeskError::NotFound(_)) => return Err(ExportError::Unknown(reference.to_owned())),
        found => found?,
    };
    let reference = case.reference.clone();
    if case.erased_at.is_some() {
        return Err(ExportError::Erased(reference));
    }
    match rule.keeps(&case)? {
        None => Ok(case),
        Some(Stays::Marking(tlp)) => Err(ExportError::Marking { reference, tlp, up_to: rule.up_to }),
        Some(Stays::Sensitive) => Err(ExportError::Sensitive(reference)),
        Some(Stays::Unconfirmed) => Err(ExportError::Unconfirmed(reference)),
    }
}

async fn of_time(app: &App, rule: &Rule, wanted: &Wanted) -> Result<Chosen, ExportError> {
    let micros = |at: Option<Timestamp>, otherwise| at.map_or(otherwise, Timestamp::as_microsecond);
    let (since, until) = (micros(wanted.since, i64::MIN), micros(wanted.until, i64::MAX));
    let (mut cases, mut left_out) = (Vec::new(), LeftOut::default());
    for case in find::cases_received_between(app.store.reader(), since, until).await? {
        match rule.keeps(&case)? {
            None => cases.push(case),
            Some(Stays::Marking(_)) => left_out.marking += 1,
            Some(Stays::Sensitive) => left_out.sensitive += 1,
            Some(Stays::Unconfirmed) => left_out.unconfirmed += 1,
        }
    }
    Ok(Chosen { cases, left_out, account: None })
}

/// What the account may not open; a command without one opens no sensitive case.
async fn veil_for(app: &App, account: Option<&str>) -> Result<(Veil, Option<Uuid>), ExportError> {
    let Some(address) = account else { return Ok((Veil::of_strangers(app).await?, None)) };
    let unknown = || ExportError::Account(address.to_owned());
    let user = find::user_by_email(app.store.reader(), &address.trim().to_lowercase()).await?;
    let user = user.filter(|user| user.disabled_at.is_none()).ok_or_else(unknown)?;
    let role: Role = word("role", &user.role)?;
    if role == Role::Administrator {
        return Err(unknown());
    }
    let staff = Staff { id: user.id.into(), name: user.name, role };
    Ok((Veil::of(app, &staff).await?, Some(user.id)))
}
