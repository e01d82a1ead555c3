//! What people live through, by the use cases alone: no web, but the real database, trail, jobs and mail.

mod agreement;
mod asking;
mod handing_over;
mod hours;
mod nobody;
mod reporting;
mod searching;
mod taking;
