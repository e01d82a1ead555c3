//! Pages of the demonstration alone: the mail that was kept, and the gallery of all pages.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};

use crate::{
    app::{App, Demo},
    demo::mail_folder,
    mail::folder,
    web::{
        error::WebError,
        frame::{self, Times, html},
        view::{
            dev::{DevMail, DevMailRow, DevMails, MailPart},
            samples,
        },
    },
};

/// Mails that the list shows.
const LISTED: usize = 200;

fn only_in_demo(app: &App) -> Result<(), WebError> {
    if app.demo == Demo::Yes { Ok(()) } else { Err(WebError::NoPage) }
}

fn failed(error: &std::io::Error) -> WebError {
    WebError::Malformed(error.to_string())
}

/// `GET /dev/mail`
pub async fn mails(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    only_in_demo(&app)?;
    let times = Times::of(&request, &app);
    let kept = folder::list(&mail_folder(&app.config.data_dir), LISTED).await.map_err(|error| failed(&error))?;
    let mails = kept.into_iter().map(|mail| DevMailRow {
        link: format!("/dev/mail/{}", mail.name),
        subject: mail.subject,
        to: mail.to,
        when: mail.date.map_or_else(String::new, |at| times.short(at.as_microsecond())),
    });
    html(&DevMails { page: frame::page(&request), mails: mails.collect() })
}

/// `GET /dev/mail/{name}`
pub async fn mail(request: HttpRequest, app: Data<App>, name: Path<String>) -> Result<HttpResponse, WebError> {
    only_in_demo(&app)?;
    let times = Times::of(&request, &app);
    let page = frame::page(&request);
    let found = folder::read(&mail_folder(&app.config.data_dir), &name).await.map_err(|error| failed(&error))?;
    let mail = found.ok_or(WebError::NoPage)?;
    let headers = [
        ("dev-mail-from", mail.summary.from.clone()),
        ("dev-mail-to", mail.summary.to.clone()),
        ("dev-mail-date", mail.summary.date.map_or_else(String::new, |at| times.short(at.as_microsecond()))),
    ];
    html(&DevMail {
        subject: mail.summary.subject.clone(),
        headers: headers.into_iter().map(|(key, text)| (page.say(key), text)).collect(),
        body: MailPart::cut(&mail.text, &format!("{}/", app.config.public_url())),
        page,
    })
}

/// `GET /dev/ui`
pub async fn gallery(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    only_in_demo(&app)?;
    html(&samples::gallery(frame::lang(&request))?)
}

/// `GET /dev/ui/{name}`
pub async fn sample(request: HttpRequest, app: Data<App>, name: Path<String>) -> Result<HttpResponse, WebError> {
    only_in_demo(&app)?;
    let found = samples::all(frame::lang(&request))?.into_iter().find(|example| example.name == name.as_str());
    let example = found.ok_or(WebError::NoPage)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(example.html))
}
