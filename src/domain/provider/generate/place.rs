//! Where the invented firms are: by population and by how dense the trade is there.

use std::collections::BTreeSet;

use super::draw::Draw;
use crate::{
    intake::{Commune, Department},
    provider::{Address, Point, Territory},
};

/// Communes below this population have half as many firms for their size.
const RURAL_BELOW: u64 = 10_000;

/// Communes to draw from.
pub(super) struct Places {
    home: Vec<&'static Department>,
    communes: Vec<&'static Commune>,
    /// Running sum of the weights.
    sums: Vec<u64>,
}

impl Places {
    /// Places of the home region, or of the whole country.
    pub(super) fn new(region: &str, nation: bool) -> Self {
        let home: Vec<_> = Department::all().iter().filter(|department| department.region == region).collect();
        let mut seen = BTreeSet::new();
        let inside = |commune: &&Commune| (nation || commune.department.region == region) && commune.population > 0;
        let communes: Vec<_> =
            Commune::all().iter().filter(inside).filter(|commune| seen.insert(commune.insee)).collect();
        let mut sum = 0;
        let sums = communes
            .iter()
            .map(|commune| {
                sum += weight(commune);
                sum
            })
            .collect();
        Self { home, communes, sums }
    }

    /// The first firms go one to each department of the home region, so that all are present; the others by weight.
    pub(super) fn pick(&self, serial: u32, draw: &mut Draw) -> &'static Commune {
        let home = self.home.get(serial as usize);
        let seat = home.and_then(|department| department.seat_commune());
        seat.unwrap_or_else(|| {
            let target = draw.next() % self.sums.last().copied().unwrap_or(1).max(1);
            self.communes[self.sums.partition_point(|sum| *sum <= target)]
        })
    }

    /// Radius 30 km 25 %, 60 km 30 %, 100 km 20 %, region 15 %, nation 10 %; at a distance 60 %.
    pub(super) fn territory(&self, commune: &Commune, draw: &mut Draw) -> Territory {
        let reach = draw.among(&[
            (Reach::Km(30), 25),
            (Reach::Km(60), 30),
            (Reach::Km(100), 20),
            (Reach::Region, 15),
            (Reach::Nation, 10),
        ]);
        let remote = draw.chance(60);
        let codes = |inside: &dyn Fn(&Department) -> bool| {
            Department::all()
                .iter()
                .filter(|department| inside(department))
                .map(|department| department.code.to_owned())
                .collect()
        };
        let (departments, radius_km) = match reach {
            Reach::Km(km) => (BTreeSet::new(), Some(f64::from(km))),
            Reach::Region => (codes(&|department| department.region == commune.department.region), None),
            Reach::Nation => {
                (codes(&|department| !department.code.starts_with("97") && !department.code.starts_with("98")), None)
            }
        };
        Territory { departments, radius_km, remote }
    }
}

#[derive(Clone, Copy)]
enum Reach {
    Km(u32),
    Region,
    Nation,
}

/// Inhabitants, twice in the department of the aerospace firms, 1.7 times in that of the health and software ones.
fn weight(commune: &Commune) -> u64 {
    let people = u64::from(commune.population);
    let density = match commune.department.code {
        "31" => 20,
        "34" => 17,
        _ => 10,
    };
    if people < RURAL_BELOW { people * density / 20 } else { people * density / 10 }
}

pub(super) fn address(commune: &Commune) -> Address {
    Address {
        postal_code: commune.postal_code.into(),
        commune: commune.name.into(),
        department: Some(commune.department.code.into()),
        point: Point::new(commune.lat, commune.lon).ok(),
    }
}
