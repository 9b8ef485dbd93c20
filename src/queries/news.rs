//! What others have changed, and which responses that makes stale.

use api_types::{AUDIT_EVENTS, CONTACTS, ListChange, OrganizationId};

/// Lists that nothing else shows something of, and that show nothing of others that their own changes do not say.
const APART: [&str; 4] = [AUDIT_EVENTS.name, "saved-views", "api-keys", "jobs"];

/// Changes in an organization.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The path of the organization.
    pub root: String,
    pub changes: Vec<ListChange>,
}

impl News {
    /// Nothing yet in this organization.
    pub fn in_organization(organization: OrganizationId) -> Self {
        Self { root: ["/organizations/", &organization.to_string()].concat(), changes: Vec::new() }
    }

    /// Whether the response of this path can be another one now, and then whether somebody else has changed it.
    pub fn of(&self, path: &str) -> Option<bool> {
        let of_others = self.changes.iter().filter(|change| self.is_about(change, path)).map(|change| !change.own);
        of_others.reduce(|one, other| one || other)
    }

    fn is_about(&self, change: &ListChange, path: &str) -> bool {
        let Some(below) = path.strip_prefix(&*self.root) else { return change.list == "account" };
        let segment = below.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
        match &*change.list {
            AUDIT_LOG if path.contains("/activity") => true,
            list if APART.contains(&list) || APART.contains(&segment) => list == segment,
            list if list == CONTACTS.name => segment.is_empty() || segment == list,
            _ => true,
        }
    }
}

const AUDIT_LOG: &str = AUDIT_EVENTS.name;

#[cfg(test)]
mod tests {
    use super::*;

    fn news(lists: &[&str]) -> News {
        let change = |list: &&str| ListChange { list: (*list).to_owned(), ids: Vec::new(), own: false };
        News { changes: lists.iter().map(change).collect(), ..News::in_organization(OrganizationId::from_u128(1)) }
    }

    fn concerned(lists: &[&str]) -> Vec<&'static str> {
        let news = news(lists);
        let paths = ["", "/members?q=a", "/members/mem_1/activity", "/contacts", "/audit-events?at=50", "/api-keys"];
        paths.into_iter().filter(|path| news.of(&format!("{}{path}", news.root)).is_some()).collect()
    }

    #[test]
    fn a_change_concerns_what_shows_something_of_it() {
        assert_eq!(concerned(&["roles"]), ["", "/members?q=a", "/members/mem_1/activity", "/contacts"]);
        assert_eq!(concerned(&["contacts"]), ["", "/contacts"]);
        assert_eq!(concerned(&["audit-events"]), ["/members/mem_1/activity", "/audit-events?at=50"]);
        assert_eq!(concerned(&["api-keys", "jobs"]), ["/api-keys"]);
    }

    #[test]
    fn a_change_of_an_organization_concerns_no_other() {
        assert_eq!(news(&["members"]).of("/organizations/org_2/members"), None);
        assert_eq!(news(&["members"]).of("/session"), None);
        assert_eq!(news(&["account"]).of("/session"), Some(true));
    }

    #[test]
    fn only_what_others_have_changed_is_of_others() {
        let mut news = news(&["members", "audit-events"]);
        news.changes[0].own = true;
        let path = |rest: &str| format!("{}{rest}", news.root);
        assert_eq!(news.of(&path("/members")), Some(false));
        assert_eq!(news.of(&path("/audit-events")), Some(true));
    }
}
