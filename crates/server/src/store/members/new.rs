//! New members.

use api_types::{AccountId, MemberId, OrganizationId, PersonName, RoleId};
use jiff::Timestamp;

use super::table::MemberRecord;
use crate::store::{StoreError, Transaction, columns::moment};

/// An account that becomes a member without an invitation.
#[derive(Debug, Clone)]
pub(in crate::store) struct NewMember {
    pub id: MemberId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub email: String,
    pub name: PersonName,
    pub role: RoleId,
    pub since: Timestamp,
}

impl NewMember {
    /// Inserts the member and counts it.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn insert(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let record = MemberRecord {
            account: Some(self.account),
            email: self.email.clone(),
            given_name: self.name.given.clone(),
            family_name: self.name.family.clone(),
            name: Some(self.name.full.clone()),
            member_since: Some(moment(self.since)),
            roles: vec![self.role],
            ..MemberRecord::blank(self.id, self.organization)
        };
        MemberRecord::insert(transaction, self.organization, &[record]).await
    }
}
