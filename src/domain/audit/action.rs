//! What can have happened: the closed list of actions, grouped by the use case that writes them.
//!
//! A word, once written in an event, is never changed or given another meaning; new ones are added.

use std::{fmt, str::FromStr};

/// The word is no action of the trail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown action {0:?}")]
pub struct UnknownAction(pub String);

macro_rules! actions {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// What happened, as `thing.done`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = concat!("`", $word, "`")] $variant),+
        }

        impl Action {
            /// Every action, in the order of a case's life.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the event.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The action of this word; a jump over the list, since every event that is verified asks.
            fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

actions! {
    // Intake.
    ReportReceived = "report.received",
    ReportVerified = "report.verified",
    ReportChanged = "report.changed",
    ContactChanged = "contact.changed",
    DraftStarted = "draft.started",
    DraftDiscarded = "draft.discarded",
    CallReceived = "call.received",
    CallEnded = "call.ended",
    NoticeRead = "notice.read",
    ConsentRecorded = "consent.recorded",
    ConsentWithdrawn = "consent.withdrawn",
    DuplicateProposed = "duplicate.proposed",
    DuplicateConfirmed = "duplicate.confirmed",
    DuplicateRefused = "duplicate.refused",
    // Classify and advise.
    FactsAnswered = "facts.answered",
    ReportClassified = "report.classified",
    ClassificationConfirmed = "classification.confirmed",
    ClassificationOverridden = "classification.overridden",
    SeveritySet = "severity.set",
    PriorityChanged = "priority.changed",
    ActionTicked = "action.ticked",
    ActionUnticked = "action.unticked",
    DeadlineProposed = "deadline.proposed",
    DeadlineStarted = "deadline.started",
    DeadlineWarned = "deadline.warned",
    DeadlineStopped = "deadline.stopped",
    DeadlinePassed = "deadline.passed",
    DeadlineDismissed = "deadline.dismissed",
    // State of the incident.
    DoubtLifted = "doubt.lifted",
    OwnerChanged = "owner.changed",
    MarkingChanged = "marking.changed",
    IncidentTransferred = "incident.transferred",
    TransferAcknowledged = "transfer.acknowledged",
    IncidentClosed = "incident.closed",
    IncidentReopened = "incident.reopened",
    OwnSupplierRecorded = "own_supplier.recorded",
    // Match, offer, assign.
    ShortlistMade = "shortlist.made",
    ShortlistWidened = "shortlist.widened",
    ShortlistOverridden = "shortlist.overridden",
    OfferHeld = "offer.held",
    OfferSent = "offer.sent",
    OfferAvailable = "offer.available",
    OfferDeclined = "offer.declined",
    OfferUndone = "offer.undone",
    OfferExpired = "offer.expired",
    OfferWithdrawn = "offer.withdrawn",
    OfferChosen = "offer.chosen",
    OfferNotChosen = "offer.not_chosen",
    OfferLate = "offer.late",
    OfferUndeliverable = "offer.undeliverable",
    ChoiceAsked = "choice.asked",
    ChoiceDelegated = "choice.delegated",
    ChoiceRefused = "choice.refused",
    ChoiceTimedOut = "choice.timed_out",
    AssignmentMade = "assignment.made",
    AssignmentEnded = "assignment.ended",
    FirstContactConfirmed = "first_contact.confirmed",
    FirstContactMissed = "first_contact.missed",
    DeletionAsked = "deletion.asked",
    DeletionConfirmed = "deletion.confirmed",
    // Follow and close.
    NoteAdded = "note.added",
    NoteMoved = "note.moved",
    MessageReceived = "message.received",
    MessageSent = "message.sent",
    TaskAdded = "task.added",
    TaskDone = "task.done",
    TaskReopened = "task.reopened",
    AlarmRaised = "alarm.raised",
    AlarmEscalated = "alarm.escalated",
    AlarmAcknowledged = "alarm.acknowledged",
    FileAdded = "file.added",
    FileRead = "file.read",
    FileRemoved = "file.removed",
    FileChecked = "file.checked",
    FileDamaged = "file.damaged",
    FileScanned = "file.scanned",
    FileShared = "file.shared",
    FileUnshared = "file.unshared",
    FileSetAside = "file.set_aside",
    FileBroughtBack = "file.brought_back",
    ObservableAdded = "observable.added",
    ObservableConfirmed = "observable.confirmed",
    ProviderReported = "provider.reported",
    SurveyAnswered = "survey.answered",
    CampaignLinked = "campaign.linked",
    // Directory.
    ProviderAdded = "provider.added",
    ProviderImported = "provider.imported",
    ProviderChanged = "provider.changed",
    ProviderVetted = "provider.vetted",
    ProviderPaused = "provider.paused",
    ProviderResumed = "provider.resumed",
    ProviderSuspensionAsked = "provider.suspension_asked",
    ProviderSuspended = "provider.suspended",
    ProviderReinstated = "provider.reinstated",
    ProviderRemoved = "provider.removed",
    ProviderApplied = "provider.applied",
    ProviderApplicationDecided = "provider.application_decided",
    ProviderEvidenceAdded = "provider.evidence_added",
    ProviderWarned = "provider.warned",
    ProviderListed = "provider.listed",
    ProviderUnlisted = "provider.unlisted",
    TieDeclared = "tie.declared",
    // People and doors.
    UserAdded = "user.added",
    UserChanged = "user.changed",
    UserDisabled = "user.disabled",
    UserPasswordChanged = "user.password_changed",
    UserPasswordReset = "user.password_reset",
    UserSecondFactorSet = "user.second_factor_set",
    UserSecondFactorRemoved = "user.second_factor_removed",
    UserRecoveryCodesRenewed = "user.recovery_codes_renewed",
    UserSignedIn = "user.signed_in",
    UserSignInRefused = "user.sign_in_refused",
    UserSignedOut = "user.signed_out",
    UserIdentityLinked = "user.identity_linked",
    UserIdentityUnlinked = "user.identity_unlinked",
    SessionRevoked = "session.revoked",
    TokenCreated = "token.created",
    TokenRevoked = "token.revoked",
    GrantOpened = "grant.opened",
    GrantEnded = "grant.ended",
    GlassBroken = "glass.broken",
    LinkIssued = "link.issued",
    LinkOpened = "link.opened",
    LinkRevoked = "link.revoked",
    TrackingOpened = "tracking.opened",
    TrackingClosed = "tracking.closed",
    ReadIncident = "read.incident",
    ReadProvider = "read.provider",
    ReadAudit = "read.audit",
    ReadExport = "read.export",
    // Mail.
    MailQueued = "mail.queued",
    MailHeld = "mail.held",
    MailReleased = "mail.released",
    MailSent = "mail.sent",
    MailDeferred = "mail.deferred",
    MailFailed = "mail.failed",
    MailBounced = "mail.bounced",
    MailRetried = "mail.retried",
    MailCancelled = "mail.cancelled",
    MailDelivered = "mail.delivered",
    MailReceived = "mail.received",
    MailQuarantined = "mail.quarantined",
    MailDecided = "mail.decided",
    BulletinSent = "bulletin.sent",
    // The desk itself.
    DeskStarted = "desk.started",
    DeskMigrated = "desk.migrated",
    PlaybooksWentLive = "playbooks.went_live",
    PlaybooksRefused = "playbooks.refused",
    WeightsProposed = "weights.proposed",
    WeightsChanged = "weights.changed",
    WeightsRefused = "weights.refused",
    SettingChanged = "setting.changed",
    FiguresPublished = "figures.published",
    WebhookAdded = "webhook.added",
    WebhookChanged = "webhook.changed",
    WebhookRemoved = "webhook.removed",
    BackupMade = "backup.made",
    BackupFinished = "backup.finished",
    BackupRestored = "backup.restored",
    KeyCreated = "key.created",
    KeyRotated = "key.rotated",
    RetentionRun = "retention.run",
    HoldSet = "hold.set",
    HoldLifted = "hold.lifted",
    SubjectAccessExported = "subject_access.exported",
    Erased = "erased",
}

impl fmt::Display for Action {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;
    fn from_str(word: &str) -> Result<Self, UnknownAction> {
        Self::of(word).ok_or_else(|| UnknownAction(word.chars().take(60).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_reads_back_and_has_its_own_word() {
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        assert!("offer.eaten".parse::<Action>().is_err());
    }
}
