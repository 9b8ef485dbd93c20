//! What the app knows of the server's data and how fresh it is. The only user of the query cache.

mod pages;

use std::{rc::Rc, time::Duration};

use api_types::{Member, MemberId, Organization, OrganizationId, Role, ServerInfo, Session};
use leptos::prelude::*;
use leptos_fetch::{QueryClient, QueryOptions};
use send_wrapper::SendWrapper;

use crate::api::{Api, ApiError};

pub use pages::{MembersKey, Pages};

/// Something asked of the server.
pub type Answer<T> = LocalResource<Result<T, ApiError>>;

/// Something asked of the server once it is known what to ask for.
pub type Known<T> = LocalResource<Option<Result<T, ApiError>>>;

/// Lets the query cache, which asks for values that could cross threads, hold the way to the server.
type SharedApi = SendWrapper<Rc<Api>>;

/// How long an answer is shown without asking again.
const FRESH: Duration = Duration::from_secs(15);

/// How long an answer that nothing shows is kept for going back to it.
const KEPT: Duration = Duration::from_secs(600);

/// Everything that can be asked. Questions of many parts of a page become one request.
#[derive(Clone)]
pub struct Queries {
    cache: QueryClient,
    api: SharedApi,
    /// Who signed in, for signing in again when the session has ended.
    email: StoredValue<String>,
}

/// The queries of the surrounding app.
pub fn use_queries() -> Queries {
    expect_context()
}

impl Queries {
    /// An empty cache in front of `api`.
    pub fn new(api: Api) -> Self {
        let options = QueryOptions::new().with_stale_time(FRESH).with_gc_time(KEPT);
        Self { cache: QueryClient::new().with_options(options), api: SendWrapper::new(Rc::new(api)), email: StoredValue::new(String::new()) }
    }

    /// The way to the server, for what is not a question: signing in, changing something.
    pub fn api(&self) -> Rc<Api> {
        Rc::clone(&self.api)
    }

    /// Forgets everything, as when somebody else signs in.
    pub fn clear(&self) {
        self.cache.clear();
    }

    /// Asks again for everything that is shown.
    pub fn refresh(&self) {
        self.cache.invalidate_all_queries();
    }

    /// Who is signed in.
    pub fn session(&self) -> Answer<Session> {
        let (api, email) = (self.api.clone(), self.email);
        self.cache.local_resource(
            move || {
                let api = api.clone();
                async move {
                    let session = api.session().await?;
                    email.set_value(session.account.email.clone());
                    Ok(session)
                }
            },
            || (),
        )
    }

    /// The address that signed in, as far as it is known.
    pub fn known_email(&self) -> String {
        self.email.get_value()
    }

    /// What the sign-in page shows.
    pub fn server(&self) -> Answer<ServerInfo> {
        let api = self.api.clone();
        self.cache.local_resource(
            move || {
                let api = api.clone();
                async move { api.server().await }
            },
            || (),
        )
    }

    /// One organization; nothing is asked while `id` is none.
    pub fn organization(&self, id: Signal<Option<OrganizationId>>) -> Known<Organization> {
        let api = self.api.clone();
        self.cache.local_resource(
            move |id: OrganizationId| {
                let api = api.clone();
                async move { api.organization(id).await }
            },
            move || id.get(),
        )
    }

    /// One user; nothing is asked while `key` is none.
    pub fn member(&self, key: Signal<Option<(OrganizationId, MemberId)>>) -> Known<Member> {
        let api = self.api.clone();
        self.cache.local_resource(
            move |(organization, member): (OrganizationId, MemberId)| {
                let api = api.clone();
                async move { api.member(organization, member).await }
            },
            move || key.get(),
        )
    }

    /// The roles of an organization; nothing is asked while `organization` is none.
    pub fn roles(&self, organization: Signal<Option<OrganizationId>>) -> Known<Vec<Role>> {
        let api = self.api.clone();
        self.cache.local_resource(
            move |organization: OrganizationId| {
                let api = api.clone();
                async move { api.roles(organization).await }
            },
            move || organization.get(),
        )
    }

    /// The list of users in the view that `key` says, page after page.
    pub fn members(&self, key: Signal<Option<MembersKey>>) -> Pages<Member> {
        let queries = self.clone();
        Pages::new(key, move |key, cursor| {
            let queries = queries.clone();
            async move {
                let api = queries.api.clone();
                let page = move |(key, cursor): (MembersKey, Option<String>)| {
                    let api = api.clone();
                    async move { api.members(key.organization, &key.view, cursor).await }
                };
                queries.cache.fetch_query_local(page, (key, cursor)).await
            }
        })
    }

    /// The reader's organizations that match `search`, page after page; nothing is asked while it is none.
    pub fn organizations(&self, search: Signal<Option<String>>) -> Pages<Organization> {
        let queries = self.clone();
        Pages::new(search, move |search, cursor| {
            let queries = queries.clone();
            async move {
                let api = queries.api.clone();
                let page = move |(search, cursor): (String, Option<String>)| {
                    let api = api.clone();
                    async move { api.organizations(&search, cursor).await }
                };
                queries.cache.fetch_query_local(page, (search, cursor)).await
            }
        })
    }
}
