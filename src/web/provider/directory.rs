//! The public directory: firms that wish to be seen, by skill and department, in an order that favours nobody.

use std::collections::HashSet;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use uuid::Uuid;
use vigie_domain::{
    intake::Department,
    matching::{Availability, TieKey, comes_to, serves},
    provider::Provider,
    vocabulary::Skill,
};

use crate::{
    app::App,
    desk::DeskError,
    store::find,
    web::{
        error::WebError,
        frame::{self, Times, html, keep_lang, query},
        present,
        view::{
            field::{Choice, Filled},
            format,
            page::Page,
            provider::{Firm, PublicDirectory},
        },
    },
};

/// `GET /prestataires`
pub async fn show(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let asked = |name: &str| query(&request, name).unwrap_or_default();
    let (skill, department) = (asked("skill"), asked("department"));
    let listed = find::listed_providers(app.store.reader()).await.map_err(DeskError::from)?;
    let mut firms = seen(&app, &times, &listed.into_iter().collect());
    let departments = departments(&app, &firms);
    firms.retain(|one| skill.is_empty() || one.skills.0.keys().any(|held| held.as_str() == skill));
    firms
        .retain(|one| department.is_empty() || one.territory.remote || is_there(one, Department::by_code(&department)));
    let mut response = html(&PublicDirectory {
        filters: Filled::from_pairs([("skill", skill), ("department", department)]),
        skills: Skill::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("skill", one.as_str()))).collect(),
        departments,
        count: page.count("directory-count", firms.len()),
        firms: firms.iter().map(|one| firm(&page, one, &times)).collect(),
        page,
    })?;
    keep_lang(&request, &mut response);
    Ok(response)
}

/// Those that wish it and that the desk could ask, in an order drawn for the day: each is first as often as any other.
fn seen(app: &App, times: &Times, listed: &HashSet<Uuid>) -> Vec<Provider> {
    let rules = &app.config.matching.rules;
    let directory = app.directory.snapshot();
    let mut firms: Vec<Provider> = directory
        .providers()
        .iter()
        .filter(|one| listed.contains(&one.id.0))
        .filter(|one| serves(one, Availability::of(one, times.now), rules))
        .cloned()
        .collect();
    let day = times.now.to_zoned(times.zone.clone()).date().to_string();
    let key = TieKey::of_bytes(&[app.keys.tie().as_slice(), b"directory", day.as_bytes()].concat());
    firms.sort_by_cached_key(|one| key.draw(one.id));
    firms
}

/// Those of the desk's remit where a firm comes; one that helps from afar is found whatever is asked for.
fn departments(app: &App, firms: &[Provider]) -> Vec<Choice> {
    let in_remit = Department::all().iter().filter(|one| app.config.desk.is_in_remit(one.code));
    let served = in_remit.filter(|one| firms.iter().any(|firm| is_there(firm, Some(one))));
    served.map(|one| Choice::new(one.code, &present::department_name(one.code))).collect()
}

/// At home there, or coming there.
fn is_there(one: &Provider, department: Option<&Department>) -> bool {
    department.is_some_and(|there| one.address.department.as_deref() == Some(there.code) || comes_to(one, there))
}

fn firm(page: &Page, one: &Provider, times: &Times) -> Firm {
    let today = times.now.to_zoned(times.zone.clone()).date();
    let labels = one.labels.iter().filter(|label| label.is_valid_on(today)).map(|label| label.name.clone());
    let skills = one.skills.0.keys().map(|skill| page.label("skill", skill.as_str()));
    let department = one.address.department.clone().unwrap_or_default();
    Firm {
        company: one.company.clone(),
        place: present::place(Some(&one.address.commune), &department),
        territory: present::territory(page, one),
        skills: skills.collect::<Vec<_>>().join(", "),
        labels: labels.collect::<Vec<_>>().join(", "),
        phone: one.contact.phone.as_deref().map_or_else(String::new, format::phone),
        phone_link: one.contact.phone.as_deref().map_or_else(String::new, present::phone_link),
        email: one.contact.emails.first().cloned().unwrap_or_default(),
    }
}
