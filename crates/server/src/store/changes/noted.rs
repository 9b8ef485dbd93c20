//! What one transaction changes.

use std::collections::{BTreeMap, BTreeSet};

use api_types::{
    AccountId, ApiKeyId, AuditAction, COMPANIES, CONTACTS, CompanyId, ContactId, DEVICES, DeviceGroupId, DeviceId,
    JobId, MEMBERS, MemberId, OrganizationId, ROLES, RoleId, SavedViewId, TargetKind,
};

use super::notice::{Ids, Notice};
use crate::store::audit::Event;

/// The name of the list of what only one account has of itself.
const ACCOUNT: &str = "account";

/// The name of the list of jobs.
const JOBS: &str = "jobs";

/// What a transaction has changed so far: it is told if the transaction holds.
#[derive(Debug, Default)]
pub(in crate::store) struct Noted {
    lists: BTreeMap<(OrganizationId, Option<AccountId>, &'static str), Ids>,
    /// Accounts whose sessions may have ended.
    accounts: BTreeSet<AccountId>,
    by: Option<AccountId>,
    access: bool,
}

impl Noted {
    /// Something in a list has changed. Events of the audit log in the same transaction say which rows.
    pub(in crate::store) fn list(&mut self, organization: OrganizationId, list: &'static str) {
        self.lists.entry((organization, None, list)).or_default();
    }

    /// More rows of a list have changed than events say.
    pub(in crate::store) fn many(&mut self, organization: OrganizationId, list: &'static str) {
        self.lists.insert((organization, None, list), Ids::Many);
    }

    /// A member has changed.
    pub(in crate::store) fn member(&mut self, organization: OrganizationId, member: MemberId) {
        self.row(organization, None, (MEMBERS.name, member.to_string()));
    }

    /// A job of an account has changed, perhaps only its progress.
    pub(in crate::store) fn job(&mut self, organization: OrganizationId, account: AccountId, job: JobId) {
        self.row(organization, Some(account), (JOBS, job.to_string()));
    }

    /// The sessions of an account may have ended.
    pub(in crate::store) fn account(&mut self, account: AccountId) {
        self.accounts.insert(account);
    }

    /// Something that the audit log tells.
    pub(in crate::store) fn event(&mut self, event: &Event) {
        self.by = self.by.or(event.account);
        self.access |= concerns_access(event.action);
        let Some(organization) = event.organization else {
            self.accounts.extend(event.account);
            return;
        };
        let (Some(kind), Some(subject)) = (event.action.target(), event.subject) else { return };
        match (kind, event.account) {
            // Nobody else sees them.
            (TargetKind::View, None) => {}
            (TargetKind::View, owner) => self.row(organization, owner, row(kind, subject)),
            _ => self.row(organization, None, row(kind, subject)),
        }
    }

    fn row(&mut self, organization: OrganizationId, audience: Option<AccountId>, row: (&'static str, String)) {
        self.lists.entry((organization, audience, row.0)).or_default().add(row.1);
    }

    /// What is to be told.
    pub(in crate::store) fn into_notices(self) -> Vec<Notice> {
        let Self { lists, accounts, by, access } = self;
        let listed = lists.into_iter().map(|((organization, audience, list), ids)| Notice {
            organization: Some(organization),
            audience,
            list: list.to_owned(),
            // The list has changed, but no event says where.
            ids: if ids == Ids::default() { Ids::Many } else { ids },
            by,
            access,
        });
        let owned = accounts.into_iter().map(|account| Notice {
            organization: None,
            audience: Some(account),
            list: ACCOUNT.to_owned(),
            ids: Ids::Many,
            by,
            access: true,
        });
        listed.chain(owned).collect()
    }
}

/// The list that has a target of an event, and the target's id there.
fn row(kind: TargetKind, subject: u128) -> (&'static str, String) {
    match kind {
        TargetKind::Member => (MEMBERS.name, MemberId::from_u128(subject).to_string()),
        TargetKind::Company => (COMPANIES.name, CompanyId::from_u128(subject).to_string()),
        TargetKind::Role => (ROLES.name, RoleId::from_u128(subject).to_string()),
        TargetKind::Organization => ("organization", OrganizationId::from_u128(subject).to_string()),
        TargetKind::ApiKey => ("api-keys", ApiKeyId::from_u128(subject).to_string()),
        TargetKind::View => ("saved-views", SavedViewId::from_u128(subject).to_string()),
        TargetKind::Device => (DEVICES.name, DeviceId::from_u128(subject).to_string()),
        TargetKind::DeviceGroup => ("device-groups", DeviceGroupId::from_u128(subject).to_string()),
        TargetKind::Contact => (CONTACTS.name, ContactId::from_u128(subject).to_string()),
    }
}

/// Whether a session or a permission can have ended with it. Only what certainly leaves them is named.
fn concerns_access(action: AuditAction) -> bool {
    match action.as_str().split_once('.').map_or("", |(noun, _)| noun) {
        "api_key" | "company" | "contact" | "device" | "device_group" | "invitation" | "job" | "list" | "mail"
        | "view" => false,
        "session" => action == AuditAction::SessionEnded,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ORGANIZATION: OrganizationId = OrganizationId::from_u128(1);
    const ACTOR: AccountId = AccountId::from_u128(2);

    fn event(action: AuditAction, subject: u128) -> Event {
        let (organization, account) = (Some(ORGANIZATION), Some(ACTOR));
        Event { action, organization, account, subject: Some(subject), details: json!({"note": "secret"}) }
    }

    #[test]
    fn events_say_which_rows_of_a_list_have_changed() {
        let mut noted = Noted::default();
        noted.list(ORGANIZATION, MEMBERS.name);
        noted.event(&event(AuditAction::MemberChanged, 3));
        noted.list(ORGANIZATION, "grants");
        let notices = noted.into_notices();
        let told: Vec<_> = notices.iter().map(|notice| (&*notice.list, notice.ids.clone().into_vec().len())).collect();
        assert_eq!(told, [("grants", 0), ("members", 1)]);
        assert!(notices.iter().all(|notice| notice.by == Some(ACTOR) && notice.access));
        assert!(!format!("{notices:?}").contains("secret"));
    }

    #[test]
    fn rows_that_no_event_names_are_many() {
        let mut noted = Noted::default();
        noted.many(ORGANIZATION, MEMBERS.name);
        noted.event(&event(AuditAction::MemberRemoved, 3));
        assert_eq!(noted.into_notices()[0].ids, Ids::Many);
    }

    #[test]
    fn saved_views_are_told_to_their_owner_only() {
        let mut noted = Noted::default();
        noted.event(&event(AuditAction::ViewSaved, 3));
        let [notice] = noted.into_notices().try_into().unwrap();
        assert_eq!((notice.audience, notice.list.as_str()), (Some(ACTOR), "saved-views"));
    }

    #[test]
    fn s1_what_can_end_access_says_so() {
        for action in AuditAction::ALL {
            let noun = action.as_str().split('.').next().unwrap();
            if ["account", "member", "organization", "role"].contains(&noun) {
                assert!(concerns_access(action), "{action}");
            }
        }
        assert!(concerns_access(AuditAction::SessionEnded));
        assert!(!concerns_access(AuditAction::SessionCreated));
    }
}
