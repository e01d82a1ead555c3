//! The program as people call it: by its commands.

mod backup;
mod giving_out;
mod help;
mod tls;
