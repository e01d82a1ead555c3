//! The address that a message carries for what comes back: `desk+TAG@domain`. The tag names the case and the party, and
//! proves by a code that the desk made it; a header never proves anything.

use uuid::Uuid;

/// RFC 4648, section 6, in small letters: mail servers may change the case of an address, so that no sign may need it.
const SIGNS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Octets of id and code.
const OCTETS: usize = 26;

/// Letters of a tag: one for the party, 42 for id and code.
const LENGTH: usize = 43;

/// Whose mail comes back by an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// The victim's, about this case.
    Victim(Uuid),
    /// A provider's, about this offer.
    Provider(Uuid),
    /// A server's, about this message of the outbox.
    Report(Uuid),
}

impl Tag {
    /// The letter that stands for the party, and goes into the code.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Victim(_) => 'v',
            Self::Provider(_) => 'p',
            Self::Report(_) => 'r',
        }
    }

    /// The case, offer or message.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Victim(id) | Self::Provider(id) | Self::Report(id) => id,
        }
    }

    /// The address `desk` with this tag and its code.
    #[must_use]
    pub fn address(self, desk: &str, code: [u8; 10]) -> Option<String> {
        let (local, domain) = desk.rsplit_once('@')?;
        let mut octets = [0; OCTETS];
        octets[..16].copy_from_slice(self.id().as_bytes());
        octets[16..].copy_from_slice(&code);
        // RFC 5321, section 4.5.3.1.1: at most 64 octets before the @.
        let local = format!("{local}+{}{}", self.letter(), letters(&octets));
        (local.len() <= 64).then(|| format!("{local}@{domain}"))
    }

    /// What an address says it is: tag and code, not yet checked. Nothing for an address of another desk.
    #[must_use]
    pub fn read(address: &str, desk: &str) -> Option<(Self, [u8; 10])> {
        let address = address.to_lowercase();
        let desk = desk.to_lowercase();
        let ((local, domain), (own, own_domain)) = (address.rsplit_once('@')?, desk.rsplit_once('@')?);
        let text = local.strip_prefix(own)?.strip_prefix('+')?;
        if domain != own_domain || text.len() != LENGTH {
            return None;
        }
        let octets = octets(text.get(1..)?)?;
        let id = Uuid::from_slice(&octets[..16]).ok()?;
        let code = std::array::from_fn(|at| octets[16 + at]);
        let tag = match text.chars().next()? {
            'v' => Self::Victim(id),
            'p' => Self::Provider(id),
            'r' => Self::Report(id),
            _ => return None,
        };
        Some((tag, code))
    }
}

fn letters(octets: &[u8; OCTETS]) -> String {
    let bit = |at: usize| octets.get(at / 8).map_or(0, |octet| octet >> (7 - at % 8) & 1);
    (0..LENGTH - 1)
        .map(|letter| {
            let value = (0..5).fold(0, |value, at| value << 1 | usize::from(bit(letter * 5 + at)));
            char::from(SIGNS[value])
        })
        .collect()
}

/// One spelling only: the two bits that are left over must be nought.
fn octets(text: &str) -> Option<[u8; OCTETS]> {
    let mut octets = [0_u8; OCTETS];
    for (letter, sign) in text.bytes().enumerate() {
        let value = SIGNS.iter().position(|known| *known == sign)?;
        for at in 0..5 {
            if value >> (4 - at) & 1 == 1 {
                let place = letter * 5 + at;
                *octets.get_mut(place / 8)? |= 1 << (7 - place % 8);
            }
        }
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DESK: &str = "centre@desk.example";

    #[test]
    fn an_address_of_another_shape_or_desk_is_no_tag() {
        let address = Tag::Victim(Uuid::from_u128(7)).address(DESK, [9; 10]).unwrap();
        assert_eq!(address.len(), DESK.len() + 1 + LENGTH);
        for other in [
            DESK.to_owned(),
            "centre+@desk.example".into(),
            "centre+v@desk.example".into(),
            address.replace("desk.example", "evil.example"),
            address.replace("centre", "center"),
            address.replace("+v", "+w"),
            address.replace("@", "a@"),
            "centre+vééééééééééééééééééééé@desk.example".into(),
        ] {
            assert_eq!(Tag::read(&other, DESK), None, "{other}");
        }
    }

    #[test]
    fn a_desk_whose_address_leaves_no_room_gets_none() {
        let long = format!("{}@desk.example", "a".repeat(30));
        assert_eq!(Tag::Victim(Uuid::from_u128(7)).address(&long, [9; 10]), None);
    }

    proptest! {
        #[test]
        fn a_tag_reads_back_in_any_case_of_letters(id: u128, code: [u8; 10]) {
            for tag in [Tag::Victim(Uuid::from_u128(id)), Tag::Provider(Uuid::from_u128(id)), Tag::Report(Uuid::from_u128(id))] {
                let address = tag.address(DESK, code).unwrap();
                prop_assert_eq!(Tag::read(&address, DESK), Some((tag, code)));
                prop_assert_eq!(Tag::read(&address.to_uppercase(), DESK), Some((tag, code)));
            }
        }
    }
}
