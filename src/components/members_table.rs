//! The table of users; cards where it is narrow.

use api_types::{Direction, Member, MemberId, MemberSort, SortBy, Total};
use leptos::prelude::*;

use super::{MemberName, RoleBadges, StatusBadge, TwoFactor};
use crate::{
    i18n::use_i18n,
    ui::{Icon, IconName},
};

/// Users in rows, with a head that sorts. More rows come below as the list grows.
#[component]
pub fn MembersTable(
    /// The rows that are here.
    #[prop(into)]
    rows: Signal<Vec<Member>>,
    /// How many the whole list has.
    #[prop(into)]
    total: Signal<Option<Total>>,
    /// The order in force.
    #[prop(into)]
    sort: Signal<SortBy>,
    /// Whether other rows are on their way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Asks for another order.
    on_sort: Callback<MemberSort>,
    /// Where a user's page is.
    href: Callback<MemberId, String>,
    /// The reader's own e-mail address.
    #[prop(into)]
    me: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || total.get().map_or(0, |total| total.count);
    let label = move || (i18n.texts().users.table)(i18n.format(), count());
    let row = move |(index, member): (usize, Member)| view! { <MemberRow index member href me/> };
    view! {
        <table
            class="r-table"
            role="table"
            aria-label=label
            aria-rowcount=move || (count() + 1).to_string()
            aria-busy=move || busy.get().to_string()
        >
            <MembersHead sort on_sort/>
            <tbody role="rowgroup">
                <For
                    each=move || rows.get().into_iter().enumerate()
                    key=|(index, member)| (*index, member.id, member.version)
                    children=row
                />
            </tbody>
        </table>
    }
}

#[component]
fn MembersHead(sort: Signal<SortBy>, on_sort: Callback<MemberSort>) -> impl IntoView {
    let i18n = use_i18n();
    let sorted = move |columns: &'static [MemberSort]| {
        let sort = sort.get();
        columns.contains(&sort.column).then_some(match sort.direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    };
    let plain = move |class: &'static str, label: Signal<String>| {
        view! { <th role="columnheader" scope="col" class=class>{label}</th> }
    };
    let button = move |column, label| view! { <SortButton column label sort on_sort/> };
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                <th
                    role="columnheader"
                    scope="col"
                    class="r-c-who"
                    aria-sort=move || sorted(&[MemberSort::Name, MemberSort::Email])
                >
                    {button(MemberSort::Name, i18n.label(|texts| texts.users.name))}
                    {button(MemberSort::Email, i18n.label(|texts| texts.users.sort_email))}
                </th>
                {plain("r-c-sig", i18n.label(|texts| texts.users.signature))}
                {plain("r-c-roles", i18n.label(|texts| texts.users.roles))}
                <th role="columnheader" scope="col" class="r-c-status" aria-sort=move || sorted(&[MemberSort::Status])>
                    {button(MemberSort::Status, i18n.label(|texts| texts.users.status))}
                </th>
                {plain("r-c-2fa", i18n.label(|texts| texts.users.two_factor))}
                {plain("r-c-company", i18n.label(|texts| texts.users.company))}
                {plain("r-c-super", i18n.label(|texts| texts.users.supervisor))}
                {plain("r-c-by", i18n.label(|texts| texts.users.invited_by))}
                <th
                    role="columnheader"
                    scope="col"
                    class="r-c-since"
                    aria-sort=move || sorted(&[MemberSort::MemberSince])
                >
                    {button(MemberSort::MemberSince, i18n.label(|texts| texts.users.member_since))}
                </th>
            </tr>
        </thead>
    }
}

#[component]
fn SortButton(
    column: MemberSort,
    label: Signal<String>,
    sort: Signal<SortBy>,
    on_sort: Callback<MemberSort>,
) -> impl IntoView {
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
            {label}
            {arrow}
        </button>
    }
}

/// One user of the list.
#[component]
fn MemberRow(
    /// Place in the list, from 0.
    index: usize,
    member: Member,
    href: Callback<MemberId, String>,
    me: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let pending = member.name.is_none();
    let muted = |class: &'static str, text: Option<String>| {
        view! { <td role="cell" class=class>{cell(text)}</td> }
    };
    let since = member.member_since.clone();
    let since = move || match &since {
        Some(since) => view! { <bdi dir="ltr">{i18n.format().date(since)}</bdi> }.into_any(),
        None => cell(None),
    };
    let signature = muted("r-c-sig r-muted-cell", member.signature.clone());
    let supervisor = muted("r-c-super r-muted-cell", member.supervisor.clone().map(|it| it.name));
    let invited_by = muted("r-c-by r-muted-cell", member.invited_by.clone().map(|it| it.name));
    view! {
        <tr
            role="row"
            aria-rowindex=(index + 2).to_string()
            data-row-id=member.id.to_string()
            data-pending=pending.then_some("")
        >
            <th role="rowheader" scope="row" class="r-c-who">
                <MemberName member=member.clone() href=href.run(member.id) me/>
            </th>
            {signature}
            <td role="cell" class="r-c-roles">
                <RoleBadges roles=member.roles.clone()/>
            </td>
            <td role="cell" class="r-c-status">
                <StatusBadge member=member.clone()/>
            </td>
            <td role="cell" class="r-c-2fa">
                <TwoFactor on=member.two_factor/>
            </td>
            <td role="cell" class="r-c-company">
                <Companies names=member.companies.into_iter().map(|it| it.name).collect()/>
            </td>
            {supervisor}
            {invited_by}
            <td role="cell" class="r-c-since r-muted-cell">
                {since}
            </td>
        </tr>
    }
}

/// A text, or the dash of an empty cell. A cut text can be read whole in its tooltip.
fn cell(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! { <bdi title=text.clone()>{text.clone()}</bdi> }.into_any(),
        None => view! { <span class="r-none">"–"</span> }.into_any(),
    }
}

/// The main company, and how many more there are.
#[component]
fn Companies(names: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    match names.as_slice() {
        [] => cell(None),
        [one] => cell(Some(one.clone())),
        [first, others @ ..] => {
            let (first, others, all) = (first.clone(), others.len() as u64, names.join(", "));
            let more = move || ["+", &i18n.format().number(others)].concat();
            view! {
                <span class="r-plus" title=all>
                    <span>{first}</span>
                    <span class="r-muted" dir="ltr">{more}</span>
                </span>
            }
            .into_any()
        }
    }
}
