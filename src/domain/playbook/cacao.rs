//! A playbook as OASIS CACAO 2.0 (Security Playbooks, November 2023): one manual step per first action, in order.
//!
//! Identifiers are derived from the playbook's content, so that the same playbook exports the same bytes.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::document::{Action, Playbook, Who};
use crate::vocabulary::Lang;

/// The CACAO document of a playbook in one language. `at` is when this version was made; `set` its set's hash.
#[must_use]
pub fn export(playbook: &Playbook, set: &str, lang: Lang, at: jiff::Timestamp) -> Value {
    let id = |kind: &str, of: &str| identifier(kind, &format!("{}/{lang}/{of}", playbook.id));
    let time = at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string();
    let impact = u32::from(playbook.severity.impact) * 33;
    json!({
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": id("playbook", ""),
        "name": playbook.title.in_lang(lang),
        "description": playbook.summary.in_lang(lang),
        "playbook_types": ["mitigation"],
        "created_by": identifier("identity", "vigie"),
        "created": time,
        "modified": time,
        "severity": impact,
        "impact": 0,
        "labels": [set, playbook.id],
        "external_references": references(playbook),
        "workflow_start": id("start", "start"),
        "workflow": workflow(playbook, lang),
        "agent_definitions": agents(playbook),
    })
}

/// The export without references when the playbook names no technique: CACAO allows no empty list.
fn references(playbook: &Playbook) -> Value {
    let technique = |id: &String| {
        let url = format!("https://attack.mitre.org/techniques/{}/", id.replace('.', "/"));
        json!({ "name": format!("MITRE ATT&CK {id}"), "url": url })
    };
    let tags = playbook.rsit.iter().map(|tag| json!({ "name": format!("RSIT {tag}"), "description": tag }));
    tags.chain(playbook.attack.iter().map(technique)).collect()
}

fn workflow(playbook: &Playbook, lang: Lang) -> Value {
    let id = |kind: &str, of: &str| identifier(kind, &format!("{}/{lang}/{of}", playbook.id));
    let step = |index: usize| match playbook.actions.get(index) {
        Some(action) => id("action", &action.id),
        None => id("end", "end"),
    };
    let mut steps = Map::new();
    steps.insert(id("start", "start"), json!({ "type": "start", "on_completion": step(0) }));
    for (index, action) in playbook.actions.iter().enumerate() {
        steps.insert(step(index), action_step(action, lang, &step(index + 1)));
    }
    steps.insert(id("end", "end"), json!({ "type": "end" }));
    Value::Object(steps)
}

fn action_step(action: &Action, lang: Lang, next: &str) -> Value {
    json!({
        "type": "action",
        "name": action.id,
        "description": action.why.in_lang(lang),
        "on_completion": next,
        "commands": [{ "type": "manual", "command": action.say.in_lang(lang) }],
        "agent": identifier("individual", who(action.who)),
    })
}

fn agents(playbook: &Playbook) -> Value {
    let agent = |action: &Action| {
        let name = who(action.who);
        (identifier("individual", name), json!({ "type": "individual", "name": name }))
    };
    Value::Object(playbook.actions.iter().map(agent).collect())
}

fn who(who: Who) -> &'static str {
    match who {
        Who::Caller => "caller",
        Who::Management => "management",
        Who::It => "it",
        Who::Operator => "operator",
    }
}

/// `KIND--UUID`, the UUID shaped as version 5 and drawn from SHA-256, which the specification leaves open.
fn identifier(kind: &str, name: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("vigie/{kind}/{name}").as_bytes()).into();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    let uuid = uuid::Builder::from_custom_bytes(bytes).with_version(uuid::Version::Sha1).into_uuid();
    format!("{kind}--{uuid}")
}

#[cfg(test)]
mod tests {
    use super::super::load::SourceFile;
    use super::super::set::PlaybookSet;
    use super::*;

    #[test]
    fn the_steps_lead_from_start_to_end() {
        let text =
            super::super::tests::playbook("spam", "signals: [{id: a, weight: 1, any: [x], reason: {fr: r, en: r}}]")
                .text;
        let set = PlaybookSet::compile(&[SourceFile { name: "spam.yaml".into(), text }]).unwrap();
        let cacao = export(set.playbook("spam").unwrap(), set.hash(), Lang::Fr, jiff::Timestamp::UNIX_EPOCH);
        let mut at = cacao["workflow_start"].as_str().unwrap().to_owned();
        let mut walked = Vec::new();
        while let Some(next) = cacao["workflow"][&at]["on_completion"].as_str() {
            walked.push(cacao["workflow"][&at]["type"].as_str().unwrap());
            at = next.to_owned();
        }
        assert_eq!(walked, ["start", "action", "action"]);
        assert_eq!(cacao["workflow"][&at]["type"], "end");
        assert_eq!(cacao["created"], "1970-01-01T00:00:00.000Z");
    }
}
