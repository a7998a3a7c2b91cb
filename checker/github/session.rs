//! Requests with patience: what an answer means, what is sent again and when. A write that must not happen twice is never sent blindly.

use std::cell::Cell;
use std::time::Duration;

use http::{HeaderMap, Method};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::endpoint::Endpoint;
use super::error::GitHubError;
use super::patience::{Clock, Exhausted, Patience};
use super::transport::{Answer, Request, Silence, Transport};

/// How often what failed for the moment is tried, in all.
pub(super) const TRIES: u32 = 3;

/// The time of one request.
const TIMEOUT: Duration = Duration::from_secs(15);

/// A hundred comments of the largest size.
const MAX_BYTES: usize = 32 << 20;

/// What GitHub advises where a limited answer does not say for how long.
const UNSAID: Duration = Duration::from_secs(60);

/// The requests of a run.
pub(super) struct Session {
    transport: Transport,
    patience: Patience,
    calls: Cell<usize>,
}

/// A request, and what to say where it fails.
pub(super) struct Call<'c> {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Option<Value>,
    /// What is being done.
    pub(super) what: &'c str,
    /// The line of `permissions:` that it needs.
    pub(super) permission: &'static str,
}

impl<'c> Call<'c> {
    pub(super) fn get(path: String, what: &'c str, permission: &'static str) -> Self {
        Self { method: Method::GET, path, body: None, what, permission }
    }
}

/// Why a request did not do what it should, this time.
#[derive(Debug)]
pub(super) enum Failure {
    /// It may have been done or not.
    Open(String),
    /// A rate limit: not done.
    Limited(Duration),
    /// 404.
    Missing,
    /// 413, or 422, which GitHub answers to what is too long as well.
    Refused { status: u16, message: String },
    /// No other try helps.
    Final(GitHubError),
}

impl Failure {
    /// What to tell the user.
    pub(super) fn tell(self, call: &Call<'_>) -> GitHubError {
        let what = call.what.to_owned();
        match self {
            Self::Open(problem) => GitHubError::Unavailable { what, problem },
            Self::Limited(wait) => GitHubError::RateLimited { what, wait },
            Self::Missing => GitHubError::NotFound { what, permission: call.permission },
            Self::Refused { status: 413, .. } => GitHubError::TooLarge { what },
            Self::Refused { status, message } => GitHubError::Refused { what, status, message },
            Self::Final(error) => error,
        }
    }
}

impl Session {
    pub(super) fn new(endpoint: &Endpoint, clock: Box<dyn Clock>) -> Result<Self, GitHubError> {
        Ok(Self { transport: Transport::new(endpoint)?, patience: Patience::new(clock), calls: Cell::default() })
    }

    pub(super) fn calls(&self) -> usize {
        self.calls.get()
    }

    pub(super) fn patience(&self) -> &Patience {
        &self.patience
    }

    /// Asks for what changes nothing, or changes the same however often it is asked. Writes are a second apart.
    pub(super) fn ask<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T, GitHubError> {
        self.retry(
            call,
            |failure| match failure {
                // A list or a comment that was made a moment ago may not be everywhere yet.
                Failure::Missing if call.method == Method::GET => Again::Once,
                Failure::Open(_) => Again::Yes,
                _ => Again::No,
            },
            || self.once(call).and_then(|answer| json(&answer)),
        )
    }

    /// Deletes, so that it is gone.
    pub(super) fn delete(&self, call: &Call<'_>) -> Result<(), GitHubError> {
        self.retry(
            call,
            |failure| if matches!(failure, Failure::Open(_)) { Again::Yes } else { Again::No },
            || match self.once(call) {
                Ok(_) | Err(Failure::Missing) => Ok(()),
                Err(failure) => Err(failure),
            },
        )
    }

    /// Asks for what must not happen twice. After a failure that leaves it open, `done` looks whether it did.
    pub(super) fn ask_once<T: DeserializeOwned>(
        &self,
        call: &Call<'_>,
        done: impl Fn() -> Result<Option<T>, GitHubError>,
    ) -> Result<T, GitHubError> {
        let is_open = Cell::new(false);
        self.retry(
            call,
            |failure| {
                is_open.set(is_open.get() || matches!(failure, Failure::Open(_)));
                if is_open.get() { Again::Yes } else { Again::No }
            },
            || {
                if is_open.get()
                    && let Some(found) = done().map_err(Failure::Final)?
                {
                    return Ok(found);
                }
                self.once(call).and_then(|answer| json(&answer))
            },
        )
    }

