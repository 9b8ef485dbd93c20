//! The only builder of URLs, and the reader of queries. URLs are whole: the mount's base is part of them.

use std::sync::Arc;

use api_types::{
    ACCESS_REQUESTS, AUDIT_EVENTS, AccessRequestFilter, AccessRequestId, AccessRequestState, AuditEventId, AuditFilter,
    CompanyId, ContactId, DeviceId, ListQuery, MemberId, OrganizationId, RoleId,
};
use leptos::prelude::expect_context;

/// A part of an organization that has a place in the navigation; switching organization keeps it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Section {
    /// For those who see nothing else of it: `/organizations/{org}` itself.
    Home,
    #[default]
    Users,
    Roles,
    Companies,
    Devices,
    AccessRequests,
    Contacts,
    AuditLog,
    Settings,
}

impl Section {
    /// Every section, in the navigation's order.
    pub const ALL: [Self; 9] = [
        Self::Home,
        Self::Users,
        Self::Roles,
        Self::Companies,
        Self::Devices,
        Self::AccessRequests,
        Self::Contacts,
        Self::AuditLog,
        Self::Settings,
    ];

    /// Its segment in addresses; the home has none.
    pub const fn segment(self) -> Option<&'static str> {
        match self {
            Self::Home => None,
            Self::Users => Some("users"),
            Self::Roles => Some("roles"),
            Self::Companies => Some("companies"),
            Self::Devices => Some("devices"),
            Self::AccessRequests => Some("access-requests"),
            Self::Contacts => Some("contacts"),
            Self::AuditLog => Some("audit-log"),
            Self::Settings => Some("settings"),
        }
    }
}

/// A page of one's own account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AccountPage {
    /// `/account` itself.
    #[default]
    Profile,
    Security,
    Preferences,
}

impl AccountPage {
    /// Every page, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Profile, Self::Security, Self::Preferences];

    const fn segment(self) -> Option<&'static str> {
        match self {
            Self::Profile => None,
            Self::Security => Some("security"),
            Self::Preferences => Some("preferences"),
        }
    }
}

/// A page of the settings of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsPage {
    General,
    Security,
    Invitations,
    Branding,
    Subscription,
    ApiKeys,
}

impl SettingsPage {
    /// Every page, in the order of the navigation.
    pub const ALL: [Self; 6] =
        [Self::General, Self::Security, Self::Invitations, Self::Branding, Self::Subscription, Self::ApiKeys];

    /// Its segment in URLs.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Security => "security",
            Self::Invitations => "invitations",
            Self::Branding => "branding",
            Self::Subscription => "subscription",
            Self::ApiKeys => "api-keys",
        }
    }
}

/// The parameter of the audit log that names the event whose panel is open.
pub const EVENT: &str = "event";

