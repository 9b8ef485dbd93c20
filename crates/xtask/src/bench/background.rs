//! Programs that run beside this one and end with it.

use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::{Context, Outcome};
use crate::process::command;

/// Runs a program until standard input ends.
const SCRIPT: &str = "\"$@\" & cat > /dev/null; kill -TERM $!; wait $!";

/// A program that runs until this is dropped, or until this process ends for whatever reason.
#[derive(Debug)]
pub struct Background(Child);

impl Background {
    /// Starts a program with its arguments; its output goes to `log`.
    pub fn start(words: &[OsString], log: &Path) -> Outcome<Self> {
        let output = File::create(log).context(log.display())?;
        let errors = output.try_clone().context(log.display())?;
        let mut shell = without_settings("sh");
        shell.args(["-c", SCRIPT, "sh"]).args(words).stdin(Stdio::piped()).stdout(output).stderr(errors);
        leave_group(&mut shell);
        shell.spawn().map(Self).context("starting a shell")
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // The program was told to end. Nothing can be done if waiting for it fails.
        let _ = self.0.wait();
    }
}

/// A command without the settings of a Roster that runs elsewhere.
pub fn without_settings(program: impl AsRef<Path>) -> Command {
    let mut command = command(program);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ROSTER_")) {
        command.env_remove(name);
    }
    command
}

/// Ctrl-C ends this process, and the shell then ends the program.
#[cfg(unix)]
fn leave_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn leave_group(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_ends_when_its_handle_is_dropped() {
        let log = std::env::temp_dir().join(format!("roster-xtask-background-{}", std::process::id()));
        let script = "trap 'echo ended; exit' TERM; echo started; while true; do sleep 0.01; done";
        let program = Background::start(&["sh", "-c", script].map(OsString::from), &log).unwrap();
        let said = || std::fs::read_to_string(&log).unwrap();
        while said().is_empty() {
            crate::process::sleep(std::time::Duration::from_millis(5));
        }
        drop(program);
        assert_eq!(said(), "started\nended\n");
        std::fs::remove_file(&log).unwrap();
    }
}
