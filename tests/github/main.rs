//! The client for GitHub against a server on this machine that keeps what it is sent, and fails as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod clock;
mod comments;
mod faults;
mod hiding;
mod legs;
mod openapi;
mod others;
mod server;

use checker::github::{Earlier, Endpoint, GitHub, Key, Repository, Secret, Upsert};

use clock::VirtualClock;
use server::{REPOSITORY, Server, State, TOKEN};

/// The pull request.
const NUMBER: u64 = 7;

/// What a comment may take.
const MAX_BYTES: usize = 60_000;

fn github(server: &Server, clock: &VirtualClock) -> GitHub {
    let endpoint = Endpoint { api: server.url(), token: Secret::new(TOKEN) };
    GitHub::new(&endpoint, &repository(), Box::new(clock.clone())).expect("a client")
}

fn repository() -> Repository {
    Repository::parse(REPOSITORY).expect("a name")
}

fn key(given: &str) -> Key {
    Key::new(&repository(), ".github/workflows/check.yml", given)
}

/// The line that a section of this name is.
fn section(name: &str) -> String {
    format!("<!-- section {name} -->")
}

/// Merges a section into what is there.
fn merging(name: &str) -> impl Fn(Option<&str>, usize) -> Upsert + use<> {
    let mark = section(name);
    move |old, _| {
        let mut lines: Vec<&str> = old.unwrap_or_default().lines().filter(|line| *line != mark).collect();
        lines.push(&mark);
        lines.sort_unstable();
        Upsert::Write { body: lines.join("\n"), mark: mark.clone() }
    }
}

/// The same in a new comment, where the present one holds the line `old`.
fn replacing(name: &str, earlier: Earlier) -> impl Fn(Option<&str>, usize) -> Upsert + use<> {
    let merge = merging(name);
    move |old, max_bytes| {
        let is_old = old.is_some_and(|text| text.lines().any(|line| line == "old"));
        let rest = old.map(|text| text.lines().filter(|line| *line != "old").collect::<Vec<_>>().join("\n"));
        match merge(rest.as_deref(), max_bytes) {
            Upsert::Write { body, mark } if is_old => Upsert::Replace { body, mark, earlier },
            other => other,
        }
    }
}

/// How many comments of this key somebody sees who reads the pull request, marked as old or not.
fn visible(state: &State, key: &Key) -> usize {
    let ours = state.comments.iter().filter(|it| it.login == server::LOGIN && !it.is_minimised);
    ours.filter(|it| it.body.starts_with("<!-- checker:") && it.body.contains(&format!("={key} -->\n"))).count()
}

/// What follows the marker in our comments of this key.
fn texts(state: &State, key: &Key) -> Vec<String> {
    let ours = state.comments.iter().filter(|it| it.login == server::LOGIN);
    ours.filter_map(|it| it.body.strip_prefix(&format!("{}\n", key.marker())).map(str::to_owned)).collect()
}
