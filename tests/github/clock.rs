//! Time that passes when everybody waits for it, so that tests take none.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use checker::github::Clock;

use crate::server::Pace;

/// A time at which runs begin.
const START: Duration = Duration::from_secs(1_800_000_000);

struct Time {
    now: Duration,
    /// How many go on at the same time.
    live: usize,
    /// When those that wait wake up.
    waiting: Vec<Duration>,
}

/// A clock for several threads. Whoever waits for the server runs, and where the server waits, it waits for them.
#[derive(Clone)]
pub struct VirtualClock(Arc<(Mutex<Time>, Condvar)>);

impl VirtualClock {
    pub fn new(live: usize) -> Self {
        Self(Arc::new((Mutex::new(Time { now: START, live, waiting: Vec::new() }), Condvar::new())))
    }

    /// One of them has ended.
    pub fn leave(&self) {
        self.0.0.lock().expect("the time").live -= 1;
        self.0.1.notify_all();
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        self.0.0.lock().expect("the time").now
    }

    fn sleep(&self, time: Duration) {
        let (lock, changed) = &*self.0;
        let mut state = lock.lock().expect("the time");
        let wake = state.now + time;
        state.waiting.push(wake);
        loop {
            if state.waiting.len() >= state.live {
                let next = *state.waiting.iter().min().expect("this one");
                state.now = state.now.max(next);
                changed.notify_all();
            }
            if state.now >= wake {
                let at = state.waiting.iter().position(|it| *it == wake).expect("this one");
                state.waiting.swap_remove(at);
                return;
            }
            state = changed.wait(state).expect("the time");
        }
    }
}

/// The server's time where a run begins, whenever it is asked.
pub struct Frozen;

impl Pace for Frozen {
    fn now(&self) -> Duration {
        START
    }

    fn pass(&self) {}
}

/// The server's time, with requests and answers that are on their way for up to `longest`.
pub struct Latency {
    pub clock: VirtualClock,
    pub longest: Duration,
}

impl Pace for Latency {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn pass(&self) {
        let part = fastrand::f64();
        self.clock.sleep(self.longest.mul_f64(part));
    }
}
