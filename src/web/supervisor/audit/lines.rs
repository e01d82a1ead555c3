//! Events of the trail as people read them: references, companies and names instead of ids, acts in words.

use std::collections::HashMap;

use uuid::Uuid;
use vigie_domain::audit::{Actor, Subject};

use crate::{
    app::App,
    desk::DeskError,
    i18n::Words,
    store::{entity::audit_event, find},
    web::{error::WebError, frame::Times, view::console::AuditRow},
};

/// Who and what the events speak of; the trail itself holds ids only.
pub(super) struct Names {
    cases: HashMap<Uuid, String>,
    users: HashMap<Uuid, String>,
    companies: HashMap<Uuid, String>,
    words: Words,
}

impl Names {
    /// The names that these events need: two statements, whatever their number.
    pub(super) async fn of(app: &App, events: &[audit_event::Model], times: &Times) -> Result<Self, WebError> {
        let db = app.store.reader();
        let cases: Vec<Uuid> = events.iter().filter_map(|event| case_of(&event.subject)).collect();
        let cases = find::references_of(db, &cases).await.map_err(DeskError::from)?;
        let users = find::users(db).await.map_err(DeskError::from)?;
        let directory = app.directory.snapshot();
        Ok(Self {
            cases: cases.into_iter().collect(),
            users: users.into_iter().map(|user| (user.id, user.name)).collect(),
            companies: directory.providers().iter().map(|provider| (provider.id.0, provider.company.clone())).collect(),
            words: Words(times.lang),
        })
    }

    fn actor(&self, text: &str) -> String {
        let name = match text.parse() {
            Ok(Actor::Desk) => Some(self.words.say("audit-by-desk")),
            Ok(Actor::Command) => Some(self.words.say("audit-by-command")),
            Ok(Actor::Visitor) => Some(self.words.say("audit-by-visitor")),
            Ok(Actor::Victim) => Some(self.words.say("audit-by-victim")),
            Ok(Actor::Token(_)) => Some(self.words.say("audit-by-token")),
            Ok(Actor::User(id)) => self.users.get(&id.0).cloned(),
            Ok(Actor::Provider(id)) => self.companies.get(&id.0).cloned(),
            Err(_) => None,
        };
        name.unwrap_or_else(|| text.to_owned())
    }

    fn subject(&self, text: &str) -> String {
        let name = match text.parse() {
            Ok(Subject::Incident(id)) => self.cases.get(&id.0).cloned(),
            Ok(Subject::Provider(id)) => self.companies.get(&id.0).cloned(),
            Ok(Subject::User(id)) => self.users.get(&id.0).cloned(),
            Ok(Subject::Desk) => Some(self.words.say("audit-by-desk")),
            Err(_) => None,
        };
        name.unwrap_or_else(|| text.to_owned())
    }
}

fn case_of(subject: &str) -> Option<Uuid> {
    match subject.parse() {
        Ok(Subject::Incident(id)) => Some(id.0),
        _ => None,
    }
}

/// Of a sealed case: that something happened, when, and its hash.
pub(super) fn line(event: &audit_event::Model, sealed: &[String], names: &Names, times: &Times) -> AuditRow {
    let row = AuditRow {
        when: times.short(event.at),
        machine: times.machine(event.at),
        actor: String::new(),
        action: names.words.say("audit-sealed"),
        word: String::new(),
        detail: String::new(),
        subject: event.subject.clone(),
        chain: event.subject.clone(),
        seq: u64::try_from(event.seq).unwrap_or(0),
        hash: event.hash.chars().take(12).collect(),
    };
    if sealed.contains(&event.subject) {
        return row;
    }
    AuditRow {
        actor: names.actor(&event.actor),
        action: action_words(names.words, &event.action),
        word: event.action.clone(),
        detail: detail(event),
        subject: names.subject(&event.subject),
        ..row
    }
}

/// What the event holds, key by key, without what only seals something personal.
fn detail(event: &audit_event::Model) -> String {
    let payload = serde_json::from_str::<serde_json::Value>(&event.canonical).ok();
    let payload = payload.as_ref().and_then(|whole| whole.get("payload")).and_then(|payload| payload.as_object());
    payload.map_or_else(String::new, |fields| {
        let shown = fields.iter().filter(|(key, _)| !key.ends_with("_commitment"));
        let texts = shown.map(|(key, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!("{key} = {}", text.chars().take(80).collect::<String>())
        });
        texts.collect::<Vec<_>>().join(" · ")
    })
}

/// An action in words; one that only a later version of the program knows keeps its own.
#[must_use]
pub fn action_words(words: Words, action: &str) -> String {
    let text = words.say(&format!("action-{}", action.replace(['.', '_'], "-")));
    if text.starts_with('‹') { action.to_owned() } else { text }
}

/// The actors whose id, name or company holds what was typed.
pub(super) async fn actors_like(app: &App, typed: &str, words: Words) -> Result<Vec<String>, WebError> {
    let typed = typed.to_lowercase();
    let like = |text: &str| text.to_lowercase().contains(&typed);
    let fixed = [Actor::Desk, Actor::Command, Actor::Visitor, Actor::Victim].map(|actor| actor.to_string());
    let fixed = fixed.into_iter().filter(|actor| like(actor) || like(&words.say(&format!("audit-by-{actor}"))));
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let users = users.into_iter().filter_map(|user| {
        let actor = Actor::User(vigie_domain::ids::UserId(user.id)).to_string();
        (actor == typed || like(&user.name) || like(&user.email)).then_some(actor)
    });
    let directory = app.directory.snapshot();
    let providers = directory.providers().iter().filter_map(|provider| {
        let actor = Actor::Provider(provider.id).to_string();
        (actor == typed || like(&provider.company)).then_some(actor)
    });
    Ok(fixed.chain(users).chain(providers).collect())
}

#[cfg(test)]
mod tests {
    use vigie_domain::{audit::Action, vocabulary::Lang};

    use super::*;

    #[test]
    fn every_act_of_the_trail_has_words_in_both_languages() {
        for action in Action::ALL {
            for lang in [Lang::Fr, Lang::En] {
                let said = action_words(Words(lang), action.as_str());
                assert_ne!(said, action.as_str(), "no words for {}", action.as_str());
            }
        }
    }
}
