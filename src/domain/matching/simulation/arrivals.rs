//! Calls that arrive: when, where, and what they need.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    intake::{Commune, geography::zone_named},
    matching::{Need, Site},
    provider::{Point, generate::Draw},
    vocabulary::{Severity, Size},
};

/// A kind of incident and how often it comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// What it needs, before the place is known.
    pub need: Need,
    /// Weight among all kinds.
    pub weight: u32,
}

/// When calls arrive, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Days.
    pub days: u32,
    /// Calls in all of them.
    pub incidents: u32,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// What it needs.
    pub need: Need,
}

/// How many of 100 calls come in each hour of the day, from midnight.
const BY_HOUR: [(u32, u32); 24] = [
    (0, 1),
    (1, 1),
    (2, 1),
    (3, 1),
    (4, 1),
    (5, 1),
    (6, 1),
    (7, 3),
    (8, 9),
    (9, 12),
    (10, 11),
    (11, 9),
    (12, 4),
    (13, 5),
    (14, 9),
    (15, 8),
    (16, 7),
    (17, 5),
    (18, 3),
    (19, 2),
    (20, 2),
    (21, 2),
    (22, 1),
    (23, 1),
];
/// Sizes of the organisations that call.
const BY_SIZE: [(Size, u32); 4] = [(Size::Micro, 62), (Size::Pme, 30), (Size::Eti, 6), (Size::Ge, 2)];
/// How many of 100 cases need somebody on the spot.
const ON_SITE_PERCENT: u32 = 35;

/// Calls of a period, in order, from communes of the given departments by their population.
#[must_use]
pub fn arrivals(kinds: &[Kind], departments: &BTreeSet<String>, period: &Period, seed: u64) -> Vec<Arrival> {
    let communes: Vec<_> =
        Commune::all().iter().filter(|commune| departments.contains(commune.department.code)).collect();
    let places: Vec<_> = communes.iter().map(|commune| (*commune, commune.population)).collect();
    if kinds.is_empty() || places.iter().all(|(_, people)| *people == 0) {
        return Vec::new();
    }
    let mut draw = Draw::new(seed);
    let weighted: Vec<_> = kinds.iter().map(|kind| (kind, kind.weight)).collect();
    let mut calls: Vec<_> = (0..period.incidents)
        .map(|_| Arrival {
            at: moment(period, &mut draw),
            need: need(draw.among(&weighted), draw.among(&places), &mut draw),
        })
        .collect();
    calls.sort_by_key(|call| call.at);
    calls
}

/// Three calls of four come on a working day.
fn moment(period: &Period, draw: &mut Draw) -> Timestamp {
    let day = |draw: &mut Draw| {
        period.from.saturating_add(SignedDuration::from_hours(24 * i64::from(draw.below(period.days.max(1)))))
    };
    let first = day(draw);
    let weekend = first.weekday().to_monday_zero_offset() >= 5;
    let day = if weekend && draw.chance(50) { day(draw) } else { first };
    let seconds = i64::from(draw.among(&BY_HOUR) * 3600 + draw.below(3600));
    let midnight = day.to_zoned(zone_named("Europe/Paris")).map(|midnight| midnight.timestamp()).unwrap_or_default();
    midnight.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(midnight)
}

fn need(kind: &Kind, commune: &Commune, draw: &mut Draw) -> Need {
    let mut need = kind.need.clone();
    need.site =
        Site { department: Some(commune.department.code.into()), point: Point::new(commune.lat, commune.lon).ok() };
    need.size = Some(draw.among(&BY_SIZE));
    need.on_site = draw.chance(ON_SITE_PERCENT);
    need
}

impl Kind {
    /// A kind at each severity, by how often each comes: critical 8 %, high 30 %, medium 42 %, low 20 %.
    #[must_use]
    pub fn at_each_severity(weight: u32, need: impl Fn(Severity) -> Need) -> Vec<Self> {
        let shares = [(Severity::Critical, 8), (Severity::High, 30), (Severity::Medium, 42), (Severity::Low, 20)];
        shares.map(|(severity, share)| Self { need: need(severity), weight: weight * share }).into()
    }
}
