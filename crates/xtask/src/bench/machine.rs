//! On what, when and of what it was measured.

use std::fs;
use std::thread::available_parallelism;

use serde::Serialize;

use super::cores::Cores;
use crate::process::{ask, command};
use crate::workspace::Workspace;

/// The circumstances of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// The model of the processor.
    pub processor: String,
    /// How many cores this program may use.
    pub cores: usize,
    /// Of the machine, in GiB.
    pub memory: f64,
    /// Name and release of the system's kernel.
    pub kernel: String,
    /// The day, as `2026-11-22`.
    pub date: String,
    /// What was compiled; none for a program that was given.
    pub commit: Option<String>,
    /// How many programs wanted to run, on average of the minute before.
    pub busy: Option<f64>,
    /// Whether the server and who asks it had a core each.
    pub apart: bool,
}

impl Machine {
    /// Asks the system; `sources` are what was compiled, none for a program that was given. What the system does not tell is
    /// called unknown: a report without it is still one.
    pub fn look(workspace: &Workspace, cores: Option<Cores>, sources: Option<&[&str]>) -> Self {
        let unknown = || "unknown".to_owned();
        let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        Self {
            processor: field(&info, "model name").unwrap_or_else(unknown),
            cores: available_parallelism().map_or(0, usize::from),
            memory: field(&memory, "MemTotal").and_then(|value| gibibytes(&value)).unwrap_or_default(),
            kernel: ask(command("uname").args(["-s", "-r"])).unwrap_or_else(unknown),
            date: ask(command("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_else(unknown),
            commit: sources.map(|sources| commit(workspace, sources).unwrap_or_else(unknown)),
            busy: fs::read_to_string("/proc/loadavg").ok().and_then(|load| first_number(&load)),
            apart: cores.is_some(),
        }
    }
}

/// The commit, and whether these sources were changed since.
fn commit(workspace: &Workspace, sources: &[&str]) -> Option<String> {
    let git = |words: &[&str]| ask(command("git").args(words).current_dir(&workspace.root));
    let commit = git(&["rev-parse", "--short", "HEAD"])?;
    let changed = git(&[&["status", "--porcelain", "--"], sources].concat())?;
    Some(if changed.is_empty() { commit } else { format!("{commit} with changes") })
}

/// The value behind `name:` in a file of `/proc`, the first if there are several.
fn field(text: &str, name: &str) -> Option<String> {
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_owned());
    values.next()
}

/// `0.52 0.58 0.59 1/97 4711` → 0.52.
fn first_number(text: &str) -> Option<f64> {
    text.split(' ').next()?.parse().ok()
}

/// `16384 kB` → 0.015625.
fn gibibytes(value: &str) -> Option<f64> {
    let kibibytes: f64 = value.strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes / 1024.0 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_the_system_are_read() {
        let info = "processor\t: 0\nmodel name\t: Some Processor @ 3 GHz\n\nprocessor\t: 1\nmodel name\t: Another\n";
        assert_eq!(field(info, "model name").unwrap(), "Some Processor @ 3 GHz");
        assert_eq!(field(info, "flags"), None);
        assert_eq!(gibibytes("16384 kB"), Some(0.015625));
        assert_eq!(gibibytes("?"), None);
        assert_eq!(first_number("0.52 0.58 0.59 1/97 4711"), Some(0.52));
    }
}
