//! What the text of a mail tells of, as it is at the moment of sending.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{About, AccessEnd, MailKind, ToldRequest, access_request, claim::MailRow};
use crate::store::{
    StoreError, Transaction, accounts,
    columns::{id_bytes, moment, read_moment, status_place},
    email_changes, mail_limits,
    organizations::erased_at,
    password_resets,
};

record! {
    /// A role that a member has been given.
    #[derive(Debug, Clone)]
    pub struct GivenRole {
        pub key: String,
        pub name: String,
    }
}

/// What a mail tells of.
#[derive(Default)]
pub(super) struct Told {
    pub organization_name: String,
    pub email: String,
    pub inviter: Option<String>,
    pub roles: Vec<GivenRole>,
    pub message: Option<String>,
    pub expires_at: Option<Timestamp>,
    pub access_end: Option<AccessEnd>,
    pub access_request: Option<ToldRequest>,
}

record! {
    struct InvitationRow {
        email: String,
        status: i16,
        invitation_generation: i64,
        invitation_expires_at: Option<i64>,
        invitation_message: Option<String>,
        inviter: Option<String>,
        organization_name: String,
    }
}

record! {
    struct AddressRow {
        email: String,
        status: i16,
        organization_name: String,
        new_email: Option<String>,
        generation: Option<i64>,
        expires_at: Option<i64>,
        ended: Option<i16>,
    }
}

record! {
    struct WholeRow {
        email: String,
        organization_name: String,
        disabled_at: Option<i64>,
        deleted_at: Option<i64>,
    }
}

record! {
    struct AccountRow {
        email: String,
        reset_generation: i64,
    }
}

impl Told {
    /// What the mail tells of; `None` if that has changed since, so that the mail must not be sent.
    pub(super) async fn find(
        transaction: &mut Transaction,
        kind: MailKind,
        about: About,
        mail: &MailRow,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        match about {
            About::Member { organization, member } if kind.is_about_organization() => {
                let found = whole(transaction, organization, member).await?;
                found.filter(|found| found.is_current(kind, mail)).map(|found| found.told(kind)).transpose()
            }
            About::AccessRequest { member, request, .. } => {
                access_request::find(transaction, kind, (member, request), now).await
            }
            About::Member { member, .. } if kind.is_about_address() => {
                let found = address(transaction, member).await?;
                found.filter(|found| found.is_current(kind, mail, now)).map(|found| found.told(kind)).transpose()
            }
            About::Member { organization, member } if kind.tells_of_last_day() => {
                let found = invitation(transaction, member).await?;
                let Some(found) = found.filter(|found| found.is_current(kind, mail, now)) else { return Ok(None) };
                let end = AccessEnd::find(transaction, kind, organization, member, mail.generation).await?;
                Ok(end.map(|end| Self {
                    organization_name: found.organization_name,
                    email: found.email,
                    access_end: Some(end),
                    ..Self::default()
                }))
            }
            About::Member { member, .. } => {
                let found = invitation(transaction, member).await?;
                let Some(found) = found.filter(|found| found.is_current(kind, mail, now)) else { return Ok(None) };
                if kind.has_invitation_link() && mail_limits::is_refused(transaction, &found.email).await? {
                    return Ok(None);
                }
                Ok(Some(Self {
                    organization_name: found.organization_name,
                    email: found.email,
                    inviter: found.inviter,
                    roles: roles(transaction, member).await?,
                    message: found.invitation_message,
                    expires_at: found.invitation_expires_at.map(read_moment).transpose()?,
                    ..Self::default()
                }))
            }
            About::Account(account) if matches!(kind, MailKind::OwnEmailChange | MailKind::OwnEmailChangeRequested) => {
                let awaited = email_changes::awaited(transaction, account, now).await?;
                let awaited = awaited.filter(|(_, generation, _)| {
                    kind == MailKind::OwnEmailChangeRequested || *generation == mail.generation
                });
                Ok(awaited.map(|(email, _, end)| Self { email, expires_at: Some(end), ..Self::default() }))
            }
            About::Account(account) => {
                let found = owner(transaction, kind, account).await?;
                let found = found.filter(|found| found.is_current(kind, mail, now));
                Ok(found.map(|found| Self { email: found.email, ..Self::default() }))
            }
        }
    }
}

impl InvitationRow {
    /// Whether the invitation is still what the mail was to tell of.
    fn is_current(&self, kind: MailKind, mail: &MailRow, now: Timestamp) -> bool {
        let invited = self.status == status_place(MemberStatus::Invited);
        match kind {
            MailKind::InvitationWanted => self.status == status_place(MemberStatus::Withdrawn),
            MailKind::NewLinkWanted => invited || self.status == status_place(MemberStatus::Expired),
            MailKind::Invitation | MailKind::Reminder => {
                let lives = self.invitation_expires_at.is_some_and(|end| end > moment(now));
                invited && lives && self.invitation_generation == mail.generation
            }
            MailKind::AccessEnds | MailKind::AccessKept => self.status == status_place(MemberStatus::Active),
            _ => false,
        }
    }
}

