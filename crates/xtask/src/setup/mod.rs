//! Set-up: every step is a value that knows whether it is done, how to do it, and what to say when it cannot.

mod browser;
mod cargo_tool;
mod debian;
mod node;
mod npm;
pub mod oha;
pub mod postgres;
pub mod trunk;
pub mod wasm_target;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::failure::{Context, Outcome};
use crate::lock;
use crate::workspace::Workspace;

pub use browser::chromedriver;

/// One thing that has to be there before Roster can be built or tested.
pub struct Step {
    /// What it puts there.
    pub name: &'static str,
    /// How long it usually takes, in words.
    pub usual: &'static str,
    /// What to do when it fails.
    pub advice: &'static str,
    /// Whether it is there already; asked on every run, so it has to be quick.
    pub done: fn(&Workspace) -> bool,
    /// Puts it there; programs that it starts write to the log.
    pub run: fn(&Workspace, &Log) -> Outcome,
}

/// The file that the programs of one step write to.
pub struct Log(PathBuf);

impl Log {
    /// Runs a program of the step, quietly.
    pub fn run(&self, command: &mut std::process::Command) -> Outcome {
        crate::process::run_logged(command, &self.0)
    }
}

/// What is needed to build the app.
pub const BUILD: &[&Step] = &[&wasm_target::STEP, &node::STEP, &npm::STEP, &trunk::STEP];
/// What the tests need besides.
pub const TEST: &[&Step] = &[&browser::STEP, &browser::PLAYWRIGHT_STEP, &postgres::STEP];

/// What the benchmark needs besides.
pub const BENCH: &[&Step] =
    &[&node::STEP, &npm::STEP, &browser::PLAYWRIGHT_STEP, &npm::PEER_STEP, &postgres::STEP, &oha::STEP];

/// Does the steps that are not done yet, in order; stops at the first that fails.
pub fn run(workspace: &Workspace, steps: &[&Step]) -> Outcome {
    if steps.iter().all(|step| (step.done)(workspace)) {
        return Ok(());
    }
    let _lock = lock::acquire(&workspace.cache, "set-up")?;
    steps.iter().try_for_each(|step| step.ensure(workspace))
}

impl Step {
    fn ensure(&self, workspace: &Workspace) -> Outcome {
        // Asked again under the lock: another set-up may have done it while this one waited.
        if (self.done)(workspace) {
            println!("• {}: already there", self.name);
            return Ok(());
        }
        print!("• {} (usually {}) … ", self.name, self.usual);
        io::stdout().flush().context("writing to the terminal")?;
        let started = Instant::now();
        let ended = self.log(workspace).and_then(|log| (self.run)(workspace, &log));
        println!("{} after {}", if ended.is_ok() { "done" } else { "FAILED" }, minutes(started.elapsed()));
        ended.map_err(|failure| failure.next(self.advice))
    }

    /// A new log under `target/xtask/setup`, named for the step.
    fn log(&self, workspace: &Workspace) -> Outcome<Log> {
        let folder = workspace.scratch().join("setup");
        fs::create_dir_all(&folder).context(folder.display())?;
        let file = folder.join(format!("{}.log", self.name.replace([' ', '/', ','], "-")));
        fs::write(&file, "").context(file.display())?;
        Ok(Log(file))
    }
}

/// A duration as people say it: `8 s`, `2 min 5 s`.
pub fn minutes(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    const BROKEN: Step = Step {
        name: "a broken step",
        usual: "no time",
        advice: "mend it",
        done: |_| false,
        run: |_, _| Err(Failure::new("it broke")),
    };
    const DONE: Step = Step { name: "a finished step", done: |_| true, ..BROKEN };

    fn workspace(name: &str) -> Workspace {
        let root = std::env::temp_dir().join(format!("roster-xtask-{name}-{}", std::process::id()));
        Workspace { cache: root.join("cache"), root }
    }

    #[test]
    fn a_failing_step_says_what_to_do_next() {
        let workspace = workspace("failing");
        let failure = run(&workspace, &[&DONE, &BROKEN]).unwrap_err().to_string();
        fs::remove_dir_all(&workspace.root).unwrap();
        assert_eq!(failure, "it broke\n  What to do: mend it");
    }

    #[test]
    fn finished_steps_touch_nothing() {
        let workspace = workspace("finished");
        run(&workspace, &[&DONE, &DONE]).unwrap();
        assert!(!workspace.root.exists());
    }

    #[test]
    fn durations_read_like_speech() {
        assert_eq!(minutes(Duration::from_secs(8)), "8 s");
        assert_eq!(minutes(Duration::from_secs(125)), "2 min 5 s");
    }
}
