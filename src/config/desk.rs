//! Who the desk is: names, addresses, hours, remit. One desk an instance; another region is another file.

use serde::{Deserialize, Serialize};

/// The `[desk]` section.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desk {
    /// Name that victims and providers read.
    pub name: String,
    /// Telephone number as people dial it.
    pub phone: String,
    /// Address that the desk's mail comes from.
    pub email: String,
    /// Opening hours, such as `mo-fr 09:00-12:30 14:00-17:30`.
    pub hours: String,
    /// Time zone of the desk, such as `Europe/Paris`.
    pub time_zone: String,
    /// Department whose public holidays the desk keeps.
    pub holidays_of: String,
    /// Department codes in remit. Empty: every place is.
    pub departments: Vec<String>,
    /// The body that answers for the desk.
    pub authority: String,
    /// Data-protection officer: how to write to her or him.
    pub dpo: String,
    /// Legal notice shown in the footer.
    pub legal_notice: String,
    /// Whom to call when the desk is closed.
    pub fallbacks: Vec<Fallback>,
    /// Who is told of alarms, in this order.
    pub rota: Vec<OnDuty>,
    /// An alarm goes to the next in the rota after so many minutes.
    pub alarm_step_minutes: u32,
    /// Where cases out of remit go.
    pub transfers: Vec<TransferAddress>,
    /// Every page says that this is an exercise; nothing counts.
    pub exercise: bool,
}

/// A number to call when nobody is at the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// What it is for.
    pub label: String,
    /// Number or address.
    pub value: String,
}

/// A person who is told of alarms.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnDuty {
    /// Her or his name.
    pub name: String,
    /// Address that alarms are mailed to.
    pub email: String,
}

/// Where a case out of remit goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferAddress {
    /// Short id, such as `national`.
    pub id: String,
    /// Name that people read.
    pub name: String,
    /// Telephone, page or address.
    pub contact: String,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            name: String::new(),
            phone: String::new(),
            email: String::new(),
            hours: "mo-fr 09:00-12:30 14:00-17:30".into(),
            time_zone: "Europe/Paris".into(),
            holidays_of: "75".into(),
            departments: Vec::new(),
            authority: String::new(),
            dpo: String::new(),
            legal_notice: String::new(),
            fallbacks: Vec::new(),
            rota: Vec::new(),
            alarm_step_minutes: 10,
            transfers: Vec::new(),
            exercise: false,
        }
    }
}

impl Desk {
    /// Keys that are still empty although a real desk needs them.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            ("desk.name", self.name.is_empty()),
            ("desk.phone", self.phone.is_empty()),
            ("desk.email", self.email.is_empty()),
            ("desk.authority", self.authority.is_empty()),
            ("desk.dpo", self.dpo.is_empty()),
            ("desk.departments", self.departments.is_empty()),
            ("desk.rota", self.rota.is_empty()),
            ("desk.fallbacks", self.fallbacks.is_empty()),
            ("desk.transfers", self.transfers.is_empty()),
        ];
        needed.into_iter().filter_map(|(key, is_missing)| is_missing.then_some(key)).collect()
    }

    /// Is this department in the desk's remit?
    #[must_use]
    pub fn is_in_remit(&self, department: &str) -> bool {
        self.departments.is_empty() || self.departments.iter().any(|code| code == department)
    }
}
