//! A provider writes to the address of its offer. What its mail clearly says counts as on its page; everything else is a line
//! of the case and somebody's task, and the provider is told so, once. Never guessed, never a storm.
//!
//! What is written back goes to the address that was asked, never to the one that a header names.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    offer::{Answer, Effect, Terms},
    vocabulary::{Lang, OfferMode, OfferState},
};

use super::{
    Fate,
    fates::{Line, alone, onto},
    whose::has_ended,
};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        answer_offer::{Answered, record_answer},
        follow_up::{News, first_contact, news_by_mail},
        links,
        offers::{reference, state_of},
        outgoing,
        step::{Step, Visible, word},
    },
    mail::{
        inbound::{Incoming, Reply, Said, own_words, understand},
        message::{AnswerNoted, AnswerUnclear, MailKind, Rendered, Setting, TooLate, Unclear, Understood},
    },
    store::{
        entity::{inbound_mail, link, offer},
        find, row,
    },
};

/// Longest words that an answer keeps, in characters; the mail is on the timeline.
const LONGEST_WORDS: usize = 2000;
/// Mails that answer the answers to one offer: a program that takes each for a new one is soon alone.
const MOST_NOTED: u64 = 6;

/// A mail that may answer an offer, or tell of a mission.
#[derive(Debug, Clone)]
pub(super) struct ByMail {
    offer: Uuid,
    /// Name or address of who wrote.
    who: String,
    words: String,
    heard: Heard,
}

/// What is to be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// It says this.
    Said(Said),
    /// It doesn't say one clear thing.
    Unclear(Unclear),
    /// Words about a mission: a person reads them.
    Words,
}

/// Gives a provider's mail to its case.
pub(super) async fn from_provider(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    mail: Incoming,
    offer: offer::Model,
) -> Result<inbound_mail::Model, DeskError> {
    row.incident_id = Some(offer.incident_id);
    row.offer_id = Some(offer.id);
    row.party = Some("provider".into());
    if has_ended(&offer)? {
        return alone(app, row, Fate::Aside, "ended").await;
    }
    let by = By::Provider(offer.provider_id.into());
    let (heard, beside) = heard(app, &mail, &offer)?;
    let line = line_of(&offer, heard, beside);
    let answer = by_mail(&mail, &offer, heard);
    let tried = onto(app, by.clone(), row.clone(), mail.clone(), Line { answer: Some(answer), ..line }).await;
    match tried {
        // What the page would refuse, such as a firm that has left the directory: a person reads it.
        Err(DeskError::NotFound(_) | DeskError::Already(_) | DeskError::Incident(_)) => {
            onto(app, by, row, mail, line_of(&offer, Heard::Unclear(Unclear::Words), true)).await
        }
        done => done,
    }
}

fn by_mail(mail: &Incoming, offer: &offer::Model, heard: Heard) -> ByMail {
    let who = if mail.from_name.trim().is_empty() { mail.from.clone() } else { mail.from_name.clone() };
    let words = own_words(&mail.text).chars().take(LONGEST_WORDS).collect();
    ByMail { offer: offer.id, who, words, heard }
}

/// What the mail says, as far as this offer asks for it; and does anything stand beside it?
fn heard(app: &App, mail: &Incoming, offer: &offer::Model) -> Result<(Heard, bool), DeskError> {
    let now = app.clock.now().to_zoned(outgoing::zone(&app.config));
    let has_it = state_of(offer)? == OfferState::Chosen;
    if !is_its_own(app, offer, &mail.from) {
        let heard = if has_it { Heard::Words } else { Heard::Unclear(Unclear::Sender) };
        return Ok((heard, true));
    }
    let Some(Reply { said, beside }) = understand(&own_words(&mail.text), &now) else {
        return Ok((if has_it { Heard::Words } else { Heard::Unclear(Unclear::Words) }, true));
    };
    let shortlist = word::<OfferMode>("offer mode", &offer.mode)? == OfferMode::Shortlist;
    Ok(match said {
        Said::Accepts(_) | Said::Declines(_) if !has_it => (Heard::Said(said), beside),
        Said::Available(_) if !has_it && shortlist => (Heard::Said(said), beside),
        // The first to accept has the case: « disponible » doesn't say that it does.
        Said::Available(_) if !has_it => (Heard::Unclear(Unclear::AcceptMissing), true),
        Said::Finished if has_it => (Heard::Unclear(Unclear::ReportMissing), beside),
        Said::InHand | Said::Reached | Said::Unreachable | Said::GivesBack if has_it => (Heard::Said(said), beside),
        _ if has_it => (Heard::Words, true),
        _ => (Heard::Unclear(Unclear::Words), true),
    })
}

/// One of the provider's addresses, or another mailbox of its house.
fn is_its_own(app: &App, offer: &offer::Model, from: &str) -> bool {
    let directory = app.directory.snapshot();
    let listed = directory.get(offer.provider_id.into()).into_iter().flat_map(|provider| {
        provider.contact.emails.iter().map(String::as_str).chain(provider.contact.on_call_email.as_deref())
    });
    let house = outgoing::house_of(from);
    listed
        .chain([offer.recipient.as_str()])
        .any(|address| address.eq_ignore_ascii_case(from) || (house.is_some() && outgoing::house_of(address) == house))
}

