//! Where GitHub is, who asks, and about which repository: checked before anything is sent.

use std::fmt;

use http::Uri;

use super::error::GitHubError;

/// An instance of GitHub, and the token for it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The REST API, as in `GITHUB_API_URL`.
    pub api: String,
    /// The token.
    pub token: Secret,
}

impl Endpoint {
    /// The REST API without a slash at its end: `https://`, or `http://` on this machine.
    pub(super) fn rest(&self) -> Result<&str, GitHubError> {
        let api = self.api.trim_end_matches('/');
        let uri: Uri = api.parse().map_err(|_| GitHubError::Address("it is no URL"))?;
        let host = uri.host().unwrap_or_default();
        if host.is_empty() || uri.authority().is_none_or(|authority| authority.as_str().contains('@')) {
            return Err(GitHubError::Address("it has no host, or a user before it"));
        }
        if uri.query().is_some() || api.contains('#') {
            return Err(GitHubError::Address("it holds a query or a fragment"));
        }
        match uri.scheme_str() {
            Some("https") => Ok(api),
            Some("http") if is_loopback(host) => Ok(api),
            Some("http") => Err(GitHubError::Address("the token is not sent without TLS, except to this machine")),
            _ => Err(GitHubError::Address("it does not begin with https://")),
        }
    }
}

/// Whether a URL's host is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || literal.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// A text that is shown nowhere.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the header that it belongs into, and for striking it from a text.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// `OWNER/NAME`. It stands in paths as it is, so it is of characters that mean nothing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    full_name: String,
}

impl Repository {
    /// From `GITHUB_REPOSITORY`.
    pub fn parse(given: &str) -> Result<Self, GitHubError> {
        let part = |text: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
            !matches!(text, "" | "." | "..") && text.bytes().all(plain)
        };
        match given.split_once('/') {
            Some((owner, name)) if part(owner) && part(name) => Ok(Self { full_name: given.to_owned() }),
            _ => Err(GitHubError::Repository { given: given.to_owned() }),
        }
    }

    /// `OWNER/NAME`.
    pub fn full_name(&self) -> &str {
        &self.full_name
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_name)
    }
}

/// A commit's name, all of it.
pub(super) fn commit(given: &str) -> Result<&str, GitHubError> {
    let is_hexadecimal = given.bytes().all(|byte| byte.is_ascii_hexdigit());
    match given.len() {
        40 | 64 if is_hexadecimal => Ok(given),
        _ => Err(GitHubError::Commit { given: given.to_owned() }),
    }
}
