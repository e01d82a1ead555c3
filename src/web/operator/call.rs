//! The call screen: everything typed is kept, the picture builds up beside it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json, Path},
};
use uuid::Uuid;
use vigie_domain::vocabulary::Lang;

use crate::{
    app::App,
    desk::{self, DeskError, DraftChange, Kept, TypedReport, assess::Assessed},
    store::{entity::draft, find},
    web::{
        access::Operator,
        error::WebError,
        form::{Pairs, filled, refuse, typed, value},
        frame::{self, Times, html, html_with, see_other},
        present::{self, caller},
        public::report::communes,
        view::{
            console::{CallLive, CallScreen, ClashRow, Keys, Live, ReadOut},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Boxes: one that is not sent was taken back.
const BOXES: [&str; 2] = ["notice", "action"];

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
    let staff = frame::staff(request, app, &operator.0, Section::Case).await?;
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let present = desk::present_at(app, row.id).await?;
    let looking = users.iter().filter(|user| present.contains(&user.id) && user.id != operator.0.id.0);
    let colleagues = users.iter().filter(|user| user.id != operator.0.id.0 && desk::takes_calls(user));
    Ok(CallScreen {
        id: row.id.simple().to_string(),
        subject: row.id.simple().to_string(),
        version: row.version.to_string(),
        base: serde_json::to_string(&call.fields).unwrap_or_default(),
        submit_id: row.id.simple().to_string(),
        started: times.machine(row.created_at),
        seconds: (times.now.as_microsecond() - row.created_at).max(0) / 1_000_000,
        clashes: Vec::new(),
        looking: looking.map(|user| user.name.clone()).collect(),
        colleagues: colleagues.map(|user| Choice::new(&user.id.simple().to_string(), &user.name)).collect(),
        handed_by: row.handed_by.and_then(|id| users.iter().find(|user| user.id == id)).map(|user| user.name.clone()),
        dropped: row.dropped_at.map(|at| page.with(broken_off(row), "when", &times.short(at))),
        known: caller::known(app, &operator.0, &caller::keys_of_call(call), &times).await?,
        safety: CallScreen::safety_questions(&page),
        notice: page.with("call-notice-words", "desk", &page.desk.name),
        kinds: Kind::ALL.iter().map(|kind| label("kind", kind.as_str())).collect(),
        sizes: Size::ALL.iter().map(|size| label("size", size.as_str())).collect(),
        sectors: Sector::ALL.iter().map(|sector| label("sector", sector.as_str())).collect(),
        since: crate::web::view::public::ReportForm::since_choices(&page),
        communes: communes(call.field("postal_code")),
        live: live(app, call, &assessed, &times, staff.keys.clone()),
        reference: String::new(),
        recognition: String::new(),
        staff,
        form,
        page,
    })
}

/// How a call ended without its report: nobody has answered it, or the line broke.
const fn broken_off(row: &draft::Model) -> &'static str {
    if row.owner.is_none() { "call-missed-at" } else { "call-dropped-at" }
}

/// What follows from the words so far.
fn live(app: &App, call: &TypedReport, assessed: &Assessed, times: &Times, keys: Keys) -> Live {
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
        call_again: match text.trim().is_empty() {
            true => "…".into(),
            false => crate::i18n::Words(times.lang).say(&format!("call-again-{}", assessed.priority)),
        },
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
        keys,
    }
}

/// `PUT /calls/{id}/draft`: every few keystrokes.
pub async fn save(
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    change: Json<DraftChange>,
) -> Result<HttpResponse, WebError> {
    let kept = desk::save_draft(&app.into_inner(), &operator.by(), *id, change.into_inner()).await?;
    Ok(HttpResponse::Ok().json(kept))
}

/// `POST /calls/{id}/classification`: the right half of the screen.
pub async fn classify(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let call = typed(&pairs);
    let assessed = desk::assess_call(&app, &call);
    let keys = Keys::of(&desk::preferences_of(&app, operator.0.id.0).await?);
    html(&CallLive { page: frame::page(&request), live: live(&app, &call, &assessed, &times, keys) })
}

