//! Search and filters above the list, and how the list is arranged.

use std::time::Duration;

use api_types::{InvalidSearch, MemberColumn, Search};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{super::users_lazy, filters::UsersFilters, view::ListView};
use crate::{
    components::{ColumnMenu, ColumnPanel},
    host::{History, use_host},
    i18n::use_i18n,
    queries::Directory,
    ui::{SearchField, SelectField},
};

/// How long after a key it is said that what was typed makes no sense yet.
const PATIENCE: Duration = Duration::from_millis(800);

/// Search, filters, the choice of columns, and — where the table has no head — the order.
#[component]
pub fn UsersToolbar(
    list: ListView,
    directory: Directory,
    /// How many match, in words.
    #[prop(into)]
    matching: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <search class="r-toolbar" aria-label=i18n.label(|texts| texts.users.title)>
            <UsersSearch list directory/>
            <UsersFilters list matching/>
            <Order list/>
            <div class="r-toolbar__end">
                <ColumnMenu>
                    {users_lazy::columns()}
                </ColumnMenu>
            </div>
        </search>
    }
}

/// The choice of columns.
#[component]
pub fn ColumnChoice() -> impl IntoView {
    let list: ListView = expect_context();
    let on_change = Callback::new(move |arrangement| list.arrange(arrangement));
    view! { <ColumnPanel arrangement=list.arrangement on_change/> }
}

/// The search as it is being typed; it leaves with each key after which it makes sense.
#[component]
fn UsersSearch(list: ListView, directory: Directory) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(list.view.get_untracked().search);
    let problem = RwSignal::new(None::<InvalidSearch>);
    let sent = StoredValue::new(typed.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let send = Callback::new(move |()| {
        let text = typed.get_untracked().trim().to_owned();
        // Typed on while an answer was waited for.
        if Search::parse(&text).is_err() {
            return;
        }
        sent.set_value(text.clone());
        // The keys of one search are one step back.
        let history = match list.view.with_untracked(|view| view.search.is_empty()) {
            true => History::Push,
            false => History::ReplaceDebounced,
        };
        list.change_as(history, |view| view.search = text);
    });
    let search = Callback::new(move |text: String| {
        let parsed = Search::parse(text.trim());
        typed.set(text);
        stop();
        match parsed {
            Ok(_) => {
                problem.set(None);
                directory.next(send);
            }
            Err(reason) => timer.set_value(set_timeout_with_handle(move || problem.set(Some(reason)), PATIENCE).ok()),
        }
    });
    on_cleanup(stop);
    // A search that changed from elsewhere, as by Back, is taken over.
    Effect::new(move |_| {
        let search = list.view.with(|view| view.search.clone());
        if sent.with_value(|sent| *sent != search) {
            sent.set_value(search.clone());
            problem.set(None);
            typed.set(search);
        }
    });
    use_keys(field);
    view! {
        <SearchField
            label=i18n.label(|texts| texts.users.search)
            placeholder=i18n.label(|texts| texts.users.search_placeholder)
            hint=i18n.label(|texts| texts.users.search_hint)
            problem=Signal::derive(move || {
                problem.get().map(|problem| (i18n.texts().users.search_problem)(problem).to_owned())
            })
            value=typed
            node_ref=field
            on_search=search
        />
    }
}

/// A slash leads to the field, and so does the browser's key for finding; pressed again, that one finds as ever, because
/// then the field has the focus.
fn use_keys(field: NodeRef<html::Input>) {
    let host = use_host();
    let keys = host.clone();
    host.on_keydown(move |event| {
        let command = (event.ctrl_key() || event.meta_key(), event.alt_key() || event.shift_key());
        let leads = match event.key().as_str() {
            "/" => !(command.0 || event.alt_key()),
            "f" | "F" => command == (true, false),
            _ => false,
        };
        if let (true, false, Some(field)) = (leads, keys.is_typing(), field.get_untracked()) {
            event.prevent_default();
            // A field that is not shown cannot take the focus.
            let _ = field.focus();
            field.select();
        }
    });
}

/// The order as a choice, for cards, which have no head to press.
#[component]
fn Order(list: ListView) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        let texts = &i18n.texts().users;
        let both = |column: MemberColumn| {
            let name = (texts.column)(column);
            let upwards = (column.as_str().to_owned(), [name, ", ", texts.ascending].concat());
            let downwards = (["-", column.as_str()].concat(), [name, ", ", texts.descending].concat());
            [upwards, downwards]
        };
        MemberColumn::ALL.into_iter().flat_map(both).collect::<Vec<_>>()
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
