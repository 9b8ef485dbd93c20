//! English.

use crate::i18n::texts::activity::ActivityTexts;

pub const TEXTS: ActivityTexts = ActivityTexts {
    title: "Activity",
    none: "Nothing has changed yet.",
    more: "Show older",
    failed: "The activity couldn't be loaded.",
    server: "Roster",
    gone: "a deleted entry",
    action: |name| {
        Some(match name {
            "invitation.created" => "Invited",
            "invitation.linked" => "New invitation link created",
            "invitation.resent" => "Invitation sent again",
            "invitation.reminded" => "Reminder sent",
            "invitation.accepted" => "Invitation accepted",
            "invitation.expired" => "Invitation expired",
            "invitation.withdrawn" => "Invitation withdrawn",
            "invitation.restored" => "Invitation restored",
            "invitation.wanted" => "Asked for another invitation",
            "invitation.new_link_wanted" => "Asked for a new link",
            "member.activated" => "Activated",
            "member.deactivated" => "Deactivated",
            "member.removed" => "Removed",
            "member.restored" => "Restored",
            "member.sessions_ended" => "Signed out everywhere",
            "member.second_factor_reset" => "Second factor reset",
            "member.password_reset_sent" => "Password reset link sent",
            "member.password_link_created" => "Password link created",
            "member.email_change_requested" => "Change of email address requested",
            "member.email_change_resent" => "Confirmation link sent again",
            "member.email_change_cancelled" => "Change of email address cancelled",
            "member.email_change_expired" => "New email address not confirmed in time",
            _ => return None,
        })
    },
    field: |name| {
        Some(match name {
            "given_name" => "First name",
            "family_name" => "Last name",
            "name" => "Name",
            "signature" => "Signature",
            "phone" => "Phone",
            "title" => "Title",
            "language" => "Language",
            "note" => "Note",
            "message" => "Message",
            "companies" => "Company",
            "supervisor" => "Supervisor",
            "roles" => "Role",
            "email" => "Email address",
            "new_email" => "New email address",
            _ => return None,
        })
    },
    set: |field, value| [field, " set to ", value].concat(),
    changed: |field, before, after| [field, " changed from ", before, " to ", after].concat(),
    removed: |field, value| [field, " ", value, " removed"].concat(),
    edited: |field| [field, " changed"].concat(),
    added: |field, value| [field, " ", value, " added"].concat(),
};
