//! What a connection is doing, as far as it matters for how long it may be silent.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, Waker},
};

use axum::body::{Body, Bytes, HttpBody};
use futures_util::task::AtomicWaker;
use http_body::{Frame, SizeHint};

/// Which part of a request it is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// The head of a request is being read. A new connection begins with it.
    Head,
    /// A request is being answered; its body may still be on its way.
    Answer,
    /// Nothing of the next request has come.
    Idle,
}

/// The phase, shared by what reads the connection and what answers on it.
#[derive(Debug, Default)]
pub(super) struct Activity {
    phase: AtomicU8,
    /// What waits for the end of the answer.
    waiting: AtomicWaker,
}

impl Activity {
    pub(super) fn phase(&self) -> Phase {
        match self.phase.load(Ordering::Relaxed) {
            0 => Phase::Head,
            1 => Phase::Answer,
            _ => Phase::Idle,
        }
    }

    fn set(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    /// Something has come; whether it is the beginning of a request after a pause.
    pub(super) fn has_received(&self) -> bool {
        let begins = self.phase() == Phase::Idle;
        if begins {
            self.set(Phase::Head);
        }
        begins
    }

    /// Wakes the task when the answer is over: from then on, silence counts.
    pub(super) fn wake_after_the_answer(&self, task: &Waker) {
        self.waiting.register(task);
    }

    /// A request is answered until the result is dropped.
    pub(super) fn answer(self: &Arc<Self>) -> Answering {
        self.set(Phase::Answer);
        Answering(Arc::clone(self))
    }
}

/// Dropped, the answer is over.
pub(super) struct Answering(Arc<Activity>);

impl Answering {
    /// The same body; the answer is over when it is.
    pub(super) fn until_the_end_of(self, body: Body) -> Answer {
        Answer { body, _answering: self }
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.set(Phase::Idle);
        self.0.waiting.wake();
    }
}

/// The body of an answer.
pub(super) struct Answer {
    body: Body,
    _answering: Answering,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
