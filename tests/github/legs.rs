//! Ten jobs of a matrix that write sections of one comment at the same time.

use std::sync::Arc;
use std::time::Duration;

use checker::github::{Clock as _, Earlier, Posted, Upsert};

use crate::clock::{Latency, VirtualClock};
use crate::server::{Fault, LOGIN, Server};
use crate::{MAX_BYTES, NUMBER, github, key, merging, replacing, section, texts, visible};

/// Runs them, each beginning within `apart`; which of them reported success.
fn run(server: &Server, clock: &VirtualClock, legs: usize, apart: Duration) -> Vec<(usize, bool, usize)> {
    run_as(server, clock, legs, apart, merging)
}

fn run_as<W: Fn(Option<&str>, usize) -> Upsert>(
    server: &Server,
    clock: &VirtualClock,
    legs: usize,
    apart: Duration,
    write: impl Fn(&str) -> W + Sync,
) -> Vec<(usize, bool, usize)> {
    let write = &write;
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..legs)
            .map(|leg| {
                let clock = clock.clone();
                scope.spawn(move || {
                    clock.sleep(apart.mul_f64(fastrand::f64()));
                    let github = github(server, &clock);
                    let posted = github.upsert(NUMBER, &key(""), MAX_BYTES, &write(&leg.to_string()));
                    clock.leave();
                    (leg, matches!(posted, Ok(Posted::Written(_))), github.calls())
                })
            })
            .collect();
        running.into_iter().map(|leg| leg.join().expect("a leg")).collect()
    })
}

fn start(legs: usize, longest: Duration) -> (Server, VirtualClock) {
    let clock = VirtualClock::new(legs);
    (Server::start_with(Arc::new(Latency { clock: clock.clone(), longest })), clock)
}

#[test]
fn what_ten_legs_report_as_posted_is_in_the_one_comment() {
    let mut posted = 0;
    for round in 0..12 {
        let (server, clock) = start(10, Duration::from_millis(400));
        if round % 2 == 0 {
            server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), clock.now());
        }
        let legs = run(&server, &clock, 10, Duration::from_secs(round));
        let state = server.state();
        let texts = texts(&state, &key(""));
        assert_eq!(texts.len(), 1, "{:?}", state.comments);
        for (leg, is_posted, calls) in legs {
            assert!(!is_posted || texts[0].contains(&section(&leg.to_string())), "{leg} is not in {}", texts[0]);
            assert!(calls <= 40, "{calls} calls");
            posted += usize::from(is_posted);
        }
    }
    assert!(posted >= 115, "{posted} of 120 were posted");
}

#[test]
fn faults_amidst_ten_legs_lose_nothing_that_was_reported() {
    for round in 0..8 {
        let (server, clock) = start(10, Duration::from_millis(300));
        for _ in 0..4 {
            for (method, path) in [("POST", "/7/comments"), ("PATCH", "/comments/")] {
                server.state().fail(method, path, Fault::None);
                server.state().fail(method, path, Fault::BadGateway { done: true });
                server.state().fail(method, path, Fault::Dropped { done: false });
            }
        }
        let legs = run(&server, &clock, 10, Duration::from_secs(round));
        let texts = texts(&server.state(), &key(""));
        assert_eq!(texts.len(), 1, "{texts:?}");
        for (leg, is_posted, _) in legs {
            assert!(!is_posted || texts[0].contains(&section(&leg.to_string())), "{leg} is not in {}", texts[0]);
        }
    }
}

/// The first to come hides what an earlier run left; the others join it.
#[test]
fn ten_legs_hide_one_comment_and_make_one() {
    for round in 0..8 {
        let (server, clock) = start(10, Duration::from_millis(400));
        server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), clock.now());
        let legs = run_as(&server, &clock, 10, Duration::from_secs(round), |name| replacing(name, Earlier::Hidden));
        let state = server.state();
        let texts = texts(&state, &key(""));
        assert_eq!((texts.len(), visible(&state, &key(""))), (1, 1), "{:?}", state.comments);
        assert_eq!(state.comments.len(), 2, "the one that was hidden, and the new one: {:?}", state.comments);
        for (leg, is_posted, calls) in legs {
            assert!(!is_posted || texts[0].contains(&section(&leg.to_string())), "{leg} is not in {}", texts[0]);
            assert!(calls <= 44, "{calls} calls");
        }
    }
}
