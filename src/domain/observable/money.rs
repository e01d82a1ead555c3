//! Money's addresses: IBANs, checked by their country's length and by ISO 7064; wallets, checked by their own sums.

use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use super::{Observable, ObservableKind, Sighting};

static IBAN_START: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[A-Za-z]{2}[0-9]{2}").ok());
static WALLET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:(?i:bc1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|0x[0-9a-fA-F]{40}|[48][1-9A-HJ-NP-Za-km-z]{94})\b").ok()
});

/// Lengths of IBANs (SWIFT's registry) of the countries that money of such cases goes to.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("XK", 20),
];

pub(super) fn ibans(text: &str) -> Vec<Sighting> {
    IBAN_START.iter().flat_map(|pattern| pattern.find_iter(text)).filter_map(|hit| iban_at(text, hit.start())).collect()
}

/// Reads as many letters and digits as the country has, one separator allowed between two.
fn iban_at(text: &str, start: usize) -> Option<Sighting> {
    let country = text[start..start + 2].to_ascii_uppercase();
    let length = LENGTHS.iter().find(|(known, _)| *known == country)?.1;
    let mut value = String::with_capacity(length);
    let mut separated = false;
    for (offset, character) in text[start..].char_indices() {
        match character {
            character if character.is_ascii_alphanumeric() => {
                value.push(character.to_ascii_uppercase());
                separated = false;
            }
            ' ' | '-' | '.' | '\u{a0}' | '\u{202f}' if !separated => separated = true,
            _ => return None,
        }
        if value.len() == length {
            let end = start + offset + 1;
            let goes_on = text[end..].starts_with(|next: char| next.is_ascii_alphanumeric());
            let observable = Observable { kind: ObservableKind::Iban, value };
            return (!goes_on && is_iban(&observable.value)).then_some(Sighting { observable, bytes: start..end });
        }
    }
    None
}

/// ISO 7064 mod 97-10: country and key to the end, letters as 10 to 35, remainder 1.
fn is_iban(value: &str) -> bool {
    let (head, body) = value.split_at(4);
    let remainder = body.chars().chain(head.chars()).try_fold(0_u32, |remainder, character| {
        let digit = character.to_digit(36)?;
        Some(if digit < 10 { (remainder * 10 + digit) % 97 } else { (remainder * 100 + digit) % 97 })
    });
    remainder == Some(1)
}

/// Bitcoin, Ethereum, Tron and Monero; those with a sum of their own must fit it.
pub(super) fn wallets(text: &str) -> Vec<Sighting> {
    let hits = WALLET.iter().flat_map(|pattern| pattern.find_iter(text));
    let wallets = hits.filter_map(|hit| {
        let typed = hit.as_str();
        let value = match typed.as_bytes()[0] {
            b'0' => Some(typed.to_lowercase()),
            b'b' | b'B' => Some(typed.to_lowercase()).filter(|address| is_bech32(address)),
            _ if typed.len() == 95 => Some(typed.to_owned()),
            _ => Some(typed.to_owned()).filter(|address| is_base58check(address)),
        };
        Some(Sighting { observable: Observable { kind: ObservableKind::Wallet, value: value? }, bytes: hit.range() })
    });
    wallets.collect()
}

/// The sum of BIP 173 (bech32) or BIP 350 (bech32m).
fn is_bech32(address: &str) -> bool {
    const LETTERS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const GENERATORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let prefix = [3, 3, 0, 2, 3]; // « bc », expanded as BIP 173 says
    let values = address[3..].chars().map(|letter| LETTERS.find(letter).and_then(|place| u32::try_from(place).ok()));
    let sum = prefix.into_iter().map(Some).chain(values).try_fold(1_u32, |sum, value| {
        let top = sum >> 25;
        let next = (sum & 0x01ff_ffff) << 5 ^ value?;
        Some((0..5).filter(|bit| top >> bit & 1 == 1).fold(next, |next, bit| next ^ GENERATORS[bit]))
    });
    matches!(sum, Some(1 | 0x2bc8_30a3))
}

/// The sum behind a base-58 address: the first four bytes of a double SHA-256.
fn is_base58check(address: &str) -> bool {
    let Some(bytes) = base58(address).filter(|bytes| bytes.len() == 25) else { return false };
    let sum = Sha256::digest(Sha256::digest(&bytes[..21]));
    sum[..4] == bytes[21..]
}

fn base58(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes: Vec<u8> = Vec::new(); // least significant first
    for letter in text.chars() {
        let mut carry = u32::try_from(LETTERS.find(letter)?).ok()?;
        for byte in &mut bytes {
            carry += u32::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xff).ok()?;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push(u8::try_from(carry & 0xff).ok()?);
            carry >>= 8;
        }
    }
    bytes.extend(text.chars().take_while(|letter| *letter == '1').map(|_| 0));
    bytes.reverse();
    Some(bytes)
}
