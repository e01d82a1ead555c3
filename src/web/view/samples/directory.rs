//! Examples of the life of a provider: import, applications, board, coverage, and the provider's own pages.

use super::{
    Example,
    desk::{choices, pair},
    example, staff,
};
use crate::web::view::{
    console::{
        ApplicationCard, Applications, Cell, CellAct, Column, CoveragePage, ImportChange, ImportPage, ImportPreview,
        LabelLine, MapTile, Standing, Stat, Table, TableFilter, TablesPage,
    },
    field::{Choice, Filled},
    page::{Page, Section},
    provider::{Apply, Door, Firm, Home, HomeLine, LabelRow, PublicDirectory},
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let mut refused = Filled::from_pairs([("company", "Atelier du Lot"), ("skill_forensics", "2")]);
    refused.refuse("siret", page.say("apply-missing-siret"));
    refused.refuse("label_1_name", page.words.with("row-period-reversed", &[("value", "PRIS".into())]));
    Ok(vec![
        example("import-preview", &import(page))?,
        example("applications", &applications(page))?,
        example("board", &board(page))?,
        example("coverage", &coverage(page))?,
        example("provider-home", &home(page))?,
        example("provider-door", &Door { page: page.clone(), form: Filled::default(), sent: false })?,
        example("provider-door-sent", &Door { page: page.clone(), form: Filled::default(), sent: true })?,
        example("provider-apply", &Apply { form: refused, ..apply(page) })?,
        example("provider-apply-sent", &Apply { sent: true, ..apply(page) })?,
        example("provider-directory", &directory(page))?,
    ])
}

fn import(page: &Page) -> ImportPage {
    ImportPage {
        staff: staff(page, Section::Providers),
        outcome: None,
        preview: Some(ImportPreview {
            sentence: "2 nouveaux, 1 modifié, 57 inchangés.".into(),
            added: vec!["Atelier du Lot".into(), "Sud Sauvegarde".into()],
            changed: vec![ImportChange { company: "Rodez Infogérance".into(), fields: "labels, capacité".into() }],
            does_something: true,
            rows: Some("id;company\n".into()),
            keep_good: true,
            problems: Vec::new(),
        }),
        page: page.clone(),
    }
}

fn applications(page: &Page) -> Applications {
    let card = |id: &str, state: &str| ApplicationCard {
        id: id.into(),
        company: "Atelier du Lot".into(),
        received: "10 h 24".into(),
        lines: vec![pair("SIRET", "732 829 320 00074"), pair("Départements", "46, 12")],
        state: page.label("application", state),
        reason: String::new(),
        provider: (state == "accepted").then(|| "/providers/1".into()),
    };
    Applications {
        staff: staff(page, Section::Providers),
        form: Filled::default(),
        waiting: vec![card("a1", "waiting")],
        decided: vec![card("a2", "accepted"), card("a3", "refused")],
        page: page.clone(),
    }
}

fn filter(page: &Page) -> TableFilter {
    TableFilter {
        action: "/coverage".into(),
        name: "skill",
        label: page.say("providers-filter-skill"),
        choices: choices(page, "skill", ["forensics", "backup_nas"]),
        filled: Filled::from_pairs([("skill", "forensics")]),
    }
}

fn board(page: &Page) -> TablesPage {
    let act = CellAct {
        action: "/incidents/P3WX-71TB/offers".into(),
        fields: vec![("provider", "1".into())],
        label: page.with("plan-ask", "reference", "P3WX-71TB"),
    };
    let row = vec![
        Cell::link("/incidents/P3WX-71TB", "P3WX-71TB"),
        Cell::number(3),
        Cell::badge(page.say("board-nothing"), Standing::Soon),
        Cell { act: Some(act), ..Cell::default() },
    ];
    let columns = || {
        vec![
            Column::words(page, "board-case"),
            Column::numbers(page, "plan-eligible"),
            Column::words(page, "board-next"),
            Column::words(page, "plan-act"),
        ]
    };
    let table = |anchor, rows| Table {
        anchor,
        title: page.count("board-count", 1_usize),
        columns: columns(),
        rows,
        empty: page.say("board-empty"),
    };
    TablesPage {
        staff: staff(page, Section::Alarms),
        title: page.say("board-title"),
        lead: page.say("board-lead"),
        links: vec![("/alarms".into(), page.say("alarms-title"))],
        filter: Some(filter(page)),
        stats: vec![Stat {
            label: page.say("fairness-cases"),
            value: "12".into(),
            note: page.say("fairness-index-note"),
        }],
        tables: vec![table("unfilled", vec![row]), table("none", Vec::new())],
        notes: vec![page.say("board-note")],
        page: page.clone(),
    }
}

