//! The comment: whose it is, how large, and what becomes of failures.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use checker::github::{Clock as _, Endpoint, GitHub, GitHubError, Posted, Repository, Secret, Upsert};
use miette::Diagnostic as _;

use crate::clock::{Frozen, VirtualClock};
use crate::server::{Fault, LOGIN, Server, TOKEN};
use crate::{MAX_BYTES, NUMBER, github, key, merging, repository, section, texts};

/// A server on which every run begins at the same time.
fn start() -> Server {
    Server::start_with(Arc::new(Frozen))
}

/// One upsert of a section on a server that is prepared.
fn upsert(server: &Server) -> (Result<Posted, GitHubError>, Duration) {
    let clock = VirtualClock::new(1);
    let before = clock.now();
    let posted = github(server, &clock).upsert(NUMBER, &key(""), MAX_BYTES, &merging("prod"));
    (posted, clock.now() - before)
}

/// The numbers that end the paths of writes.
fn writes(server: &Server) -> Vec<String> {
    let calls = server.calls().into_iter().filter(|call| !call.starts_with("GET") && !call.ends_with("/graphql"));
    calls.map(|call| call.replace("/repos/acme/health/issues/", "")).collect()
}

#[test]
fn a_comment_is_created_once_and_then_changed() {
    let server = start();
    let (posted, _) = upsert(&server);
    assert_eq!(posted.expect("posted"), Posted::Written(1));
    assert_eq!(writes(&server), ["POST 7/comments"]);
    assert_eq!(server.calls().len(), 4, "{:?}", server.calls());

    let github = github(&server, &VirtualClock::new(1));
    assert_eq!(github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("dr")).expect("posted"), Posted::Written(1));
    assert_eq!(texts(&server.state(), &key("")), [format!("{}\n{}", section("dr"), section("prod"))]);
    assert_eq!(writes(&server), ["POST 7/comments", "PATCH comments/1"]);
    assert_eq!(github.calls(), 4);
    // Nothing new: nothing is written.
    assert_eq!(github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("dr")).expect("kept"), Posted::Kept(Some(1)));
    assert_eq!(github.upsert(NUMBER, &key(""), MAX_BYTES, &|_, _| Upsert::Keep).expect("kept"), Posted::Kept(Some(1)));
    assert_eq!(writes(&server).len(), 2);
    github.delete_comment(NUMBER, &key("")).expect("deleted");
    github.delete_comment(NUMBER, &key("")).expect("gone");
    assert!(server.state().comments.is_empty());
    assert_eq!(writes(&server).len(), 3);
}

#[test]
fn every_request_has_the_token_the_version_and_no_other_host() {
    let server = start();
    upsert(&server).0.expect("posted");
    for request in &server.state().log {
        assert_eq!(request.headers["authorization"], format!("Bearer {TOKEN}"));
        assert_eq!(request.headers["x-github-api-version"], "2022-11-28");
        assert_eq!(request.headers["accept"], "application/vnd.github+json");
        assert!(request.headers.contains_key("user-agent"));
    }
}

#[test]
fn other_comments_stay_as_they_are() {
    let server = start();
    let (ours, other) = (key("prod").marker(), key("non-prod").marker());
    let foreign = [
        ("mallory", format!("{ours}\nfrom somebody else")),
        (LOGIN, format!("{other}\nanother key")),
        (LOGIN, format!("> {ours}\nquoted")),
        (LOGIN, format!("text\n{ours}\n")),
        (LOGIN, format!("{ours} \nnearly")),
        ("octocat", "nothing".to_owned()),
    ];
    for (login, body) in &foreign {
        server.state().comment(NUMBER, login, body, Duration::ZERO);
    }
    server.state().comment(NUMBER + 1, LOGIN, &format!("{ours}\nof another pull request"), Duration::ZERO);
    let github = github(&server, &VirtualClock::new(1));
    let posted = github.upsert(NUMBER, &key("prod"), MAX_BYTES, &merging("prod")).expect("posted");
    assert_eq!(posted, Posted::Written(8));
    github.delete_comment(NUMBER, &key("prod")).expect("deleted");
    let state = server.state();
    assert_eq!(state.comments.len(), 7);
    assert!(state.comments.iter().all(|it| it.changes == 0), "{:?}", state.comments);
}

#[test]
fn a_comment_is_found_behind_hundreds() {
    let server = start();
    for number in 0..250 {
        server.state().comment(NUMBER, "octocat", &format!("comment {number}"), Duration::ZERO);
    }
    let id = server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), Duration::ZERO);
    assert_eq!(upsert(&server).0.expect("posted"), Posted::Written(id));
    assert_eq!(writes(&server), [format!("PATCH comments/{id}")]);
}

