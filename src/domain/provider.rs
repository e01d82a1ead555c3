//! A provider: vetting, labels, skills, territory, hours, capacity.
