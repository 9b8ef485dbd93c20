//! Search and filters above the list.

use std::time::Duration;

use api_types::{MemberSort, MemberStatus};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    super::organization::use_current,
    view::{History, ListView},
};
use crate::{
    host::use_host,
    i18n::{Texts, use_i18n},
    queries::use_queries,
    ui::{FilterChip, FilterOption, SearchField, SelectField},
};

/// How long after a key the search leaves, so that a word in full swing is one request.
const PAUSE: Duration = Duration::from_millis(120);

/// Search, filters, and — where the table has no head — the order.
#[component]
pub fn UsersToolbar(
    list: ListView,
    /// How many match, in words.
    #[prop(into)]
    matching: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <search class="r-toolbar" aria-label=i18n.label(|texts| texts.users.title)>
            <Search list/>
            <div class="r-chips" role="group" aria-label=i18n.label(|texts| texts.users.filters)>
                <RoleFilter list matching/>
                <StatusFilter list matching/>
            </div>
            <Order list/>
        </search>
    }
}

/// The search as it is being typed; it leaves a moment after the last key.
#[component]
fn Search(list: ListView) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n());
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(list.view.get_untracked().search);
    let sent = StoredValue::new(typed.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let send = move || {
        let text = typed.get_untracked().trim().to_owned();
        sent.set_value(text.clone());
        // The keys of one search are one step back.
        let history = match list.view.with_untracked(|view| view.search.is_empty()) {
            true => History::Step,
            false => History::Replace,
        };
        list.change_as(history, |view| view.search = text);
    };
    let search = Callback::new(move |text: String| {
        typed.set(text);
        stop();
        timer.set_value(set_timeout_with_handle(send, PAUSE).ok());
    });
    on_cleanup(stop);
    // A search that changed from elsewhere, as by Back, is taken over.
    Effect::new(move |_| {
        let search = list.view.with(|view| view.search.clone());
        if sent.with_value(|sent| *sent != search) {
            sent.set_value(search.clone());
            typed.set(search);
        }
    });
    let keys = host.clone();
    host.on_keydown(move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if let (true, "/", false, Some(field)) = (plain, event.key().as_str(), keys.is_typing(), field.get_untracked())
        {
            event.prevent_default();
            // A field that is not shown cannot take the focus.
            let _ = field.focus();
        }
    });
    view! {
        <SearchField
            label=i18n.label(|texts| texts.users.search)
            placeholder=i18n.label(|texts| texts.users.search_placeholder)
            hint=i18n.label(|texts| texts.users.search_hint)
            value=typed
            node_ref=field
            on_search=search
        />
    }
}

/// Adds a value to a filter, or takes it away.
fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|it| *it == value) {
        Some(place) => drop(values.remove(place)),
        None => values.push(value),
    }
}

#[component]
fn RoleFilter(list: ListView, matching: Signal<String>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current());
    let roles = queries.roles(Signal::derive(move || current.id()));
    let options = Signal::derive(move || {
        let roles = roles.get().and_then(Result::ok).map(|roles| roles.items).unwrap_or_default();
        let chosen = list.view.with(|view| view.roles.clone());
        let option = |role: api_types::Role| FilterOption {
            value: role.id.to_string(),
            label: role.name,
            chosen: chosen.contains(&role.id),
        };
        roles.into_iter().map(option).collect::<Vec<_>>()
    });
    let on_toggle = Callback::new(move |value: String| {
        if let Ok(role) = value.parse() {
            list.change(|view| toggle(&mut view.roles, role));
        }
    });
    let name = i18n.label(|texts| texts.users.role);
    view! {
        <FilterChip
            name
            label=i18n.label(|texts| texts.users.filter_by_role)
            clear_label=Signal::derive(move || (i18n.texts().users.clear_filter)(&name.get()))
            options
            matching
            on_toggle
            on_clear=Callback::new(move |()| list.change(|view| view.roles.clear()))
        />
    }
}

#[component]
fn StatusFilter(list: ListView, matching: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        let chosen = list.view.with(|view| view.statuses.clone());
        let name = i18n.texts().member.status;
        let option = |status: MemberStatus| FilterOption {
            value: status.to_string(),
            label: name(status).to_owned(),
            chosen: chosen.contains(&status),
        };
        MemberStatus::ALL.into_iter().map(option).collect::<Vec<_>>()
    });
    let on_toggle = Callback::new(move |value: String| {
        if let Ok(status) = value.parse() {
            list.change(|view| toggle(&mut view.statuses, status));
        }
    });
    let name = i18n.label(|texts| texts.users.status);
    view! {
        <FilterChip
            name
            label=i18n.label(|texts| texts.users.filter_by_status)
            clear_label=Signal::derive(move || (i18n.texts().users.clear_filter)(&name.get()))
            options
            matching
            on_toggle
            on_clear=Callback::new(move |()| list.change(|view| view.statuses.clear()))
        />
    }
}

/// The order as a choice, for cards, which have no head to press.
#[component]
fn Order(list: ListView) -> impl IntoView {
    let i18n = use_i18n();
    let column = |column: MemberSort| -> fn(&'static Texts) -> &'static str {
        match column {
            MemberSort::Name => |texts| texts.users.sort_name,
            MemberSort::Email => |texts| texts.users.sort_email,
            MemberSort::Status => |texts| texts.users.sort_status,
            MemberSort::MemberSince => |texts| texts.users.sort_member_since,
        }
    };
    let options = Signal::derive(move || {
        let texts = i18n.texts();
        let both = |sort: MemberSort| {
            let name = column(sort)(texts);
            let upwards = (sort.as_str().to_owned(), [name, ", ", texts.users.ascending].concat());
            let downwards = (["-", sort.as_str()].concat(), [name, ", ", texts.users.descending].concat());
            [upwards, downwards]
        };
        MemberSort::ALL.into_iter().flat_map(both).collect::<Vec<_>>()
    });
    let on_choose = Callback::new(move |value: String| {
        if let Ok(sort) = value.parse() {
            list.change(|view| view.sort = sort);
        }
    });
    view! {
        <div class="r-toolbar__order">
            <SelectField
                label=i18n.label(|texts| texts.users.sort)
                options
                value=Signal::derive(move || list.view.with(|view| view.sort.to_string()))
                on_choose
            />
        </div>
    }
}
