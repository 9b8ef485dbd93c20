//! The only builder of addresses. They are whole: the mount's base is part of them.

use std::sync::Arc;

use api_types::{MemberId, MembersView, OrganizationId};
use leptos::prelude::expect_context;

/// A part of an organization that has a place in the navigation; switching organization keeps it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Section {
    #[default]
    Users,
    Roles,
}

impl Section {
    /// Every section, in the navigation's order.
    pub const ALL: [Self; 2] = [Self::Users, Self::Roles];

    /// Its segment in addresses.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Roles => "roles",
        }
    }
}

/// Builds addresses below one base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    base: Arc<str>,
}

/// The paths of the surrounding app.
pub fn use_paths() -> Paths {
    expect_context()
}

impl Paths {
    /// Addresses below `base`, which does not end in a slash.
    pub fn below(base: &str) -> Self {
        Self { base: base.into() }
    }

    /// Where the app starts.
    pub fn start(&self) -> String {
        format!("{}/", self.base)
    }

    /// The sign-in page; afterwards it goes on to `next`.
    pub fn sign_in(&self, next: Option<&str>) -> String {
        let parameters = next.map(|next| ("next", next.to_owned()));
        format!("{}/sign-in{}", self.base, query(parameters))
    }

    /// A section of an organization.
    pub fn section(&self, organization: OrganizationId, section: Section) -> String {
        format!("{}/organizations/{organization}/{}", self.base, section.segment())
    }

    /// The list of users as `view` has it.
    pub fn users(&self, organization: OrganizationId, view: &MembersView) -> String {
        format!("{}{}", self.section(organization, Section::Users), query(view.parameters()))
    }

    /// One user: the link that can be shared.
    pub fn user(&self, organization: OrganizationId, member: MemberId) -> String {
        format!("{}/{member}", self.section(organization, Section::Users))
    }

    /// Whether an address of this origin belongs to the app: the start, or something in an organization. Others, as
    /// those of a page that embeds the app elsewhere on this origin, are for the browser to load.
    pub fn contain(&self, address: &str) -> bool {
        let Some(rest) = address.strip_prefix(&*self.base) else { return false };
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        (path == "/" || path.starts_with("/organizations/")) && !address.contains('\\')
    }
}

/// `?a=b&c=d`, encoded; nothing for no parameters.
pub fn query(parameters: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    let text = text.extend_pairs(parameters).finish();
    match text.is_empty() {
        true => text,
        // Commas separate the values of a list; browsers keep them as they are.
        false => format!("?{}", text.replace("%2C", ",")),
    }
}

/// The parameters of an address' query, decoded once.
pub fn parameters(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}

/// The view that an address' query asks for, and which of its parameters had to be left out because they cannot be
/// read. Parameters that are not ours are not looked at.
pub fn members_view(search: &str) -> (MembersView, Vec<&'static str>) {
    let mut view = MembersView::default();
    let mut dropped = Vec::new();
    for (name, value) in parameters(search) {
        if let Err(invalid) = view.read(&name, &value)
            && !dropped.contains(&invalid.parameter)
        {
            dropped.push(invalid.parameter);
        }
    }
    (view, dropped)
}

#[cfg(test)]
mod tests {
    use api_types::MemberStatus;

    use super::*;

    #[test]
    fn the_addresses_are_these() {
        let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
        let view = MembersView {
            search: "groß, *@acme 100%41".into(),
            statuses: vec![MemberStatus::Active, MemberStatus::Invited],
            sort: "-member_since".parse().unwrap(),
            ..MembersView::default()
        };
        for (base, start) in [("", "/"), ("/portal/users", "/portal/users/")] {
            let paths = Paths::below(base);
            let organization_path = format!("{base}/organizations/org_00000000000000000000000001");
            assert_eq!(paths.start(), start);
            assert_eq!(paths.sign_in(None), format!("{base}/sign-in"));
            assert_eq!(paths.sign_in(Some("/a?b=c")), format!("{base}/sign-in?next=%2Fa%3Fb%3Dc"));
            assert_eq!(paths.section(organization, Section::Roles), format!("{organization_path}/roles"));
            assert_eq!(paths.users(organization, &MembersView::default()), format!("{organization_path}/users"));
            assert_eq!(
                paths.users(organization, &view),
                format!(
                    "{organization_path}/users?q=gro%C3%9F,+*%40acme+100%2541&status=active,invited&sort=-member_since"
                )
            );
            assert_eq!(
                paths.user(organization, member),
                format!("{organization_path}/users/mem_00000000000000000000000002")
            );
        }
    }

    #[test]
    fn a_query_is_decoded_once() {
        let written = query([("q", "100%41 + ö,".to_owned())]);
        assert_eq!(parameters(&written), [("q".to_owned(), "100%41 + ö,".to_owned())]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named_once() {
        let (view, dropped) = members_view("?q=%C3%B6&status=asleep,active&status=gone&sort=shoe_size&utm=1");
        assert_eq!((view.search.as_str(), view.statuses), ("ö", vec![MemberStatus::Active]));
        assert_eq!(dropped, ["status", "sort"]);
    }

    #[test]
    fn every_view_survives_its_address() {
        let view = MembersView {
            search: "a+b & c=d #1 100%41".into(),
            roles: vec![api_types::RoleId::from_u128(3)],
            statuses: vec![MemberStatus::Expired, MemberStatus::Active],
            sort: "-email".parse().unwrap(),
        };
        let address = Paths::below("").users(OrganizationId::from_u128(1), &view);
        let (_, search) = address.split_once('?').unwrap();
        assert_eq!(members_view(search), (view, vec![]));
    }

    #[test]
    fn only_addresses_below_the_base_are_ours() {
        let paths = Paths::below("/portal/users");
        assert!(paths.contain("/portal/users/organizations/x"));
        assert!(!paths.contain("/portal/users-old"));
        assert!(!paths.contain("https://elsewhere.example/portal/users/"));
        let whole_page = Paths::below("");
        assert!(whole_page.contain("/organizations/x?q=1"));
        assert!(whole_page.contain("/?q=1"));
        assert!(!whole_page.contain("/portal/users/organizations/x"));
        assert!(!whole_page.contain("//elsewhere.example/"));
        assert!(!whole_page.contain("/\\elsewhere.example/"));
    }
}
