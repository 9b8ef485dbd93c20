//! Something that can be asked, with the type of its answer.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{ApiError, Body, json};

/// A `GET`: where it is asked, and what the answer means.
pub struct Question<T> {
    asking: Asking,
    answer: PhantomData<fn() -> T>,
}

/// A question without the type of its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Path and query below the API's root.
    pub path: String,
    /// Whether it waits for a new sign-in when the session has ended, rather than hearing about it.
    pub waits: bool,
}

impl<T: DeserializeOwned> Question<T> {
    /// A question that waits when the session has ended.
    pub(super) fn new(path: String) -> Self {
        Self { asking: Asking { path, waits: true }, answer: PhantomData }
    }

    /// A question that hears about the end of the session.
    pub(super) fn at_once(path: &str) -> Self {
        Self { asking: Asking { path: path.to_owned(), waits: false }, answer: PhantomData }
    }

    /// Where and how it is asked.
    pub fn asking(self) -> Asking {
        self.asking
    }

    /// Understands the answer.
    ///
    /// # Errors
    /// [`ApiError::Foreign`] when it is of another shape.
    pub fn read(answer: &Body) -> Result<T, ApiError> {
        json::read(&answer.text()).map_err(|_| ApiError::Foreign)
    }
}
