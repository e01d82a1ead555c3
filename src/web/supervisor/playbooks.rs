//! The playbooks as people read them, and a sentence to try.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use vigie_domain::playbook::{
    Facts, Input,
    document::{Playbook, Signal},
};

use crate::{
    app::App,
    web::{
        access::Reader,
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html},
        present,
        view::{
            console::{PlaybookPage, PlaybookRow, Playbooks, Reason},
            page::{Page, Section},
        },
    },
};

/// `GET /playbooks`
pub async fn list(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    html(&view(&request, &app, &reader, "").await?)
}

/// `POST /playbooks/try`
pub async fn try_out(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    html(&view(&request, &app, &reader, value(&pairs, "text")).await?)
}

async fn view(request: &HttpRequest, app: &App, reader: &Reader, sentence: &str) -> Result<Playbooks, WebError> {
    let times = Times::of(request, app);
    let set = app.playbooks.live();
    let facts = Facts::new();
    let found = (!sentence.is_empty()).then(|| set.classify(&Input { text: sentence, lang: None, facts: &facts }));
    let priority = found.as_ref().map_or(4, |found| i32::from(found.assessment.priority));
    Ok(Playbooks {
        staff: frame::staff(request, app, &reader.0, Section::Playbooks).await?,
        page: frame::page(request),
        set: short(set.hash()),
        rows: set.playbooks().map(|one| row(one, &times)).collect(),
        sentence: sentence.to_owned(),
        words: found.as_ref().map(|found| present::spans(sentence, found, &times)).unwrap_or_default(),
        words_lang: found.as_ref().map_or_else(|| "fr".to_owned(), |found| found.lang.clone()),
        tried: found.as_ref().map(|found| present::classification(app, found, priority, &times)),
    })
}

fn short(hash: &str) -> String {
    hash.trim_start_matches("sha256:").chars().take(12).collect()
}

fn row(one: &Playbook, times: &Times) -> PlaybookRow {
    let examples = &one.examples;
    PlaybookRow {
        id: one.id.clone(),
        title: one.title.in_lang(times.lang).to_owned(),
        summary: one.summary.in_lang(times.lang).to_owned(),
        signals: one.signals.len(),
        examples: examples.matching.fr.len()
            + examples.matching.en.len()
            + examples.other.fr.len()
            + examples.other.en.len(),
    }
}

/// `GET /playbooks/{id}`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let page = frame::page(&request);
    let set = app.playbooks.live();
    let one = set.playbook(&id).ok_or(WebError::NoPage)?;
    let facts = Facts::new();
    let found = set.classify(&Input { text: "", lang: Some(times.lang.as_str()), facts: &facts });
    let advice = set.advise(&set.confirmed(found, &id, &facts), &facts, times.lang);
    let steps = one.severity.raise.iter().chain(&one.severity.lower);
    html(&PlaybookPage {
        staff: frame::staff(&request, &app, &reader.0, Section::Playbooks).await?,
        id: one.id.clone(),
        title: one.title.in_lang(times.lang).to_owned(),
        summary: one.summary.in_lang(times.lang).to_owned(),
        rsit: one.rsit.join(", "),
        signals: one.signals.iter().map(|signal| reason(signal, &times)).collect(),
        questions: one.questions.iter().map(|question| question.ask.in_lang(times.lang).to_owned()).collect(),
        severity: steps.map(|step| step.because.in_lang(times.lang).to_owned()).collect(),
        advice: present::offered_advice(&advice),
        skills: skills(&page, one),
        matching: one.examples.matching.fr.iter().chain(&one.examples.matching.en).cloned().collect(),
        other: one.examples.other.fr.iter().chain(&one.examples.other.en).cloned().collect(),
        page,
    })
}

fn reason(signal: &Signal, times: &Times) -> Reason {
    let patterns = [&signal.any, &signal.all, &signal.near, &signal.seq];
    let words = patterns.into_iter().flatten().cloned().collect::<Vec<_>>().join(" + ");
    Reason {
        words,
        why: signal.reason.in_lang(times.lang).to_owned(),
        weight: present::decimal(signal.weight, 1, times.lang),
        against: signal.weight < 0.0,
    }
}

fn skills(page: &Page, one: &Playbook) -> Vec<String> {
    let listed = |key: &str, skill: &vigie_domain::vocabulary::Skill, level: u8| {
        format!("{} — {} ({level})", page.say(key), page.label("skill", skill.as_str()))
    };
    let must = one.skills.must.iter().map(|(skill, level)| listed("skill-must", skill, *level));
    must.chain(one.skills.should.iter().map(|(skill, level)| listed("skill-should", skill, *level))).collect()
}
