//! One step of one case: load it locked, let the use case act, save it with its events, all in one transaction.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    incident::{self, IncidentError},
    vocabulary::{IncidentState, Severity},
};

use super::{By, DeskError, scrubbing::scrubbed};
use crate::{
    app::App,
    fresh,
    store::{
        BoxFuture, StoreError, Tx, audit,
        entity::{entry, incident as case, task},
        find, row,
    },
};

/// Longest words that are quoted in the timeline, in characters.
const LONGEST_WORDS: usize = 20_000;

/// A case in the middle of a step.
pub struct Step<'t> {
    /// The open transaction.
    pub tx: &'t Tx<'t>,
    /// The desk.
    pub app: Arc<App>,
    /// Who acts.
    pub by: By,
    /// When.
    pub now: Timestamp,
    /// The case, saved at the end.
    pub incident: case::Model,
    events: Vec<EventDraft>,
    words: row::Words,
}

/// Which case a step is for, and of which version: a machine that saw an older one is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseAt {
    /// The case.
    pub id: Uuid,
    /// The version that the caller saw; `None` where a person has a page before her that tells her otherwise.
    pub version: Option<i64>,
}

impl From<Uuid> for CaseAt {
    fn from(id: Uuid) -> Self {
        Self { id, version: None }
    }
}

impl CaseAt {
    /// Refuses another version than the one that was seen.
    fn must_be(self, now: i64) -> Result<(), DeskError> {
        match self.version {
            Some(seen) if seen != now => Err(DeskError::OtherVersion { now }),
            _ => Ok(()),
        }
    }
}

/// Who reads a line of the timeline.
#[derive(Debug, Clone, Copy)]
pub enum Visible {
    /// The desk alone.
    Desk,
    /// The desk and the victim.
    Victim,
    /// The desk and the provider.
    Provider,
    /// All three.
    All,
}

impl Visible {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Victim => "victim",
            Self::Provider => "provider",
            Self::All => "all",
        }
    }
}

/// Did a step change anything?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Did {
    /// The case, or what hangs on it.
    Something,
    /// Nothing.
    Nothing,
}

/// A task for a person of the desk.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// `call_victim`, `call_on_call`, `choose_for_victim`, `reask` or `manual`.
    pub kind: &'static str,
    /// Key of the text that says what to do.
    pub text_id: &'static str,
    /// Arguments of the text.
    pub arguments: Value,
    /// The words to say, ready.
    pub words: String,
    /// Until when.
    pub due: Timestamp,
}

impl Step<'_> {
    /// Adds an event to the case's chain.
    pub fn event(&mut self, action: Action, payload: Payload) {
        let subject = Subject::Incident(self.incident.id.into());
        self.events.push(EventDraft { subject, actor: self.by.actor(), action, payload });
    }

    /// Adds an event to another subject's chain.
    pub fn event_of(&mut self, subject: Subject, action: Action, payload: Payload) {
        self.events.push(EventDraft { subject, actor: self.by.actor(), action, payload });
    }

    /// Where the case stands.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn state(&self) -> Result<IncidentState, DeskError> {
        Ok(word("state", &self.incident.state)?)
    }

    /// How grave it is.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn severity(&self) -> Result<Severity, DeskError> {
        Ok(word("severity", &self.incident.severity)?)
    }

    /// Takes a legal step; one that leads nowhere new is none.
    ///
    /// # Errors
    /// [`IncidentError::Transition`].
    pub fn become_state(&mut self, to: IncidentState) -> Result<(), DeskError> {
        let from = self.state()?;
        if from != to {
            let next = incident::step(from, to)?;
            self.incident.state = next.as_str().to_owned();
        }
        Ok(())
    }

    /// Refuses to go on with a case that is over.
    ///
    /// # Errors
    /// [`IncidentError::Transition`].
    pub fn must_be_going(&self) -> Result<(), DeskError> {
        let state = self.state()?;
        if incident::is_over(state) {
            return Err(IncidentError::Transition { from: state, to: state }.into());
        }
        Ok(())
    }

    /// The searchable words changed.
    pub fn words_changed(&mut self) {
        self.words = row::Words::Changed;
    }

    /// Writes a line of ours into the timeline.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn tell(&self, text_id: &str, arguments: Value, visible: Visible) -> Result<(), StoreError> {
        let line = self.line("system", visible);
        row::insert(self.tx, entry::Model { text_id: Some(text_id.to_owned()), arguments, ..line }).await
    }

    /// Writes a person's words into the timeline.
    ///
    /// # Errors
    /// [`DeskError::Needs`] for more than [`LONGEST_WORDS`]; [`StoreError::Unavailable`].
    pub async fn quote(
        &self,
        kind: &str,
        body: String,
        happened_at: Timestamp,
        visible: Visible,
    ) -> Result<Uuid, DeskError> {
        if body.chars().count() > LONGEST_WORDS {
            return Err(DeskError::Needs("at most 20,000 characters"));
        }
        let line = self.line(kind, visible);
        Ok(self.keep_words(entry::Model { happened_at: happened_at.as_microsecond(), ..line }, body).await?)
    }

    /// Writes a person's words into the timeline, with what must be known about how they came.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn quote_with(
        &self,
        kind: &str,
        body: String,
        visible: Visible,
        arguments: Value,
    ) -> Result<Uuid, StoreError> {
        let line = self.line(kind, visible);
        self.keep_words(entry::Model { arguments, ..line }, body).await
    }

    /// Secrets never reach the disk.
    async fn keep_words(&self, line: entry::Model, body: String) -> Result<Uuid, StoreError> {
        let body = scrubbed(&body, super::outgoing::language(&self.incident));
        let id = line.id;
        row::insert(self.tx, entry::Model { body, ..line }).await?;
        Ok(id)
    }

    fn line(&self, kind: &str, visible: Visible) -> entry::Model {
        entry::Model {
            id: fresh::id(self.now),
            incident_id: self.incident.id,
            kind: kind.to_owned(),
            party: party(&self.by).to_owned(),
            author: self.by.name(),
            visible_to: visible.as_str().to_owned(),
            body: String::new(),
            text_id: None,
            arguments: json!({}),
            happened_at: self.now.as_microsecond(),
            entered_at: self.now.as_microsecond(),
        }
    }

    /// Gives the desk something to do.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn ask_desk(&mut self, new: NewTask) -> Result<(), StoreError> {
        let payload = Payload::new().text("kind", new.kind).integer("due", new.due.as_microsecond());
        self.event(Action::TaskAdded, payload);
        row::insert(self.tx, task_row(self.incident.id, new, self.now)).await
    }

    /// Saves the case with its events; a step that did nothing leaves the case, its version and its chain as they are.
    async fn finish(mut self, before: &case::Model) -> Result<Did, StoreError> {
        if self.events.is_empty() && self.incident == *before {
            return Ok(Did::Nothing);
        }
        self.incident.updated_at = self.now.as_microsecond();
        row::save_incident(self.tx, self.incident, self.words).await?;
        audit::append(self.tx, self.events, self.now).await?;
        Ok(Did::Something)
    }
}

