//! Departments shaded by how many cases each had.

use std::collections::HashMap;

use super::{
    coverage::in_remit,
    map::{Shape, drawn},
};
use crate::{
    app::App,
    web::view::{console::ChartMap, page::Page},
};

/// Fewer aren't told apart: a map is printed and shown around (`figures::hidden` for the table beside it).
const SMALL: usize = 5;
/// Shades above the small ones.
const SHADES: usize = 3;

/// The map of the departments that the desk answers for.
pub(super) fn heat_map(app: &App, page: &Page, cases: &HashMap<String, usize>) -> ChartMap {
    let drawing = drawn(&in_remit(app));
    let most = cases.values().copied().max().unwrap_or_default();
    let tile = |shape: &Shape| {
        let count = cases.get(shape.department.code).copied().unwrap_or_default();
        shape.tile(&count.to_string(), class(shade(count, most)))
    };
    ChartMap { tiles: drawing.0.iter().map(tile).collect(), view_box: drawing.1.clone(), key: key(page, most) }
}

/// 0: none, 1: fewer than [`SMALL`], then equal steps up to the most.
const fn shade(count: usize, most: usize) -> usize {
    match count {
        0 => 0,
        _ if count < SMALL => 1,
        _ => 2 + (count - SMALL) * SHADES / (most + 1 - SMALL),
    }
}

const fn class(shade: usize) -> &'static str {
    match shade {
        0 => "heat-0",
        1 => "heat-1",
        2 => "heat-2",
        3 => "heat-3",
        _ => "heat-4",
    }
}

/// What each shade in use means.
fn key(page: &Page, most: usize) -> Vec<(&'static str, String)> {
    let mut key = vec![(class(0), page.say("heat-none")), (class(1), page.say("small-cell"))];
    for step in 2..2 + SHADES {
        let of: Vec<usize> = (SMALL..=most).filter(|count| shade(*count, most) == step).collect();
        if let (Some(first), Some(last)) = (of.first(), of.last()) {
            let words = if first == last { first.to_string() } else { format!("{first} – {last}") };
            key.push((class(step), words));
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_share_a_shade_and_the_most_has_the_darkest() {
        assert_eq!([0, 1, 4].map(|count| shade(count, 40)), [0, 1, 1]);
        assert_eq!([5, 16, 17, 28, 29, 40].map(|count| shade(count, 40)), [2, 2, 3, 3, 4, 4]);
        assert_eq!(shade(5, 5), 2, "one count alone has the first shade");
        assert!((0..=9).all(|count| shade(count, 9) <= 4));
    }
}
