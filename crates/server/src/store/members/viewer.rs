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
        asked: &mut Asked,
        record: &MemberRecord,
        roles: &[&HeldRole],
        (is_shared, has_reports, has_identity_provider): Facts,
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
            is_shared,
            is_last_administrator: is_asked
                && !asked.another_administrator(database, record.organization, record.id).await?,
            has_second_factor: record.two_factor == Some(true),
            has_reports,
            has_identity_provider,
        })
    }
}

/// Read with the row of a member. Is its account in other organizations, too? Does it supervise somebody? Does an identity
/// provider manage the passwords of the organization?
pub(super) type Facts = (bool, bool, bool);

/// What is known of an organization. It is read once, when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Up to two of its administrators.
    administrators: Option<Vec<MemberId>>,
}

impl Asked {
    /// Whether another member than `member` administers the organization.
    async fn another_administrator(
        &mut self,
        database: &Database,
        organization: OrganizationId,
        member: MemberId,
    ) -> Result<bool, StoreError> {
        if self.administrators.is_none() {
            self.administrators = Some(roles::two_administrators(database, organization).await?);
        }
        Ok(self.administrators.iter().flatten().any(|administrator| *administrator != member))
    }
}
