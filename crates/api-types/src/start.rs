//! What the app shows first.

use serde::{Deserialize, Serialize};

use crate::{List, Member, Organization, Session};

/// Maximum length of `path` of `GET /start`, in bytes. A longer one names no page.
pub const MAX_START_PATH: usize = 5_000;

/// A page of members, as the API document names it.
#[cfg(feature = "openapi")]
type MemberList = List<Member>;

/// Response of `GET /start`: the session, and what the opened page needs of the rest.
///
/// What the caller cannot read, or what fails, is absent. Its own request says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Start {
    /// As `GET /session` responds.
    pub session: Session,
    /// The organization that the page belongs to, as `GET /organizations/{organization}` responds. For `/`, the default
    /// organization of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// The first page of members that the page shows, as `GET /organizations/{organization}/members` responds to the
    /// query of the page.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<MemberList>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<List<Member>>,
    /// `ETag` of that response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members_etag: Option<String>,
}
