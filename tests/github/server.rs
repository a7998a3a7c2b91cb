//! GitHub's API on this machine, as far as the program uses it: it keeps what it is sent, logs every request, and fails as it is told.
//! `Server::start` from any test; give the program `url()` as `GITHUB_API_URL`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "not every test file uses all of it; a test may panic"
)]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// The token that is accepted.
pub const TOKEN: &str = "ghs_0123456789abcdefghijABCDEFGHIJ012345";

/// The repository that is there.
pub const REPOSITORY: &str = "acme/health";

/// Who the token is.
pub const LOGIN: &str = "github-actions[bot]";

/// A commit that is there.
pub const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// The characters of a comment, at most.
const MAX_COMMENT: usize = 65_536;

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// 502 with a page in HTML, before or after it is done.
    BadGateway { done: bool },
    /// The connection ends without an answer, before or after it is done.
    Dropped { done: bool },
    /// 200 with a page in HTML: a proxy's.
    Page { done: bool },
    /// 429, with or without `Retry-After`.
    TooMany { retry_after: Option<u64> },
    /// 403: the secondary rate limit.
    Secondary { retry_after: Option<u64> },
    /// 403: the primary rate limit, over in so many seconds.
    Primary { reset_in: u64 },
    /// 403: the token may not.
    Forbidden,
    /// 403 with a page in HTML: a proxy's.
    ForbiddenPage,
    /// 403 for a reason of its own.
    Locked,
    /// 401.
    Unauthorized,
    /// 404.
    Missing,
    /// 413.
    TooLarge,
    /// 422.
    Invalid,
    /// Somebody deletes the newest comment of ours first.
    Deletion,
    /// 307 to the same path of another host.
    Elsewhere,
}

/// A fault, for the first request that it is meant for.
#[derive(Debug, Clone, Copy)]
pub struct Scripted {
    /// The method; any where it is empty.
    pub method: &'static str,
    /// A part of the path.
    pub path: &'static str,
    pub fault: Fault,
}

/// A comment on a pull request.
#[derive(Debug, Clone)]
pub struct Comment {
    pub id: u64,
    pub pull_request: u64,
    pub login: String,
    pub body: String,
    pub updated: Duration,
    /// How many lists it is not in yet.
    pub hidden: usize,
    /// How often it was changed.
    pub changes: usize,
    /// It is folded away as outdated.
    pub is_minimised: bool,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Logged {
    pub method: String,
    /// With the query.
    pub path: String,
    pub body: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
}

/// What the server holds, for tests to set and to look at.
#[derive(Debug, Default)]
pub struct State {
    pub comments: Vec<Comment>,
    /// As JSON, with every annotation.
    pub check_runs: Vec<Value>,
    /// As JSON.
    pub pull_requests: Vec<Value>,
    pub tarballs: BTreeMap<String, Vec<u8>>,
    pub script: Vec<Scripted>,
    /// How many lists a new comment is not in.
    pub lag: usize,
    /// The token can only read.
    pub is_read_only: bool,
    /// What GraphQL answers to who would hide a comment, as type and message; nothing where it may.
    pub no_hiding: Option<(&'static str, &'static str)>,
    pub log: Vec<Logged>,
    last_id: u64,
}

impl State {
    /// Adds a comment.
    pub fn comment(&mut self, pull_request: u64, login: &str, body: &str, updated: Duration) -> u64 {
        self.last_id += 1;
        let (login, body) = (login.to_owned(), body.to_owned());
        self.comments.push(Comment {
            id: self.last_id,
            pull_request,
            login,
            body,
            updated,
            hidden: self.lag,
            changes: 0,
            is_minimised: false,
        });
        self.last_id
    }

    /// Scripts a fault for the next request with this method and this part of its path.
    pub fn fail(&mut self, method: &'static str, path: &'static str, fault: Fault) {
        self.script.push(Scripted { method, path, fault });
    }
}

/// Time for the server: what it is, and what passes before and after a request is done.
pub trait Pace: Send + Sync {
    fn now(&self) -> Duration;
    fn pass(&self);
}

/// The machine's time; none passes.
struct Machine;

impl Pace for Machine {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).expect("a time")
    }

    fn pass(&self) {}
}

