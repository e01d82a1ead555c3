//! The incident page: everything about one case, and every act on it as a plain form.

use askama::Template;

use super::{
    classification::{Classification, ReadOut, Span},
    offers::{AssignmentCard, OfferRow, Shortlist},
};
use crate::{
    domain::vocabulary::{Channel, EmailSafe, IncidentState, Severity},
    web::view::{
        advice::Deadline,
        clock::Clock,
        field::{Choice, Filled},
        page::{Page, Staff},
    },
};

/// The incident page, `GET /incidents/{reference}`.
///
/// Forms post below `/incidents/{reference}`; those that could overwrite somebody's decision carry `saw`, what the page showed
/// of it (`was` for each tick): `owner`;
/// `doubt` (`how`: `call_back same_call partner on_site`, `note`, `outcome`: `incident information not_incident`);
/// `classification` (`category`, `reason`); `actions` (`action`, many); `deadlines` (`deadline`, `intent`: `confirm met discard`);
/// `agreement` (`consent_to_share`: yes/no/unknown, `own_supplier`: `yes no unable way_in`, `insured`: `told no not_told unknown`,
/// `delegated`, `said_by`, `said_how`: `phone web email`, `wording`);
/// `offers` (`provider`, many); `offers/{id}` (`answer`: `available declined withdraw`, `said_by`, `note`);
/// `choice` (`offer`, `chosen_by`: `victim operator`); `assignment/end` (`reason`: `no_contact withdrew victim`);
/// `notes` (`text`); `tasks` (`title`); `tasks/{id}` (done); `transfer` (`to`, `reason`); `close` (`disposition`, `note`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/incident.html")]
pub struct Incident {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Refused forms: texts by field.
    pub form: Filled,
    /// This reader may change the case.
    pub may_write: bool,
    /// The case is over, and this person may open it again.
    pub may_reopen: bool,
    /// What the page's presence is about.
    pub subject: String,
    /// Something that somebody else changed while this person filled a form in.
    pub clash: Option<CaseClash>,
    /// What the page shows, for the forms that change it: who follows the case, the agreement, the number of offers.
    pub saw: Saw,
    /// Speakable reference.
    pub reference: String,
    /// Category title, or « À classer ».
    pub title: String,
    /// Category id, confirmed or best; empty: none.
    pub category: String,
    /// Organisation.
    pub organisation: String,
    /// « Rodez (12) ».
    pub place: String,
    /// 1 to 4.
    pub priority: u8,
    /// Severity.
    pub severity: Severity,
    /// Why that severity.
    pub because: String,
    /// State.
    pub state: IncidentState,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: String,
    /// Who has it.
    pub owner: Option<String>,
    /// Who else is looking at it.
    pub looking: Vec<String>,
    /// Clocks of the desk: first contact, answers, provider's first contact.
    pub clocks: Vec<Clock>,
    /// The one next thing to do.
    pub next: Option<NextAct>,
    /// The reference of the case that this one most likely repeats, or empty.
    pub duplicate_of: String,
    /// Possible duplicates, earlier cases, linked ones.
    pub related: Vec<(String, String)>,
    /// The caller's words, cut where they counted.
    pub words: Vec<Span>,
    /// Language of the words.
    pub words_lang: String,
    /// « Doute levé par Claire, rappel au numéro donné, 9 h 52 »; `None`: not yet.
    pub doubt: Option<String>,
    /// What the victim answered in the form when asked whether the case may be described to providers.
    pub consent_said: Option<String>,
    /// What makes it look like a program's report, in words; nothing for most.
    pub machine_signs: Vec<String>,
    /// Number to call back.
    pub call_back: String,
    /// The two words to say first.
    pub recognition: String,
    /// The code to read out, for a victim without a mailbox.
    pub code: String,
    /// What the rules say.
    pub classification: Classification,
    /// « Confirmé par Claire, 9 h 55 », with the reason when she decided otherwise.
    pub confirmed: Option<String>,
    /// All categories.
    pub categories: Vec<Choice>,
    /// Actions to read out.
    pub actions: Vec<ReadOut>,
    /// What not to do.
    pub never: Vec<String>,
    /// Legal clocks.
    pub deadlines: Vec<Deadline>,
    /// « Accord donné par Mme Vidal, au téléphone, 9 h 56 ».
    pub agreement: Option<String>,
    /// What she has of her own, as she said: supplier, insurer.
    pub own_means: Vec<String>,
    /// What is read to the victim whose usual supplier may be the way in.
    pub way_in: Option<String>,
    /// The wording read to the victim; kept with the agreement.
    pub agreement_words: String,
    /// Offers sent or held.
    pub offers: Vec<OfferRow>,
    /// Who chooses, and by when; may be empty.
    pub chooser: String,
    /// Providers able to help, when offers may still be made.
    pub shortlist: Option<Shortlist>,
    /// The provider that has the case.
    pub assignment: Option<AssignmentCard>,
    /// Newest first.
    pub timeline: Vec<Entry>,
    /// The contact.
    pub contact: ContactCard,
    /// Answers: question and value in the reader's words.
    pub facts: Vec<(String, String)>,
    /// Tasks.
    pub tasks: Vec<TaskRow>,
    /// Where a case may be transferred.
    pub destinations: Vec<Choice>,
    /// What is left to do before closing.
    pub unfinished: Vec<String>,
    /// How a case may end.
    pub dispositions: Vec<Choice>,
    /// Its audit trail.
    pub proof: Proof,
    /// Pieces.
    pub evidence: super::evidence::EvidenceCard,
    /// Named people alone may open it.
    pub sensitive: super::sensitive::SensitiveCard,
}

