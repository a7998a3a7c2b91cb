//! Any sequence of faults: at most one comment of ours, no other comment touched, requests and time bounded, and what was reported as
//! posted is there.

use std::sync::Arc;
use std::time::Duration;

use checker::github::{Clock as _, Earlier, Posted, Upsert};
use proptest::prelude::*;

use crate::clock::{Latency, VirtualClock};
use crate::server::{Fault, LOGIN, Scripted, Server};
use crate::{MAX_BYTES, NUMBER, github, key, merging, section, texts, visible};

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        6 => Just(Fault::None),
        2 => any::<bool>().prop_map(|done| Fault::BadGateway { done }),
        2 => any::<bool>().prop_map(|done| Fault::Dropped { done }),
        1 => any::<bool>().prop_map(|done| Fault::Page { done }),
        1 => proptest::option::of(0..40_u64).prop_map(|retry_after| Fault::TooMany { retry_after }),
        1 => proptest::option::of(0..40_u64).prop_map(|retry_after| Fault::Secondary { retry_after }),
        1 => (0..100_u64).prop_map(|reset_in| Fault::Primary { reset_in }),
        1 => prop_oneof![
            Just(Fault::Forbidden),
            Just(Fault::ForbiddenPage),
            Just(Fault::Unauthorized),
            Just(Fault::Missing),
            Just(Fault::TooLarge),
            Just(Fault::Invalid),
            Just(Fault::Deletion),
            Just(Fault::Locked),
            Just(Fault::Elsewhere),
        ],
    ]
}

/// Merges a section into what is there; where it was not in it, into a new comment.
fn anew(name: &str, earlier: Option<Earlier>) -> impl Fn(Option<&str>, usize) -> Upsert {
    let merge = merging(name);
    move |old, max_bytes| match (merge(old, max_bytes), earlier) {
        (Upsert::Write { body, mark }, Some(earlier)) if old.is_some_and(|text| !text.contains(&mark)) => {
            Upsert::Replace { body, mark, earlier }
        }
        (other, _) => other,
    }
}

/// How each run treats the comment of the one before.
fn earlier() -> impl Strategy<Value = Option<Earlier>> {
    prop_oneof![2 => Just(None), 2 => Just(Some(Earlier::Hidden)), 1 => Just(Some(Earlier::Deleted))]
}

/// Faults for any request, and some for the writes alone, where they matter.
fn script() -> impl Strategy<Value = Vec<Scripted>> {
    let on = prop_oneof![
        Just(("", "")),
        Just(("POST", "/7/comments")),
        Just(("PATCH", "")),
        Just(("DELETE", "")),
        Just(("POST", "/graphql"))
    ];
    let one = (on, fault()).prop_map(|((method, path), fault)| Scripted { method, path, fault });
    proptest::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_fails_one_comment_stays(scripts in proptest::collection::vec((script(), earlier()), 1..4), lag in 0..=3_usize, is_there: bool) {
        let clock = VirtualClock::new(1);
        let server = Server::start_with(Arc::new(Latency { clock: clock.clone(), longest: Duration::ZERO }));
        let foreign = server.state().comment(NUMBER, "mallory", &format!("{}\nnot ours", key("").marker()), clock.now());
        if is_there {
            server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), clock.now());
        }
        server.state().lag = lag;
        // One run after the other, each of a section of its own.
        for (run, (script, earlier)) in scripts.into_iter().enumerate() {
            let is_deleted = script.iter().any(|it| it.fault == Fault::Deletion);
            server.state().script = script;
            server.state().log.clear();
            let before = clock.now();
            let github = github(&server, &clock);
            let posted = github.upsert(NUMBER, &key(""), MAX_BYTES, &anew(&run.to_string(), earlier));
            let state = server.state();
            let texts = texts(&state, &key(""));
            prop_assert!(texts.len() <= 1, "{:?} after {:?}", texts, state.log);
            prop_assert!(visible(&state, &key("")) <= 1, "{:?} after {:?}", state.comments, state.log);
            if let Ok(Posted::Written(id) | Posted::Unhidden(id)) = posted {
                prop_assert!(is_deleted || texts[0].contains(&section(&run.to_string())), "{:?}", texts);
                prop_assert!(is_deleted || state.comments.iter().any(|it| it.id == id));
            }
            prop_assert_eq!(github.calls(), state.log.len());
            prop_assert!(state.log.len() <= 40, "{} calls", state.log.len());
            prop_assert!(clock.now() - before <= Duration::from_secs(91), "{:?}", clock.now() - before);
            let other = state.comments.iter().find(|it| it.id == foreign).expect("the comment of somebody else");
            prop_assert_eq!(other.changes, 0);
            drop(state);
            // The next run comes later, when every list shows everything.
            server.state().comments.iter_mut().for_each(|it| it.hidden = 0);
        }
    }
}
