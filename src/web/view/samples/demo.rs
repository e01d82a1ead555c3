//! Examples of the demonstration's own pages: kept mails and the gallery.

use super::{
    Example,
    console::clock,
    desk::{choices, pair},
    example, staff,
};
use crate::{
    domain::vocabulary::{IncidentState, Severity},
    web::view::{
        clock::Tone,
        dev::{DevMail, DevMailRow, DevMails, Gallery, MailPart},
        field::Filled,
        page::{Page, Section},
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    Ok(vec![
        example("dev-mail", &mails(page))?,
        example("dev-mail-one", &mail(page))?,
        example("gallery", &gallery(page, vec!["report", "queue", "call"]))?,
    ])
}

fn mails(page: &Page) -> DevMails {
    let row = |subject: &str, to: &str| DevMailRow {
        link: "/dev/mail/1".into(),
        subject: subject.into(),
        to: to.into(),
        when: "10 h 02".into(),
    };
    let mails = vec![row("P3WX-71TB : une mission, réponse avant 10 h 22", "astreinte@rodez-infogerance.exemple")];
    DevMails { page: page.clone(), mails }
}

fn mail(page: &Page) -> DevMail {
    let text =
        "Rançongiciel, critique, à 30–45 min, réponse avant 10 h 22.\n\nRépondre : http://127.0.0.1:8080/o/exemple\n";
    DevMail {
        subject: "P3WX-71TB : une mission, réponse avant 10 h 22".into(),
        headers: vec![pair("À", "astreinte@rodez-infogerance.exemple"), pair("Date", "10 h 02")],
        body: MailPart::cut(text, "http://127.0.0.1:8080/"),
        page: page.clone(),
    }
}

/// The design system, with the names of the example pages.
pub(super) fn gallery(page: &Page, pages: Vec<&'static str>) -> Gallery {
    let mut form = Filled::from_pairs([("postal_code", "1200")]);
    form.refuse("postal_code", page.say("refused-postal-code"));
    let colours =
        "paper sheet ink soft line edge sea wash night lamp alert alert-wash warn warn-wash good good-wash mark";
    let icons = "euro lock person dots phone alert clock check cross arrow mail link search seal stop";
    Gallery {
        staff: staff(page, Section::Other),
        form,
        kinds: choices(page, "kind", ["firm", "association", "municipality"]),
        colours: colours.split(' ').collect(),
        icons: icons.split(' ').collect(),
        priorities: vec![1, 2, 3, 4],
        severities: Severity::ALL.to_vec(),
        states: IncidentState::ALL.to_vec(),
        clocks: vec![
            clock(&page.say("mission-call-now"), "11 h 30", "", Tone::Calm),
            clock(&page.say("mission-call-now"), "10 h 20", "", Tone::Soon),
            clock(&page.say("mission-call-now"), "10 h 12", "", Tone::Late),
            clock(&page.say("mission-done"), "10 h 02", "", Tone::Done),
        ],
        pages,
        page: page.clone(),
    }
}
