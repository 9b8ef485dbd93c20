//! The request and response types that app and server share: serde types without I/O.
//!
//! Names are in `snake_case`. An absent field and `null` mean the same. Unknown fields are ignored, so either side can
//! add fields first.

mod access_request;
mod account;
mod api_key;
mod audit_action;
mod audit_event;
mod authzen;
mod branding;
mod company;
mod contact;
mod device;
mod device_group;
mod email_change;
mod folding;
mod grant;
mod id;
mod id_or_empty;
mod import;
mod invitation;
mod job;
mod language;
mod lifecycle;
mod list_change;
mod listing;
mod member;
mod member_access;
mod member_export;
mod member_import;
mod name;
mod organization;
mod password;
mod password_reset;
mod permission;
mod person_name;
mod problem;
mod profile;
mod recovery_code;
mod reference;
mod role;
mod saved_view;
mod search;
mod session;
mod settings;
mod start;
mod supervisor;
mod upload;

pub use access_request::{
    AccessRequest, AccessRequestApproval, AccessRequestDecline, AccessRequestState, MAX_REQUEST_TEXT,
    MAX_REQUESTS_PER_DAY, NewAccessRequest, OwnAccessRequests, REQUEST_DAYS, read_request_text,
};
pub use account::{
    AccountChanges, AccountSession, AccountSessions, AddedPasskey, MAX_CREDENTIAL_ANSWER, MAX_PASSKEY_NAME,
    MAX_PASSKEYS, NewPasskey, NewTotp, OwnAccount, OwnEmailChange, OwnPassword, Passkey, PasskeyAnswer,
    PasskeyChallenge, PasskeyChallengeRequest, PasskeyChanges, PasskeyPurpose, PasskeysUnavailable, PasswordChange,
    QrCode, RecoveryCodeStatus, RecoveryCodes, SessionProof, TotpCode, TotpStatus, TwoFactorRequirement,
};
pub use api_key::{
    ApiKey, ApiKeyChanges, ApiKeyOwner, ApiKeyValue, ApiKeys, ApiScope, MAX_API_KEYS, MAX_KEY_ADDRESSES, MAX_KEY_DAYS,
    MAX_NETWORK, NewApiKey,
};
pub use audit_action::{AuditAction, TargetKind};
pub use audit_event::{ActorKind, AuditActor, AuditChange, AuditEvent, AuditTarget, AuditValue};
pub use authzen::{
    AccessAction, ActionResults, ActionSearch, AuthzenConfiguration, Decision, DecisionContext, Decisions, EntityType,
    Evaluation, EvaluationOptions, Evaluations, EvaluationsSemantic, MAX_ACCESS_TEXT, MAX_EVALUATIONS, MAX_RESULTS,
    PartialEvaluation, Properties, ReasonAdmin, Resource, ResourceResults, ResourceSearch, SearchPage,
    SearchPageRequest, Subject, SubjectResults, SubjectSearch,
};
pub use branding::{MAX_ACCENT, MAX_LOGO, MAX_LOGO_SIDE, MAX_LOGO_TEXT, NewLogo, read_accent};
pub use company::{Company, CompanyChanges, CompanyRef, MAX_COMPANY_NUMBER, NewCompany, read_company_number};
pub use contact::{
    CONTACT_LANGUAGES, CONTACT_RESTORE_DAYS, Contact, ContactBulk, ContactBulkAction, ContactBulkResult,
    ContactBulkResults, ContactChanges, MAX_CONTACT_BULK, NewContact, read_contact_language,
};
pub use device::{
    Device, DeviceBulk, DeviceBulkAction, DeviceBulkResult, DeviceBulkResults, DeviceChanges, DeviceGroupRef,
    DevicePeople, DeviceRef, MAX_DEVICE_BULK, MAX_EXTERNAL_ID, NewDevice, read_external_id,
};
pub use device_group::{
    DeviceGroup, DeviceGroupChanges, DeviceGroupDeletion, DeviceGroups, MAX_DEVICE_GROUP_DEPTH, MAX_DEVICE_GROUPS,
    NewDeviceGroup,
};
pub use email_change::{EmailChange, EmailChangePreview, EmailChangeToken, NewEmail};
pub use folding::{fold_letter, is_own_word, plain_sign};
pub use grant::{
    AccessBy, AccessWay, DeviceAccess, DeviceLevel, Grant, GrantChanges, MAX_GRANTS, MemberGrants, NewGrant,
};
pub use id::{
    AccessRequestId, AccountId, ApiKeyId, AuditEventId, CompanyId, ContactId, DeviceGroupId, DeviceId, DeviceKindId,
    DeviceLocationId, GrantId, InvalidId, JobId, MemberId, OrganizationId, PasskeyId, RoleId, SavedViewId, SessionId,
};
pub use import::{
    ImportChange, ImportColumn, ImportCounts, ImportOutcome, ImportProblem, ImportResult, ImportRow, MAX_IMPORT_BYTES,
    MAX_IMPORT_COLUMNS, MAX_IMPORT_LISTED, MAX_IMPORT_ROWS, MAX_IMPORT_SAVED, NewImport, SheetEncoding, SheetSeparator,
};
pub use invitation::{
    AcceptInvitation, Accepted, Bulk, BulkAction, BulkResult, BulkResults, Delivery, DeliveryState, InvitationLink,
    InvitationPreview, InvitationResult, InvitationResults, InvitationRole, InvitationSettings, InvitationToken,
    InvitedAccount, MAX_ADDRESS, MAX_BULK, MAX_COMPANIES, MAX_INVITATION_DAYS, MAX_INVITATION_GRANTS,
    MAX_INVITATION_MESSAGE, MAX_INVITATIONS, MAX_ROLES, MailService, MemberProblem, MemberRoles, NewInvitations,
    Resend, ResendResult, StopMails, member_problems,
};
pub use job::{
    JOB_DAYS, JOB_ROWS, JOB_UNDO_DAYS, Job, JobChange, JobCounts, JobEffects, JobKind, JobOutcome, JobProblem,
    JobReason, JobRow, JobRows, JobState, Jobs, MAX_JOB_MEMBERS, MAX_JOB_VIEW, MAX_READY_JOBS, NewJob, StartJob,
};
pub use language::Language;
pub use lifecycle::{
    DeactivateMember, MAX_SCHEDULE_YEARS, MemberBlockers, MemberSchedule, ResetSecondFactor, RestoreMember,
};
pub use list_change::{LIST_CHANGED, ListChange, STREAM_RESET, STREAM_STARTED};
pub use listing::{
    ACCESS_REQUESTS, AUDIT_EVENTS, AccessRequestColumn, AccessRequestFilter, AuditColumn, AuditFilter, BEFORE,
    COMPANIES, CONTACTS, CompanyColumn, CompanyFilter, CompanyStatus, ContactColumn, ContactFilter, ContactPurpose,
    DEVICES, DeviceColumn, DeviceFilter, Direction, Filter, FilterChoice, FilterOption, FilterOptions, FilterValues,
    InvalidParameter, InvitationExpiresFilter, InvitationFilter, LastSignInFilter, List, ListQuery, Listing, MEMBERS,
    MemberColumn, MemberFilter, PAGE_SIZE, ROLES, RecentDays, RoleColumn, Sort, Total, TwoFactorFilter,
};
pub use member::{ActionRefusal, AllowedAction, Invitation, Member, MemberAction, MemberRef, MemberStatus};
pub use member_access::{AccessSource, MemberAccess, PermissionSource};
pub use member_export::{
    ExportedAccount, ExportedEvent, ExportedMail, ExportedMember, ExportedPerson, ExportedSession, MemberExport,
};
pub use member_import::{
    FindBy, ImportLink, ImportLinks, MAX_IMPORT_VALUE, MAX_IMPORT_VALUES, MAX_MEMBER_IMPORT_BYTES,
    MAX_MEMBER_IMPORT_PAGE, MAX_MEMBER_IMPORT_ROWS, MEMBER_IMPORT_LINKS, MEMBER_IMPORT_ROWS, MatchedField,
    MatchedValue, MemberImport, MemberImportCounts, MemberImportReading, MemberImportRow, MemberImportRows,
    MemberImportTab, NewImportLinks, NewMemberImport, NewPeople, UnknownValue,
};
pub use name::{MAX_NAME, NameProblem, looks_like_url, read_line, read_name, tidy_text, trim_invisible};
pub use organization::{
    AdministratorContact, DEFAULT_GRACE_DAYS, IdentityProvider, MAX_GRACE_DAYS, MAX_ORGANIZATION_NUMBER,
    MAX_PINNED_ORGANIZATIONS, Membership, NewOrganization, Organization, OrganizationContents, OrganizationDeletion,
    OrganizationRef, RecentOrganizations, Seats,
};
pub use password::{
    MAX_PASSWORD, MIN_PASSWORD, MIN_PASSWORD_WITH_SECOND_FACTOR, PasswordProblem, PasswordStrength, check_password,
    min_password,
};
pub use password_reset::{
    MemberPasswordReset, NewPassword, PasswordResetLink, PasswordResetPreview, PasswordResetRequest, PasswordResetToken,
};
pub use permission::Permission;
pub use person_name::{InvalidPersonName, PersonName};
pub use problem::{FieldProblem, Problem, codes};
pub use profile::{
    InvalidText, MAX_NOTE, MAX_PHONE, MAX_SIGNATURE, MemberChanges, read_note, read_optional_name, read_phone,
    read_signature,
};
pub use recovery_code::{read_recovery_code, write_recovery_code};
pub use reference::{
    InvalidUrl, MAX_MEMBER_REFERENCES, MAX_REFERENCE_ID, MAX_REFERENCE_KIND, MAX_REFERENCE_TITLE, MAX_REFERENCE_URL,
    MAX_REFERENCES, MemberReference, Reference, References, is_reference_source, is_web_url, read_reference_url,
};
pub use role::{
    AffectedMember, MAX_ROLE_DESCRIPTION, MAX_ROLE_NAME, MAX_ROLES_OF_ORGANIZATION, NewPermissions, NewRole,
    PermissionEffect, Role, RoleChanges, RoleEffect, RoleKey, RoleRef, read_role_description,
};
pub use saved_view::{MAX_VIEW_NAME, MAX_VIEW_QUERY, NewSavedView, SavedView, SavedViewChanges};
pub use search::{InvalidSearch, MAX_SEARCH, SHORT, Search, SearchField, Term};
pub use session::{
    Account, Credentials, DemoAccount, MAX_CODE, MAX_CREDENTIAL, SecondFactor, SecondFactorAnswer, ServerInfo, Session,
    SignIn,
};
pub use settings::{
    EmailDomain, MAX_DOMAIN, MAX_DOMAINS, MAX_REMINDER_DAYS, MAX_URL, OrganizationChanges, OrganizationSettings,
    SeatUse,
};
pub use start::{MAX_START_PATH, Start};
pub use supervisor::{MAX_SUPERVISOR_MEMBERS, ReplacedSupervisor, ReplacedSupervisors, SupervisorReplacement};
pub use upload::{LEAST_UPLOAD_RATE, upload_millis};

/// A time as RFC 3339 in UTC, for example `2026-11-21T09:30:00Z`.
pub type Timestamp = String;

/// A day of a calendar, for example `2026-12-01`.
pub type Date = String;
