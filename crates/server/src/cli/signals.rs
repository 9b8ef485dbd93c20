//! How the operator asks the server to stop: SIGTERM, or Ctrl-C.

use std::{io, process};

use tokio::sync::oneshot;

/// What a shell reports for a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Answers once when the server is asked to stop; being asked again ends the process at once.
///
/// # Errors
/// When the system does not let signals be watched.
pub(super) fn first() -> io::Result<oneshot::Receiver<()>> {
    let mut signals = Signals::watch()?;
    let (told, first) = oneshot::channel();
    tokio::spawn(async move {
        signals.next().await;
        // If nobody listens any more, the server has stopped by itself.
        let _ = told.send(());
        signals.next().await;
        tracing::warn!("asked to stop again: ending at once");
        process::exit(INTERRUPTED);
    });
    Ok(first)
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hangup: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) {
        loop {
            tokio::select! {
                _ = self.interrupt.recv() => return,
                _ = self.terminate.recv() => return,
                // Sent when a terminal closes, and by tools that rotate logs.
                _ = self.hangup.recv() => tracing::info!("SIGHUP is ignored; settings are read at start only"),
            }
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn watch() -> io::Result<Self> {
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
