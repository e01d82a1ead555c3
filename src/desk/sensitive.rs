//! Sensitive cases: named people alone may open them, for a time; others see that they exist. Whoever must get in all the
//! same breaks the glass: with a reason, for an hour, told at once to the supervisors and the data-protection officer.

use std::{collections::HashSet, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload, Subject},
    intake::EmailAddress,
    vocabulary::{Lang, Role},
};

use super::{
    By, DeskError, Staff, outgoing,
    scrubbing::scrubbed,
    step::{Step, Visible, step},
};
use crate::{
    app::App,
    fresh,
    i18n::Words,
    mail::message::{Alarm, DeskWord},
    store::{
        StoreError,
        entity::{case_grant, incident, sensitive_case, user_account},
        find, row,
    },
};

/// What stands for the category of a case that the reader may not open.
pub const VEILED: &str = "sensitive";
/// How long broken glass stays open.
const GLASS: SignedDuration = SignedDuration::from_hours(1);
/// How long who makes a case sensitive, and who owns it, may open it.
const FIRST_DAYS: i64 = 90;
/// Longest time for which somebody is let in.
const MOST_DAYS: i64 = 180;
/// A reason is more than a word.
const SHORTEST_REASON: usize = 10;

/// Which cases somebody may not open.
#[derive(Debug, Clone, Default)]
pub struct Veil(HashSet<Uuid>);

impl Veil {
    /// For a member of the staff.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn of(app: &App, staff: &Staff) -> Result<Self, DeskError> {
        let mut all = Self::of_strangers(app).await?;
        if !all.0.is_empty() {
            let now = app.clock.now().as_microsecond();
            for grant in find::grants_of_user(app.store.reader(), staff.id.0, now).await? {
                all.0.remove(&grant.incident_id);
            }
        }
        Ok(all)
    }

    /// For whoever has no name at the desk: a partner's token.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn of_strangers(app: &App) -> Result<Self, DeskError> {
        Ok(Self(find::sensitive_cases(app.store.reader()).await?.into_iter().collect()))
    }

    /// A case that somebody may not open isn't there for her, by whatever way she names it.
    ///
    /// # Errors
    /// [`DeskError::NotFound`]; [`StoreError::Unavailable`].
    pub async fn must_leave_open(app: &App, by: &By, case: Uuid) -> Result<(), DeskError> {
        let By::Staff(staff) = by else { return Ok(()) };
        if Self::of(app, staff).await?.covers(case) { Err(DeskError::NotFound("incident")) } else { Ok(()) }
    }

    /// May the reader open every case?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cases that the reader may not open.
    #[must_use]
    pub fn covered(&self) -> Vec<Uuid> {
        self.0.iter().copied().collect()
    }

    /// Their chains in the audit trail.
    #[must_use]
    pub fn chains(&self) -> Vec<String> {
        self.0.iter().map(|case| Subject::Incident((*case).into()).to_string()).collect()
    }

    /// May the reader not open this case?
    #[must_use]
    pub fn covers(&self, case: Uuid) -> bool {
        self.0.contains(&case)
    }

    /// Leaves of a covered case what everybody may see: that it is there, and how urgent it is.
    pub fn over(&self, case: &mut find::CaseLine) {
        if self.covers(case.id) {
            let told = [&mut case.organisation, &mut case.contact_name, &mut case.department, &mut case.words];
            shut(&mut case.category, told, [&mut case.phone, &mut case.email, &mut case.siret, &mut case.commune]);
        }
    }

    /// The same for a case with all that is known of it.
    pub fn over_case(&self, case: &mut incident::Model) {
        if self.covers(case.id) {
            let told = [&mut case.organisation, &mut case.contact_name, &mut case.department, &mut case.words];
            shut(&mut case.category, told, [&mut case.phone, &mut case.email, &mut case.siret, &mut case.commune]);
            [&mut case.postal_code, &mut case.provider_words, &mut case.search_text]
                .into_iter()
                .for_each(String::clear);
        }
    }
}

/// Takes away what a case tells.
fn shut(category: &mut String, told: [&mut String; 4], known: [&mut Option<String>; 4]) {
    VEILED.clone_into(category);
    told.into_iter().for_each(String::clear);
    known.into_iter().for_each(|one| *one = None);
}

/// Who may open a sensitive case, and who has opened it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn sensitive_since(
    app: &App,
    incident: Uuid,
) -> Result<Option<(Timestamp, Vec<case_grant::Model>)>, DeskError> {
    let Some(row) = row::find::<sensitive_case::Entity>(app.store.reader(), incident).await? else { return Ok(None) };
    let grants = find::grants_of_case(app.store.reader(), incident).await?;
    Ok(Some((crate::clock::instant(row.since), grants)))
}

/// Makes a case sensitive: from now on who says so and its owner may open it.
///
/// # Errors
/// [`DeskError::Already`].
pub async fn make_sensitive(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    let Some(me) = by.staff_id() else { return Err(DeskError::Forbidden) };
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let case = step.incident.id;
            if row::find::<sensitive_case::Entity>(step.tx.db(), case).await?.is_some() {
                return Err(DeskError::Already("a sensitive case"));
            }
            let row = sensitive_case::Model { incident_id: case, since: step.now.as_microsecond(), set_by: me };
            row::insert(step.tx, row).await?;
            step.event(Action::MarkingChanged, Payload::new().flag("sensitive", true));
            step.tell("entry-sensitive", json!({}), Visible::Desk).await?;
            let owner = step.incident.owner.filter(|owner| *owner != me);
            for user in [Some(me), owner].into_iter().flatten() {
                give(step, user, me, FIRST_DAYS).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Opens the case to everybody of the desk again.
///
/// # Errors
/// [`DeskError::Already`].
pub async fn make_ordinary(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = row::find::<sensitive_case::Entity>(step.tx.db(), step.incident.id).await?;
            row::delete(step.tx, found.ok_or(DeskError::Already("an ordinary case"))?).await?;
            step.event(Action::MarkingChanged, Payload::new().flag("sensitive", false));
            Ok(step.tell("entry-ordinary", json!({}), Visible::Desk).await?)
        })
    })
    .await
}

