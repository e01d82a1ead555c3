//! What ranking reads of each provider, packed so that 50,000 of them are walked through in a few milliseconds.
//!
//! The index decides nothing of its own: what it can't hold (leave, required labels, listed conflicts, a distance at
//! the edge of a radius) it hands to the plain rule in `eligibility`, and a property test holds both to the same answer.

use jiff::civil::Date;

use super::{Availability, Failures, Need, Rules, Widening, eligibility, score::Standing};
use crate::{
    provider::{Point, Provider},
    vocabulary::{Condition, Sector, Severity, Size, Skill, VettingState},
};

/// Mean diameter of the Earth in kilometres, over which a chord is measured.
const DIAMETER_KM: f64 = 2.0 * 6371.0088;
/// Width of the edge of a radius, within which the plain rule measures; far above the error of a chord.
const EDGE_KM: f64 = 0.001;

/// Words numbered in the order in which they are met; the 128th and later ones have no number.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<String>);

impl Numbers {
    fn bits<'a>(&mut self, words: impl IntoIterator<Item = &'a String>) -> Option<u128> {
        words.into_iter().try_fold(0, |bits, word| Some(bits | 1 << self.number(word)?))
    }

    fn number(&mut self, word: &str) -> Option<usize> {
        let known = self.0.iter().position(|known| known == word);
        known.or_else(|| {
            self.0.push(word.to_owned());
            Some(self.0.len() - 1).filter(|number| *number < 128)
        })
    }

    fn known_bits<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> u128 {
        let number = |word: &String| self.0.iter().position(|known| known == word).filter(|number| *number < 128);
        words.into_iter().filter_map(number).fold(0, |bits, number| bits | 1 << number)
    }
}

/// The numbers of one directory.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    departments: Numbers,
    languages: Numbers,
}

/// One provider, packed.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    departments: u128,
    languages: u128,
    /// On the unit sphere.
    spot: Option<[f64; 3]>,
    radius_km: Option<f64>,
    pub(super) standing: Standing,
    siren: u32,
    sectors: u32,
    insured_until: Option<Date>,
    labels_until: Date,
    accepted_in_30_days: u32,
    capacity: u32,
    /// Conditions that hold whatever the need.
    always: Failures,
    unchartered: Failures,
    levels: [u8; Skill::ALL.len()],
    sizes: u8,
    remote: bool,
    on_call: bool,
    addressed: bool,
    /// Something of it the index doesn't hold.
    plain: bool,
    pub(super) schedule: u32,
}

/// A need, packed against the numbers of one directory.
pub(super) struct PackedNeed<'a> {
    need: &'a Need,
    rules: &'a Rules,
    must: Vec<(usize, u8)>,
    department: u128,
    languages: u128,
    spot: Option<[f64; 3]>,
    siren: u32,
    size: u8,
    sector: u32,
    widened: [bool; 2],
    plain: bool,
}

impl Packed {
    pub(super) fn of(provider: &Provider, words: &mut Vocabulary, schedule: u32) -> Self {
        let french = ["fr".to_owned()].into();
        let spoken = if provider.languages.is_empty() { &french } else { &provider.languages };
        let (departments, languages) =
            (words.departments.bits(&provider.territory.departments), words.languages.bits(spoken));
        let mut levels = [0; Skill::ALL.len()];
        provider.skills.0.iter().for_each(|(skill, level)| levels[*skill as usize] = level.get());
        let held = departments.is_some() && languages.is_some();
        let mut always = Failures::NONE;
        always.note(Condition::NotVetted, provider.vetting.state != VettingState::Vetted);
        always.note(Condition::AtCapacity, provider.open_assignments >= provider.capacity);
        always.note(Condition::Paused, provider.paused);
        Self {
            departments: departments.unwrap_or(0),
            languages: languages.unwrap_or(0),
            spot: provider.address.point.map(spot),
            radius_km: provider.territory.radius_km,
            standing: Standing::of(provider),
            siren: provider.siren().map_or(0, number),
            sectors: mask(provider.client_sectors.iter().map(|sector| *sector as u32)),
            insured_until: provider.insurance_until,
            labels_until: eligibility::labels_until(&provider.labels),
            accepted_in_30_days: provider.record.accepted_in_30_days,
            capacity: provider.capacity,
            always,
            unchartered: match provider.charter_version {
                Some(_) => Failures::NONE,
                None => Failures::of(Condition::CharterMissing),
            },
            levels,
            sizes: u8::try_from(mask(provider.client_sizes.iter().map(|size| *size as u32)) & 0xff).unwrap_or(u8::MAX),
            remote: provider.territory.remote,
            on_call: provider.contact.has_on_call(),
            addressed: provider.contact.has_address(),
            plain: !held || !provider.pauses.is_empty() || !provider.conflicts.is_empty(),
            schedule,
        }
    }

    pub(super) const fn on_call(&self) -> bool {
        self.on_call
    }