/// `POST /calls/{id}`: save, park, finish, throw away, let it wait to be called back, hand it over.
pub async fn act(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (row, _) = desk::call_draft(&app, *id).await?;
    if let Some(incident) = row.incident_id {
        return to_incident(&app, incident).await;
    }
    let by = operator.by();
    let intent = value(&pairs, "intent");
    let kept = match intent {
        // The list of calls to make sends no field of the call.
        "resume" | "discard" => Kept::default(),
        _ => desk::save_draft(&app, &by, *id, change_of(&pairs)).await?,
    };
    if !kept.clashes.is_empty() {
        return clashed(&request, &app, &operator, *id, &pairs, &kept).await;
    }
    match intent {
        "park" => Ok(see_other("/queue?done=call-parked")),
        "discard" => {
            desk::discard_call(&app, *id).await?;
            Ok(see_other("/queue?done=call-discarded"))
        }
        "dropped" => {
            desk::drop_call(&app, *id).await?;
            Ok(see_other("/calls?done=call-dropped"))
        }
        "resume" => {
            desk::take_call_back(&app, &by, *id).await?;
            Ok(see_other(&format!("/calls/{}", id.simple())))
        }
        "hand_over" => {
            let to = value(&pairs, "to").parse().map_err(|_| DeskError::NotFound("colleague"))?;
            desk::hand_over(&app, &by, *id, to).await?;
            Ok(see_other("/queue?done=call-handed"))
        }
        "finish" | "information" | "transfer" => finish(&request, &app, &operator, *id, intent).await,
        _ => Ok(see_other(&format!("/calls/{}", id.simple()))),
    }
}

/// What a form changed of what its page showed. A page that doesn't say what it showed overwrites.
fn change_of(pairs: &[(String, String)]) -> DraftChange {
    let mut fields = typed(pairs).fields;
    let base: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(value(pairs, "base")).unwrap_or_default();
    if let Some(taken) = pairs.iter().find(|(name, _)| name == "take").map(|(_, field)| field.clone()) {
        // « Garder la sienne »: what this page holds of that field isn't wanted.
        fields.remove(&taken);
    }
    fields.retain(|name, _| !desk::NOT_KEPT.contains(&name.as_str()));
    for name in BOXES.iter().filter(|name| base.contains_key(**name)) {
        fields.entry((*name).to_owned()).or_default();
    }
    if pairs.iter().any(|(name, _)| name == "base") {
        let empty = Vec::new();
        let said = |list: &[String]| list.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
        fields.retain(|name, given| said(given) != said(base.get(name).unwrap_or(&empty)));
        let seen = fields.keys().map(|name| (name.clone(), base.get(name).cloned().unwrap_or_default())).collect();
        return DraftChange { version: String::new(), base: seen, fields };
    }
    DraftChange { fields, ..DraftChange::default() }
}

/// The page again, with both values of every field that two people changed.
async fn clashed(
    request: &HttpRequest,
    app: &App,
    operator: &Operator,
    id: Uuid,
    pairs: &[(String, String)],
    kept: &Kept,
) -> Result<HttpResponse, WebError> {
    let (row, call) = desk::call_draft(app, id).await?;
    let mut shown = call.clone();
    for (name, mine) in typed(pairs).fields.into_iter().filter(|(name, _)| kept.clashes.contains_key(name)) {
        shown.fields.insert(name, mine);
    }
    let page = frame::page(request);
    let clashes = kept.clashes.iter().map(|(name, clash)| ClashRow {
        label: page.say(CallScreen::label_of(name)),
        name: name.clone(),
        theirs: clash.theirs.join(", "),
        mine: shown.field(name).to_owned(),
        by: clash.by.clone(),
    });
    let clashes = clashes.collect();
    let screen = screen(request, app, operator, (&row, &call), filled(&shown), page).await?;
    html_with(StatusCode::CONFLICT, &CallScreen { clashes, ..screen })
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
        // A question for a printer has no name and no place: nothing is asked for that nobody needs. A report that lacks
        // one answer to go with an agreement is no such question.
        Err(DeskError::Fields(errors))
            if intent == "information" && errors.iter().any(|error| error.field != "own_supplier") =>
        {
            desk::end_call_as_information(app, &operator.by(), id).await?;
            Ok(see_other("/queue?done=call-information"))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_page_sends_only_what_it_changed_and_what_it_had_seen_of_that() {
        let sent = pairs(&[
            ("base", r#"{"phone":["0565000001"],"postal_code":["12000"],"notice":["yes"]}"#),
            ("phone", "0565000001"),
            ("postal_code", "31000"),
            ("contact_name", ""),
        ]);
        let change = change_of(&sent);
        let names: Vec<&str> = change.fields.keys().map(String::as_str).collect();
        assert_eq!(names, ["notice", "postal_code"], "a box that isn't sent was taken back");
        assert_eq!(change.base["postal_code"], ["12000"]);
    }

    #[test]
    fn who_takes_the_others_value_sends_none() {
        let sent =
            pairs(&[("base", r#"{"postal_code":["12000"]}"#), ("postal_code", "31000"), ("take", "postal_code")]);
        assert!(change_of(&sent).fields.is_empty());
    }
}