/// A server that runs until the test ends.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub fn start() -> Self {
        Self::start_with(Arc::new(Machine))
    }

    pub fn start_with(pace: Arc<dyn Pace>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, pace) = (Arc::clone(&shared), Arc::clone(&pace));
                std::thread::spawn(move || serve(stream, address, &state, pace.as_ref()));
            }
        });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the state")
    }

    /// The requests so far, as `METHOD PATH`.
    pub fn calls(&self) -> Vec<String> {
        self.state().log.iter().map(|it| format!("{} {}", it.method, it.path)).collect()
    }
}

struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Response {
    fn json(status: u16, body: &Value) -> Self {
        Self { status, headers: vec![("Content-Type", "application/json".to_owned())], body: body.to_string().into_bytes() }
    }

    fn error(status: u16, message: &str) -> Self {
        Self::json(
            status,
            &json!({ "message": message, "documentation_url": "https://docs.github.com/rest", "status": status.to_string() }),
        )
    }

    fn page(status: u16) -> Self {
        let body = b"<html><head><title>Unicorn!</title></head><body>{\"message\": \"PAGE\"}</body></html>".to_vec();
        Self { status, headers: vec![("Content-Type", "text/html".to_owned())], body }
    }

    fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.headers.extend(value.map(|value| (name, value.to_string())));
        self
    }
}

fn serve(mut stream: TcpStream, address: SocketAddr, state: &Mutex<State>, pace: &dyn Pace) {
    let Some(request) = read(&mut stream) else { return };
    pace.pass();
    let response = answer(&request, address, &mut state.lock().expect("the state"), pace.now());
    pace.pass();
    if let Some(response) = response {
        let mut head =
            format!("HTTP/1.1 {} -\r\nConnection: close\r\nContent-Length: {}\r\n", response.status, response.body.len());
        for (name, value) in &response.headers {
            head += &format!("{name}: {value}\r\n");
        }
        let _ = stream.write_all(format!("{head}\r\n").as_bytes());
        let _ = stream.write_all(&response.body);
    }
    let _ = stream.shutdown(Shutdown::Both);
}

fn read(stream: &mut TcpStream) -> Option<Logged> {
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        let mut some = [0; 4096];
        let count = stream.read(&mut some).ok().filter(|count| *count > 0)?;
        bytes.extend(&some[..count]);
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    let got = body.len();
    body.resize(length.max(got), 0);
    stream.read_exact(&mut body[got..]).ok()?;
    Some(Logged { method, path, body: String::from_utf8(body).ok()?, headers })
}

