//! A value that names a person or an organisation under attack: it never shows in `Debug`, so it never reaches a log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Wraps a personal value; `Debug` prints `‹personal›`.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(pub T);

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹personal›")
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_nothing() {
        assert_eq!(format!("{:?}", Personal("Boulangerie Martin")), "‹personal›");
    }
}
