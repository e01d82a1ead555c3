//! The call screen: everything typed is kept, the picture builds up beside it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json, Path},
};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{intake::Phone, vocabulary::Lang};

use crate::{
    app::App,
    desk::{self, DeskError, DraftChange, TypedReport, assess::Assessed},
    store::{entity::draft, find},
    web::{
        access::Operator,
        error::WebError,
        form::{Pairs, filled, refuse, typed, value},
        frame::{self, Times, html, html_with, query, see_other},
        present,
        public::report::communes,
        view::{
            console::{CallLive, CallScreen, KnownCaller, Live, ReadOut},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// `GET /calls/new`, also from the telephone: `?phone=…`
pub async fn start(request: HttpRequest, app: Data<App>, operator: Operator) -> Result<HttpResponse, WebError> {
    let phone = query(&request, "phone").filter(|text| !text.trim().is_empty());
    let id = desk::start_call(&app.into_inner(), &operator.by(), phone).await?;
    Ok(see_other(&format!("/calls/{}", id.simple())))
}

/// `GET /calls/{id}`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let (row, call) = desk::call_draft(&app, *id).await?;
    if let Some(incident) = row.incident_id {
        return to_incident(&app, incident).await;
    }
    let page = frame::page(&request);
    let screen = screen(&request, &app, &operator, (&row, &call), filled(&call), page).await?;
    html(&screen)
}

async fn to_incident(app: &App, incident: Uuid) -> Result<HttpResponse, WebError> {
    let file = desk::read::case_file(app, incident).await?;
    Ok(see_other(&format!("/incidents/{}", file.incident.reference)))
}

async fn screen(
    request: &HttpRequest,
    app: &App,
    operator: &Operator,
    (row, call): (&draft::Model, &TypedReport),
    form: Filled,
    page: Page,
) -> Result<CallScreen, WebError> {
    use vigie_domain::vocabulary::{Kind, Sector, Size};
    let times = Times::of(request, app);
    let label = |vocabulary: &str, word: &str| Choice::new(word, &page.label(vocabulary, word));
    let assessed = desk::assess_call(app, call);
    Ok(CallScreen {
        staff: frame::staff(request, app, &operator.0, Section::Case).await?,
        id: row.id.simple().to_string(),
        version: row.version.to_string(),
        submit_id: row.id.simple().to_string(),
        started: times.machine(row.created_at),
        seconds: (times.now.as_microsecond() - row.created_at).max(0) / 1_000_000,
        known: known(app, call, &times).await?,
        safety: CallScreen::safety_questions(&page),
        notice: page.with("call-notice-words", "desk", &page.desk.name),
        kinds: Kind::ALL.iter().map(|kind| label("kind", kind.as_str())).collect(),
        sizes: Size::ALL.iter().map(|size| label("size", size.as_str())).collect(),
        sectors: Sector::ALL.iter().map(|sector| label("sector", sector.as_str())).collect(),
        since: crate::web::view::public::ReportForm::since_choices(&page),
        communes: communes(call.field("postal_code")),
        live: live(app, call, &assessed, &times),
        reference: String::new(),
        recognition: String::new(),
        call_again: page.say(&format!("call-again-{}", assessed.priority)),
        form,
        page,
    })
}

/// The caller by number, SIRET or address: « peut-être » when only the number says so.
async fn known(app: &App, call: &TypedReport, times: &Times) -> Result<Option<KnownCaller>, WebError> {
    let phone = Phone::parse(call.field("phone"), None).ok().map(|phone| phone.e164().to_owned());
    let some = |name: &str| Some(call.field(name).trim().to_owned()).filter(|text| !text.is_empty());
    let siret = some("siret").map(|text| text.replace(' ', ""));
    let email = some("email").map(|text| text.to_lowercase());
    let keys = find::CallerKeys { phone, siret: siret.clone(), email: email.clone() };
    let earlier = find::incidents_of_caller(app.store.reader(), &keys, 5).await.map_err(DeskError::from)?;
    let Some(newest) = earlier.first() else { return Ok(None) };
    let set = app.playbooks.live();
    let sure = (siret.is_some() && newest.siret == siret) || (email.is_some() && newest.email == email);
    let history = earlier.iter().map(|case| {
        let title = present::category_title(&set, &case.category, times);
        (
            format!("/incidents/{}", case.reference),
            format!("{} · {title} · {}", case.reference, times.short(case.received_at)),
        )
    });
    let organisation =
        if newest.organisation.is_empty() { newest.contact_name.clone() } else { newest.organisation.clone() };
    Ok(Some(KnownCaller { organisation, sure, history: history.collect() }))
}

/// What follows from the words so far.
fn live(app: &App, call: &TypedReport, assessed: &Assessed, times: &Times) -> Live {
    let advice = assessed.advice.of(if call.field("lang") == "en" { Lang::En } else { times.lang });
    let answers = call.answers();
    let mut asked = present::asks(advice, &answers);
    let next = asked.iter().position(|ask| ask.answer.is_empty()).map(|place| asked.remove(place));
    let ticked = call.ticked();
    let shown = present::offered_advice(advice);
    let text = call.field("description");
    Live {
        words: present::spans(text, &assessed.found, times),
        words_lang: assessed.found.lang.clone(),
        classification: present::classification(app, &assessed.found, assessed.priority, times),
        next,
        asked,
        safety: shown.safety,
        actions: advice
            .actions
            .iter()
            .map(|action| ReadOut {
                id: action.id.clone(),
                say: action.say.clone(),
                why: action.why.clone(),
                ticked: ticked.contains(&action.id).then(String::new),
            })
            .collect(),
        never: shown.never,
        deadlines: Vec::new(),
        variants: advice.variant.iter().map(|variant| (variant.title.clone(), variant.say.clone())).collect(),
    }
}

/// `PUT /calls/{id}/draft`: every few keystrokes.
pub async fn save(
    app: Data<App>,
    _operator: Operator,
    id: Path<Uuid>,
    change: Json<DraftChange>,
) -> Result<HttpResponse, WebError> {
    let version = desk::save_draft(&app.into_inner(), *id, change.into_inner()).await?;
    Ok(HttpResponse::Ok().json(json!({ "version": version.to_string() })))
}

/// `POST /calls/{id}/classification`: the right half of the screen.
pub async fn classify(
    request: HttpRequest,
    app: Data<App>,
    _operator: Operator,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let call = typed(&pairs);
    let assessed = desk::assess_call(&app, &call);
    html(&CallLive { page: frame::page(&request), live: live(&app, &call, &assessed, &times) })
}

/// `POST /calls/{id}`: save, park, finish, or throw away.
pub async fn act(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let change = DraftChange { fields: typed(&pairs).fields, ..DraftChange::default() };
    let intent = value(&pairs, "intent");
    let (row, _) = desk::call_draft(&app, *id).await?;
    if let Some(incident) = row.incident_id {
        return to_incident(&app, incident).await;
    }
    desk::save_draft(&app, *id, change).await?;
    match intent {
        "park" => Ok(see_other("/queue?done=call-parked")),
        "discard" => {
            desk::discard_call(&app, *id).await?;
            Ok(see_other("/queue?done=call-discarded"))
        }
        "finish" | "information" | "transfer" => finish(&request, &app, &operator, *id, intent).await,
        _ => Ok(see_other(&format!("/calls/{}", id.simple()))),
    }
}

async fn finish(
    request: &HttpRequest,
    app: &std::sync::Arc<App>,
    operator: &Operator,
    id: Uuid,
    intent: &str,
) -> Result<HttpResponse, WebError> {
    match desk::end_call(app, &operator.by(), id).await {
        Ok(reported) => {
            let link = format!("/incidents/{}", reported.incident.reference);
            if intent == "information" {
                let ending = desk::Ending::Information { note: String::new() };
                desk::end_incident(app, &operator.by(), reported.incident.id, ending).await?;
                return Ok(see_other("/queue?done=call-information"));
            }
            let anchor = if intent == "transfer" { "#transfer" } else { "" };
            Ok(see_other(&format!("{link}?done=call-finished{anchor}")))
        }
        Err(DeskError::Fields(errors)) => {
            let (row, call) = desk::call_draft(app, id).await?;
            let page = frame::page(request);
            let mut form = filled(&call);
            refuse(&mut form, &page, &errors);
            let screen = screen(request, app, operator, (&row, &call), form, page).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &screen)
        }
        Err(other) => Err(other.into()),
    }
}
