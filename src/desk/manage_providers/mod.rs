//! The life of a provider in the directory: application, import, evidence, vetting by one or two people, pause, labels
//! that run out, and what the firm itself may change.

mod applications;
mod by_document;
mod card;
mod change;
mod evidence;
mod import;
mod own_page;
mod pause;
mod ties;
mod vetting;
mod warnings;

pub use applications::{Applied, Verdict, apply_to_directory, decide_application, forget_refused_applications};
pub use by_document::{add_provider, amend_provider};
pub use card::{CardEdited, edit_card, stored_card};
pub use evidence::{EVIDENCE_KINDS, add_evidence};
pub use import::{Clash, Imported, Preview, exported_providers, import_providers, preview_import, with_what_is_known};
pub use own_page::{
    Listed, OwnPage, announce_leave, end_leave, mail_own_page, open_own_page, own_page_url, set_listed,
};
pub use pause::{pause_provider, resume_provider, stop_offers_of_stopped};
pub use ties::{declare_tie, has_tie, take_tie_back};
pub use vetting::{VettingChange, decide_vetting};
pub use warnings::warn_of_expiries;
