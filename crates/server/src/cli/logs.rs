//! Log lines on standard error, as text or JSON.

use std::panic;

use tracing_subscriber::{
    Layer,
    filter::{LevelFilter, Targets},
    fmt,
    layer::SubscriberExt,
    registry,
    util::SubscriberInitExt,
};

use crate::{
    config::{LogFormat, LogSettings},
    http::catch_panic::message,
};

/// Starts logging. Libraries are only heard when they warn: what they say below that may hold anything.
pub(super) fn start(settings: LogSettings) {
    let level = settings.level.0;
    let ours = Targets::new().with_target("roster_server", level).with_default(level.min(LevelFilter::WARN));
    let lines = match settings.format {
        LogFormat::Text => fmt::layer().with_writer(std::io::stderr).with_ansi(false).boxed(),
        LogFormat::Json => fmt::layer().with_writer(std::io::stderr).json().flatten_event(true).boxed(),
    };
    // A filter of the layer would drop the next event after a library has only asked whether it is heard (sqlx does).
    registry().with(ours).with(lines).init();
    panic::set_hook(Box::new(|info| {
        let location = info.location().map(ToString::to_string);
        tracing::error!(location, message = message(info.payload()), "panic");
    }));
}
