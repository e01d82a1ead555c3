//! Following a case: what people write on it, what they have to do, what its provider tells, and how it ends.

mod actions;
mod closing_report;
mod ending;
mod notes;
mod provider_news;
mod tasks;

pub use actions::{Tick, tick_action};
pub use closing_report::{ClosingReport, OUTCOMES, TECHNIQUES, minutes_of, observables_in, report_mission};
pub use ending::{Ending, end_incident, reopen};
pub use notes::{add_note, ask_to_call, mail_to_victim, move_note, send_message};
pub use provider_news::{
    News, Told, confirm_deletion, confirm_first_contact, nobody_called, provider_news, relaunch, take_back,
    watch_provider_contact, withdraw_offer,
};
pub(super) use provider_news::{first_contact, news_by_mail};
pub(super) use tasks::settle_tasks;
pub use tasks::{add_task, finish_task, take_over, take_over_shown};
