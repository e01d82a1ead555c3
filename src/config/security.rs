//! What stands at the staff's doors, and at the public form.

use serde::{Deserialize, Serialize};
use vigie_domain::vocabulary::Role;

/// The `[security]` section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Who needs a code beside the password; `required` unless given, `optional` in a demonstration.
    pub second_factor: Option<SecondFactor>,
    /// Seconds that a person needs at least for the public form: what comes sooner waits in a tray of its own.
    pub least_form_seconds: u32,
}

impl Default for Security {
    fn default() -> Self {
        Self { second_factor: None, least_form_seconds: 3 }
    }
}

/// Who needs a code beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// Nobody is asked for one.
    Off,
    /// Who has set one is asked for it.
    Optional,
    /// Supervisors and administrators must set one; the others may.
    Required,
    /// Everybody must set one.
    Everybody,
}

impl SecondFactor {
    /// Must somebody of this role have one?
    #[must_use]
    pub const fn is_needed_by(self, role: Role) -> bool {
        match self {
            Self::Off | Self::Optional => false,
            Self::Required => matches!(role, Role::Supervisor | Role::Administrator),
            Self::Everybody => true,
        }
    }
}
