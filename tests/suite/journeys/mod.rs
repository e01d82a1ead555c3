//! What people live through, by the use cases alone: no web, but the real database, trail, jobs and mail.

mod agreement;
mod asking;
mod fairness;
mod handing_over;
mod hours;
mod never_called;
mod nobody;
mod races;
mod reporting;
mod searching;
mod taking;
