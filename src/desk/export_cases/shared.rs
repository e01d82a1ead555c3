//! What of a case is shared: what happened, when, where by department, by what means. Not to whom.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_domain::{
    incident::is_over,
    observable::{Observable, ObservableRole},
    vocabulary::{IncidentState, Lang, Pap, Severity, Tlp},
};

use super::{
    ExportError,
    observed::{self, Meant},
};
use crate::{
    app::App,
    clock::instant,
    config::Desk,
    desk::step::word,
    store::{StoreError, entity::incident, find},
};

/// Who gives out.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// The log's name: ids are made from it, the same at each export.
    pub origin: String,
}

impl Sender {
    pub fn of(desk: &Desk, origin: &str) -> Self {
        let name = if desk.name.is_empty() { origin.to_owned() } else { desk.name.clone() };
        Self { name, email: desk.email.clone(), phone: desk.phone.clone(), origin: origin.to_owned() }
    }

    /// The id of something of this desk, the same at each export, that tells nothing of the id within. Marked as one
    /// made from a name (RFC 9562, version 5), with SHA-256.
    pub fn id(&self, kind: &str, what: &str) -> Uuid {
        let hash = Sha256::digest(format!("vigie export v1\0{}\0{kind}\0{what}", self.origin));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_sha1_bytes(bytes).into_uuid()
    }
}

/// A case as it is shared.
#[derive(Debug, Clone)]
pub struct SharedCase {
    /// The case's row.
    pub row: Uuid,
    /// Its reference: it opens nothing.
    pub reference: String,
    /// Name of its category.
    pub title: String,
    /// Tags of the Reference Security Incident Taxonomy, `rsit:…`.
    pub rsit: Vec<String>,
    /// How far it may go.
    pub tlp: Tlp,
    /// What may be done with it.
    pub pap: Pap,
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands.
    pub state: IncidentState,
    /// When the desk got it.
    pub received_at: Timestamp,
    /// When it happened, earliest and latest, as far as that is known.
    pub happened: (Option<Timestamp>, Option<Timestamp>),
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// When something of it changed last.
    pub updated_at: Timestamp,
    /// Department code.
    pub department: String,
    /// What a person called the attacker's.
    pub indicators: Vec<Observable>,
}

impl SharedCase {
    /// Is it over?
    #[must_use]
    pub fn is_over(&self) -> bool {
        is_over(self.state)
    }

    /// « Rançongiciel, 2026-11 ».
    #[must_use]
    pub fn headline(&self) -> String {
        format!("{}, {}", self.title, self.received_at.strftime("%Y-%m"))
    }
}

/// The cases as they are shared, and what else was seen in them that isn't the victims' own.
///
/// # Errors
/// [`ExportError::NotSeen`].
pub(super) async fn of_cases(
    app: &App,
    cases: &[incident::Model],
    attackers: &[String],
) -> Result<(Vec<SharedCase>, Vec<Observable>), ExportError> {
    let named: Vec<Meant<'_>> = attackers.iter().map(|text| Meant::of(text)).collect();
    let (mut shared, mut candidates, mut met) = (Vec::new(), Vec::new(), Vec::new());
    for case in cases {
        let timeline = find::all_entries_of(app.store.reader(), case.id).await?;
        let mut indicators = Vec::new();
        for (one, role) in observed::in_case(case, &timeline)? {
            if role == ObservableRole::Victim {
                continue;
            }
            if named.iter().any(|meant| meant.is(&one)) {
                indicators.push(one.clone());
                met.push(one);
            } else {
                candidates.push(one);
            }
        }
        shared.push(of_case(app, case, indicators)?);
    }
    candidates.sort();
    candidates.dedup();
    match named.iter().find(|meant| !met.iter().any(|one| meant.is(one))) {
        Some(meant) => Err(ExportError::NotSeen(meant.text.to_owned())),
        None => Ok((shared, candidates)),
    }
}

fn of_case(app: &App, case: &incident::Model, indicators: Vec<Observable>) -> Result<SharedCase, StoreError> {
    let set = app.playbooks.live();
    let playbook = set.playbook(&case.category);
    Ok(SharedCase {
        row: case.id,
        reference: case.reference.clone(),
        title: playbook.map_or_else(|| case.category.clone(), |one| one.title.in_lang(Lang::Fr).to_owned()),
        rsit: playbook.map(|one| one.rsit.iter().map(|tag| format!("rsit:{tag}")).collect()).unwrap_or_default(),
        tlp: word("tlp", &case.tlp)?,
        pap: word("pap", &case.pap)?,
        severity: word("severity", &case.severity)?,
        state: word("state", &case.state)?,
        received_at: instant(case.received_at),
        happened: (case.event_from.map(instant), case.event_until.map(instant)),
        closed_at: case.closed_at.map(instant),
        updated_at: instant(case.updated_at),
        department: case.department.clone(),
        indicators,
    })
}
