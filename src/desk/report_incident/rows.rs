//! Everything that a report writes, made before the transaction opens: the writer only hands it over.

use serde_json::json;
use vigie_domain::{audit::EventDraft, vocabulary::Channel};

use super::{
    NewReport, Repeated, Reported,
    case_row::case_row,
    first_trail::{clock_proposed, commitments, events, first_entry, mail_queued},
    recognition,
};
use crate::{
    app::App,
    desk::{
        By,
        assess::{Assessed, Bilingual, Seen, Told, assess, facts_of},
        assessment::AssessmentRows,
        deadlines, links, outgoing,
        step::{NewTask, task_row},
    },
    mail::message::{Acknowledgement, DeskWord},
    store::{
        StoreError, audit,
        entity::{commitment, deadline, entry, incident, link, outbox, submission, task},
        inserts::Inserts,
    },
};

/// The rows of a report.
pub(super) struct Rows {
    incident: incident::Model,
    assessment: AssessmentRows,
    link: link::Model,
    claim: Option<link::Model>,
    submission: Option<submission::Model>,
    entry: entry::Model,
    deadlines: Vec<deadline::Model>,
    acknowledgement: Option<outbox::Model>,
    task: Option<task::Model>,
    commitments: Vec<commitment::Model>,
    events: Vec<EventDraft>,
    advice: Bilingual,
}

/// The same, ready to be written.
pub(super) struct Writing {
    /// What is written in any case.
    pub inserts: Inserts,
    /// The acknowledgement.
    pub mail: Option<MailToWrite>,
    /// Which advice is there once it is written.
    pub advice: String,
}

/// An acknowledgement with the event that tells of it, the last of the first ones.
pub(super) struct MailToWrite {
    /// Kind of message.
    pub kind: String,
    /// Address.
    pub recipient: String,
    /// Its rows.
    pub inserts: Inserts,
    /// Whether it may be written at all.
    pub budget: MailBudget,
}

/// How often an acknowledgement may be written to one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MailBudget {
    /// Once a day.
    OneADay,
    /// As often as there are reports.
    Free,
}

impl Rows {
    pub(super) fn of(app: &App, by: &By, new: &NewReport, request_hash: &str) -> Result<Self, StoreError> {
        let now = app.clock.now();
        let assessed = judged(app, new);
        let incident = case_row(app, by, new, &assessed, now);
        let assessment = AssessmentRows::of(incident.id, &assessed)?;
        let link = links::new_link(links::Scope::Tracking, incident.id, None, now);
        let from_partner = new.channel == Channel::Api;
        let claim = from_partner.then(|| links::new_link(links::Scope::Claim, incident.id, None, now));
        let deadlines = deadlines::proposed(app, &incident, &new.report, &assessed, now);
        let commitments = commitments(&incident, now);
        let mut events = events(by, new, &incident, &assessed, &commitments);
        events.extend(deadlines.iter().map(|row| clock_proposed(&incident, row)));
        let submission = new.submission.as_ref().map(|(scope, key)| submission::Model {
            scope: scope.clone(),
            submit_key: key.clone(),
            incident_id: incident.id,
            request_hash: request_hash.to_owned(),
            created_at: now.as_microsecond(),
        });
        let entry = first_entry(by, new, &incident, now);
        let (acknowledgement, task) = tell_the_victim(app, new, &incident, &link, &assessed);
        let advice = assessed.advice;
        Ok(Self {
            link,
            claim,
            submission,
            entry,
            deadlines,
            acknowledgement,
            task,
            commitments,
            events,
            incident,
            assessment,
            advice,
        })
    }

    /// Seals the first events and makes the statements.
    pub(super) fn ready(self, app: &App, budget: MailBudget) -> Result<(Reported, Writing), StoreError> {
        let none = || Inserts::none(app.store.backend());
        let queued = self.acknowledgement.as_ref().map(|mail| mail_queued(&self.incident, mail));
        let drafts = self.events.into_iter().chain(queued).collect();
        let mut trail = audit::first(drafts, app.clock.now())?;
        let mail = self.acknowledgement.map(|mail| MailToWrite {
            kind: mail.kind.clone(),
            recipient: mail.recipient.clone(),
            inserts: none().with([mail]).with_trail(trail.split_off(trail.len() - 1)),
            budget,
        });
        let AssessmentRows { advice, assessment } = self.assessment;
        let digest = advice.digest.clone();
        let fresh = (!app.advice.has(&digest)).then_some(advice);
        let inserts = fresh
            .map_or_else(none, |advice| none().with_advice(advice))
            .with(self.submission)
            .with_incident(self.incident.clone())
            .with([assessment])
            .with(std::iter::once(self.link.clone()).chain(self.claim.clone()))
            .with([self.entry])
            .with(self.commitments)
            .with(self.deadlines.clone())
            .with(self.task)
            .with_trail(trail);
        let reported = Reported {
            incident: self.incident,
            tracking: self.link,
            claim: self.claim,
            advice: self.advice,
            deadlines: self.deadlines,
            repeated: Repeated::No,
        };
        Ok((reported, Writing { inserts, mail, advice: digest }))
    }
}

fn judged(app: &App, new: &NewReport) -> Assessed {
    let report = &new.report;
    let told = Told {
        text: &report.description.0,
        lang: report.lang.as_deref(),
        facts: &facts_of(&report.facts),
        kind: report.organisation.kind,
        sector: report.organisation.sector,
        seen: if new.channel == Channel::Phone { Seen::Yes } else { Seen::No },
    };
    assess(&app.playbooks.live(), &told)
}

/// An acknowledgement where it is safe; where an address was given and isn't, somebody must call. What a program sent writes
/// to nobody.
fn tell_the_victim(
    app: &App,
    new: &NewReport,
    incident: &incident::Model,
    link: &link::Model,
    assessed: &Assessed,
) -> (Option<outbox::Model>, Option<task::Model>) {
    let now = app.clock.now();
    if !new.signs.is_empty() {
        return (None, None);
    }
    match outgoing::safe_address(incident) {
        Ok(Some(address)) => {
            let message = acknowledgement(incident, link, new, assessed);
            let rendered = outgoing::render(app, outgoing::language(incident), now, |setting| message.render(setting));
            (Some(outgoing::row_of(app, (Some(incident.id), None), address, rendered, now)), None)
        }
        _ if incident.email.is_some() && new.channel != Channel::Phone => {
            let words = crate::i18n::Words(outgoing::language(incident));
            let order = NewTask {
                kind: "call_victim",
                text_id: "task-call-victim",
                arguments: json!({}),
                words: words.with_text("task-call-victim-words", "words", &incident.words),
                due: crate::clock::instant(incident.first_contact_due),
            };
            (None, Some(task_row(incident.id, order, now)))
        }
        _ => (None, None),
    }
}

fn acknowledgement(
    incident: &incident::Model,
    link: &link::Model,
    new: &NewReport,
    assessed: &Assessed,
) -> Acknowledgement {
    let advice = assessed.advice.of(outgoing::language(incident));
    let shown = vigie_domain::playbook::SHOWN_FIRST;
    Acknowledgement {
        reference: DeskWord(incident.reference.clone()),
        recognition: recognition(&incident.words),
        actions: advice.actions.iter().take(shown).map(|action| DeskWord(action.say.clone())).collect(),
        read_by: (new.channel != Channel::Phone).then(|| crate::clock::instant(incident.first_contact_due)),
        tracking: link.id.into(),
        not_me: None,
    }
}
