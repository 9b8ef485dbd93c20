//! The head of a table: each column sorts, and its edge makes it wider.

use api_types::{Direction, Sort};
use leptos::{ev, prelude::*};
use web_sys::HtmlInputElement;

use super::{
    Column, FittedColumn, Share,
    resize::{Resizing, resize_handle},
};
use crate::ui::{Icon, IconName};

/// The order of a table, and what its head says.
#[derive(Clone, Copy)]
pub struct Sorting {
    /// The columns that can be sorted by.
    pub sorted: &'static [&'static str],
    /// The order in force.
    pub sort: Memo<Sort>,
    /// Asks for the order that a press on a column means.
    pub on_sort: Callback<&'static str>,
    /// What a column is called. Reactive.
    pub label: Callback<&'static str, &'static str>,
}

/// The box that selects the rows in sight.
#[derive(Clone, Copy)]
pub struct SelectAll {
    /// Whether rows can be selected.
    pub is_shown: Signal<bool>,
    /// How many of the rows in sight are selected.
    pub share: Memo<Share>,
    pub on_press: Callback<()>,
    pub label: Signal<String>,
}

/// The columns' heads, in their order.
#[component]
pub fn TableHead(
    columns: Memo<Vec<FittedColumn>>,
    sorting: Sorting,
    select_all: SelectAll,
    /// The name of the column of menus.
    actions: Signal<String>,
    resizing: Resizing,
) -> impl IntoView {
    let heads = move || {
        let columns = columns.get();
        let is_shown = |name: &str| columns.iter().any(|it| it.column.name == name);
        let head = |it: &FittedColumn| {
            let second = it.column.second.filter(|name| !is_shown(name));
            head(it.column, second, sorting, resizing)
        };
        columns.iter().map(head).collect::<Vec<_>>()
    };
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                {move || select_all.is_shown.get().then(|| check(select_all))}
                {move || heads()}
                <th role="columnheader" scope="col" class="r-c-menu">
                    <span class="r-vh">{move || actions.get()}</span>
                </th>
            </tr>
        </thead>
    }
}

fn check(SelectAll { share, on_press, label, .. }: SelectAll) -> AnyView {
    let press = move |event: ev::MouseEvent| {
        on_press.run(());
        // The browser has changed it as it likes.
        let field: HtmlInputElement = event_target(&event);
        field.set_checked(share.get_untracked() == Share::All);
        field.set_indeterminate(share.get_untracked() == Share::Some);
    };
    view! {
        <th role="columnheader" scope="col" class="r-c-check">
            <input
                class="r-check"
                type="checkbox"
                aria-label=move || label.get()
                prop:checked=move || share.get() == Share::All
                prop:indeterminate=move || share.get() == Share::Some
                on:click=press
            />
        </th>
    }
    .into_any()
}

/// The head of a column; `second` stands in it as well.
fn head(column: &'static Column, second: Option<&'static str>, sorting: Sorting, resizing: Resizing) -> AnyView {
    let sorted = move || {
        let Sort { column: by, direction } = sorting.sort.get();
        let here = by == column.name || Some(by) == second;
        here.then_some(match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            class=column.class
            aria-sort=sorted
            data-column=column.name
            on:keydown=move |event| resizing.key(column.name, &event)
        >
            <SortButton column=column.name sorting/>
            {second.map(|second| view! { <SortButton column=second sorting/> })}
            {resize_handle(column.name, resizing)}
        </th>
    }
    .into_any()
}

#[component]
fn SortButton(column: &'static str, sorting: Sorting) -> impl IntoView {
    let Sorting { sorted, sort, on_sort, label } = sorting;
    if !sorted.contains(&column) {
        return view! { <span class="r-sort">{move || label.run(column)}</span> }.into_any();
    }
    let in_force = move || (sort.get().column == column).then_some("");
    let arrow = move || {
        let sort = sort.get();
        (sort.column == column).then(|| match sort.direction {
            Direction::Ascending => view! { <Icon name=IconName::ArrowUp/> },
            Direction::Descending => view! { <Icon name=IconName::ArrowDown/> },
        })
    };
    view! {
        <button class="r-sort" type="button" data-on=in_force on:click=move |_| on_sort.run(column)>
            {move || label.run(column)}
            {move || arrow()}
        </button>
    }
    .into_any()
}
