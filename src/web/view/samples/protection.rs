//! Examples of the data-protection officer's pages.

use super::{Example, example, staff};
use crate::web::view::{
    console::{DueRow, ErasedCase, HoldRow, Protection, SubjectLine, SubjectPage},
    field::{Choice, Filled},
    page::{Page, Section},
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let mut refused = protection(page);
    refused.form.set("reference", "K7M4-92QX");
    refused.form.refuse("reference", page.say("refused-held"));
    Ok(vec![
        example("protection", &protection(page))?,
        example("protection-refused", &refused)?,
        example("subject", &subject(page))?,
        example("erased", &erased(page))?,
    ])
}

fn protection(page: &Page) -> Protection {
    let due = |class: &str, name: &str, held: bool| DueRow {
        class: page.label("class", class),
        name: name.into(),
        link: if name.len() < 12 { format!("/incidents/{name}") } else { String::new() },
        since: "3 novembre 2023".into(),
        held,
    };
    Protection {
        staff: staff(page, Section::Protection),
        periods: vec![
            (page.label("class", "case"), page.count("period-months", 36)),
            (page.label("class", "unfinished"), page.count("period-days", 30)),
        ],
        due: vec![
            due("case", "K7M4-92QX", false),
            due("contact_only", "P3WX-71TB", true),
            due("unfinished", "draft:0198c5a000007000800000000000000a", false),
        ],
        to_go: 2,
        holds: vec![HoldRow {
            id: "1".into(),
            reference: "P3WX-71TB".into(),
            reason: "Réquisition du parquet, reçue le 3 mars.".into(),
            since: "Claire Martin, lundi 9 h 12".into(),
        }],
        lists: vec![("/protection/lists/1".into(), "12 éléments, 2 janvier 2026".into())],
        reasons: vec![Choice::new("request", &page.label("erase-why", "request"))],
        form: Filled::default(),
        page: page.clone(),
    }
}

fn subject(page: &Page) -> SubjectPage {
    let line = |depth, name: &str, value: &str| SubjectLine { depth, name: name.into(), value: value.into() };
    SubjectPage {
        staff: staff(page, Section::Protection),
        cases: 1,
        lines: vec![
            line(0, &page.say("subject-cases"), ""),
            line(1, "1", ""),
            line(2, &page.say("subject-reference"), "K7M4-92QX"),
            line(2, &page.say("subject-contact"), ""),
            line(3, &page.say("subject-name"), "Jeanne Miquel"),
        ],
        page: page.clone(),
    }
}

fn erased(page: &Page) -> ErasedCase {
    ErasedCase {
        staff: staff(page, Section::Case),
        reference: "K7M4-92QX".into(),
        when: "hier, jeudi 16 h 20".into(),
        kept: vec![(page.say("erased-category"), "Rançongiciel".into()), (page.say("erased-department"), "12".into())],
        page: page.clone(),
    }
}
