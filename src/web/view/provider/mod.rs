//! Pages behind a provider's signed link: the offer, then the mission.

mod mission;
mod offer;

pub use mission::{Mission, MissionContact, MissionStage, Update};
pub use offer::{OfferPage, OfferView};
