//! What goes on beside answering requests: mails, the seals of the audit log, and what is due by the clock.

use tokio::{sync::watch, task::JoinSet};

use super::failure::Failure;
use crate::{
    after_response::AfterResponse,
    config::{Origin, SmtpSettings},
    jobs,
    mail::{Smtp, Transport},
    maintenance,
    state::AppState,
    streams::Streams,
};

/// Work that goes on until it is asked to stop.
pub(super) struct Background {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    after_response: AfterResponse,
    streams: Streams,
}

impl Background {
    /// Begins: seals and what is due by the clock always, mails where there is a way for them.
    pub(super) fn begin(state: &AppState, transport: Option<Transport>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        if let Some(transport) = transport {
            tasks.spawn(state.mail_worker(transport).run(stopped.clone()));
        }
        let (after_response, streams) = (state.after_response.clone(), state.streams.clone());
        let state = state.clone();
        tasks.spawn(until(stopped.clone(), hear_changes(state.clone())));
        tasks.spawn(until(stopped.clone(), maintenance::seal_audit_log(state.clone())));
        tasks.spawn(until(stopped.clone(), jobs::run(state.clone())));
        tasks.spawn(until(stopped, maintenance::run(state)));
        Self { stop, tasks, after_response, streams }
    }

    /// Asks for the end: nothing new is begun, and streams end.
    pub(super) fn stopper(&self) -> impl FnOnce() + Send + 'static {
        let (stop, streams) = (self.stop.clone(), self.streams.clone());
        move || {
            stop.send_replace(true);
            streams.stop();
        }
    }

    /// Waits for the end of what is under way.
    pub(super) async fn ended(mut self) {
        self.stop.send_replace(true);
        self.after_response.finished().await;
        while let Some(result) = self.tasks.join_next().await {
            if let Err(error) = result {
                tracing::error!(%error, "a task in the background ended badly");
            }
        }
    }
}

/// Hears of the changes by other servers from the start, so that the first streams know what happened before them.
async fn hear_changes(state: AppState) {
    if let Err(error) = state.database.hear_changes().await {
        tracing::warn!(%error, "changes by other servers are not heard yet");
    }
}

/// Works until it is asked to stop.
async fn until(mut stopped: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
}

/// The way for mails that the settings name, if they do.
pub(super) fn smtp(settings: Option<SmtpSettings>, public_origin: &Origin) -> Result<Option<Transport>, Failure> {
    let Some(settings) = settings else { return Ok(None) };
    let host = url::Url::parse(public_origin.as_str()).ok().and_then(|url| url.host_str().map(str::to_owned));
    let server = Smtp::new(&settings, host.as_deref())?;
    let SmtpSettings { from, first_retry, .. } = settings;
    Ok(Some(Transport::Smtp { server: Box::new(server), from, first_retry }))
}
