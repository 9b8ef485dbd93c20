//! Which processor core the server has, and which one asks: on the same core they would wait for each other.

use std::ffi::OsString;
use std::fs;

use crate::failure::{Context, Failure, Outcome};
use crate::process::{command, on_path, read};

/// One core for each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cores {
    /// The server's, and PostgreSQL's.
    pub server: usize,
    /// Of the program that asks.
    pub load: usize,
}

impl Cores {
    /// The first two that this program may use; `None` where there are no two, or no `taskset`.
    pub fn choose() -> Option<Self> {
        on_path("taskset")?;
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
        match cores(allowed).as_slice() {
            [server, load, ..] => Some(Self { server: *server, load: *load }),
            _ => None,
        }
    }

    /// The words before a command that is to run on the server's core.
    pub fn server_prefix(cores: Option<Self>) -> Vec<OsString> {
        prefix(cores.map(|cores| cores.server))
    }

    /// The words before a command that is to run on the core of the load.
    pub fn load_prefix(cores: Option<Self>) -> Vec<String> {
        prefix(cores.map(|cores| cores.load))
    }

    /// Moves the calling thread, and those that it starts, to a core.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn move_to(core: usize) -> Outcome {
        let thread = fs::read_link("/proc/thread-self").context("finding this thread")?;
        let id = thread.file_name().ok_or_else(|| Failure::new("this thread has no id"))?;
        read(command("taskset").args(["--cpu-list", "--pid", &core.to_string()]).arg(id)).map(drop)
    }
}

fn prefix<T: From<String>>(core: Option<usize>) -> Vec<T> {
    let words = core.map(|core| ["taskset".to_owned(), "--cpu-list".to_owned(), core.to_string()]);
    words.into_iter().flatten().map(T::from).collect()
}

/// `0-2,5` → 0, 1, 2, 5.
fn cores(list: &str) -> Vec<usize> {
    let ranges = list.trim().split(',').filter_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(first.parse::<usize>().ok()?..=last.parse::<usize>().ok()?)
    });
    ranges.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_cores_are_read() {
        assert_eq!(cores("\t0-2,5\n"), [0, 1, 2, 5]);
        assert_eq!(cores("3"), [3]);
        assert_eq!(cores(""), Vec::<usize>::new());
    }

    #[test]
    fn without_taskset_a_command_stays_as_it_is() {
        assert!(Cores::server_prefix(None).is_empty());
        let cores = Some(Cores { server: 4, load: 5 });
        assert_eq!(Cores::server_prefix(cores), ["taskset", "--cpu-list", "4"]);
        assert_eq!(Cores::load_prefix(cores), ["taskset", "--cpu-list", "5"]);
    }
}