    /// GraphQL's answer to a question.
    pub(super) fn query<T: DeserializeOwned>(&self, query: &str, what: &str, permission: &'static str) -> Result<T, GitHubError> {
        let body = Some(serde_json::json!({ "query": query }));
        let call = Call { method: Method::POST, path: String::new(), body, what, permission };
        let url = self.transport.graphql();
        self.retry(
            &call,
            |failure| if matches!(failure, Failure::Open(_)) { Again::Yes } else { Again::No },
            || self.send(&call, &url, MAX_BYTES, false).and_then(|answer| json(&answer)),
        )
    }

    /// Changes something by GraphQL that is the same however often it is changed so.
    pub(super) fn change(
        &self,
        mutation: &str,
        variables: Value,
        what: &str,
        permission: &'static str,
    ) -> Result<(), GitHubError> {
        let body = Some(serde_json::json!({ "query": mutation, "variables": variables }));
        let call = Call { method: Method::POST, path: String::new(), body, what, permission };
        let url = self.transport.graphql();
        self.retry(
            &call,
            |failure| if matches!(failure, Failure::Open(_)) { Again::Yes } else { Again::No },
            || {
                self.patience.settle().map_err(|Exhausted| out_of_time(&call))?;
                let answer = self.send(&call, &url, MAX_BYTES, false);
                self.patience.wrote();
                self.changed(&answer?, &call)
            },
        )
    }

    /// What GraphQL says of a change: its status is 200 also where it refuses.
    fn changed(&self, answer: &Answer, call: &Call<'_>) -> Result<(), Failure> {
        #[derive(Deserialize)]
        struct Told {
            #[serde(default)]
            data: Value,
            #[serde(default)]
            errors: Vec<Problem>,
        }
        #[derive(Deserialize)]
        struct Problem {
            #[serde(default, rename = "type")]
            kind: String,
            #[serde(default)]
            message: String,
        }
        let told: Told = json(answer)?;
        let what = || call.what.to_owned();
        match told.errors.first() {
            None if told.data.is_object() => Ok(()),
            None => Err(Failure::Open("the answer is not what GitHub answers: it has no data".to_owned())),
            Some(Problem { kind, .. }) if kind == "RATE_LIMITED" => {
                Err(Failure::Limited(limited(answer, self.patience.now()).unwrap_or(UNSAID)))
            }
            Some(Problem { kind, .. }) if kind == "NOT_FOUND" => Err(Failure::Missing),
            Some(Problem { kind, message }) if kind == "FORBIDDEN" || message.starts_with("Resource not accessible by") => {
                Err(Failure::Final(GitHubError::Permission { what: what(), permission: call.permission }))
            }
            Some(Problem { message, .. }) => {
                let message = self.transport.strike(&plain(message));
                Err(Failure::Final(GitHubError::Refused { what: what(), status: answer.status, message }))
            }
        }
    }

    /// Bytes, which may lie on another host. Their time is no part of that for posting.
    pub(super) fn download(&self, call: &Call<'_>, max_bytes: usize) -> Result<Vec<u8>, GitHubError> {
        let url = self.transport.rest(&call.path);
        let answer = self.retry(
            call,
            |failure| match failure {
                Failure::Missing => Again::Once,
                Failure::Open(_) => Again::Yes,
                _ => Again::No,
            },
            || self.send(call, &url, max_bytes, true),
        )?;
        Ok(answer.body)
    }

    /// Sends it a single time.
    pub(super) fn once(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if call.method != Method::GET {
            self.patience.settle().map_err(|Exhausted| out_of_time(call))?;
        }
        let answer = self.send(call, &self.transport.rest(&call.path), MAX_BYTES, false);
        if call.method != Method::GET {
            self.patience.wrote();
        }
        answer
    }

    /// Waits after a failure before the next try, or gives up with what to tell.
    pub(super) fn recover(&self, call: &Call<'_>, failure: Failure, failures: u32) -> Result<(), GitHubError> {
        if failures >= TRIES {
            return Err(failure.tell(call));
        }
        let waited = match &failure {
            Failure::Limited(time) => self.patience.obey(*time),
            _ => self.patience.back_off(failures),
        };
        waited.map_err(|Exhausted| failure.tell(call))
    }

