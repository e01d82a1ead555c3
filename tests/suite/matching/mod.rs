//! Who is asked, by which weights, and what the pages about it show.

mod answering;
mod availability;
mod board;
mod card;
mod choice;
mod mission;
mod past;
mod unnamed;
mod weights;
