//! The closed vocabularies: one enum per list of words that the API, the CSV files and the database share.
//!
//! Each knows its word (`as_str`), reads it back (`FromStr`) and lists all (`ALL`). Labels for people are texts of `i18n`.

mod role;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The word isn't in the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {vocabulary} {word:?}; one of: {allowed}")]
pub struct UnknownWord {
    /// Which vocabulary was expected, such as `severity`.
    pub vocabulary: &'static str,
    /// What was given.
    pub word: String,
    /// The words that are allowed, separated by commas.
    pub allowed: String,
}

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every word of the vocabulary, in its own order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as API, CSV and database write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| UnknownWord {
                    vocabulary: $what,
                    word: word.chars().take(60).collect(),
                    allowed: Self::ALL.iter().map(|known| known.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

closed!(/// Size band of an organisation.
    Size, "size", {
    /// Under 10 people.
    Micro = "micro",
    /// 10 to 249 people.
    Pme = "pme",
    /// 250 to 4,999 people.
    Eti = "eti",
    /// 5,000 people and more.
    Ge = "ge",
});

closed!(/// What kind of organisation calls.
    Kind, "kind", {
    /// A firm of any legal form.
    Firm = "firm",
    /// An association.
    Association = "association",
    /// A commune or a group of communes.
    Municipality = "municipality",
    /// Another public body.
    Public = "public",
    /// A body of health or care.
    Health = "health",
    /// A school, college or university.
    School = "school",
    /// A private person: out of a regional desk's remit, transferred with the right words.
    Individual = "individual",
});

closed!(/// Severity: impact × urgency. The order is from the gravest down.
    Severity, "severity", {
    /// Minutes count.
    Critical = "critical",
    /// Hours count.
    High = "high",
    /// Today or tomorrow.
    Medium = "medium",
    /// Can wait.
    Low = "low",
});

closed!(/// How sure the classification is.
    Verdict, "verdict", {
    /// Right at least 97 times in 100.
    Certain = "certain",
    /// The best category, to be confirmed.
    Likely = "likely",
    /// Nothing to rely on: ask.
    Unsure = "unsure",
});

closed!(/// State of an incident.
    IncidentState, "state", {
    /// A report that nobody has looked at, from a channel that proves the caller.
    Received = "received",
    /// A report by web, mail or API that nobody has called back.
    Unverified = "unverified",
    /// Doubt lifted: it is an incident.
    Open = "open",
    /// Providers are being asked.
    Offering = "offering",
    /// A provider has the case.
    Assigned = "assigned",
    /// The provider made first contact; the desk follows.
    Following = "following",
    /// Over, with its disposition.
    Closed = "closed",
    /// Handed to another desk or service.
    Transferred = "transferred",
    /// Another report of an incident already known.
    Duplicate = "duplicate",
    /// A question that was answered.
    Information = "information",
    /// Looked at: no malicious act.
    NotIncident = "not_incident",
});

closed!(/// State of an offer.
    OfferState, "offer state", {
    /// Waits for the provider's opening hours.
    Held = "held",
    /// Asked; no answer yet.
    Sent = "sent",
    /// « Je suis disponible ».
    Available = "available",
    /// Refused by the provider.
    Declined = "declined",
    /// No answer in time; a late answer still counts while nobody is assigned.
    Expired = "expired",
    /// Taken back by the desk.
    Withdrawn = "withdrawn",
    /// This provider got the case.
    Chosen = "chosen",
    /// Another provider got the case.
    NotChosen = "not_chosen",
});

closed!(/// How the providers' answers become an assignment.
    OfferMode, "offer mode", {
    /// Several at once; the victim, or the operator for her, chooses.
    Shortlist = "shortlist",
    /// The first who accepts has it.
    FirstAccept = "first_accept",
    /// One after the other.
    Cascade = "cascade",
});

closed!(/// How a report reached the desk.
    Channel, "channel", {
    /// A telephone call taken by an operator.
    Phone = "phone",
    /// The public form.
    Web = "web",
    /// The desk's mailbox.
    Email = "email",
    /// A partner's system.
    Api = "api",
});

closed!(/// What a provider can do.
    Skill, "skill", {
    /// Finding out what happened.
    Forensics = "forensics",
    /// Getting a firm going after encryption.
    RansomwareRecovery = "ransomware_recovery",
    /// Active Directory.
    ActiveDirectory = "active_directory",
    /// Mail and cloud office suites.
    MailCloud = "mail_cloud",
    /// Web sites and content management.
    WebCms = "web_cms",
    /// Network, VPN, firewall.
    NetworkVpn = "network_vpn",
    /// Backups and network storage.
    BackupNas = "backup_nas",
    /// Denial of service, hosting.
    DdosHosting = "ddos_hosting",
    /// Industrial and building machines.
    Industrial = "industrial",
    /// Telephone systems.
    Telephony = "telephony",
    /// Mobile telephones.
    Mobile = "mobile",
    /// Law and personal data.
    LegalPrivacy = "legal_privacy",
    /// Crisis and press.
    CrisisPress = "crisis_press",
    /// Insurance expertise.
    InsuranceExpert = "insurance_expert",
});

closed!(/// Traffic Light Protocol 2.0 (FIRST, August 2022). The order is from the strictest down.
    Tlp, "tlp", {
    /// For the eyes of the recipients only.
    Red = "red",
    /// The recipient's organisation only.
    AmberStrict = "amber+strict",
    /// The organisation and its clients.
    Amber = "amber",
    /// The community.
    Green = "green",
    /// Everybody.
    Clear = "clear",
});

closed!(/// Permissible Actions Protocol. The order is from the strictest down.
    Pap, "pap", {
    /// Passive, not detectable.
    Red = "red",
    /// Passive cross-checks.
    Amber = "amber",
    /// Active actions allowed.
    Green = "green",
    /// No restriction.
    Clear = "clear",
});

closed!(/// What makes a public report look like a program's.
MachineSign, "machine sign", {
    /// The field that people don't see is filled in.
    HiddenField = "hidden_field",
    /// Sent sooner than a person writes.
    Haste = "haste",
    /// More reports than usual come in, and this one brings no stamp.
    Flood = "flood",
});

closed!(/// A role of the desk's staff.
    Role, "role", {
    /// Takes calls and follows cases.
    Operator = "operator",
    /// Runs the desk, vets providers.
    Supervisor = "supervisor",
    /// Reads everything, changes nothing.
    Auditor = "auditor",
    /// Data-protection officer.
    Dpo = "dpo",
    /// Accounts and settings.
    Administrator = "administrator",
});

closed!(/// Language of texts and people that the desk speaks.
    Lang, "language", {
    /// French.
    Fr = "fr",
    /// English.
    En = "en",
});

closed!(/// An answer to a plain question; nobody has to know.
    YesNo, "answer", {
    /// Yes.
    Yes = "yes",
    /// No.
    No = "no",
    /// Not known, or not said.
    Unknown = "unknown",
});

closed!(/// "Can the attacker read this mailbox?", answered by the victim.
    EmailSafe, "email_safe", {
    /// Safe to write to.
    Yes = "yes",
    /// Never write there.
    No = "no",
    /// Not known: counts as *no* for the categories in which mailboxes are read by others.
    Unknown = "unknown",
});

closed!(/// What kind of provider a firm is.
    Profile, "profile", {
    /// Rare expertise.
    Specialist = "specialist",
    /// Takes many clients.
    Volume = "volume",
    /// Young reference of the region.
    Pioneer = "pioneer",
});

closed!(/// How far the desk has vetted a provider. Only a vetted one is offered anything.
    VettingState, "vetting state", {
    /// Asked to join; nobody has decided.
    Applicant = "applicant",
    /// Checked and accepted.
    Vetted = "vetted",
    /// Out for now, by two people.
    Suspended = "suspended",
    /// Out for good, by two people.
    Removed = "removed",
});

closed!(/// Section of the French nomenclature of activities (NAF rév. 2, INSEE).
    Sector, "sector", {
    /// Agriculture, forestry, fishing.
    A = "A",
    /// Mining and quarrying.
    B = "B",
    /// Manufacturing.
    C = "C",
    /// Electricity, gas, steam.
    D = "D",
    /// Water, waste.
    E = "E",
    /// Construction.
    F = "F",
    /// Trade and repair of vehicles.
    G = "G",
    /// Transport and storage.
    H = "H",
    /// Hotels and restaurants.
    I = "I",
    /// Information and communication.
    J = "J",
    /// Finance and insurance.
    K = "K",
    /// Real estate.
    L = "L",
    /// Professional, scientific and technical activities.
    M = "M",
    /// Administrative and support services.
    N = "N",
    /// Public administration.
    O = "O",
    /// Education.
    P = "P",
    /// Health and social work.
    Q = "Q",
    /// Arts and recreation.
    R = "R",
    /// Other services.
    S = "S",
    /// Households as employers.
    T = "T",
    /// Extraterritorial bodies.
    U = "U",
});

closed!(/// A hard condition that a provider failed for one need. Closing hours are a time, not a condition, except `closed_now`.
    Condition, "condition", {
    /// The row of the file could not be read; it is named with its line.
    InvalidRow = "invalid_row",
    /// Not vetted today.
    NotVetted = "not_vetted",
    /// A label that the case requires was never held.
    LabelMissing = "label_missing",
    /// A label ran out and was not renewed.
    LabelExpired = "label_expired",
    /// No proof of insurance that covers today.
    InsuranceExpired = "insurance_expired",
    /// The charter isn't signed.
    CharterMissing = "charter_missing",
    /// A skill that the case requires is missing, or at too low a level.
    SkillMissing = "skill_missing",
    /// Doesn't serve the place.
    OutOfTerritory = "out_of_territory",
    /// Nobody can say: the provider's place or the incident's is unknown.
    PlaceUnknown = "place_unknown",
    /// On leave, or paused.
    Paused = "paused",
    /// As many open assignments as it takes.
    AtCapacity = "at_capacity",
    /// As many cases in 30 days as the rule of fair shares allows.
    RollingCap = "rolling_cap",
    /// Same group, a declared conflict, or named in the incident.
    ConflictOfInterest = "conflict_of_interest",
    /// Doesn't serve organisations of this size.
    ClientSizeNotServed = "client_size_not_served",
    /// Doesn't serve this sector.
    SectorNotServed = "sector_not_served",
    /// No language in common with the caller.
    Language = "language",
    /// Declined this case.
    AlreadyDeclined = "already_declined",
    /// Was asked for this case.
    AlreadyAsked = "already_asked",
    /// The case is critical, the provider is closed and has no on-call contact.
    ClosedNow = "closed_now",
    /// Offers go by e-mail, and it has no address.
    NoAddress = "no_address",
});

impl Condition {
    /// It passes by itself: room comes back, leave ends, doors open, another case is another question.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(
            self,
            Self::Paused
                | Self::AtCapacity
                | Self::RollingCap
                | Self::AlreadyDeclined
                | Self::AlreadyAsked
                | Self::ClosedNow
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for state in IncidentState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
        assert_eq!("amber+strict".parse(), Ok(Tlp::AmberStrict));
    }

    #[test]
    fn an_unknown_word_names_the_allowed_ones() {
        let error = "urgent".parse::<Severity>().map_err(|error| error.to_string());
        assert_eq!(error, Err("unknown severity \"urgent\"; one of: critical, high, medium, low".into()));
    }
}
