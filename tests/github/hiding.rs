//! An earlier comment that gives way to a new one: whatever fails, no two are to be seen.

use std::sync::Arc;
use std::time::Duration;

use checker::github::{Earlier, GitHubError, Posted};

use crate::clock::{Frozen, VirtualClock};
use crate::server::{Fault, LOGIN, Server};
use crate::{MAX_BYTES, NUMBER, github, key, replacing, section, texts, visible};

/// With a comment of an earlier run.
fn start() -> Server {
    let server = Server::start_with(Arc::new(Frozen));
    server.state().comment(NUMBER, LOGIN, &format!("{}\nold\n{}", key("").marker(), section("dr")), Duration::ZERO);
    server
}

fn upsert(server: &Server, earlier: Earlier) -> Result<Posted, GitHubError> {
    github(server, &VirtualClock::new(1)).upsert(NUMBER, &key(""), MAX_BYTES, &replacing("prod", earlier))
}

/// Both sections, without what was of the earlier comment alone.
fn both() -> String {
    format!("{}\n{}", section("dr"), section("prod"))
}

#[test]
fn an_earlier_comment_is_hidden_and_a_new_one_takes_over() {
    let server = start();
    assert_eq!(upsert(&server, Earlier::Hidden).expect("posted"), Posted::Written(2));
    let calls: Vec<String> = server.calls().iter().map(|call| call.replace("/repos/acme/health/issues/", "")).collect();
    let list = "GET 7/comments?per_page=100&page=1";
    let expected = ["POST /graphql", list, "POST /graphql", "PATCH comments/1", list, "POST 7/comments", list];
    assert_eq!(calls, expected);
    let state = server.state();
    let [old, new] = &state.comments[..] else { panic!("{:?}", state.comments) };
    assert!(old.is_minimised && !new.is_minimised);
    assert_eq!(old.body, format!("<!-- checker:v1 old={} -->\nold\n{}", key(""), section("dr")), "its text stays");
    assert_eq!(new.body, format!("{}\n{}", key("").marker(), both()));
    drop(state);

    // The next run knows the new one alone, and needs to hide nothing where there is none.
    assert_eq!(upsert(&server, Earlier::Hidden).expect("kept"), Posted::Kept(Some(2)));
    server.state().comments.clear();
    assert_eq!(upsert(&server, Earlier::Hidden).expect("posted"), Posted::Written(3));
    assert_eq!(server.calls().iter().filter(|call| call.starts_with("PATCH")).count(), 1);
}

#[test]
fn an_earlier_comment_is_deleted_and_a_new_one_takes_over() {
    let server = start();
    assert_eq!(upsert(&server, Earlier::Deleted).expect("posted"), Posted::Written(2));
    assert_eq!(texts(&server.state(), &key("")), [both()]);
    assert_eq!(server.state().comments.len(), 1);
    assert_eq!(server.calls().len(), 6, "{:?}", server.calls());
}

#[test]
fn a_token_that_may_not_hide_brings_it_up_to_date() {
    for refusal in [
        ("FORBIDDEN", "Resource not accessible by integration"),
        ("", "Resource not accessible by personal access token"),
        ("UNPROCESSABLE", "was submitted too quickly"),
    ] {
        let server = start();
        server.state().no_hiding = Some(refusal);
        assert_eq!(upsert(&server, Earlier::Hidden).expect("posted"), Posted::Unhidden(1), "{refusal:?}");
        let state = server.state();
        assert_eq!((texts(&state, &key("")), visible(&state, &key(""))), (vec![both()], 1));
        assert!(state.log.len() <= 7, "{:?}", state.log);
    }
    // It may not write either.
    let server = start();
    server.state().is_read_only = true;
    let error = upsert(&server, Earlier::Hidden).expect_err("an error");
    assert!(matches!(error, GitHubError::Permission { permission: "pull-requests: write", .. }), "{error:?}");
    assert_eq!(server.state().comments[0].changes, 0);
}

#[test]
fn a_comment_that_somebody_deletes_meanwhile_needs_no_hiding() {
    for on in ["/graphql", "/comments/1"] {
        let server = start();
        if on == "/graphql" {
            // Who the token is comes first.
            server.state().fail("POST", on, Fault::None);
        }
        server.state().fail("", on, Fault::Deletion);
        assert_eq!(upsert(&server, Earlier::Hidden).expect("posted"), Posted::Written(2), "{on}");
        assert_eq!(visible(&server.state(), &key("")), 1);
    }
}

/// What passes is done in the end; what does not leaves at most one to be seen, and the next run comes to the same end.
#[test]
fn whatever_fails_on_the_way_no_two_are_seen() {
    let faults = [
        Fault::BadGateway { done: false },
        Fault::BadGateway { done: true },
        Fault::Dropped { done: false },
        Fault::Dropped { done: true },
        Fault::Page { done: true },
        Fault::TooMany { retry_after: Some(7) },
        Fault::Secondary { retry_after: None },
        Fault::Primary { reset_in: 20 },
        Fault::Forbidden,
        Fault::ForbiddenPage,
        Fault::Unauthorized,
        Fault::Locked,
        Fault::Missing,
        Fault::TooLarge,
        Fault::Invalid,
        Fault::Elsewhere,
    ];
    for fault in faults {
        for (nth, method, path) in [(1, "POST", "/graphql"), (0, "PATCH", "/comments/1"), (0, "POST", "/7/comments")] {
            for times in [1, 3] {
                let server = start();
                for _ in 0..nth {
                    server.state().fail(method, path, Fault::None);
                }
                for _ in 0..times {
                    server.state().fail(method, path, fault);
                }
                let posted = upsert(&server, Earlier::Hidden);
                let what = format!("{times} times {fault:?} of {method} {path}: {posted:?}");
                let passes = matches!(fault, Fault::BadGateway { .. } | Fault::Dropped { .. } | Fault::Page { .. });
                assert!(!passes || times > 1 || posted.is_ok(), "{what}");
                let state = server.state();
                assert!(visible(&state, &key("")) <= 1 && texts(&state, &key("")).len() <= 1, "{what}: {:?}", state.comments);
                assert!(posted.is_err() || visible(&state, &key("")) == 1, "{what}: {:?}", state.comments);
                drop(state);
                server.state().script.clear();
                let again = upsert(&server, Earlier::Hidden).expect("posted");
                let state = server.state();
                assert_eq!(visible(&state, &key("")), 1, "{what}, {again:?}: {:?}", state.comments);
                assert!(texts(&state, &key(""))[0].contains(&section("prod")), "{what}");
            }
        }
    }
}

/// Nobody's comment but ours gives way.
#[test]
fn others_comments_are_not_hidden() {
    let server = Server::start_with(Arc::new(Frozen));
    server.state().comment(NUMBER, "mallory", &format!("{}\nold", key("").marker()), Duration::ZERO);
    server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("other").marker()), Duration::ZERO);
    assert_eq!(upsert(&server, Earlier::Hidden).expect("posted"), Posted::Written(3));
    assert!(server.state().comments.iter().all(|it| !it.is_minimised && it.changes == 0));
}