    fn retry<T>(
        &self,
        call: &Call<'_>,
        again: impl Fn(&Failure) -> Again,
        attempt: impl Fn() -> Result<T, Failure>,
    ) -> Result<T, GitHubError> {
        let mut failures = 0;
        let mut missed = false;
        loop {
            let failure = match attempt() {
                Ok(result) => return Ok(result),
                Err(failure) => failure,
            };
            failures += 1;
            let may = match again(&failure) {
                _ if matches!(failure, Failure::Limited(_)) => true,
                Again::Once => !std::mem::replace(&mut missed, true),
                Again::Yes => true,
                Again::No => false,
            };
            if !may {
                return Err(failure.tell(call));
            }
            self.recover(call, failure, failures)?;
        }
    }

    fn send(&self, call: &Call<'_>, url: &str, max_bytes: usize, is_download: bool) -> Result<Answer, Failure> {
        let timeout = if is_download { 4 * TIMEOUT } else { TIMEOUT.min(self.patience.left()) };
        if timeout.is_zero() {
            return Err(out_of_time(call));
        }
        self.calls.set(self.calls.get() + 1);
        let request =
            Request { method: call.method.clone(), url, body: call.body.as_ref(), max_bytes, timeout, leaves: is_download };
        let answer =
            if is_download { self.transport.send(&request) } else { self.patience.count(|| self.transport.send(&request)) };
        let what = || call.what.to_owned();
        let answer = answer.map_err(|silence| match silence {
            Silence::Broken(problem) => Failure::Open(problem),
            Silence::TooLarge => Failure::Final(GitHubError::TooLarge { what: what() }),
            Silence::Moved(host) => Failure::Final(GitHubError::Moved { what: what(), host }),
        })?;
        let message = || self.transport.strike(&message(&answer.body));
        let status = answer.status;
        Err(match status {
            200..=299 => return Ok(answer),
            401 => Failure::Final(GitHubError::Unauthorized { what: what() }),
            403 | 429 => match limited(&answer, self.patience.now()) {
                Some(wait) => Failure::Limited(wait),
                None if message().starts_with("Resource not accessible by") => {
                    Failure::Final(GitHubError::Permission { what: what(), permission: call.permission })
                }
                None => Failure::Final(GitHubError::Refused { what: what(), status, message: message() }),
            },
            404 => Failure::Missing,
            408 | 500.. => Failure::Open(format!("GitHub answers with the status {status}")),
            413 | 422 => Failure::Refused { status, message: message() },
            _ => Failure::Final(GitHubError::Refused { what: what(), status, message: message() }),
        })
    }
}

/// Whether a failure is worth another try.
enum Again {
    Yes,
    Once,
    No,
}

/// No time is left.
pub(super) fn out_of_time(call: &Call<'_>) -> Failure {
    let problem = "it does not succeed within the time that posting may take".to_owned();
    Failure::Final(GitHubError::Unavailable { what: call.what.to_owned(), problem })
}

/// The value of an answer. One that is none says nothing of whether it was done: something stands between here and GitHub.
pub(super) fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, Failure> {
    serde_json::from_slice(&answer.body)
        .map_err(|error| Failure::Open(format!("the answer is not what GitHub answers: {}", crate::error::json_problem(&error))))
}

/// How long a limited answer asks to wait; none where it is refused for another reason.
fn limited(answer: &Answer, now: Duration) -> Option<Duration> {
    if let Some(after) = header(&answer.headers, "retry-after") {
        let seconds = after.trim().parse().map(Duration::from_secs);
        return Some(seconds.unwrap_or(UNSAID));
    }
    if header(&answer.headers, "x-ratelimit-remaining") == Some("0") {
        let reset = header(&answer.headers, "x-ratelimit-reset").and_then(|at| at.parse().ok());
        // Its clock may be a second off.
        return Some(reset.map_or(UNSAID, |at| Duration::from_secs(at).saturating_sub(now) + Duration::from_secs(1)));
    }
    let message = message(&answer.body).to_ascii_lowercase();
    (answer.status == 429 || message.contains("rate limit")).then_some(UNSAID)
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// What GitHub says of an error: from its JSON alone, never from a page that a proxy put in its place.
fn message(body: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Said {
        message: String,
        #[serde(default)]
        errors: Vec<Value>,
    }
    let Ok(said) = serde_json::from_slice::<Said>(body) else { return "an answer that is not GitHub's".to_owned() };
    let details = said.errors.iter().filter_map(|error| error.as_str().or_else(|| error.get("message")?.as_str()));
    let text = std::iter::once(said.message.as_str()).chain(details).collect::<Vec<_>>().join("; ");
    plain(&text)
}

/// A text of GitHub's on one line, and not without end.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(300).collect()
}
