//! Everything that the desk keeps of one person or organisation, for her to read (article 15 of the GDPR).

use std::sync::Arc;

use serde_json::{Value, json};
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    intake::{EmailAddress, Phone, Siret},
    reference::Reference,
};

use crate::{
    app::App,
    clock::instant,
    desk::{By, DeskError, Veil, receive_mail::open_mail},
    i18n::Words,
    store::{
        StoreError, Tx, audit,
        entity::incident,
        find::{self, SubjectKeys},
    },
};

/// Whom it is about: as many of these as are known.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Telephone number.
    pub phone: String,
    /// Address.
    pub email: String,
    /// SIRET.
    pub siret: String,
    /// Reference of one of the cases.
    pub reference: String,
}

impl Asked {
    /// As the rows keep it; what can't be understood finds nothing.
    fn keys(&self) -> SubjectKeys {
        SubjectKeys {
            phone: self.phone.parse::<Phone>().ok().map(|phone| phone.e164().to_owned()),
            email: self.email.trim().to_lowercase().parse::<EmailAddress>().ok().map(|email| email.to_string()),
            siret: self.siret.parse::<Siret>().ok().map(|siret| siret.to_string()),
            reference: self.reference.parse::<Reference>().ok().map(|reference| reference.as_str().to_owned()),
        }
    }
}

/// What is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectFile {
    /// How many cases.
    pub cases: usize,
    /// Everything, in words that a person reads.
    pub document: Value,
}

/// Gathers everything; that it was handed out is an event of each case before.
///
/// # Errors
/// [`DeskError::NotFound`] when nothing is kept, [`DeskError::Forbidden`] for a sensitive case that isn't open to who
/// asks; the database.
pub async fn subject_file(app: &Arc<App>, by: &By, asked: &Asked, words: Words) -> Result<SubjectFile, DeskError> {
    let keys = asked.keys();
    let cases = find::cases_of_subject(app.store.reader(), &keys).await?;
    let calls = match &keys.phone {
        Some(phone) => find::drafts_of_phone(app.store.reader(), phone).await?,
        None => Vec::new(),
    };
    if let By::Staff(staff) = by {
        // Her right doesn't open the case to whoever isn't named: that person breaks the glass, or asks one who is.
        let veil = Veil::of(app, staff).await?;
        if cases.iter().any(|case| veil.covers(case.id)) {
            return Err(DeskError::Forbidden);
        }
    }
    if cases.is_empty() && calls.is_empty() {
        return Err(DeskError::NotFound("personal data"));
    }
    tell(app, by, &cases).await?;
    let mut told = Vec::new();
    for case in &cases {
        told.push(told_case(app, case, words).await?);
    }
    let unfinished: Vec<Value> =
        calls.iter().map(|call| json!({"begun": instant(call.created_at), "typed": call.content["fields"]})).collect();
    let document = json!({
        "desk": app.config.desk.name,
        "made_at": app.clock.now(),
        "controller": app.config.desk.authority,
        "data_protection_officer": app.config.desk.dpo,
        "purpose": words.say("privacy-why-1"),
        "readers": [words.say("privacy-readers-1"), words.say("privacy-readers-2")],
        "kept_months_after_closing": app.config.retention.case_months,
        "rights": words.say("privacy-rights-1"),
        "cases": told,
        "unfinished_calls": unfinished,
    });
    Ok(SubjectFile { cases: cases.len(), document })
}

async fn tell(app: &App, by: &By, cases: &[incident::Model]) -> Result<(), StoreError> {
    let (now, actor, action) = (app.clock.now(), by.actor(), Action::SubjectAccessExported);
    let count = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    let subjects = cases.iter().map(|case| Subject::Incident(case.id.into())).chain([Subject::Desk]);
    let event = |subject| EventDraft { subject, actor, action, payload: Payload::new().integer("cases", count) };
    let events: Vec<EventDraft> = subjects.map(event).collect();
    app.store.write(move |tx: &Tx<'_>| Box::pin(async move { audit::append(tx, events, now).await })).await
}

async fn told_case(app: &App, case: &incident::Model, words: Words) -> Result<Value, DeskError> {
    let db = app.store.reader();
    let directory = app.directory.snapshot();
    let company = |id: uuid::Uuid| directory.get(id.into()).map(|provider| provider.company.clone());
    let timeline: Vec<Value> = find::entries_of(db, case.id)
        .await?
        .iter()
        .map(|line| {
            let ours = line.text_id.as_deref().map(|key| words.say(key));
            json!({"when": instant(line.happened_at), "party": line.party, "author": line.author,
                "words": if line.body.is_empty() { ours } else { Some(line.body.clone()) }})
        })
        .collect();
    let offers = find::offers_of(db, case.id).await?;
    let asked: Vec<Value> = offers
        .iter()
        .map(|offer| json!({"provider": company(offer.provider_id), "asked": instant(offer.created_at), "state": offer.state}))
        .collect();
    let sent: Vec<Value> = find::messages_of(db, case.id)
        .await?
        .iter()
        .map(|mail| json!({"to": mail.recipient, "made": instant(mail.created_at), "state": mail.state, "subject": mail.content["subject"], "text": mail.content["text"]}))
        .collect();
    let (ticks, tasks) = (find::ticks_of(db, case.id).await?, find::tasks_of(db, case.id).await?);
    Ok(json!({
        "reference": case.reference,
        "state": case.state,
        "received": instant(case.received_at),
        "closed": case.closed_at.map(instant),
        "category": case.category,
        "confirmed_by_a_person": case.category_confirmed,
        "severity": case.severity,
        "organisation": case.organisation,
        "siret": case.siret,
        "contact": {"name": case.contact_name, "phone": case.phone, "email": case.email, "email_safe": case.email_safe},
        "place": {"postal_code": case.postal_code, "commune": case.commune},
        "report": case.report,
        "answers": case.facts,
        "agreement": case.agreement,
        "first_actions": ticks.iter().map(|tick| json!({"said": tick.words, "by": tick.by_name, "when": instant(tick.at)}))
            .collect::<Vec<_>>(),
        "tasks": tasks.iter().map(|task| json!({"kind": task.kind, "words": task.words, "due": instant(task.due_at)}))
            .collect::<Vec<_>>(),
        "timeline": timeline,
        "providers_asked": asked,
        "mail_sent": sent,
        "mail_received": received(app, case).await?,
        "files": files(app, case).await?,
    }))
}

/// What she gave and what others gave about her; the bytes are asked for one by one.
async fn files(app: &App, case: &incident::Model) -> Result<Vec<Value>, StoreError> {
    let pieces = find::pieces_of(app.store.reader(), case.id).await?;
    let told = pieces.iter().map(|piece| {
        json!({"name": piece.name, "octets": piece.size, "sha256": piece.sha256, "received": instant(piece.received_at),
            "by": piece.party, "note": piece.note})
    });
    Ok(told.collect())
}

async fn received(app: &App, case: &incident::Model) -> Result<Vec<Value>, DeskError> {
    let mut told = Vec::new();
    for row in find::inbound_of(app.store.reader(), [case.id]).await? {
        let text = open_mail(app, row.id).await.ok().and_then(|opened| opened.mail).map(|mail| mail.text);
        told.push(
            json!({"from": row.sender, "subject": row.subject, "received": instant(row.received_at), "text": text}),
        );
    }
    Ok(told)
}
