//! Attacks that the desk must withstand, each a story of its own. The numbers are those of `docs/security.md`, which says
//! for each where its protection is, and what was seen when that was taken out. Mail (1–19) stands beside the mail's tests.

mod access;
mod asking;
mod elsewhere;
mod exhaustion;
mod files;
mod front_door;
mod links;
mod people;

/// The public form, filled in as shortly as it may be.
const FORM: [(&str, &str); 4] = [
    ("description", "Notre site affiche un drapeau de pirates."),
    ("contact_name", "Jeanne Miquel"),
    ("phone", "05 65 00 00 01"),
    ("postal_code", "12000"),
];
