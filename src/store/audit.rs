//! Appending to the audit trail.
