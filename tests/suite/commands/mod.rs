//! The program as people call it: by its commands.

mod backup;
mod help;
