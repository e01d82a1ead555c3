//! The offer: enough to decide, an answer, and five minutes to take it back.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use jiff::SignedDuration;
use vigie_domain::{
    offer::{Answer, DeclineReason, FirstHelp, Terms, WorkPlace},
    vocabulary::OfferState,
};

use super::{Opened, lines, open, page as page_of};
use crate::{
    app::App,
    desk::{self, By, DeskError, links},
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

pub(super) fn page(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> OfferPage {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let Opened { link, offer, file } = opened;
    let set = app.playbooks.live();
    let title = present::category_title(&set, &file.incident.category, &times);
    let severity = page.label("severity", &file.incident.severity);
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let rule = page.words.with(
        &format!("offer-rule-{}", offer.mode.replace('_', "-")),
        &[("count", u32::try_from(offer.asked).unwrap_or(1).into())],
    );
    OfferPage {
        link: links::path(app, link),
        provider: provider.map_or_else(String::new, |found| found.company.clone()),
        headline: format!("{title} — {severity}"),
        until: times.when(offer.expires_at),
        left: if offer.state == "sent" { times.remains(offer.expires_at) } else { String::new() },
        lines: lines(&page, file, offer, &times, app),
        rule,
        first_accept: offer.mode != "shortlist",
        state: state(&page, opened, &times),
        from: OfferPage::from_choices(&page),
        reasons: OfferPage::reason_choices(&page),
        reference: file.incident.reference.clone(),
        form,
        page,
    }
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
            sentence: page.words.with(
                if state == OfferState::Available { "offer-answered-available" } else { "offer-answered-declined" },
                &[
                    ("who", offer.answered_by.clone().unwrap_or_default().into()),
                    ("when", offer.answered_at.map_or_else(String::new, |at| times.short(at)).into()),
                ],
            ),
            undo_until: undo_until(offer, times),
            available: state == OfferState::Available,
        },
        OfferState::Expired => OfferView::Open { late: true },
        _ => OfferView::Open { late: false },
    }
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
    let who = value(&pairs, "said_by").to_owned();
    if value(&pairs, "answer") == "available" && who.is_empty() {
        let mut form = filled(&typed(&pairs));
        form.refuse("said_by", frame::page(&request).say("offer-said-by-missing"));
        return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let answer = answer_of(&pairs);
    let by = By::Provider(opened.offer.provider_id.into());
    match desk::answer_offer(&app, &by, opened.offer.id, answer, who).await {
        // Too late, withdrawn, or had already: the page says which, politely.
        Ok(_) | Err(DeskError::Answer(_) | DeskError::Already(_)) => Ok(see_other(&links::path(&app, &opened.link))),
        Err(other) => Err(other.into()),
    }
}

fn answer_of(pairs: &[(String, String)]) -> Answer {
    if value(pairs, "answer") == "declined" {
        let reason = match value(pairs, "reason") {
            "capacity" => DeclineReason::Capacity,
            "closed" => DeclineReason::Closed,
            "skill" => DeclineReason::Skill,
            "distance" => DeclineReason::Distance,
            "conflict" => DeclineReason::Conflict,
            _ => DeclineReason::Other,
        };
        return Answer::Declined { reason, words: value(pairs, "words").to_owned() };
    }
    Answer::Available(Terms {
        from_when: value(pairs, "from").to_owned(),
        place: match value(pairs, "place") {
            "on_site" => WorkPlace::OnSite,
            "remote" => WorkPlace::Remote,
            _ => WorkPlace::Both,
        },
        first_help_free: match value(pairs, "first_help_free") {
            "yes" => FirstHelp::Free,
            "no" => FirstHelp::Charged,
            _ => FirstHelp::Unsaid,
        },
        call_out_cents: cents(value(pairs, "call_out_eur")),
        hourly_cents: cents(value(pairs, "hourly_eur")),
    })
}

/// « 95 », « 95,50 » or "95.50" in cents; anything else isn't a price.
fn cents(text: &str) -> Option<i64> {
    let euros: f64 = text.replace(['\u{a0}', '\u{202f}', ' ', '€'], "").replace(',', ".").parse().ok()?;
    if !(0.0..1e7).contains(&euros) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below ten million euros")]
    Some((euros * 100.0).round() as i64)
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
