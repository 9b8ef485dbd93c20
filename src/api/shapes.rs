//! The shapes of answers: the fields of everything that is read. They mean what serde's attributes on the types mean.

use api_types::{
    Accepted, Account, AccountId, BulkResult, BulkResults, CompanyId, Delivery, DeliveryState, DemoAccount,
    FieldProblem, FilterOption, FilterOptions, Invitation, InvitationLink, InvitationPreview, InvitationResult,
    InvitationResults, InvitationSettings, InvitedAccount, Language, List, MailService, Member, MemberId, MemberStatus,
    Named, Obstacle, OfferedRole, Organization, OrganizationId, Permission, Problem, Resent, Role, RoleId, SavedView,
    SavedViewId, Seats, SecondFactor, ServerInfo, Session, SignIn, Total,
};
use wasm_bindgen::JsValue;

use super::read::{FieldName, Readable, Unreadable, field, field_or_default, object, text};

/// Reads a field; `or default` allows it to be absent, as an option is by itself.
macro_rules! read_field {
    ($object:ident $field:ident) => {
        field($object, name!(stringify!($field)))?
    };
    ($object:ident $field:ident = $name:literal) => {
        field($object, name!($name))?
    };
    ($object:ident $field:ident or default) => {
        field_or_default($object, name!(stringify!($field)))?
    };
}

macro_rules! name {
    ($name:expr) => {{
        static NAME: FieldName = FieldName::new($name);
        &NAME
    }};
}

/// What is an object, with all of its fields; `=` gives the name on the wire where that is another one.
macro_rules! objects {
    ($($type:ident $(<$of:ident>)? { $($field:ident $(= $name:literal)? $(or $absent:ident)?),* $(,)? })*) => {$(
        impl $(<$of: Readable>)? Readable for $type $(<$of>)? {
            fn read(value: &JsValue) -> Result<Self, Unreadable> {
                let object = object(value)?;
                Ok(Self { $($field: read_field!(object $field $(= $name)? $(or $absent)?)),* })
            }
        }
    )*};
}

/// What is a text that reads itself: identifiers, and the words of enumerations.
macro_rules! texts {
    ($($type:ident)*) => {$(
        impl Readable for $type {
            fn read(value: &JsValue) -> Result<Self, Unreadable> {
                text(value)?.parse().map_err(|_| Unreadable)
            }
        }
    )*};
}

texts! {
    AccountId CompanyId MemberId OrganizationId RoleId SavedViewId
    DeliveryState InvitedAccount Language MailService MemberStatus SecondFactor
}

objects! {
    // Lists.
    List<T> { items, next_cursor, total, version }
    Total { count, exact }
    Named<Id> { id, name }

    // Who is signed in.
    Session { account, default_organization, expires_at }
    Account { id, email, name, two_factor }
    ServerInfo { version, mail or default, demo_accounts or default }
    DemoAccount { email, password, shows }

    // Organizations.
    Organization { id, number, name, plan, seats, invitations, roles, permissions }
    Seats { used, limit }
    InvitationSettings { lifetime_days, allowed_domains or default }
    Role { id, key, name, description, permissions, holders, assignable or default }

    // Members.
    Member {
        id, organization_id, email, given_name, family_name, name, signature, status, roles, two_factor,
        companies or default, supervisor, invited_by, invited_at, member_since, last_sign_in, invitation, version,
    }
    Invitation { expires_at, sent_at, times_sent, message, language or default, delivery }
    Delivery { state, attempts, next_attempt_at, sent_at, uncertain or default, error }
    FilterOptions { items, more or default }
    FilterOption { value, name, members }
    SavedView { id, name, query, created_at }

    // What became of what was asked for.
    InvitationResults { results, seats }
    InvitationResult { email, member, link, problem }
    Obstacle { code, detail, member }
    Resent { member, link }
    InvitationLink { link }
    BulkResults { results }
    BulkResult { id, problem }
    Problem { kind = "type", title, status, code, detail, errors or default }
    FieldProblem { pointer, code, detail }

    // Invitations, as the invited see them.
    InvitationPreview { organization, email, inviter, roles, companies or default, message, expires_at, account }
    OfferedRole { name, description }
    Accepted { organization, session }
}

/// The second step of a sign-in.
struct SecondStep {
    second_factor: Vec<SecondFactor>,
}

objects! { SecondStep { second_factor } }

impl Readable for SignIn {
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        Session::read(value).map(Self::Done).or_else(|Unreadable| {
            SecondStep::read(value).map(|SecondStep { second_factor }| Self::SecondFactor { second_factor })
        })
    }
}

impl Readable for Permission {
    /// One that this version does not know is readable, too.
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        Ok(text(value)?.parse().unwrap_or(Self::Unknown))
    }
}
