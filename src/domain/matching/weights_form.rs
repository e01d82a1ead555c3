//! Weights as a person types them: a number from 0 to 100 for each part of the score; only their proportions count.

use super::Weights;

/// What is wrong with one of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightFault {
    /// Nothing was typed.
    Empty,
    /// It isn't a number.
    NotANumber,
    /// It is below 0 or above 100.
    OutOfRange,
    /// All of them are 0.
    AllZero,
}

impl WeightFault {
    /// End of the text's key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotANumber => "no-number",
            Self::OutOfRange => "range",
            Self::AllZero => "all-zero",
        }
    }
}

/// Reads the six numbers; `typed` gives what was typed for a part.
///
/// # Errors
/// Every part at fault, by its name.
pub fn read_weights<'t>(typed: impl Fn(&str) -> &'t str) -> Result<Weights, Vec<(&'static str, WeightFault)>> {
    let mut faults = Vec::new();
    let mut numbers = [0.0; Weights::PARTS.len()];
    for (number, part) in numbers.iter_mut().zip(Weights::PARTS) {
        match read_number(typed(part)) {
            Ok(read) => *number = read / 100.0,
            Err(fault) => faults.push((part, fault)),
        }
    }
    let weights = Weights::of(numbers);
    if faults.is_empty() && !weights.are_usable() {
        faults.push((Weights::PARTS[0], WeightFault::AllZero));
    }
    if faults.is_empty() { Ok(weights) } else { Err(faults) }
}

/// « 12,5 », « 12.5 » or « 12,5 % ».
fn read_number(text: &str) -> Result<f64, WeightFault> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '%').collect();
    if text.is_empty() {
        return Err(WeightFault::Empty);
    }
    // « inf », « 1e9 » and the like are no numbers to a person.
    if !text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '.' | '-')) {
        return Err(WeightFault::NotANumber);
    }
    let number: f64 = text.replace(',', ".").parse().map_err(|_| WeightFault::NotANumber)?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err(WeightFault::OutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(all: [&'static str; 6]) -> Result<Weights, Vec<(&'static str, WeightFault)>> {
        read_weights(|part| Weights::PARTS.iter().position(|other| *other == part).map_or("", |place| all[place]))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = read(["20", "20 %", " 10 ", "10,0", "5.0", "35\u{a0}%"]).unwrap();
        assert!(read.is_same_as(&Weights::default()), "{read:?}");
        assert!(!Weights { rotation: 0.36, ..read }.is_same_as(&Weights::default()));
    }

    #[test]
    fn every_number_at_fault_is_named() {
        use WeightFault::{AllZero, Empty, NotANumber, OutOfRange};
        let faults = read(["", "beaucoup", "-1", "101", "1e2", "1,2,3"]).unwrap_err();
        let expected = [
            ("skills", Empty),
            ("nearness", NotANumber),
            ("responsiveness", OutOfRange),
            ("outcome", OutOfRange),
            ("capacity", NotANumber),
            ("rotation", NotANumber),
        ];
        assert_eq!(faults, expected);
        assert_eq!(read(["0"; 6]).unwrap_err(), [("skills", AllZero)]);
        assert_eq!(read(["0", "0", "0", "0", "0", "NaN"]).unwrap_err(), [("rotation", NotANumber)]);
    }
}
