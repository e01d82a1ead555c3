//! The list of providers, narrowed by words, skill, department and vetting.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::civil::Date;
use vigie_domain::{
    provider::Provider,
    vocabulary::{Role, Skill, VettingState},
};

use super::{labels, skills, standing_of};
use crate::{
    app::App,
    web::{
        access::Reader,
        error::{WebError, encode},
        frame::{self, Times, html, query},
        present,
        view::{
            console::{FilterList, ProviderRow, Providers},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Providers of one page.
const ROWS: usize = 500;

/// `GET /providers`
pub async fn list(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let asked = |name: &str| query(&request, name).unwrap_or_default();
    let (skill, department, vetting, words) = (asked("skill"), asked("department"), asked("vetting"), asked("q"));
    let directory = app.directory.snapshot();
    let mut found: Vec<&Provider> = directory
        .providers()
        .iter()
        .filter(|one| skill.is_empty() || one.skills.0.keys().any(|held| held.as_str() == skill))
        .filter(|one| {
            department.is_empty()
                || one.address.department.as_deref() == Some(department.as_str())
                || one.territory.departments.contains(&department)
        })
        .filter(|one| vetting.is_empty() || one.vetting.state.as_str() == vetting)
        .filter(|one| words.is_empty() || one.company.to_lowercase().contains(&words.to_lowercase()))
        .collect();
    found.sort_by(|one, other| one.company.cmp(&other.company));
    let total = found.len();
    let from = asked("from").parse::<usize>().unwrap_or(0);
    let more = (from + ROWS < total).then(|| {
        let kept = [("q", &words), ("skill", &skill), ("department", &department), ("vetting", &vetting)];
        let kept: Vec<String> = kept.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        format!("/providers?{}&from={}", kept.join("&"), from + ROWS)
    });
    let today = times.now.to_zoned(times.zone.clone()).date();
    let view = Providers {
        staff: frame::staff(&request, &app, &reader.0, Section::Providers).await?,
        filters: Filled::from_pairs([("q", words), ("skill", skill), ("department", department), ("vetting", vetting)]),
        lists: lists(&page),
        rows: found.into_iter().skip(from).take(ROWS).map(|one| line(&page, one, today)).collect(),
        total,
        more,
        may_import: reader.0.role == Role::Supervisor,
        page,
    };
    html(&view)
}

fn lists(page: &Page) -> Vec<FilterList> {
    let skills = Skill::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("skill", one.as_str())));
    let states = VettingState::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("vetting", one.as_str())));
    let departments = vigie_domain::intake::Department::all().iter();
    vec![
        FilterList { name: "skill", label: "providers-filter-skill", choices: skills.collect() },
        FilterList {
            name: "department",
            label: "providers-filter-department",
            choices: departments.map(|one| Choice::new(one.code, &present::department_name(one.code))).collect(),
        },
        FilterList { name: "vetting", label: "providers-filter-vetting", choices: states.collect() },
    ]
}

fn line(page: &Page, one: &Provider, today: Date) -> ProviderRow {
    let department = one.address.department.clone().unwrap_or_default();
    ProviderRow {
        link: format!("/providers/{}", one.id.0.simple()),
        company: one.company.clone(),
        place: present::place(Some(&one.address.commune), &department),
        skills: skills(page, one),
        vetting_state: one.vetting.state,
        vetting: standing_of(one.vetting.state),
        paused: one.is_paused_on(today).then(|| page.say("provider-paused")),
        labels: labels(page, one, today),
        load: format!("{} / {}", one.open_assignments, one.capacity),
    }
}
