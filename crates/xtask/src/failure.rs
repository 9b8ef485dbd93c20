//! What went wrong in a chore, and what the reader can do next.

use std::fmt;

/// A chore that could not be done.
#[derive(Debug)]
pub struct Failure {
    what: String,
    next: Option<String>,
}

/// The result of a chore or a part of one.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure that speaks for itself.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), next: None }
    }

    /// The same failure with a sentence about what to do next; a sentence already there stays.
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next.get_or_insert_with(|| next.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.what)?;
        match &self.next {
            Some(next) => write!(out, "\n  What to do: {next}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

/// Says what was being attempted when an I/O or parse error came.
pub trait Context<T> {
    /// Turns the error into a [`Failure`] that starts with `what`.
    fn context(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> Context<T> for Result<T, E> {
    fn context(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{what}: {error}")))
    }
}
