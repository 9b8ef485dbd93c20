//! The HTTP layers around every request and response, one file for each: logs, headers, checks, limits, files.

mod access_log;
pub mod assets;
mod body_timeout;
pub(crate) mod catch_panic;
mod client_address;
mod csrf;
mod headers;
mod health;
mod host;
mod metrics;
mod navigation;
mod portal;
pub mod request_id;
mod time_limit;

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use ipnet::IpNet;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{clock::Entropy, config::Origin};
pub use health::Ready;

/// Settings of the HTTP layers.
#[derive(Clone)]
pub struct HttpSettings {
    /// How browsers reach this server.
    pub public_origin: Origin,
    /// Other addresses that browsers may use for it, for example `http://localhost:8080` in the demo.
    pub also_reached_at: Vec<Origin>,
    /// Whether requests for another host are refused.
    pub own_host_only: bool,
    /// Reverse proxies whose word on a client's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The exact origins that may show the app in a frame.
    pub frame_ancestors: Vec<Origin>,
    /// The files of the app.
    pub files: Arc<dyn assets::Files>,
    /// A folder to serve below `/portal/`; only the demo has one.
    pub portal: Option<PathBuf>,
    /// A request that takes longer, from its head or the last part of its body, is answered with 503.
    pub time_limit: Duration,
    /// A request whose body pauses for so long is answered with 408; and one that takes longer than this and what
    /// [`upload_millis`](api_types::upload_millis) gives for what has arrived.
    pub body_timeout: Duration,
    /// Where the names of requests come from.
    pub entropy: Entropy,
    /// Says whether the database answers and is of this version.
    pub ready: Ready,
}

impl HttpSettings {
    /// The settings of a server that browsers reach at `public_origin`, with these files of the app.
    pub fn new(public_origin: Origin, files: Arc<dyn assets::Files>, ready: Ready) -> Self {
        Self {
            public_origin,
            also_reached_at: Vec::new(),
            own_host_only: false,
            trusted_proxies: Vec::new(),
            frame_ancestors: Vec::new(),
            files,
            portal: None,
            time_limit: Duration::from_secs(30),
            body_timeout: Duration::from_secs(20),
            entropy: Entropy::System,
            ready,
        }
    }
}

/// The whole server: the API, the app's files, health and metrics, behind the checks and headers that all share.
pub fn wrap(api: Router, settings: HttpSettings) -> Router {
    let settings = Arc::new(settings);
    let mut app = api.merge(health::routes(&settings)).merge(metrics::routes()).merge(assets::routes(&settings));
    if let Some(folder) = &settings.portal {
        app = app.merge(portal::routes(folder));
    }
    // The last layer is the first that a request meets.
    app.fallback_service(assets::fallback(&settings))
        .layer(from_fn_with_state(Arc::clone(&settings), csrf::check))
        .layer(from_fn_with_state(Arc::clone(&settings), host::check))
        .layer(from_fn_with_state(Arc::clone(&settings), client_address::find))
        .layer(from_fn_with_state(settings.body_timeout, body_timeout::enforce))
        .layer(from_fn_with_state(settings.time_limit, time_limit::enforce))
        .layer(CatchPanicLayer::custom(catch_panic::respond))
        .layer(from_fn_with_state(headers::Policies::new(&settings), headers::add))
        .layer(from_fn(access_log::log_request))
        .layer(from_fn_with_state(settings.entropy.clone(), request_id::identify))
}