fn line_of(offer: &offer::Model, heard: Heard, beside: bool) -> Line {
    let careful = match heard {
        Heard::Unclear(Unclear::Sender) => Some("inbound-other-address"),
        Heard::Unclear(Unclear::Words | Unclear::AcceptMissing) => Some("inbound-unclear"),
        Heard::Unclear(Unclear::ReportMissing) | Heard::Said(_) | Heard::Words => None,
    };
    let asked = matches!(offer.state.as_str(), "sent" | "expired");
    let task = match heard {
        Heard::Unclear(_) if asked => Some("task-provider-mailed"),
        _ if beside => Some("task-read-message"),
        _ => None,
    };
    Line { visible: Visible::Provider, careful, task, answer: None }
}

/// Does what the mail says, inside the step that puts it on the case; says what the tray shows of it.
pub(super) async fn follow(step: &mut Step<'_>, answer: ByMail, mail: Uuid) -> Result<&'static str, DeskError> {
    let offer = row::get::<offer::Entity>(step.tx.db(), answer.offer, "offer").await?;
    let said = match answer.heard {
        Heard::Words => return Ok(""),
        Heard::Unclear(why) => {
            if why == Unclear::ReportMissing {
                news_by_mail(step, News::Done, mail).await?;
            }
            ask_again(step, &offer, why).await?;
            return Ok(match why {
                Unclear::Sender => "other-address",
                Unclear::ReportMissing => "",
                Unclear::Words | Unclear::AcceptMissing => "unclear",
            });
        }
        Heard::Said(said) => said,
    };
    match said {
        Said::InHand => news_by_mail(step, News::InHand, mail).await?,
        Said::Unreachable => news_by_mail(step, News::Unreachable, mail).await?,
        Said::GivesBack => news_by_mail(step, News::NotForMe(None), mail).await?,
        Said::Reached => first_contact(step, Some(mail)).await?,
        Said::Finished => return Ok(""),
        Said::Accepts(from) | Said::Available(from) => {
            let terms = Terms { from_when: from.to_owned(), ..Terms::default() };
            return answered(step, offer, (answer, mail), Answer::Available(terms)).await;
        }
        Said::Declines(reason) => {
            let words = answer.words.clone();
            return answered(step, offer, (answer, mail), Answer::Declined { reason, words }).await;
        }
    }
    step.tell("entry-answer-by-mail", json!({}), Visible::Desk).await?;
    // Who gives a case back is asked to delete what it got: that mail says enough.
    if let Some(understood) = Understood::of_mission(said) {
        note(step, &offer, understood).await?;
    }
    Ok("answer")
}

async fn answered(
    step: &mut Step<'_>,
    offer: offer::Model,
    (by_mail, mail): (ByMail, Uuid),
    answer: Answer,
) -> Result<&'static str, DeskError> {
    let understood = Understood::of_answer(&answer);
    let given = Answered { offer: offer.id, answer, who: by_mail.who, mail: Some(mail) };
    match record_answer(step, given).await {
        Ok(effect) => {
            step.tell("entry-answer-by-mail", json!({}), Visible::Desk).await?;
            // The mail that gives it the case says so itself.
            if effect != Effect::Assign {
                note(step, &offer, understood).await?;
            }
            Ok("answer")
        }
        // Refused before anything was written.
        Err(DeskError::Answer(_)) => {
            step.tell("entry-answer-too-late", json!({}), Visible::Desk).await?;
            thank(step, &offer).await?;
            Ok("answer-late")
        }
        Err(other) => Err(other),
    }
}

/// « Nous avons noté … »: the provider sees at once what its mail did, and where to change it.
async fn note(step: &mut Step<'_>, offer: &offer::Model, understood: Understood) -> Result<(), DeskError> {
    if sent(step, offer, MailKind::AnswerNoted).await? >= MOST_NOTED {
        return Ok(());
    }
    let Some(link) = link_of(step, offer).await? else { return Ok(()) };
    let message = AnswerNoted { reference: reference(step), understood, link: link.id.into() };
    write_back(step, offer, |setting| message.render(setting)).await
}

/// « Nous n’avons pas compris »: once for an offer. Then a person calls anyway.
async fn ask_again(step: &mut Step<'_>, offer: &offer::Model, why: Unclear) -> Result<(), DeskError> {
    if sent(step, offer, MailKind::AnswerUnclear).await? > 0 {
        return Ok(());
    }
    let Some(link) = link_of(step, offer).await? else { return Ok(()) };
    let message = AnswerUnclear { reference: reference(step), why, link: link.id.into() };
    write_back(step, offer, |setting| message.render(setting)).await
}

async fn thank(step: &mut Step<'_>, offer: &offer::Model) -> Result<(), DeskError> {
    if sent(step, offer, MailKind::TooLate).await? > 0 {
        return Ok(());
    }
    let message = TooLate { reference: reference(step) };
    write_back(step, offer, |setting| message.render(setting)).await
}

async fn sent(step: &Step<'_>, offer: &offer::Model, kind: MailKind) -> Result<u64, DeskError> {
    Ok(find::written_of_offer(step.tx.db(), offer.id, kind.as_str()).await?)
}

async fn link_of(step: &Step<'_>, offer: &offer::Model) -> Result<Option<link::Model>, DeskError> {
    let link = links::of_offer(step.tx, step.incident.id, offer.id).await?;
    Ok(link.filter(|link| link.revoked_at.is_none()))
}

async fn write_back(
    step: &mut Step<'_>,
    offer: &offer::Model,
    write: impl FnOnce(&Setting<'_>) -> Rendered,
) -> Result<(), DeskError> {
    let rendered = outgoing::render(&step.app, Lang::Fr, step.now, write);
    Ok(outgoing::queue(step, Some(offer.id), &offer.recipient, rendered).await?)
}
