//! Changes that wait to be sent, so that many become one.

use std::collections::BTreeMap;

use api_types::{AccountId, ListChange, MEMBERS, MemberId};

use crate::{
    authz::{Permissions, can_hear_of},
    store::changes::{Ids, Notice},
};

/// The name of the caller's own membership, which its owner always reads.
const MEMBERSHIP: &str = "membership";

/// Whom a stream is for.
#[derive(Debug)]
pub struct Listener {
    pub account: AccountId,
    pub member: Option<MemberId>,
}

/// What one list has to say.
#[derive(Debug, Default)]
struct Rows {
    ids: Ids,
    /// Whether the caller can read it because it is addressed to them.
    is_addressed: bool,
}

/// Changes by list and by whether the caller has done them.
#[derive(Debug, Default)]
pub struct Pending(BTreeMap<(String, bool), Rows>);

impl Pending {
    /// Adds a change of the caller's organization, or of the caller alone.
    pub fn add(&mut self, notice: &Notice, listener: &Listener) {
        let own = notice.by == Some(listener.account);
        let is_addressed = notice.audience == Some(listener.account);
        if notice.audience.is_none() || is_addressed {
            self.merge(&notice.list, own, &notice.ids, is_addressed);
        }
        let is_about = |member: &MemberId| notice.ids.may_contain(&member.to_string());
        if notice.list == MEMBERS.name && listener.member.as_ref().is_some_and(is_about) {
            self.merge(MEMBERSHIP, own, &Ids::Many, true);
        }
    }

    fn merge(&mut self, list: &str, own: bool, ids: &Ids, is_addressed: bool) {
        let rows = self.0.entry((list.to_owned(), own)).or_default();
        rows.ids.merge(ids);
        rows.is_addressed |= is_addressed;
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the changes that a caller with these permissions is told of.
    pub fn take(&mut self, permissions: &Permissions) -> Vec<ListChange> {
        let told = std::mem::take(&mut self.0).into_iter();
        let told = told.filter(|((list, _), rows)| rows.is_addressed || can_hear_of(list, permissions));
        told.map(|((list, own), rows)| ListChange { list, own, ids: rows.ids.into_vec() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use api_types::{OrganizationId, Permission};

    use super::*;

    const ME: AccountId = AccountId::from_u128(1);
    const SOMEBODY: AccountId = AccountId::from_u128(2);

    fn notice(list: &str, audience: Option<AccountId>, ids: &[&str]) -> Notice {
        let mut named = Ids::default();
        ids.iter().for_each(|id| named.add((*id).to_owned()));
        let organization = Some(OrganizationId::from_u128(1));
        Notice { organization, audience, list: list.to_owned(), ids: named, by: Some(SOMEBODY), access: false }
    }

    fn told(notices: &[Notice], permissions: &[Permission]) -> Vec<(String, Vec<String>)> {
        let mut pending = Pending::default();
        let listener = Listener { account: ME, member: Some(MemberId::from_u128(7)) };
        notices.iter().for_each(|notice| pending.add(notice, &listener));
        let told = pending.take(&permissions.iter().copied().collect());
        assert!(pending.is_empty());
        told.into_iter().map(|change| (change.list, change.ids)).collect()
    }

    fn list(name: &str, ids: &[&str]) -> (String, Vec<String>) {
        (name.to_owned(), ids.iter().map(|id| (*id).to_owned()).collect())
    }

    #[test]
    fn many_changes_of_a_list_become_one() {
        let notices = [notice("roles", None, &["rol_1"]), notice("roles", None, &["rol_2", "rol_1"])];
        assert_eq!(told(&notices, &[Permission::RolesRead]), [list("roles", &["rol_1", "rol_2"])]);
    }

    #[test]
    fn t5_nobody_is_told_of_a_list_that_they_cannot_read() {
        let notices = [notice("members", None, &["mem_1"]), notice("devices", None, &["dev_1"])];
        assert_eq!(told(&notices, &[Permission::DevicesRead]), [list("devices", &["dev_1"])]);
    }

    #[test]
    fn what_is_for_one_account_is_told_to_no_other() {
        let notices = [notice("jobs", Some(ME), &["job_1"]), notice("jobs", Some(SOMEBODY), &["job_2"])];
        assert_eq!(told(&notices, &[]), [list("jobs", &["job_1"])]);
    }

    #[test]
    fn members_who_cannot_read_members_learn_that_they_have_changed_themselves() {
        let own = MemberId::from_u128(7).to_string();
        assert_eq!(told(&[notice("members", None, &[&own])], &[]), [list("membership", &[])]);
        assert_eq!(told(&[notice("members", None, &["mem_1"])], &[]), []);
    }
}
