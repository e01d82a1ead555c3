//! Pages of the desk's staff: queue, calls, incidents, directory, audit, and the rest of the console.

mod account;
mod call;
mod calls;
mod classification;
mod directory;
mod evidence;
mod find;
mod incident;
mod mail;
mod offers;
mod oversight;
mod playbooks;
mod protection;
mod queue;
mod sensitive;
mod tables;
mod webhooks;
mod weights;

pub use account::{AccountPage, FactorCard, NewCodesPage, SecondFactorPage, SessionRow};
pub use call::{CallLive, CallScreen, ClashRow, KnownCaller, Live};
pub use calls::{CallToMake, CallsPage, CallsRows, Keys, LiveHead, NewCall, News, Ring};
pub use classification::{Ask, AskKind, Candidate, Classification, ReadOut, Reason, SetAside, Span};
pub use directory::{
    ApplicationCard, Applications, ImportChange, ImportOutcome, ImportPage, ImportPreview, ImportProblem, LabelLine,
    ProviderEdit, ProviderLabelRow, ProviderPage, ProviderRow, Providers, Standing,
};
pub use evidence::{EvidenceCard, PieceRow};
pub use find::{FindPage, FindResults, Found, KeyChoice, PreferencesPage};
pub use incident::{CaseClash, ContactCard, Entry, Incident, NextAct, Proof, Saw, TaskRow};
pub use mail::{
    BulletinPage, BulletinShown, InboundMail, InboundRow, LaidOut, MailGroup, MailQueue, MailRow, MailTray,
    SentBulletin,
};
pub use offers::{Able, AssignmentCard, OfferRow, Part, Shortlist};
pub use oversight::{
    AlarmRow, Alarms, Audit, AuditRow, AuditVerdict, Bar, Chart, ChartMap, Correction, Dashboard, DashboardParts, Plot,
    Published, Secret, Stat, UserRow, Users,
};
pub use playbooks::{PlaybookPage, PlaybookRow, Playbooks};
pub use protection::{DueRow, ErasedCase, HoldRow, Protection, SubjectLine, SubjectPage};
pub use queue::{FilterList, Queue, QueueRow, QueueRows, SavedView};
pub use sensitive::{GrantRow, SealedPage, SensitiveCard};
pub use tables::{Cell, CellAct, Column, CoveragePage, MapTile, Table, TableFilter, TablesPage};
pub use webhooks::{DeliveryRow, WebhookPage, WebhookRow, Webhooks};
pub use weights::{TriedWeights, WaitingWeights, WeightField, WeightsPage};
