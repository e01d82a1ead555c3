//! The generator's own random numbers: splitmix64, so that no library can change what a seed means.
//! (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.)

/// A stream of numbers that depends on its seed alone.
#[derive(Debug, Clone)]
pub struct Draw(u64);

impl Draw {
    /// The stream of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below the bound, which mustn't be 0; every one as likely (Lemire's multiplication).
    pub fn below(&mut self, bound: u32) -> u32 {
        let product = u128::from(self.next()) * u128::from(bound);
        u32::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from the least to the greatest, both included.
    pub fn between(&mut self, least: i32, greatest: i32) -> i32 {
        least.saturating_add_unsigned(self.below(greatest.abs_diff(least) + 1))
    }

    /// True so many times in 100.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A number from 0 to 1, 1 excluded.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a f64 holds")]
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of several.
    ///
    /// # Panics
    /// There is none.
    pub fn one_of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(u32::try_from(values.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// One of several, by weight.
    ///
    /// # Panics
    /// There is none.
    pub fn among<T: Copy>(&mut self, weighted: &[(T, u32)]) -> T {
        let mut left = self.below(weighted.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in weighted {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        weighted[0].0
    }

    /// A number of the Poisson distribution whose chance of 0 is given (Knuth's product).
    pub fn poisson(&mut self, chance_of_zero: f64) -> u32 {
        let mut count = 0;
        let mut product = self.fraction();
        while product > chance_of_zero {
            count += 1;
            product *= self.fraction();
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_stream() {
        let mut draw = Draw::new(1_234_567);
        let numbers: Vec<_> = (0..3).map(|_| draw.next()).collect();
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
