//! Two people changed the same thing of a case: what stands there, what the second one wanted, and the form to insist.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    desk::{self, read::CaseFile},
    web::view::{console::CaseClash, field::Filled, page::Page},
};

/// The clash that a refused form met, if it met one.
pub fn clash(
    page: &Page,
    file: &CaseFile,
    form: &Filled,
    names: &HashMap<Uuid, String>,
    title_of: &dyn Fn(&str) -> String,
) -> Option<CaseClash> {
    let (what, action) = form.clashes()?;
    let case = &file.incident;
    let name_of = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let (key, theirs, mine) = match what {
        "category" => ("case-category", title_of(&case.category), title_of(form.value("category"))),
        "owner" => ("clash-owner", name_of(case.owner), page.say("case-take")),
        "agreement" => {
            let theirs = match desk::agreement_of(case) {
                Some(given) => page.with("clash-agreed", "who", &given.said_by),
                None => page.say("clash-not-agreed"),
            };
            ("clash-agreement", theirs, page.say("clash-agreed-mine"))
        }
        _ => ("clash-offers", page.count("clash-offers-count", file.offers.len()), page.say("clash-offers-mine")),
    };
    let newest = file.entries.iter().find(|entry| entry.party == "desk" && !entry.author.is_empty());
    let by = newest.map_or_else(|| page.say("clash-somebody"), |entry| entry.author.clone());
    let fields = form.pairs().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Some(CaseClash { label: page.say(key), theirs, by, mine, action: action.to_owned(), fields })
}