/// The parameter of the list of access requests that names the request whose panel is open.
pub const REQUEST: &str = "request";

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

    /// Where somebody who has forgotten the password asks for a link.
    pub fn forgot_password(&self) -> String {
        format!("{}/forgot-password", self.base)
    }

    /// Where that link leads; the token stands behind it, in the fragment.
    pub fn password_reset(&self) -> String {
        format!("{}/password-reset", self.base)
    }

    /// Where somebody confirms a new e-mail address; the token stands behind it, in the fragment.
    pub fn email_change(&self) -> String {
        format!("{}/email-change", self.base)
    }

    /// One's own account.
    pub fn account(&self, page: AccountPage) -> String {
        let account = format!("{}/account", self.base);
        match page.segment() {
            None => account,
            Some(segment) => [&account, "/", segment].concat(),
        }
    }

    /// The page of the account that a path is.
    pub fn account_page_of(&self, path: &str) -> Option<AccountPage> {
        let page = self.below_base(path)?.strip_prefix("/account")?.trim_matches('/');
        let segment = Some(page).filter(|page| !page.is_empty());
        AccountPage::ALL.into_iter().find(|it| it.segment() == segment)
    }

    /// Where somebody says that they want no more e-mails about invitations; the token stands behind it, in the fragment.
    pub fn stop_mails(&self) -> String {
        format!("{}/stop-mails", self.base)
    }

    /// A section of an organization.
    pub fn section(&self, organization: OrganizationId, section: Section) -> String {
        let home = format!("{}/organizations/{organization}", self.base);
        match section.segment() {
            None => home,
            // Each of its pages has a URL of its own.
            Some(segment) if section == Section::Settings => [&home, "/", segment, "/general"].concat(),
            Some(segment) => [&home, "/", segment].concat(),
        }
    }

    /// The list of a section as `query` has it.
    pub fn list(&self, organization: OrganizationId, section: Section, query: &ListQuery) -> String {
        with_query(&self.section(organization, section), query.parameters())
    }

    /// One user: the link that can be shared.
    pub fn user(&self, organization: OrganizationId, member: MemberId) -> String {
        format!("{}/{member}", self.section(organization, Section::Users))
    }

    /// The import of users, with these parameters.
    pub fn user_import(
        &self,
        organization: OrganizationId,
        parameters: impl IntoIterator<Item = (&'static str, String)>,
    ) -> String {
        with_query(&[&*self.section(organization, Section::Users), "/import"].concat(), parameters)
    }

    /// One company.
    pub fn company(&self, organization: OrganizationId, company: CompanyId) -> String {
        format!("{}/{company}", self.section(organization, Section::Companies))
    }

    /// One device.
    pub fn device(&self, organization: OrganizationId, device: DeviceId) -> String {
        format!("{}/{device}", self.section(organization, Section::Devices))
    }

    /// One contact.
    pub fn contact(&self, organization: OrganizationId, contact: ContactId) -> String {
        format!("{}/{contact}", self.section(organization, Section::Contacts))
    }

    /// A page of the settings.
    pub fn settings(&self, organization: OrganizationId, page: SettingsPage) -> String {
        format!("{}/organizations/{organization}/settings/{}", self.base, page.segment())
    }

    /// One role.
    pub fn role(&self, organization: OrganizationId, role: RoleId) -> String {
        format!("{}/{role}", self.section(organization, Section::Roles))
    }

    /// The access requests that wait for an answer.
    pub fn waiting_requests(&self, organization: OrganizationId) -> String {
        let state = AccessRequestFilter::State.as_str();
        let waiting = ListQuery::new(&ACCESS_REQUESTS).with_filter(state, &[AccessRequestState::Pending.as_str()]);
        self.list(organization, Section::AccessRequests, &waiting)
    }

    /// The access requests as `query` has them, with the panel of a request.
    pub fn access_request(&self, organization: OrganizationId, query: &ListQuery, request: AccessRequestId) -> String {
        with_query(&self.list(organization, Section::AccessRequests, query), [(REQUEST, request.to_string())])
    }

    /// The audit log as `query` has it, with the panel of an event.
    pub fn audit_event(&self, organization: OrganizationId, query: &ListQuery, event: AuditEventId) -> String {
        with_query(&self.list(organization, Section::AuditLog, query), [(EVENT, event.to_string())])
    }

    /// The events of the audit log that a member caused, or that happened to it.
    pub fn events_of(&self, organization: OrganizationId, filter: AuditFilter, member: MemberId) -> String {
        let query = ListQuery::new(&AUDIT_EVENTS).with_filter(filter.as_str(), &[&member.to_string()]);
        self.list(organization, Section::AuditLog, &query)
    }

    /// What is behind the base in a path, with the slash that it begins with; `None` when the path is outside.
    pub fn below_base<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(&*self.base)? {
            "" => Some("/"),
            rest => rest.starts_with('/').then_some(rest),
        }
    }

    /// The section that a path is in: the page of a user is in that of the users.
    pub fn section_of(&self, path: &str) -> Option<Section> {
        let path = self.below_base(path)?.strip_prefix("/organizations/")?;
        let (_, page) = path.split_once('/').unwrap_or((path, ""));
        let name = page.split('/').next().filter(|_| !page.is_empty());
        Section::ALL.into_iter().find(|section| section.segment() == name)
    }
}

/// `?a=b&c=d`, encoded; nothing for no parameters.
pub fn query(parameters: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    let text = text.extend_pairs(parameters).finish();
    if text.is_empty() {
        return text;
    }
    // Commas separate the values of a list; browsers keep them as they are.
    format!("?{}", text.replace("%2C", ","))
}

/// The parameters of an address' query, decoded once.
pub fn parameters(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}

/// A URL with these parameters as well.
pub fn with_query(url: &str, parameters: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let parameters = query(parameters);
    let has_some = url.contains('?') && !parameters.is_empty();
    if has_some { [url, "&", &parameters[1..]].concat() } else { [url, &parameters].concat() }
}

#[cfg(test)]
mod tests {
    use api_types::MEMBERS;

    use super::*;

