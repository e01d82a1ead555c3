//! The interface for partners' systems: described whole, by cursor, by version, by scope; nothing of a sensitive case.

mod calls;
mod changing;
mod described;
mod directory;
mod figures;
mod offering;
mod reading;
mod sensitive;
