//! Starting other programs: quietly into a log, openly on the terminal, or to read what they say.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::failure::{Context, Failure, Outcome};

/// What a program said and how it ended.
pub struct Ended {
    /// Everything it printed on standard output.
    pub output: String,
    /// Whether it ended with exit code 0.
    pub success: bool,
}

/// A command that inherits nothing of the cargo that runs this program: those variables would make an inner cargo
/// rebuild what it already has, and point another compiler to the wrong libraries.
pub fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    let leaked = |name: &str| {
        name.starts_with("CARGO_PKG_")
            || matches!(name, "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "LD_LIBRARY_PATH")
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(leaked) {
            command.env_remove(name);
        }
    }
    command
}

/// `PATH` with these folders before it.
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let present = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&present));
    env::join_paths(all).unwrap_or(present)
}

/// Whether a program of this name is on `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Runs with the terminal's own output.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.stdin(Stdio::null()).status().context(started(command))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} ended with {status}", line(command)))) }
}

/// Runs quietly: all output goes to `log`, whose last lines are shown when the program fails.
pub fn run_logged(command: &mut Command, log: &Path) -> Outcome {
    let mut file = File::options().append(true).create(true).open(log).context(log.display())?;
    writeln!(file, "$ {}", line(command)).context(log.display())?;
    let errors = file.try_clone().context(log.display())?;
    let status = command.stdin(Stdio::null()).stdout(file).stderr(errors).status().context(started(command))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{} ended with {status}; the end of {}:\n{}", line(command), log.display(), tail(log))))
}

/// Runs and returns what it printed, trimmed; its errors are dropped, because the caller only asks a question.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}

/// Runs and returns what it printed, trimmed; fails with what it said on standard error.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().context(started(command))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("{} ended with {}:\n    {}", line(command), output.status, said.trim())))
}

/// Runs with the output shown line by line and kept as well.
pub fn watch(command: &mut Command) -> Outcome<Ended> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context(started(command))?;
    let mut output = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.context(started(command))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            output.push_str(&line);
            output.push('\n');
        }
    }
    io::stdout().flush().context("writing to the terminal")?;
    let status = child.wait().context(started(command))?;
    Ok(Ended { output, success: status.success() })
}

/// Waits: nothing else runs on a thread of this program.
#[allow(clippy::disallowed_methods, reason = "this program is not asynchronous")]
pub fn sleep(duration: Duration) {
    std::thread::sleep(duration);
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(name.to_string_lossy().into_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn started(command: &Command) -> String {
    format!("starting {}", command.get_program().to_string_lossy())
}

/// The last lines of a log.
fn tail(log: &Path) -> String {
    const LINES: usize = 20;
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].iter().map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_shows_the_end_of_its_log() {
        let log = env::temp_dir().join(format!("roster-xtask-log-{}", std::process::id()));
        let failure = run_logged(command("sh").args(["-c", "echo the reason; exit 3"]), &log).unwrap_err();
        fs::remove_file(&log).unwrap();
        let text = failure.to_string();
        assert!(text.contains("the reason") && text.contains("exit status: 3"), "{text}");
    }

    #[test]
    fn a_watched_program_is_kept_with_its_end() {
        let ended = watch(command("sh").args(["-c", "echo one; echo two; exit 1"])).unwrap();
        assert_eq!(ended.output, "one\ntwo\n");
        assert!(!ended.success);
    }

    #[test]
    fn a_failing_program_says_why() {
        let failure = read(command("sh").args(["-c", "echo the reason >&2; exit 3"])).unwrap_err().to_string();
        assert!(failure.contains("the reason") && failure.contains("exit status: 3"), "{failure}");
        assert_eq!(read(command("sh").args(["-c", "echo said"])).unwrap(), "said");
    }

    #[test]
    fn a_program_that_does_not_exist_answers_nothing() {
        assert!(ask(&mut command("roster-no-such-program")).is_none());
        assert!(on_path("roster-no-such-program").is_none());
    }
}
