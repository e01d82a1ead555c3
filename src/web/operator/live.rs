//! What makes an open page live: the stream of changes, who else is here, the tabs of calls and the urgent news.

use std::{collections::BTreeSet, convert::Infallible, fmt::Write as _, sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use tokio::{sync::broadcast, time::Instant};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError},
    store::find,
    web::{
        access::Reader,
        cookies::session_token,
        error::{WebError, encode},
        form::{Pairs, value},
        frame::{self, Times, html, query},
        present,
        view::{
            console::{LiveHead, News, Ring},
            format,
            page::Section,
        },
    },
};

/// Changes that come close together are told together.
const GATHER: Duration = Duration::from_millis(150);
/// A line without meaning, so that nobody on the way takes the stream for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends by itself: whoever comes back is asked again whether she may.
const LONGEST: Duration = Duration::from_mins(10);

/// Whose stream it is: it ends soon after her session has.
struct Door {
    app: Arc<App>,
    token: String,
    asked: Instant,
}

impl Door {
    /// Asks again when « something » has changed, which a sign-out is, and now and then by itself.
    async fn is_open(&mut self, told: &str) -> bool {
        if self.asked.elapsed() < HEARTBEAT && !told.contains(&Uuid::nil().simple().to_string()) {
            return true;
        }
        self.asked = Instant::now();
        desk::is_signed_in(&self.app, &self.token).await.unwrap_or(false)
    }
}

/// What a stream needs to go on.
struct Stream {
    changes: broadcast::Receiver<Uuid>,
    stop: CancellationToken,
    until: Instant,
    begun: bool,
}

/// `GET /events`: ids of the cases and calls that change; the nil id stands for « something ».
pub async fn events(
    request: HttpRequest,
    app: Data<App>,
    _reader: Reader,
    stop: Data<CancellationToken>,
) -> HttpResponse {
    let token = session_token(&request).unwrap_or_default();
    let door = Door { app: Arc::clone(&app), token, asked: Instant::now() };
    let stream = Stream {
        changes: app.changes.subscribe(),
        stop: stop.get_ref().clone(),
        until: Instant::now() + LONGEST,
        begun: false,
    };
    let body = futures_util::stream::unfold((stream, door), |(mut stream, mut door)| async move {
        let told = next(&mut stream).await?;
        let open = door.is_open(&told).await;
        open.then(|| (Ok::<Bytes, Infallible>(Bytes::from(told)), (stream, door)))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // A compressor would hold back what must be seen at once; so would a proxy.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(body)
}

/// The next lines of the stream; `None` ends it.
async fn next(stream: &mut Stream) -> Option<String> {
    if !stream.begun {
        stream.begun = true;
        return Some("retry: 1000\n: hello\n\n".into());
    }
    if Instant::now() >= stream.until {
        return None;
    }
    tokio::select! {
        biased;
        () = stream.stop.cancelled() => None,
        changed = stream.changes.recv() => {
            let mut ids = BTreeSet::from([heard(changed)?]);
            tokio::time::sleep(GATHER).await;
            while let Ok(more) = stream.changes.try_recv() {
                ids.insert(more);
            }
            Some(line(&ids))
        }
        () = tokio::time::sleep(HEARTBEAT) => Some(": still here\n\n".into()),
    }
}

/// Who was too slow to hear every change looks at everything again.
fn heard(changed: Result<Uuid, broadcast::error::RecvError>) -> Option<Uuid> {
    match changed {
        Ok(id) => Some(id),
        Err(broadcast::error::RecvError::Lagged(_)) => Some(Uuid::nil()),
        Err(broadcast::error::RecvError::Closed) => None,
    }
}

fn line(ids: &BTreeSet<Uuid>) -> String {
    let mut text = String::from("event: change\ndata:");
    for id in ids {
        let _ = write!(text, " {}", id.simple());
    }
    text.push_str("\n\n");
    text
}

/// Looks once a second for what other nodes and commands changed, and tells the open pages of this node.
pub async fn watch_others(app: Arc<App>, stop: CancellationToken) {
    let mut seen = (None, None);
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if app.changes.receiver_count() == 0 {
            continue;
        }
        let db = app.store.reader();
        let (Ok(event), Ok(call)) = (find::newest_event_at(db).await, find::newest_call_at(db).await) else { continue };
        let now = (event, call);
        if seen != (None, None) && now != seen {
            app.call_changed(Uuid::nil());
        }
        seen = now;
    }
}

/// `GET /live`: the tabs of calls, and what urgent has come since the page was opened.
pub async fn head(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let since = query(&request, "since").and_then(|text| text.parse().ok()).unwrap_or(times.now.as_microsecond());
    let mut staff = frame::staff(&request, &app, &reader.0, Section::Other).await?;
    let at = query(&request, "at").unwrap_or_default();
    for call in &mut staff.calls {
        call.current = call.link == at;
    }
    let set = app.playbooks.live();
    let mut urgent = find::urgent_since(app.store.reader(), since).await.map_err(DeskError::from)?;
    let veil = desk::Veil::of(&app, &reader.0).await?;
    urgent.iter_mut().for_each(|case| veil.over(case));
    let news = urgent.into_iter().map(|case| News {
        link: format!("/incidents/{}", case.reference),
        what: present::category_title(&set, &case.category, &times),
        place: present::place(case.commune.as_deref(), &case.department),
        priority: u8::try_from(case.priority).unwrap_or(4),
    });
    let rings = if staff.takes_calls { rings(&app).await? } else { Vec::new() };
    html(&LiveHead { news: news.collect(), rings, page, staff })
}

/// Calls that whoever is free may take.
async fn rings(app: &App) -> Result<Vec<Ring>, WebError> {
    let numbers = desk::ringing(app).await?;
    let ring =
        |number: String| Ring { link: format!("/calls/new?phone={}", encode(&number)), phone: format::phone(&number) };
    Ok(numbers.into_iter().map(ring).collect())
}

/// `POST /presence`: this page shows that case or call; who else does.
pub async fn presence(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let subject = value(&pairs, "subject").parse().map_err(|_| DeskError::NotFound("case"))?;
    desk::Veil::must_leave_open(&app, &reader.by(), subject).await?;
    desk::be_present(&app, &reader.by(), subject).await?;
    let here = desk::present_at(&app, subject).await?;
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let page = frame::page(&request);
    let others = users.iter().filter(|user| here.contains(&user.id) && user.id != reader.0.id.0);
    let said: Vec<String> = others.map(|user| page.with("queue-looking", "name", &user.name)).collect();
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(said.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_in_one_line_and_who_lost_some_looks_at_all() {
        let one = Uuid::from_u128(1);
        assert_eq!(line(&BTreeSet::from([one])), format!("event: change\ndata: {}\n\n", one.simple()));
        assert_eq!(heard(Err(broadcast::error::RecvError::Lagged(3))), Some(Uuid::nil()));
        assert_eq!(heard(Err(broadcast::error::RecvError::Closed)), None);
    }

    #[tokio::test]
    async fn a_stream_ends_first_when_the_desk_stops() {
        let (sender, changes) = broadcast::channel(4);
        let stop = CancellationToken::new();
        let until = Instant::now() + LONGEST;
        let mut stream = Stream { changes, stop: stop.clone(), until, begun: true };
        sender.send(Uuid::nil()).expect("heard");
        assert!(next(&mut stream).await.is_some_and(|told| told.contains("event: change")));
        stop.cancel();
        assert_eq!(next(&mut stream).await, None);
    }
}
