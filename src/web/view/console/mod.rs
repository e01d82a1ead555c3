//! Pages of the desk's staff: queue, calls, incidents, directory, audit, and the rest of the console.

mod call;
mod classification;
mod incident;
mod offers;
mod queue;

pub use call::{CallLive, CallScreen, KnownCaller, Live};
pub use classification::{Ask, AskKind, Candidate, Classification, ReadOut, Reason, SetAside, Span};
pub use incident::{ContactCard, Entry, Incident, NextAct, Proof, TaskRow};
pub use offers::{Able, AssignmentCard, OfferRow, Part, Shortlist};
pub use queue::{FilterList, Queue, QueueRow, QueueRows, SavedView};
