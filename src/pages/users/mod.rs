//! The list of users: search, filters and order stand in the address; rows come as one scrolls.

mod position;
mod state;
mod toolbar;
mod view;

use api_types::MemberId;
use leptos::{html, prelude::*};

pub use self::position::Positions;
use self::{
    position::{use_position, use_sight},
    state::{ListState, UsersState},
    toolbar::UsersToolbar,
    view::use_list_view,
};
use super::{organization::use_current, signed_in::Reader};
use crate::{
    components::{MembersTable, MembersTableSkeleton},
    host::use_host,
    i18n::use_i18n,
    paths::use_paths,
    queries::{Pages, use_queries},
    ui::{Note, NoteKind},
};

/// The list of users of the organization in the address; only who may see members sees it.
#[component]
pub fn Users() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current());
    let list = use_list_view();
    let pages = queries.members(Signal::derive(move || current.id()), list.view.into());
    list.drop_what_the_server_refuses(pages.failure());
    Effect::new(move |_| host.set_page_title(&[i18n.texts().users.title, &current.name()]));
    let state = Memo::new(move |_| ListState::of(current, pages, &list.view.get()));
    let count = move || {
        let members = current.organization().and_then(|it| it.seats).map(|seats| seats.used);
        members.or_else(|| pages.total().get().map(|total| total.count)).map(|count| i18n.format().number(count))
    };
    let matching = Signal::derive(move || {
        let total = pages.total().get().map_or(0, |total| total.count);
        (i18n.texts().users.matching)(i18n.format(), total)
    });
    let forbidden = move || state.get() == ListState::Forbidden;
    view! {
        <div class="r-page">
            <div class="r-page__head">
                <h1 class="r-page__title">
                    {i18n.label(|texts| texts.users.title)} " " <span class="r-count">{count}</span>
                </h1>
            </div>
            {move || (!forbidden()).then(|| view! { <UsersToolbar list matching/> })}
            {move || list.dropped_names().map(|names| {
                let text = move || (i18n.texts().users.dropped)(&names);
                view! {
                    <Note
                        kind=NoteKind::Warning
                        dismiss=i18n.label(|texts| texts.common.dismiss)
                        on_dismiss=Callback::new(move |()| list.forget_dropped())
                    >
                        {text}
                    </Note>
                }
            })}
        </div>
        {move || match state.get() {
            ListState::Rows => view! { <UsersList pages list/> }.into_any(),
            ListState::Waiting => view! { <div class="r-tablewrap"><MembersTableSkeleton/></div> }.into_any(),
            state => view! { <UsersState state list pages/> }.into_any(),
        }}
    }
}

/// The rows and, below them, where in the list one is.
#[component]
fn UsersList(pages: Pages<api_types::Member>, list: view::ListView) -> impl IntoView {
    let (i18n, current, paths) = (use_i18n(), use_current(), use_paths());
    let reader: Reader = expect_context();
    let wrap = NodeRef::<html::Div>::new();
    let sight = use_sight(wrap, pages);
    use_position(pages);
    Effect::new(move |_| {
        pages.rows().track();
        if sight.get().near_end {
            pages.more();
        }
    });
    let href = Callback::new(move |member: MemberId| {
        untrack(|| current.id()).map(|organization| paths.user(organization, member)).unwrap_or_default()
    });
    let on_sort = Callback::new(move |column| list.change(|view| view.sort = view.sort.pressed(column)));
    let position = move || {
        let total = pages.total().get().unwrap_or(api_types::Total { count: 0, exact: true });
        let sight = sight.get();
        (i18n.texts().users.position)(i18n.format(), sight.first, sight.last, total.count, total.exact)
    };
    let more = move || {
        let texts = &i18n.texts().users;
        match (pages.failure().get(), pages.busy().get()) {
            (Some(_), _) => view! {
                <span>{texts.more_failed}</span>
                <button class="r-link" type="button" on:click=move |_| pages.retry()>
                    {i18n.texts().common.try_again}
                </button>
            }
            .into_any(),
            (None, true) => view! { <span class="r-muted">{texts.loading_more}</span> }.into_any(),
            (None, false) => ().into_any(),
        }
    };
    view! {
        <div class="r-tablewrap" node_ref=wrap>
            <MembersTable
                rows=pages.rows()
                total=pages.total()
                sort=Signal::derive(move || list.view.get().sort)
                busy=pages.busy()
                on_sort
                href
                me=reader.email()
            />
            <div class="r-tablefoot">
                <span dir="ltr">{position}</span>
                <div class="r-tablefoot__end" role="status">{more}</div>
            </div>
        </div>
    }
}
