//! What programs can do with an API key.

use serde::{Deserialize, Serialize};

use crate::listing::named;

/// What an API key can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApiScope {
    /// Register what needs a member in another program, and read it.
    #[serde(rename = "references.write")]
    ReferencesWrite,
}

named!(ApiScope, 1:
    ReferencesWrite = "references.write",
);
