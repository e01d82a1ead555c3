//! A bulletin: a supervisor writes one message to all open cases of a choice, sees what it would do, and sends it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, Bulletin, BulletinPreview, DeskError, outgoing},
    fresh,
    store::{
        entity::{bulletin, user_account},
        find, row,
    },
    web::{
        access::Supervisor,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, html, html_with, see_other},
        present,
        view::{
            console::{BulletinPage, BulletinShown, SentBulletin},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Bulletins that the page lists.
const LISTED: u64 = 20;
/// Signs of a bulletin that the list shows.
const BEGINNING: usize = 160;

/// `GET /mail/bulletin`
pub async fn show(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    html(&view(&request, &app, &supervisor, Filled::default(), None).await?)
}

/// `POST /mail/bulletin`: shows what it would do, or sends what was seen
pub async fn write(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let bulletin = match bulletin_of(&app, &pairs) {
        Ok(bulletin) => bulletin,
        Err(key) => return refuse(&request, &app, &supervisor, &pairs, ("since", key)).await,
    };
    if value(&pairs, "intent") == "send" {
        let id = Uuid::try_parse(value(&pairs, "bulletin")).map_err(|_| WebError::Malformed("bulletin".into()))?;
        let sent = desk::send_bulletin(&app, &supervisor.0, id, bulletin.clone(), value(&pairs, "seen")).await;
        match sent {
            // Sent twice by the same press of a button is sent.
            Ok(_) | Err(DeskError::Already(_)) => return Ok(see_other("/mail/bulletin?done=bulletin")),
            Err(DeskError::Stale) => {}
            Err(other) => return refuse(&request, &app, &supervisor, &pairs, refusal(other)?).await,
        }
    }
    let preview = match desk::preview_bulletin(&app, &supervisor.0, &bulletin).await {
        Ok(preview) => preview,
        Err(other) => return refuse(&request, &app, &supervisor, &pairs, refusal(other)?).await,
    };
    let mut form = filled(&typed(&pairs));
    let mut status = StatusCode::OK;
    if value(&pairs, "intent") == "send" {
        form.refuse("preview", frame::page(&request).say("bulletin-changed"));
        status = StatusCode::CONFLICT;
    }
    html_with(status, &view(&request, &app, &supervisor, form, Some(preview)).await?)
}

/// Which field was refused, and with which text.
fn refusal(error: DeskError) -> Result<(&'static str, &'static str), WebError> {
    match error {
        DeskError::Needs("a choice of cases") => Ok(("category", "bulletin-no-choice")),
        DeskError::Needs("some words") => Ok(("fr", "bulletin-no-words")),
        DeskError::Needs("a narrower choice of cases") => Ok(("category", "bulletin-too-many")),
        DeskError::Needs(_) => Ok(("category", "bulletin-nobody")),
        other => Err(other.into()),
    }
}

async fn refuse(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    pairs: &Pairs,
    (field, key): (&str, &str),
) -> Result<HttpResponse, WebError> {
    let mut form = filled(&typed(pairs));
    form.refuse(field, frame::page(request).say(key));
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view(request, app, supervisor, form, None).await?)
}

/// What was typed; the day begins at midnight in the desk's time zone.
fn bulletin_of(app: &App, pairs: &Pairs) -> Result<Bulletin, &'static str> {
    let chosen = |name: &str| Some(value(pairs, name).trim().to_owned()).filter(|word| !word.is_empty());
    let since = chosen("since").map(|day| midnight(app, &day).ok_or("bulletin-no-day")).transpose()?;
    // A form's line breaks are those of mail already.
    let words = |name: &str| value(pairs, name).replace("\r\n", "\n").trim().to_owned();
    Ok(Bulletin {
        category: chosen("category"),
        department: chosen("department"),
        since,
        fr: words("fr"),
        en: words("en"),
    })
}

fn midnight(app: &App, day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    Some(day.to_zoned(outgoing::zone(&app.config)).ok()?.timestamp())
}

async fn view(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    form: Filled,
    preview: Option<BulletinPreview>,
) -> Result<BulletinPage, WebError> {
    let (page, times) = (frame::page(request), Times::of(request, app));
    let set = app.playbooks.live();
    let categories = set.playbooks().map(|playbook| Choice::new(&playbook.id, playbook.title.in_lang(times.lang)));
    let departments =
        vigie_domain::intake::Department::all().iter().filter(|found| app.config.desk.is_in_remit(found.code));
    let departments = departments.map(|found| Choice::new(found.code, &present::department_name(found.code)));
    let mut sent = Vec::new();
    for row in find::bulletins(app.store.reader(), LISTED).await.map_err(DeskError::from)? {
        sent.push(sent_bulletin(app, &page, &times, &row).await?);
    }
    Ok(BulletinPage {
        staff: frame::staff(request, app, &supervisor.0, Section::Mail).await?,
        categories: categories.collect(),
        departments: departments.collect(),
        preview: preview.map(|preview| shown(app, &page, &times, preview)),
        sent,
        form,
        page,
    })
}

fn shown(app: &App, page: &Page, times: &Times, preview: BulletinPreview) -> BulletinShown {
    let count = |key: &str, count: usize| page.count(key, count);
    let mut lines = vec![count("bulletin-by-mail", preview.by_mail)];
    if preview.english > 0 {
        lines.push(count("bulletin-in-english", preview.english));
    }
    if preview.by_phone > 0 {
        lines.push(count("bulletin-by-phone", preview.by_phone));
    }
    lines.push(page.with("bulletin-until", "when", &times.short(preview.until.as_microsecond())));
    BulletinShown {
        id: fresh::id(app.clock.now()).simple().to_string(),
        seen: preview.mark,
        lines,
        sample: preview.sample,
    }
}

async fn sent_bulletin(
    app: &App,
    page: &Page,
    times: &Times,
    sent: &bulletin::Model,
) -> Result<SentBulletin, WebError> {
    let db = app.store.reader();
    let rest = find::bulletin_rest(db, sent.id).await.map_err(DeskError::from)?;
    let author = row::find::<user_account::Entity>(db, sent.sent_by).await.map_err(DeskError::from)?;
    let cases = usize::try_from(sent.cases).unwrap_or_default();
    let rest = usize::try_from(rest).unwrap_or_default();
    Ok(SentBulletin {
        when: times.short(sent.created_at),
        who: author.map(|author| author.name).unwrap_or_default(),
        reached: if rest == 0 {
            page.count("bulletin-reached", cases)
        } else {
            page.words
                .with("bulletin-on-its-way", &[("done", cases.saturating_sub(rest).into()), ("all", cases.into())])
        },
        words: sent.words_fr.chars().take(BEGINNING).collect(),
    })
}
