//! The case: its states and the legal transitions, one method each.
