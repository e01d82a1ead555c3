//! A map of departments without a map: each square of a grid belongs to the department whose communes lie in it.
//!
//! The shapes come from the commune points that the desk has anyway; nothing is fetched, nothing is licensed apart.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use vigie_domain::intake::{Commune, Department};

use crate::web::{present, view::console::MapTile};

/// Squares along the longer side of the map.
const SQUARES: f64 = 56.0;
/// Side of a square in units of the drawing.
const SIDE: i32 = 10;
/// Rounds in which empty squares between communes are filled from their neighbours.
const FILLING: usize = 3;

/// A department as it is drawn.
pub(super) struct Shape {
    pub(super) department: &'static Department,
    pub(super) path: String,
    pub(super) outline: String,
    pub(super) label_at: (i32, i32),
}

impl Shape {
    /// As a page draws it, shaded by a class of the style sheet.
    pub(super) fn tile(&self, what: &str, class: &'static str) -> MapTile {
        MapTile {
            code: self.department.code.to_owned(),
            title: format!("{} : {what}", present::department_name(self.department.code)),
            class,
            path: self.path.clone(),
            outline: self.outline.clone(),
            label_at: self.label_at,
        }
    }
}

type Square = (i32, i32);

/// Shapes and their `viewBox`.
pub(super) type Drawing = (Vec<Shape>, String);

/// The drawings made so far: a desk has one remit, and drawing it reads every commune of it.
static DRAWN: LazyLock<Mutex<HashMap<String, Arc<Drawing>>>> = LazyLock::new(Mutex::default);

/// Shapes of these departments, and the drawing's `viewBox`; drawn once.
pub(super) fn drawn(departments: &[&'static Department]) -> Arc<Drawing> {
    let name: String = departments.iter().map(|one| one.code).collect::<Vec<_>>().join(" ");
    let mut drawings = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(drawings.entry(name).or_insert_with(|| Arc::new(shapes(departments))))
}

/// Shapes of these departments, and the drawing's `viewBox`.
fn shapes(departments: &[&'static Department]) -> (Vec<Shape>, String) {
    let communes: Vec<&Commune> = Commune::all()
        .iter()
        .filter(|one| departments.iter().any(|wanted| wanted.code == one.department.code))
        .collect();
    let grid = Grid::over(&communes);
    let owners = grid.owners(&communes);
    let mut squares: BTreeMap<&str, Vec<Square>> = BTreeMap::new();
    for (square, code) in owners {
        squares.entry(code).or_default().push(square);
    }
    let shape = |department: &&'static Department| {
        let mut own = squares.get(department.code)?.clone();
        own.sort_unstable();
        Some(Shape { department, path: path(&own), outline: outline(&own), label_at: middle(&own) })
    };
    let (width, height) = grid.size();
    (departments.iter().filter_map(shape).collect(), format!("0 0 {width} {height}"))
}

struct Grid {
    north: f64,
    west: f64,
    step_lat: f64,
    step_lon: f64,
    columns: i32,
    rows: i32,
}

impl Grid {
    fn over(communes: &[&Commune]) -> Self {
        let bound = |of: fn(&Commune) -> f64, pick: fn(f64, f64) -> f64, start: f64| {
            communes.iter().map(|one| of(one)).fold(start, pick)
        };
        let (south, north) = (bound(|one| one.lat, f64::min, 90.0), bound(|one| one.lat, f64::max, -90.0));
        let (west, east) = (bound(|one| one.lon, f64::min, 180.0), bound(|one| one.lon, f64::max, -180.0));
        // A degree of longitude is shorter, the farther from the equator.
        let shrink = f64::midpoint(south, north).to_radians().cos().max(0.2);
        let longer = (north - south).max((east - west) * shrink).max(0.01);
        let (step_lat, step_lon) = (longer / SQUARES, longer / SQUARES / shrink);
        let mut grid = Self { north, west, step_lat, step_lon, columns: 0, rows: 0 };
        let (column, row) = grid.square(south, east);
        (grid.columns, grid.rows) = (column + 1, row + 1);
        grid
    }

    #[expect(clippy::cast_possible_truncation, reason = "a place on a grid of some dozen squares")]
    fn square(&self, lat: f64, lon: f64) -> Square {
        (((lon - self.west) / self.step_lon) as i32, ((self.north - lat) / self.step_lat) as i32)
    }

    const fn size(&self) -> (i32, i32) {
        (self.columns * SIDE, self.rows * SIDE)
    }

    /// The department with the most communes in a square; squares without any take that of most of their neighbours.
    fn owners(&self, communes: &[&'static Commune]) -> HashMap<Square, &'static str> {
        let mut counts: HashMap<Square, BTreeMap<&'static str, usize>> = HashMap::new();
        for one in communes {
            *counts.entry(self.square(one.lat, one.lon)).or_default().entry(one.department.code).or_default() += 1;
        }
        let mut owners: HashMap<Square, &'static str> =
            counts.into_iter().filter_map(|(square, counts)| Some((square, most(&counts)?))).collect();
        for _ in 0..FILLING {
            let filled = self.filled(&owners);
            owners.extend(filled);
        }
        owners
    }

    /// Empty squares of which at least five of the eight neighbours are taken: holes and coves, not the sea.
    fn filled(&self, owners: &HashMap<Square, &'static str>) -> Vec<(Square, &'static str)> {
        let all = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (column, row)));
        let empty = all.filter(|square| !owners.contains_key(square));
        let owner = |(column, row): Square| {
            let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (column + x, row + y)));
            let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
            for code in around.filter_map(|square| owners.get(&square)) {
                *counts.entry(code).or_default() += 1;
            }
            (counts.values().sum::<usize>() >= 5).then(|| most(&counts)).flatten()
        };
        empty.filter_map(|square| Some((square, owner(square)?))).collect()
    }
}

