//! What is told of a change.

use std::collections::BTreeSet;

use api_types::{AccountId, OrganizationId};
use serde::{Deserialize, Serialize};

/// So many rows are named; of more only that they have changed. As much as PostgreSQL takes at once.
const MOST: usize = 100;

/// The rows that have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ids {
    These(BTreeSet<String>),
    /// Too many to name, or not known.
    Many,
}

impl Default for Ids {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Ids {
    /// Also this one.
    pub fn add(&mut self, id: String) {
        if let Self::These(ids) = self {
            ids.insert(id);
            if ids.len() > MOST {
                *self = Self::Many;
            }
        }
    }

    /// Also those.
    pub fn merge(&mut self, others: &Self) {
        match others {
            Self::These(ids) => ids.iter().for_each(|id| self.add(id.clone())),
            Self::Many => *self = Self::Many,
        }
    }

    /// Whether this row can be one of them.
    pub fn may_contain(&self, id: &str) -> bool {
        match self {
            Self::These(ids) => ids.contains(id),
            Self::Many => true,
        }
    }

    /// The rows; none if they are not named.
    pub fn into_vec(self) -> Vec<String> {
        match self {
            Self::These(ids) => ids.into_iter().collect(),
            Self::Many => Vec::new(),
        }
    }
}

/// Something has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Where; `None`: in whatever organization `audience` is.
    pub organization: Option<OrganizationId>,
    /// The only account that is told; `None`: everybody who can read the list.
    pub audience: Option<AccountId>,
    /// The list.
    pub list: String,
    pub ids: Ids,
    /// Who did it, if somebody did.
    pub by: Option<AccountId>,
    /// Whether somebody's access can be another one now.
    pub access: bool,
}

impl Notice {
    /// Rows of a list of one account, such as its jobs.
    pub fn for_account(organization: OrganizationId, audience: AccountId, list: &str, ids: Ids) -> Self {
        Self {
            organization: Some(organization),
            audience: Some(audience),
            list: list.to_owned(),
            ids,
            by: Some(audience),
            access: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_hundred_rows_are_not_named() {
        let id = |number: usize| format!("mem_{number}");
        let mut ids = Ids::default();
        (0..MOST).for_each(|number| ids.add(id(number)));
        assert!(ids.may_contain("mem_7") && !ids.may_contain("mem_100"));
        ids.add(id(7));
        assert_eq!(ids.clone().into_vec().len(), MOST);
        ids.add(id(100));
        assert_eq!(ids, Ids::Many);
        let mut few = Ids::default();
        few.merge(&ids);
        assert_eq!(few, Ids::Many);
    }
}
