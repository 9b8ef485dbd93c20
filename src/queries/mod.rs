//! What the app knows of the server's data and how fresh it is. The only user of the cache.

mod cache;
mod chunks;
mod directory;
mod pages;

use api_types::{
    CompanyId, FilterOptions, List, Member, MemberId, MembersFilter, MembersView, Membership, Named, Organization,
    OrganizationId, Role, SavedView, ServerInfo, Session,
};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use self::cache::Cache;
pub use self::{directory::Directory, pages::Pages};
use crate::{
    api::{self, Api, ApiError, Question},
    host::now,
};

/// Something asked of the server; nothing before the first answer, or while it is not known what to ask.
pub type Answer<T> = Memo<Option<Result<T, ApiError>>>;

/// Everything that can be asked. Questions of many parts of a page become one request.
#[derive(Clone, Copy)]
pub struct Queries {
    cache: Cache,
    /// Who signed in last, for signing in again when the session has ended.
    email: StoredValue<String>,
}

/// The queries of the surrounding app.
pub fn use_queries() -> Queries {
    expect_context()
}

impl Queries {
    /// Nothing known yet; `api` is the way to the server.
    pub fn new(api: Api) -> Self {
        Self { cache: Cache::new(api), email: StoredValue::new(String::new()) }
    }

    /// The way to the server, for what is not a question: signing in, changing something.
    pub fn api(self) -> Api {
        self.cache.api()
    }

    /// Forgets everything, as when somebody else signs in.
    pub fn clear(self) {
        self.cache.clear();
        self.api().forget_attempts();
    }

    /// Asks again for everything that is shown.
    pub fn refresh(self) {
        self.cache.refresh();
    }

    /// Looks whether anything that is shown has changed meanwhile, without saying so.
    pub fn look_again(self) {
        self.cache.look_again();
    }

    /// What the server says now, without waiting for anything to be shown.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn fetch<T: DeserializeOwned>(self, question: Question<T>) -> Result<T, ApiError> {
        let asking = question.asking();
        let text = self.cache.fetch_since(asking.clone(), now()).await?;
        self.cache.read(&asking.path, &text)
    }

    /// Who is signed in.
    pub fn session(self) -> Answer<Session> {
        let session = self.ask(|| Some(api::session()));
        Effect::new(move |_| {
            if let Some(Ok(session)) = session.get() {
                self.email.set_value(session.account.email);
            }
        });
        session
    }

    /// The address that signed in last in this app, also once its session has ended.
    pub fn last_email(self) -> String {
        self.email.get_value()
    }

    /// What the sign-in page shows.
    pub fn server(self) -> Answer<ServerInfo> {
        self.ask(|| Some(api::server()))
    }

    /// One organization.
    pub fn organization(self, id: Memo<Option<OrganizationId>>) -> Answer<Organization> {
        self.ask(move || id.get().map(api::organization))
    }

    /// How the reader belongs to an organization.
    pub fn membership(self, organization: Signal<Option<OrganizationId>>) -> Answer<Membership> {
        self.ask(move || organization.get().map(api::membership))
    }

    /// One user.
    pub fn member(self, key: Signal<Option<(OrganizationId, MemberId)>>) -> Answer<Member> {
        self.ask(move || key.get().map(|(organization, member)| api::member(organization, member)))
    }

    /// The roles of an organization.
    pub fn roles(self, organization: Signal<Option<OrganizationId>>) -> Answer<List<Role>> {
        self.ask(move || organization.get().map(api::roles))
    }

    /// The values of a filter; asked for while `question` knows what: organization, view, filter and search.
    pub fn options(
        self,
        question: impl Fn() -> Option<(OrganizationId, MembersView, MembersFilter, String)> + Send + Sync + 'static,
    ) -> Answer<FilterOptions> {
        self.ask(move || {
            let (organization, view, filter, find) = question()?;
            Some(api::options(organization, &view, filter, &find))
        })
    }

    /// The reader's own views of an organization's users.
    pub fn saved_views(self, organization: Signal<Option<OrganizationId>>) -> Answer<List<SavedView>> {
        self.ask(move || organization.get().map(api::saved_views))
    }

    /// Asks again for the reader's views, after one was saved or deleted.
    pub fn saved_views_changed(self, organization: OrganizationId) {
        self.cache.outdate(&api::saved_views(organization).asking().path);
    }

    /// The companies of an organization whose names have `find` in them.
    pub fn companies(
        self,
        organization: Signal<Option<OrganizationId>>,
        find: Signal<String>,
    ) -> Answer<List<CompanyRef>> {
        self.ask(move || organization.get().map(|organization| api::companies(organization, find.get().trim())))
    }

    /// The list of users of an organization as `view` has it.
    pub fn members(
        self,
        organization: impl Fn() -> Option<OrganizationId> + Send + Sync + 'static,
        view: Memo<MembersView>,
    ) -> Directory {
        Directory::new(self.cache, Memo::new(move |_| Some((organization()?, view.get()))))
    }

    /// The reader's organizations that match `search`, page after page.
    pub fn organizations(self, search: Signal<String>) -> Pages<Organization> {
        Pages::new(self.cache, move |cursor| Some(api::organizations(search.get().trim(), cursor)))
    }

    fn ask<T: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static>(
        self,
        question: impl Fn() -> Option<Question<T>> + Send + Sync + 'static,
    ) -> Answer<T> {
        let asking = Memo::new(move |_| question().map(Question::asking));
        let text = self.cache.watch(asking);
        Memo::new(move |_| {
            let (text, path) = (text()?, asking.get_untracked()?.path);
            Some(text.and_then(|text| self.cache.read(&path, &text)))
        })
    }
}
