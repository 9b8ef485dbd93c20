//! Who members are read for.

use std::collections::HashSet;

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId};

use sea_query::{Expr, ExprTrait};

use super::{facets, table::MemberRecord};
use crate::{
    authz::{
        Authorized, MemberState, Permissions,
        policy::{ADMINISTRATOR, Action},
    },
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
        listing, organizations,
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
                && !asked.another_administrator(database, record.organization, record.id).await?,
            has_second_factor: record.two_factor == Some(true),
            has_reports: asked.supervisors.contains(&record.id),
            has_identity_provider: asked.identity_provider(database, record.organization).await?,
        })
    }
}

/// What is known of an organization. It is read once, when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Up to two of its administrators.
    administrators: Option<Vec<MemberId>>,
    has_identity_provider: Option<bool>,
    /// Those of the members that are read who supervise somebody.
    supervisors: HashSet<MemberId>,
}

impl Asked {
    /// Asks which of `members` supervise somebody.
    pub(super) async fn new(
        database: &Database,
        organization: OrganizationId,
        members: &[MemberId],
    ) -> Result<Self, StoreError> {
        let query = listing::counts(organization, facets::SUPERVISOR)
            .column(listing::VALUE)
            .and_where(Expr::col(listing::VALUE).is_in(members.iter().map(|member| id_bytes(*member))))
            .take();
        let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
        let supervisors = rows.iter().map(|(id,)| read_id(id)).collect::<Result<_, StoreError>>()?;
        Ok(Self { supervisors, ..Self::default() })
    }

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

    /// Whether an identity provider has the passwords of the organization's people.
    async fn identity_provider(
        &mut self,
        database: &Database,
        organization: OrganizationId,
    ) -> Result<bool, StoreError> {
        if let Some(known) = self.has_identity_provider {
            return Ok(known);
        }
        let found: Option<(Vec<u8>,)> = database.one(&organizations::with_identity_provider(organization)).await?;
        Ok(*self.has_identity_provider.insert(found.is_some()))
    }
}
