//! Amounts of money in folded words: « 15 000 euros », « 12.400 € », "120k", « 1,2 million », "15 and a half thousand".

/// An amount with its place in the folded text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    /// Euros; other currencies are taken at face value, since the size is what counts.
    pub value: f64,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

const HALF: &str = " and a half";

/// What multiplies a number.
const FACTORS: [(&str, f64); 7] =
    [("millions", 1e6), ("million", 1e6), ("mille", 1e3), ("thousand", 1e3), ("grand", 1e3), ("k", 1e3), ("m", 1e6)];

/// The amounts in a folded text, in order. Linear in its length.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let inside_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric());
        if !bytes[at].is_ascii_digit() || inside_word {
            at += 1;
            continue;
        }
        let (number, end) = number(bytes, at);
        let half = text[end..].starts_with(HALF);
        let end = if half { end + HALF.len() } else { end };
        let (factor, unit, after) = unit(&text[end..]);
        let symbol_before = text[..at].trim_end().ends_with(['$', '#']) || text[..at].ends_with("eur");
        if let Some(number) = number.filter(|_| unit || symbol_before || factor > 1.0) {
            found.push(Amount { value: (number + if half { 0.5 } else { 0.0 }) * factor, start: at, end: end + after });
        }
        at = end.max(at + 1);
    }
    found
}

/// A number with spaces, points or commas between its thousands; a comma or point before one or two digits is decimal.
fn number(bytes: &[u8], start: usize) -> (Option<f64>, usize) {
    let mut digits = String::new();
    let mut at = start;
    while at < bytes.len() && digits.len() < 16 {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            digits.push(byte as char);
            at += 1;
            continue;
        }
        let following = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match (byte, following) {
            (b' ' | b'.' | b',' | b'\'', 3) => at += 1,
            (b'.' | b',', 1..=2) => {
                digits.push('.');
                digits.extend(bytes[at + 1..at + 1 + following].iter().map(|byte| *byte as char));
                at += 1 + following;
                break;
            }
            _ => break,
        }
    }
    (digits.parse().ok(), at)
}

/// Factor, whether it is money for sure, and how long the words are.
fn unit(rest: &str) -> (f64, bool, usize) {
    let start = usize::from(rest.starts_with(' '));
    let word = FACTORS.iter().find(|(word, _)| rest[start..].starts_with(word) && ends_word(rest, start + word.len()));
    let (at, factor) = word.map_or((0, 1.0), |(word, factor)| (start + word.len(), *factor));
    let tail =
        rest[at..].trim_start_matches(' ').trim_start_matches("d'").trim_start_matches("de ").trim_start_matches("d ");
    let skipped = rest.len() - at - tail.len();
    let money = ["euros", "euro", "eur", "balles", "dollars", "usd", "pounds", "livres", "gbp", "$", "ht", "ttc"];
    match money.iter().find(|word| tail.starts_with(**word)) {
        Some(word) if skipped <= 3 => (factor, true, at + skipped + word.len()),
        _ => (factor, false, at),
    }
}

/// « k » may be glued to the currency: "500keur".
fn ends_word(rest: &str, at: usize) -> bool {
    let tail = &rest[at..];
    tail.starts_with("eur") || !tail.starts_with(|letter: char| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        amounts(&fold(text)).into_iter().map(|amount| amount.value).collect()
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(values("virement de 12 400 € exécuté"), [12_400.0]);
        assert_eq!(values("70 000 euros, puis 12.400 euros et 1,2 million"), [70_000.0, 12_400.0, 1_200_000.0]);
        assert_eq!(values("500 k€ vers l'étranger, vir 32k parti"), [500_000.0, 32_000.0]);
        assert_eq!(values("15 and a half thousand gone"), [15_500.0]);
        assert_eq!(values("1,99 €"), [1.99]);
    }

    #[test]
    fn numbers_that_are_no_money_are_left() {
        assert!(values("12 postes, le 31/10 à 3h12, windows 11, 4 pc sur 6").is_empty());
    }
}
