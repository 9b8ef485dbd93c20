//! The audit log as a list: its columns, and the groups of actions that it is filtered by.

use api_types::{AUDIT_EVENTS, AuditEvent, Permission};

use super::super::list::{
    ListSpec, ValueGroup,
    action::{Action, COPY_LINK, OPEN},
    read_page,
};
use crate::ui::{Column, IconName};

/// The audit log.
pub static AUDIT_LIST: ListSpec = ListSpec {
    listing: &AUDIT_EVENTS,
    permission: Permission::AuditRead,
    read: read_page::<AuditEvent>,
    columns: &COLUMNS,
    texts: |texts| &texts.audit_list,
    actions: &ACTIONS,
    bulk_permission: None,
    bulk: None,
    whole: |_| None,
    filters_elsewhere: &[],
    rare_filters: &[],
    value_groups: &GROUPS,
    grouped: &["action"],
    few_values: &[],
    presets: &[],
};

/// What can be done with an event.
static ACTIONS: [Action; 2] = [Action { icon: IconName::Log, ..OPEN }, COPY_LINK];

const fn column(name: &'static str, class: &'static str, width: f64, goes: u8, card: u8) -> Column {
    Column { name, class, width, grows: 0.0, goes, is_default: true, card, second: None }
}

static COLUMNS: [Column; 6] = [
    Column { grows: 1.0, ..column("action", "r-c-who", 80.0, 0, 1) },
    column("at", "r-c-log r-tabular", 40.0, 0, 2),
    column("address", "r-muted-cell r-tabular", 36.0, 1, 0),
    Column { is_default: false, ..column("actor", "r-muted-cell", 44.0, 2, 0) },
    Column { is_default: false, ..column("target", "r-muted-cell", 44.0, 3, 0) },
    Column { is_default: false, ..column("request_id", "r-muted-cell", 60.0, 4, 0) },
];

const fn group(values: &'static [&'static str], label: fn(&'static crate::i18n::Texts) -> &'static str) -> ValueGroup {
    ValueGroup { filter: "action", values, label }
}

static GROUPS: [ValueGroup; 11] = [
    group(&["session.created", "session.refused", "session.ended"], |texts| texts.audit.sign_ins),
    group(
        &[
            "member.changed",
            "member.deactivated",
            "member.activated",
            "member.removed",
            "member.left",
            "member.restored",
            "member.schedule_changed",
            "member.access_began",
            "member.access_ended",
            "member.access_kept",
            "member.created",
            "member.erased",
            "member.references_changed",
            "job.started",
            "job.undone",
        ],
        |texts| texts.audit.users,
    ),
    group(&["member.roles_changed", "role.created", "role.changed", "role.deleted"], |texts| texts.audit.roles),
    group(
        &[
            "invitation.sent",
            "invitation.created",
            "invitation.changed",
            "invitation.linked",
            "invitation.resent",
            "invitation.reminded",
            "invitation.accepted",
            "invitation.declined",
            "invitation.mails_stopped",
            "invitation.mails_resumed",
            "invitation.expired",
            "invitation.withdrawn",
            "invitation.restored",
            "invitation.erased",
            "invitation.wanted",
            "invitation.new_link_wanted",
        ],
        |texts| texts.audit.invitations,
    ),
    group(
        &[
            "account.created",
            "account.password_reset_requested",
            "account.password_changed",
            "account.taken_over",
            "account.released",
            "session.proven",
            "account.sessions_ended",
            "account.changed",
            "account.totp_started",
            "account.totp_enabled",
            "account.totp_disabled",
            "account.recovery_codes_created",
            "account.recovery_code_used",
            "account.passkey_added",
            "account.passkey_renamed",
            "account.passkey_removed",
            "account.email_change_requested",
            "account.email_change_cancelled",
            "account.email_changed",
            "member.sessions_ended",
            "member.second_factor_reset",
            "member.password_link_created",
            "member.password_reset_sent",
            "member.email_change_requested",
            "member.email_change_resent",
            "member.email_change_cancelled",
            "member.email_change_expired",
            "member.email_changed",
        ],
        |texts| texts.audit.accounts,
    ),
    group(&["mail.sent", "mail.failed"], |texts| texts.audit.mails),
    group(&["company.created", "company.changed"], |texts| texts.audit.companies),
    group(&["contact.created", "contact.changed", "contact.deleted", "contact.restored"], |texts| texts.shell.contacts),
    group(
        &[
            "device.created",
            "device.changed",
            "device.deleted",
            "device_group.created",
            "device_group.changed",
            "device_group.deleted",
            "member.device_granted",
            "member.device_grant_changed",
            "member.device_grant_ended",
            "member.device_grant_expired",
            "member.access_requested",
            "member.access_request_approved",
            "member.access_request_declined",
            "member.access_request_cancelled",
            "member.access_request_expired",
        ],
        |texts| texts.shell.devices,
    ),
    group(
        &[
            "organization.created",
            "organization.changed",
            "organization.disabled",
            "organization.enabled",
            "organization.deleted",
            "organization.restored",
            "organization.erased",
            "organization.exported",
            "api_key.created",
            "api_key.changed",
            "api_key.rotated",
            "api_key.revoked",
        ],
        |texts| texts.audit.organization,
    ),
    group(&["list.exported", "member.exported", "view.saved", "view.renamed", "view.deleted"], |texts| {
        texts.audit.exports
    }),
];

#[cfg(test)]
mod tests {
    use api_types::AuditAction;

    use super::*;

    #[test]
    fn aud1_every_action_is_in_one_group() {
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|group| group.values).copied().collect();
        let mut all = AuditAction::NAMES.to_vec();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
        assert!(COLUMNS.iter().all(|column| AUDIT_EVENTS.columns.contains(&column.name)));
    }
}
