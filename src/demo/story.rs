//! One story of the demonstration: who called, and how far the case has come.

use std::sync::Arc;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use vigie_domain::{
    intake::IncidentReport,
    offer::{Answer, DeclineReason, FirstHelp, Terms, WorkPlace},
    vocabulary::{Channel, Lang},
};

use crate::{
    app::App,
    desk::{
        self, Agreement, By, Delegated, Ending, Exercise, HowVerified, Insurer, Judgement, NewReport, News,
        OwnSupplier, SendOffers, Staff, Tick,
    },
    store::find,
};

/// A story as the file tells it.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    path: String,
    channel: String,
    organisation: String,
    kind: String,
    size: Option<String>,
    postal_code: String,
    contact: String,
    role: Option<String>,
    text: String,
    facts: Map<String, Value>,
    sector: Option<String>,
    email: bool,
    email_safe: Option<String>,
    days_ago: f64,
}

/// What happens next in a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The report comes in.
    Report,
    /// A person calls back.
    LiftDoubt,
    /// The category is confirmed, actions are read out.
    Advise,
    /// The victim agrees.
    Agree,
    /// Offers go out.
    Offer,
    /// The next provider answers.
    Answer,
    /// One of those available is chosen.
    Choose,
    /// The provider calls the victim.
    FirstContact,
    /// The provider reports.
    Finish,
    /// The case ends.
    End,
}

/// A story being lived.
#[derive(Debug)]
pub struct Story {
    /// When it begins.
    pub begins: Timestamp,
    told: Told,
    place: usize,
    operator: By,
    incident: Option<Uuid>,
    answers: usize,
}

type Next = Option<(SignedDuration, Act)>;

const fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

/// How far a path goes; later ones contain the earlier.
const ORDER: [&str; 8] = ["unverified", "open", "agreed", "offering", "available", "assigned", "following", "closed"];

