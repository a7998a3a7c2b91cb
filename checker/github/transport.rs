//! One request and its answer, through octocrab's client: which host gets the token, how long it takes, how large it becomes.
//! Nothing is retried here, and no answer is an error.

use std::error::Error;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, LOCATION};
use http::request::Builder;
use http::{HeaderMap, HeaderValue, Method, Uri};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use octocrab::Octocrab;
use serde_json::Value;
use tokio::runtime::Runtime;

use super::endpoint::{Endpoint, Secret, is_loopback};
use super::error::GitHubError;

/// Redirects of one request.
const MAX_REDIRECTS: usize = 3;

/// The client of a run.
pub(super) struct Transport {
    runtime: Runtime,
    client: Octocrab,
    rest: String,
    origin: Uri,
    token: Secret,
    authorization: HeaderValue,
}

/// A request.
pub(super) struct Request<'r> {
    pub(super) method: Method,
    pub(super) url: &'r str,
    pub(super) body: Option<&'r Value>,
    /// The most that is read of the answer.
    pub(super) max_bytes: usize,
    pub(super) timeout: Duration,
    /// Whether another host may be asked too, without the token.
    pub(super) leaves: bool,
}

/// An answer, whatever its status.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// No answer.
#[derive(Debug)]
pub(super) enum Silence {
    /// The connection or the time ended first: it may have been done or not.
    Broken(String),
    /// There is more of it than is read.
    TooLarge,
    /// Another host should be asked.
    Moved(String),
}

impl Transport {
    pub(super) fn new(endpoint: &Endpoint) -> Result<Self, GitHubError> {
        let rest = endpoint.rest()?.to_owned();
        let origin = rest.parse().map_err(|_| GitHubError::Address("it is no URL"))?;
        let token = endpoint.token.clone();
        if token.expose().is_empty() {
            return Err(GitHubError::Token);
        }
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", token.expose())).map_err(|_| GitHubError::Token)?;
        authorization.set_sensitive(true);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| GitHubError::Client(error.to_string()))?;
        let client = {
            let _inside = runtime.enter();
            // Without a token: octocrab appends it by rules of its own. URLs are whole, as it joins those of Enterprise Server wrongly.
            Octocrab::builder().build().map_err(|error| GitHubError::Client(deepest(&error)))?
        };
        Ok(Self { runtime, client, rest, origin, token, authorization })
    }

    /// The URL of a path of the REST API.
    pub(super) fn rest(&self, path: &str) -> String {
        format!("{}{path}", self.rest)
    }

    /// The URL of the GraphQL API, which on Enterprise Server lies beside the REST API.
    pub(super) fn graphql(&self) -> String {
        format!("{}/graphql", self.rest.strip_suffix("/v3").unwrap_or(&self.rest))
    }

    /// Sends it, once.
    pub(super) fn send(&self, request: &Request<'_>) -> Result<Answer, Silence> {
        self.runtime.block_on(async {
            let answered = tokio::time::timeout(request.timeout, self.follow(request)).await;
            answered.unwrap_or_else(|_| {
                Err(Silence::Broken(format!("there is no answer within {} seconds", request.timeout.as_secs())))
            })
        })
    }

    /// A text that may be shown: without the token.
    pub(super) fn strike(&self, text: &str) -> String {
        text.replace(self.token.expose(), "***")
    }

    async fn follow(&self, request: &Request<'_>) -> Result<Answer, Silence> {
        let mut url: Uri = request.url.parse().map_err(|_| Silence::Broken("its URL is none".to_owned()))?;
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.exchange(request, &url).await?;
            let is_redirect = match answer.status {
                307 | 308 => true,
                // Clients make a GET of a write that is redirected so.
                301 | 302 => request.method == Method::GET,
                _ => false,
            };
            let location = answer.headers.get(LOCATION).and_then(|value| value.to_str().ok());
            let Some(location) = location.filter(|_| is_redirect) else { return Ok(answer) };
            let next: Uri = location.parse().map_err(|_| Silence::Broken("it redirects to what is no URL".to_owned()))?;
            // A path alone is of the same origin.
            if next.authority().is_none() {
                let whole =
                    format!("{}://{}{next}", url.scheme_str().unwrap_or("https"), url.authority().map_or("", |it| it.as_str()));
                url = whole.parse().map_err(|_| Silence::Broken("it redirects to what is no URL".to_owned()))?;
                continue;
            }
            if !self.may_ask(&next, request.leaves) {
                return Err(Silence::Moved(self.strike(next.host().unwrap_or_default())));
            }
            url = next;
        }
        Err(Silence::Broken("it redirects without end".to_owned()))
    }

    /// Whether a redirect there is followed.
    fn may_ask(&self, url: &Uri, leaves: bool) -> bool {
        let is_safe = match url.scheme_str() {
            Some("https") => true,
            // From this machine to itself.
            Some("http") => self.origin.scheme_str() == Some("http") && url.host().is_some_and(is_loopback),
            _ => false,
        };
        is_safe && (leaves || self.is_api(url))
    }

    /// Whether it is of the same scheme, host and port as the API.
    fn is_api(&self, url: &Uri) -> bool {
        url.scheme() == self.origin.scheme() && url.authority() == self.origin.authority()
    }

    async fn exchange(&self, request: &Request<'_>, url: &Uri) -> Result<Answer, Silence> {
        let broken = |error: &dyn Error| Silence::Broken(self.strike(&deepest(error)));
        let mut builder = Builder::new().method(request.method.clone()).uri(url.clone());
        if self.is_api(url) {
            builder = builder.header(AUTHORIZATION, self.authorization.clone()).header(ACCEPT, "application/vnd.github+json");
        }
        let built = self.client.build_request(builder, request.body).map_err(|error| broken(&error))?;
        let response = self.client.send(built).await.map_err(|error| broken(&error))?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, request.max_bytes)
            .collect()
            .await
            .map_err(|error| if error.is::<LengthLimitError>() { Silence::TooLarge } else { broken(error.as_ref()) })?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body: body.to_bytes().to_vec() })
    }
}

