//! Clearing up, whatever ends this program.

use std::ffi::OsStr;
use std::process::{Child, Command, Stdio};

use crate::failure::{Context, Outcome};

/// A shell script that runs when this is dropped, or when this program is gone, however it went.
#[derive(Debug)]
pub struct AtEnd(Child);

impl AtEnd {
    /// `shell` starts a `sh`; in the script `$1`, `$2`, … stand for the arguments.
    ///
    /// # Errors
    /// When the shell does not start.
    pub fn new(mut shell: Command, script: &str, arguments: &[&OsStr]) -> Outcome<Self> {
        // Its standard input ends when the last who could write to it is gone: this program.
        shell.arg("-c").arg(format!("cat > /dev/null; {script}")).arg("sh").args(arguments);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        apart(&mut shell);
        shell.spawn().map(Self).context("starting a shell")
    }
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It ends in any case; there is nothing to do about how.
        let _ = self.0.wait();
    }
}

/// Ctrl-C ends this program and not what clears up behind it.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::command;

    #[test]
    fn the_script_runs_at_the_end_and_not_before() {
        let file = std::env::temp_dir().join(format!("roster-xtask-end-{}", std::process::id()));
        let end = AtEnd::new(command("sh"), "echo done > \"$1\"", &[file.as_os_str()]).unwrap();
        assert!(!file.exists());
        drop(end);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "done\n");
        std::fs::remove_file(&file).unwrap();
    }
}
