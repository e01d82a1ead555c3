//! The live playbook set: read, compile, swap the whole set or keep the old one.
