//! A typed `GET` request.

use std::marker::PhantomData;

use serde::{Serialize, de::DeserializeOwned};

use super::{ApiError, Body, json};

/// A `GET` request and the type of its response.
pub struct Query<T> {
    request: Request,
    response: PhantomData<fn() -> T>,
}

/// A query without the type of its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Path and query below the API's root.
    pub path: String,
    /// Whether it waits for a new sign-in when the session has ended. Otherwise it fails.
    pub reauthenticates: bool,
}

impl<T: DeserializeOwned> Query<T> {
    /// A query that waits for a new sign-in when the session has ended.
    pub(super) fn new(path: String) -> Self {
        Self { request: Request { path, reauthenticates: true }, response: PhantomData }
    }

    /// A query that fails when the session has ended.
    pub(super) fn without_reauthentication(path: &str) -> Self {
        Self { request: Request { path: path.to_owned(), reauthenticates: false }, response: PhantomData }
    }

    /// The request without its type.
    pub fn request(self) -> Request {
        self.request
    }

    /// The body of a response with this content.
    pub fn encode(content: &T) -> Body
    where
        T: Serialize,
    {
        // The wire types can always be written.
        serde_json::to_string(content).unwrap_or_default().as_str().into()
    }

    /// Decodes a response body.
    ///
    /// # Errors
    /// [`ApiError::UnexpectedResponse`] when it is of another shape.
    pub fn decode(body: &Body) -> Result<T, ApiError> {
        json::decode(&body.text()).map_err(|_| ApiError::UnexpectedResponse)
    }
}