/// The answer, or none where the connection ends.
fn answer(request: &Logged, address: SocketAddr, state: &mut State, now: Duration) -> Option<Response> {
    state.log.push(request.clone());
    let meant = |it: &Scripted| (it.method.is_empty() || it.method == request.method) && request.path.contains(it.path);
    let fault = match state.script.iter().position(meant) {
        Some(at) => state.script.remove(at).fault,
        None => Fault::None,
    };
    Some(match fault {
        Fault::None => route(request, address, state, now),
        Fault::Deletion => {
            if let Some(at) = state.comments.iter().rposition(|comment| comment.login == LOGIN) {
                state.comments.remove(at);
            }
            route(request, address, state, now)
        }
        Fault::BadGateway { done } | Fault::Dropped { done } | Fault::Page { done } => {
            if done {
                route(request, address, state, now);
            }
            match fault {
                Fault::BadGateway { .. } => Response::page(502),
                Fault::Page { .. } => Response::page(200),
                _ => return None,
            }
        }
        Fault::TooMany { retry_after } => Response::error(429, "Too many requests").with("Retry-After", retry_after),
        Fault::Secondary { retry_after } => {
            Response::error(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                .with("Retry-After", retry_after)
        }
        Fault::Primary { reset_in } => Response::error(403, "API rate limit exceeded for installation ID 1.")
            .with("X-RateLimit-Remaining", Some(0))
            .with("X-RateLimit-Reset", Some(now.as_secs() + reset_in)),
        Fault::Forbidden => Response::error(403, "Resource not accessible by integration"),
        Fault::ForbiddenPage => Response::page(403),
        Fault::Locked => Response::error(403, "Unable to create comment because issue is locked."),
        Fault::Unauthorized => Response::error(401, "Bad credentials"),
        Fault::Missing => Response::error(404, "Not Found"),
        Fault::TooLarge => Response::error(413, "Payload too large"),
        Fault::Invalid => Response::error(422, "Validation Failed"),
        Fault::Elsewhere => {
            Response::error(307, "Moved").with("Location", Some(format!("http://localhost:{}{}", address.port(), request.path)))
        }
    })
}

fn route(request: &Logged, address: SocketAddr, state: &mut State, now: Duration) -> Response {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let query: BTreeMap<&str, &str> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    if let Some(commit) = path.strip_prefix("/codeload/") {
        return match state.tarballs.get(commit) {
            Some(body) => Response { status: 200, headers: Vec::new(), body: body.clone() },
            None => Response::error(404, "Not Found"),
        };
    }
    if request.headers.get("authorization") != Some(&format!("Bearer {TOKEN}")) {
        return Response::error(401, "Bad credentials");
    }
    if path == "/graphql" {
        return graphql(state, &serde_json::from_str(&request.body).expect("JSON"));
    }
    if state.is_read_only && request.method != "GET" {
        return Response::error(403, "Resource not accessible by integration");
    }
    let Some(rest) = path.strip_prefix("/repos/").and_then(|rest| rest.strip_prefix(REPOSITORY)) else {
        return Response::error(404, "Not Found");
    };
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    match (request.method.as_str(), &parts[..]) {
        ("GET", ["issues", number, "comments"]) => list_comments(state, number.parse().expect("a number"), &query),
        ("POST", ["issues", number, "comments"]) => {
            let text = body["body"].as_str().expect("a body");
            if let Some(response) = too_long(text) {
                return response;
            }
            let id = state.comment(number.parse().expect("a number"), LOGIN, text, now);
            Response::json(201, &described(state.comments.iter().find(|it| it.id == id).expect("it")))
        }
        (method, ["issues", "comments", id]) => one_comment(state, method, id.parse().expect("a number"), &body, now),
        ("GET", ["pulls"]) => Response::json(200, &json!(page(&state.pull_requests, &query))),
        ("GET", ["tarball", commit]) => {
            // Another host, that of this machine by its other name.
            let location = format!("http://localhost:{}/codeload/{commit}", address.port());
            Response { status: 302, headers: vec![("Location", location)], body: Vec::new() }
        }
        (method, ["check-runs", rest @ ..]) => check_run(state, method, rest.first().copied(), &body),
        ("GET", ["commits", commit, "check-runs"]) => {
            let runs: Vec<&Value> = state.check_runs.iter().filter(|it| it["head_sha"] == *commit).collect();
            Response::json(200, &json!({ "total_count": runs.len(), "check_runs": runs }))
        }
        _ => Response::error(404, "Not Found"),
    }
}

/// Who the token is, or a comment hidden. A refusal has the status 200 too.
fn graphql(state: &mut State, body: &Value) -> Response {
    let query = body["query"].as_str().expect("a query");
    if !query.starts_with("mutation") {
        return Response::json(200, &json!({ "data": { "viewer": { "login": LOGIN } } }));
    }
    assert!(query.contains("minimizeComment(input: {subjectId: $id, classifier: OUTDATED})"), "{query}");
    let refused = |kind: &str, message: &str| {
        let error = json!({ "type": kind, "path": ["minimizeComment"], "message": message });
        Response::json(200, &json!({ "data": { "minimizeComment": null }, "errors": [error] }))
    };
    if state.is_read_only {
        return refused("FORBIDDEN", "Resource not accessible by integration");
    }
    if let Some((kind, message)) = state.no_hiding {
        return refused(kind, message);
    }
    let node = body["variables"]["id"].as_str().expect("an id");
    let Some(comment) = state.comments.iter_mut().find(|it| node == node_id(it.id)) else {
        return refused("NOT_FOUND", "Could not resolve to a node with the global id of ''.");
    };
    comment.is_minimised = true;
    Response::json(200, &json!({ "data": { "minimizeComment": { "clientMutationId": null } } }))
}

fn node_id(id: u64) -> String {
    format!("IC_{id}")
}

fn page<T: Clone>(all: &[T], query: &BTreeMap<&str, &str>) -> Vec<T> {
    let number = |name: &str, default: usize| query.get(name).map_or(default, |text| text.parse().expect("a number"));
    let size = number("per_page", 30);
    all.iter().skip((number("page", 1) - 1) * size).take(size).cloned().collect()
}

fn list_comments(state: &mut State, pull_request: u64, query: &BTreeMap<&str, &str>) -> Response {
    let mut shown = Vec::new();
    for comment in state.comments.iter_mut().filter(|it| it.pull_request == pull_request) {
        if comment.hidden == 0 {
            shown.push(described(comment));
        }
        comment.hidden = comment.hidden.saturating_sub(1);
    }
    Response::json(200, &json!(page(&shown, query)))
}

fn one_comment(state: &mut State, method: &str, id: u64, body: &Value, now: Duration) -> Response {
    let Some(at) = state.comments.iter().position(|it| it.id == id) else { return Response::error(404, "Not Found") };
    match method {
        "GET" => Response::json(200, &described(&state.comments[at])),
        "PATCH" => {
            let text = body["body"].as_str().expect("a body");
            if let Some(response) = too_long(text) {
                return response;
            }
            let comment = &mut state.comments[at];
            comment.body = text.to_owned();
            comment.updated = now;
            comment.changes += 1;
            Response::json(200, &described(comment))
        }
        "DELETE" => {
            state.comments.remove(at);
            Response { status: 204, headers: Vec::new(), body: Vec::new() }
        }
        _ => Response::error(404, "Not Found"),
    }
}

fn too_long(text: &str) -> Option<Response> {
    (text.chars().count() > MAX_COMMENT).then(|| {
        let error = json!({ "resource": "IssueComment", "code": "unprocessable", "field": "data",
            "message": "Body is too long (maximum is 65536 characters)" });
        Response::json(422, &json!({ "message": "Validation Failed", "errors": [error] }))
    })
}

fn described(comment: &Comment) -> Value {
    let updated = jiff::Timestamp::from_second(comment.updated.as_secs().try_into().expect("a time")).expect("a time");
    json!({ "id": comment.id, "node_id": node_id(comment.id), "body": comment.body, "updated_at": updated.to_string(), "user": { "login": comment.login } })
}

fn check_run(state: &mut State, method: &str, id: Option<&str>, body: &Value) -> Response {
    let annotations = body["output"]["annotations"].as_array().cloned().unwrap_or_default();
    if annotations.len() > 50 {
        return Response::error(422, "No more than 50 annotations");
    }
    match (method, id) {
        ("POST", None) => {
            state.last_id += 1;
            let mut run = body.clone();
            run["id"] = json!(state.last_id);
            run["output"]["annotations_count"] = json!(0);
            run["output"]["annotations"] = json!([]);
            state.check_runs.push(run.clone());
            Response::json(201, &run)
        }
        (_, Some(id)) => {
            let Some(run) = state.check_runs.iter_mut().find(|it| it["id"].as_u64() == id.parse().ok()) else {
                return Response::error(404, "Not Found");
            };
            if method == "PATCH" {
                for (name, value) in body.as_object().expect("an object").iter().filter(|(name, _)| *name != "output") {
                    run[name] = value.clone();
                }
                let all = run["output"]["annotations"].as_array_mut().expect("a list");
                all.extend(annotations);
                run["output"]["annotations_count"] = json!(all.len());
            }
            Response::json(200, run)
        }
        _ => Response::error(404, "Not Found"),
    }
}
