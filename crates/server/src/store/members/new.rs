//! New members.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId, PersonName, RoleId};
use jiff::Timestamp;

use super::record::MemberRecord;
use crate::store::{StoreError, Transaction, columns::moment};

/// Somebody who is a member from the start, without an invitation.
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
    /// Adds the member and counts it.
    pub(in crate::store) async fn insert(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let record = MemberRecord {
            id: self.id,
            organization: self.organization,
            account: Some(self.account),
            email: self.email.clone(),
            given_name: self.name.given.clone(),
            family_name: self.name.family.clone(),
            name: Some(self.name.full.clone()),
            signature: None,
            status: MemberStatus::Active,
            two_factor: None,
            supervisor: None,
            invited_by: None,
            invited_at: None,
            member_since: Some(moment(self.since)),
            last_sign_in: None,
            invitation: None,
            generation: 1,
            version: 1,
            roles: vec![self.role],
            companies: Vec::new(),
        };
        MemberRecord::insert(transaction, self.organization, &[record]).await
    }
}
