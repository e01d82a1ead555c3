//! The provider that the settings name: the way there and back. What it says of itself is asked for when it is needed, and
//! kept for a while.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;

use super::{
    Identity, IdentityError,
    claims::{Address, Claims, Expected, LONGEST_AGO},
    discovery::{self, Discovery},
    token::{self, Opened},
};
use crate::{
    config::OpenId,
    fresh,
    outbound::{Fetched, Names, Outbound, OutboundError, Reach, Said},
};

/// How long the provider's description and keys are believed.
const BELIEVED: SignedDuration = SignedDuration::from_mins(10);

/// The provider of identities.
#[derive(Debug)]
pub struct Provider {
    issuer: String,
    client: String,
    secret: Option<String>,
    back: String,
    outbound: Outbound,
    known: Mutex<Option<(Known, Timestamp)>>,
}

#[derive(Debug, Clone)]
struct Known {
    discovery: Discovery,
    keys: JwkSet,
}

/// A person on her way to the provider: what must come back with her.
#[derive(Debug, Clone)]
pub struct Start {
    /// Where she goes.
    pub url: String,
    /// Comes back as it is.
    pub state: String,
    /// Stands in the token.
    pub nonce: String,
    /// Proves that who asks for the token is who asked for the code.
    pub verifier: String,
}

/// What the provider sends back with her, by the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    /// For which a token is given.
    pub code: String,
    /// As it was sent.
    pub state: String,
    /// Who sends her (RFC 9207).
    pub iss: Option<String>,
    /// Why not.
    pub error: Option<String>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

#[derive(Clone, Deserialize)]
struct About {
    sub: String,
    #[serde(flatten)]
    address: Address,
}

impl Provider {
    /// The provider that the settings name, if they do. `back` is the page to which people come back.
    ///
    /// # Errors
    /// [`IdentityError::Unusable`]: the secret's file can't be read, the machine has no TLS.
    pub fn of(settings: &OpenId, back: String) -> Result<Option<Self>, IdentityError> {
        let (Some(issuer), Some(client)) = (&settings.issuer, &settings.client_id) else { return Ok(None) };
        let unusable = |why: String| IdentityError::Unusable(why);
        let secret = settings.client_secret_path.as_ref().map(|path| {
            let read = std::fs::read_to_string(path).map(|text| text.trim_end().to_owned());
            read.map_err(|error| unusable(format!("{}: {error}", path.display())))
        });
        let outbound = Outbound::new(Reach::Configured, Names::System).map_err(|error| unusable(error.to_string()))?;
        Ok(Some(Self {
            issuer: issuer.clone(),
            client: client.clone(),
            secret: secret.transpose()?,
            back,
            outbound,
            known: Mutex::default(),
        }))
    }

    /// Sends somebody to the provider. `lang` is hers.
    ///
    /// # Errors
    /// [`IdentityError::Unusable`].
    pub async fn start(&self, lang: &str, now: Timestamp) -> Result<Start, IdentityError> {
        let known = self.known(now).await?;
        let (state, nonce, verifier) = (fresh::secret(), fresh::secret(), fresh::secret());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let longest_ago = LONGEST_AGO.as_secs().to_string();
        let url = known.discovery.authorization(&[
            ("response_type", "code"),
            ("client_id", &self.client),
            ("redirect_uri", &self.back),
            ("scope", "openid email"),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("max_age", &longest_ago),
            ("ui_locales", lang),
        ])?;
        Ok(Start { url, state, nonce, verifier })
    }

    /// Somebody comes back: who is she?
    ///
    /// # Errors
    /// See [`IdentityError`].
    pub async fn finish(&self, back: &Back, start: &Start, now: Timestamp) -> Result<Identity, IdentityError> {
        if !bool::from(back.state.as_bytes().ct_eq(start.state.as_bytes())) {
            return Err(IdentityError::Doubtful("another state"));
        }
        let known = self.known(now).await?;
        let must_name_itself = known.discovery.authorization_response_iss_parameter_supported;
        match back.iss.as_deref() {
            Some(issuer) if issuer == self.issuer => {}
            None if !must_name_itself => {}
            _ => return Err(IdentityError::Doubtful("another issuer sent her back")),
        }
        if back.error.is_some() {
            return Err(IdentityError::Refused);
        }
        let tokens = self.exchange(&known.discovery, back, start).await?;
        let claims: Claims = self.open(&tokens.id_token, known.clone(), now).await?;
        claims.check(&Expected { issuer: &self.issuer, client: &self.client, nonce: &start.nonce, now })?;
        let address = match (&known.discovery.userinfo_endpoint, &tokens.access_token) {
            (Some(place), Some(access)) if !claims.address.is_told() => {
                self.about(place, access, &claims.sub, (known.clone(), now)).await?
            }
            _ => claims.address.clone(),
        };
        claims.identity(&address)
    }

