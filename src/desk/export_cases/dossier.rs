//! The dossier of one case, for the police, an insurer or a court: everything that the desk knows of it, in order of time,
//! with the exhibits as they came and the proof that nothing was changed since.
//!
//! It tells what a person confirmed from what a machine proposed. Whoever gets it can check it by the receipt and the
//! desk's public key, without the desk.

use serde_json::Value;
use sha2::Digest;
use uuid::Uuid;
use vigie_domain::{
    audit::Subject,
    observable::{Observable, ObservableRole},
};

use super::{ExportError, observed, select, select::Wanted};
use crate::{
    app::App,
    desk::{By, DeskError, Receipt, Shows, read, receive_mail::bytes_of, sealed_receipt},
    keys::hex,
    store::{entity::inbound_mail, find},
};

/// Do the desk's own notes go with a dossier? They are written for colleagues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// No.
    LeftOut,
    /// Yes.
    Included,
}

/// A dossier.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The case with everything that hangs on it.
    pub file: read::CaseFile,
    /// Facts that were answered: question and answer.
    pub facts: Vec<(String, String)>,
    /// What was seen, and whose it is as far as that is known.
    pub observables: Vec<(Observable, ObservableRole)>,
    /// The provider that has the case, by name.
    pub provider: Option<String>,
    /// Mails as they came.
    pub exhibits: Vec<Exhibit>,
    /// The events of the case with the proof that they are in the log.
    pub receipt: Receipt,
    /// The desk's public key, `NAME+ID+KEY`.
    pub key: String,
}

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// Its name in the dossier.
    pub name: String,
    /// What is known of it.
    pub mail: inbound_mail::Model,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Its octets.
    pub bytes: Vec<u8>,
}

/// Makes the dossier of a case; that it leaves is told in the case's trail before, and in the receipt.
///
/// # Errors
/// See [`ExportError`]; a kept mail that was changed.
pub async fn dossier(
    app: &App,
    by: &By,
    reference: &str,
    wanted: &Wanted,
    notes: Notes,
) -> Result<Dossier, ExportError> {
    let (case, account) = select::one(app, reference, wanted).await?;
    super::tell(app, by, &[case.id], "dossier", &account, app.clock.now()).await?;
    let mut file = read::case_file(app, case.id).await?;
    file.entries = find::all_entries_of(app.store.reader(), case.id).await.map_err(DeskError::from)?;
    if notes == Notes::LeftOut {
        file.entries.retain(|line| line.kind != "note" || line.visible_to != "desk");
    }
    let observables = observed::in_case(&file.incident, &file.entries)?;
    let exhibits = exhibits(app, case.id).await?;
    let provider = provider_of(app, &file);
    let receipt = sealed_receipt(app, Subject::Incident(case.id.into()), Shows::Events).await?;
    let key = crate::desk::log_keys(app).await?.now;
    Ok(Dossier { facts: facts(&file.incident.facts), file, observables, provider, exhibits, receipt, key })
}

fn provider_of(app: &App, file: &read::CaseFile) -> Option<String> {
    let assignment = file.assignment.as_ref()?;
    app.directory.snapshot().get(assignment.provider_id.into()).map(|provider| provider.company.clone())
}

fn facts(answers: &Value) -> Vec<(String, String)> {
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let answers = answers.as_object().into_iter().flatten();
    answers.map(|(fact, answer)| (fact.clone(), said(answer))).collect()
}

async fn exhibits(app: &App, case: Uuid) -> Result<Vec<Exhibit>, DeskError> {
    let mut exhibits = Vec::new();
    for (number, mail) in find::inbound_of(app.store.reader(), [case]).await?.into_iter().enumerate() {
        let bytes = bytes_of(app, &mail.hash).await?;
        let sha256 = hex(&sha2::Sha256::digest(&bytes));
        exhibits.push(Exhibit { name: format!("piece-{:02}.eml", number + 1), mail, sha256, bytes });
    }
    Ok(exhibits)
}
