//! A provider that lost a case confirms that it deleted what it had got. The page shows nothing of the case.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};

use crate::{
    app::App,
    desk::{self, By, DeskError, links},
    store::{entity::offer, find, row},
    web::{
        error::WebError,
        frame::{self, html, see_other},
        view::{
            field::Filled,
            provider::{Mission, MissionContact, MissionStage},
        },
    },
};

/// `GET /d/{token}`: shows, changes nothing.
pub async fn show(request: HttpRequest, app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let link = links::open(&app, &token, links::Scope::Deletion).await?;
    let offer = link.offer_id.ok_or(DeskError::NotFound("offer"))?;
    let db = app.store.reader();
    let case = desk::read::case_file(&app, link.incident_id).await?.incident;
    let found = find::assignment_of_offer(db, offer).await.map_err(DeskError::from)?;
    let assignment = found.ok_or(DeskError::NotFound("assignment"))?;
    let directory = app.directory.snapshot();
    let provider = directory.get(assignment.provider_id.into()).map(|found| found.company.clone());
    let page = frame::page(&request);
    html(&Mission {
        link: links::path(&app, &link),
        provider: provider.unwrap_or_default(),
        reference: case.reference,
        headline: page.say("mission-title"),
        stage: MissionStage::Ended { deleted: assignment.deletion_confirmed_at.is_some() },
        recognition: String::new(),
        organisation: String::new(),
        contact: MissionContact::default(),
        careful: Vec::new(),
        lines: Vec::new(),
        words: String::new(),
        done: Vec::new(),
        deadlines: Vec::new(),
        steps: Vec::new(),
        reasons: Vec::new(),
        giving_back: false,
        outcomes: Vec::new(),
        techniques: Vec::new(),
        updates: Vec::new(),
        files: Vec::new(),
        files_most: String::new(),
        password: desk::ARCHIVE_PASSWORD,
        form: Filled::default(),
        page,
    })
}

/// `POST /d/{token}/deleted`
pub async fn confirm(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Deletion).await?;
    let id = link.offer_id.ok_or(DeskError::NotFound("offer"))?;
    let offer = row::get::<offer::Entity>(app.store.reader(), id, "offer").await.map_err(DeskError::from)?;
    desk::confirm_deletion(&app, &By::Provider(offer.provider_id.into()), link.incident_id, id).await?;
    Ok(see_other(&links::path(&app, &link)))
}
