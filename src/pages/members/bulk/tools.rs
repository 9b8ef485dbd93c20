//! The tools of the bar of the selection.

use api_types::{JobChange, MemberAction, Permission};
use leptos::prelude::*;

use super::{
    super::super::list::{
        ListHandle,
        action::ActionState,
        bulk::{SelectionBar, Tool, Tools},
    },
    BulkDialogs,
    gone::use_gone,
};
use crate::{
    access::use_access,
    i18n::{JobTexts, use_i18n},
    ui::{IconName, RowRef, Scroller},
};

pub const ROLES: &str = "roles";
pub const COMPANY: &str = "company";
const SUPERVISOR: &str = "supervisor";

/// A tool, and whom it fits.
struct Kind {
    name: &'static str,
    icon: IconName,
    /// It fits members with whom this makes sense.
    action: MemberAction,
    /// For every row of a view, it is for whoever can do it at all.
    permission: Permission,
}

const fn kind(name: &'static str, icon: IconName, action: MemberAction, permission: Permission) -> Kind {
    Kind { name, icon, action, permission }
}

/// Those that are used most come first: there may be no room for all.
static KINDS: [Kind; 9] = [
    kind(ROLES, IconName::Role, MemberAction::SetRoles, Permission::RolesAssign),
    kind(SUPERVISOR, IconName::Users, MemberAction::Update, Permission::MembersManage),
    kind("activate", IconName::Check, MemberAction::Activate, Permission::MembersManage),
    kind("deactivate", IconName::Deactivate, MemberAction::Deactivate, Permission::MembersManage),
    kind("remove", IconName::Trash, MemberAction::Remove, Permission::MembersManage),
    kind("resend", IconName::Refresh, MemberAction::Resend, Permission::MembersInvite),
    kind("withdraw", IconName::Withdraw, MemberAction::Withdraw, Permission::MembersInvite),
    kind("restore", IconName::Refresh, MemberAction::Restore, Permission::MembersManage),
    kind(COMPANY, IconName::Company, MemberAction::Update, Permission::MembersManage),
];

/// What a tool does that asks nothing first.
pub fn change_without_question(name: &str) -> Option<JobChange> {
    Some(match name {
        "activate" => JobChange::Activate,
        "deactivate" => JobChange::Deactivate { successor: None },
        "remove" => JobChange::Remove { successor: None },
        "resend" => JobChange::Resend,
        "withdraw" => JobChange::Withdraw,
        "restore" => JobChange::Restore,
        _ => return None,
    })
}

/// The bar, with what fits one of the selected users at least; for every row of a view, with what the reader can do.
#[component]
pub fn MemberBar(list: ListHandle, scroller: Scroller) -> impl IntoView {
    let (said, access) = (use_i18n().of::<JobTexts>(), use_access());
    use_gone(list);
    let tool = |kind: &'static Kind| Tool {
        name: kind.name,
        icon: kind.icon,
        label: Signal::derive(move || (said.texts().tool)(kind.name).to_owned()),
        is_dangerous: matches!(kind.action, MemberAction::Remove | MemberAction::Withdraw),
    };
    let fitting = Memo::new(move |_| {
        list.selection.rows().with(|selected| {
            let fits = |kind: &&Kind| match selected.whole() {
                Some(_) => access.can(kind.permission),
                None => selected.rows().iter().any(|row| makes_sense(row, kind.action, list)),
            };
            KINDS.iter().filter(fits).map(|kind| kind.name).collect::<Vec<_>>()
        })
    });
    let pressed = RwSignal::new("");
    let on_press = Callback::new(move |name| pressed.set(name));
    view! {
        <SelectionBar list scroller tools=Tools { all: KINDS.iter().map(tool).collect(), fitting, on_press }/>
        <BulkDialogs list pressed/>
    }
}

/// Whether an action makes sense for a member, even if it is refused: then the preview says why.
fn makes_sense(row: &RowRef, action: MemberAction, list: ListHandle) -> bool {
    let state = |name| list.spec.action(name).map(|it| (it.state)(&**row, name));
    // No menu has it: the page of the member does.
    let member = || row.of::<api_types::Member>().is_some_and(|it| it.actions.iter().any(|it| it.action == action));
    match state(action.as_str()) {
        Some(state) => state != ActionState::Absent,
        None => member(),
    }
}
