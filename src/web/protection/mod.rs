//! Pages of the data-protection officer: periods, holds, erasure, what is kept of somebody.

mod acts;
mod erased;
mod page;
mod subject;

pub use acts::{erase, hold, lift, run};
pub use erased::erased_case;
pub use page::{list, periods, show};
pub use subject::access;
