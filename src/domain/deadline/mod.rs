//! Deadlines: the legal clocks, as dated data.
