//! Severity and priority: impact × urgency, in one sentence.
