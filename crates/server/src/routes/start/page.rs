//! The page that the app opens with.

use api_types::OrganizationId;

use crate::routes::query::QueryString;

/// Parameters of the page that the list of members does not have. `at` is one too: the app asks for its own windows.
const OF_THE_APP: &[&str] = &["columns", "widths", "density", "at"];

/// What a page of the app shows first.
pub enum Page<'a> {
    /// The members of the organization that the reader starts in.
    Home,
    /// An organization, or something in it.
    Organization(OrganizationId),
    /// The members of an organization, with the query of the page.
    Members(OrganizationId, &'a str),
    /// Nothing of an organization.
    Other,
}

impl<'a> Page<'a> {
    /// Reads a path with its query, as the app writes it. Anything else is another page.
    pub fn read(path: &'a str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if path == "/" {
            return Self::Home;
        }
        let Some(below) = path.strip_prefix("/organizations/") else { return Self::Other };
        let (id, rest) = below.split_once('/').unwrap_or((below, ""));
        match (id.parse(), rest) {
            (Ok(organization), "users" | "users/") => Self::Members(organization, query),
            (Ok(organization), _) => Self::Organization(organization),
            (Err(_), _) => Self::Other,
        }
    }

    /// The organization of the page; for the home page, this one.
    pub fn organization(&self, home: Option<OrganizationId>) -> Option<OrganizationId> {
        match self {
            Self::Home => home,
            Self::Organization(organization) | Self::Members(organization, _) => Some(*organization),
            Self::Other => None,
        }
    }

    /// The query of the list of members, if the page shows that list.
    pub fn members_query(&self) -> Option<QueryString> {
        match self {
            Self::Home => Some(QueryString::without("", &[])),
            Self::Members(_, query) => Some(QueryString::without(query, OF_THE_APP)),
            Self::Organization(_) | Self::Other => None,
        }
    }
}
