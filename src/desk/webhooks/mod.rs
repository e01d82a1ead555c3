//! Partners' systems are told of what happens. What they are told of stands in the audit trail already, in the transaction
//! of the act: from the log each webhook gets its events, in messages that wait, are signed, sent, and tried again.
//!
//! A message holds no personal data: which case, what happened, when, and where the case stands; the interface tells the
//! rest to those whose token may read it. Of a sensitive case nothing is told.

mod announce;
mod body;
mod deliver;
mod manage;

use vigie_domain::audit::Action;

use super::DeskError;

pub use announce::announce;
pub use body::MessageParts;
pub use deliver::{
    Attempted, delivery_attempted, delivery_dropped, due_webhooks, end_delivery_leases, give_deliveries_back,
    message_parts, take_deliveries,
};
pub use manage::{NewWebhook, WebhookAct, add_webhook, change_webhook, replay_delivery, webhook_named};

/// What a webhook may be told of: words of the trail, in the order of a case's life.
pub const KINDS: [Action; 27] = [
    Action::ReportReceived,
    Action::DoubtLifted,
    Action::ClassificationConfirmed,
    Action::ClassificationOverridden,
    Action::PriorityChanged,
    Action::DeadlineStarted,
    Action::DeadlinePassed,
    Action::ConsentRecorded,
    Action::ConsentWithdrawn,
    Action::OfferSent,
    Action::OfferAvailable,
    Action::OfferDeclined,
    Action::OfferUndone,
    Action::OfferExpired,
    Action::OfferChosen,
    Action::AssignmentMade,
    Action::AssignmentEnded,
    Action::FirstContactConfirmed,
    Action::FirstContactMissed,
    Action::ProviderReported,
    Action::DuplicateConfirmed,
    Action::IncidentTransferred,
    Action::IncidentClosed,
    Action::IncidentReopened,
    Action::AlarmRaised,
    Action::AlarmEscalated,
    Action::AlarmAcknowledged,
];

/// What the message of a test is called; it is no act of a case.
pub const TEST: &str = "webhook.test";
