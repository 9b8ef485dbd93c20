//! What HTTP calls a request, and the audit log after it.

/// The name of a request, for whatever asks for it.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);
