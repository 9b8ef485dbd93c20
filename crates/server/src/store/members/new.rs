//! New members, and what is computed of every member.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId, RoleId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, status_place},
    sql, text,
};

/// The text that a search for a member looks through.
pub(in crate::store) fn search_text(
    name: Option<&str>,
    given_name: Option<&str>,
    family_name: Option<&str>,
    email: &str,
    signature: Option<&str>,
) -> String {
    let parts = [name, given_name, family_name, Some(email), signature];
    let folded: Vec<String> = parts.into_iter().flatten().map(text::fold).collect();
    folded.join("\n")
}

/// What a member is sorted by under "name": without a name, the e-mail address.
pub(in crate::store) fn name_key(name: Option<&str>, email: &str) -> Vec<u8> {
    text::sort_key(name.unwrap_or(email))
}

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
        let name = Some(self.name.as_str());
        let insert = sql::insert(
            "members",
            [
                ("id", id_bytes(self.id).into()),
                ("organization_id", id_bytes(self.organization).into()),
                ("account_id", id_bytes(self.account).into()),
                ("email", self.email.as_str().into()),
                ("email_key", text::email_key(&self.email).into()),
                ("name", name.into()),
                ("name_key", name_key(name, &self.email).into()),
                ("search_text", search_text(name, None, None, &self.email, None).into()),
                ("status", status_place(MemberStatus::Active).into()),
                ("member_since", moment(self.since).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        let give = sql::insert(
            "member_roles",
            [("member_id", id_bytes(self.id).into()), ("role_id", id_bytes(self.role).into())],
        )?;
        transaction.execute(&give).await?;
        let count = Query::update()
            .table("organizations")
            .value("members_total", Expr::col("members_total").add(1i64))
            .and_where(Expr::col("id").eq(id_bytes(self.organization)))
            .take();
        transaction.execute(&count).await.map(|_| ())
    }
}
