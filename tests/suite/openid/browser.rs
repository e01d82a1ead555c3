//! A browser with its cookies, that goes where it is sent only when it is told to.

use std::collections::BTreeMap;

use reqwest::{Client, RequestBuilder, header, redirect};

/// A page as it came.
#[derive(Debug)]
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Where it leads; empty without a redirection.
    pub location: String,
    /// The body.
    pub body: String,
}

/// A browser.
#[derive(Debug)]
pub struct Browser {
    site: String,
    client: Client,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    /// One without cookies.
    pub fn new(site: String) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
        Self { site, client, cookies: BTreeMap::new() }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.site));
        self.answered(request).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.client.post(format!("{}{path}", self.site)).form(form);
        self.answered(request.header("sec-fetch-site", "same-origin")).await
    }

    async fn answered(&mut self, request: RequestBuilder) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request.header(header::COOKIE, cookies.join("; ")).send().await.expect("an answer");
        for given in answer.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = given.to_str().expect("text").split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, location) = (answer.status().as_u16(), location.to_owned());
        Page { status, location, body: answer.text().await.expect("a body") }
    }

    /// Is somebody signed in here?
    pub async fn is_in(&mut self) -> bool {
        self.get("/queue").await.status == 200
    }
}