    pub(super) const fn level(&self, skill: Skill) -> u8 {
        self.levels[skill as usize]
    }
}

/// The bits of a list; an empty one, which means everything, has all.
fn mask(numbers: impl Iterator<Item = u32>) -> u32 {
    let bits = numbers.fold(0, |bits, number| bits | 1 << number);
    if bits == 0 { u32::MAX } else { bits }
}

fn number(siren: &str) -> u32 {
    siren.parse().unwrap_or(0)
}

fn spot(point: Point) -> [f64; 3] {
    let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

impl<'a> PackedNeed<'a> {
    pub(super) fn of(need: &'a Need, rules: &'a Rules, words: &Vocabulary) -> Self {
        let french = ["fr".to_owned()].into();
        let spoken = if need.languages.is_empty() { &french } else { &need.languages };
        Self {
            need,
            rules,
            must: need.must.0.iter().map(|(skill, level)| (*skill as usize, level.get())).collect(),
            department: words.departments.known_bits(&need.site.department),
            languages: words.languages.known_bits(spoken),
            spot: need.site.point.map(spot),
            siren: need.siren.as_deref().map_or(0, number),
            size: need.size.map_or(u8::MAX, |size: Size| 1 << size as u8),
            sector: need.sector.map_or(u32::MAX, |sector: Sector| 1 << sector as u32),
            widened: [Widening::Territory, Widening::RollingCap].map(|step| need.widened.contains(&step)),
            plain: !need.labels.is_empty() || !need.barred_sirens.is_empty() || !need.named.is_empty(),
        }
    }

    /// The same answer as `failures`, sooner.
    pub(super) fn failures(&self, packed: &Packed, provider: &Provider, clock: Availability) -> Failures {
        if self.plain || packed.plain {
            return eligibility::failures(self.need, provider, clock, self.rules);
        }
        let Some(territory) = self.territory(packed) else {
            return eligibility::failures(self.need, provider, clock, self.rules);
        };
        let mut failed = packed.always.with(territory);
        self.standing(packed, clock.today, &mut failed);
        failed.note(Condition::SkillMissing, self.must.iter().any(|(skill, level)| packed.levels[*skill] < *level));
        failed.note(Condition::ConflictOfInterest, self.siren != 0 && self.siren == packed.siren);
        failed.note(Condition::ClientSizeNotServed, packed.sizes & self.size == 0);
        failed.note(Condition::SectorNotServed, packed.sectors & self.sector == 0);
        failed.note(Condition::Language, packed.languages & self.languages == 0);
        failed.note(Condition::AlreadyDeclined, self.need.declined.contains(&provider.id));
        failed.note(Condition::AlreadyAsked, self.need.asked.contains(&provider.id));
        let unreachable = !clock.open_now && !packed.on_call;
        failed.note(Condition::ClosedNow, self.need.severity == Severity::Critical && unreachable);
        failed.note(Condition::NoAddress, self.need.by_mail && !packed.addressed);
        failed
    }

    fn standing(&self, packed: &Packed, today: Date, failed: &mut Failures) {
        if self.rules.charter_required {
            *failed = failed.with(packed.unchartered);
        }
        let insured = packed.insured_until.is_some_and(|until| today <= until);
        failed.note(Condition::InsuranceExpired, self.rules.insurance_required && !insured);
        failed.note(Condition::LabelExpired, packed.labels_until < today);
        let capped = packed.accepted_in_30_days >= self.rules.rolling_cap.max(packed.capacity);
        failed.note(Condition::RollingCap, capped && !self.widened[1]);
    }

    /// What the territory fails; none when the point lies on the edge of the radius.
    fn territory(&self, packed: &Packed) -> Option<Failures> {
        let by_department = packed.departments & self.department != 0;
        if (packed.remote && !self.need.on_site) || by_department || self.widened[0] {
            return Some(Failures::NONE);
        }
        let inside = match (packed.radius_km, self.spot.zip(packed.spot)) {
            (None, _) => Some(false),
            (Some(radius), Some((here, there))) => {
                let beyond = DIAMETER_KM * half_angle_sine(here, there).asin() - radius;
                if beyond.abs() < EDGE_KM {
                    return None;
                }
                Some(beyond <= 0.0)
            }
            (Some(_), None) => None,
        };
        let unknown = inside.is_none() || (packed.departments != 0 && self.need.site.department.is_none());
        Some(match inside {
            Some(true) => Failures::NONE,
            _ if unknown => Failures::of(Condition::PlaceUnknown),
            _ => Failures::of(Condition::OutOfTerritory),
        })
    }
}

/// Sine of half the angle between two spots: half the chord.
fn half_angle_sine(here: [f64; 3], there: [f64; 3]) -> f64 {
    let square: f64 = here.iter().zip(there).map(|(a, b)| (a - b) * (a - b)).sum();
    (square.sqrt() / 2.0).min(1.0)
}