#[test]
fn what_is_too_long_is_written_at_half_the_size_once() {
    let server = start();
    let asked = Cell::new(Vec::new());
    let long = |text: char| {
        let asked = &asked;
        move |_: Option<&str>, max_bytes: usize| {
            asked.set([asked.take(), vec![max_bytes]].concat());
            Upsert::Write {
                body: format!("{}\nmark", text.to_string().repeat(max_bytes / text.len_utf8())),
                mark: "mark".to_owned(),
            }
        }
    };
    let github = github(&server, &VirtualClock::new(1));
    github.upsert(NUMBER, &key(""), 100_000, &long('x')).expect("posted");
    let line = key("").marker().len() + 1;
    assert_eq!(asked.take(), [100_000 - line, 50_000 - line]);
    let error = github.upsert(NUMBER, &key(""), 200_000, &long('x')).expect_err("too long");
    assert!(matches!(error, GitHubError::TooLarge { .. }), "{error:?}");
    assert_eq!(asked.take().len(), 2);
    for fault in [Fault::TooLarge, Fault::Invalid] {
        server.state().fail("PATCH", "/issues/comments/", fault);
        github.upsert(NUMBER, &key(""), 10_000, &long('y')).expect("posted");
        let body = server.state().comments[0].body.len();
        assert!((4_900..5_100).contains(&body), "{body}");
        github.upsert(NUMBER, &key(""), 10_000, &long('z')).expect("posted");
    }
}

/// Faults that pass: the section is posted in one comment all the same.
#[test]
fn what_fails_for_the_moment_is_done_in_the_end() {
    let passing = [
        Fault::BadGateway { done: false },
        Fault::BadGateway { done: true },
        Fault::Dropped { done: false },
        Fault::Dropped { done: true },
        Fault::Page { done: false },
        Fault::Page { done: true },
        Fault::TooMany { retry_after: Some(7) },
        Fault::TooMany { retry_after: None },
        Fault::Secondary { retry_after: Some(7) },
        Fault::Secondary { retry_after: None },
        Fault::Primary { reset_in: 20 },
    ];
    for fault in passing {
        for (method, path) in [("GET", "/7/comments"), ("POST", "/graphql"), ("POST", "/7/comments"), ("PATCH", "/comments/")] {
            // What is changed is in every list.
            let lags: &[usize] = if method == "PATCH" { &[0] } else { &[0, 3] };
            for lag in lags {
                let server = start();
                server.state().lag = *lag;
                if method == "PATCH" {
                    server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), Duration::ZERO);
                }
                server.state().fail(method, path, fault);
                let (posted, time) = upsert(&server);
                assert!(posted.is_ok(), "{fault:?} of {method} {path}: {posted:?}");
                let state = server.state();
                let texts = texts(&state, &key(""));
                assert!(
                    texts.len() == 1 && texts[0].contains(&section("prod")),
                    "{fault:?} of {method} {path}, {lag}: {texts:?}"
                );
                assert!(state.log.len() <= 14 && time <= Duration::from_secs(90), "{} calls, {time:?}", state.log.len());
                let least = match fault {
                    Fault::TooMany { retry_after } | Fault::Secondary { retry_after } => retry_after.unwrap_or(60),
                    Fault::Primary { reset_in } => reset_in,
                    _ => 0,
                };
                assert!(time >= Duration::from_secs(least), "{fault:?} waited {time:?}");
            }
        }
    }
}

#[test]
fn what_does_not_pass_is_told_and_not_tried_again() {
    let server = start();
    let lasting = [
        (Fault::Forbidden, "permission", "pull-requests: write"),
        (Fault::ForbiddenPage, "refused", "an answer that is not GitHub's"),
        (Fault::Locked, "refused", "issue is locked"),
        (Fault::Unauthorized, "unauthorized", "does not accept the token"),
        (Fault::TooMany { retry_after: Some(61) }, "rate_limited", "for 61 more seconds"),
        (Fault::Secondary { retry_after: Some(3_600) }, "rate_limited", "for 3600 more seconds"),
        (Fault::Primary { reset_in: 1_800 }, "rate_limited", "rate limit"),
        (Fault::Elsewhere, "moved", "localhost"),
    ];
    for (fault, code, text) in lasting {
        server.state().fail("POST", "/7/comments", fault);
        let (posted, time) = upsert(&server);
        let error = posted.expect_err("an error");
        assert_eq!(error.code().expect("a code").to_string(), format!("github::{code}"), "{fault:?}");
        assert!(error.help().is_some() && error.to_string().contains(text), "{error}");
        let shown = format!("{error:?} {error} {}", error.help().expect("help"));
        assert!(!shown.contains(TOKEN) && !shown.contains("PAGE") && !shown.contains('<'), "{shown}");
        assert!(time < Duration::from_secs(5), "{fault:?}: {time:?}");
        let tried = server.calls().into_iter().filter(|call| call.starts_with("POST /repos")).count();
        assert_eq!(tried, 1, "{fault:?}");
        server.state().log.clear();
    }
    assert!(server.state().comments.is_empty());
    let help = GitHubError::Permission { what: String::new(), permission: "checks: write" }.help().expect("help").to_string();
    assert!(help.contains("`checks: write` below `permissions:`"), "{help}");
}

