//! Looks up the invitation of a link.

use api_types::{
    Account, InvitationPreview, InvitationRole, InvitedAccount, MemberId, MemberStatus, OrganizationId, OrganizationRef,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::tokens::TokenStatus;
use crate::{
    authz::TokenHash,
    store::{
        Database, StoreError,
        accounts::{self, AccountState},
        columns::{id_bytes, moment, read_id, read_status, wire_moment},
        companies, text,
    },
};

/// Why a link is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLink {
    /// There is no such token, or its organization is disabled.
    #[error("no invitation has this token")]
    Unknown,
    #[error("the invitation has run out")]
    Expired,
    #[error("the invitation was withdrawn")]
    Withdrawn,
    #[error("the invitation was accepted")]
    Used,
    #[error("there is a newer link")]
    Replaced,
}

/// The invitation cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum LookupError {
    #[error(transparent)]
    Invalid(#[from] InvalidLink),
    #[error(transparent)]
    Store(#[from] StoreError),
}

record! {
    /// The token, its organization and its member.
    pub(super) struct Lookup {
        member_id: Vec<u8>,
        organization_id: Vec<u8>,
        organization_name: String,
        generation: i64,
        ended: Option<i16>,
        pub mailed: bool,
        pub requested_at: Option<i64>,
        /// This and what follows is only there while the member is.
        status: Option<i16>,
        email: Option<String>,
        present_generation: Option<i64>,
        invitation_expires_at: Option<i64>,
        invitation_message: Option<String>,
        invited_by_id: Option<Vec<u8>>,
        invited_at: Option<i64>,
        two_factor_from: Option<i64>,
    }
}

impl Lookup {
    /// Selects the lookup of a token by its hash. A disabled organization has none.
    pub(super) fn select(token: TokenHash) -> SelectStatement {
        let of_token = |column: &'static str| ("invitation_tokens", column);
        let same_member = Expr::col(("members", "id"))
            .equals(of_token("member_id"))
            .and(Expr::col(("members", "organization_id")).equals(of_token("organization_id")));
        Query::select()
            .columns(["member_id", "organization_id", "generation", "ended", "mailed", "requested_at"].map(of_token))
            .expr_as(Expr::col(("organizations", "name")), "organization_name")
            .column(("organizations", "two_factor_from"))
            .columns(
                ["status", "email", "invitation_expires_at", "invitation_message", "invited_by_id", "invited_at"]
                    .map(|column| ("members", column)),
            )
            .expr_as(Expr::col(("members", "invitation_generation")), "present_generation")
            .from("invitation_tokens")
            .inner_join("organizations", Expr::col(("organizations", "id")).equals(of_token("organization_id")))
            .left_join("members", same_member)
            .and_where(Expr::col(of_token("token_hash")).eq(token.0.to_vec()))
            .and_where(Expr::col(("organizations", "disabled_at")).is_null())
            .take()
    }

    /// Checks that the link is valid.
    pub(super) fn check(&self, now: Timestamp) -> Result<Result<(), InvalidLink>, StoreError> {
        if let Some(code) = self.ended {
            return Ok(Err(match TokenStatus::from_code(code)? {
                TokenStatus::Used => InvalidLink::Used,
                TokenStatus::Withdrawn => InvalidLink::Withdrawn,
                TokenStatus::Replaced => InvalidLink::Replaced,
            }));
        }
        let status = self.status.map(read_status).transpose()?;
        let over = self.invitation_expires_at.is_none_or(|end| end <= moment(now));
        Ok(match status {
            None | Some(MemberStatus::Withdrawn) => Err(InvalidLink::Withdrawn),
            Some(MemberStatus::Active | MemberStatus::Inactive | MemberStatus::Removed) => Err(InvalidLink::Used),
            Some(_) if self.present_generation != Some(self.generation) => Err(InvalidLink::Replaced),
            Some(MemberStatus::Expired) => Err(InvalidLink::Expired),
            Some(MemberStatus::Invited) if over => Err(InvalidLink::Expired),
            Some(MemberStatus::Invited) => Ok(()),
        })
    }

    pub(super) fn member(&self) -> Result<MemberId, StoreError> {
        read_id(&self.member_id)
    }

    pub(super) fn organization(&self) -> Result<OrganizationId, StoreError> {
        read_id(&self.organization_id)
    }
}

/// Looks an invitation up for whoever has the token; `viewer` is signed in. `has_mail`: whether this server sends mail.
///
/// # Errors
/// When the link is invalid or the database fails.
pub async fn lookup(
    database: &Database,
    token: TokenHash,
    viewer: Option<&Account>,
    has_mail: bool,
    now: Timestamp,
) -> Result<InvitationPreview, LookupError> {
    let row: Lookup = database.one(&Lookup::select(token)).await?.ok_or(InvalidLink::Unknown)?;
    row.check(now)??;
    let member = row.member()?;
    let email = row.email.clone().unwrap_or_default();
    let account = match viewer {
        Some(viewer) if text::email_key(&viewer.email) == text::email_key(&email) => InvitedAccount::You,
        Some(_) => InvitedAccount::Other,
        None if blocks(database, &row, &email, has_mail).await? => InvitedAccount::Exists,
        None => InvitedAccount::None,
    };
    let companies = companies::of(database, &[member]).await?.remove(&member).unwrap_or_default();
    let inviter = inviter(database, row.invited_by_id.as_deref()).await?;
    Ok(InvitationPreview {
        organization: OrganizationRef { id: row.organization()?, name: row.organization_name.clone() },
        email,
        inviter_email: inviter.as_ref().map(|(_, email)| email.clone()),
        inviter: inviter.map(|(name, email)| name.unwrap_or(email)),
        invited_at: row.invited_at.map(wire_moment).transpose()?,
        roles: offered(database, member).await?,
        companies: companies.into_iter().map(|company| company.name).collect(),
        message: row.invitation_message.clone(),
        expires_at: wire_moment(row.invitation_expires_at.unwrap_or_default())?,
        account,
        min_password: crate::store::accounts::wire_min_password(row.two_factor_from.is_some()),
    })
}

/// Whether the account with this address may not sign in.
///
/// # Errors
/// When the database fails.
pub async fn is_disabled(database: &Database, email: &str) -> Result<bool, StoreError> {
    Ok(account(database, email).await?.is_some_and(|account| account.disabled))
}

async fn account(database: &Database, email: &str) -> Result<Option<AccountState>, StoreError> {
    database.one(&AccountState::select(&text::email_key(email))).await
}

/// Whether the invited address has an account that whoever has the link must sign in to: not one whose address nobody
/// has shown to be theirs, if accepting gives it to them.
async fn blocks(database: &Database, row: &Lookup, email: &str, has_mail: bool) -> Result<bool, StoreError> {
    let Some(account) = account(database, email).await? else { return Ok(false) };
    if account.disabled || !account.email_unverified {
        return Ok(true);
    }
    if row.mailed || has_mail {
        return Ok(!row.mailed);
    }
    let elsewhere = accounts::membership_elsewhere(account.id()?, row.organization()?);
    Ok(database.one::<(Vec<u8>,)>(&elsewhere).await?.is_some())
}

/// Name and address of the inviter.
async fn inviter(database: &Database, id: Option<&[u8]>) -> Result<Option<(Option<String>, String)>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let query =
        Query::select().columns(["name", "email"]).from("members").and_where(Expr::col("id").eq(id.to_vec())).take();
    database.one(&query).await
}

async fn offered(database: &Database, member: MemberId) -> Result<Vec<InvitationRole>, StoreError> {
    let query = Query::select()
        .columns(["key", "name", "description"].map(|column| ("roles", column)))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(member)))
        .order_by(("roles", "position"), Order::Asc)
        .take();
    let rows: Vec<(String, String, String)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(key, name, description)| InvitationRole { key, name, description }).collect())
}
