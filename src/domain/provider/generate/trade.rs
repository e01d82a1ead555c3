//! What the invented firms do: skills, hours, capacity, proofs, clients. The shares are those of a trade of small firms.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};

use super::draw::Draw;
use crate::{
    calendar::OpeningHours,
    provider::{Label, Level, SkillLevels},
    vocabulary::{Profile, Sector, Size, Skill},
};

/// e⁻³·², the chance of 0 of a Poisson distribution with mean 3.2, written out so that no library computes it.
const NO_MORE_SKILLS: f64 = 0.040_762_203_978_366_21;
const MOST_SKILLS: u32 = 10;

/// How common each skill is, in percent.
const COMMON: [(Skill, u32); 14] = [
    (Skill::BackupNas, 70),
    (Skill::MailCloud, 65),
    (Skill::NetworkVpn, 60),
    (Skill::WebCms, 40),
    (Skill::Forensics, 18),
    (Skill::ActiveDirectory, 15),
    (Skill::RansomwareRecovery, 15),
    (Skill::Telephony, 12),
    (Skill::DdosHosting, 10),
    (Skill::Mobile, 10),
    (Skill::CrisisPress, 8),
    (Skill::Industrial, 6),
    (Skill::LegalPrivacy, 5),
    (Skill::InsuranceExpert, 3),
];

/// 1 + Poisson(3.2) skills, at most 10, without repeats; specialists have the rare ones four times as often.
pub(super) fn skills(profile: Profile, draw: &mut Draw) -> SkillLevels {
    let count = (1 + draw.poisson(NO_MORE_SKILLS)).min(MOST_SKILLS);
    let specialist = profile == Profile::Specialist;
    let weight = |percent: u32| if specialist && percent <= 18 { 4 * percent } else { percent };
    let mut left: Vec<_> = COMMON.iter().map(|(skill, percent)| (*skill, weight(*percent))).collect();
    let mut skills = BTreeMap::new();
    for _ in 0..count {
        let skill = draw.among(&left);
        left.retain(|(other, _)| *other != skill);
        let levels = if specialist { [(1, 15), (2, 40), (3, 45)] } else { [(1, 40), (2, 42), (3, 18)] };
        skills.insert(skill, Level::try_from(draw.among(&levels)).unwrap_or(Level::KNOWS));
    }
    SkillLevels(skills)
}

/// Business hours 82 %, with Saturday 12 %, day and night 6 %.
pub(super) fn hours(draw: &mut Draw) -> OpeningHours {
    let week = draw.among(&[
        ("mo-fr 09:00-12:30 14:00-18:00", 42),
        ("mo-fr 08:30-12:00 13:30-17:30", 20),
        ("mo-fr 09:00-18:00", 12),
        ("mo-fr 08:00-12:00 14:00-18:30", 8),
        ("mo-fr 09:00-12:30 14:00-18:00; sa 09:00-12:00", 8),
        ("mo-sa 08:30-12:30 13:30-19:00", 4),
        ("24/7", 6),
    ]);
    week.parse().unwrap_or_else(|_| OpeningHours::always())
}

/// 1 (45 %), 2–3 (40 %), 4–8 (15 %).
pub(super) fn capacity(draw: &mut Draw) -> u32 {
    match draw.below(100) {
        0..45 => 1,
        45..85 => 2 + draw.below(2),
        _ => 4 + draw.below(5),
    }
}

/// Most have no case open; about one in twelve is full.
pub(super) fn open_assignments(capacity: u32, draw: &mut Draw) -> u32 {
    match draw.below(100) {
        0..70 => 0,
        70..92 => draw.below(capacity),
        _ => capacity,
    }
}

/// Labels and insurance: ExpertCyber 15 %, PASSI 2 %, PRIS 0.5 %; of all firms 8 % have a proof that ran out and 3 % one
/// that ends within 30 days.
pub(super) fn proofs(at: Date, draw: &mut Draw) -> (Vec<Label>, Option<Date>) {
    let until = match draw.below(100) {
        0..8 => -draw.between(1, 240),
        8..11 => draw.between(0, 30),
        _ => draw.between(40, 640),
    };
    let names = [("ExpertCyber", 150), ("PASSI", 20), ("PRIS", 5)];
    let held: Vec<_> =
        names.iter().filter(|(_, per_mille)| draw.below(1000) < *per_mille).map(|(name, _)| *name).collect();
    let insurance = if held.is_empty() { until } else { draw.between(40, 350) };
    let labels = held.iter().filter_map(|name| label(name, day(at, until))).collect();
    (labels, Some(day(at, insurance)))
}

/// A label of two years.
fn label(name: &str, until: Date) -> Option<Label> {
    Label::new(name, until.saturating_sub(2.years()), until).ok()
}

/// So many days after, or before, a day.
pub(super) fn day(at: Date, days: i32) -> Date {
    at.saturating_add(days.days())
}

/// Two in three serve everybody.
pub(super) fn client_sizes(draw: &mut Draw) -> BTreeSet<Size> {
    let bands: [(&[Size], u32); 5] = [
        (&[], 66),
        (&[Size::Micro, Size::Pme], 20),
        (&[Size::Micro], 4),
        (&[Size::Pme, Size::Eti], 6),
        (&[Size::Eti, Size::Ge], 4),
    ];
    draw.among(&bands).iter().copied().collect()
}

/// One in eight keeps to a few sectors.
pub(super) fn client_sectors(draw: &mut Draw) -> BTreeSet<Sector> {
    if !draw.chance(12) {
        return BTreeSet::new();
    }
    (0..3 + draw.below(6)).map(|_| *draw.one_of(Sector::ALL)).collect()
}

/// All speak French; some more.
pub(super) fn languages(draw: &mut Draw) -> BTreeSet<String> {
    let others = [("en", 35), ("es", 8), ("oc", 2), ("ca", 2), ("de", 1)];
    let spoken = others.iter().filter(|(_, percent)| draw.chance(*percent)).map(|(code, _)| *code);
    ["fr"].into_iter().chain(spoken).map(str::to_owned).collect()
}
