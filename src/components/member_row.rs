//! One row of the list of users. Its elements stay; whom it shows changes as one scrolls.

use std::sync::Arc;

use api_types::{Member, MemberColumn, MemberId, SearchField};
use leptos::{html, prelude::*};

use super::{MemberAvatar, Selection, Sought, member_cell};
use crate::{
    arrangement::Arrangement,
    i18n::{Format, Texts, use_i18n},
    ui::{Bar, Icon, IconName},
};

/// What a row shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its place in the whole list, from 0.
    pub index: u64,
    /// Whether the list is that long.
    pub exists: bool,
    /// Who stands there; nothing while that is not known.
    pub member: Option<Arc<Member>>,
}

/// What all rows have in common.
#[derive(Clone, Copy)]
pub struct RowContext {
    pub arrangement: Memo<Arrangement>,
    /// What is searched for, to mark it.
    pub sought: Memo<Sought>,
    /// Where a user's page is.
    pub href: Callback<MemberId, String>,
    /// The reader's own e-mail address.
    pub me: Signal<Option<String>>,
    /// Whether the reader may change who is here, and so select several.
    pub manages: Signal<bool>,
    /// Whether the reader may give and take roles.
    pub assigns: Signal<bool>,
    /// Who is selected.
    pub selection: Selection,
}

impl Row {
    /// What the person is called: by the address as long as there is no name.
    pub fn name(&self) -> Option<String> {
        let member = self.member.as_ref()?;
        Some(member.name.as_ref().unwrap_or(&member.email).clone())
    }

    fn is_pending(&self) -> bool {
        self.member.as_ref().is_some_and(|member| member.name.is_none())
    }
}

/// An attribute without a value.
fn flag(on: bool) -> Option<String> {
    on.then(String::new)
}

/// One user, or the shape of one that is being loaded. What is pressed in it is for the table to hear.
#[component]
pub fn MemberRow(row: RwSignal<Row>, element: NodeRef<html::Tr>, context: RowContext) -> impl IntoView {
    let i18n = use_i18n();
    let attribute = move |read: fn(&Row) -> Option<String>| move || row.with(read);
    let cells = move || {
        let columns = context.arrangement.with(|arrangement| arrangement.columns().to_vec());
        let cell = |column: MemberColumn| {
            let content = move || {
                let member = row.with(|row| row.member.clone())?;
                Some(member_cell::content(column, &member, context, i18n))
            };
            // The cell itself stays: drawn anew it would lose its class and get it back, and all of it were laid out again.
            view! {
                <td role="cell" class=member_cell::class(column)>
                    {move || content()}
                </td>
            }
            .into_any()
        };
        columns.into_iter().skip(1).map(cell).collect::<Vec<_>>()
    };
    let selection = context.selection.members();
    let is_selected =
        move || row.with(|row| row.member.as_ref().is_some_and(|it| selection.with(|selected| selected.has(it.id))));
    let check = move || {
        context.manages.get().then(|| {
            let label = move || row.with(|row| row.name()).map(|name| (i18n.texts().users.select)(&name));
            view! {
                <td role="cell" class="r-c-check">
                    <input class="r-check" type="checkbox" data-check="" aria-label=label prop:checked=is_selected/>
                </td>
            }
            .into_any()
        })
    };
    let actions = move || row.with(|row| row.name()).map(|name| (i18n.texts().users.actions_for)(&name));
    view! {
        <tr
            role="row"
            node_ref=element
            aria-rowindex=attribute(|row| Some((row.index + 2).to_string()))
            data-row-id=attribute(|row| row.member.as_ref().map(|member| member.id.to_string()))
            data-pending=attribute(|row| flag(row.is_pending()))
            data-loading=attribute(|row| flag(row.member.is_none()))
            aria-selected=move || is_selected().then_some("true")
            hidden=attribute(|row| flag(!row.exists))
        >
            {move || check()}
            <th role="rowheader" scope="row" class="r-c-who">
                <MemberName row context/>
            </th>
            {move || cells()}
            <td role="cell" class="r-c-menu">
                <button
                    type="button"
                    class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                    aria-haspopup="menu"
                    aria-label=actions
                    data-menu=""
                >
                    <Icon name=IconName::Dots/>
                </button>
            </td>
        </tr>
    }
}

/// A person as a link. Whoever has not accepted yet has the address for a name, and below it when they were invited.
///
/// The link itself is never made anew: it may have the focus.
#[component]
pub fn MemberName(row: RwSignal<Row>, context: RowContext) -> impl IntoView {
    let i18n = use_i18n();
    let RowContext { sought, href, me, .. } = context;
    let face = move || {
        row.with(|row| match &row.member {
            Some(member) => view! { <MemberAvatar member/> }.into_any(),
            None => Bar::Avatar.view().into_any(),
        })
    };
    let name = move || {
        let member = row.with(|row| row.member.clone())?;
        Some(sought.with(|sought| match &member.name {
            Some(name) => sought.mark_name(name, &member),
            None => sought.mark(&member.email, SearchField::Email, true),
        }))
    };
    let second = move || {
        let member = row.with(|row| row.member.clone())?;
        let invited = || {
            let on = member.invited_at.as_ref().map(|at| (i18n.texts().member.invited_on)(&i18n.format().date(at)));
            on.unwrap_or_default()
        };
        let more = || more(&member, i18n.texts(), i18n.format());
        Some(match &member.name {
            Some(_) => view! {
                <span class="r-who__mail" dir="ltr" title=member.email.clone()>
                    {sought.with(|sought| sought.mark(&member.email, SearchField::Email, true))}
                </span>
            }
            .into_any(),
            None => view! {
                <span class="r-who__mail" title=[invited(), more()].concat()>
                    {invited()}
                    <span class="r-who__more">{more()}</span>
                </span>
            }
            .into_any(),
        })
    };
    let is_me =
        move || row.with(|row| row.member.as_ref().is_some_and(|it| me.with(|me| me.as_ref() == Some(&it.email))));
    let you = move || is_me().then(|| view! { <span class="r-you">{i18n.texts().member.you}</span> }.into_any());
    view! {
        <div class="r-who">
            {move || face()}
            <span class="r-who__text">
                <a
                    class="r-who__name"
                    href=move || row.with(|row| row.member.as_ref().map(|member| href.run(member.id)))
                    dir="auto"
                    title=move || row.with(Row::name)
                >
                    <bdi>{move || name()}</bdi>
                    {move || you()}
                </a>
                {move || second()}
            </span>
        </div>
    }
}

/// How often an invitation was sent, if more than once, and with which words: shown where there is room.
fn more(member: &Member, texts: &Texts, format: Format) -> String {
    let invitation = member.invitation.as_ref();
    let times = invitation.map(|it| it.times_sent).filter(|times| *times > 1);
    let times = times.map(|times| (texts.member.sent_times)(&format.number(times.into())));
    let message = invitation.and_then(|it| it.message.as_ref()).map(|text| ["“", text, "”"].concat());
    [times, message].into_iter().flatten().map(|text| [" · ", &text].concat()).collect()
}
