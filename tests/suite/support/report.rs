//! Reports as callers tell them.

use serde_json::{Value, json};
use vigie::{
    desk::{Exercise, NewReport},
    domain::{
        intake::IncidentReport,
        vocabulary::{Channel, Lang},
    },
};

use super::desk::a_tuesday;

/// A firm in Rodez, hit by ransomware, as the API's JSON says it; `more` is merged over it, one level deep.
pub fn in_rodez(more: &Value) -> Value {
    let mut told = json!({
        "organisation": {"name": "Boulangerie Miquel", "kind": "firm", "size": "micro", "postal_code": "12000"},
        "contact": {"name": "Jeanne Miquel", "phone": "05 65 00 00 01", "email": "jeanne@boulangerie.example", "email_safe": "yes"},
        "description": "Tous nos fichiers sont chiffrés, un message sur chaque écran réclame 2 bitcoins de rançon.",
        "facts": {"encrypted": "yes", "ransom_demanded": "yes"},
    });
    for (part, value) in more.as_object().expect("an object") {
        match (told[part].as_object_mut(), value.as_object()) {
            (Some(known), Some(given)) => known.extend(given.clone()),
            _ => told[part] = value.clone(),
        }
    }
    told
}

/// A report by a channel, received at the time of the desk's first minute.
pub fn report(channel: Channel, told: &Value) -> NewReport {
    let received_at = a_tuesday();
    NewReport {
        report: IncidentReport::from_json(told, received_at).expect("a report that can be understood"),
        channel,
        received_at,
        lang: Lang::Fr,
        submission: None,
        exercise: Exercise::No,
        signs: Vec::new(),
    }
}
