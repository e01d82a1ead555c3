//! Pages behind a provider's signed link: the offer, then the mission.

mod home;
mod mission;
mod offer;

pub use home::{Apply, Door, Firm, Home, HomeLine, LabelRow, PublicDirectory};
pub use mission::{Mission, MissionContact, MissionStage, STEPS, Update};
pub use offer::{OfferPage, OfferView};