impl AddressRow {
    /// Whether the change still waits; of one that is done, there is always something to tell.
    fn is_current(&self, kind: MailKind, mail: &MailRow, now: Timestamp) -> bool {
        let waits = self.ended.is_none() && self.expires_at.is_some_and(|end| end > moment(now));
        let is_active = self.status == status_place(MemberStatus::Active);
        match kind {
            MailKind::EmailChange => waits && is_active && self.generation == Some(mail.generation),
            MailKind::EmailChangeRequested => waits && is_active,
            _ => true,
        }
    }

    fn told(self, kind: MailKind) -> Result<Told, StoreError> {
        let (is_done, new) = (kind == MailKind::EmailChanged, self.new_email.unwrap_or_default());
        Ok(Told {
            organization_name: self.organization_name,
            email: if is_done { self.email } else { new },
            expires_at: self.expires_at.filter(|_| !is_done).map(read_moment).transpose()?,
            ..Told::default()
        })
    }
}

impl WholeRow {
    /// Whether the organization is still what the mail says.
    fn is_current(&self, kind: MailKind, mail: &MailRow) -> bool {
        match kind {
            MailKind::OrganizationDisabled => self.disabled_at.is_some() && self.deleted_at.is_none(),
            MailKind::OrganizationDeleted => self.deleted_at == Some(mail.generation),
            _ => self.disabled_at.is_none(),
        }
    }

    fn told(self, kind: MailKind) -> Result<Told, StoreError> {
        let deleted_at = self.deleted_at.filter(|_| kind == MailKind::OrganizationDeleted);
        Ok(Told {
            organization_name: self.organization_name,
            email: self.email,
            expires_at: deleted_at.map(read_moment).transpose()?.map(erased_at),
            ..Told::default()
        })
    }
}

impl AccountRow {
    /// Whether nothing newer has happened to the password, and the owner still waits.
    fn is_current(&self, kind: MailKind, mail: &MailRow, now: Timestamp) -> bool {
        match kind {
            MailKind::PasswordReset => {
                self.reset_generation == mail.generation && password_resets::is_awaited(mail.created_at, now)
            }
            _ => true,
        }
    }
}

/// The invitation of a member in an organization that is not disabled.
async fn invitation(transaction: &mut Transaction, member: MemberId) -> Result<Option<InvitationRow>, StoreError> {
    let columns = ["email", "status", "invitation_generation", "invitation_expires_at", "invitation_message"];
    let inviter = Query::select()
        .expr(Expr::cust("COALESCE(inviters.name, inviters.email)"))
        .from_as("members", "inviters")
        .and_where(Expr::col(("inviters", "id")).equals(("members", "invited_by_id")))
        .take();
    let query = Query::select()
        .columns(columns.map(|column| ("members", column)))
        .expr_as(Expr::from(inviter), "inviter")
        .expr_as(Expr::col(("organizations", "name")), "organization_name")
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .and_where(Expr::col(("organizations", "disabled_at")).is_null())
        .take();
    transaction.one(&query).await
}

/// An organization, also one that is closed, and the address of an active member of it.
async fn whole(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<Option<WholeRow>, StoreError> {
    let query = Query::select()
        .column(("members", "email"))
        .expr_as(Expr::col(("organizations", "name")), "organization_name")
        .columns([("organizations", "disabled_at"), ("organizations", "deleted_at")])
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
        .take();
    transaction.one(&query).await
}

/// The address of a member and its newest change, in an organization that is not disabled.
async fn address(transaction: &mut Transaction, member: MemberId) -> Result<Option<AddressRow>, StoreError> {
    let of_change = |column: &'static str| ("email_changes", column);
    let query = Query::select()
        .columns([("members", "email"), ("members", "status")])
        .expr_as(Expr::col(("organizations", "name")), "organization_name")
        .expr_as(Expr::col(of_change("email")), "new_email")
        .columns(["generation", "expires_at", "ended"].map(of_change))
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .left_join("email_changes", Expr::col(of_change("member_id")).equals(("members", "id")))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .and_where(Expr::col(("organizations", "disabled_at")).is_null())
        .take();
    transaction.one(&query).await
}

/// The roles that a member has been given, the mightiest first.
async fn roles(transaction: &mut Transaction, member: MemberId) -> Result<Vec<GivenRole>, StoreError> {
    let query = Query::select()
        .columns([("roles", "key"), ("roles", "name")])
        .from("roles")
        .inner_join("member_roles", Expr::col(("member_roles", "role_id")).equals(("roles", "id")))
        .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(member)))
        .order_by(("roles", "position"), Order::Asc)
        .take();
    transaction.all(&query).await
}

/// The owner of an account; of one that may not sign in only for a mail without a link.
async fn owner(
    transaction: &mut Transaction,
    kind: MailKind,
    account: AccountId,
) -> Result<Option<AccountRow>, StoreError> {
    let mut query = Query::select()
        .columns([("accounts", "email"), ("accounts", "reset_generation")])
        .from("accounts")
        .and_where(Expr::col(("accounts", "id")).eq(id_bytes(account)))
        .take();
    if kind == MailKind::PasswordReset {
        query.and_where(accounts::may_sign_in());
    }
    transaction.one(&query).await
}
