//! What the desk does by itself: idempotent, without input, on a timer and on a nudge. Kill it anywhere, start again.

mod mailbox;
mod outbox;
mod scanning;
mod sealing;
mod webhooks;

use std::{sync::Arc, time::Duration};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    desk::{self, DeskError},
    mail::{mailbox::Mailbox, transport::Transport},
};

pub use mailbox::{Trouble as MailboxTrouble, take_all as take_mailbox};
pub use webhooks::tell as tell_webhooks;

/// The timer's net under the nudges: nothing waits longer than this.
const EVERY: Duration = Duration::from_secs(5);

/// Runs all jobs until `stop` is cancelled. Mail has a loop of its own: a mail server that hangs must not keep a time-out
/// or an alarm waiting.
pub async fn run(app: Arc<App>, transport: Option<Transport>, stop: CancellationToken) {
    let mail_is_due = Notify::new();
    let sending = async {
        if let Some(transport) = &transport {
            outbox::run(&app, transport, &mail_is_due, &stop).await;
        }
    };
    let reading = async {
        if let Some(mailbox) = mailbox_of(&app) {
            mailbox::run(&app, &mailbox, &stop).await;
        }
    };
    let telling = webhooks::run(&app, &stop);
    let scanning = scanning::run(&app, &stop);
    tokio::join!(rounds(&app, &mail_is_due, &stop), sending, reading, sealing::run(&app, &stop), telling, scanning);
}

/// The mailbox of the settings; one that can't be understood is told and not read.
fn mailbox_of(app: &App) -> Option<Mailbox> {
    let read = app.config.mail.imap_url.as_deref()?.parse();
    read.map_err(|error| tracing::error!(%error, "mail.imap_url")).ok()
}

async fn rounds(app: &Arc<App>, mail_is_due: &Notify, stop: &CancellationToken) {
    loop {
        round(app, None).await;
        mail_is_due.notify_one();
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.nudge.notified() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// One round of everything that is due. A job that fails is logged and tried again in the next round; the others go on.
pub async fn round(app: &Arc<App>, transport: Option<&Transport>) {
    let tell = |job, result| count(app, job, result);
    tell("directory", desk::refresh_if_changed(app).await);
    tell("stopped providers", desk::stop_offers_of_stopped(app).await);
    tell("expiries", desk::warn_of_expiries(app).await);
    tell("applications", desk::forget_refused_applications(app).await);
    tell("phone calls", desk::forget_calls(app).await);
    tell("offers", desk::run_offers(app).await);
    tell("first contact", desk::watch_first_contact(app).await);
    tell("provider contact", desk::watch_provider_contact(app).await);
    tell("deadlines", desk::watch_deadlines(app).await);
    tell("deadline warnings", desk::warn_of_deadlines(app).await);
    tell("bulletins", desk::deliver_bulletins(app).await);
    tell("digest", desk::write_digest(app).await);
    tell("alarms", desk::escalate_alarms(app).await.map(|_| ()));
    if let Some(transport) = transport {
        tell("outbox", outbox::send_due(app, transport, &mut outbox::Breaker::default()).await.map(|_| ()));
    }
}

/// Counts a round of a job, and says in the log when it failed.
fn count(app: &App, job: &'static str, result: Result<(), DeskError>) {
    app.meters.ran(job);
    if let Err(error) = result {
        app.meters.failed(job);
        tracing::warn!(job, %error, "a job failed and will be tried again");
    }
}
