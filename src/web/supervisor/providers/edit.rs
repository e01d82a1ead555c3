//! A provider's card as a form: who and where it is, what it can do, its labels.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{
    provider::card::{LABEL_PARTS, card_fields, label_field, label_rows},
    vocabulary::{Profile, Size, Skill},
};

use crate::{
    app::App,
    desk::{self, CardEdited, DeskError},
    web::{
        access::Supervisor,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, html_with, see_other},
        present,
        view::{
            console::{ProviderEdit, ProviderLabelRow},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// `GET /providers/{id}/edit`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    if desk::has_tie(&app, supervisor.0.id.0, *id).await? {
        return Err(WebError::Forbidden);
    }
    let (_, known) = desk::stored_card(&app, *id).await?;
    let pairs = card_fields(&known)
        .into_iter()
        .flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
    page(&request, &app, &supervisor, *id, (Filled::from_pairs(pairs), StatusCode::OK)).await
}

/// `POST /providers/{id}/edit`
pub async fn save(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let frame = frame::page(&request);
    let typed = typed(&pairs);
    let mut form = filled(&typed);
    let seen = value(&pairs, "version").parse().unwrap_or(0);
    let status = match desk::edit_card(&app, &supervisor.by(), (*id, seen), &typed.fields).await {
        Ok(CardEdited::Kept) => {
            return Ok(see_other(&format!("/providers/{}?done=provider-card", id.simple())));
        }
        Ok(CardEdited::Refused(refused)) => {
            for refusal in refused {
                form.refuse(&refusal.field, reason(&frame, &refusal.field, &refusal.reason));
            }
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(DeskError::OtherVersion { .. }) => {
            form.refuse("company", frame.say("card-changed-meanwhile"));
            StatusCode::CONFLICT
        }
        Err(DeskError::Already(_)) => {
            form.refuse("siret", frame.say("card-siret-taken"));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(other) => return Err(other.into()),
    };
    page(&request, &app, &supervisor, *id, (form, status)).await
}

/// A label's fields are named by what they are, not by their number.
fn reason(page: &Page, field: &str, reason: &vigie_domain::provider::row::Reason) -> String {
    let Some((number, part)) = field.strip_prefix("label_").and_then(|rest| rest.split_once('_')) else {
        return present::field_reason(page, field, reason);
    };
    let arguments = [
        ("number", number.to_owned().into()),
        ("part", page.label("label-part", part).into()),
        ("reason", present::row_reason(page, reason).into()),
    ];
    page.words.with("card-label-refused", &arguments)
}

async fn page(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    id: Uuid,
    (form, status): (Filled, StatusCode),
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let (row, known) = desk::stored_card(app, id).await?;
    let choice = |vocabulary: &str, word: &str| Choice::new(word, &page.label(vocabulary, word));
    let skills = Skill::ALL.iter().map(|one| Choice::new(&format!("skill_{one}"), &page.label("skill", one.as_str())));
    let view = ProviderEdit {
        staff: frame::staff(request, app, &supervisor.0, Section::Providers).await?,
        id: id.simple().to_string(),
        company: known.company.clone(),
        version: row.version,
        profiles: Profile::ALL.iter().map(|one| choice("profile", one.as_str())).collect(),
        skills: skills.collect(),
        levels: ["0", "1", "2", "3"].map(|level| choice("level", level)).into(),
        sizes: Size::ALL.iter().map(|one| choice("size", one.as_str())).collect(),
        labels: (1..=label_rows(&known)).map(label_row).collect(),
        form,
        page,
    };
    html_with(status, &view)
}

fn label_row(number: usize) -> ProviderLabelRow {
    let [name, issuer, certificate, scope, from, until] = LABEL_PARTS.map(|part| label_field(number, part));
    ProviderLabelRow { number: number.to_string(), name, issuer, certificate, scope, from, until }
}
