//! Alarms: what must not stay quiet until a named person takes it on.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError},
    store::{
        entity::{alarm, incident},
        find, row,
    },
    web::{
        access::{Operator, Reader},
        error::WebError,
        frame::{self, Times, html, see_other},
        view::{
            console::{AlarmRow, Alarms},
            page::{Page, Section},
        },
    },
};

/// `GET /alarms`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let db = app.store.reader();
    let users = find::users(db).await.map_err(DeskError::from)?;
    let names: HashMap<Uuid, String> = users.into_iter().map(|user| (user.id, user.name)).collect();
    let mut alarms = Vec::new();
    for alarm in find::newest_alarms(db).await.map_err(DeskError::from)? {
        alarms.push(line(&app, &page, alarm, &names, &times).await?);
    }
    let staff = frame::staff(&request, &app, &reader.0, Section::Alarms).await?;
    html(&Alarms { page, staff, alarms })
}

async fn line(
    app: &App,
    page: &Page,
    alarm: alarm::Model,
    names: &HashMap<Uuid, String>,
    times: &Times,
) -> Result<AlarmRow, WebError> {
    let case = match alarm.incident_id {
        Some(id) => row::find::<incident::Entity>(app.store.reader(), id).await.map_err(DeskError::from)?,
        None => None,
    };
    let rota = &app.config.desk.rota;
    let turn = usize::try_from(alarm.step).unwrap_or(0) % rota.len().max(1);
    let told = rota.get(turn).map_or_else(String::new, |person| page.with("alarm-told", "name", &person.name));
    let acknowledged = alarm.acknowledged_at.map(|at| {
        let who = alarm.acknowledged_by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        page.words.with("alarm-acknowledged", &[("who", who.into()), ("when", times.short(at).into())])
    });
    Ok(AlarmRow {
        id: alarm.id.simple().to_string(),
        title: page.say(&alarm.text_id),
        what: page.say(&format!("{}-what", alarm.text_id)),
        subject: case.map(|case| (format!("/incidents/{}", case.reference), case.reference)),
        since: times.short(alarm.raised_at),
        told,
        acknowledged,
    })
}

/// `POST /alarms/{id}/acknowledge`
pub async fn acknowledge(app: Data<App>, operator: Operator, id: Path<Uuid>) -> Result<HttpResponse, WebError> {
    match desk::acknowledge_alarm(&app.into_inner(), &operator.by(), *id).await {
        Ok(()) | Err(DeskError::Already(_)) => Ok(see_other("/alarms?done=alarm")),
        Err(other) => Err(other.into()),
    }
}
