//! The table of users, over the whole result however long it is; cards where it is narrow.

use std::sync::Arc;

use api_types::{Member, MemberColumn, MemberStatus, SortBy, Total};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{
    MembersHead, RowMenu, Selected, Share, member_cell,
    member_row::RowContext,
    member_rows::{MemberRows, RowPool},
    row_menu::RowMenuScope,
};
use crate::{
    arrangement::Density,
    i18n::{Texts, use_i18n},
    ui::{IconName, PopoverControl, ScrollBox, Scroller, decimal},
};

/// What can be done with one user of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    Open,
    OpenInTab,
    CopyLink,
    CopyEmail,
    /// Only by whoever may give roles.
    ChangeRoles,
    /// Only for somebody who has not accepted yet.
    Pending(PendingAction),
}

/// What can be done with an invitation that has not been accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingAction {
    /// With a new link; the old ones end.
    Resend,
    /// One more link, to pass on.
    NewLink,
    Withdraw,
}

impl PendingAction {
    /// What can be done with this member now: a link alone cannot bring back an invitation that ran out.
    pub fn of(member: &Member) -> &'static [Self] {
        match member.status {
            MemberStatus::Invited => &[Self::Resend, Self::NewLink, Self::Withdraw],
            MemberStatus::Expired => &[Self::Resend, Self::Withdraw],
            MemberStatus::Active | MemberStatus::Inactive => &[],
        }
    }

    /// Its icon, and what it is called.
    pub fn look(self, texts: &Texts, status: MemberStatus) -> (IconName, &'static str) {
        match (self, status) {
            (Self::Resend, MemberStatus::Expired) => (IconName::Refresh, texts.invite.send_again),
            (Self::Resend, _) => (IconName::Refresh, texts.invite.resend),
            (Self::NewLink, _) => (IconName::Copy, texts.invite.new_link),
            (Self::Withdraw, _) => (IconName::Withdraw, texts.invite.withdraw),
        }
    }
}

/// Between pressing and letting go the pointer moves further than this, in pixels, when text is being selected.
const STEADY: i32 = 4;

/// Users in rows below a head that sorts, and what can be done with each.
#[component]
pub fn MembersTable(
    scroller: Scroller,
    /// Who stands in a row, counted from 0; nothing while that is not known. Reactive.
    members: Callback<u64, Option<Arc<Member>>>,
    /// How many the whole list has.
    total: ReadSignal<Option<Total>>,
    /// The order in force.
    sort: Memo<SortBy>,
    /// Whether rows are on their way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Asks for another order.
    on_sort: Callback<MemberColumn>,
    context: RowContext,
    on_action: Callback<(RowAction, Arc<Member>)>,
    /// What the menu of a row holds: [`RowMenuItems`](super::RowMenuItems).
    #[prop(into)]
    row_menu: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let slots = RowPool::new(scroller, members);
    let (menu, menu_of) = (PopoverControl::new(), RwSignal::new(None::<Arc<Member>>));
    // A menu does not stay behind when its row moves.
    Effect::new(move |_| {
        scroller.rows_above().track();
        menu.close();
    });
    let RowContext { arrangement, manages, selection, .. } = context;
    let total = move || total.get().unwrap_or(Total { count: 0, exact: true });
    let label = move || (i18n.texts().users.table)(&i18n.format().total(total()));
    let row_count = move || match total() {
        Total { count, exact: true } => (count + 1).to_string(),
        // How many there are is not known.
        Total { exact: false, .. } => "-1".to_owned(),
    };
    let chosen = move || arrangement.with(|it| !it.has_default_columns()).then_some("");
    let width = move || {
        let columns: f64 = arrangement.with(|it| it.columns().iter().copied().map(member_cell::width).sum());
        decimal(columns + if manages.get() { member_cell::CHECK } else { 0.0 })
    };
    let compact = move || arrangement.with(|it| it.density == Density::Compact).then_some("compact");
    let in_sight = move || {
        let (first, last) = scroller.sight().get();
        (first.max(1) - 1..last).filter_map(move |index| members.run(index))
    };
    let share = Memo::new(move |_| match selection.count() {
        0 => Share::None,
        _ => selection.members().with(|selected| share_of(selected, in_sight())),
    });
    let on_select = Callback::new(move |()| match share.get_untracked() {
        Share::All => selection.clear(),
        Share::Some | Share::None => selection.put(untrack(|| in_sight().collect::<Vec<_>>()), true),
    });
    let on_key = Callback::new(move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        if let (true, Some(index)) = (plain, slots.focused_row()) {
            event.prevent_default();
            if let Some(next) = index.checked_add_signed(step) {
                slots.focus_row(next);
            }
        }
    });
    view! {
        <ScrollBox scroller on_key>
            <table
                class="r-table"
                role="table"
                aria-label=label
                aria-rowcount=row_count
                aria-busy=move || busy.get().to_string()
                data-chosen=chosen
                data-selecting=move || selection.is_on().then_some("")
                data-density=compact
                style:--r-columns=width
            >
                <MembersHead arrangement sort on_sort selects=manages share on_select/>
                <MembersBody slots context menu menu_of on_action/>
            </table>
        </ScrollBox>
        <RowMenu control=menu scope=RowMenuScope { member: menu_of, manages, assigns: context.assigns, on_action } items=row_menu/>
    }
}

