//! Playbooks: how an incident is recognised, asked about and answered. Document → compile → evaluate → explain.

pub mod document;
