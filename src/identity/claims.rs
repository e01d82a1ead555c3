//! What a token says, and whether it is meant for this desk, for this sign-in, and of now. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::IdentityError;

/// Clocks of others may be this wrong.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);
/// A token is of this sign-in: it was made just now.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// Who gave her password to the provider longer ago does so again (asked for as `max_age`).
pub const LONGEST_AGO: SignedDuration = SignedDuration::from_hours(8);
/// The longest subject (OpenID Connect Core 1.0, section 2).
const LONGEST_SUBJECT: usize = 255;

/// Who somebody is by the provider's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The provider's own id of the person, for ever.
    pub subject: String,
    /// Her address, which the provider has verified, in lower case.
    pub email: String,
    /// How she signed in there: `acr` and every `amr`.
    pub methods: Vec<String>,
}

/// Whom a token is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// An id token, as far as the desk reads it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Claims {
    iss: String,
    pub(super) sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    nonce: Option<String>,
    azp: Option<String>,
    auth_time: Option<f64>,
    acr: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(flatten)]
    pub(super) address: Address,
}

/// What a token or the page about the person says of her address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Address {
    email: Option<String>,
    email_verified: Option<Value>,
}

impl Address {
    /// Is there all that is needed?
    pub(super) const fn is_told(&self) -> bool {
        self.email.is_some() && self.email_verified.is_some()
    }

    /// The address, if the provider vouches for it: `true`, and nothing that looks like it.
    fn verified(&self) -> Result<String, IdentityError> {
        let email = self.email.as_deref().map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
        match (email, &self.email_verified) {
            (Some(email), Some(Value::Bool(true))) => Ok(email),
            _ => Err(IdentityError::Unverified),
        }
    }
}

/// What a token must say.
#[derive(Debug, Clone)]
pub(super) struct Expected<'e> {
    pub(super) issuer: &'e str,
    pub(super) client: &'e str,
    pub(super) nonce: &'e str,
    pub(super) now: Timestamp,
}

impl Claims {
    /// Is it by this provider, for this desk, for this sign-in, and of now?
    pub(super) fn check(&self, expected: &Expected<'_>) -> Result<(), IdentityError> {
        let doubt = |why| Err(IdentityError::Doubtful(why));
        let audiences = self.aud.all();
        if self.iss != expected.issuer {
            return doubt("another issuer");
        }
        if !audiences.iter().any(|one| one == expected.client) {
            return doubt("it is for somebody else");
        }
        let is_shared = audiences.len() > 1 && self.azp.is_none();
        if is_shared || self.azp.as_deref().is_some_and(|party| party != expected.client) {
            return doubt("it was given to somebody else");
        }
        if self.nonce.as_deref() != Some(expected.nonce) {
            return doubt("it is of another sign-in");
        }
        if self.sub.is_empty() || self.sub.len() > LONGEST_SUBJECT {
            return doubt("no subject");
        }
        self.check_times(expected.now)
    }

    fn check_times(&self, now: Timestamp) -> Result<(), IdentityError> {
        let now = now.as_duration().as_secs_f64();
        let (leeway, fresh, ago) = (LEEWAY.as_secs_f64(), FRESH.as_secs_f64(), LONGEST_AGO.as_secs_f64());
        if self.exp + leeway <= now {
            return Err(IdentityError::Doubtful("its time is over"));
        }
        if self.iat > now + leeway || self.iat + fresh + leeway < now {
            return Err(IdentityError::Doubtful("it was not made now"));
        }
        if self.auth_time.is_some_and(|at| at > now + leeway || at + ago + leeway < now) {
            return Err(IdentityError::Doubtful("the person signed in there too long ago"));
        }
        Ok(())
    }

    /// Who it is, with the address out of the token or of the page about her.
    pub(super) fn identity(self, address: &Address) -> Result<Identity, IdentityError> {
        let email = address.verified()?;
        let methods = self.acr.into_iter().chain(self.amr).collect();
        Ok(Identity { issuer: self.iss, subject: self.sub, email, methods })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_795_426_800;

    fn expected() -> Expected<'static> {
        let now = Timestamp::from_second(NOW).unwrap();
        Expected { issuer: "https://id.example", client: "vigie", nonce: "n", now }
    }

    fn checked(changes: &Value) -> Result<Identity, IdentityError> {
        let mut token = json!({
            "iss": "https://id.example", "sub": "u1", "aud": "vigie", "exp": NOW + 60, "iat": NOW, "nonce": "n",
            "auth_time": NOW - 60, "email": "Ana@Desk.example", "email_verified": true, "amr": ["pwd"], "acr": "1",
        });
        for (name, value) in changes.as_object().unwrap() {
            token[name] = value.clone();
        }
        let claims: Claims = serde_json::from_value(token).map_err(|_| IdentityError::Doubtful("unreadable"))?;
        claims.check(&expected())?;
        let address = claims.address.clone();
        claims.identity(&address)
    }

    #[test]
    fn a_token_as_it_must_be_names_the_person() {
        let identity = checked(&json!({})).unwrap();
        assert_eq!((identity.subject.as_str(), identity.email.as_str()), ("u1", "ana@desk.example"));
        assert_eq!(identity.methods, ["1", "pwd"]);
        assert!(checked(&json!({"aud": ["vigie", "other"], "azp": "vigie"})).is_ok());
        assert!(checked(&json!({"auth_time": null, "acr": null, "amr": []})).is_ok());
    }

    #[test]
    fn one_that_is_anothers_old_or_of_another_sign_in_is_doubted() {
        let doubtful = [
            json!({"iss": "https://evil.example"}),
            json!({"iss": "https://id.example/"}),
            json!({"aud": "other"}),
            json!({"aud": []}),
            json!({"aud": ["vigie", "other"]}),
            json!({"azp": "other"}),
            json!({"nonce": "m"}),
            json!({"nonce": null}),
            json!({"sub": ""}),
            json!({"sub": "x".repeat(256)}),
            json!({"exp": NOW - 61}),
            json!({"iat": NOW - 700}),
            json!({"iat": NOW + 100}),
            json!({"auth_time": NOW - 9 * 3600}),
            json!({"auth_time": NOW + 100}),
        ];
        for changes in doubtful {
            assert!(matches!(checked(&changes), Err(IdentityError::Doubtful(_))), "{changes}");
        }
    }

    #[test]
    fn an_address_that_nobody_verified_is_none() {
        let unverified = [
            json!({"email_verified": false}),
            json!({"email_verified": null}),
            json!({"email_verified": "true"}),
            json!({"email_verified": 1}),
            json!({"email": null}),
            json!({"email": " "}),
        ];
        for changes in unverified {
            assert_eq!(checked(&changes), Err(IdentityError::Unverified), "{changes}");
        }
    }
}
