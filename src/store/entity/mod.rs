//! The tables, one file each. Names are the columns' names; meanings are in the files.

pub mod action_tick;
pub mod alarm;
pub mod api_token;
pub mod assignment;
pub mod audit_event;
pub mod checkpoint;
pub mod commitment;
pub mod deadline;
pub mod directory_state;
pub mod draft;
pub mod entry;
mod frozen;
pub mod inbound_mail;
pub mod incident;
pub mod link;
pub mod log_leaf;
pub mod mail_attempt;
pub mod offer;
pub mod outbox;
pub mod playbook_set;
pub mod provider;
pub mod provider_application;
pub mod provider_link;
pub mod provider_note;
pub mod provider_proposal;
pub mod provider_warning;
pub mod session;
pub mod setting;
pub mod shortlist;
pub mod staff_tie;
pub mod submission;
pub mod task;
pub mod unsequenced;
pub mod user_account;

pub use frozen::Frozen;
