//! The real binary, started and watched.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use serde_json::Value;

/// `roster` with these arguments, and no setting from the environment of the tests.
pub fn roster(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roster"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ROSTER_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// `roster` with these arguments, after a shell has run `limits` for the process.
fn under(limits: &str, arguments: &[&str]) -> Command {
    let plain = roster(arguments);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{limits}\nexec \"$@\""), "sh"]).arg(plain.get_program()).args(plain.get_args());
    for (name, _) in plain.get_envs() {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to the end and expects one sentence on standard error and exit code 2.
pub fn complaint(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(2), "{stderr}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "");
    assert_eq!(stderr.lines().count(), 1, "one sentence: {stderr}");
    stderr.trim_end().strip_prefix("roster: ").unwrap().to_owned()
}

/// A server that listens.
pub struct Server {
    child: Child,
    /// Reads what it logs: a full pipe would stop it.
    log: Option<JoinHandle<String>>,
    address: String,
}

impl Server {
    /// Starts `roster serve` over a new database in `folder` and waits until it listens; logs everything as JSON.
    pub fn serve(folder: &Path) -> Self {
        Self::serve_under(folder, "")
    }

    /// The same, after a shell has run `limits` for the process.
    pub fn serve_under(folder: &Path, limits: &str) -> Self {
        Self::start(&sqlite(folder), "trace", limits)
    }

    /// The same over this database.
    pub fn over(database: &str) -> Self {
        Self::start(database, "info", "")
    }

    fn start(database: &str, level: &str, limits: &str) -> Self {
        let mut command = under(limits, &["serve", "--listen", "127.0.0.1:0", "--database", database]);
        let mut child = command.env("ROSTER_LOG__FORMAT", "json").env("ROSTER_LOG__LEVEL", level).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"started\"") {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "it ended before it listened");
        }
        let started: Value = serde_json::from_str(&line).unwrap();
        let address = started["listen"].as_str().unwrap().to_owned();
        Self { child, log: Some(std::thread::spawn(move || read(log))), address }
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Its address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether new connections are taken.
    pub fn listens(&self) -> bool {
        TcpStream::connect(&self.address).is_ok()
    }

    /// Sends these lines and this body, and reads the answer.
    pub fn send(&self, lines: &[&str], body: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "{}\r\n", lines.join("\r\n")).unwrap();
        write!(stream, "host: a\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop.
    pub fn terminate(&self) {
        terminate(&self.child);
    }

    /// Says that its terminal is gone.
    pub fn hang_up(&self) {
        signal(&self.child, "HUP");
    }

    /// Ends it at once, as SIGKILL does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for its end; returns how it ended and what it logged since it listened.
    pub fn end(mut self) -> (ExitStatus, String) {
        let status = wait(&mut self.child);
        (status, self.log.take().unwrap().join().unwrap())
    }
}

/// The URL of the database in this folder.
pub fn sqlite(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("roster.db").display())
}

fn read(mut log: BufReader<ChildStderr>) -> String {
    let mut text = String::new();
    log.read_to_string(&mut text).unwrap();
    text
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone in most tests.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends SIGTERM.
pub fn terminate(child: &Child) {
    signal(child, "TERM");
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", child.id())).status().unwrap();
    assert!(sent.success());
}

/// Waits for the end of a process that is expected to end soon.
pub fn wait(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "it does not end");
        pause();
    }
}

/// Lets another process get on.
pub fn pause() {
    sleep(Duration::from_millis(20));
}

/// Lets other processes get on for this long.
#[expect(clippy::disallowed_methods, reason = "nothing else runs on this thread")]
pub fn sleep(duration: Duration) {
    std::thread::sleep(duration);
}

/// Waits until something holds that is expected to hold soon.
pub fn until(mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "it does not come to hold");
        pause();
    }
}