    #[test]
    fn the_addresses_are_these() {
        let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
        let company = CompanyId::from_u128(3);
        let mut query = ListQuery::new(&MEMBERS).with_filter("status", &["active", "invited"]);
        query.search = "groß, *@acme 100%41".into();
        query.read("sort", "-member_since").unwrap();
        for (base, start) in [("", "/"), ("/portal/users", "/portal/users/")] {
            let paths = Paths::below(base);
            let organization_path = format!("{base}/organizations/org_00000000000000000000000001");
            assert_eq!(paths.start(), start);
            assert_eq!(paths.sign_in(None), format!("{base}/sign-in"));
            assert_eq!(paths.sign_in(Some("/a?b=c")), format!("{base}/sign-in?next=%2Fa%3Fb%3Dc"));
            assert_eq!(paths.invitation(), format!("{base}/invitation"));
            assert_eq!(paths.forgot_password(), format!("{base}/forgot-password"));
            assert_eq!(paths.password_reset(), format!("{base}/password-reset"));
            assert_eq!(paths.email_change(), format!("{base}/email-change"));
            assert_eq!(paths.section(organization, Section::Home), organization_path);
            assert_eq!(paths.section(organization, Section::Roles), format!("{organization_path}/roles"));
            let users = |query: &ListQuery| paths.list(organization, Section::Users, query);
            assert_eq!(users(&ListQuery::new(&MEMBERS)), format!("{organization_path}/users"));
            assert_eq!(
                users(&query),
                format!(
                    "{organization_path}/users?q=gro%C3%9F,+*%40acme+100%2541&status=active,invited&sort=-member_since"
                )
            );
            let import = [("step", "columns".to_owned())];
            assert_eq!(
                paths.user_import(organization, import),
                format!("{organization_path}/users/import?step=columns")
            );
            assert_eq!(
                paths.company(organization, company),
                format!("{organization_path}/companies/cmp_00000000000000000000000003")
            );
            assert_eq!(
                paths.role(organization, RoleId::from_u128(5)),
                format!("{organization_path}/roles/rol_00000000000000000000000005")
            );
            assert_eq!(
                paths.waiting_requests(organization),
                format!("{organization_path}/access-requests?state=pending")
            );
            let event = AuditEventId::from_u128(4);
            assert_eq!(
                paths.audit_event(organization, &ListQuery::new(&AUDIT_EVENTS), event),
                format!("{organization_path}/audit-log?event=evt_00000000000000000000000004")
            );
            assert_eq!(
                paths.events_of(organization, AuditFilter::Target, member),
                format!("{organization_path}/audit-log?target=mem_00000000000000000000000002")
            );
            assert_eq!(
                paths.user(organization, member),
                format!("{organization_path}/users/mem_00000000000000000000000002")
            );
        }
    }

    #[test]
    fn the_pages_of_the_account_are_found_by_their_urls() {
        for base in ["", "/portal/users"] {
            let paths = Paths::below(base);
            assert_eq!(paths.account(AccountPage::Profile), format!("{base}/account"));
            assert_eq!(paths.account(AccountPage::Security), format!("{base}/account/security"));
            for page in AccountPage::ALL {
                let url = paths.account(page);
                assert_eq!(paths.account_page_of(&url), Some(page));
                assert_eq!(paths.account_page_of(&[&url, "/"].concat()), Some(page));
            }
            assert_eq!(paths.account_page_of(&format!("{base}/account/unheard-of")), None);
            assert_eq!(paths.account_page_of(&paths.start()), None);
        }
    }

    #[test]
    fn a_query_is_decoded_once() {
        let written = query([("q", "100%41 + ö,".to_owned())]);
        assert_eq!(parameters(&written), [("q".to_owned(), "100%41 + ö,".to_owned())]);
    }

    #[test]
    fn parameters_are_added_to_a_url() {
        let one = || [("a", "1".to_owned())];
        assert_eq!(with_query("/x", one()), "/x?a=1");
        assert_eq!(with_query("/x?b=2", one()), "/x?b=2&a=1");
        assert_eq!(with_query("/x?b=2", []), "/x?b=2");
    }

    #[test]
    fn only_paths_below_the_base_are_inside() {
        let portal = Paths::below("/portal/users");
        assert_eq!(portal.below_base("/portal/users"), Some("/"));
        assert_eq!(portal.below_base("/portal/users/"), Some("/"));
        assert_eq!(portal.below_base("/portal/users/organizations/x"), Some("/organizations/x"));
        for path in ["/portal", "/portal/users-old", "/portal/users.html", "//portal/users", "/organizations/x", ""] {
            assert_eq!(portal.below_base(path), None, "{path}");
        }
        let whole_page = Paths::below("");
        assert_eq!(whole_page.below_base("/x"), Some("/x"));
        assert_eq!(whole_page.below_base("x"), None);
    }

    #[test]
    fn a_user_is_in_the_section_of_users() {
        let paths = Paths::below("/portal/users");
        let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
        for section in Section::ALL {
            let url = paths.section(organization, section);
            assert_eq!(paths.section_of(&[&url, "/"].concat()), Some(section));
            assert_eq!(paths.section_of(&url), Some(section));
        }
        assert_eq!(paths.section_of(&paths.user(organization, member)), Some(Section::Users));
        for url in [paths.start(), paths.invitation(), "/portal/users/organizations/x//users".into(), "/users".into()] {
            assert_eq!(paths.section_of(&url), None, "{url}");
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn any_identifiers_survive_a_url(organization: u128, member: u128) {
            let (organization, member) = (OrganizationId::from_u128(organization), MemberId::from_u128(member));
            let path = Paths::below("").user(organization, member);
            let segments: Vec<_> = path.split('/').collect();
            proptest::prop_assert_eq!(segments[2].parse(), Ok(organization));
            proptest::prop_assert_eq!(segments[4].parse(), Ok(member));
        }
    }
}