/// How many of the people in sight are selected, when somebody is.
fn share_of(selected: &Selected, in_sight: impl Iterator<Item = Arc<Member>>) -> Share {
    let mut in_sight = in_sight.peekable();
    let all = in_sight.peek().is_some() && in_sight.all(|member| selected.has(member.id));
    if all { Share::All } else { Share::Some }
}

/// The rows, and what is pressed in them. All of it is heard here, once for all rows.
#[component]
fn MembersBody(
    slots: RowPool,
    context: RowContext,
    /// The menu that all rows share, and whose it is.
    menu: PopoverControl,
    menu_of: RwSignal<Option<Arc<Member>>>,
    on_action: Callback<(RowAction, Arc<Member>)>,
) -> impl IntoView {
    let pressed_at = StoredValue::new((0, 0));
    let on_press = move |event: ev::MouseEvent| {
        pressed_at.set_value((event.client_x(), event.client_y()));
        // Or the browser would start to scroll by itself where a middle button opens a tab.
        if event.button() == 1 && target(&event).is_some_and(|target| !is_control(&target)) {
            event.prevent_default();
        }
    };
    let open = move |event: &ev::MouseEvent, target: &Element, action: RowAction| {
        let (x, y) = pressed_at.get_value();
        let steady = (event.client_x() - x).abs() <= STEADY && (event.client_y() - y).abs() <= STEADY;
        if let (true, false, Some((_, member))) = (steady, is_control(target), slots.member_at(target)) {
            on_action.run((action, member));
        }
    };
    let on_click = move |event: ev::MouseEvent| {
        let Some(target) = target(&event) else { return };
        if let Ok(Some(button)) = target.closest("[data-menu]") {
            menu_of.set(slots.member_at(&button).map(|(_, member)| member));
            return menu.anchor_to(button);
        }
        if let Some(check) = target.dyn_ref::<HtmlInputElement>() {
            if let Some((index, member)) = slots.member_at(check) {
                context.selection.press(index, member, check.checked(), event.shift_key());
            }
            return;
        }
        if let Ok(Some(button)) = target.closest("[data-resend]") {
            if let Some((_, member)) = slots.member_at(&button) {
                on_action.run((RowAction::Pending(PendingAction::Resend), member));
            }
            return;
        }
        let aside = event.ctrl_key() || event.meta_key() || event.shift_key();
        open(&event, &target, if aside { RowAction::OpenInTab } else { RowAction::Open });
    };
    let on_other_button = move |event: ev::MouseEvent| {
        if let (1, Some(target)) = (event.button(), target(&event)) {
            open(&event, &target, RowAction::OpenInTab);
        }
    };
    view! {
        <tbody
            role="rowgroup"
            node_ref=slots.body()
            on:focusin=move |_| slots.note_focus()
            on:mousedown=on_press
            on:click=on_click
            on:auxclick=on_other_button
        >
            <MemberRows slots context/>
        </tbody>
    }
}

fn target(event: &ev::MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a press belongs to something that does more than stand in a row.
fn is_control(target: &Element) -> bool {
    !matches!(target.closest("a, button, input, label"), Ok(None))
}
