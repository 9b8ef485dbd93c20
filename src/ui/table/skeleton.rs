//! The shape of a table that is being loaded.

use leptos::prelude::*;

use super::{ColumnLayout, Room, fit::grid_columns};
use crate::ui::{Bar, Delayed};

const ROWS: usize = 12;

/// Rows in grey, in the columns that the table will have.
#[component]
pub fn TableSkeleton(
    layout: ColumnLayout,
    /// The room that it has; nothing while that has not been measured.
    room: Option<Room>,
    /// Says that it is being loaded.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let columns = room.map(|room| layout.fit(room, true)).unwrap_or_default();
    let grid = room.filter(|room| !room.is_cards).map(|room| grid_columns(&columns, room, true));
    let head = columns.iter().map(|it| view! { <th class=it.column.class></th> }).collect_view();
    let row = move |_| {
        let cells = columns.iter().skip(1).map(|it| view! { <td class=it.column.class></td> });
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
            <span class="r-vh" role="status">{move || label.get()}</span>
            <Delayed>
                <table class="r-table" aria-hidden="true" style=("--r-columns", grid)>
                    <thead>
                        <tr><th class="r-c-check"></th> {head} <th class="r-c-menu"></th></tr>
                    </thead>
                    <tbody>{(0..ROWS).map(row).collect_view()}</tbody>
                </table>
            </Delayed>
        </div>
    }
}
