//! How often one client may ask, in memory: sign-in and public forms by address, tokens by their own rate.

use std::{net::IpAddr, num::NonZeroU32};

use actix_web::HttpRequest;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use uuid::Uuid;
use vigie_domain::intake;

use super::{client::network, error::WebError, flood::Flood};

/// Tries of a password or a code by one address and minute: a shift of thirty behind one address signs in at once, with
/// its codes. Guessing is slowed by the counts of each account, long before this.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Reports by one address and minute: forty real ones behind one town hall's address are not locked out. What is above
/// counts as a flood's, and is taken…
const REPORTS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// …up to this many.
const REPORTS_AT_MOST: NonZeroU32 = NonZeroU32::new(300).unwrap();

/// Ways to the provider of identities and back by one address and minute: nothing can be guessed there, and an office
/// begins its day at once.
const WAYS: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Tries to take one case over: five at once, then one in twelve minutes.
const CLAIMS: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// Files through one link: twenty at once, then one in three minutes.
const FILES: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// Tries of a code by one address and minute: 55 bits are not guessed at that pace.
const CODES: NonZeroU32 = NonZeroU32::new(8).unwrap();

/// All limits of the server.
#[derive(Debug)]
pub struct Limits {
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    ways: DefaultKeyedRateLimiter<IpAddr>,
    reports: DefaultKeyedRateLimiter<IpAddr>,
    reports_at_most: DefaultKeyedRateLimiter<IpAddr>,
    /// How many come in, from everywhere.
    pub flood: Flood,
    tokens: DefaultKeyedRateLimiter<(Uuid, u32)>,
    claims: DefaultKeyedRateLimiter<Uuid>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    files: DefaultKeyedRateLimiter<Uuid>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_ins: RateLimiter::keyed(Quota::per_minute(SIGN_INS)),
            ways: RateLimiter::keyed(Quota::per_minute(WAYS)),
            reports: RateLimiter::keyed(Quota::per_minute(REPORTS)),
            reports_at_most: RateLimiter::keyed(Quota::per_minute(REPORTS_AT_MOST)),
            flood: Flood::default(),
            tokens: RateLimiter::keyed(Quota::per_minute(NonZeroU32::MIN)),
            claims: RateLimiter::keyed(Quota::per_hour(CLAIMS)),
            codes: RateLimiter::keyed(Quota::per_minute(CODES)),
            files: RateLimiter::keyed(Quota::per_hour(FILES)),
        }
    }
}

impl Limits {
    /// Forgets who has been quiet for long enough to be like new: what is counted doesn't grow with who ever came by.
    pub fn forget_quiet(&self) {
        for by_address in [&self.sign_ins, &self.ways, &self.reports, &self.reports_at_most, &self.codes] {
            by_address.retain_recent();
            by_address.shrink_to_fit();
        }
        self.tokens.retain_recent();
        self.claims.retain_recent();
        self.files.retain_recent();
    }

    /// One more try to sign in.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn sign_in(&self, request: &HttpRequest) -> Result<(), WebError> {
        check(&self.sign_ins, network(request))
    }

    /// Once more to the provider of identities, or back.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn way(&self, request: &HttpRequest) -> Result<(), WebError> {
        check(&self.ways, network(request))
    }

    /// One more report. Does this address send more than an office in trouble does?
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn report(&self, request: &HttpRequest) -> Result<intake::Flood, WebError> {
        check(&self.reports_at_most, network(request))?;
        let usual = self.reports.check_key(&network(request)).is_ok();
        Ok(if usual { intake::Flood::Off } else { intake::Flood::On })
    }

    /// One more form to keep.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn keep(&self, request: &HttpRequest) -> Result<(), WebError> {
        check(&self.reports, network(request))
    }

    /// One more try of a code.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn code(&self, request: &HttpRequest) -> Result<(), WebError> {
        check(&self.codes, network(request))
    }

    /// One more try to take a case over.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn claim(&self, incident: Uuid) -> Result<(), WebError> {
        check(&self.claims, incident)
    }

    /// One more form with files, or one more file, through a link.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn file(&self, link: Uuid) -> Result<(), WebError> {
        check(&self.files, link)
    }

    /// One more request of a token that has a rate: `rate` requests a minute, each a cell of its own.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the seconds to wait.
    pub fn token(&self, token: Uuid, rate: Option<u32>) -> Result<(), WebError> {
        let Some(rate) = rate.and_then(NonZeroU32::new) else { return Ok(()) };
        // The limiter gives one request a minute to each cell; a token of rate n has n cells.
        let free = (0..rate.get()).any(|cell| self.tokens.check_key(&(token, cell)).is_ok());
        if free { Ok(()) } else { Err(WebError::TooMany(60)) }
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: K) -> Result<(), WebError> {
    limiter.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(governor::clock::DefaultClock::default().now());
        WebError::TooMany(wait.as_secs().max(1))
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn an_address_signs_in_sixty_times_at_once_and_another_is_not_kept_waiting_by_it() {
        let limits = Limits::default();
        let from = |address: [u8; 4]| TestRequest::default().peer_addr((address, 40_000).into()).to_http_request();
        let (shift, other) = (from([192, 0, 2, 7]), from([192, 0, 2, 8]));
        let taken = (0..200).filter(|_| limits.sign_in(&shift).is_ok()).count();
        assert!((60..200).contains(&taken), "{taken} of 200");
        assert!(limits.sign_in(&other).is_ok());
    }
}
