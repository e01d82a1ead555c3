//! The speakable reference of an incident: no meaning, not sequential, with a check character.
