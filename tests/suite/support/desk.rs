//! A running desk of a test's own: six providers, an operator, a clock that stands until it is moved, mail in memory.

use std::{path::PathBuf, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie::{
    app::{App, Demo},
    clock::Clock,
    config::{Config, Desk as Identity, Mail as MailSettings, OnDuty, SecondFactor, Security},
    desk::{self, Agreement, By, DeskError, HowVerified, SendOffers, Staff},
    domain::{
        ids::UserId,
        offer::{Answer, DeclineReason, Effect, Terms},
        provider::Provider,
        vocabulary::{Channel, IncidentState, OfferState, Role},
    },
    jobs,
    mail::transport::{Memory, OutgoingMail, SendError, Transport},
    store::{
        entity::{alarm, incident, offer, task},
        find, migrate, row,
    },
};

use super::{Engine, Place, in_rodez, provider, report};

/// Tuesday 24 November 2026, 10:00 in Paris: an ordinary working day.
pub fn a_tuesday() -> Timestamp {
    "2026-11-24T10:00:00+01:00[Europe/Paris]".parse::<jiff::Zoned>().expect("a time").timestamp()
}

/// A running desk.
#[derive(Debug)]
pub struct Desk {
    /// Where its database is.
    pub place: Place,
    /// The desk.
    pub app: Arc<App>,
    /// An operator at her screen.
    pub ana: By,
    mail: Memory,
    transport: Transport,
}

impl Desk {
    /// A desk with six providers.
    pub async fn open(engine: Engine) -> Self {
        Self::with_providers(engine, (0..6).map(provider).collect()).await
    }

    /// A desk with this directory.
    pub async fn with_providers(engine: Engine, providers: Vec<Provider>) -> Self {
        Self::with(engine, providers, |_| ()).await
    }

    /// A desk with this directory and these settings.
    pub async fn with(engine: Engine, providers: Vec<Provider>, set: impl FnOnce(&mut Config)) -> Self {
        let place = Place::fresh(engine).await;
        migrate::up(&place.opening).await.expect("the migrations run");
        let mut settings = config(&place);
        set(&mut settings);
        let app = App::open(settings, Clock::set_to(a_tuesday()), Demo::No).await.expect("the desk opens");
        desk::import_providers(&app, &By::Command, providers).await.expect("the directory is taken");
        let ana = Staff { id: UserId(Uuid::now_v7()), name: "Ana".into(), role: Role::Operator };
        let mail = Memory::default();
        let transport = Transport::Memory(mail.clone());
        Self { place, app, ana: By::Staff(ana), mail, transport }
    }

    /// Closes it and takes it away.
    pub async fn close(self) {
        self.app.store.close().await;
        self.place.remove().await;
    }

    /// Time goes on, and the jobs do what is due.
    pub async fn later(&self, minutes: i64) {
        self.app.clock.advance(SignedDuration::from_mins(minutes));
        self.work().await;
    }

    /// The jobs do what is due now.
    pub async fn work(&self) {
        jobs::round(&self.app, Some(&self.transport)).await;
    }

    /// Mail that arrived at this address, oldest first.
    pub fn mail_to(&self, address: &str) -> Vec<OutgoingMail> {
        self.mail.sent().into_iter().filter(|mail| mail.to.address.to_string() == address).collect()
    }

    /// Mail that arrived anywhere.
    pub fn mail(&self) -> Vec<OutgoingMail> {
        self.mail.sent()
    }

    /// The next mail is refused like this, once.
    pub fn fail_next(&self, failure: SendError) {
        self.mail.fail_next(failure);
    }

    /// The case as it stands.
    pub async fn case(&self, id: Uuid) -> incident::Model {
        row::get::<incident::Entity>(self.app.store.reader(), id, "incident").await.expect("the case is there")
    }

    /// Where the case stands.
    pub async fn state(&self, id: Uuid) -> IncidentState {
        self.case(id).await.state.parse().expect("a state")
    }

    /// All offers of the case, oldest first.
    pub async fn offers(&self, id: Uuid) -> Vec<offer::Model> {
        find::offers_of(self.app.store.reader(), id).await.expect("a read")
    }

    /// Its offers that stand like this.
    pub async fn offers_that_are(&self, id: Uuid, state: OfferState) -> Vec<offer::Model> {
        self.offers(id).await.into_iter().filter(|offer| offer.state == state.as_str()).collect()
    }

    /// Alarms that nobody has acknowledged.
    pub async fn alarms(&self) -> Vec<alarm::Model> {
        find::open_alarms(self.app.store.reader()).await.expect("a read")
    }

    /// Open tasks.
    pub async fn tasks(&self) -> Vec<task::Model> {
        find::open_tasks(self.app.store.reader()).await.expect("a read")
    }

    /// Actions of the case's chain, oldest first.
    pub async fn trail(&self, id: Uuid) -> Vec<String> {
        let subject = vigie::domain::audit::Subject::Incident(id.into()).to_string();
        let filter = find::TrailFilter { subject: Some(subject), ..find::TrailFilter::default() };
        let mut events = find::trail(self.app.store.reader(), &filter, 1000).await.expect("a read");
        events.sort_by_key(|event| event.seq);
        events.into_iter().map(|event| event.action).collect()
    }

    /// The whole trail is sound.
    pub async fn assert_sound(&self) {
        let verified = desk::verify_trail(&self.app).await.expect("the trail can be read");
        assert!(verified.is_sound(), "{verified:?}");
        assert!(verified.events > 0, "a desk that did something has a trail");
    }

    /// A call from Rodez; `more` is what is told otherwise than usual.
    pub async fn call(&self, more: &Value) -> Uuid {
        let new = report(Channel::Phone, &in_rodez(more));
        desk::report_incident(&self.app, &self.ana, new).await.expect("the report is taken").incident.id
    }

    /// A call whose doubt is lifted and whose agreement is recorded.
    pub async fn agreed_call(&self) -> Uuid {
        self.agreed(&json!({})).await
    }

    /// The same, about what was told.
    pub async fn agreed(&self, more: &Value) -> Uuid {
        let id = self.call(more).await;
        self.lift(id).await;
        self.agree(id).await;
        id
    }

    /// The doubt is lifted.
    pub async fn lift(&self, id: Uuid) {
        desk::lift_doubt(&self.app, &self.ana, id, HowVerified::SameCall, String::new()).await.expect("doubt lifted");
    }

    /// The victim agrees.
    pub async fn agree(&self, id: Uuid) {
        let agreement = Agreement {
            wording: "Je suis d’accord pour être mise en relation.".into(),
            channel: "phone".into(),
            said_by: "Jeanne Miquel".into(),
            delegated: desk::Delegated::No,
            own_supplier: desk::OwnSupplier::None,
            insurer: desk::Insurer::None,
        };
        desk::record_agreement(&self.app, &self.ana, id, agreement).await.expect("agreement recorded");
    }

    /// The first of the list are asked, and their mail leaves.
    pub async fn ask(&self, id: Uuid) -> Result<usize, DeskError> {
        let order = SendOffers { incident: id, providers: Vec::new(), reason: String::new() };
        let asked = desk::send_offers(&self.app, &self.ana, order).await?;
        self.work().await;
        Ok(asked)
    }

    /// A case that is being offered.
    pub async fn offered_call(&self) -> Uuid {
        let id = self.agreed_call().await;
        self.ask(id).await.expect("offers leave");
        id
    }

    /// The provider of an offer answers that it is available.
    pub async fn accept(&self, offer: &offer::Model) -> Result<Effect, DeskError> {
        self.answer(offer, Answer::Available(Terms::default())).await
    }

    /// The provider of an offer declines.
    pub async fn decline(&self, offer: &offer::Model) -> Result<Effect, DeskError> {
        self.answer(offer, Answer::Declined { reason: DeclineReason::Capacity, words: String::new() }).await
    }

    async fn answer(&self, offer: &offer::Model, answer: Answer) -> Result<Effect, DeskError> {
        let by = By::Provider(offer.provider_id.into());
        desk::answer_offer(&self.app, &by, offer.id, answer, "Sam".into()).await
    }

    /// A case that its first provider has.
    pub async fn assigned_call(&self) -> (Uuid, offer::Model) {
        self.assigned(&json!({})).await
    }

    /// The same, about what was told.
    pub async fn assigned(&self, more: &Value) -> (Uuid, offer::Model) {
        let id = self.agreed(more).await;
        self.ask(id).await.expect("offers leave");
        let offer = self.offers(id).await.remove(0);
        self.accept(&offer).await.expect("the answer counts");
        desk::choose_provider(&self.app, &By::Victim, id, offer.id).await.expect("the choice counts");
        (id, offer)
    }
}

fn config(place: &Place) -> Config {
    let rota = ["Ana", "Béa"].map(|name| OnDuty {
        name: name.into(),
        email: format!("{}@desk.example", name.to_lowercase().replace('é', "e")),
    });
    let desk = Identity {
        name: "CSIRT d’essai".into(),
        phone: "0 800 00 00 00".into(),
        email: "desk@desk.example".into(),
        holidays_of: "12".into(),
        rota: rota.into(),
        ..Identity::default()
    };
    let data_dir = place.folder.path().to_owned();
    let database_url = (place.engine == Engine::Postgres).then(|| place.opening.url.clone());
    if database_url.is_some() {
        give_keys(data_dir.join("keys"));
    }
    // Any free port: many desks run side by side.
    let listen = ([127, 0, 0, 1], 0).into();
    // The digest has tests of its own; elsewhere it would only be one mail more.
    let mail = MailSettings { read_back: true, digest_at: String::new(), ..MailSettings::default() };
    // Whoever is signed in by a test is in; what is asked for otherwise is told by the tests about it.
    let security = Security { second_factor: Some(SecondFactor::Optional), ..Security::default() };
    Config { data_dir, database_url, desk, mail, listen, security, ..Config::default() }
}

/// Nodes of a PostgreSQL desk share keys that were given to them.
fn give_keys(folder: PathBuf) {
    std::fs::create_dir_all(&folder).expect("a folder of keys");
    for (name, digit) in vigie::keys::PURPOSES.iter().zip('1'..='9') {
        std::fs::write(folder.join(format!("{name}.key")), digit.to_string().repeat(64)).expect("a key");
    }
}
