//! Fresh ids, salts and secrets: the only room that draws random bytes.

use std::sync::Mutex;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use rand::Rng;
use uuid::{Uuid, timestamp::context::ContextV7};

/// Random bytes from the operating system's generator.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut drawn = [0; N];
    rand::rng().fill_bytes(&mut drawn);
    drawn
}

/// What the last id of this process was: ids of one millisecond count on (RFC 9562, 6.2, method 1).
static LAST_ID: Mutex<ContextV7> = Mutex::new(ContextV7::new());

/// A UUIDv7 of that instant: ids sort in the order in which this process made them, whatever its clock does.
#[must_use]
pub fn id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(&LAST_ID, seconds, nanos))
}

/// A secret of 256 bits, as text that fits a URL or a cookie.
#[must_use]
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// A random number.
#[must_use]
pub fn number() -> u64 {
    u64::from_be_bytes(bytes())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn ids_sort_in_the_order_of_their_making() {
        let now = "2026-11-23T09:40:00Z".parse::<Timestamp>().expect("an instant");
        let hours = [0, 0, 0, -1, 1, 1].map(|hours| now + SignedDuration::from_hours(hours));
        let made: Vec<Uuid> = hours.into_iter().cycle().take(1200).map(id).collect();
        assert!(made.is_sorted_by(|one, next| one < next), "{made:?}");
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }
}
