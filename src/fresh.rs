//! Fresh ids, salts and secrets: the only room that draws random bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use rand::Rng;
use uuid::Uuid;

/// Random bytes from the operating system's generator.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut drawn = [0; N];
    rand::rng().fill_bytes(&mut drawn);
    drawn
}

/// A UUIDv7 of that instant: ids sort by time of making.
#[must_use]
pub fn id(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes()).into_uuid()
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
