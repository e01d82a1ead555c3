//! Table `incident`. A case, from report to closing.

use sea_orm::entity::prelude::*;

/// A case, from report to closing.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Speakable, such as `K7M4-92QX`
    pub reference: String,
    /// Closed vocabulary `state`
    pub state: String,
    /// Closed vocabulary `channel`
    pub channel: String,
    /// Kept out of figures and real mail
    pub exercise: bool,
    /// Tlp.
    pub tlp: String,
    /// Pap.
    pub pap: String,
    /// Language of the victim
    pub lang: String,
    /// Playbook id: the confirmed one, else the machine’s
    pub category: String,
    /// A person confirmed or overrode it
    pub category_confirmed: bool,
    /// Verdict.
    pub verdict: String,
    /// Severity.
    pub severity: String,
    /// 1 to 4
    pub priority: i32,
    /// Hash of the set the classification used
    pub playbook_set: String,
    /// What was told, parsed
    #[sea_orm(column_type = "JsonBinary")]
    pub report: Json,
    /// Answers to the questions
    #[sea_orm(column_type = "JsonBinary")]
    pub facts: Json,
    /// Name as given, or empty
    pub organisation: String,
    /// Siret.
    pub siret: Option<String>,
    /// E.164
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Email safe.
    pub email_safe: String,
    /// Contact name.
    pub contact_name: String,
    /// Postal code.
    pub postal_code: String,
    /// Commune.
    pub commune: Option<String>,
    /// Department.
    pub department: String,
    /// Lat.
    pub lat: Option<f64>,
    /// Lon.
    pub lon: Option<f64>,
    /// Two recognition words that the desk says first
    pub words: String,
    /// Another pair, that the provider says first
    pub provider_words: String,
    /// When it happened, earliest
    pub event_from: Option<i64>,
    /// When it happened, latest
    pub event_until: Option<i64>,
    /// `minute`, `hour`, `day`, `month`, `unknown`
    pub event_precision: String,
    /// When the desk got the report
    pub received_at: i64,
    /// When it was typed in (later than received for paper)
    pub entered_at: i64,
    /// Doubt lifted
    pub verified_at: Option<i64>,
    /// Verified by.
    pub verified_by: Option<Uuid>,
    /// Verified how.
    pub verified_how: Option<String>,
    /// The victim’s agreement to pass the case on
    pub agreed_at: Option<i64>,
    /// Wording, channel, who said it; and the withdrawal
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub agreement: Option<Json>,
    /// First human contact, by priority
    pub first_contact_due: i64,
    /// First contact at.
    pub first_contact_at: Option<i64>,
    /// The operator who follows it
    pub owner: Option<Uuid>,
    /// Offer mode.
    pub offer_mode: String,
    /// Grows by one at each relaunch of the offers
    pub round: i32,
    /// The victim’s choice times out
    pub choice_due: Option<i64>,
    /// Closed at.
    pub closed_at: Option<i64>,
    /// Why it ended
    pub disposition: Option<String>,
    /// Duplicate of.
    pub duplicate_of: Option<Uuid>,
    /// Updated at.
    pub updated_at: i64,
    /// Optimistic locking
    pub version: i64,
    /// Folded, stemmed words
    pub search_text: String,
    /// Personal data erased
    pub erased_at: Option<i64>,
    /// Signs of a program (`MachineSign`), words separated by spaces; empty for most, and once a person has looked
    pub machine_signs: String,
}

impl ActiveModelBehavior for ActiveModel {}
