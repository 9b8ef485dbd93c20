//! The head of the table of users: each column sorts.

use api_types::{Direction, MemberColumn, SortBy};
use leptos::{ev, prelude::*};
use web_sys::HtmlInputElement;

use super::{Share, member_cell};
use crate::{
    arrangement::Arrangement,
    i18n::use_i18n,
    ui::{Icon, IconName},
};

/// The columns' heads, in their order.
#[component]
pub fn MembersHead(
    arrangement: Memo<Arrangement>,
    /// The order in force.
    sort: Memo<SortBy>,
    /// Asks for another order.
    on_sort: Callback<MemberColumn>,
    /// Whether rows can be selected.
    selects: Signal<bool>,
    /// How many of the rows in sight are selected.
    share: Memo<Share>,
    /// Selects the rows in sight, or nobody.
    on_select: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let heads = move || {
        let columns = arrangement.with(|arrangement| arrangement.columns().to_vec());
        // The address stands below the name as long as it has no column of its own.
        let with_email = !columns.contains(&MemberColumn::Email);
        let head = move |column: MemberColumn| {
            let with_email = with_email && column == MemberColumn::Name;
            let sorted = move || {
                let SortBy { column: by, direction } = sort.get();
                let here = by == column || with_email && by == MemberColumn::Email;
                here.then_some(match direction {
                    Direction::Ascending => "ascending",
                    Direction::Descending => "descending",
                })
            };
            view! {
                <th role="columnheader" scope="col" class=member_cell::class(column) aria-sort=sorted>
                    <SortButton column sort on_sort/>
                    {with_email.then(|| view! { <SortButton column=MemberColumn::Email sort on_sort/> })}
                </th>
            }
            .into_any()
        };
        columns.into_iter().map(head).collect::<Vec<_>>()
    };
    let press = move |event: ev::MouseEvent| {
        on_select.run(());
        // The browser has changed it as it likes.
        let field: HtmlInputElement = event_target(&event);
        field.set_checked(share.get_untracked() == Share::All);
        field.set_indeterminate(share.get_untracked() == Share::Some);
    };
    let check = move || {
        selects.get().then(|| {
            view! {
                <th role="columnheader" scope="col" class="r-c-check">
                    <input
                        class="r-check"
                        type="checkbox"
                        aria-label=move || i18n.texts().users.select_sight
                        prop:checked=move || share.get() == Share::All
                        prop:indeterminate=move || share.get() == Share::Some
                        on:click=press
                    />
                </th>
            }
            .into_any()
        })
    };
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                {move || check()}
                {move || heads()}
                <th role="columnheader" scope="col" class="r-c-menu">
                    <span class="r-vh">{move || i18n.texts().users.actions}</span>
                </th>
            </tr>
        </thead>
    }
}

#[component]
fn SortButton(column: MemberColumn, sort: Memo<SortBy>, on_sort: Callback<MemberColumn>) -> impl IntoView {
    let i18n = use_i18n();
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
            {move || (i18n.texts().users.head)(column)}
            {move || arrow()}
        </button>
    }
}
