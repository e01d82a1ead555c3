//! Where webhooks may lead.

use serde::{Deserialize, Serialize};

use crate::outbound::Network;

/// The `[webhooks]` section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Webhooks {
    /// Inner networks that may be told, such as `10.1.2.0/24`; none unless given. The internet always may.
    pub allow: Vec<Network>,
}