#[test]
fn a_server_that_stays_away_is_given_up() {
    let server = start();
    for _ in 0..9 {
        server.state().fail("", "/7/comments", Fault::BadGateway { done: false });
    }
    let (posted, _) = upsert(&server);
    let error = posted.expect_err("an error");
    assert!(matches!(error, GitHubError::Unavailable { .. }), "{error:?}");
    assert_eq!(server.calls().len(), 4, "{:?}", server.calls());
    assert_eq!(error.to_string(), "the comment on pull request 7: GitHub answers with the status 502");

    let nowhere = Endpoint { api: "http://127.0.0.1:9".to_owned(), token: Secret::new(TOKEN) };
    let github = GitHub::new(&nowhere, &repository(), Box::new(VirtualClock::new(1))).expect("a client");
    let error = github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("prod")).expect_err("an error");
    assert!(matches!(error, GitHubError::Unavailable { .. }) && error.to_string().contains("refused"), "{error:?}");
}

#[test]
fn a_pull_request_that_is_not_there_is_looked_for_twice() {
    let server = start();
    server.state().fail("GET", "/7/comments", Fault::Missing);
    upsert(&server).0.expect("posted");
    for _ in 0..2 {
        server.state().fail("GET", "/7/comments", Fault::Missing);
    }
    let error = upsert(&server).0.expect_err("an error");
    assert!(matches!(error, GitHubError::NotFound { .. }), "{error:?}");
}

#[test]
fn a_comment_deleted_in_between_is_written_anew() {
    for on in ["PATCH", "GET"] {
        let server = start();
        server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), Duration::ZERO);
        server.state().fail("GET", "/7/comments", Fault::None);
        server.state().fail(on, "comments", Fault::Deletion);
        assert_eq!(upsert(&server).0.expect("posted"), Posted::Written(2), "{on}");
        assert_eq!(texts(&server.state(), &key("")), [section("prod")], "{on}");
    }
}

#[test]
fn a_duplicate_that_a_dead_run_left_is_removed_and_one_in_use_is_not() {
    let server = start();
    let now = VirtualClock::new(1).now();
    let body = format!("{}\nold", key("").marker());
    for (login, age) in [(LOGIN, 500), (LOGIN, 500), ("mallory", 500), (LOGIN, 30)] {
        server.state().comment(NUMBER, login, &body, now - Duration::from_secs(age));
    }
    assert_eq!(upsert(&server).0.expect("posted"), Posted::Written(1));
    assert_eq!(writes(&server), ["PATCH comments/1", "DELETE comments/2"]);
}

#[test]
fn addresses_and_names_are_checked_before_anything_is_sent() {
    let client = |api: &str, token: &str| {
        let endpoint = Endpoint { api: api.to_owned(), token: Secret::new(token) };
        GitHub::new(&endpoint, &repository(), Box::new(VirtualClock::new(1))).err()
    };
    for api in ["https://api.github.com", "https://git.acme.example/api/v3/", "http://localhost:1", "http://[::1]:1"] {
        assert!(client(api, TOKEN).is_none(), "{api}");
    }
    for api in [
        "http://api.github.com",
        "http://127.0.0.1.evil.example",
        "ftp://127.0.0.1",
        "https://a@b.example",
        "https://x.example/?q",
        "",
        "x",
    ] {
        assert!(matches!(client(api, TOKEN), Some(GitHubError::Address(_))), "{api}");
    }
    for token in ["", "two\nlines"] {
        assert!(matches!(client("https://api.github.com", token), Some(GitHubError::Token)), "{token:?}");
    }
    for name in ["", "a", "a/", "/b", "a/..", "./b", "a/b/c", "a/b?c", "a/b%2e", "a/ö", "a b/c"] {
        assert!(Repository::parse(name).is_err(), "{name}");
    }
    assert!(Repository::parse("a-B.c_9/.github").is_ok());
    assert!(!format!("{:?}", Endpoint { api: String::new(), token: Secret::new(TOKEN) }).contains(TOKEN));
}

#[test]
fn writes_are_a_second_apart() {
    let server = start();
    let clock = VirtualClock::new(1);
    let github = github(&server, &clock);
    let before = clock.now();
    for _ in 0..5 {
        github.delete_comment(NUMBER, &key("")).expect("nothing to delete");
    }
    assert_eq!(clock.now(), before, "nothing is written");
    for number in 0..5 {
        server.state().comment(NUMBER, LOGIN, &format!("{}\n{number}", key("").marker()), clock.now());
        github.delete_comment(NUMBER, &key("")).expect("deleted");
    }
    assert!(clock.now() - before >= Duration::from_secs(4));
}
