//! What is wrong with a provider or with a row of its file, in the reader's words, each with its cure.

use serde_json::json;
use vigie_domain::{
    provider::{Provider, row::Reason},
    vocabulary::Condition,
};

use crate::web::view::page::Page;

/// « assurance expirée : envoyez l’attestation de l’année ».
#[must_use]
pub fn condition_and_cure(page: &Page, condition: Condition) -> String {
    let (what, cure) = (page.label("condition", condition.as_str()), page.label("cure", condition.as_str()));
    // What a case decides has no cure.
    if cure.starts_with('‹') {
        what
    } else {
        page.words.with("condition-and-cure", &[("what", what.into()), ("cure", cure.into())])
    }
}

/// Why a cell can't be read.
#[must_use]
pub fn row_reason(page: &Page, reason: &Reason) -> String {
    let told = json!(reason);
    let names = ["value", "word", "allowed", "known", "found", "expected", "min", "max", "first"];
    let arguments: Vec<(&'static str, _)> = names
        .into_iter()
        .filter_map(|name| {
            let value = told.get(name)?;
            Some((name, value.as_str().map_or_else(|| value.to_string(), str::to_owned).into()))
        })
        .collect();
    page.words.with(&format!("row-{}", told["reason"].as_str().unwrap_or_default().replace('_', "-")), &arguments)
}

/// Why a field of a form can't be read; nothing where something is needed is said by the field's own name.
#[must_use]
pub fn field_reason(page: &Page, field: &str, reason: &Reason) -> String {
    let own = page.say(&format!("apply-missing-{}", field.replace('_', "-")));
    if *reason == Reason::Empty && !own.starts_with('‹') { own } else { row_reason(page, reason) }
}

/// « 12, 46, 60 km autour de Rodez, à distance ».
#[must_use]
pub fn territory(page: &Page, one: &Provider) -> String {
    let territory = &one.territory;
    let mut parts: Vec<String> = territory.departments.iter().cloned().collect();
    parts.extend(territory.radius_km.map(|km| {
        page.words.with(
            "territory-radius",
            &[("km", format!("{km:.0}").into()), ("place", one.address.commune.clone().into())],
        )
    }));
    parts.extend(territory.remote.then(|| page.say("terms-remote")));
    parts.join(", ")
}
