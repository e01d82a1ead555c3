//! What the database keeps and refuses by itself.

mod assignments;
mod chains;
mod global_log;
mod group_commit;
mod insert_only;
mod log_tree;
mod migrations;
mod snapshots;
