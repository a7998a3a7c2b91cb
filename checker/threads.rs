//! How work on many things is shared out on the machine's threads.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread::{ScopedJoinHandle, available_parallelism};

/// From how many resources on another thread is worth its start and what is then done twice: below, a whole run takes less than a blink.
const MANY: usize = 2_000;

/// The threads to use for this many resources.
pub fn threads(resources: usize) -> usize {
    if resources < MANY { 1 } else { available_parallelism().map_or(1, NonZeroUsize::get) }
}

/// What a thread came to. Its panic goes on in this one.
pub fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_things_stay_on_one_thread() {
        assert_eq!([0, MANY - 1].map(threads), [1, 1]);
        assert_eq!(threads(MANY), available_parallelism().map_or(1, NonZeroUsize::get));
    }

    #[test]
    fn a_panic_goes_on_in_the_thread_that_waits() {
        let message = std::panic::catch_unwind(|| std::thread::scope(|scope| join(scope.spawn(|| std::panic::panic_any(7_u8)))));
        assert_eq!(message.expect_err("a panic").downcast_ref::<u8>(), Some(&7));
        assert_eq!(std::thread::scope(|scope| join(scope.spawn(|| 7))), 7);
    }
}
