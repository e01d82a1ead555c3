//! What stands at the staff's doors.

use serde::{Deserialize, Serialize};
use vigie_domain::vocabulary::Role;

/// The `[security]` section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Who needs a code beside the password; `required` unless given, `optional` in a demonstration.
    pub second_factor: Option<SecondFactor>,
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