fn coverage(page: &Page) -> CoveragePage {
    let tile = |code: &str, class, x: i32| MapTile {
        code: code.into(),
        title: format!("{code} : 2 sur place"),
        class,
        path: format!("M{x} 0h10v20h-10z"),
        outline: format!("M{x} 0h10"),
        label_at: (x + 5, 5),
    };
    CoveragePage {
        staff: staff(page, Section::Providers),
        filter: filter(page),
        sentence: page.words.with("coverage-sentence", &[("skill", "x".into()), ("count", 2.into())]),
        tiles: vec![tile("12", "cover-2", 0), tile("48", "cover-0", 10)],
        view_box: "0 0 20 20".into(),
        table: Table {
            anchor: "by-department",
            title: page.say("coverage-table"),
            columns: vec![Column::words(page, "providers-filter-department"), Column::numbers(page, "skill-forensics")],
            rows: vec![vec![Cell::text("Lozère (48)"), Cell::badge(page.say("coverage-nobody"), Standing::Over)]],
            empty: page.say("coverage-empty"),
        },
        gaps: vec![pair("Lozère (48)", "criminalistique")],
        page: page.clone(),
    }
}

fn home(page: &Page) -> Home {
    let line = |link: &str, state: &str| HomeLine {
        link: link.into(),
        headline: "Rançongiciel · Aveyron (12)".into(),
        when: "10 h 24".into(),
        state: page.say(state),
    };
    Home {
        link: "/p/x".into(),
        provider: "Rodez Infogérance".into(),
        form: Filled::default(),
        works_until: "demain 10 h".into(),
        missions: vec![line("/o/x", "home-working"), line("", "home-taken-back")],
        offers: vec![line("/o/x", "my-offer-sent"), line("", "my-offer-not-chosen")],
        conditions: vec![page.say("condition-insurance-expired")],
        away_until: None,
        labels: vec![LabelLine {
            name: "ExpertCyber".into(),
            until: "31/01/2028".into(),
            standing: Standing::Valid,
            detail: String::new(),
        }],
        lines: vec![pair("SIRET", "123 456 789 00012")],
        figures: vec![pair("Propositions", "31")],
        listed: false,
        page: page.clone(),
    }
}

fn apply(page: &Page) -> Apply {
    Apply {
        form: Filled::default(),
        sent: false,
        profiles: choices(page, "profile", ["specialist", "volume", "pioneer"]),
        departments: vec![Choice::new("12", "Aveyron (12)")],
        skills: vec![Choice::new("skill_forensics", &page.say("skill-forensics"))],
        levels: choices(page, "level", ["0", "1", "2", "3"]),
        sizes: choices(page, "size", ["micro", "pme", "eti", "ge"]),
        label_rows: (1..=3).map(LabelRow::of).collect(),
        page: page.clone(),
    }
}

fn directory(page: &Page) -> PublicDirectory {
    PublicDirectory {
        filters: Filled::from_pairs([("skill", "forensics")]),
        skills: choices(page, "skill", ["forensics", "backup_nas"]),
        departments: vec![Choice::new("12", "Aveyron (12)")],
        count: page.count("directory-count", 1_usize),
        firms: vec![Firm {
            company: "Rodez Infogérance".into(),
            place: "Rodez (12)".into(),
            territory: "12, 46".into(),
            skills: page.say("skill-forensics"),
            labels: "ExpertCyber".into(),
            phone: "05 65 00 00 01".into(),
            phone_link: "+33565000001".into(),
            email: "contact@atelier.exemple".into(),
        }],
        page: page.clone(),
    }
}
