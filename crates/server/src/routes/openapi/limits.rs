//! The limits of request bodies and headers in the API document, from the constants that the validation uses.

use api_types::{
    ApiScope, CONTACT_LANGUAGES, ContactPurpose, MAX_ACCENT, MAX_ACCESS_TEXT, MAX_ADDRESS, MAX_BULK, MAX_CODE,
    MAX_COMPANIES, MAX_COMPANY_NUMBER, MAX_CONTACT_BULK, MAX_CREDENTIAL, MAX_CREDENTIAL_ANSWER, MAX_DEVICE_BULK,
    MAX_DOMAIN, MAX_DOMAINS, MAX_EVALUATIONS, MAX_EXTERNAL_ID, MAX_GRACE_DAYS, MAX_IMPORT_BYTES, MAX_IMPORT_COLUMNS,
    MAX_IMPORT_VALUE, MAX_IMPORT_VALUES, MAX_INVITATION_DAYS, MAX_INVITATION_GRANTS, MAX_INVITATION_MESSAGE,
    MAX_INVITATIONS, MAX_JOB_MEMBERS, MAX_JOB_VIEW, MAX_KEY_ADDRESSES, MAX_KEY_DAYS, MAX_LOGO_TEXT,
    MAX_MEMBER_IMPORT_BYTES, MAX_NAME, MAX_NETWORK, MAX_NOTE, MAX_ORGANIZATION_NUMBER, MAX_PASSKEY_NAME, MAX_PASSWORD,
    MAX_PHONE, MAX_REFERENCE_ID, MAX_REFERENCE_KIND, MAX_REFERENCE_TITLE, MAX_REFERENCE_URL, MAX_REFERENCES,
    MAX_REMINDER_DAYS, MAX_REQUEST_TEXT, MAX_RESULTS, MAX_ROLE_DESCRIPTION, MAX_ROLE_NAME, MAX_ROLES, MAX_SIGNATURE,
    MAX_SUPERVISOR_MEMBERS, MAX_URL, MAX_VIEW_NAME, MAX_VIEW_QUERY, MIN_PASSWORD_WITH_SECOND_FACTOR, Permission,
};
use utoipa::openapi::{
    OpenApi, RefOr,
    path::Parameter,
    schema::{ArrayItems, Object, Schema},
};

use crate::{
    authz::Token,
    routes::{events, idempotency, saved_views},
};

/// The limits of a field.
enum Limit {
    /// Minimum and maximum length of a text, in characters.
    Text(usize, usize),
    /// The values of a text.
    OneOf(&'static [&'static str]),
    /// Minimum and maximum of a number.
    Number(u16, u16),
    /// A number of things.
    Count,
    /// Minimum and maximum number of items. The type of the items has limits of its own.
    Items(usize, usize),
    /// Minimum and maximum number of texts, and the maximum length of each.
    Texts(usize, usize, usize),
}

const TOKEN: Limit = Limit::Text(Token::TEXT_LENGTH, Token::TEXT_LENGTH);
/// Length of an id as text: a prefix of three letters, `_` and 26 characters.
const ID: usize = 30;
/// A tag such as `de-AT`.
const MAX_CONTACT_LANGUAGE: usize = 35;
/// No name of the time zone database is longer.
const ZONE: usize = 64;
/// A day such as `2026-12-01`.
const DAY: Limit = Limit::Text(10, 10);
/// A part of a question of a program.
const ACCESS: Limit = Limit::Text(0, MAX_ACCESS_TEXT);
const DAYS: Limit = Limit::Number(1, MAX_INVITATION_DAYS);

