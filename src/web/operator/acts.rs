//! What an operator does on an incident page: one form, one act, back to its place on the page.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{
    intake::FieldError,
    offer::{Answer, DeclineReason, Terms},
};

use super::incident as page;
use crate::{
    app::App,
    desk::{self, By, DeskError},
    store::{
        entity::{deadline, incident, offer, task},
        row,
    },
    web::{
        access::{Operator, Reader},
        error::WebError,
        form::{Pairs, refuse, value, values},
        frame::{self, see_other},
        view::field::Filled,
    },
};

async fn case(app: &App, reference: &str) -> Result<incident::Model, WebError> {
    Ok(desk::read::incident_by_reference(app, reference).await?)
}

/// What hangs on another case isn't there: who may see this one needn't see that one.
fn of_this_case(found: Option<Uuid>, case: Uuid, what: &'static str) -> Result<(), DeskError> {
    if found == Some(case) { Ok(()) } else { Err(DeskError::NotFound(what)) }
}

/// Back to the page, with a word about what was done; or the page again with what was refused at its place.
async fn back(
    request: &HttpRequest,
    app: &App,
    operator: &Operator,
    (case, anchor): (&incident::Model, &str),
    outcome: Result<(), DeskError>,
) -> Result<HttpResponse, WebError> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/incidents/{}?done={anchor}#{anchor}", case.reference))),
        Err(refused) => match reason(&refused) {
            Some(key) => {
                let frame = frame::page(request);
                let mut form = Filled::default();
                form.refuse(anchor, frame.say(key));
                let reader = Reader(operator.0.clone());
                page::page(request, app, &reader, case.id, form, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            None => Err(refused.into()),
        },
    }
}

/// What the page showed of the thing that this form changes.
fn shown(pairs: &[(String, String)]) -> desk::Shown {
    desk::Shown::of(pairs.iter().find(|(name, _)| name == "saw").map(|(_, word)| word.as_str()))
}

