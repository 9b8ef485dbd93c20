//! A typed write request.

use gloo_net::http::Method;
use serde::{Serialize, de::DeserializeOwned};

use super::{ApiError, Body, Query};

/// A request that changes something, and the type of its response.
///
/// The functions of this module's parent build it, one per endpoint; [`Api::send`](super::Api::send) sends it. Unless a
/// function says otherwise, the request waits for a new sign-in when the session has ended.
#[must_use = "a change does nothing until it is sent"]
pub struct Change<T> {
    pub(super) request: WriteRequest,
    pub(super) decode: fn(&Body) -> Result<T, ApiError>,
}

/// A change without the type of its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WriteRequest {
    pub method: Method,
    /// Path and query below the API's root.
    pub path: String,
    /// The body.
    pub json: Option<String>,
    /// The ETag of the state that is changed; the server refuses when there is a newer one.
    pub if_match: Option<String>,
    /// Whether the server must carry it out only once, and what tells apart requests with the same body.
    pub once: Option<String>,
    /// Whether it waits for a new sign-in when the session has ended. Otherwise it fails.
    pub reauthenticates: bool,
}

impl WriteRequest {
    /// The content by which a retry is known; nothing where a retry does no harm.
    pub fn once_content(&self) -> Option<String> {
        let occasion = self.once.as_deref()?;
        Some([&*self.path, "\n", occasion, "\n", self.json.as_deref().unwrap_or_default()].concat())
    }
}

impl<T: DeserializeOwned> Change<T> {
    /// `POST` that creates something: sent again after a lost response, it creates nothing more.
    pub(super) fn create(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::POST, path).json(body).once("")
    }

    /// `POST` that does no harm when it is sent twice.
    pub(super) fn post(path: String) -> Self {
        Self::new(Method::POST, path)
    }

    /// `PUT` of a whole.
    pub(super) fn put(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::PUT, path).json(body)
    }

    /// `PATCH` of some fields.
    pub(super) fn patch(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::PATCH, path).json(body)
    }

    fn new(method: Method, path: String) -> Self {
        Self { request: WriteRequest::new(method, path), decode: Query::decode }
    }

    /// Whose response has no body for readers who may not read what they have changed.
    pub(super) fn or_empty(self) -> Change<Option<T>> {
        let decode = |body: &Body| if body.length() == 0 { Ok(None) } else { Query::decode(body).map(Some) };
        Change { request: self.request, decode }
    }
}

impl Change<()> {
    /// `DELETE`.
    pub(super) fn delete(path: String) -> Self {
        Self { request: WriteRequest::new(Method::DELETE, path), decode: |_| Ok(()) }
    }

    /// `PUT` whose response has no body.
    pub(super) fn replace(path: String) -> Self {
        Self { request: WriteRequest::new(Method::PUT, path), decode: |_| Ok(()) }
    }

    /// `POST` that does no harm when it is sent twice, and whose response has no body.
    pub(super) fn tell(path: String) -> Self {
        Self { request: WriteRequest::new(Method::POST, path), decode: |_| Ok(()) }
    }
}

impl<T> Change<T> {
    /// With this body.
    pub(super) fn json(mut self, body: &impl Serialize) -> Self {
        // The wire types can always be written. The server refuses an empty body.
        self.request.json = Some(serde_json::to_string(body).unwrap_or_default());
        self
    }

    /// Of the thing as it was in this version; the server refuses when it has changed since.
    pub(super) fn if_match(mut self, version: i64) -> Self {
        self.request.if_match = Some(["\"", &version.to_string(), "\""].concat());
        self
    }

    /// Carried out only once. `occasion` tells apart what is wanted more than once with the same body.
    pub(super) fn once(mut self, occasion: &str) -> Self {
        self.request.once = Some(occasion.to_owned());
        self
    }

    /// Fails when the session has ended: for signing in itself.
    pub(super) fn without_reauthentication(mut self) -> Self {
        self.request.reauthenticates = false;
        self
    }
}

impl WriteRequest {
    fn new(method: Method, path: String) -> Self {
        // Also without content: the server takes only what no form of another page could send.
        let json = (method != Method::DELETE).then(String::new);
        Self { method, path, json, if_match: None, once: None, reauthenticates: true }
    }
}

#[cfg(test)]
mod tests {
    use api_types::{NewOrganization, Organization};

    use super::*;

    fn create(name: &str) -> WriteRequest {
        let new = NewOrganization { name: name.to_owned(), number: None };
        Change::<Organization>::create("/organizations".to_owned(), &new).request
    }

    #[test]
    fn u6_what_creates_is_known_by_its_content() {
        assert!(create("Acme").once_content().is_some());
        assert_eq!(create("Acme").once_content(), create("Acme").once_content());
        assert_ne!(create("Acme").once_content(), create("Acme GmbH").once_content());
    }

    #[test]
    fn u6_an_occasion_tells_equal_requests_apart() {
        let again = |occasion| Change::<()>::tell("/resend".to_owned()).once(occasion).request.once_content();
        assert_ne!(again("1"), again("2"));
        assert_eq!(Change::tell("/restore".to_owned()).request.once_content(), None);
    }

    #[test]
    fn every_post_has_a_body_and_a_version_is_quoted() {
        let restore = Change::tell("/restore".to_owned()).if_match(7).request;
        assert_eq!((restore.json.as_deref(), restore.if_match.as_deref()), (Some(""), Some("\"7\"")));
        assert_eq!(Change::delete("/view".to_owned()).request.json, None);
    }
}
