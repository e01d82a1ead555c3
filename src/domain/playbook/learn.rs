//! The descent behind `tune`: multinomial logistic regression with an L2 penalty by feature.

/// Weights by feature, then by category.
pub(super) type Matrix = Vec<f32>;

/// One labelled case, as numbers.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// What it shows.
    pub features: Vec<u32>,
    /// Scores that are not learnt.
    pub offset: Vec<f32>,
    /// Its category.
    pub label: usize,
}

/// How the descent is held back.
pub(super) struct Held {
    /// L2 penalty of each feature.
    pub penalties: Vec<f64>,
    /// How many categories there are.
    pub classes: usize,
    /// How often all samples are gone through.
    pub rounds: usize,
}

/// First step; it shrinks where much was learnt (AdaGrad).
const STEP: f32 = 0.1;

/// Stochastic descent over the used samples, in an order fixed by arithmetic.
pub(super) fn learn(samples: &[Sample], used: impl Fn(usize) -> bool, held: &Held) -> Matrix {
    let mut order: Vec<usize> = (0..samples.len()).filter(|index| used(*index)).collect();
    let mut counts = vec![0.0_f32; held.penalties.len()];
    for index in &order {
        samples[*index].features.iter().for_each(|feature| counts[*feature as usize] += 1.0);
    }
    // The penalty of a feature is spread over the samples that show it, so that a round brings all of it once.
    let spread: Vec<f32> =
        held.penalties.iter().zip(&counts).map(|(penalty, count)| *penalty as f32 / count.max(1.0)).collect();
    let size = held.penalties.len() * held.classes;
    let (mut weights, mut learnt) = (vec![0.0_f32; size], vec![1e-2_f32; size]);
    for round in 0..held.rounds {
        order.sort_by_key(|index| scatter(*index, round));
        for index in &order {
            step(&samples[*index], (&mut weights, &mut learnt), &spread, held.classes);
        }
    }
    weights
}

fn step(sample: &Sample, (weights, learnt): (&mut Matrix, &mut Matrix), spread: &[f32], classes: usize) {
    let mut slope = scores(sample, weights, classes);
    shares(&mut slope);
    slope[sample.label] -= 1.0;
    for feature in &sample.features {
        let (from, penalty) = (*feature as usize * classes, spread[*feature as usize]);
        let row = weights[from..from + classes].iter_mut().zip(&mut learnt[from..from + classes]);
        for ((weight, learnt), slope) in row.zip(&slope) {
            let gradient = slope + penalty * *weight;
            *learnt += gradient * gradient;
            *weight -= STEP * gradient / learnt.sqrt();
        }
    }
}

fn shares(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The scores of a sample.
pub(super) fn scores(sample: &Sample, weights: &[f32], classes: usize) -> Vec<f32> {
    let mut scores = sample.offset.clone();
    for feature in &sample.features {
        let from = *feature as usize * classes;
        for (score, weight) in scores.iter_mut().zip(&weights[from..from + classes]) {
            *score += weight;
        }
    }
    scores
}

/// An order that looks shuffled and is the same everywhere.
fn scatter(index: usize, round: usize) -> u64 {
    let mixed =
        (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (round as u64 + 1).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learnt_separates_and_a_penalty_holds_it_back() {
        let sample = |feature: u32, label: usize| Sample { features: vec![feature], offset: vec![0.0; 2], label };
        let samples = [sample(0, 0), sample(0, 0), sample(1, 1), sample(1, 1)];
        let weights =
            |penalty: f64| learn(&samples, |_| true, &Held { penalties: vec![penalty; 2], classes: 2, rounds: 50 });
        let (free, held) = (weights(0.1), weights(10.0));
        assert!(free[0] > free[1] && free[3] > free[2]);
        assert!(held[0] > 0.0 && held[0] < free[0]);
    }
}