impl Incident {
    /// Something waits for a person: it stands before all else, not beside it. While the doubt stands, lifting it comes first.
    #[must_use]
    pub fn tasks_lead(&self) -> bool {
        self.doubt.is_some() && self.tasks.iter().any(|task| !task.done)
    }
}

/// What the page shows of what its forms change.
#[derive(Debug, Clone, Default)]
pub struct Saw {
    /// Account that follows the case; empty: nobody.
    pub owner: String,
    /// When the agreement was given; empty: not.
    pub agreement: String,
    /// How many offers there are.
    pub offers: usize,
}

/// Two people changed the same thing of a case: both values, and the form to insist.
#[derive(Debug, Clone)]
pub struct CaseClash {
    /// What: « Catégorie ».
    pub label: String,
    /// What stands there now.
    pub theirs: String,
    /// Who did it; « quelqu’un d’autre » when it isn't known.
    pub by: String,
    /// What this person wanted.
    pub mine: String,
    /// Where the form is sent again.
    pub action: String,
    /// Its fields, with what the page shows now.
    pub fields: Vec<(String, String)>,
}

/// The one next thing.
#[derive(Debug, Clone)]
pub struct NextAct {
    /// « Rappeler Mme Vidal et lever le doute ».
    pub step: String,
    /// By when.
    pub when: Option<String>,
    /// Label of the button: « Lever le doute ».
    pub verb: String,
    /// Section it leads to: `doubt`, `classification`, `actions`, `deadlines`, `agreement`, `offers`, `tasks`, `timeline`.
    pub anchor: &'static str,
}

/// Whom the desk talks to.
#[derive(Debug, Clone)]
pub struct ContactCard {
    /// Name.
    pub name: String,
    /// Role in the organisation; may be empty.
    pub role: String,
    /// Telephone as people read it; may be empty.
    pub phone: String,
    /// For `tel:`.
    pub phone_link: String,
    /// Address; may be empty.
    pub email: String,
    /// Whether it may be written to.
    pub email_safe: EmailSafe,
}

/// One entry of the timeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Id of a note, which may be moved to another case.
    pub note: Option<String>,
    /// When it happened.
    pub when: String,
    /// The same in RFC 3339.
    pub machine: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub text: String,
    /// A person's act, not a machine's.
    pub by_person: bool,
    /// « Peut venir de l’attaquant ».
    pub careful: Option<String>,
    /// Entered later than it happened.
    pub entered: Option<String>,
}

/// One task.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// Task id.
    pub id: String,
    /// « Appeler la victime ».
    pub title: String,
    /// The words to say; may be empty.
    pub words: String,
    /// The number to call, for `tel:`.
    pub call: Option<String>,
    /// By when.
    pub clock: Option<Clock>,
    /// Done.
    pub done: bool,
}

/// The proof of a case.
#[derive(Debug, Clone)]
pub struct Proof {
    /// « 23 actes scellés, le dernier à 10 h 06 ».
    pub sentence: String,
    /// Head of the chain, hexadecimal.
    pub head: String,
    /// Where the trail is read.
    pub link: String,
}
