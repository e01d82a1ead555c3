//! The weights of the score: those in force, a proposal that waits, others to try, and what was decided before.

use askama::Template;

use super::Table;
use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// `GET /weights`. Posts to `/weights` (each part's name, `reason`, `days`, `intent`: `try propose`) and to `/weights/{id}`
/// (`intent`: `approve refuse`, `refusal`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/weights.html")]
pub struct WeightsPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What was typed and refused.
    pub form: Filled,
    /// « Version 3, depuis le 12 novembre ».
    pub since: String,
    /// Each part with its share, as in force.
    pub in_force: Vec<(String, String)>,
    /// What waits for a second person.
    pub waiting: Option<WaitingWeights>,
    /// What the weights that were typed would have changed.
    pub tried: Option<TriedWeights>,
    /// Fields of the form.
    pub parts: Vec<WeightField>,
    /// How many days back others are tried.
    pub days: Vec<Choice>,
    /// What was decided before.
    pub history: Table,
}

/// One number of the form.
#[derive(Debug, Clone)]
pub struct WeightField {
    /// Name of the part.
    pub name: &'static str,
    /// Key of its label.
    pub label: String,
    /// Key of what it means.
    pub hint: String,
}

/// A proposal that waits.
#[derive(Debug, Clone)]
pub struct WaitingWeights {
    /// Its id.
    pub id: String,
    /// « Proposés par Anne hier à 10 h ».
    pub sentence: String,
    /// Why.
    pub reason: String,
    /// Part by part, in force and proposed.
    pub table: Table,
    /// What they would have changed.
    pub tried: TriedWeights,
    /// The reader proposed them.
    pub own: bool,
}

/// What other weights would have changed.
#[derive(Debug, Clone)]
pub struct TriedWeights {
    /// « Sur 42 dossiers des 90 derniers jours … ».
    pub sentence: String,
    /// Figures side by side; none when there was no case.
    pub figures: Option<Table>,
    /// Whose offers change.
    pub moved: Option<Table>,
}
