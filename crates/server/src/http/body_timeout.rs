//! A request whose body does not arrive is answered all the same.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use api_types::upload_millis;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use super::time_limit::Arrivals;
use crate::error::ApiError;

/// Answers 408 when the handler was waiting for the body, and nothing of it arrived for `limit`, or less than the least
/// rate allows: the body may take `limit`, and as long as what has arrived takes at that rate.
pub(super) async fn enforce(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let timed_out = Arc::new(AtomicBool::new(false));
    let arrivals = request.extensions().get().cloned();
    let request = request.map(|body| {
        let (begun, deadline) = (Instant::now(), Box::pin(sleep(limit)));
        let timed_out = Arc::clone(&timed_out);
        Body::new(TimedBody { body, limit, begun, received: 0, deadline, timed_out, arrivals })
    });
    let response = next.run(request).await;
    if timed_out.load(Ordering::Relaxed) { ApiError::RequestTimeout.into_response() } else { response }
}

/// A body that fails when it does not arrive in time.
struct TimedBody {
    body: Body,
    limit: Duration,
    begun: Instant,
    /// Bytes that have arrived.
    received: u64,
    deadline: Pin<Box<Sleep>>,
    timed_out: Arc<AtomicBool>,
    arrivals: Option<Arrivals>,
}

impl TimedBody {
    /// So many bytes have arrived: there is more time for the rest.
    fn has_received(&mut self, bytes: usize) {
        let now = Instant::now();
        self.received += bytes as u64;
        let whole = self.begun + self.limit + Duration::from_millis(upload_millis(self.received));
        self.deadline.as_mut().reset(whole.min(now + self.limit));
        if let Some(arrivals) = &self.arrivals {
            arrivals.note(now);
        }
    }
}

impl HttpBody for TimedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                if let Some(Ok(frame)) = &frame {
                    self.has_received(frame.data_ref().map_or(0, Bytes::len));
                }
                Poll::Ready(frame)
            }
            Poll::Pending => {
                ready!(self.deadline.as_mut().poll(cx));
                self.timed_out.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(axum::Error::new(BodyTimeout))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The client did not send the body in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
struct BodyTimeout;
