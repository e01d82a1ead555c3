//! Time to classify what callers say, with explanation and next questions: `cargo bench --bench classify`.
//!
//! Budgets on one core: 400 characters 100 µs, the whole set compiled in 80 ms, one megabyte linear in its length.
//! Prints figures, judges nothing.

use std::{hint::black_box, time::Instant};

use vigie::domain::playbook::{Facts, Input, PlaybookSet};
use vigie::playbook_library::PlaybookLibrary;

const RUNS: usize = 400;
const STATEMENT: &str = "bonjour, je suis secrétaire dans un cabinet d’architectes, ce matin en arrivant plus rien ne s’ouvre, \
    tous les plans ont une extension bizarre et il y a un fichier texte en anglais sur le bureau qui parle de bitcoin. On n’a \
    pas payé, la sauvegarde était branchée sur le serveur donc je crains le pire. Est-ce qu’il faut tout débrancher, et \
    est-ce que je dois prévenir les clients ? Merci de me rappeler vite, nous sommes six à attendre.";

fn main() -> anyhow::Result<()> {
    let begun = Instant::now();
    let set = PlaybookLibrary::open(None)?.live();
    println!("set read and compiled in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    for length in [100, 400, 4_000, 100_000, 1_000_000] {
        let text: String = STATEMENT.chars().cycle().take(length).collect();
        let runs = (RUNS * 400 / length).clamp(3, RUNS);
        println!("{length:>8} characters  {:>12.1} µs", median(&set, &text, runs));
    }
    Ok(())
}

/// Median time of some runs, in microseconds.
fn median(set: &PlaybookSet, text: &str, runs: usize) -> f64 {
    let facts = Facts::new();
    let time = |_| {
        let begun = Instant::now();
        black_box(set.classify(&Input { text, lang: None, facts: &facts }));
        begun.elapsed().as_secs_f64() * 1e6
    };
    let mut times: Vec<f64> = (0..runs).map(time).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
