//! The list of users: search, filters, order and columns stand in the address; one scrolls through the whole result.

pub mod export;
pub mod filter_values;
pub mod filters;
mod foot;
pub mod invite;
pub mod page_menu;
mod position;
pub mod saved_views;
pub mod selection;
mod state;
pub mod toolbar;
mod view;

use std::sync::Arc;

use api_types::{Member, MemberId, Permission};
use leptos::prelude::*;

pub use self::position::Positions;
use self::{
    foot::{Count, UsersFoot},
    page_menu::WholeView,
    position::use_position,
    selection::{Selecting, SelectionPlace, UserDialogs, use_selection},
    state::{ListState, UsersState},
    toolbar::UsersToolbar,
    view::{ListView, use_list_view},
};
use super::{clipboard::use_copy, organization::use_current_organization, users_lazy};
use crate::{
    access::use_access,
    components::{MembersTable, MembersTableSkeleton, RowAction, RowContext, Sought},
    host::{History, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::use_paths,
    queries::{Directory, use_queries},
    ui::{Note, NoteKind, Scroller},
};

/// The list of users of the organization in the address; only who may see members sees it.
#[component]
pub fn Users() -> impl IntoView {
    let (host, i18n, queries, current) = (use_host(), use_i18n(), use_queries(), use_current_organization());
    let list = use_list_view();
    provide_context(list);
    let directory = queries.members(move || current.id(), list.view);
    list.drop_what_the_server_refuses(directory.failure());
    provide_context(use_selection(list, directory));
    Effect::new(move |_| host.set_page_title(&[i18n.texts().users.title, &current.name()]));
    let state = Memo::new(move |_| ListState::of(current, directory, &list.view.get()));
    let count = move || match current.organization().and_then(|it| it.seats) {
        Some(seats) => i18n.format().number(seats.used).into_any(),
        None => view! { <Count directory/> }.into_any(),
    };
    let matching = Signal::derive(move || {
        let total = directory.total().get().map_or(0, |total| total.count);
        (i18n.texts().users.matching)(i18n.format(), total)
    });
    let forbidden = move || state.get() == ListState::Forbidden;
    view! {
        <div class="r-page">
            <div class="r-page__head">
                <h1 class="r-page__title">
                    {i18n.label(|texts| texts.users.title)} " " <span class="r-count">{move || count()}</span>
                </h1>
                {move || (!forbidden()).then(|| view! { <WholeView list total=directory.total()/> })}
            </div>
            {move || (!forbidden()).then(|| view! { <UsersToolbar list directory matching/> })}
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
            ListState::Rows => view! { <UsersList directory list/> }.into_any(),
            ListState::Waiting => {
                let columns = list.arrangement.with_untracked(|arrangement| arrangement.columns().to_vec());
                view! { <div class="r-tablewrap"><MembersTableSkeleton columns/></div> }.into_any()
            }
            state => view! { <UsersState state list directory/> }.into_any(),
        }}
        <UserDialogs/>
    }
}

/// The rows and, below them, where in the list one is.
#[component]
fn UsersList(directory: Directory, list: ListView) -> impl IntoView {
    let (host, current, paths) = (use_host(), use_current_organization(), use_paths());
    let (scroller, keys) = (Scroller::new(host.height()), host.clone());
    use_position(scroller, directory, list);
    Effect::new(move |_| {
        // Not right away: what is measured changes what is watched.
        host.on_resize(&scroller.measured(), move || request_animation_frame(move || scroller.measure()));
    });
    // The page itself is no higher than the window: the keys that scroll it are for the rows.
    keys.clone().on_keydown(move |event| {
        let scrolls = matches!(event.key().as_str(), "PageDown" | "PageUp" | "Home" | "End" | " ");
        if scrolls && keys.is_focus_free() {
            scroller.take_focus();
        }
    });
    let href = Callback::new(move |member: MemberId| {
        untrack(|| current.id()).map(|organization| paths.user(organization, member)).unwrap_or_default()
    });
    // Of the rows that are shown: those of an older search are not marked for a new one before they go.
    let sought = Memo::new(move |_| {
        directory.shown().track();
        list.view.with_untracked(|view| Sought::by(&view.search))
    });
    let access = use_access();
    let manages = Signal::derive(move || access.can(Permission::MembersManage));
    let assigns = Signal::derive(move || access.can(Permission::RolesAssign));
    let selecting: Selecting = expect_context();
    let (arrangement, me) = (list.arrangement, Signal::derive(move || current.me()));
    let context = RowContext { arrangement, sought, href, me, manages, assigns, selection: selecting.selection };
    view! {
        <div class="r-tablewrap">
            <MembersTable
                scroller
                members=Callback::new(move |index| directory.member(index))
                total=directory.total()
                sort=Memo::new(move |_| list.view.with(|view| view.sort))
                busy=directory.busy()
                on_sort=Callback::new(move |column| list.change(|view| view.sort = view.sort.pressed(column)))
                context
                on_action=use_actions(href, selecting)
                row_menu=users_lazy::row_menu
            />
            <SelectionPlace scroller/>
            <UsersFoot directory sight=scroller.sight()/>
        </div>
    }
}

/// Does what is asked for in a row; `href` is where somebody's page is.
fn use_actions(href: Callback<MemberId, String>, selecting: Selecting) -> Callback<(RowAction, Arc<Member>)> {
    let (host, location, copy) = (use_host(), use_location(), use_copy());
    Callback::new(move |(action, member): (RowAction, Arc<Member>)| {
        let page = href.run(member.id);
        match action {
            RowAction::Open => location.go(&page, History::Push),
            RowAction::OpenInTab => host.open_in_tab(&page),
            RowAction::CopyLink => copy.run(([host.origin(), page].concat(), |texts| texts.common.link_copied)),
            RowAction::CopyEmail => copy.run((member.email.clone(), |texts| texts.users.email_copied)),
            RowAction::ChangeRoles => selecting.roles_of.set(Some(Arc::unwrap_or_clone(member))),
            RowAction::Pending(action) => selecting.wanted.set(Some((action, member))),
        }
    })
}