/// What an error comes from, without what octocrab and hyper say of their own layers.
fn deepest(error: &dyn Error) -> String {
    let mut at = error;
    while let Some(source) = at.source() {
        at = source;
    }
    at.to_string()
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    /// What becomes of a request to a server that answers with this, and then says nothing more.
    fn send(answer: &'static str) -> Result<Answer, Silence> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let api = format!("http://{}", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            // An answer to nothing would be an error of its own.
            assert_ne!(stream.read(&mut [0; 4096]).expect("a request"), 0);
            stream.write_all(answer.as_bytes()).expect("written");
            std::thread::sleep(Duration::from_secs(30));
        });
        let endpoint = Endpoint { api: api.clone(), token: Secret::new("token") };
        let timeout = Duration::from_millis(300);
        let request = Request { method: Method::GET, url: &api, body: None, max_bytes: 8, timeout, leaves: false };
        Transport::new(&endpoint).expect("a client").send(&request)
    }

    #[test]
    fn neither_time_nor_size_are_without_a_limit() {
        assert!(matches!(send(""), Err(Silence::Broken(problem)) if problem.contains("no answer within")));
        assert!(matches!(send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n1234"), Err(Silence::Broken(_))));
        assert!(matches!(
            send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n"),
            Err(Silence::TooLarge)
        ));
        let answer = send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n12345678").expect("an answer");
        assert_eq!((answer.status, answer.body), (200, b"12345678".to_vec()));
    }

    #[test]
    fn graphql_lies_beside_the_rest_api_of_enterprise_server() {
        let at = |api: &str| {
            let endpoint = Endpoint { api: api.to_owned(), token: Secret::new("token") };
            let transport = Transport::new(&endpoint).expect("a client");
            (transport.rest("/repos"), transport.graphql())
        };
        let pair = |rest: &str, graphql: &str| (rest.to_owned(), graphql.to_owned());
        assert_eq!(at("https://api.github.com/"), pair("https://api.github.com/repos", "https://api.github.com/graphql"));
        assert_eq!(at("https://git.example/api/v3"), pair("https://git.example/api/v3/repos", "https://git.example/api/graphql"));
    }
}
