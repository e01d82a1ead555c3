//! What is kept too long: a list with the reason of each line. Reads only.

use jiff::Timestamp;
use uuid::Uuid;
use vigie_domain::{retention::Class, vocabulary::IncidentState};

use crate::{
    app::App,
    desk::DeskError,
    store::{StoreError, entity::incident, find},
};

/// One thing whose period is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its class.
    pub class: Class,
    /// Its row.
    pub id: Uuid,
    /// How a list names it: a reference, or its kind and id. Nothing personal.
    pub name: String,
    /// When it ended, or was touched last.
    pub since: Timestamp,
    /// It must be kept all the same.
    pub held: bool,
}

/// What is due now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// When it was made.
    pub made_at: Timestamp,
    /// Every thing that is due, by class, oldest first.
    pub due: Vec<Due>,
}

impl Plan {
    /// What would go: everything that isn't held.
    pub fn to_go(&self) -> impl Iterator<Item = &Due> {
        self.due.iter().filter(|due| !due.held)
    }
}

/// Makes the list.
///
/// # Errors
/// The database.
pub async fn retention_plan(app: &App) -> Result<Plan, DeskError> {
    let now = app.clock.now();
    let mut due = Vec::new();
    for class in Class::ALL {
        let until = app.config.retention.over_since(class, now).as_microsecond();
        due.extend(match class {
            Class::Unfinished => unfinished(app, until).await?,
            Class::ContactOnly | Class::Case => cases(app, class, until).await?,
            Class::LooseMail => loose_mail(app, until).await?,
        });
    }
    Ok(Plan { made_at: now, due })
}

async fn unfinished(app: &App, until: i64) -> Result<Vec<Due>, StoreError> {
    let drafts = find::drafts_untouched_since(app.store.reader(), until).await?;
    Ok(drafts.into_iter().map(|row| due(Class::Unfinished, row.id, "draft", row.updated_at)).collect())
}

async fn loose_mail(app: &App, until: i64) -> Result<Vec<Due>, StoreError> {
    let (came, left) =
        (find::loose_mail_in(app.store.reader(), until).await?, find::loose_mail_out(app.store.reader(), until).await?);
    let came = came.into_iter().map(|row| due(Class::LooseMail, row.id, "mail-in", row.received_at));
    Ok(came.chain(left.into_iter().map(|row| due(Class::LooseMail, row.id, "mail-out", row.created_at))).collect())
}

fn due(class: Class, id: Uuid, kind: &str, since: i64) -> Due {
    Due { class, id, name: format!("{kind}:{}", id.simple()), since: crate::clock::instant(since), held: false }
}

async fn cases(app: &App, class: Class, until: i64) -> Result<Vec<Due>, StoreError> {
    let is_of = |state: &&IncidentState| Class::of_case(**state) == Some(class);
    let states: Vec<&str> = IncidentState::ALL.iter().filter(is_of).map(|state| state.as_str()).collect();
    let held: Vec<Uuid> =
        find::holds_in_force(app.store.reader()).await?.into_iter().map(|hold| hold.incident_id).collect();
    let line = |case: incident::Model| Due {
        class,
        held: held.contains(&case.id),
        id: case.id,
        since: crate::clock::instant(case.closed_at.unwrap_or(case.updated_at)),
        name: case.reference,
    };
    Ok(find::cases_ended_by(app.store.reader(), &states, until).await?.into_iter().map(line).collect())
}
