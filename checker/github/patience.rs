//! How long one waits for GitHub: between writes, after failures, as long as it says, and in all.

use std::cell::{Cell, RefCell};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What all posting may take, requests and waiting.
const ALL: Duration = Duration::from_secs(90);

/// What GitHub's own requests to wait may add up to.
const OBEYED: Duration = Duration::from_secs(60);

/// Between two writes: GitHub's own advice.
const BETWEEN_WRITES: Duration = Duration::from_secs(1);

/// Time, passed in so that tests take none.
pub trait Clock {
    /// Since 1970.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// No more waiting: what was asked for exceeds what is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exhausted;

/// What is left of the time for posting.
pub(super) struct Patience {
    clock: Box<dyn Clock>,
    random: RefCell<fastrand::Rng>,
    spent: Cell<Duration>,
    obeyed: Cell<Duration>,
    written: Cell<Option<Duration>>,
}

impl Patience {
    pub(super) fn new(clock: Box<dyn Clock>) -> Self {
        let random = RefCell::new(fastrand::Rng::new());
        Self { clock, random, spent: Cell::default(), obeyed: Cell::default(), written: Cell::default() }
    }

    pub(super) fn now(&self) -> Duration {
        self.clock.now()
    }

    /// What is left.
    pub(super) fn left(&self) -> Duration {
        ALL.saturating_sub(self.spent.get())
    }

    /// Counts what `work` takes.
    pub(super) fn count<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = self.clock.now();
        let result = work();
        self.spent.set(self.spent.get() + self.clock.now().saturating_sub(before));
        result
    }

    /// Waits, where that much is left.
    pub(super) fn wait(&self, time: Duration) -> Result<(), Exhausted> {
        if time > self.left() {
            return Err(Exhausted);
        }
        self.count(|| self.clock.sleep(time));
        Ok(())
    }

    /// Waits between the two times.
    pub(super) fn wait_between(&self, least: Duration, most: Duration) -> Result<(), Exhausted> {
        let part = self.random.borrow_mut().f64();
        self.wait(least + most.saturating_sub(least).mul_f64(part))
    }

    /// Waits as GitHub says.
    pub(super) fn obey(&self, time: Duration) -> Result<(), Exhausted> {
        if self.obeyed.get() + time > OBEYED {
            return Err(Exhausted);
        }
        self.obeyed.set(self.obeyed.get() + time);
        self.wait(time)
    }

    /// Waits after the failure of this number, longer each time, and never the same.
    pub(super) fn back_off(&self, failure: u32) -> Result<(), Exhausted> {
        let longest = Duration::from_secs(1 << failure.min(4));
        self.wait_between(longest / 4, longest)
    }

    /// Waits until a second has passed since the last write.
    pub(super) fn settle(&self) -> Result<(), Exhausted> {
        let next = self.written.get().map(|written| written + BETWEEN_WRITES);
        match next.map(|next| next.saturating_sub(self.clock.now())) {
            Some(rest) if !rest.is_zero() => self.wait(rest),
            _ => Ok(()),
        }
    }

    /// Notes a write.
    pub(super) fn wrote(&self) {
        self.written.set(Some(self.clock.now()));
    }
}
