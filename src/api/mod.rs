//! The server as functions, one per endpoint. A read is a [`Query`], a write is a [`Change`]. Nothing else builds paths of
//! requests.

mod access_requests;
mod account;
mod api_keys;
mod audit_events;
mod body;
mod change;
mod companies;
mod connection;
mod contacts;
mod devices;
mod email_change;
mod events;
mod idempotency;
mod imports;
mod invitation_actions;
mod invitations;
mod jobs;
mod json;
mod list;
mod member_lifecycle;
mod members;
mod organizations;
mod password_reset;
mod query;
mod reauthentication;
mod roles;
mod session;
mod transport;

pub use access_requests::{
    access_request, approve_access_request, ask_for_access, cancel_access_request, decline_access_request,
    own_access_requests, waiting_requests,
};
pub use account::{
    add_passkey, cancel_own_email_change, change_password, confirm_totp, delete_passkey, end_other_sessions,
    end_own_session, own_account, own_sessions, passkey_challenge, prove, remove_totp, rename_passkey,
    replace_recovery_codes, request_own_email_change, sign_in_with_passkey, start_passkey, start_totp, update_account,
};
pub use api_keys::{api_keys, create_api_key, revoke_api_key, rotate_api_key, update_api_key};
pub use audit_events::audit_event;
pub use body::Body;
pub use change::Change;
pub use companies::{companies, company, create_company, update_company};
pub use connection::Connection;
pub use contacts::{bulk_contacts, contact, contacts, create_contact, update_contact};
pub use devices::{
    add_grant, bulk_devices, change_grant, create_device, create_device_group, delete_device_group, device,
    device_access, device_groups, devices, end_grant, member_grants, update_device, update_device_group,
};
pub use email_change::{cancel_email_change, confirm_email_change, look_up_email_change, request_email_change};
pub use events::{StreamEvent, StreamReader, events_path};
pub use imports::{
    create_import_links, create_member_import, import, many_member_import_rows, member_import, member_import_rows,
    read_member_import, start_import,
};
pub use invitation_actions::{
    check_bulk_action, check_invitations, invite, new_invitation_link, resend_invitation, set_roles,
    withdraw_invitation,
};
pub use invitations::{accept_invitation, decline_invitation, look_up_invitation, request_invitation, stop_mails};
pub use jobs::{job, job_results_path, job_rows, jobs, prepare_job, start_job, stop_job, undo_job};
pub use list::{
    FileFormat, LONG_PAGE, PageStart, delete_view, export_path, long_page, options, rename_view, rows, save_view,
    saved_views,
};
pub use member_lifecycle::{
    activate_member, blockers, deactivate_member, end_sessions, person_export_path, remove_member, replace_supervisor,
    reset_second_factor, restore_member, set_schedule,
};
pub use members::{
    active_members, activity, first_without_two_factor, member, member_access, newest_invitations, supervised,
    supervised_count, update_member, without_two_factor,
};
pub use organizations::{
    create_organization, delete_organization, disable_organization, enable_organization, leave_organization,
    membership, organization, organization_contents, organization_export_path, organization_settings, organizations,
    pin_organization, recent_organizations, remove_logo, restore_organization, set_logo, update_organization,
    visit_organization,
};
pub use password_reset::{
    confirm_password_reset, create_password_link, look_up_password_reset, request_password_reset, send_password_link,
};
pub use query::{Query, Request};
pub use reauthentication::{Need, Reauthentication};
pub use roles::{create_role, delete_role, role, role_effect, roles, update_role};
pub use session::{second_factor, server, session, sign_in, sign_out};
pub use transport::{Api, ApiError, ApiResponse, DownloadEvent};
