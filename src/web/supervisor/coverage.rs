//! Who serves where: a map of one skill, a table of all, and the gaps in words.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use vigie_domain::{
    intake::Department,
    matching::{Cover, coverage},
    vocabulary::Skill,
};

use super::map::{Shape, drawn};
use crate::{
    app::App,
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html, query},
        present,
        view::{
            console::{Cell, Column, CoveragePage, MapTile, Standing, Table, TableFilter},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

type Covers = BTreeMap<(String, Skill), Cover>;

/// `GET /coverage`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let skill: Skill = query(&request, "skill").and_then(|word| word.parse().ok()).unwrap_or(Skill::Forensics);
    let departments: Vec<&'static Department> = in_remit(&app);
    let directory = app.directory.snapshot();
    let covers = coverage(&directory, &departments, times.now, &app.config.matching.rules);
    let drawn = drawn(&departments);
    let nobody = departments.iter().filter(|one| of(&covers, one, skill).is_gap()).count();
    html(&CoveragePage {
        staff: frame::staff(&request, &app, &reader.0, Section::Providers).await?,
        filter: filter(&page, skill),
        sentence: page.words.with(
            "coverage-sentence",
            &[("skill", page.label("skill", skill.as_str()).into()), ("count", nobody.into())],
        ),
        tiles: drawn.0.iter().map(|shape| tile(&page, shape, &covers, skill)).collect(),
        view_box: drawn.1.clone(),
        table: table(&page, &departments, &covers),
        gaps: gaps(&page, &departments, &covers),
        page,
    })
}

/// The departments that the desk answers for; a desk without a remit answers for all.
pub(super) fn in_remit(app: &App) -> Vec<&'static Department> {
    Department::all().iter().filter(|one| app.config.desk.is_in_remit(one.code)).collect()
}

fn of(covers: &Covers, department: &Department, skill: Skill) -> Cover {
    covers.get(&(department.code.to_owned(), skill)).copied().unwrap_or_default()
}

fn filter(page: &Page, skill: Skill) -> TableFilter {
    TableFilter {
        action: "/coverage".into(),
        name: "skill",
        label: page.say("providers-filter-skill"),
        choices: Skill::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("skill", one.as_str()))).collect(),
        filled: Filled::from_pairs([("skill", skill.as_str())]),
    }
}

fn words(page: &Page, cover: Cover) -> String {
    page.words.with("coverage-cover", &[("on_site", cover.on_site.into()), ("remote", cover.remote.into())])
}

fn tile(page: &Page, shape: &Shape, covers: &Covers, skill: Skill) -> MapTile {
    let cover = of(covers, shape.department, skill);
    let class = match (cover.on_site, cover.remote) {
        (0, 0) => "cover-0",
        (0, _) => "cover-1",
        (1..=2, _) => "cover-2",
        _ => "cover-3",
    };
    shape.tile(&words(page, cover), class)
}

fn table(page: &Page, departments: &[&'static Department], covers: &Covers) -> Table {
    let skills = Skill::ALL.iter().map(|skill| Column { name: page.label("skill", skill.as_str()), number: true });
    let cell = |cover: Cover| {
        let text = format!("{} + {}", cover.on_site, cover.remote);
        if cover.is_gap() { Cell::badge(page.say("coverage-nobody"), Standing::Over) } else { Cell::number(text) }
    };
    let row = |one: &&'static Department| {
        let name = Cell::text(present::department_name(one.code));
        let cells = Skill::ALL.iter().map(|skill| cell(of(covers, one, *skill)));
        [name].into_iter().chain(cells).collect()
    };
    Table {
        anchor: "by-department",
        title: page.say("coverage-table"),
        columns: [Column::words(page, "providers-filter-department")].into_iter().chain(skills).collect(),
        rows: departments.iter().map(row).collect(),
        empty: page.say("coverage-empty"),
    }
}

fn gaps(page: &Page, departments: &[&'static Department], covers: &Covers) -> Vec<(String, String)> {
    let missing = |one: &&'static Department| {
        let skills = Skill::ALL.iter().filter(|skill| of(covers, one, **skill).is_gap());
        let skills: Vec<String> = skills.map(|skill| page.label("skill", skill.as_str())).collect();
        (!skills.is_empty()).then(|| (present::department_name(one.code), skills.join(", ")))
    };
    departments.iter().filter_map(missing).collect()
}
