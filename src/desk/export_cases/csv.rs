//! One row a case, for a spreadsheet: what figures are made of. No name, no number, no words; no cell is a formula.

use std::collections::HashMap;

use uuid::Uuid;
use vigie_domain::provider::row::as_text_cell;

use super::ExportError;
use crate::{
    app::App,
    clock::instant,
    store::{entity::incident, find},
};

const COLUMNS: [&str; 24] = [
    "reference",
    "received_at",
    "channel",
    "state",
    "category",
    "category_confirmed",
    "rsit",
    "verdict",
    "severity",
    "priority",
    "tlp",
    "pap",
    "department",
    "kind",
    "size",
    "sector",
    "happened_from",
    "happened_until",
    "verified_at",
    "first_contact_at",
    "assigned_at",
    "closed_at",
    "disposition",
    "exercise",
];

/// The document: `;` between cells, UTF-8 with its mark, so that spreadsheets read accents.
pub(super) async fn document(app: &App, cases: &[incident::Model]) -> Result<Vec<u8>, ExportError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    let assigned: HashMap<Uuid, i64> = find::first_assignments(app.store.reader(), &ids).await?;
    let mut table =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: ::csv::Error| ExportError::Write(error.to_string());
    table.write_record(COLUMNS).map_err(failed)?;
    for case in cases {
        let cells = row(app, case, assigned.get(&case.id).copied());
        table.write_record(cells.iter().map(|cell| as_text_cell(cell))).map_err(failed)?;
    }
    let rows = table.into_inner().map_err(|error| ExportError::Write(error.to_string()))?;
    Ok(["\u{feff}".as_bytes(), &rows].concat())
}

fn row(app: &App, case: &incident::Model, assigned_at: Option<i64>) -> [String; 24] {
    let when =
        |at: Option<i64>| at.map(|at| instant(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default();
    let told = |name: &str| case.report["organisation"][name].as_str().unwrap_or_default().to_owned();
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let set = app.playbooks.live();
    let rsit = set.playbook(&case.category).and_then(|one| one.rsit.first().cloned()).unwrap_or_default();
    [
        case.reference.clone(),
        when(Some(case.received_at)),
        case.channel.clone(),
        case.state.clone(),
        case.category.clone(),
        yes(case.category_confirmed),
        rsit,
        case.verdict.clone(),
        case.severity.clone(),
        case.priority.to_string(),
        case.tlp.clone(),
        case.pap.clone(),
        case.department.clone(),
        told("kind"),
        told("size"),
        told("sector"),
        when(case.event_from),
        when(case.event_until),
        when(case.verified_at),
        when(case.first_contact_at),
        when(assigned_at),
        when(case.closed_at),
        case.disposition.clone().unwrap_or_default(),
        yes(case.exercise),
    ]
}