/// The page again, with what stands there now and what this person wanted: she chooses.
async fn clashed(
    request: &HttpRequest,
    app: &App,
    operator: &Operator,
    (case, what, now): (Uuid, &'static str, &str),
    pairs: &[(String, String)],
) -> Result<HttpResponse, WebError> {
    let mut form = Filled::from_pairs(pairs.iter().filter(|(name, _)| name != "saw").cloned());
    form.set("saw", now);
    form.clash(what, request.path());
    page::page(request, app, &Reader(operator.0.clone()), case, form, StatusCode::CONFLICT).await
}

/// The page again, with all that was typed, and what is missing at its field.
async fn incomplete(
    request: &HttpRequest,
    app: &App,
    operator: &Operator,
    (case, wrong): (Uuid, &[FieldError]),
    pairs: &[(String, String)],
) -> Result<HttpResponse, WebError> {
    let mut form = Filled::from_pairs(pairs.iter().filter(|(name, _)| name != "saw").cloned());
    refuse(&mut form, &frame::page(request), wrong);
    page::page(request, app, &Reader(operator.0.clone()), case, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The text of a refusal that the person can do something about.
fn reason(refused: &DeskError) -> Option<&'static str> {
    Some(match refused {
        DeskError::Incident(vigie_domain::incident::IncidentError::Unverified) => "refused-unverified",
        DeskError::Incident(vigie_domain::incident::IncidentError::NoAgreement) => "refused-no-agreement",
        DeskError::Incident(vigie_domain::incident::IncidentError::SupplierNotAsked) => "refused-supplier-not-asked",
        DeskError::Incident(vigie_domain::incident::IncidentError::Transition { .. }) => "refused-transition",
        DeskError::Answer(_) => "refused-answer",
        DeskError::Needs(_) => "refused-needs",
        DeskError::Already(_) => "refused-already",
        DeskError::Full => "refused-full",
        DeskError::NotFound("an eligible provider" | "provider" | "offer" | "category") => "refused-not-eligible",
        DeskError::Fields(_) => "refused-fields",
        DeskError::Stale => "refused-stale",
        _ => return None,
    })
}

macro_rules! act {
    ($(#[$doc:meta])* $name:ident, $anchor:literal, |$app:ident, $by:ident, $case:ident, $pairs:ident| $body:expr) => {
        $(#[$doc])*
        pub async fn $name(
            request: HttpRequest,
            app: Data<App>,
            operator: Operator,
            reference: Path<String>,
            pairs: Pairs,
        ) -> Result<HttpResponse, WebError> {
            let $app: Arc<App> = app.into_inner();
            let $by: By = operator.by();
            let $case = case(&$app, &reference).await?;
            let $pairs = pairs.into_inner();
            let outcome: Result<(), DeskError> = $body.await;
            match &outcome {
                Err(DeskError::Changed { what, now }) => {
                    clashed(&request, &$app, &operator, ($case.id, *what, now.as_str()), &$pairs).await
                }
                Err(DeskError::Fields(wrong)) if $anchor == "agreement" => {
                    incomplete(&request, &$app, &operator, ($case.id, wrong), &$pairs).await
                }
                _ => back(&request, &$app, &operator, (&$case, $anchor), outcome).await,
            }
        }
    };
}

act!(/// `POST /incidents/{reference}/owner`
    take_over, "owner", |app, by, case, pairs| desk::take_over_shown(&app, &by, case.id, shown(&pairs)));

act!(/// `POST /incidents/{reference}/doubt`
lift_doubt, "doubt", |app, by, case, pairs| async {
    let note = value(&pairs, "note").to_owned();
    match value(&pairs, "outcome") {
        "information" => desk::end_incident(&app, &by, case.id, desk::Ending::Information { note }).await,
        "not_incident" => {
            let ending = desk::Ending::NotIncident { disposition: "refuted".into(), note };
            desk::end_incident(&app, &by, case.id, ending).await
        }
        _ => {
            let how = desk::HowVerified::of(value(&pairs, "how")).ok_or(DeskError::Needs("how"))?;
            desk::lift_doubt(&app, &by, case.id, how, note).await
        }
    }
});

act!(/// `POST /incidents/{reference}/classification`
classify, "classification", |app, by, case, pairs| {
    let category = value(&pairs, "category").to_owned();
    // What the page showed counts: « confirmer » confirms that, not what somebody made of it meanwhile.
    let shown = shown(&pairs);
    let judgement = if category.is_empty() || category == shown.word().unwrap_or(&case.category) {
        desk::Judgement::Confirm
    } else {
        desk::Judgement::Override { category, reason: value(&pairs, "reason").to_owned() }
    };
    desk::classify_shown(&app, &by, case.id, judgement, shown)
});

act!(/// `POST /incidents/{reference}/facts`
answer_facts, "classification", |app, by, case, pairs| {
    let answers = pairs
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("fact_")?, value.trim())))
        .filter(|(_, value)| !value.is_empty())
        .map(|(fact, value)| (fact.to_owned(), value.parse::<f64>().map_or_else(|_| value.into(), Into::into)))
        .collect();
    desk::record_facts(&app, &by, case.id, answers)
});

act!(/// `POST /incidents/{reference}/actions`: the ticks that differ from those that the page showed
tick_actions, "actions", |app, by, case, pairs| async {
    let (ticked, shown) = (values(&pairs, "action"), values(&pairs, "was"));
    let saw_ticks = pairs.iter().any(|(name, _)| name == "saw");
    let file = desk::read::case_file(&app, case.id).await?;
    for action in &file.advice.fr.actions {
        let stands = file.ticks.iter().any(|tick| tick.action_id == action.id);
        let was = if saw_ticks { shown.contains(&action.id) } else { stands };
        let is = ticked.contains(&action.id);
        if was != is && stands != is {
            let tick = is.then_some(desk::Tick::Said);
            desk::tick_action(&app, &by, case.id, action.id.clone(), tick).await?;
        }
    }
    Ok(())
});

act!(/// `POST /incidents/{reference}/deadlines`
decide_deadline, "deadlines", |app, by, case, pairs| async {
    let id: Uuid = value(&pairs, "deadline").parse().map_err(|_| DeskError::NotFound("deadline"))?;
    let decision = match value(&pairs, "intent") {
        "met" => desk::Decision::Meet { proof: value(&pairs, "proof").to_owned() },
        "discard" => desk::Decision::Dismiss,
        _ => desk::Decision::Start,
    };
    let found = row::find::<deadline::Entity>(app.store.reader(), id).await?;
    of_this_case(found.map(|row| row.incident_id), case.id, "deadline")?;
    desk::decide_deadline(&app, &by, id, decision).await
});

act!(/// `POST /incidents/{reference}/agreement`
agree, "agreement", |app, by, case, pairs| async {
    if value(&pairs, "consent_to_share") == "no" {
        return desk::withdraw_agreement(&app, &by, case.id).await.or_else(|error| match error {
            DeskError::Incident(vigie_domain::incident::IncidentError::NoAgreement) => Ok(()),
            other => Err(other),
        });
    }
    if value(&pairs, "consent_to_share") != "yes" {
        return Err(DeskError::Needs("yes or no"));
    }
    let agreement = desk::Agreement {
        wording: value(&pairs, "wording").to_owned(),
        channel: value(&pairs, "said_how").to_owned(),
        said_by: value(&pairs, "said_by").to_owned(),
        delegated: if value(&pairs, "delegated") == "yes" { desk::Delegated::Yes } else { desk::Delegated::No },
        own_supplier: desk::OwnSupplier::of_answer(value(&pairs, "own_supplier")),
        insurer: desk::Insurer::of_answer(value(&pairs, "insured")),
    };
    desk::record_agreement_shown(&app, &by, case.id, agreement, shown(&pairs)).await
});

act!(/// `POST /incidents/{reference}/offers`
send_offers, "offers", |app, by, case, pairs| async {
    let providers: Result<Vec<Uuid>, _> = values(&pairs, "provider").iter().map(|id| id.parse::<Uuid>()).collect();
    let providers = providers.map_err(|_| DeskError::NotFound("provider"))?;
    let order = desk::SendOffers {
        incident: case.id,
        providers: providers.into_iter().map(Into::into).collect(),
        reason: value(&pairs, "reason").to_owned(),
    };
    desk::send_offers_shown(&app, &by, order, shown(&pairs)).await.map(|_| ())
});

act!(/// `POST /incidents/{reference}/choice`
choose, "offers", |app, by, case, pairs| async {
    let offer: Uuid = value(&pairs, "offer").parse().map_err(|_| DeskError::NotFound("offer"))?;
    let chosen_by = match value(&pairs, "chosen_by") {
        "operator" => desk::ChosenBy::Desk,
        _ => desk::ChosenBy::VictimByPhone,
    };
    desk::choose_provider_for(&app, &by, case.id, offer, chosen_by).await
});

act!(/// `POST /incidents/{reference}/assignment/end`: taken back, and the next are asked
end_assignment, "offers", |app, by, case, pairs| async {
    desk::relaunch(&app, &by, case.id, value(&pairs, "reason").to_owned()).await.map(|_| ())
});

act!(/// `POST /incidents/{reference}/first-contact`: told on the telephone
    first_contact, "offers", |app, by, case, _pairs| desk::confirm_first_contact(&app, &by, case.id));

act!(/// `POST /incidents/{reference}/notes`
add_note, "timeline", |app, by, case, pairs| {
    desk::add_note(&app, &by, case.id, value(&pairs, "text").to_owned(), None)
});

act!(/// `POST /incidents/{reference}/messages`: to the victim
send_message, "timeline", |app, by, case, pairs| {
    desk::send_message(&app, &by, case.id, value(&pairs, "text").to_owned(), desk::Visible::Victim)
});

act!(/// `POST /incidents/{reference}/tasks`
    add_task, "tasks", |app, by, case, pairs| desk::add_task(&app, &by, case.id, value(&pairs, "title").to_owned()));

act!(/// `POST /incidents/{reference}/transfer`
transfer, "transfer", |app, by, case, pairs| async {
    let to = value(&pairs, "to");
    if to.is_empty() {
        return Err(DeskError::Needs("where to"));
    }
    let ending = desk::Ending::Transferred { to: to.to_owned(), note: value(&pairs, "reason").to_owned() };
    desk::end_incident(&app, &by, case.id, ending).await
});

act!(/// `POST /incidents/{reference}/close`
close, "close", |app, by, case, pairs| async {
    let (disposition, note) = (value(&pairs, "disposition").to_owned(), value(&pairs, "note").to_owned());
    if disposition.is_empty() {
        return Err(DeskError::Needs("how it ended"));
    }
    desk::end_incident(&app, &by, case.id, desk::Ending::Closed { disposition, note }).await
});

act!(/// `POST /incidents/{reference}/duplicate`
duplicate, "close", |app, by, case, pairs| {
    desk::end_incident(&app, &by, case.id, desk::Ending::Duplicate { of: value(&pairs, "of").to_owned() })
});

act!(/// `POST /incidents/{reference}/reopen`
    reopen, "timeline", |app, by, case, pairs| desk::reopen(&app, &by, case.id, value(&pairs, "reason").to_owned()));

/// `POST /incidents/{reference}/offers/{offer}`: an answer spoken on the telephone, or the offer taken back
pub async fn spoken_answer(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    path: Path<(String, Uuid)>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (reference, id) = path.into_inner();
    let case = case(&app, &reference).await?;
    let who = value(&pairs, "said_by").to_owned();
    let by = operator.by();
    let outcome = async {
        let found = row::find::<offer::Entity>(app.store.reader(), id).await?;
        of_this_case(found.map(|row| row.incident_id), case.id, "offer")?;
        match value(&pairs, "answer") {
            "withdraw" => desk::withdraw_offer(&app, &by, id).await,
            "declined" => {
                let answer = Answer::Declined { reason: DeclineReason::Other, words: value(&pairs, "note").to_owned() };
                desk::answer_offer(&app, &by, id, answer, who).await.map(|_| ())
            }
            _ => desk::answer_offer(&app, &by, id, Answer::Available(Terms::default()), who).await.map(|_| ()),
        }
    };
    let outcome = outcome.await;
    back(&request, &app, &operator, (&case, "offers"), outcome).await
}

/// `POST /incidents/{reference}/notes/{entry}/move`: the note belongs to another case
pub async fn move_note(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    path: Path<(String, Uuid)>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (reference, entry) = path.into_inner();
    let case = case(&app, &reference).await?;
    let outcome = desk::move_note(&app, &operator.by(), case.id, entry, value(&pairs, "to")).await;
    let outcome = outcome.map_err(|refused| match refused {
        DeskError::NotFound("incident") => DeskError::Needs("the reference of a case"),
        other => other,
    });
    back(&request, &app, &operator, (&case, "timeline"), outcome).await
}

/// `POST /incidents/{reference}/tasks/{task}`: done
pub async fn finish_task(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (reference, id) = path.into_inner();
    let case = case(&app, &reference).await?;
    let found = row::find::<task::Entity>(app.store.reader(), id).await.map_err(DeskError::from)?;
    let outcome = match of_this_case(found.map(|row| row.incident_id), case.id, "task") {
        Ok(()) => desk::finish_task(&app, &operator.by(), id).await,
        refused => refused,
    };
    back(&request, &app, &operator, (&case, "tasks"), outcome).await
}

act!(/// `POST /incidents/{reference}/mailbox`: does the attacker read it?
record_mailbox, "contact", |app, by, case, pairs| async {
    let safe = value(&pairs, "email_safe").parse().map_err(|_| DeskError::Needs("whether the mailbox is safe"))?;
    desk::record_mailbox(&app, &by, case.id, safe).await
});
