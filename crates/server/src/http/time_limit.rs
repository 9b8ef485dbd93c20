//! A request that hangs is answered all the same.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use crate::error::ApiError;

/// Where the body of a request notes that a part of it has arrived. Clones are the same.
#[derive(Clone)]
pub(super) struct Arrivals(Arc<watch::Sender<Instant>>);

impl Arrivals {
    /// A part has arrived now.
    pub(super) fn note(&self, now: Instant) {
        self.0.send_replace(now);
    }
}

/// Gives up on a request `limit` after its head, or after the last part of its body.
pub(super) async fn enforce(State(limit): State<Duration>, mut request: Request, next: Next) -> Response {
    let (arrivals, last) = watch::channel(Instant::now());
    request.extensions_mut().insert(Arrivals(Arc::new(arrivals)));
    let mut response = pin!(next.run(request));
    loop {
        let deadline = *last.borrow() + limit;
        match timeout_at(deadline, response.as_mut()).await {
            Ok(response) => return response,
            // A part of the body arrived after the deadline was set.
            Err(_) if *last.borrow() + limit > deadline => {}
            Err(elapsed) => return ApiError::Unavailable(Box::new(elapsed)).into_response(),
        }
    }
}
