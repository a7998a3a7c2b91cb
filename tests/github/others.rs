//! Check runs, the files of a commit, and the pull requests of a commit.

use checker::github::{Annotation, CheckRun, Conclusion, GitHubError, Level, PullRequest, Repository};
use serde_json::{Value, json};

use crate::clock::VirtualClock;
use crate::server::{COMMIT, Fault, Server};
use crate::{github, repository};

/// A check run with so many annotations.
pub fn check_run(annotations: usize) -> CheckRun {
    let annotation = |number: usize| Annotation {
        path: "infra/main.tf".to_owned(),
        start_line: number + 1,
        end_line: number + 2,
        level: Level::Failure,
        title: "database/not-public".to_owned(),
        message: format!("annotation {number}"),
    };
    CheckRun {
        name: "checker: prod".to_owned(),
        head: COMMIT.to_owned(),
        external_id: "1234.1".to_owned(),
        conclusion: Conclusion::Failure,
        title: "2 violations".to_owned(),
        summary: "…".to_owned(),
        annotations: (0..annotations).map(annotation).collect(),
    }
}

/// The messages of the one run's annotations.
fn messages(run: &Value) -> Vec<String> {
    let annotations = run["output"]["annotations"].as_array().expect("a list");
    annotations.iter().map(|it| it["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn a_check_run_takes_fifty_annotations_at_a_time_each_once() {
    let expected: Vec<String> = (0..120).map(|number| format!("annotation {number}")).collect();
    let faults = [
        Fault::None,
        Fault::BadGateway { done: true },
        Fault::BadGateway { done: false },
        Fault::Dropped { done: true },
        Fault::Page { done: true },
        Fault::TooMany { retry_after: Some(3) },
    ];
    for fault in faults {
        for (method, nth) in [("POST", 0), ("PATCH", 0), ("PATCH", 1), ("PATCH", 2), ("PATCH", 3)] {
            let server = Server::start();
            for _ in 0..nth {
                server.state().fail(method, "check-runs", Fault::None);
            }
            server.state().fail(method, "check-runs", fault);
            let id = github(&server, &VirtualClock::new(1)).check_run(&check_run(120)).expect("posted");
            let state = server.state();
            assert_eq!(state.check_runs.len(), 1, "{fault:?} of {method} {nth}");
            let run = &state.check_runs[0];
            assert_eq!(messages(run), expected, "{fault:?} of {method} {nth}");
            assert_eq!((&run["id"], &run["status"], &run["conclusion"]), (&json!(id), &json!("completed"), &json!("failure")));
            assert!(fault != Fault::None || state.log.len() == 5, "{}", state.log.len());
        }
    }
}

#[test]
fn a_check_run_needs_its_permission() {
    let server = Server::start();
    server.state().is_read_only = true;
    let error = github(&server, &VirtualClock::new(1)).check_run(&check_run(1)).expect_err("an error");
    assert!(matches!(error, GitHubError::Permission { permission: "checks: write", .. }), "{error:?}");
    assert_eq!(server.calls().len(), 1);
}

#[test]
fn a_tarball_comes_from_a_host_that_is_not_given_the_token() {
    let server = Server::start();
    let files = vec![0x1f; 100_000];
    server.state().tarballs.insert(COMMIT.to_owned(), files.clone());
    let github = github(&server, &VirtualClock::new(1));
    server.state().fail("GET", "/codeload/", Fault::Dropped { done: false });
    assert_eq!(github.tarball(COMMIT).expect("files"), files);
    for request in &server.state().log {
        assert_eq!(request.headers.contains_key("authorization"), !request.path.contains("codeload"), "{}", request.path);
    }
    let missing = "f".repeat(40);
    assert!(matches!(github.tarball(&missing), Err(GitHubError::NotFound { permission: "contents: read", .. })));
    let calls = server.calls().len();
    for given in ["main", "../..", "", &COMMIT[1..], &format!("{COMMIT}?")] {
        assert!(matches!(github.tarball(given), Err(GitHubError::Commit { .. })), "{given}");
    }
    assert_eq!(server.calls().len(), calls);
}

#[test]
fn a_pull_request_is_found_by_its_head_and_the_repository_of_it() {
    let server = Server::start();
    let pull = |number: u64, sha: &str, repository: Value| json!({ "number": number, "head": { "sha": sha, "repo": repository }, "base": { "sha": "b".repeat(40), "repo": { "full_name": "acme/health" } } });
    let named = |name: &str| json!({ "full_name": name });
    let other = "e".repeat(40);
    let mut all: Vec<Value> = (100..220).map(|number| pull(number, &other, named("acme/health"))).collect();
    all.extend([
        pull(1, COMMIT, named("acme/health")),
        pull(2, COMMIT, named("mallory/health")),
        pull(3, COMMIT, Value::Null),
        pull(4, &other, named("mallory/health")),
    ]);
    server.state().pull_requests = all;
    let github = github(&server, &VirtualClock::new(1));
    let found = |name: &str| github.pull_requests_of(COMMIT, &Repository::parse(name).expect("a name")).expect("a list");
    let base = "b".repeat(40);
    assert_eq!(github.pull_requests_of(COMMIT, &repository()).expect("a list"), [PullRequest { number: 1, base: base.clone() }]);
    assert_eq!(found("Mallory/Health"), [PullRequest { number: 2, base }]);
    assert_eq!(found("eve/health"), []);
}