/// Schema, field and limit. A maximum in bytes is also one in characters.
const FIELDS: &[(&str, &str, Limit)] = &[
    ("AccessRequestApproval", "note", Limit::Text(0, MAX_REQUEST_TEXT)),
    ("AccessRequestApproval", "until", Limit::Text(0, 10)),
    ("AccessRequestDecline", "note", Limit::Text(1, MAX_REQUEST_TEXT)),
    ("AcceptInvitation", "token", TOKEN),
    ("AcceptInvitation", "given_name", Limit::Text(0, MAX_NAME)),
    ("AcceptInvitation", "family_name", Limit::Text(0, MAX_NAME)),
    ("AcceptInvitation", "password", Limit::Text(MIN_PASSWORD_WITH_SECOND_FACTOR, MAX_PASSWORD)),
    ("AccessAction", "name", ACCESS),
    ("AccountChanges", "family_name", Limit::Text(0, MAX_NAME)),
    ("AccountChanges", "given_name", Limit::Text(0, MAX_NAME)),
    ("ApiKeyChanges", "addresses", Limit::Texts(0, MAX_KEY_ADDRESSES, MAX_NETWORK)),
    ("ApiKeyChanges", "name", Limit::Text(1, MAX_NAME)),
    ("Bulk", "members", Limit::Items(1, MAX_BULK)),
    ("Bulk", "note", Limit::Text(0, MAX_NOTE)),
    ("CompanyChanges", "name", Limit::Text(1, MAX_NAME)),
    ("CompanyChanges", "number", Limit::Text(0, MAX_COMPANY_NUMBER)),
    ("ContactBulk", "contacts", Limit::Items(1, MAX_CONTACT_BULK)),
    ("ContactChanges", "company", Limit::Text(0, MAX_NAME)),
    ("ContactChanges", "email", Limit::Text(0, MAX_ADDRESS)),
    ("ContactChanges", "family_name", Limit::Text(0, MAX_NAME)),
    ("ContactChanges", "given_name", Limit::Text(0, MAX_NAME)),
    ("ContactChanges", "language", Limit::Text(0, MAX_CONTACT_LANGUAGE)),
    ("ContactChanges", "note", Limit::Text(0, MAX_NOTE)),
    ("ContactChanges", "phone", Limit::Text(0, MAX_PHONE)),
    ("ContactChanges", "purposes", Limit::Items(0, ContactPurpose::ALL.len())),
    ("ContactChanges", "title", Limit::Text(0, MAX_NAME)),
    ("Credentials", "email", Limit::Text(0, MAX_CREDENTIAL)),
    ("Credentials", "password", Limit::Text(0, MAX_CREDENTIAL)),
    ("DeactivateMember", "note", Limit::Text(0, MAX_NOTE)),
    ("DeviceBulk", "devices", Limit::Items(1, MAX_DEVICE_BULK)),
    ("DeviceChanges", "external_id", Limit::Text(1, MAX_EXTERNAL_ID)),
    ("DeviceChanges", "group", Limit::Text(0, ID)),
    ("DeviceChanges", "kind", Limit::Text(0, MAX_NAME)),
    ("DeviceChanges", "location", Limit::Text(0, MAX_NAME)),
    ("DeviceChanges", "name", Limit::Text(1, MAX_NAME)),
    ("DeviceGroupChanges", "name", Limit::Text(1, MAX_NAME)),
    ("DeviceGroupChanges", "parent", Limit::Text(0, ID)),
    ("DeviceGroupDeletion", "grants", Limit::Count),
    ("DeviceGroupDeletion", "own_devices", Limit::Count),
    ("DeviceGroupDeletion", "subgroups", Limit::Count),
    ("EmailChangeToken", "token", TOKEN),
    ("GrantChanges", "until", Limit::Text(0, 10)),
    ("IdentityProvider", "name", Limit::Text(0, MAX_NAME)),
    ("IdentityProvider", "url", Limit::Text(0, MAX_URL)),
    ("InvitationToken", "token", TOKEN),
    ("MemberChanges", "companies", Limit::Items(0, MAX_COMPANIES)),
    ("MemberChanges", "family_name", Limit::Text(0, MAX_NAME)),
    ("MemberChanges", "given_name", Limit::Text(0, MAX_NAME)),
    ("MemberChanges", "message", Limit::Text(0, MAX_INVITATION_MESSAGE)),
    ("MemberChanges", "note", Limit::Text(0, MAX_NOTE)),
    ("MemberChanges", "phone", Limit::Text(0, MAX_PHONE)),
    ("MemberChanges", "signature", Limit::Text(0, MAX_SIGNATURE)),
    ("MemberChanges", "supervisor", Limit::Text(0, ID)),
    ("MemberChanges", "title", Limit::Text(0, MAX_NAME)),
    ("MemberRoles", "roles", Limit::Items(0, MAX_ROLES)),
    ("MemberSchedule", "active_from", DAY),
    ("MemberSchedule", "active_until", DAY),
    ("NewAccessRequest", "reason", Limit::Text(1, MAX_REQUEST_TEXT)),
    ("NewAccessRequest", "until", DAY),
    ("NewApiKey", "addresses", Limit::Texts(0, MAX_KEY_ADDRESSES, MAX_NETWORK)),
    ("NewApiKey", "lifetime_days", Limit::Number(1, MAX_KEY_DAYS)),
    ("NewApiKey", "name", Limit::Text(1, MAX_NAME)),
    ("NewApiKey", "scopes", Limit::Items(1, ApiScope::ALL.len())),
    ("NewCompany", "name", Limit::Text(1, MAX_NAME)),
    ("NewCompany", "number", Limit::Text(0, MAX_COMPANY_NUMBER)),
    ("NewContact", "company", Limit::Text(0, MAX_NAME)),
    ("NewContact", "email", Limit::Text(0, MAX_ADDRESS)),
    ("NewContact", "family_name", Limit::Text(0, MAX_NAME)),
    ("NewContact", "given_name", Limit::Text(0, MAX_NAME)),
    ("NewContact", "language", Limit::OneOf(&CONTACT_LANGUAGES)),
    ("NewContact", "note", Limit::Text(0, MAX_NOTE)),
    ("NewContact", "phone", Limit::Text(0, MAX_PHONE)),
    ("NewContact", "purposes", Limit::Items(0, ContactPurpose::ALL.len())),
    ("NewContact", "title", Limit::Text(0, MAX_NAME)),
    ("NewDevice", "external_id", Limit::Text(1, MAX_EXTERNAL_ID)),
    ("NewDevice", "kind", Limit::Text(0, MAX_NAME)),
    ("NewDevice", "location", Limit::Text(0, MAX_NAME)),
    ("NewDevice", "name", Limit::Text(1, MAX_NAME)),
    ("NewDeviceGroup", "name", Limit::Text(1, MAX_NAME)),
    ("NewEmail", "email", Limit::Text(1, MAX_ADDRESS)),
    ("NewGrant", "until", DAY),
    ("MatchedValue", "to", Limit::Text(0, ID)),
    ("MatchedValue", "value", Limit::Text(1, MAX_IMPORT_VALUE)),
    ("NewImportLinks", "from", Limit::Count),
    ("NewMemberImport", "columns", Limit::Texts(0, MAX_IMPORT_COLUMNS, MAX_NAME)),
    ("NewMemberImport", "file", Limit::Text(1, MAX_MEMBER_IMPORT_BYTES.div_ceil(3) * 4)),
    ("NewMemberImport", "text", Limit::Text(1, MAX_MEMBER_IMPORT_BYTES)),
    ("NewMemberImport", "values", Limit::Items(0, MAX_IMPORT_VALUES)),
    ("NewImport", "columns", Limit::Texts(0, MAX_IMPORT_COLUMNS, MAX_NAME)),
    ("NewImport", "file", Limit::Text(1, MAX_IMPORT_BYTES.div_ceil(3) * 4)),
    ("NewImport", "from", Limit::Count),
    ("NewImport", "text", Limit::Text(1, MAX_IMPORT_BYTES)),
    ("NewInvitations", "emails", Limit::Texts(1, MAX_INVITATIONS, MAX_ADDRESS)),
    ("NewInvitations", "roles", Limit::Items(1, MAX_ROLES)),
    ("NewInvitations", "companies", Limit::Items(0, MAX_COMPANIES)),
    ("NewInvitations", "grants", Limit::Items(0, MAX_INVITATION_GRANTS)),
    ("NewInvitations", "message", Limit::Text(0, MAX_INVITATION_MESSAGE)),
    ("NewInvitations", "lifetime_days", DAYS),
    ("NewInvitations", "active_from", DAY),
    ("NewJob", "except", Limit::Items(0, MAX_JOB_MEMBERS)),
    ("NewJob", "members", Limit::Items(0, MAX_JOB_MEMBERS)),
    ("NewJob", "note", Limit::Text(0, MAX_NOTE)),
    ("NewJob", "view", Limit::Text(0, MAX_JOB_VIEW)),
    ("NewLogo", "data", Limit::Text(1, MAX_LOGO_TEXT)),
    ("NewOrganization", "name", Limit::Text(1, MAX_NAME)),
    ("NewOrganization", "number", Limit::Text(1, MAX_ORGANIZATION_NUMBER)),
    ("NewPasskey", "name", Limit::Text(1, MAX_PASSKEY_NAME)),
    ("NewPassword", "password", Limit::Text(MIN_PASSWORD_WITH_SECOND_FACTOR, MAX_PASSWORD)),
    ("NewPassword", "token", TOKEN),
    ("NewPermissions", "permissions", Limit::Items(1, Permission::ALL.len())),
    ("NewRole", "description", Limit::Text(0, MAX_ROLE_DESCRIPTION)),
    ("NewRole", "name", Limit::Text(1, MAX_ROLE_NAME)),
    ("NewRole", "permissions", Limit::Items(1, Permission::ALL.len())),
    ("NewSavedView", "list", Limit::OneOf(&saved_views::LIST_NAMES)),
    ("NewSavedView", "name", Limit::Text(1, MAX_VIEW_NAME)),
    ("NewSavedView", "query", Limit::Text(0, MAX_VIEW_QUERY)),
    ("OrganizationChanges", "accent", Limit::Text(0, MAX_ACCENT)),
    ("OrganizationChanges", "allowed_domains", Limit::Texts(0, MAX_DOMAINS, MAX_DOMAIN)),
    ("OrganizationChanges", "default_role", Limit::Text(0, ID)),
    ("OrganizationChanges", "invitation_days", DAYS),
    ("OrganizationChanges", "name", Limit::Text(1, MAX_NAME)),
    ("OrganizationChanges", "number", Limit::Text(1, MAX_ORGANIZATION_NUMBER)),
    ("OrganizationChanges", "portal_url", Limit::Text(0, MAX_URL)),
    ("OrganizationChanges", "reminder_days", Limit::Number(0, MAX_REMINDER_DAYS)),
    ("OrganizationChanges", "time_zone", Limit::Text(1, ZONE)),
    ("OrganizationChanges", "two_factor_grace_days", Limit::Number(0, MAX_GRACE_DAYS)),
    ("OrganizationDeletion", "name", Limit::Text(1, MAX_NAME)),
    ("OwnPassword", "password", Limit::Text(0, MAX_CREDENTIAL)),
    ("PasskeyAnswer", "challenge", TOKEN),
    ("PasskeyAnswer", "credential", Limit::Text(0, MAX_CREDENTIAL_ANSWER)),
    ("PasskeyChanges", "name", Limit::Text(1, MAX_PASSKEY_NAME)),
    ("PasswordChange", "current_password", Limit::Text(0, MAX_CREDENTIAL)),
    ("PasswordChange", "new_password", Limit::Text(MIN_PASSWORD_WITH_SECOND_FACTOR, MAX_PASSWORD)),
    ("PasswordResetRequest", "email", Limit::Text(0, MAX_CREDENTIAL)),
    ("PasswordResetToken", "token", TOKEN),
    ("Reference", "id", Limit::Text(1, MAX_REFERENCE_ID)),
    ("Reference", "kind", Limit::Text(1, MAX_REFERENCE_KIND)),
    ("Reference", "title", Limit::Text(1, MAX_REFERENCE_TITLE)),
    ("Reference", "url", Limit::Text(0, MAX_REFERENCE_URL)),
    ("References", "references", Limit::Items(0, MAX_REFERENCES)),
    ("Resend", "lifetime_days", DAYS),
    ("ResetSecondFactor", "reason", Limit::Text(1, MAX_NOTE)),
    ("RoleChanges", "description", Limit::Text(0, MAX_ROLE_DESCRIPTION)),
    ("RoleChanges", "name", Limit::Text(1, MAX_ROLE_NAME)),
    ("RoleChanges", "permissions", Limit::Items(1, Permission::ALL.len())),
    ("SavedViewChanges", "name", Limit::Text(1, MAX_VIEW_NAME)),
    ("SecondFactorAnswer", "code", Limit::Text(0, MAX_CODE)),
    ("SessionProof", "code", Limit::Text(0, MAX_CODE)),
    ("SessionProof", "password", Limit::Text(0, MAX_CREDENTIAL)),
    ("StartJob", "version", Limit::Count),
    ("StopMails", "token", TOKEN),
    ("SupervisorReplacement", "members", Limit::Items(0, MAX_SUPERVISOR_MEMBERS)),
    ("TotpCode", "code", Limit::Text(0, MAX_CODE)),
    ("EntityType", "type", ACCESS),
    ("Evaluations", "evaluations", Limit::Items(0, MAX_EVALUATIONS)),
    ("Resource", "id", ACCESS),
    ("Resource", "type", ACCESS),
    ("SearchPageRequest", "limit", Limit::Number(1, MAX_RESULTS)),
    ("SearchPageRequest", "token", ACCESS),
    ("Subject", "id", ACCESS),
    ("Subject", "type", ACCESS),
];