fn most(counts: &BTreeMap<&'static str, usize>) -> Option<&'static str> {
    counts.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code))).map(|(code, _)| *code)
}

/// One path: a run of squares of a column is one rectangle.
fn path(squares: &[Square]) -> String {
    let mut path = String::new();
    let mut runs: Vec<(Square, i32)> = Vec::new();
    for (column, row) in squares {
        match runs.last_mut() {
            Some(((last, first), length)) if last == column && *first + *length == *row => *length += 1,
            _ => runs.push(((*column, *row), 1)),
        }
    }
    for ((column, row), length) in runs {
        let tall = length * SIDE;
        path.push_str(&format!("M{} {}h{SIDE}v{tall}h-{SIDE}z", column * SIDE, row * SIDE));
    }
    path
}

/// The sides of squares beyond which the department ends.
fn outline(squares: &[Square]) -> String {
    let own: HashSet<Square> = squares.iter().copied().collect();
    let mut path = String::new();
    for (column, row) in squares {
        let (left, top) = (column * SIDE, row * SIDE);
        let sides = [
            ((*column, row - 1), format!("M{left} {top}h{SIDE}")),
            ((*column, row + 1), format!("M{left} {}h{SIDE}", top + SIDE)),
            ((column - 1, *row), format!("M{left} {top}v{SIDE}")),
            ((column + 1, *row), format!("M{} {top}v{SIDE}", left + SIDE)),
        ];
        path.extend(sides.into_iter().filter(|(beyond, _)| !own.contains(beyond)).map(|(_, side)| side));
    }
    path
}

/// Where the code is written: the square nearest to the middle of all.
fn middle(squares: &[Square]) -> (i32, i32) {
    let count = i32::try_from(squares.len()).unwrap_or(1).max(1);
    let sum = squares.iter().fold((0, 0), |sum, square| (sum.0 + square.0, sum.1 + square.1));
    let centre = (sum.0 / count, sum.1 / count);
    let nearest = squares.iter().min_by_key(|square| (square.0 - centre.0).pow(2) + (square.1 - centre.1).pow(2));
    let (column, row) = nearest.copied().unwrap_or(centre);
    (column * SIDE + SIDE / 2, row * SIDE + SIDE / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_department_of_a_region_has_a_shape_of_its_own_and_the_same_each_time() {
        for region in ["76", "53", "04", "94"] {
            let departments: Vec<&Department> = Department::all().iter().filter(|one| one.region == region).collect();
            let (drawn, view_box) = shapes(&departments);
            assert_eq!(drawn.len(), departments.len(), "region {region}");
            assert!(drawn.iter().all(|shape| shape.path.starts_with('M')), "region {region}");
            let size: usize = drawn.iter().map(|shape| shape.path.len()).sum();
            assert!(size < 30_000, "region {region}: {size} bytes");
            let (again, same_box) = shapes(&departments);
            assert_eq!(view_box, same_box);
            assert!(drawn.iter().zip(&again).all(|(one, other)| one.path == other.path));
        }
    }

    #[test]
    fn runs_of_a_column_become_one_rectangle() {
        assert_eq!(path(&[(0, 0), (0, 1), (0, 3), (1, 0)]), "M0 0h10v20h-10zM0 30h10v10h-10zM10 0h10v10h-10z");
    }
}
