//! The shape of the table of users that is being loaded.

use api_types::MemberColumn;
use leptos::prelude::*;

use super::member_cell;
use crate::{
    i18n::use_i18n,
    ui::{Bar, Delayed},
};

const ROWS: usize = 12;

/// Rows in grey, in the columns that the table will have.
#[component]
pub fn MembersTableSkeleton(
    /// The name is the first.
    columns: Vec<MemberColumn>,
) -> impl IntoView {
    let i18n = use_i18n();
    let head = columns.iter().map(|column| view! { <th class=member_cell::class(*column)></th> }).collect_view();
    let row = move |_| {
        let cells = columns.iter().skip(1).map(|column| view! { <td class=member_cell::class(*column)></td> });
        view! {
            <tr data-loading="">
                <td class="r-c-check"></td>
                <th class="r-c-who">
                    <div class="r-who">{Bar::Avatar.view()} <span class="r-who__text"></span></div>
                </th>
                {cells.collect_view()}
                <td class="r-c-menu"></td>
            </tr>
        }
    };
    view! {
        <div class="r-scrollbox" aria-busy="true">
            <span class="r-vh" role="status">{move || i18n.texts().users.loading}</span>
            <Delayed>
                <table class="r-table" aria-hidden="true">
                    <thead>
                        <tr><th class="r-c-check"></th> {head} <th class="r-c-menu"></th></tr>
                    </thead>
                    <tbody>{(0..ROWS).map(row).collect_view()}</tbody>
                </table>
            </Delayed>
        </div>
    }
}