/// Adds the limits of all bodies.
pub fn limit_bodies(document: &mut OpenApi) {
    let Some(components) = &mut document.components else { return };
    for (schema, field, limit) in FIELDS {
        if let Some(RefOr::T(Schema::Object(body))) = components.schemas.get_mut(*schema)
            && let Some(RefOr::T(schema)) = body.properties.get_mut(*field)
        {
            limit.apply(schema);
        }
    }
}

/// Adds the limits of a header that the server reads.
pub fn limit_header(parameter: &mut Parameter) {
    let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema else { return };
    match parameter.name.as_str() {
        "Idempotency-Key" => limit_text(schema, 1, idempotency::MAX_KEY),
        "Last-Event-ID" => limit_text(schema, 0, events::MAX_EVENT_ID),
        "If-Match" => schema.pattern = Some("^(\\*|(W/)?\"[0-9]+\"(, *(W/)?\"[0-9]+\")*)$".to_owned()),
        _ => {}
    }
}

impl Limit {
    fn apply(&self, schema: &mut Schema) {
        match (self, schema) {
            (Self::Text(min, max), Schema::Object(text)) => limit_text(text, *min, *max),
            (Self::OneOf(names), Schema::Object(text)) => {
                text.enum_values = Some(names.iter().map(|name| (*name).into()).collect());
            }
            (Self::Number(min, max), Schema::Object(number)) => {
                (number.minimum, number.maximum) = (Some((*min).into()), Some((*max).into()));
            }
            (Self::Count, Schema::Object(number)) => {
                (number.minimum, number.maximum) = (Some(0.into()), Some(u32::MAX.into()));
            }
            (Self::Items(min, max), Schema::Array(array)) => {
                (array.min_items, array.max_items) = (Some(*min).filter(|min| *min > 0), Some(*max));
            }
            (Self::Texts(min, max, longest), Schema::Array(array)) => {
                (array.min_items, array.max_items) = (Some(*min), Some(*max));
                if let ArrayItems::RefOrSchema(items) = &mut array.items
                    && let RefOr::T(Schema::Object(text)) = &mut **items
                {
                    text.max_length = Some(*longest);
                }
            }
            _ => {}
        }
    }
}

fn limit_text(text: &mut Object, min: usize, max: usize) {
    (text.min_length, text.max_length) = (Some(min).filter(|min| *min > 0), Some(max));
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A row with a wrong name or the wrong kind of limit would be ignored.
    #[test]
    fn x17_every_row_limits_a_field() {
        let document = serde_json::to_value(crate::routes::openapi::document()).unwrap();
        for (schema, field, limit) in FIELDS {
            let field = &document["components"]["schemas"][schema]["properties"][field];
            let is_limited = |name: &str| field[name] != Value::Null;
            let limited = match limit {
                Limit::Text(..) => is_limited("maxLength"),
                Limit::OneOf(_) => is_limited("enum"),
                Limit::Number(..) | Limit::Count => is_limited("maximum"),
                Limit::Items(..) => is_limited("maxItems"),
                Limit::Texts(..) => is_limited("maxItems") && field["items"]["maxLength"] != Value::Null,
            };
            assert!(limited, "{schema}: {field}");
        }
    }
}
