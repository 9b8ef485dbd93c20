//! A stream that fails when its client does not get on.

use std::{
    io::{self, ErrorKind, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

use super::{
    Limits,
    activity::{Activity, Phase},
};

/// The stream of a client.
pub(super) struct Timed<S> {
    stream: S,
    activity: Arc<Activity>,
    header_timeout: Duration,
    idle_timeout: Duration,
    write_timeout: Duration,
    reading: Timer<Phase>,
    writing: Timer<()>,
}

impl<S> Timed<S> {
    pub(super) fn new(stream: S, activity: Arc<Activity>, limits: &Limits) -> Self {
        Self {
            stream,
            activity,
            header_timeout: limits.header_timeout,
            idle_timeout: limits.idle_timeout,
            write_timeout: limits.write_timeout,
            reading: Timer::default(),
            writing: Timer::default(),
        }
    }

    /// Nothing has come. While a request is being answered, that is as it should be.
    fn poll_silence(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let phase = self.activity.phase();
        let limit = match phase {
            Phase::Head => self.header_timeout,
            Phase::Idle => self.idle_timeout,
            Phase::Answer => {
                self.activity.wake_after_the_answer(cx.waker());
                return Poll::Pending;
            }
        };
        self.reading.poll(cx, phase, limit).map(Err)
    }

    /// What came of writing. Nothing may come of it for a while only.
    fn written<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.writing.stop();
            return result;
        }
        self.writing.poll(cx, (), self.write_timeout).map(Err)
    }
}

/// Runs out some time after what it was started for.
struct Timer<For> {
    sleep: Option<Pin<Box<Sleep>>>,
    runs_for: Option<For>,
}

impl<For> Default for Timer<For> {
    fn default() -> Self {
        Self { sleep: None, runs_for: None }
    }
}

impl<For: PartialEq> Timer<For> {
    fn stop(&mut self) {
        self.runs_for = None;
    }

    /// Waits until it has run out; begins anew when it runs for something else.
    fn poll(&mut self, cx: &mut Context<'_>, wanted: For, limit: Duration) -> Poll<io::Error> {
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep(limit)));
        if self.runs_for.as_ref() != Some(&wanted) {
            sleep.as_mut().reset(Instant::now() + limit);
            self.runs_for = Some(wanted);
        }
        sleep.as_mut().poll(cx).map(|()| ErrorKind::TimedOut.into())
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Timed<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let result = Pin::new(&mut this.stream).poll_read(cx, buffer);
        if result.is_pending() {
            return this.poll_silence(cx);
        }
        if buffer.filled().len() > before && this.activity.has_received() {
            this.reading.stop();
        }
        result
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Timed<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.written(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_flush(cx);
        self.written(cx, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.written(cx, result)
    }
}