    /// Where somebody signs out of the provider itself, if there is such a place; she comes back to `after`.
    pub async fn sign_out_url(&self, after: &str, now: Timestamp) -> Option<String> {
        let known = self.known(now).await.ok()?;
        known.discovery.end_session(&[("client_id", &self.client), ("post_logout_redirect_uri", after)])
    }

    /// Does the provider answer, with a description and keys that can be used?
    ///
    /// # Errors
    /// [`IdentityError::Unusable`].
    pub async fn check(&self, now: Timestamp) -> Result<(), IdentityError> {
        self.known(now).await.map(drop)
    }

    async fn known(&self, now: Timestamp) -> Result<Known, IdentityError> {
        let mut kept = self.known.lock().await;
        if let Some((known, until)) = kept.as_ref()
            && now < *until
            && *until <= now + BELIEVED
        {
            return Ok(known.clone());
        }
        let body = self.fetched(&discovery::address_of(&self.issuer)).await?;
        let discovery = Discovery::read(&body, &self.issuer)?;
        let keys = self.keys(&discovery).await?;
        let known = Known { discovery, keys };
        *kept = Some((known.clone(), now + BELIEVED));
        Ok(known)
    }

    async fn keys(&self, discovery: &Discovery) -> Result<JwkSet, IdentityError> {
        let body = self.fetched(&discovery.jwks_uri).await?;
        // One key of a kind that isn't known here must not hide the others.
        let document: serde_json::Value =
            serde_json::from_str(&body).map_err(|error| IdentityError::Unusable(format!("its keys: {error}")))?;
        let all = document["keys"].as_array().cloned().unwrap_or_default();
        let keys = all.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect();
        Ok(JwkSet { keys })
    }

    async fn fetched(&self, url: &str) -> Result<String, IdentityError> {
        let answer = self.outbound.fetch(url, Said::Nothing).await.map_err(|error| unanswered(&error))?;
        if answer.status != 200 {
            return Err(IdentityError::Unusable(format!("{url} answers {}", answer.status)));
        }
        Ok(answer.body)
    }

    /// The code for the tokens. Only who holds the verifier gets them, once.
    async fn exchange(&self, discovery: &Discovery, back: &Back, start: &Start) -> Result<Tokens, IdentityError> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", back.code.as_str()),
            ("redirect_uri", &self.back),
            ("code_verifier", &start.verifier),
        ];
        let mut basic = None;
        match &self.secret {
            Some(secret) if discovery.wants_secret_in_form() => {
                form.extend([("client_id", self.client.as_str()), ("client_secret", secret)]);
            }
            Some(secret) => basic = Some((self.client.as_str(), secret.as_str())),
            None => form.push(("client_id", &self.client)),
        }
        let answer = self.outbound.fetch(&discovery.token_endpoint, Said::Form { form: &form, basic }).await;
        let answer = answer.map_err(|error| unanswered(&error))?;
        match answer.status {
            200 => serde_json::from_str(&answer.body).map_err(|_| IdentityError::Doubtful("no id token")),
            400 if answer.body.contains("invalid_grant") => Err(IdentityError::Doubtful("the code is not taken")),
            status => Err(IdentityError::Unusable(format!("its token endpoint answers {status}"))),
        }
    }

    /// What the provider says of the address, where the token doesn't.
    async fn about(
        &self,
        place: &str,
        access: &str,
        subject: &str,
        (known, now): (Known, Timestamp),
    ) -> Result<Address, IdentityError> {
        let answer = self.outbound.fetch(place, Said::Bearer(access)).await.map_err(|error| unanswered(&error))?;
        let about: About = match answer {
            Fetched { status: 200, body, kind } if kind.starts_with("application/jwt") => {
                self.open(body.trim(), known, now).await?
            }
            Fetched { status: 200, body, .. } => {
                serde_json::from_str(&body).map_err(|_| IdentityError::Doubtful("nothing about the person"))?
            }
            Fetched { status, .. } => return Err(IdentityError::Unusable(format!("{place} answers {status}"))),
        };
        if about.sub == subject { Ok(about.address) } else { Err(IdentityError::Doubtful("it tells of somebody else")) }
    }

    /// Opens a signed document; a key that isn't known yet is asked for once.
    async fn open<T>(&self, text: &str, known: Known, now: Timestamp) -> Result<T, IdentityError>
    where
        T: serde::de::DeserializeOwned + Clone,
    {
        if let Opened::Signed(claims) = token::open(text, &known.keys)? {
            return Ok(claims);
        }
        let keys = self.keys(&known.discovery).await?;
        *self.known.lock().await = Some((Known { keys: keys.clone(), ..known }, now + BELIEVED));
        match token::open(text, &keys)? {
            Opened::Signed(claims) => Ok(claims),
            Opened::UnknownKey => Err(IdentityError::Doubtful("signed by a key that is not the provider's")),
        }
    }
}

fn unanswered(error: &OutboundError) -> IdentityError {
    IdentityError::Unusable(error.to_string())
}
