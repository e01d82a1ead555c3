//! How the staff comes in and stays in: second factor, tries, sessions, the own account.

mod own_account;
mod second_factor;
mod sensitive;
mod tries;
