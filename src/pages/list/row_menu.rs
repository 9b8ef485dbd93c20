//! What can be done with one user of the list, as a menu. One for all rows.

use std::sync::Arc;

use api_types::Member;
use leptos::prelude::*;

use super::{PendingAction, RowAction};
use crate::{
    i18n::use_i18n,
    ui::{IconName, Menu, MenuItem, MenuItems, Placement, PopoverControl},
};

/// What the menu of a row works with.
#[derive(Clone, Copy)]
pub struct RowMenuScope {
    /// Who stands in that row.
    pub member: RwSignal<Option<Arc<Member>>>,
    /// Whether the reader may change who is here.
    pub manages: Signal<bool>,
    /// Whether the reader may give and take roles.
    pub assigns: Signal<bool>,
    pub on_action: Callback<(RowAction, Arc<Member>)>,
}

/// The menu of the row whose button was pressed last.
#[component]
pub fn RowMenu(
    control: PopoverControl,
    scope: RowMenuScope,
    /// What it holds: [`RowMenuItems`].
    items: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || {
        let texts = &i18n.texts().users;
        scope.member.with(|member| match member {
            Some(member) => (texts.actions_for)(member.name.as_ref().unwrap_or(&member.email)),
            None => texts.actions.to_owned(),
        })
    });
    view! {
        <Menu control label placement=Placement::BelowEnd>
            {
                provide_context(scope);
                items.run()
            }
        </Menu>
    }
}

/// What is in the menu.
#[component]
pub fn RowMenuItems() -> impl IntoView {
    let i18n = use_i18n();
    let RowMenuScope { member, manages, assigns, on_action } = expect_context();
    let item = move |action: RowAction, icon: IconName, label: Signal<String>| {
        let choose = move |()| {
            if let Some(member) = member.get_untracked() {
                on_action.run((action, member));
            }
        };
        view! {
            <MenuItem icon first=action == RowAction::Open on_choose=choose>
                {move || label.get()}
            </MenuItem>
        }
        .into_any()
    };
    let pending = move || {
        let member = member.get().filter(|_| manages.get())?;
        let one = |action: &PendingAction| {
            let (action, status) = (*action, member.status);
            let label = Signal::derive(move || action.look(i18n.texts(), status).1.to_owned());
            item(RowAction::Pending(action), action.look(i18n.texts(), status).0, label)
        };
        Some(PendingAction::of(&member).iter().map(one).collect_view())
    };
    view! {
        <MenuItems>
            {item(RowAction::Open, IconName::User, i18n.label(|texts| texts.users.open))}
            {item(RowAction::CopyLink, IconName::Link, i18n.label(|texts| texts.user.copy_page_link))}
            {item(RowAction::CopyEmail, IconName::Mail, i18n.label(|texts| texts.users.copy_email))}
            {move || assigns.get().then(|| {
                item(RowAction::ChangeRoles, IconName::Role, i18n.label(|texts| texts.user.change_roles))
            })}
            {move || pending()}
        </MenuItems>
    }
}
