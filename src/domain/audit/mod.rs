//! Audit: canonical events, one hash chain a subject, verification.
