//! Living the past: events of all stories in the order of time, with the desk's jobs between them.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};

use super::story::{Act, Story, Told};
use crate::{
    app::App,
    demo::mail_folder,
    desk::{self, By, Staff},
    jobs,
    mail::transport::Transport,
    store::find,
};

/// Lives every story up to `now`.
///
/// # Errors
/// A use case that refused.
pub async fn live(app: &Arc<App>, now: Timestamp) -> anyhow::Result<()> {
    let told: Vec<Told> = serde_json::from_str(include_str!("../../docs/demo/incidents.json"))?;
    let transport = Transport::from_url(&format!("folder:{}", mail_folder(&app.config.data_dir).display()))?;
    let mut agenda: BTreeMap<(Timestamp, usize), Act> = BTreeMap::new();
    let mut stories = Vec::new();
    for (place, told) in told.into_iter().enumerate() {
        let story = Story::new(app, told, place, now)?;
        agenda.insert((story.begins, place), Act::Report);
        stories.push(story);
    }
    while let Some(((at, place), act)) = agenda.pop_first() {
        if at > now {
            continue;
        }
        idle_until(app, &transport, at).await;
        app.clock.move_to(at);
        let story = stories.get_mut(place).context("a story without a place")?;
        let next = story.act(app, act).await.with_context(|| format!("story {place}, {act:?}"))?;
        if let Some((after, act)) = next {
            agenda.insert((at + after, place), act);
        }
    }
    idle_until(app, &transport, now).await;
    app.clock.move_to(now);
    jobs::round(app, Some(&transport)).await;
    Ok(())
}

/// The desk's jobs run while nobody acts: at first every few minutes, then, over long pauses, less often.
async fn idle_until(app: &Arc<App>, transport: &Transport, at: Timestamp) {
    let mut pause = SignedDuration::from_mins(5);
    round(app, transport).await;
    while app.clock.now() + pause < at {
        app.clock.advance(pause);
        round(app, transport).await;
        pause = (pause * 2).min(SignedDuration::from_hours(12));
    }
}

/// One round of the jobs; the supervisor takes on every alarm that has been open for a while, as a real one would.
async fn round(app: &Arc<App>, transport: &Transport) {
    jobs::round(app, Some(transport)).await;
    if let Err(error) = take_alarms_on(app).await {
        tracing::warn!(%error, "an alarm of the demonstration could not be acknowledged");
    }
}

async fn take_alarms_on(app: &Arc<App>) -> anyhow::Result<()> {
    let users = find::users(app.store.reader()).await?;
    let Some(user) = users.into_iter().find(|user| user.role == "supervisor") else { return Ok(()) };
    let by = By::Staff(Staff { id: user.id.into(), name: user.name, role: user.role.parse()? });
    let old = (app.clock.now() - SignedDuration::from_mins(12)).as_microsecond();
    for alarm in find::open_alarms(app.store.reader()).await?.into_iter().filter(|alarm| alarm.raised_at < old) {
        desk::acknowledge_alarm(app, &by, alarm.id).await?;
    }
    Ok(())
}
