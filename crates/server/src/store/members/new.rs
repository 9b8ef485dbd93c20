//! New members.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId, RoleId};
use jiff::Timestamp;

use super::{
    derived::{DERIVED_COLUMNS, Described},
    tally::{self, Counted},
};
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, status_place},
    roles, sql, text,
};

/// Somebody who is a member from the start, without an invitation.
#[derive(Debug, Clone)]
pub(in crate::store) struct NewMember {
    pub id: MemberId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub email: String,
    pub name: String,
    pub role: RoleId,
    pub since: Timestamp,
}

impl NewMember {
    /// Adds the member and counts it.
    pub(in crate::store) async fn insert(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let counted = Counted::new(MemberStatus::Active, None).roles(&[self.role]);
        let place = tally::add(transaction, self.organization, &[counted]).await?;
        let described = Described {
            email: &self.email,
            name: Some(&self.name),
            roles: &[roles::place(transaction, self.role).await?],
            ..Described::default()
        };
        let own = [
            ("place", place.into()),
            ("id", id_bytes(self.id).into()),
            ("organization_id", id_bytes(self.organization).into()),
            ("account_id", id_bytes(self.account).into()),
            ("email", self.email.as_str().into()),
            ("email_key", text::email_key(&self.email).into()),
            ("name", self.name.as_str().into()),
            ("status", status_place(MemberStatus::Active).into()),
            ("member_since", moment(self.since).into()),
        ];
        let derived = DERIVED_COLUMNS.into_iter().zip(described.values());
        let (columns, values) = own.into_iter().chain(derived).unzip();
        transaction.execute(&sql::insert_rows("members", columns, vec![values])?).await?;
        let give = sql::insert(
            "member_roles",
            [("member_id", id_bytes(self.id).into()), ("role_id", id_bytes(self.role).into())],
        )?;
        transaction.execute(&give).await.map(|_| ())
    }
}
