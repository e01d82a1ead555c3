//! Import with a look before it is done, and export.

use actix_multipart::form::{MultipartForm, tempfile::TempFile, text::Text};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::Data,
};
use vigie_domain::provider::{Provider, row::RowError};

use crate::{
    app::App,
    desk::{self, DeskError, Preview},
    directory_csv::{DirectoryFile, read_directory, write_directory},
    web::{
        access::Supervisor,
        error::WebError,
        frame::{self, html, html_with},
        present,
        view::{
            console::{ImportChange, ImportOutcome, ImportPage, ImportPreview, ImportProblem},
            page::{Page, Section},
        },
    },
};

/// A file up to this size goes along with the look at it, so that it needn't be chosen again; in bytes.
const CARRIED: usize = 1 << 20;
/// Names that the look at an import lists.
const SHOWN: usize = 100;

/// `GET /providers/export`
pub async fn export(app: Data<App>, _supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let providers = desk::exported_providers(&app).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"prestataires.csv\""))
        .body(write_directory(&providers)))
}

/// `GET /providers/import`
pub async fn form(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let staff = frame::staff(&request, &app, &supervisor.0, Section::Providers).await?;
    html(&ImportPage { page: frame::page(&request), staff, outcome: None, preview: None })
}

/// What the import page posts.
#[derive(Debug, MultipartForm)]
pub struct Upload {
    #[multipart(limit = "32MB")]
    file: Option<TempFile>,
    #[multipart(limit = "2MB")]
    rows: Option<Text<String>>,
    keep_good: Option<Text<String>>,
}

/// What is wanted of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Look,
    Import,
}

impl Upload {
    /// The file that was chosen, else the one that came along.
    fn bytes(&self) -> Result<Vec<u8>, WebError> {
        let chosen = self.file.as_ref().filter(|file| file.size > 0);
        match (chosen, &self.rows) {
            (Some(file), _) => std::fs::read(file.file.path()).map_err(|error| WebError::Malformed(error.to_string())),
            (None, Some(rows)) => Ok(rows.0.clone().into_bytes()),
            (None, None) => Ok(Vec::new()),
        }
    }
}

/// What was made of an upload.
enum Made {
    Outcome(ImportOutcome),
    Preview(ImportPreview),
}

/// `POST /providers/import/preview`: shows what would change, changes nothing
pub async fn preview(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    upload: MultipartForm<Upload>,
) -> Result<HttpResponse, WebError> {
    answer(&request, app, &supervisor, &upload, Wanted::Look).await
}

/// `POST /providers/import`: all rows, or none and why
pub async fn import(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    upload: MultipartForm<Upload>,
) -> Result<HttpResponse, WebError> {
    answer(&request, app, &supervisor, &upload, Wanted::Import).await
}

async fn answer(
    request: &HttpRequest,
    app: Data<App>,
    supervisor: &Supervisor,
    upload: &Upload,
    wanted: Wanted,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let page = frame::page(request);
    let bytes = upload.bytes()?;
    let made = match read_directory(&bytes) {
        Ok(file) => {
            let errors = problems(&page, &file.errors());
            if !errors.is_empty() && upload.keep_good.is_none() {
                let sentence = page.count("import-refused", errors.len());
                Made::Outcome(ImportOutcome { imported: false, sentence, problems: errors })
            } else {
                made_of(&app, &page, (supervisor, wanted), (&file, errors), upload).await?
            }
        }
        Err(error) => {
            let problem = ImportProblem { line: 1, column: String::new(), reason: error.to_string() };
            let sentence = page.say("import-unreadable");
            Made::Outcome(ImportOutcome { imported: false, sentence, problems: vec![problem] })
        }
    };
    let staff = frame::staff(request, &app, &supervisor.0, Section::Providers).await?;
    let (outcome, preview) = match made {
        Made::Outcome(outcome) => (Some(outcome), None),
        Made::Preview(preview) => (None, Some(preview)),
    };
    let is_refused = outcome.as_ref().is_some_and(|outcome| !outcome.imported);
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    html_with(status, &ImportPage { page, staff, outcome, preview })
}

async fn made_of(
    app: &std::sync::Arc<App>,
    page: &Page,
    (supervisor, wanted): (&Supervisor, Wanted),
    (file, problems): (&DirectoryFile, Vec<ImportProblem>),
    upload: &Upload,
) -> Result<Made, WebError> {
    let providers: Vec<Provider> = file.good_rows().into_iter().map(|row| row.provider.clone()).collect();
    let providers = desk::with_what_is_known(app, providers, &file.left_out).await?;
    let found = desk::preview_import(app, &providers).await?;
    if !found.clashes.is_empty() {
        let sentence = page.count("import-clashes", found.clashes.len());
        return Ok(Made::Outcome(ImportOutcome { imported: false, sentence, problems: clashes(page, file, &found) }));
    }
    if wanted == Wanted::Look {
        return Ok(Made::Preview(look(page, &found, &providers, upload.keep_good.is_some(), problems)));
    }
    match desk::import_providers(app, &supervisor.by(), providers).await {
        Ok(done) => {
            let arguments =
                [("added", done.added.into()), ("changed", done.changed.into()), ("same", done.same.into())];
            let sentence = page.words.with("import-done", &arguments);
            Ok(Made::Outcome(ImportOutcome { imported: true, sentence, problems }))
        }
        Err(DeskError::Already(_)) => {
            let sentence = page.count("import-clashes", 1_usize);
            Ok(Made::Outcome(ImportOutcome { imported: false, sentence, problems: Vec::new() }))
        }
        Err(other) => Err(other.into()),
    }
}

fn problems(page: &Page, errors: &[RowError]) -> Vec<ImportProblem> {
    let problem = |error: &RowError| ImportProblem {
        line: usize::try_from(error.line).unwrap_or(0),
        column: error.column.clone(),
        reason: present::row_reason(page, &error.reason),
    };
    errors.iter().map(problem).collect()
}

fn clashes(page: &Page, file: &DirectoryFile, found: &Preview) -> Vec<ImportProblem> {
    let line_of = |code: &str| file.rows.iter().find(|row| row.provider.code == code).map_or(0, |row| row.line);
    let problem = |clash: &desk::Clash| ImportProblem {
        line: usize::try_from(line_of(&clash.code)).unwrap_or(0),
        column: "siret".into(),
        reason: page
            .words
            .with("import-clash", &[("siret", clash.siret.clone().into()), ("company", clash.holder.clone().into())]),
    };
    found.clashes.iter().map(problem).collect()
}

fn look(
    page: &Page,
    found: &Preview,
    providers: &[Provider],
    keep_good: bool,
    problems: Vec<ImportProblem>,
) -> ImportPreview {
    let change = |(company, fields): &(String, Vec<String>)| ImportChange {
        company: company.clone(),
        fields: fields.iter().map(|field| page.label("provider-field", field)).collect::<Vec<_>>().join(", "),
    };
    let text = String::from_utf8(write_directory(providers)).unwrap_or_default();
    let counts =
        [("added", found.added.len().into()), ("changed", found.changed.len().into()), ("same", found.same.into())];
    ImportPreview {
        sentence: page.words.with("import-would", &counts),
        added: found.added.iter().take(SHOWN).cloned().collect(),
        changed: found.changed.iter().take(SHOWN).map(change).collect(),
        does_something: !found.added.is_empty() || !found.changed.is_empty(),
        rows: (text.len() <= CARRIED).then_some(text),
        keep_good,
        problems,
    }
}