impl Story {
    /// A story of the file. Those of past weeks begin in the desk's opening hours.
    ///
    /// # Errors
    /// A story longer ago than the history.
    pub fn new(app: &App, told: Told, place: usize, now: Timestamp) -> anyhow::Result<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "weeks in milliseconds fit")]
        let ago = SignedDuration::from_millis((told.days_ago * 86_400_000.0) as i64);
        let raw = now - ago;
        let schedule = desk::desk_schedule(&app.config);
        let begins = if told.days_ago > 1.0 { schedule.opens_at(raw).unwrap_or(raw) } else { raw };
        let offset = minutes(if told.days_ago > 1.0 { 7 + 3 * i64::try_from(place)? } else { 0 });
        // After a week-end the next opening may lie ahead: then it was told when it happened.
        let begins = if begins + offset < now { begins + offset } else { raw };
        let operator = By::Desk;
        Ok(Self { begins, told, place, operator, incident: None, answers: 0 })
    }

    fn reaches(&self, step: &str) -> bool {
        let place = |name: &str| ORDER.iter().position(|known| *known == name);
        place(&self.told.path) >= place(step) && place(&self.told.path).is_some()
    }

    fn id(&self) -> anyhow::Result<Uuid> {
        self.incident.context("the story has no case yet")
    }

    /// Lives one act; says what comes next, and after how long.
    ///
    /// # Errors
    /// A use case that refused.
    pub async fn act(&mut self, app: &Arc<App>, act: Act) -> anyhow::Result<Next> {
        match act {
            Act::Report => self.report(app).await,
            Act::LiftDoubt => self.lift_doubt(app).await,
            Act::Advise => self.advise(app).await,
            Act::Agree => self.agree(app).await,
            Act::Offer => self.offer(app).await,
            Act::Answer => self.answer(app).await,
            Act::Choose => self.choose(app).await,
            Act::FirstContact => self.first_contact(app).await,
            Act::Finish => self.finish(app).await,
            Act::End => self.end(app).await,
        }
    }

    async fn report(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let users = find::users(app.store.reader()).await?;
        let user = users.into_iter().find(|user| user.role == "operator").context("no operator")?;
        self.operator = By::Staff(Staff { id: user.id.into(), name: user.name, role: user.role.parse()? });
        let now = app.clock.now();
        let body = self.body();
        let report = IncidentReport::from_json(&body, now).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
        let channel: Channel = self.told.channel.parse()?;
        let by = match channel {
            Channel::Phone => self.operator.clone(),
            _ => By::Visitor,
        };
        let new = NewReport {
            report,
            channel,
            received_at: now,
            lang: Lang::Fr,
            submission: None,
            exercise: Exercise::No,
            signs: Vec::new(),
        };
        let reported = desk::report_incident(app, &by, new).await?;
        self.incident = Some(reported.incident.id);
        let soon = if channel == Channel::Phone { 4 } else { 9 };
        Ok(match self.told.path.as_str() {
            "unverified" | "received" => None,
            _ => Some((minutes(soon), Act::LiftDoubt)),
        })
    }

    fn body(&self) -> Value {
        let told = &self.told;
        let mail = told.contact.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let mut organisation = json!({ "postal_code": told.postal_code, "kind": told.kind });
        let optional = [("size", &told.size), ("sector", &told.sector)];
        for (key, value) in optional {
            if let Some(value) = value {
                organisation[key] = json!(value);
            }
        }
        if !told.organisation.is_empty() {
            organisation["name"] = json!(told.organisation);
        }
        // Numbers of the range that is reserved for fiction.
        let mut contact = json!({ "name": told.contact, "phone": format!("05 36 49 {:02} {:02}", 20 + self.place % 60, 10 + self.place) });
        if told.email {
            contact["email"] = json!(format!("{mail}@client{}.example", self.place));
            contact["email_safe"] = json!(told.email_safe.clone().unwrap_or_else(|| "unknown".into()));
        }
        if let Some(role) = &told.role {
            contact["role"] = json!(role);
        }
        json!({ "organisation": organisation, "contact": contact, "description": told.text, "lang": "fr", "facts": told.facts })
    }

    async fn lift_doubt(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let ending = match self.told.path.as_str() {
            "information" => Some(Ending::Information {
                note: "Question sur nos formations : orientée vers l’équipe de prévention.".into(),
            }),
            "not_incident" => Some(Ending::NotIncident {
                disposition: "refuted".into(),
                note: "Rien de malveillant : orienté vers le bon service.".into(),
            }),
            "duplicate" => None,
            "transferred" => {
                let to = if self.told.kind == "health" { "sante" } else { "national" };
                Some(Ending::Transferred {
                    to: to.into(),
                    note: "Hors de notre périmètre ; dossier et consignes transmis.".into(),
                })
            }
            _ => {
                let how = if self.told.channel == "phone" { HowVerified::SameCall } else { HowVerified::CallBack };
                desk::lift_doubt(app, &self.operator, id, how, String::new()).await?;
                return Ok(Some((minutes(3), Act::Advise)));
            }
        };
        match ending {
            Some(ending) => desk::end_incident(app, &self.operator, id, ending).await?,
            None => {
                let keys = desk::read::case_file(app, id).await?.incident;
                let earlier = find::queue(app.store.reader(), &find::QueueFilter::default(), 200).await?;
                let original = earlier.iter().find(|case| case.organisation == keys.organisation && case.id != id);
                let of = original.context("no original")?.reference.clone();
                desk::end_incident(app, &self.operator, id, Ending::Duplicate { of }).await?;
            }
        }
        Ok(None)
    }

    async fn advise(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        desk::classify_incident(app, &self.operator, id, Judgement::Confirm).await?;
        let file = desk::read::case_file(app, id).await?;
        for action in file.advice.fr.actions.iter().take(4) {
            desk::tick_action(app, &self.operator, id, action.id.clone(), Some(Tick::Said)).await?;
        }
        for row in file.deadlines.iter().filter(|row| row.condition == "met") {
            desk::decide_deadline(app, &self.operator, row.id, desk::Decision::Start).await?;
        }
        Ok((self.told.path == "nobody" || self.reaches("agreed")).then_some((minutes(4), Act::Agree)))
    }

    async fn agree(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let agreement = Agreement {
            wording: "Acceptez-vous que nous transmettions vos coordonnées au prestataire que vous choisirez ?".into(),
            channel: "phone".into(),
            said_by: self.told.contact.clone(),
            delegated: Delegated::No,
            own_supplier: OwnSupplier::None,
            insurer: Insurer::None,
        };
        desk::record_agreement(app, &self.operator, self.id()?, agreement).await?;
        Ok((self.told.path == "nobody" || self.reaches("offering")).then_some((minutes(2), Act::Offer)))
    }

    async fn offer(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let order = SendOffers { incident: self.id()?, providers: Vec::new(), reason: String::new() };
        match desk::send_offers(app, &self.operator, order).await {
            Ok(_) => Ok(Some((minutes(12), Act::Answer))),
            // Nobody is eligible: the case stays open for a person to look at.
            Err(desk::DeskError::NotFound(_)) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// The next provider whose offer has left answers; the first of some stories declines.
    async fn answer(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let file = desk::read::case_file(app, id).await?;
        if file.incident.state != "offering" {
            return Ok(None);
        }
        let Some(sent) = file.offers.iter().find(|offer| offer.state == "sent") else {
            // Held until an opening, or used up: the jobs go on; look again later.
            self.answers += 1;
            return Ok((self.answers < 60).then_some((minutes(45), Act::Answer)));
        };
        let declines = self.told.path == "nobody" || (self.answers == 0 && self.place.is_multiple_of(3));
        let answer = if declines {
            Answer::Declined { reason: DeclineReason::Capacity, words: String::new() }
        } else {
            Answer::Available(Terms {
                from_when: "two_hours".into(),
                place: if self.place.is_multiple_of(2) { WorkPlace::OnSite } else { WorkPlace::Both },
                first_help_free: if self.place.is_multiple_of(4) { FirstHelp::Free } else { FirstHelp::Charged },
                call_out_cents: Some(8_000),
                hourly_cents: Some(9_500),
            })
        };
        if self.told.path == "offering" && !declines {
            return Ok(None);
        }
        self.answers += 1;
        let by = By::Provider(sent.provider_id.into());
        desk::answer_offer(app, &by, sent.id, answer, "M. Puech".into()).await?;
        if declines {
            return Ok((self.answers < 80).then_some((minutes(15), Act::Answer)));
        }
        Ok(self.reaches("assigned").then_some((minutes(9), Act::Choose)))
    }

    async fn choose(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let file = desk::read::case_file(app, id).await?;
        if file.assignment.is_none() {
            // Whoever was available may have filled up by another case: the next answer.
            let Some(available) = file.offers.iter().find(|offer| offer.state == "available") else {
                return Ok(Some((minutes(15), Act::Answer)));
            };
            match desk::choose_provider(app, &By::Victim, id, available.id).await {
                Err(desk::DeskError::Full) => return Ok(Some((minutes(15), Act::Answer))),
                done => done?,
            }
        }
        Ok(self.reaches("following").then_some((minutes(22), Act::FirstContact)))
    }

    async fn first_contact(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let file = desk::read::case_file(app, id).await?;
        let provider = file.assignment.context("nobody has the case")?.provider_id;
        let by = By::Provider(provider.into());
        desk::confirm_first_contact(app, &by, id).await?;
        desk::provider_news(app, &by, id, News::InHand, "Premier contact fait, diagnostic en cours.".into()).await?;
        Ok(self.reaches("closed").then_some((SignedDuration::from_hours(50), Act::Finish)))
    }

    async fn finish(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let file = desk::read::case_file(app, id).await?;
        let provider = file.assignment.context("nobody has the case")?.provider_id;
        for row in file.deadlines.iter().filter(|row| row.state == "running" || row.state == "passed") {
            let proof = "récépissé remis par la victime".to_owned();
            desk::decide_deadline(app, &self.operator, row.id, desk::Decision::Meet { proof }).await?;
        }
        let words = "Point d’entrée trouvé et fermé, mots de passe changés, activité reprise. 14 heures.";
        desk::provider_news(app, &By::Provider(provider.into()), id, News::Finished, words.into()).await?;
        Ok(Some((SignedDuration::from_hours(26), Act::End)))
    }

    async fn end(&mut self, app: &Arc<App>) -> anyhow::Result<Next> {
        let id = self.id()?;
        let file = desk::read::case_file(app, id).await?;
        for task in file.tasks.iter().filter(|task| task.done_at.is_none()) {
            desk::finish_task(app, &self.operator, task.id).await?;
        }
        let note = "Activité reprise ; plainte déposée ; la victime est satisfaite.".to_owned();
        let ending = Ending::Closed { disposition: "confirmed".into(), note };
        desk::end_incident(app, &self.operator, id, ending).await?;
        Ok(None)
    }
}
