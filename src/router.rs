//! Finds the route of the present URL in a table of leptos_router's, and draws its views inside one another.
//! leptos_router's own `Router` only knows the browser's address bar (docs/decisions/0012-location.md).

use std::{
    borrow::Cow,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use api_types::{CompanyId, ContactId, DeviceId, MemberId, OrganizationId, RoleId};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{ChooseView, MatchInterface, MatchParams, RouteMatchId, params::ParamsMap};

use crate::{
    host::{History, use_host},
    location::use_location,
    paths::{AccountPage, Paths, Section, use_paths},
};

type PendingView = Pin<Box<dyn Future<Output = AnyView>>>;

/// What a URL is matched by.
pub struct RouteMatch {
    /// From the outside to the inside.
    pub levels: Vec<Level>,
    /// The values of its parameters as they are in the URL.
    pub params: Vec<(Cow<'static, str>, String)>,
}

/// One view of a route.
pub struct Level {
    /// Names the route.
    pub id: RouteMatchId,
    render: Rc<dyn Fn() -> PendingView>,
}

impl RouteMatch {
    /// Takes a match apart.
    pub fn of(found: impl MatchInterface + MatchParams) -> Self {
        let mut matched = Self { levels: Vec::new(), params: found.to_params() };
        matched.push(found);
        matched
    }

    fn push(&mut self, found: impl MatchInterface) {
        let id = found.as_id();
        let (view, child) = found.into_view_and_child();
        let render = Rc::new(move || -> PendingView { Box::pin(view.clone().choose()) });
        self.levels.push(Level { id, render });
        if let Some(child) = child {
            self.push(child);
        }
    }
}

type Table = Rc<dyn Fn(&str) -> Option<RouteMatch>>;

/// The route of the present URL.
#[derive(Clone, Copy)]
pub struct CurrentRoute {
    table: StoredValue<(Paths, Table), LocalStorage>,
    path: Memo<String>,
    params: Memo<ParamsMap>,
}

/// The route of the surrounding app.
pub fn use_route() -> CurrentRoute {
    expect_context()
}

impl CurrentRoute {
    /// Matches paths below the base by `table`. Follows the location, until the owner is cleaned up, and lets it follow
    /// the links in the app that lead to its pages. The browser follows all others.
    pub fn provide(table: impl Fn(&str) -> Option<RouteMatch> + 'static) {
        let (host, location, paths) = (use_host(), use_location(), use_paths());
        let table = StoredValue::new_local((paths, Rc::new(table) as Table));
        let path = Memo::new(move |_| location.path());
        let params = Memo::new(move |_| {
            let found = path.with(|path| matched(table, path)).map(|found| found.params).unwrap_or_default();
            // The map decodes values and panics on a broken escape; no identifier has any.
            found.into_iter().filter(|(_, value)| !value.contains('%')).collect::<ParamsMap>()
        });
        let route = Self { table, path, params };
        host.on_link(move |to| route.is_app_url(to), move |to| location.go(to, History::Push));
        provide_context(route);
    }

    /// The organization that the URL names; `None` also when it names something that is no identifier. Reactive.
    pub fn organization(self) -> Option<OrganizationId> {
        self.params.with(|params| params.get_str("organization")?.parse().ok())
    }

    /// The user that the URL names. Reactive.
    pub fn member(self) -> Option<MemberId> {
        self.params.with(|params| params.get_str("member")?.parse().ok())
    }

    /// The company that the URL names. Reactive.
    pub fn company(self) -> Option<CompanyId> {
        self.params.with(|params| params.get_str("company")?.parse().ok())
    }

    /// The device that the URL names. Reactive.
    pub fn device(self) -> Option<DeviceId> {
        self.params.with(|params| params.get_str("device")?.parse().ok())
    }

    /// The contact that the URL names. Reactive.
    pub fn contact(self) -> Option<ContactId> {
        self.params.with(|params| params.get_str("contact")?.parse().ok())
    }

    /// The page of the settings that the URL names, as text. Reactive.
    pub fn settings_page(self) -> String {
        self.params.with(|params| params.get_str("page").unwrap_or_default().to_owned())
    }

    /// The role that the URL names. Reactive.
    pub fn role(self) -> Option<RoleId> {
        self.params.with(|params| params.get_str("role")?.parse().ok())
    }

    /// The page of the account that the URL is. Reactive.
    pub fn account_page(self) -> Option<AccountPage> {
        self.path.with(|path| self.table.with_value(|(paths, _)| paths.account_page_of(path)))
    }

    /// The section of the organization that the URL is in. Reactive.
    pub fn section(self) -> Option<Section> {
        self.path.with(|path| self.table.with_value(|(paths, _)| paths.section_of(path)))
    }

    /// Whether a URL of this origin leads to a page that needs somebody signed in. Others, as those of a page that
    /// embeds the app elsewhere on this origin, are for the browser to load.
    pub fn is_app_url(self, url: &str) -> bool {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        // Browsers take a backslash for a slash, and so `/\` for the beginning of another origin.
        let is_ours = path.starts_with('/') && !url.contains('\\');
        is_ours && matched(self.table, path).is_some_and(|matched| matched.levels.len() > 1)
    }
}

fn matched(table: StoredValue<(Paths, Table), LocalStorage>, path: &str) -> Option<RouteMatch> {
    table.with_value(|(paths, table)| table(paths.below_base(path)?))
}

/// The view that the present URL has inside `depth` others; `otherwise` when it has none.
pub fn outlet(depth: usize, otherwise: fn() -> AnyView) -> AnyView {
    let CurrentRoute { table, path, .. } = use_route();
    let level = move |path: &str| matched(table, path).and_then(|it| it.levels.into_iter().nth(depth));
    let id = Memo::new(move |_| path.with(|path| level(path)).map(|level| level.id));
    let content = move || match id.get().and_then(|_| path.with_untracked(|path| level(path))) {
        Some(level) => render((level.render)()),
        None => otherwise(),
    };
    view! { {move || content()} }.into_any()
}

/// Draws a view at once when it is ready, otherwise as soon as it is.
fn render(mut pending: PendingView) -> AnyView {
    if let Poll::Ready(view) = pending.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        return view;
    }
    let rendered = RwSignal::new_local(None);
    let owner = Owner::current().unwrap_or_default();
    spawn_local(async move {
        let view = owner.with(|| leptos::reactive::computed::ScopedFuture::new_untracked(pending)).await;
        // The page may have been left meanwhile.
        let _ = rendered.try_set(Some(view));
    });
    view! { {move || { rendered.track(); rendered.try_update_untracked(Option::take).flatten() }} }.into_any()
}
