//! Where a provider works: departments, a radius around its place, at a distance; and the measure of distances.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The numbers aren't a point of the Earth.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("a latitude is from -90 to 90 and a longitude from -180 to 180, not {lat}, {lon}")]
pub struct InvalidPoint {
    /// Latitude given.
    pub lat: f64,
    /// Longitude given.
    pub lon: f64,
}

/// A point of the Earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    lat: f64,
    lon: f64,
}

impl Point {
    /// A point.
    ///
    /// # Errors
    /// A number is out of range, or not a number.
    pub fn new(lat: f64, lon: f64) -> Result<Self, InvalidPoint> {
        if lat.abs() <= 90.0 && lon.abs() <= 180.0 { Ok(Self { lat, lon }) } else { Err(InvalidPoint { lat, lon }) }
    }

    /// Latitude in degrees.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude in degrees.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Distance as the crow flies, in kilometres (haversine).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + a.cos() * b.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_KM * h.min(1.0).sqrt().asin()
    }
}

/// How long the way is, in bands: what a firm needs to decide, too coarse to tell where the victim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TravelBand {
    /// Less than 30 minutes.
    Under30,
    /// 30 to 60 minutes.
    Under60,
    /// One to two hours.
    Under120,
    /// Farther.
    Far,
}

impl TravelBand {
    /// The band of a distance as the crow flies. Roads are 1.3 times as long, and 65 km/h is what a car makes of them
    /// between towns: so much for a band, not for a journey.
    #[must_use]
    pub fn of_km(km: f64) -> Self {
        match km * 1.3 / 65.0 * 60.0 {
            minutes if minutes < 30.0 => Self::Under30,
            minutes if minutes < 60.0 => Self::Under60,
            minutes if minutes < 120.0 => Self::Under120,
            _ => Self::Far,
        }
    }

    /// End of the text's key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Under30 => "under-30",
            Self::Under60 => "under-60",
            Self::Under120 => "under-120",
            Self::Far => "far",
        }
    }
}

/// Where a provider works; a case is served when any part covers it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Territory {
    /// Codes of departments served on site.
    pub departments: BTreeSet<String>,
    /// Kilometres around its own place served on site.
    pub radius_km: Option<f64>,
    /// Works at a distance, wherever the client is. Alone, it means *at a distance only*.
    pub remote: bool,
}

impl Territory {
    /// Never comes on site.
    #[must_use]
    pub fn is_remote_only(&self) -> bool {
        self.remote && self.departments.is_empty() && self.radius_km.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_told_in_bands() {
        let bands = [10.0, 30.0, 80.0, 150.0].map(TravelBand::of_km);
        assert_eq!(bands, [TravelBand::Under30, TravelBand::Under60, TravelBand::Under120, TravelBand::Far]);
    }

    #[test]
    fn montpellier_is_196_km_from_toulouse() {
        let montpellier = Point::new(43.6112, 3.8767).unwrap();
        let toulouse = Point::new(43.6045, 1.4440).unwrap();
        assert!((montpellier.distance_km(toulouse) - 195.9).abs() < 0.5);
        assert_eq!(montpellier.distance_km(montpellier), 0.0);
        assert!(Point::new(91.0, 0.0).is_err() && Point::new(f64::NAN, 0.0).is_err());
    }
}