/// Lets somebody of the staff open the case for so many days.
///
/// # Errors
/// [`DeskError::NotFound`] for nobody's account, [`DeskError::Needs`] for a length that makes no sense.
pub async fn let_open(app: &Arc<App>, by: &By, incident: Uuid, user: Uuid, days: i64) -> Result<(), DeskError> {
    let Some(me) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(DeskError::Needs("a number of days"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let account = row::get::<user_account::Entity>(step.tx.db(), user, "account").await?;
            if account.disabled_at.is_some() {
                return Err(DeskError::NotFound("account"));
            }
            give(step, user, me, days).await
        })
    })
    .await
}

async fn give(step: &mut Step<'_>, user: Uuid, by: Uuid, days: i64) -> Result<(), DeskError> {
    let until = step.now + SignedDuration::from_hours(24 * days);
    row::insert(step.tx, grant(step, user, by, "named", String::new(), until)).await?;
    let person = vigie_domain::ids::UserId(user);
    step.event(Action::GrantOpened, Payload::new().text("user", person).integer("until", until.as_microsecond()));
    Ok(())
}

fn grant(step: &Step<'_>, user: Uuid, by: Uuid, kind: &str, reason: String, until: Timestamp) -> case_grant::Model {
    case_grant::Model {
        id: fresh::id(step.now),
        incident_id: step.incident.id,
        user_id: user,
        kind: kind.to_owned(),
        reason,
        given_by: by,
        opened_at: step.now.as_microsecond(),
        ends_at: until.as_microsecond(),
    }
}

/// Ends a grant now.
///
/// # Errors
/// [`DeskError::NotFound`] for a grant of another case.
pub async fn end_grant(app: &Arc<App>, by: &By, incident: Uuid, id: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = row::find::<case_grant::Entity>(step.tx.db(), id).await?;
            let mut grant =
                found.filter(|row| row.incident_id == step.incident.id).ok_or(DeskError::NotFound("grant"))?;
            let person = vigie_domain::ids::UserId(grant.user_id);
            grant.ends_at = step.now.as_microsecond();
            row::save(step.tx, grant).await?;
            step.event(Action::GrantEnded, Payload::new().text("user", person));
            Ok(())
        })
    })
    .await
}

/// Breaks the glass: who isn't named gets in for an hour. The reason stands in the timeline; supervisors and the
/// data-protection officer are told at once, in the same transaction.
///
/// # Errors
/// [`DeskError::Needs`] without a reason, [`DeskError::Already`] for who may open the case anyway.
pub async fn break_glass(app: &Arc<App>, staff: &Staff, incident: Uuid, reason: String) -> Result<(), DeskError> {
    let reason = reason.trim().to_owned();
    if reason.chars().count() < SHORTEST_REASON {
        return Err(DeskError::Needs("the reason"));
    }
    if !Veil::of(app, staff).await?.covers(incident) {
        return Err(DeskError::Already("open to you"));
    }
    let me = staff.clone();
    step(app, &By::Staff(staff.clone()), incident, move |step| {
        Box::pin(async move {
            let (until, reason) = (step.now + GLASS, scrubbed(&reason, Lang::Fr));
            row::insert(step.tx, grant(step, me.id.0, me.id.0, "glass", reason.clone(), until)).await?;
            step.event(Action::GlassBroken, Payload::new().integer("until", until.as_microsecond()));
            step.tell("entry-glass-broken", json!({ "who": me.name, "reason": reason }), Visible::Desk).await?;
            tell_those_who_must_know(step, &me).await
        })
    })
    .await
}

async fn tell_those_who_must_know(step: &mut Step<'_>, who: &Staff) -> Result<(), DeskError> {
    let words = Words(Lang::Fr);
    let message = Alarm {
        reference: Some(DeskWord(step.incident.reference.clone())),
        what: DeskWord(words.with_text("mail-glass-broken", "who", &who.name)),
        since: step.now,
        next_at: None,
        page_url: format!("{}/incidents/{}", step.app.config.public_url(), step.incident.reference),
    };
    for address in told(step, who).await? {
        let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
        outgoing::queue(step, None, &address, rendered).await?;
    }
    Ok(())
}

/// Supervisors and data-protection officers of the staff but for who did it, and the officer whom the settings name.
async fn told(step: &Step<'_>, who: &Staff) -> Result<Vec<String>, StoreError> {
    let must_know = [Role::Supervisor.as_str(), Role::Dpo.as_str()];
    let users = find::users(step.tx.db()).await?.into_iter();
    let staff = users
        .filter(|user| user.disabled_at.is_none() && user.id != who.id.0 && must_know.contains(&user.role.as_str()));
    let mut addresses: Vec<String> = staff.map(|user| user.email).collect();
    if let Ok(officer) = step.app.config.desk.dpo.parse::<EmailAddress>() {
        addresses.push(officer.as_str().to_lowercase());
    }
    addresses.sort();
    addresses.dedup();
    Ok(addresses)
}
