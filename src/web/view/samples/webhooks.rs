//! Examples of the pages of webhooks.

use super::{Example, example, staff};
use crate::{
    desk::webhooks::KINDS,
    web::view::{
        console::{DeliveryRow, Secret, Standing, WebhookPage, WebhookRow, Webhooks},
        field::Filled,
        page::{Page, Section},
    },
};

pub(super) fn all(page: &Page) -> Result<Vec<Example>, askama::Error> {
    let mut refused = webhooks(page);
    refused.secret = None;
    refused.form.set("url", "https://192.168.1.1/");
    refused.form.refuse("url", page.say("webhooks-bad-url"));
    let nobody = Webhooks { rows: Vec::new(), secret: None, ..webhooks(page) };
    Ok(vec![
        example("webhooks", &webhooks(page))?,
        example("webhooks-refused", &refused)?,
        example("webhooks-none", &nobody)?,
        example("webhook", &webhook(page))?,
    ])
}

fn row(page: &Page, id: &str, name: &str, state: &str) -> WebhookRow {
    WebhookRow {
        id: id.into(),
        name: name.into(),
        url: "https://portail.exemple.fr/vigie".into(),
        kinds: page.say("webhooks-all-kinds"),
        state: page.label("webhooks-state", state),
        standing: if state == "active" { Standing::Valid } else { Standing::Over },
        paused: state != "active",
        counts: if state == "active" { String::new() } else { page.count("webhooks-waiting", 12) },
    }
}

fn webhooks(page: &Page) -> Webhooks {
    Webhooks {
        staff: staff(page, Section::Webhooks),
        rows: vec![row(page, "1", "Portail national", "active"), row(page, "2", "Centre voisin", "gone")],
        kinds: KINDS.iter().map(|kind| kind.as_str()).collect(),
        secret: Some(Secret {
            sentence: page.with("webhooks-secret", "name", "Portail national"),
            value: "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=".into(),
        }),
        form: Filled::default(),
        page: page.clone(),
    }
}

fn webhook(page: &Page) -> WebhookPage {
    let delivery = |id: &str, kind: &str, state: &str, standing, words: &str| DeliveryRow {
        id: id.into(),
        kind: kind.into(),
        reference: "K7M4-92QX".into(),
        state: page.label("delivery-state", state),
        standing,
        times: page.with("webhooks-written", "when", "10 h 35"),
        words: words.into(),
        replays: state != "queued",
    };
    WebhookPage {
        staff: staff(page, Section::Webhooks),
        row: row(page, "1", "Portail national", "active"),
        deliveries: vec![
            delivery("3", "report.received", "queued", Standing::Soon, ""),
            delivery("2", "doubt.lifted", "deferred", Standing::Soon, "HTTP 503"),
            delivery("1", "report.received", "sent", Standing::Valid, ""),
        ],
        form: Filled::default(),
        page: page.clone(),
    }
}
