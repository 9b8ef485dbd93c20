//! What the app knows of the server's data and how fresh it is. The only user of the cache.

mod cache;
mod chunk;
mod live;
mod mutation;
mod news;
mod paged_list;
mod windowed_list;

use api_types::{
    AccessBy, AccessRequest, AccessRequestId, AccountSessions, ApiKeys, AuditEvent, AuditEventId, Company, CompanyId,
    Contact, ContactId, Device, DeviceAccess, DeviceGroups, DeviceId, EmailChange, FilterOptions, JobId, Jobs, List,
    ListQuery, Member, MemberAccess, MemberBlockers, MemberGrants, MemberId, MemberImport, Membership, Organization,
    OrganizationContents, OrganizationId, OrganizationSettings, OwnAccessRequests, OwnAccount, RecentOrganizations,
    Role, RoleId, SavedView, ServerInfo, Session,
};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use self::cache::Cache;
pub use self::{
    mutation::{Mutation, WriteState},
    paged_list::PagedList,
    windowed_list::{AskedList, ReadPage, WindowedList},
};
use crate::{
    api::{self, Api, ApiError, Body, Query, Request},
    host::now,
    ui::Toaster,
};

/// The result of a query; `None` before the first response, or while there is no query.
pub type QueryResult<T> = Memo<Option<Result<T, ApiError>>>;

/// What a query is asked for; nothing while that is not known. Reactive.
pub trait Key<T>: Fn() -> Option<T> + Send + Sync + 'static {}

impl<T, F: Fn() -> Option<T> + Send + Sync + 'static> Key<T> for F {}

/// All queries, and the changes that make them stale. Equal queries of several components become one request.
#[derive(Clone, Copy)]
pub struct Queries {
    cache: Cache,
    toaster: Toaster,
    /// Why a change failed that no form shows.
    write_error: RwSignal<Option<ApiError>>,
    /// Who signed in last, for signing in again when the session has ended.
    email: StoredValue<String>,
}

/// The queries of the surrounding app.
pub fn use_queries() -> Queries {
    expect_context()
}

impl Queries {
    /// Nothing known yet; `api` is the way to the server, and `toaster` says what was changed.
    pub fn new(api: Api, toaster: Toaster) -> Self {
        let email = StoredValue::new(String::new());
        Self { cache: Cache::new(api), toaster, write_error: RwSignal::new(None), email }
    }

    /// The API, for what is neither a query nor a change of what queries show: signing in, downloads.
    pub fn api(self) -> Api {
        self.cache.api()
    }

    /// Forgets everything, as when somebody else signs in.
    pub fn clear(self) {
        self.cache.clear();
        self.api().forget_identity();
    }

    /// Requests everything again that is shown.
    pub fn refresh(self) {
        self.cache.refresh();
    }

    /// Makes only the response of this query stale, and asks again if it is on screen.
    pub fn refresh_only<T: DeserializeOwned>(self, query: Query<T>) {
        self.cache.mark_stale(&query.request().path);
    }

    /// Requests everything again that is shown, in the background.
    pub fn revalidate(self) {
        self.cache.revalidate();
    }

    /// Tracks when responses become stale.
    pub fn track_stale(self) {
        self.cache.track_stale();
    }

    /// Whether what others change is heard of now.
    pub fn is_live_untracked(self) -> bool {
        self.cache.is_live()
    }