/// The row of a task.
#[must_use]
pub fn task_row(incident: Uuid, new: NewTask, now: Timestamp) -> task::Model {
    task::Model {
        id: fresh::id(now),
        incident_id: incident,
        kind: new.kind.to_owned(),
        text_id: new.text_id.to_owned(),
        arguments: new.arguments,
        words: new.words,
        due_at: new.due.as_microsecond(),
        created_at: now.as_microsecond(),
        done_at: None,
        done_by: None,
    }
}

/// Which party acts, for the timeline.
const fn party(by: &By) -> &'static str {
    match by {
        By::Victim | By::Visitor => "victim",
        By::Provider(_) => "provider",
        By::Staff(_) | By::Token { .. } | By::Command => "desk",
        By::Desk => "system",
    }
}

/// Reads a word of a closed vocabulary out of a row.
///
/// # Errors
/// [`StoreError::Corrupt`] naming the column.
pub fn word<T>(what: &'static str, text: &str) -> Result<T, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| StoreError::Corrupt { what, reason: error.to_string() })
}

/// Reads a JSON column.
///
/// # Errors
/// [`StoreError::Corrupt`] naming the column.
pub fn document<T: serde::de::DeserializeOwned>(what: &'static str, value: &Value) -> Result<T, StoreError> {
    T::deserialize(value).map_err(|error| StoreError::Corrupt { what, reason: error.to_string() })
}

/// Runs one step of one case in one transaction, then tells the open pages and wakes the jobs.
///
/// # Errors
/// What `act` refuses, [`DeskError::OtherVersion`] and [`DeskError::Erased`]; nothing is changed then.
pub async fn step<T, F, C>(app: &Arc<App>, by: &By, case: C, act: F) -> Result<T, DeskError>
where
    C: Into<CaseAt>,
    T: Send + 'static,
    F: for<'s, 't> FnOnce(&'s mut Step<'t>) -> BoxFuture<'s, Result<T, DeskError>> + Send + 'static,
{
    let (shared, by, now) = (Arc::clone(app), by.clone(), app.clock.now());
    let case: CaseAt = case.into();
    let (value, did) = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let incident = find::lock_incident(tx, case.id).await?;
                case.must_be(incident.version)?;
                if incident.erased_at.is_some() {
                    return Err(DeskError::Erased);
                }
                let (before, words) = (incident.clone(), row::Words::Same);
                let mut step = Step { tx, app: shared, by, now, incident, events: Vec::new(), words };
                let value = act(&mut step).await?;
                let did = step.finish(&before).await?;
                Ok::<(T, Did), DeskError>((value, did))
            })
        })
        .await?;
    // A job that found nothing to do must not wake itself.
    if did == Did::Something {
        app.changed(case.id);
    }
    Ok(value)
}
