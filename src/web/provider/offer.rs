//! The offer: enough to decide, an answer, and five minutes to take it back.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use jiff::SignedDuration;
use vigie_domain::{
    offer::{Answer, ChoiceTime, DeclineReason, FROM_WHEN, FirstHelp, PriceOf, Terms, WorkPlace, cents_of},
    vocabulary::{OfferMode, OfferState, Severity},
};

use super::{Opened, lines, open, page as page_of};
use crate::{
    app::App,
    desk::{self, By, DeskError, links},
    i18n::OfferRules,
    store::entity::offer,
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, see_other},
        present,
        view::{
            field::Filled,
            page::Page,
            provider::{OfferPage, OfferView},
        },
    },
};

/// An answer may be undone by a colleague for this long.
const UNDO: SignedDuration = SignedDuration::from_mins(5);
/// Longest words beside a decline, in characters.
const LONGEST_WORDS: usize = 2000;

pub(super) fn page(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> OfferPage {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let Opened { link, offer, file } = opened;
    let set = app.playbooks.live();
    let title = present::category_title(&set, &file.incident.category, &times);
    let severity = page.label("severity", &file.incident.severity);
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let form = if form.is_refused() { form } else { as_said(offer, form) };
    OfferPage {
        link: links::path(app, link),
        provider: provider.map_or_else(String::new, |found| found.company.clone()),
        headline: format!("{title} — {severity}"),
        until: times.when(offer.expires_at),
        left: if offer.state == "sent" { times.remains(offer.expires_at) } else { String::new() },
        lines: lines(&page, file, offer, &times, app),
        rule: rules(app, opened, &times).said(page.words),
        first_accept: offer.mode != "shortlist",
        state: state(&page, opened, &times),
        from: OfferPage::from_choices(&page),
        reasons: OfferPage::reason_choices(&page),
        reference: file.incident.reference.clone(),
        form,
        page,
    }
}

/// How many were asked, who chooses and by when.
fn rules(app: &App, Opened { offer, file, .. }: &Opened, times: &Times) -> OfferRules {
    let severity = file.incident.severity.parse().unwrap_or(Severity::Medium);
    OfferRules {
        asked: u32::try_from(offer.asked).unwrap_or(1),
        mode: offer.mode.parse().unwrap_or(OfferMode::Shortlist),
        chooser: desk::chooser_of(&file.incident),
        choice: ChoiceTime::of(severity, &app.config.offers),
        choice_until: file.incident.choice_due.map(|due| times.when(due)),
    }
}

/// The terms that stand, for who wants to change one of them.
fn as_said(offer: &offer::Model, mut form: Filled) -> Filled {
    let stored = offer.answer.clone().and_then(|answer| serde_json::from_value::<Answer>(answer).ok());
    let Some(Answer::Available(terms)) = stored else { return form };
    let price = |cents: Option<i64>| cents.map_or_else(String::new, typed_price);
    form.set("from", &terms.from_when);
    form.set("place", terms.place.as_str());
    form.set("call_out_eur", &price(terms.call_out_cents));
    form.set("hourly_eur", &price(terms.hourly_cents));
    match terms.first_help_free {
        FirstHelp::Free => form.set("first_help_free", "yes"),
        FirstHelp::Charged => form.set("first_help_free", "no"),
        FirstHelp::Unsaid => {}
    }
    form
}

/// « 95 » or « 95,50 ».
fn typed_price(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{},{:02}", cents / 100, cents % 100) }
}

fn state(page: &Page, opened: &Opened, times: &Times) -> OfferView {
    let offer = &opened.offer;
    let state: OfferState = offer.state.parse().unwrap_or(OfferState::Withdrawn);
    let is_taken = opened.file.assignment.is_some() || offer.round != opened.file.incident.round;
    match state {
        OfferState::NotChosen => OfferView::NotChosen,
        OfferState::Withdrawn if is_taken => OfferView::TooLate,
        OfferState::Withdrawn => OfferView::Withdrawn,
        _ if is_taken => OfferView::TooLate,
        OfferState::Available | OfferState::Declined => OfferView::Answered {
            sentence: answered(page, offer, times),
            undo_until: undo_until(offer, times),
            available: state == OfferState::Available,
        },
        OfferState::Expired => OfferView::Open { late: true },
        _ => OfferView::Open { late: false },
    }
}

fn answered(page: &Page, offer: &offer::Model, times: &Times) -> String {
    let available = offer.state == OfferState::Available.as_str();
    let who = offer.answered_by.clone().filter(|who| !who.is_empty());
    page.words.with(
        if available { "offer-answered-available" } else { "offer-answered-declined" },
        &[
            ("who", who.unwrap_or_else(|| page.say("offer-a-colleague")).into()),
            ("when", offer.answered_at.map_or_else(String::new, |at| times.short(at)).into()),
        ],
    )
}

fn undo_until(offer: &offer::Model, times: &Times) -> Option<String> {
    let until = crate::clock::instant(offer.answered_at?) + UNDO;
    (until > times.now).then(|| times.short(until.as_microsecond()))
}

/// `POST /o/{token}/answer`
pub async fn answer(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = open(&app, &token).await?;
    let frame = frame::page(&request);
    let answer = match answer_of(&frame, &pairs) {
        Ok(answer) => answer,
        Err(form) if state(&frame, &opened, &Times::of(&request, &app)).is_going_on() => {
            return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        // Nothing can be answered any more: the page says why.
        Err(_) => return Ok(see_other(&links::path(&app, &opened.link))),
    };
    let by = By::Provider(opened.offer.provider_id.into());
    let who = value(&pairs, "said_by").to_owned();
    match desk::answer_offer(&app, &by, opened.offer.id, answer, who).await {
        // Too late, withdrawn, or had already: the page says which, politely.
        Ok(_) | Err(DeskError::Answer(_) | DeskError::Already(_)) => Ok(see_other(&links::path(&app, &opened.link))),
        Err(other) => Err(other.into()),
    }
}

/// What the form says; with something wrong in it, everything that was typed and what is wrong.
fn answer_of(page: &Page, pairs: &[(String, String)]) -> Result<Answer, Filled> {
    let mut form = filled(&typed(pairs));
    let answer = if value(pairs, "answer") == "declined" {
        declined(page, pairs, &mut form)
    } else {
        available(page, pairs, &mut form)
    };
    if form.is_refused() { Err(form) } else { Ok(answer) }
}

fn declined(page: &Page, pairs: &[(String, String)], form: &mut Filled) -> Answer {
    let reason = DeclineReason::said(value(pairs, "reason"));
    if reason.is_none() {
        form.refuse("reason", page.say("offer-reason-missing"));
    }
    let words = value(pairs, "words").to_owned();
    if words.chars().count() > LONGEST_WORDS {
        form.refuse("words", page.say("offer-words-too-long"));
    }
    Answer::Declined { reason: reason.unwrap_or(DeclineReason::Other), words }
}

fn available(page: &Page, pairs: &[(String, String)], form: &mut Filled) -> Answer {
    if value(pairs, "said_by").is_empty() {
        form.refuse("said_by", page.say("offer-said-by-missing"));
    }
    let from = value(pairs, "from");
    if !FROM_WHEN.contains(&from) {
        form.refuse("from", page.say("offer-from-missing"));
    }
    let place = WorkPlace::said(value(pairs, "place"));
    if place.is_none() {
        form.refuse("place", page.say("offer-place-missing"));
    }
    Answer::Available(Terms {
        from_when: from.to_owned(),
        place: place.unwrap_or_default(),
        first_help_free: match value(pairs, "first_help_free") {
            "yes" => FirstHelp::Free,
            "no" => FirstHelp::Charged,
            _ => FirstHelp::Unsaid,
        },
        call_out_cents: price(page, (pairs, "call_out_eur"), PriceOf::CallOut, form),
        hourly_cents: price(page, (pairs, "hourly_eur"), PriceOf::Hour, form),
    })
}

fn price(page: &Page, (pairs, name): (&[(String, String)], &str), what: PriceOf, form: &mut Filled) -> Option<i64> {
    cents_of(value(pairs, name), what).unwrap_or_else(|_| {
        form.refuse(name, page.say("offer-price-unclear"));
        None
    })
}

/// `POST /o/{token}/undo`: a colleague takes the answer back, within five minutes
pub async fn undo(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = open(&app, &token).await?;
    let by = By::Provider(opened.offer.provider_id.into());
    match desk::undo_answer(&app, &by, opened.offer.id, UNDO).await {
        Ok(()) | Err(DeskError::Already(_) | DeskError::Answer(_)) => Ok(see_other(&links::path(&app, &opened.link))),
        Err(other) => Err(other.into()),
    }
}
