//! What each role permits.

use api_types::{Permission, Role};
use leptos::prelude::*;

use crate::{
    i18n::{MemberActionTexts, PageTexts, use_i18n},
    ui::{Icon, IconName},
};

/// What permissions are about, and which they are.
pub type PermissionGroup = (fn(&'static PageTexts) -> &'static str, &'static [Permission]);

/// Permissions in the order of the table, grouped by what they are about.
pub const PERMISSION_GROUPS: [PermissionGroup; 3] = [
    (
        |texts| texts.roles.group_devices,
        &[Permission::DevicesRead, Permission::DevicesOperate, Permission::DevicesManage, Permission::DevicesGrant],
    ),
    (
        |texts| texts.roles.group_users,
        &[
            Permission::MembersRead,
            Permission::MembersInvite,
            Permission::MembersManage,
            Permission::RolesRead,
            Permission::RolesAssign,
            Permission::RolesManage,
        ],
    ),
    (
        |texts| texts.roles.group_organization,
        &[
            Permission::OrganizationRead,
            Permission::CompaniesManage,
            Permission::ContactsRead,
            Permission::ContactsManage,
            Permission::OrganizationManage,
            Permission::ApiKeysManage,
            Permission::AuditRead,
        ],
    ),
];

/// One row a permission, one column a role.
#[component]
pub fn PermissionMatrix(roles: Vec<Role>) -> impl IntoView {
    let common = use_i18n();
    let i18n = common.of::<PageTexts>();
    let heads = roles.iter().cloned().map(|role| {
        view! { <th scope="col" class="r-c-perm">{move || common.texts().role_name(&role.key, &role.name).to_owned()}</th> }
    });
    let heads = heads.collect_view();
    let groups = PERMISSION_GROUPS.map(|group| group_rows(group, &roles)).into_iter().collect_view();
    view! {
        <section class="r-page__part" aria-labelledby="r-permissions">
            <h2 id="r-permissions">{move || i18n.texts().roles.permissions}</h2>
            // Many roles are more than fit: they scroll.
            <div class="r-matrixwrap" tabindex="0" role="group" aria-labelledby="r-permissions">
            <table class="r-matrix" aria-labelledby="r-permissions">
                <thead>
                    <tr>
                        <th scope="col">{move || i18n.texts().roles.permission}</th>
                        {heads}
                    </tr>
                </thead>
                {groups}
            </table>
            </div>
        </section>
    }
}

fn group_rows((title, permissions): PermissionGroup, roles: &[Role]) -> AnyView {
    let common = use_i18n();
    let (i18n, member_texts) = (common.of::<PageTexts>(), common.of::<MemberActionTexts>());
    let columns = (roles.len() + 1).to_string();
    let row = |permission: &Permission| {
        let permission = *permission;
        let cells = roles.iter().map(|role| cell(role.permissions.contains(&permission))).collect_view();
        view! {
            <tr>
                <th scope="row">{move || (member_texts.texts().permission_name)(permission)}</th>
                {cells}
            </tr>
        }
    };
    let rows = permissions.iter().map(row).collect_view();
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup" colspan=columns>{move || title(i18n.texts())}</th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn cell(permitted: bool) -> AnyView {
    let i18n = use_i18n().of::<PageTexts>();
    let (class, icon) = if permitted { ("r-yes", IconName::Check) } else { ("r-no", IconName::Minus) };
    let word = move || if permitted { i18n.texts().roles.yes } else { i18n.texts().roles.no };
    view! {
        <td class="r-c-perm">
            <span class=class>
                <Icon name=icon/>
                <span class="r-vh">{word}</span>
            </span>
        </td>
    }
    .into_any()
}
