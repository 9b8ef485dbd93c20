//! Who members are read for.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId};

use super::table::MemberRecord;
use crate::{
    authz::{
        Authorized, MemberState, Permissions,
        policy::{ADMINISTRATOR, Action},
    },
    store::{
        Database, StoreError,
        roles::{self, HeldRole},
    },
};

/// Who members are read for: what they can do with each of them is read too.
#[derive(Debug)]
pub(super) struct Viewer<'a> {
    account: AccountId,
    pub held: &'a Permissions,
}

impl<'a> Viewer<'a> {
    /// The caller.
    pub(super) fn of<A: Action>(may: &'a Authorized<A>) -> Self {
        Self { account: may.account(), held: may.permissions() }
    }

    /// What decides which actions the viewer has on a member.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn state(
        &self,
        database: &Database,
        administrators: &mut Administrators,
        record: &MemberRecord,
        roles: &[&HeldRole],
    ) -> Result<MemberState, StoreError> {
        let is_above = roles.iter().any(|role| !self.held.covers(&role.permissions));
        let is_viewer = record.account == Some(self.account);
        let administers =
            record.status == MemberStatus::Active && roles.iter().any(|role| role.role.key == ADMINISTRATOR);
        // For the others nobody asks.
        let is_asked = administers && !is_above && !is_viewer;
        Ok(MemberState {
            status: record.status,
            is_above,
            is_caller: is_viewer,
            is_shared: false,
            is_last_administrator: is_asked
                && !administrators.include_another(database, record.organization, record.id).await?,
        })
    }
}

/// Up to two administrators of an organization. They are read once, when they are first needed.
#[derive(Debug, Default)]
pub(super) struct Administrators(Option<Vec<MemberId>>);

impl Administrators {
    /// Whether another member than `member` administers the organization.
    async fn include_another(
        &mut self,
        database: &Database,
        organization: OrganizationId,
        member: MemberId,
    ) -> Result<bool, StoreError> {
        if self.0.is_none() {
            self.0 = Some(roles::two_administrators(database, organization).await?);
        }
        Ok(self.0.iter().flatten().any(|administrator| *administrator != member))
    }
}
