//! What people do: how fast a provider answers and what, whom a victim chooses, how long a case lasts.

use serde::{Deserialize, Serialize};

use crate::provider::generate::Draw;

/// How providers and victims behave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Behaviour {
    /// Median minutes to an answer, in open time.
    pub median_answer_minutes: f64,
    /// Spread of the logarithm of these minutes.
    pub answer_sigma: f64,
    /// How many of 100 offers are declined.
    pub decline_percent: u32,
    /// How many of 100 offers are never answered.
    pub silent_percent: u32,
    /// Median days that a case keeps a provider.
    pub case_days: f64,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self { median_answer_minutes: 35.0, answer_sigma: 0.9, decline_percent: 15, silent_percent: 5, case_days: 4.0 }
    }
}

/// What a provider does with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Available { after_seconds: i64 },
    Declines { after_seconds: i64 },
    Silent,
}

impl Behaviour {
    /// The answer of one provider to one case: the same whatever the weights.
    pub(super) fn answer(&self, seed: u64, case: usize, provider: usize) -> Answer {
        let mut draw = personal(seed, case, provider);
        let after_seconds = seconds(self.median_answer_minutes * 60.0, self.answer_sigma, &mut draw);
        match draw.below(100) {
            roll if roll < self.silent_percent => Answer::Silent,
            roll if roll < self.silent_percent + self.decline_percent => Answer::Declines { after_seconds },
            _ => Answer::Available { after_seconds },
        }
    }

    /// How long a case keeps a provider, in seconds.
    pub(super) fn case_seconds(&self, seed: u64, case: usize) -> i64 {
        seconds(self.case_days * 86_400.0, 0.7, &mut personal(seed, case, usize::MAX))
    }
}

/// The place of the one whom a victim chooses among so many.
pub(super) fn choice(seed: u64, case: usize, among: usize) -> usize {
    let bound = u32::try_from(among).unwrap_or(u32::MAX).max(1);
    usize::try_from(personal(seed, case, usize::MAX - 1).below(bound)).unwrap_or(0)
}

fn personal(seed: u64, case: usize, provider: usize) -> Draw {
    let mix = |number: usize, odd: u64| u64::try_from(number).unwrap_or(u64::MAX).wrapping_add(1).wrapping_mul(odd);
    Draw::new(Draw::new(seed ^ mix(case, 0x9E6C_63D0_876A_3F6B) ^ mix(provider, 0xC2B2_AE3D_27D4_EB4F)).next())
}

/// Log-normal, by Box and Muller.
#[expect(clippy::cast_possible_truncation, reason = "clamped to a year before")]
fn seconds(median: f64, sigma: f64, draw: &mut Draw) -> i64 {
    let (radius, angle) = ((1.0 - draw.fraction()).ln() * -2.0, draw.fraction() * std::f64::consts::TAU);
    (median * (sigma * radius.sqrt() * angle.cos()).exp()).clamp(30.0, 31_536_000.0) as i64
}
