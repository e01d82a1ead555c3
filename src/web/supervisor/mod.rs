//! The supervisor's pages: providers, figures, alarms, playbooks, accounts; and the audit trail.

pub mod accounts;
pub mod alarms;
pub mod audit;
pub mod board;
pub mod coverage;
pub mod dashboard;
pub mod fairness;
pub mod figures;
mod heat_map;
pub mod mail;
mod map;
mod month;
pub mod playbooks;
pub mod providers;
pub mod webhooks;
pub mod weights;
