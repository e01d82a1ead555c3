//! What people live through, by the use cases alone: no web, but the real database, trail, jobs and mail.

mod agreement;
mod asking;
mod backups;
mod clock_jumps;
mod erasure;
mod exports;
mod fairness;
mod false_report;
mod handing_over;
mod hours;
mod incoming_mail;
mod jobs_trail;
mod life_of_a_provider;
mod never_called;
mod nobody;
mod outgoing_mail;
mod proof;
mod races;
mod reporting;
mod rogue;
mod searching;
mod taking;
mod trail_attacks;
mod yearly;
