//! Work that does not have to wait for one another.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle, available_parallelism};

use crate::failure::Outcome;

/// Does the same with each of several things, as many at a time as there are processors.
///
/// # Errors
/// One of those that there were; what was not begun until then is not.
pub fn each<T: Sync>(things: &[T], work: impl Fn(&T) -> Outcome + Sync) -> Outcome {
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(thing).inspect_err(|_| next.store(things.len(), Ordering::Relaxed))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let count = available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(joined)
    })
}

/// What a thread leaves behind; its panic goes on here.
pub fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::failure::Failure;

    #[test]
    fn each_is_done_once() {
        let things: Vec<usize> = (0..50).collect();
        let done = Mutex::new(Vec::new());
        each(&things, |thing| {
            done.lock().unwrap().push(*thing);
            Ok(())
        })
        .unwrap();
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, things);
    }

    #[test]
    fn what_fails_is_told() {
        let failure = each(&[1, 2, 3], |thing| if *thing == 2 { Err(Failure::new("it broke")) } else { Ok(()) });
        assert_eq!(failure.unwrap_err().to_string(), "it broke");
        assert!(each(&[(); 0], |()| Err(Failure::new("nothing to do"))).is_ok());
    }
}
