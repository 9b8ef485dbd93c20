//! The shape of the table of users that is being loaded.

use leptos::prelude::*;

use crate::{
    i18n::use_i18n,
    ui::{Bar, Delayed},
};

const ROWS: usize = 12;

/// Rows in grey, in the columns that the table will have.
#[component]
pub fn MembersTableSkeleton() -> impl IntoView {
    let i18n = use_i18n();
    let rows = (0..ROWS).map(|_| row()).collect_view();
    view! {
        <div aria-busy="true">
            <span class="r-vh" role="status">{move || i18n.texts().users.loading}</span>
            <Delayed>
                <table class="r-table" aria-hidden="true">
                    <thead>
                        <tr>
                            <th class="r-c-who"></th>
                            <th class="r-c-sig"></th>
                            <th class="r-c-roles"></th>
                            <th class="r-c-status"></th>
                            <th class="r-c-2fa"></th>
                            <th class="r-c-company"></th>
                            <th class="r-c-super"></th>
                            <th class="r-c-by"></th>
                            <th class="r-c-since"></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Delayed>
        </div>
    }
}

fn row() -> AnyView {
    view! {
        <tr>
            <th class="r-c-who">
                <div class="r-who">
                    {Bar::Avatar.view()}
                    <span class="r-skels">{Bar::Line.view()} {Bar::Long.view()}</span>
                </div>
            </th>
            <td class="r-c-sig">{Bar::Long.view()}</td>
            <td class="r-c-roles">{Bar::Badge.view()}</td>
            <td class="r-c-status">{Bar::Line.view()}</td>
            <td class="r-c-2fa">{Bar::Box.view()}</td>
            <td class="r-c-company">{Bar::Long.view()}</td>
            <td class="r-c-super">{Bar::Long.view()}</td>
            <td class="r-c-by">{Bar::Long.view()}</td>
            <td class="r-c-since">{Bar::Line.view()}</td>
        </tr>
    }
    .into_any()
}
