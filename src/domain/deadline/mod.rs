//! Deadlines: the legal clocks, as dated data.
//!
//! `playbooks/_deadlines/*.yaml` holds the law, [`DeadlineSet`] checks it, [`clock`] counts. The desk is never the one
//! who must act: a clock is proposed, a person confirms it, and stopping it takes a proof.

pub mod clock;
pub mod document;
pub mod proposal;
pub mod set;

pub use clock::{Clock, ClockError, ClockState, Stop};
pub use document::{Deadline, DeadlineFile, Question, Span, Start};
pub use proposal::{Proposal, Situation, awareness, propose};
pub use set::{DeadlineSet, FileError, Notice};
