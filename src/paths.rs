//! The only builder and the only reader of addresses. They are whole: the mount's base is part of them.

use std::sync::Arc;

use api_types::{MemberId, MembersView, OrganizationId};
use leptos::prelude::expect_context;

use crate::arrangement::Arrangement;

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

/// What an address below the base names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    SignIn,
    Invitation,
    /// A page of an organization; none when what stands for the organization is no identifier.
    Organization(Option<OrganizationId>, Page),
    Unknown,
}

/// A page of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Section(Section),
    User(MemberId),
    Unknown,
}

impl Place {
    /// The organization it is in.
    pub const fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::Organization(organization, _) => organization,
            _ => None,
        }
    }

    /// The section it is in: users are in that of their list.
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Organization(_, Page::Section(section)) => Some(section),
            Self::Organization(_, Page::User(_)) => Some(Section::Users),
            _ => None,
        }
    }

    /// The user whose page it is.
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::Organization(_, Page::User(member)) => Some(member),
            _ => None,
        }
    }
}

impl Page {
    /// What the segments below an organization name.
    fn read(segments: &[&str]) -> Self {
        let section = |name: &str| Section::ALL.into_iter().find(|section| section.segment() == name);
        match segments {
            [name] => section(name).map_or(Self::Unknown, Self::Section),
            [name, member] if section(name) == Some(Section::Users) => member.parse().map_or(Self::Unknown, Self::User),
            _ => Self::Unknown,
        }
    }
}

/// Builds and reads addresses below one base.
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

    /// Where somebody who is invited accepts; the token stands behind it, in the fragment.
    pub fn invitation(&self) -> String {
        format!("{}/invitation", self.base)
    }

    /// A section of an organization.
    pub fn section(&self, organization: OrganizationId, section: Section) -> String {
        format!("{}/organizations/{organization}/{}", self.base, section.segment())
    }

    /// The list of users as `view` has it, arranged so.
    pub fn users(&self, organization: OrganizationId, view: &MembersView, arrangement: &Arrangement) -> String {
        let parameters = view.parameters().into_iter().chain(arrangement.parameters());
        [self.section(organization, Section::Users), query(parameters)].concat()
    }

    /// One user: the link that can be shared.
    pub fn user(&self, organization: OrganizationId, member: MemberId) -> String {
        format!("{}/{member}", self.section(organization, Section::Users))
    }

    /// What the path of an address names; one slash at its end makes no difference.
    pub fn place(&self, path: &str) -> Place {
        let Some(rest) = path.strip_prefix(&*self.base) else { return Place::Unknown };
        let segments: Vec<&str> = rest.strip_suffix('/').unwrap_or(rest).split('/').collect();
        match &*segments {
            [""] => Place::Start,
            ["", "sign-in"] => Place::SignIn,
            ["", "invitation"] => Place::Invitation,
            ["", "organizations", organization, page @ ..] => {
                Place::Organization(organization.parse().ok(), Page::read(page))
            }
            _ => Place::Unknown,
        }
    }

    /// Whether an address of this origin belongs to the app: the start, or something in an organization. Others, as
    /// those of a page that embeds the app elsewhere on this origin, are for the browser to load.
    pub fn contain(&self, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let ours = matches!(self.place(path), Place::Start | Place::Organization(..));
        // Browsers take a backslash for a slash, and so `/\` for the beginning of another origin.
        ours && path.starts_with('/') && !address.contains('\\')
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

/// What an address of the list of users asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsersQuery {
    pub view: MembersView,
    /// None: as the reader likes it.
    pub arrangement: Option<Arrangement>,
    /// Parameters that had to be left out because they cannot be read, each once.
    pub dropped: Vec<&'static str>,
}

/// Reads the query of an address of the list of users. Parameters that are not ours are not looked at.
pub fn users_query(search: &str) -> UsersQuery {
    let parameters = parameters(search);
    let mut view = MembersView::default();
    let (arrangement, unread) = Arrangement::read(&parameters);
    let unreadable = parameters.iter().filter_map(|(name, value)| Some(view.read(name, value).err()?.parameter));
    let mut dropped = Vec::new();
    for name in unreadable.chain(unread) {
        if !dropped.contains(&name) {
            dropped.push(name);
        }
    }
    UsersQuery { view, arrangement, dropped }
}

#[cfg(test)]
mod tests {
    use api_types::{MemberColumn, MemberStatus};

