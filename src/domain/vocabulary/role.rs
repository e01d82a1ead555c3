//! What a role may do, where more than one room asks.

use super::Role;

impl Role {
    /// May this role take calls and work on cases?
    #[must_use]
    pub const fn takes_calls(self) -> bool {
        matches!(self, Self::Operator | Self::Supervisor)
    }
}
