//! `/access/v1`: questions of the portal's services, by API key: OpenID AuthZEN Authorization API 1.0.

pub mod configuration;
pub mod evaluation;
pub mod evaluations;
mod read;
mod reason;
pub mod search;

use crate::authz::policy::EvaluateAccess;

/// What a route here asks of a key.
type May = crate::authz::AuthorizedKey<EvaluateAccess>;