    use super::*;
    use crate::arrangement::Density;

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
            assert_eq!(paths.invitation(), format!("{base}/invitation"));
            assert_eq!(paths.section(organization, Section::Roles), format!("{organization_path}/roles"));
            let plain = Arrangement::default();
            assert_eq!(
                paths.users(organization, &MembersView::default(), &plain),
                format!("{organization_path}/users")
            );
            assert_eq!(
                paths.users(organization, &view, &plain),
                format!(
                    "{organization_path}/users?q=gro%C3%9F,+*%40acme+100%2541&status=active,invited&sort=-member_since"
                )
            );
            let compact = plain.with_density(Density::Compact);
            assert_eq!(
                paths.users(organization, &MembersView::default(), &compact),
                format!("{organization_path}/users?density=compact")
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
        let search = "?q=%C3%B6&status=asleep,active&status=gone&sort=shoe_size&columns=email,shoes&utm=1";
        let UsersQuery { view, arrangement, dropped } = users_query(search);
        assert_eq!((view.search.as_str(), view.statuses), ("ö", vec![MemberStatus::Active]));
        assert_eq!(arrangement.unwrap().columns(), [MemberColumn::Name, MemberColumn::Email]);
        assert_eq!(dropped, ["status", "sort", "columns"]);
    }

    #[test]
    fn every_view_survives_its_address() {
        let view = MembersView {
            search: "a+b & c=d #1 100%41".into(),
            roles: vec![api_types::RoleId::from_u128(3)],
            statuses: vec![MemberStatus::Expired, MemberStatus::Active],
            sort: "-email".parse().unwrap(),
            ..MembersView::default()
        };
        let mut arrangement = Arrangement::default().with_density(Density::Compact);
        arrangement.choose([MemberColumn::LastSignIn]);
        let address = Paths::below("").users(OrganizationId::from_u128(1), &view, &arrangement);
        let (_, search) = address.split_once('?').unwrap();
        assert_eq!(users_query(search), UsersQuery { view, arrangement: Some(arrangement), dropped: vec![] });
    }

    /// The path of an address, as the browser tells it.
    fn path(address: &str) -> &str {
        address.split(['?', '#']).next().unwrap()
    }

    #[test]
    fn what_was_built_is_read_again() {
        let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
        let view = MembersView { search: "a/b".into(), ..MembersView::default() };
        for base in ["", "/portal/users"] {
            let paths = Paths::below(base);
            let inside = |page| Place::Organization(Some(organization), page);
            for (address, place) in [
                (paths.start(), Place::Start),
                (paths.sign_in(Some("/a?b=c")), Place::SignIn),
                ([&paths.invitation(), "#token"].concat(), Place::Invitation),
                (paths.section(organization, Section::Roles), inside(Page::Section(Section::Roles))),
                (paths.users(organization, &view, &Arrangement::default()), inside(Page::Section(Section::Users))),
                (paths.user(organization, member), inside(Page::User(member))),
            ] {
                let path = path(&address);
                assert_eq!(paths.place(path), place, "{address}");
                let other = path.strip_suffix('/').map_or([path, "/"].concat(), str::to_owned);
                assert_eq!(paths.place(&other), place, "{other}");
            }
        }
    }

    #[test]
    fn what_nobody_builds_is_unknown_where_it_stands() {
        let paths = Paths::below("/portal/users");
        let read = |rest: &str| paths.place(&["/portal/users", rest].concat());
        for rest in ["-old", "//", "/organizations", "/organizations/", "//organizations/x", "/sign-in/x", "/Sign-in"] {
            assert_eq!(read(rest), Place::Unknown, "{rest}");
        }
        assert_eq!(paths.place("/portal"), Place::Unknown);
        let organization = OrganizationId::from_u128(1);
        let inside = |page: &str| read(&["/organizations/", &organization.to_string(), page].concat());
        for page in ["", "/", "//users", "/users//", "/users/mem_x", "/roles/mem_x", "/users/mem_x/y", "/x"] {
            assert_eq!(inside(page), Place::Organization(Some(organization), Page::Unknown), "{page}");
        }
        let no_organization = Place::Organization(None, Page::Section(Section::Users));
        assert_eq!(read("/organizations/org_x/users"), no_organization);
        assert_eq!((no_organization.organization(), no_organization.section()), (None, Some(Section::Users)));
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn any_identifiers_survive_an_address(organization: u128, member: u128) {
            let (organization, member) = (OrganizationId::from_u128(organization), MemberId::from_u128(member));
            let paths = Paths::below("/portal/users");
            let place = paths.place(&paths.user(organization, member));
            proptest::prop_assert_eq!((place.organization(), place.member()), (Some(organization), Some(member)));
        }
    }

    #[test]
    fn only_addresses_below_the_base_are_ours() {
        let paths = Paths::below("/portal/users");
        assert!(paths.contain("/portal/users/organizations/x"));
        assert!(paths.contain("/portal/users"));
        assert!(!paths.contain("/portal/users/sign-in"));
        assert!(!paths.contain("/portal/users-old"));
        assert!(!paths.contain("https://elsewhere.example/portal/users/"));
        let whole_page = Paths::below("");
        assert!(whole_page.contain("/organizations/x?q=1"));
        assert!(whole_page.contain("/?q=1"));
        assert!(!whole_page.contain(""));
        assert!(!whole_page.contain("?q=1"));
        assert!(!whole_page.contain("/portal/users/organizations/x"));
        assert!(!whole_page.contain("//elsewhere.example/"));
        assert!(!whole_page.contain("/\\elsewhere.example/"));
    }
}