    /// What the server says now, without waiting for anything to be shown.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn fetch<T: DeserializeOwned>(self, query: Query<T>) -> Result<T, ApiError> {
        let request = query.request();
        let text = self.cache.fetch_since(request.clone(), now()).await?;
        self.cache.decode(&request.path, &text)
    }

    /// A page of rows that nobody looks at; the cache does not store it.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn fetch_uncached(self, request: &Request) -> Result<Body, ApiError> {
        self.api().get(request, None).await?.text.ok_or(ApiError::UnexpectedResponse)
    }

    /// Why a change failed that no form shows. Set it to none when the reader has seen it.
    pub fn write_error(self) -> RwSignal<Option<ApiError>> {
        self.write_error
    }

    /// Who is signed in.
    pub fn session(self) -> QueryResult<Session> {
        let session = self.watch(|| Some(api::session()));
        Effect::new(move |_| {
            if let Some(Ok(session)) = session.get() {
                self.api().connection().acts_for(Some(session.account.id));
                self.email.set_value(session.account.email);
            }
        });
        session
    }

    /// The address that signed in last in this app, also once its session has ended.
    pub fn last_email(self) -> String {
        self.email.get_value()
    }

    /// The user's own account.
    pub fn own_account(self) -> QueryResult<OwnAccount> {
        self.watch(|| Some(api::own_account()))
    }

    /// Where the user is signed in.
    pub fn own_sessions(self) -> QueryResult<AccountSessions> {
        self.watch(|| Some(api::own_sessions()))
    }

    /// What the sign-in page shows.
    pub fn server(self) -> QueryResult<ServerInfo> {
        self.watch(|| Some(api::server()))
    }

    /// One organization.
    pub fn organization(self, id: Memo<Option<OrganizationId>>) -> QueryResult<Organization> {
        self.watch(move || id.get().map(api::organization))
    }

    /// The settings of an organization.
    pub fn organization_settings(self, id: impl Key<OrganizationId>) -> QueryResult<OrganizationSettings> {
        self.watch(move || id().map(api::organization_settings))
    }

    /// How much a deletion of an organization deletes.
    pub fn organization_contents(self, id: impl Key<OrganizationId>) -> QueryResult<OrganizationContents> {
        self.watch(move || id().map(api::organization_contents))
    }

    /// The keys of an organization's programs.
    pub fn api_keys(self, id: impl Key<OrganizationId>) -> QueryResult<ApiKeys> {
        self.watch(move || id().map(api::api_keys))
    }

    /// The first active members without a second factor, and how many there are.
    pub fn without_two_factor(self, id: impl Key<OrganizationId>, first: u64) -> QueryResult<List<Member>> {
        self.watch(move || id().map(|id| api::first_without_two_factor(id, first)))
    }

    /// How the reader belongs to an organization.
    pub fn membership(self, organization: impl Key<OrganizationId>) -> QueryResult<Membership> {
        self.watch(move || organization().map(api::membership))
    }

    /// One user.
    pub fn member(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<Member> {
        self.watch(move || key().map(|(organization, member)| api::member(organization, member)))
    }

    /// An import of users.
    pub fn member_import(self, key: impl Key<(OrganizationId, JobId)>) -> QueryResult<MemberImport> {
        self.watch(move || key().map(|(organization, job)| api::member_import(organization, job)))
    }

    /// What depends on a member.
    pub fn blockers(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<MemberBlockers> {
        self.watch(move || key().map(|(organization, member)| api::blockers(organization, member)))
    }

    /// Asks once more what depends on a member. Whoever watches [`Queries::blockers`] sees the answer too.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn check_blockers(self, organization: OrganizationId, member: MemberId) -> Result<(), ApiError> {
        self.cache.fetch_since(api::blockers(organization, member).request(), now()).await.map(drop)
    }

    /// The first active members of an organization that match a search.
    pub fn active_members(self, key: impl Key<(OrganizationId, String)>) -> QueryResult<List<Member>> {
        self.watch(move || key().map(|(organization, find)| api::active_members(organization, find.trim())))
    }

    /// How many members have this supervisor.
    pub fn supervised_count(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<List<Member>> {
        self.watch(move || key().map(|(organization, supervisor)| api::supervised_count(organization, supervisor)))
    }

    /// What happened to a member, page after page; anew with each version of the member, and of the change of its
    /// address.
    pub fn activity(
        self,
        organization: OrganizationId,
        member: MemberId,
        version: Memo<(i64, Option<EmailChange>)>,
    ) -> PagedList<AuditEvent> {
        PagedList::new(self.cache, move |cursor| {
            // Read, not only tracked: a memo that nobody has read depends on nothing.
            version.with(|_| ());
            Some(api::activity(organization, member, cursor))
        })
    }

    /// The roles of an organization.
    pub fn roles(self, organization: impl Key<OrganizationId>) -> QueryResult<List<Role>> {
        self.watch(move || organization().map(api::roles))
    }

    /// One role.
    pub fn role(self, key: impl Key<(OrganizationId, RoleId)>) -> QueryResult<Role> {
        self.watch(move || key().map(|(organization, role)| api::role(organization, role)))
    }

    /// The values of a filter; asked for while `query` knows what: organization, list, filter and search.
    pub fn options(
        self,
        query: impl Key<(OrganizationId, ListQuery, &'static str, String)>,
    ) -> QueryResult<FilterOptions> {
        self.watch(move || {
            let (organization, list, filter, find) = query()?;
            Some(api::options(organization, &list, filter, &find))
        })
    }

    /// The reader's own views of a list of an organization.
    pub fn saved_views(
        self,
        organization: impl Key<OrganizationId>,
        list: &'static str,
    ) -> QueryResult<List<SavedView>> {
        self.watch(move || organization().map(|organization| api::saved_views(organization, list)))
    }

    /// One event of the audit log.
    pub fn audit_event(self, key: impl Key<(OrganizationId, AuditEventId)>) -> QueryResult<AuditEvent> {
        self.watch(move || key().map(|(organization, event)| api::audit_event(organization, event)))
    }

    /// One request for access.
    pub fn access_request(self, key: impl Key<(OrganizationId, AccessRequestId)>) -> QueryResult<AccessRequest> {
        self.watch(move || key().map(|(organization, request)| api::access_request(organization, request)))
    }

    /// The requests of a member that wait for an answer.
    pub fn waiting_requests(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<List<AccessRequest>> {
        self.watch(move || key().map(|(organization, member)| api::waiting_requests(organization, member)))
    }

    /// What the reader asked for.
    pub fn own_access_requests(self, organization: impl Key<OrganizationId>) -> QueryResult<OwnAccessRequests> {
        self.watch(move || organization().map(api::own_access_requests))
    }

    /// One company.
    pub fn company(self, key: impl Key<(OrganizationId, CompanyId)>) -> QueryResult<Company> {
        self.watch(move || key().map(|(organization, company)| api::company(organization, company)))
    }

    /// The companies of an organization that members can be added to and whose names have `find` in them.
    pub fn companies(
        self,
        organization: impl Key<OrganizationId>,
        find: impl Fn() -> String + Send + Sync + 'static,
    ) -> QueryResult<List<Company>> {
        self.watch(move || organization().map(|organization| api::companies(organization, find().trim())))
    }

    /// One contact.
    pub fn contact(self, key: impl Key<(OrganizationId, ContactId)>) -> QueryResult<Contact> {
        self.watch(move || key().map(|(organization, contact)| api::contact(organization, contact)))
    }

    /// The first contacts of an organization that match a search.
    pub fn contacts(self, key: impl Key<(OrganizationId, String)>) -> QueryResult<List<Contact>> {
        self.watch(move || key().map(|(organization, find)| api::contacts(organization, find.trim())))
    }

    /// One device.
    pub fn device(self, key: impl Key<(OrganizationId, DeviceId)>) -> QueryResult<Device> {
        self.watch(move || key().map(|(organization, device)| api::device(organization, device)))
    }

    /// The first devices of an organization that match a search.
    pub fn devices(self, key: impl Key<(OrganizationId, String)>) -> QueryResult<List<Device>> {
        self.watch(move || key().map(|(organization, find)| api::devices(organization, find.trim())))
    }

    /// The groups of devices.
    pub fn device_groups(self, organization: impl Key<OrganizationId>) -> QueryResult<DeviceGroups> {
        self.watch(move || organization().map(api::device_groups))
    }

    /// The grants of a member.
    pub fn member_grants(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<MemberGrants> {
        self.watch(move || key().map(|(organization, member)| api::member_grants(organization, member)))
    }

    /// Why a member has access.
    pub fn member_access(self, key: impl Key<(OrganizationId, MemberId)>) -> QueryResult<MemberAccess> {
        self.watch(move || key().map(|(organization, member)| api::member_access(organization, member)))
    }

    /// The people who can reach a device, page after page.
    pub fn device_access(
        self,
        organization: OrganizationId,
        device: DeviceId,
        view: Memo<(String, Option<AccessBy>)>,
    ) -> PagedList<DeviceAccess> {
        PagedList::new(self.cache, move |cursor| {
            let (find, by) = view.get();
            Some(api::device_access(organization, device, (find.trim(), by), cursor))
        })
    }

    /// The reader's jobs in an organization.
    pub fn jobs(self, organization: impl Key<OrganizationId>) -> QueryResult<Jobs> {
        self.watch(move || organization().map(api::jobs))
    }

    /// Whether the reader has had jobs in an organization, without a look into them.
    pub fn has_jobs(self, organization: Memo<Option<OrganizationId>>) -> Memo<bool> {
        const EMPTY: usize = r#"{"items":[]}"#.len();
        let answer = self.cache.watch(Memo::new(move |_| organization.get().map(|id| api::jobs(id).request())));
        Memo::new(move |before| {
            let is_some = matches!(answer(), Some(Ok(body)) if body.length() > EMPTY);
            is_some || before == Some(&true)
        })
    }

    /// The rows of a list, which `read` reads from a page of it.
    pub fn list<T: Clone + Send + Sync + 'static>(
        self,
        list: Memo<Option<AskedList>>,
        read: ReadPage<T>,
    ) -> WindowedList<T> {
        WindowedList::new(self.cache, list, read)
    }

    /// The reader's organizations that match `search`, page after page.
    pub fn organizations(self, search: Signal<String>) -> PagedList<Organization> {
        PagedList::new(self.cache, move |cursor| Some(api::organizations(search.get().trim(), cursor)))
    }

    /// The organizations that the reader has pinned and used last.
    pub fn recent_organizations(self) -> QueryResult<RecentOrganizations> {
        self.watch(|| Some(api::recent_organizations()))
    }

    fn watch<T: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static>(
        self,
        query: impl Key<Query<T>>,
    ) -> QueryResult<T> {
        let request = Memo::new(move |_| query().map(Query::request));
        let text = self.cache.watch(request);
        Memo::new(move |_| {
            let (text, path) = (text()?, request.get_untracked()?.path);
            Some(text.and_then(|text| self.cache.decode(&path, &text)))
        })
    }
}
