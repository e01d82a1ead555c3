//! Signs that a program, and not a person, filled in the public form. They sort a report into a tray of its own; they
//! never refuse one: a person looks, and calls.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::vocabulary::MachineSign;

/// Leading zero bits of a stamp: some 130,000 hashes, two or three seconds of a telephone while somebody writes.
pub const WORK_BITS: u32 = 17;
/// Hours for which a stamp counts: a form may lie open over lunch.
const STAMP_HOURS: i64 = 4;

/// What a form tells of how it was filled in.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'f> {
    /// What stands in the field that people don't see.
    pub hidden_field: &'f str,
    /// When the form was shown, as it says itself.
    pub shown_at: Option<Timestamp>,
    /// Which submission it is.
    pub submission: &'f str,
    /// `HOUR:NONCE`, hours since 1970: the stamp, where the form asked for one.
    pub work: &'f str,
}

/// Does the desk get more public reports than usual?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flood {
    /// Yes: who brings a stamp is let through.
    On,
    /// No.
    Off,
}

/// The signs of a form; none for most. `least` is the time that a person needs at least.
#[must_use]
pub fn machine_signs(form: Manner<'_>, flood: Flood, least: SignedDuration, now: Timestamp) -> Vec<MachineSign> {
    let hasty = form.shown_at.is_some_and(|shown| now.duration_since(shown) < least);
    let unpaid = flood == Flood::On && !is_stamped(form.submission, form.work, now);
    let signs = [
        (!form.hidden_field.is_empty(), MachineSign::HiddenField),
        (hasty, MachineSign::Haste),
        (unpaid, MachineSign::Flood),
    ];
    signs.into_iter().filter_map(|(shows, sign)| shows.then_some(sign)).collect()
}

/// Was the work done for this very submission, lately? As Hashcash does: SHA-256 of `SUBMISSION:HOUR:NONCE` begins with
/// [`WORK_BITS`] zero bits.
fn is_stamped(submission: &str, work: &str, now: Timestamp) -> bool {
    let Some((hour, nonce)) = work.split_once(':') else { return false };
    let Ok(hour) = hour.parse::<i64>() else { return false };
    let age = (now.as_second() / 3_600).checked_sub(hour);
    let is_recent = age.is_some_and(|age| (0..=STAMP_HOURS).contains(&age));
    is_recent && nonce.len() <= 20 && zero_bits(&Sha256::digest(format!("{submission}:{hour}:{nonce}"))) >= WORK_BITS
}

fn zero_bits(hash: &[u8]) -> u32 {
    let zeros = hash.iter().take_while(|octet| **octet == 0).count();
    let next = hash.get(zeros).map_or(0, |octet| octet.leading_zeros());
    u32::try_from(zeros).unwrap_or(0) * 8 + next
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: SignedDuration = SignedDuration::from_secs(3);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + second).expect("a time")
    }

    fn form(work: &str) -> Manner<'_> {
        Manner { hidden_field: "", shown_at: Some(at(-60)), submission: "a submission", work }
    }

    fn stamp(submission: &str, hour: i64) -> String {
        let mut nonces = (0..).map(|nonce: u64| format!("{hour}:{nonce}"));
        nonces.find(|work| is_stamped(submission, work, at(0))).expect("a nonce")
    }

    #[test]
    fn a_person_shows_no_sign() {
        assert!(machine_signs(form(""), Flood::Off, THREE, at(0)).is_empty());
        let late = Manner { shown_at: None, ..form("") };
        assert!(
            machine_signs(late, Flood::Off, THREE, at(0)).is_empty(),
            "an old page says nothing of when it was shown"
        );
    }

    #[test]
    fn a_filled_trap_and_haste_are_signs() {
        let both = Manner { hidden_field: "https://spam.example", shown_at: Some(at(-2)), ..form("") };
        assert_eq!(machine_signs(both, Flood::Off, THREE, at(0)), [MachineSign::HiddenField, MachineSign::Haste]);
        assert_eq!(
            machine_signs(both, Flood::Off, THREE, at(1)),
            [MachineSign::HiddenField],
            "three seconds are enough"
        );
    }

    #[test]
    fn in_a_flood_a_stamp_tells_a_page_from_a_program() {
        let hour = at(0).as_second() / 3_600;
        let paid = stamp("a submission", hour);
        assert!(machine_signs(form(&paid), Flood::On, THREE, at(0)).is_empty());
        let unpaid = |work: &str| machine_signs(form(work), Flood::On, THREE, at(0)) == [MachineSign::Flood];
        for work in
            ["", ":", "x:1", &format!("{hour}:"), &format!("{hour}:not worked for"), &format!("{}:{}", i64::MIN, 1)]
        {
            assert!(unpaid(work), "{work:?}");
        }
        let others = Manner { submission: "another", ..form(&paid) };
        assert_eq!(
            machine_signs(others, Flood::On, THREE, at(0)),
            [MachineSign::Flood],
            "a stamp is good for one submission"
        );
        assert_eq!(
            machine_signs(form(&paid), Flood::On, THREE, at(5 * 3_600)),
            [MachineSign::Flood],
            "and for some hours"
        );
    }
}
