//! A price as a firm types it: « 95 », « 95,50 », « 95 € HT de l’heure ». What isn't one plain amount without tax is
//! asked for again: nothing is guessed, nothing dropped.

use std::sync::LazyLock;

use regex::Regex;

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceOf {
    /// Coming to the place, once.
    CallOut,
    /// An hour of work.
    Hour,
}

/// It can't be read as one plain amount without tax, such as « 95 TTC », « 80 à 100 » or « 1.200 ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one plain amount without tax")]
pub struct UnclearPrice;

/// Whole euros, two digits of cents at most, currency, tax and « de l’heure », in that order.
static PRICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let amount = r"(?<whole>[0-9]{1,3}(?:\s[0-9]{3}){1,2}|[0-9]{1,9})(?:[.,](?<cents>[0-9]{1,2}))?";
    let currency = r"(?:€|euros?|eur)?";
    let tax = r"(?:ht|h\.t\.?|hors taxes?|excl\.? tax|excl\.? vat)?";
    let hour = r"(?<hour>(?:/|par|de l['’]|l['’]|per|an)\s*(?:heure|hour|h))?";
    Regex::new(&format!(r"^(?:€\s*)?{amount}\s*{currency}\s*{tax}\s*{hour}\s*{tax}$")).ok()
});
/// No price to pay, in a word.
const FREE: [&str; 5] = ["gratuit", "offert", "inclus", "free", "included"];

/// The price in cents, without tax; none when nothing was typed.
///
/// # Errors
/// [`UnclearPrice`].
pub fn cents_of(typed: &str, what: PriceOf) -> Result<Option<i64>, UnclearPrice> {
    let text = typed.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    if FREE.contains(&text.as_str()) {
        return Ok(Some(0));
    }
    let read = PRICE.as_ref().and_then(|price| price.captures(&text)).ok_or(UnclearPrice)?;
    if what == PriceOf::CallOut && read.name("hour").is_some() {
        return Err(UnclearPrice);
    }
    let whole: String = read["whole"].chars().filter(char::is_ascii_digit).collect();
    let cents = read.name("cents").map_or("", |cents| cents.as_str());
    format!("{whole}{cents:0<2}").parse().map(Some).map_err(|_| UnclearPrice)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_price_is_read_as_firms_write_it() {
        for typed in ["95", "95 HT", "95 €/h", "95€", "95,00", "95.0 € HT", "95 € de l’heure HT", "95 euros par heure"]
        {
            assert_eq!(cents_of(typed, PriceOf::Hour), Ok(Some(9_500)), "{typed}");
        }
        assert_eq!(cents_of("95,50", PriceOf::Hour), Ok(Some(9_550)));
        assert_eq!(cents_of("95,5 €", PriceOf::Hour), Ok(Some(9_550)));
        assert_eq!(cents_of("1 200", PriceOf::CallOut), Ok(Some(120_000)));
        assert_eq!(cents_of("1\u{202f}200,50\u{a0}€", PriceOf::CallOut), Ok(Some(120_050)));
        assert_eq!(cents_of("Offert", PriceOf::CallOut), Ok(Some(0)));
        assert_eq!(cents_of("  ", PriceOf::CallOut), Ok(None));
    }

    #[test]
    fn what_is_not_one_plain_amount_is_asked_for_again() {
        let unclear =
            ["95 TTC", "80-100", "80 à 100", "80 95", "1.200", "1,200", "dès 95", "95 €/jour", "-95", "sur devis"];
        for typed in unclear {
            assert_eq!(cents_of(typed, PriceOf::Hour), Err(UnclearPrice), "{typed}");
        }
        assert_eq!(cents_of("80 €/h", PriceOf::CallOut), Err(UnclearPrice), "coming isn't paid by the hour");
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_and_read_again_the_same(typed in "[0-9 .,€htHT/’a-e]{0,12}") {
            if let Ok(Some(cents)) = cents_of(&typed, PriceOf::Hour) {
                let written = format!("{},{:02}", cents / 100, cents % 100);
                prop_assert!(cents >= 0);
                prop_assert_eq!(cents_of(&written, PriceOf::Hour), Ok(Some(cents)));
            }
        }
    }
}
