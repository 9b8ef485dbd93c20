//! What the user who started a job may do. A job has no session: the user's present permissions decide.

use api_types::{AccountId, JobKind, OrganizationId};

use crate::{
    authz::{
        Authorized, Permissions,
        policy::{AssignRoles, ChangeMember, ImportMembers, InviteMembers, ReadMembers},
    },
    store::{Database, StoreError, access},
};

/// What the user who started a job may do at this moment. The changes of its rows ask again.
#[derive(Debug)]
pub struct May {
    pub read: Authorized<ReadMembers>,
    pub change: Option<Authorized<ChangeMember>>,
    pub assign: Option<Authorized<AssignRoles>>,
    pub invite: Option<Authorized<InviteMembers>>,
    pub import: Option<Authorized<ImportMembers>>,
}

impl May {
    /// What an account may do; nothing when it may not do what this kind of job does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        database: &Database,
        account: AccountId,
        organization: OrganizationId,
        kind: JobKind,
    ) -> Result<Option<Self>, StoreError> {
        let permissions = access::of(database, account, organization).await?.map(|access| access.permissions);
        Ok(Self::with(account, organization, permissions, kind))
    }

    fn with(
        account: AccountId,
        organization: OrganizationId,
        permissions: Option<Permissions>,
        kind: JobKind,
    ) -> Option<Self> {
        let read = Authorized::decide(account, organization, permissions.clone()).ok()?;
        let change = Authorized::decide(account, organization, permissions.clone()).ok();
        let assign = Authorized::decide(account, organization, permissions.clone()).ok();
        let invite = Authorized::decide(account, organization, permissions.clone()).ok();
        let import = Authorized::decide(account, organization, permissions).ok();
        let is_enough = match kind {
            JobKind::Import => import.is_some(),
            kind if assigns_roles(kind) => assign.is_some(),
            _ => change.is_some(),
        };
        is_enough.then_some(Self { read, change, assign, invite, import })
    }
}

/// Whether a kind of job gives and takes roles.
fn assigns_roles(kind: JobKind) -> bool {
    matches!(kind, JobKind::AddRoles | JobKind::RemoveRoles | JobKind::ReplaceRoles)
}
