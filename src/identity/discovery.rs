//! What the provider says of itself (OpenID Connect Discovery 1.0).

use serde::Deserialize;
use url::Url;

use super::IdentityError;
use crate::outbound::Reach;

/// The provider's description, as far as the desk reads it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

/// Where a provider tells of itself.
pub(super) fn address_of(issuer: &str) -> String {
    format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
}

impl Discovery {
    /// Reads the description of this issuer: it must speak of itself, by HTTPS, and take PKCE.
    pub(super) fn read(body: &str, issuer: &str) -> Result<Self, IdentityError> {
        let unusable = |why: String| IdentityError::Unusable(why);
        let read: Self =
            serde_json::from_str(body).map_err(|error| unusable(format!("its description can't be read: {error}")))?;
        if read.issuer != issuer {
            return Err(unusable(format!("it calls itself {:?}, the settings {issuer:?}", read.issuer)));
        }
        let endpoints = [
            Some(&read.authorization_endpoint),
            Some(&read.token_endpoint),
            Some(&read.jwks_uri),
            read.userinfo_endpoint.as_ref(),
            read.end_session_endpoint.as_ref(),
        ];
        for endpoint in endpoints.into_iter().flatten() {
            Reach::Configured.read(endpoint).map_err(|refused| unusable(format!("{endpoint}: {refused}")))?;
        }
        let methods = read.code_challenge_methods_supported.as_ref();
        if methods.is_some_and(|methods| !methods.iter().any(|method| method == "S256")) {
            return Err(unusable("it doesn't take PKCE by S256".into()));
        }
        Ok(read)
    }

    /// Does the client say who it is by the form, and not by the header?
    pub(super) fn wants_secret_in_form(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_ref();
        methods.is_some_and(|all| !all.iter().any(|one| one == "client_secret_basic"))
    }

    /// Where people sign in, with what is asked.
    pub(super) fn authorization(&self, asked: &[(&str, &str)]) -> Result<String, IdentityError> {
        with(&self.authorization_endpoint, asked)
    }

    /// Where people sign out of the provider itself.
    pub(super) fn end_session(&self, asked: &[(&str, &str)]) -> Option<String> {
        with(self.end_session_endpoint.as_deref()?, asked).ok()
    }
}

fn with(address: &str, asked: &[(&str, &str)]) -> Result<String, IdentityError> {
    let mut url = Url::parse(address).map_err(|error| IdentityError::Unusable(error.to_string()))?;
    url.query_pairs_mut().extend_pairs(asked);
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(changes: &Value) -> Result<Discovery, IdentityError> {
        let mut document = json!({
            "issuer": "https://id.example", "authorization_endpoint": "https://id.example/auth?realm=a",
            "token_endpoint": "https://id.example/token", "jwks_uri": "https://id.example/jwks",
        });
        for (name, value) in changes.as_object().unwrap() {
            document[name] = value.clone();
        }
        Discovery::read(&document.to_string(), "https://id.example")
    }

    #[test]
    fn a_provider_speaks_of_itself_by_https() {
        let good = read(&json!({})).unwrap();
        let asked = good.authorization(&[("state", "a b&c")]).unwrap();
        assert_eq!(asked, "https://id.example/auth?realm=a&state=a+b%26c");
        for bad in [
            json!({"issuer": "https://evil.example"}),
            json!({"issuer": "https://id.example/"}),
            json!({"token_endpoint": "http://id.example/token"}),
            json!({"jwks_uri": "ftp://id.example/jwks"}),
            json!({"userinfo_endpoint": "http://id.example/me"}),
            json!({"code_challenge_methods_supported": ["plain"]}),
            json!({"token_endpoint": null}),
        ] {
            assert!(matches!(read(&bad), Err(IdentityError::Unusable(_))), "{bad}");
        }
    }
}
