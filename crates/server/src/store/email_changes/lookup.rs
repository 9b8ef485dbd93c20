//! Looks up the change of a link.

use api_types::{AccountId, EmailChangePreview, MemberId, MemberStatus, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{Ended, confirm::EmailChangeError, own::OwnLookup};
use crate::{
    authz::TokenHash,
    store::{
        Database, StoreError,
        columns::{moment, read_id, read_status, wire_moment},
        sql,
    },
};

/// Why a link is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmailChange {
    #[error("no change of an address has this token")]
    Unknown,
    #[error("the link has run out")]
    Expired,
    #[error("the address was confirmed with the link")]
    Used,
    #[error("there is a newer link")]
    Replaced,
    #[error("the change was cancelled, or the account is no longer this organization's to change")]
    Cancelled,
}

record! {
    /// The token, its change, and the member that it is about.
    pub(super) struct Lookup {
        generation: i64,
        present_generation: i64,
        pub email: String,
        expires_at: i64,
        ended: Option<i16>,
        member_id: Vec<u8>,
        organization_id: Vec<u8>,
        account_id: Vec<u8>,
        requested_by_id: Vec<u8>,
        status: i16,
        disabled: bool,
        name: String,
        organization_name: String,
        /// The number of organizations that the account belongs to.
        organizations: i64,
    }
}

impl Lookup {
    /// Selects the lookup of a token by its hash. Removed members and disabled organizations have none.
    pub(super) fn select(token: TokenHash) -> SelectStatement {
        let of_change = |column: &'static str| ("email_changes", column);
        let of_member = |column: &'static str| ("members", column);
        let has_account = |column: &'static str| Expr::col(("memberships", column)).equals(of_member("account_id"));
        // Also one that can be restored.
        let memberships = Query::select()
            .from_as("members", "memberships")
            .and_where(has_account("account_id").or(has_account("removed_account_id")))
            .take();
        Query::select()
            .column(("email_change_tokens", "generation"))
            .expr_as(Expr::col(of_change("generation")), "present_generation")
            .columns(["email", "expires_at", "ended", "member_id", "requested_by_id"].map(of_change))
            .columns(["organization_id", "account_id", "status"].map(of_member))
            .columns([("accounts", "disabled"), ("accounts", "name")])
            .expr_as(Expr::col(("organizations", "name")), "organization_name")
            .expr_as(Expr::from(sql::count(&memberships)), "organizations")
            .from("email_change_tokens")
            .inner_join("email_changes", Expr::col(of_change("member_id")).equals(("email_change_tokens", "member_id")))
            .inner_join("members", Expr::col(of_member("id")).equals(of_change("member_id")))
            .inner_join("accounts", Expr::col(("accounts", "id")).equals(of_member("account_id")))
            .inner_join("organizations", Expr::col(("organizations", "id")).equals(of_member("organization_id")))
            .and_where(Expr::col(("email_change_tokens", "token_hash")).eq(token.0.to_vec()))
            .and_where(Expr::col(("organizations", "disabled_at")).is_null())
            .take()
    }

    /// Checks that the link is valid.
    pub(super) fn check(&self, now: Timestamp) -> Result<(), EmailChangeError> {
        let ended = self.ended.map(Ended::from_code).transpose()?;
        Err(match ended {
            _ if self.generation != self.present_generation => InvalidEmailChange::Replaced,
            Some(Ended::Confirmed) => InvalidEmailChange::Used,
            Some(Ended::Cancelled) => InvalidEmailChange::Cancelled,
            Some(Ended::Expired) => InvalidEmailChange::Expired,
            None if self.expires_at <= moment(now) => InvalidEmailChange::Expired,
            None if !self.can_be_changed()? => InvalidEmailChange::Cancelled,
            None => return Ok(()),
        }
        .into())
    }

    /// Whether the address of the account can still be changed in this organization. An account that has joined another
    /// one is its owner's.
    fn can_be_changed(&self) -> Result<bool, StoreError> {
        let is_active = read_status(self.status)? == MemberStatus::Active;
        Ok(is_active && !self.disabled && self.organizations == 1)
    }

    pub(super) fn member(&self) -> Result<MemberId, StoreError> {
        read_id(&self.member_id)
    }

    pub(super) fn organization(&self) -> Result<OrganizationId, StoreError> {
        read_id(&self.organization_id)
    }

    /// The account of whoever asked for the change.
    pub(super) fn requester(&self) -> Result<AccountId, StoreError> {
        read_id(&self.requested_by_id)
    }

    pub(super) fn account(&self) -> Result<AccountId, StoreError> {
        read_id(&self.account_id)
    }
}

/// Looks up which address a token confirms. Changes nothing.
///
/// # Errors
/// When the link is invalid or the database fails.
pub async fn lookup(
    database: &Database,
    token: TokenHash,
    now: Timestamp,
) -> Result<EmailChangePreview, EmailChangeError> {
    let Some(found): Option<Lookup> = database.one(&Lookup::select(token)).await? else {
        let own: Option<OwnLookup> = database.one(&OwnLookup::select(token)).await?;
        let own = own.ok_or(InvalidEmailChange::Unknown)?;
        own.check(now)?;
        return Ok(own.preview()?);
    };
    found.check(now)?;
    Ok(EmailChangePreview {
        email: found.email,
        name: found.name,
        organization_name: found.organization_name,
        expires_at: wire_moment(found.expires_at)?,
    })
}
