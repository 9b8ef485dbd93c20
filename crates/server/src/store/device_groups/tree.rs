//! The tree of an organization's groups, in memory: it is small, and every change of it is checked against the whole.

use std::collections::{HashMap, HashSet};

use api_types::{DeviceGroup, DeviceGroupId, MAX_DEVICE_GROUP_DEPTH, OrganizationId};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::DeviceGroupError;
use crate::store::{
    Database, StoreError, Transaction,
    columns::{id_bytes, read_id},
    text,
};

/// The groups of an organization.
#[derive(Debug, Default)]
pub(in crate::store) struct Tree {
    groups: HashMap<DeviceGroupId, Node>,
}

#[derive(Debug)]
struct Node {
    name: String,
    parent: Option<DeviceGroupId>,
}

/// Id, parent and name of a group.
type TreeRow = (Vec<u8>, Option<Vec<u8>>, String);

fn rows(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .columns(["id", "parent_id", "name"])
        .from("device_groups")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take()
}

impl Tree {
    /// Reads all groups.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn load(
        transaction: &mut Transaction,
        organization: OrganizationId,
    ) -> Result<Self, StoreError> {
        Self::of(transaction.all(&rows(organization)).await?)
    }

    /// The same, outside a change.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn read(database: &Database, organization: OrganizationId) -> Result<Self, StoreError> {
        Self::of(database.all(&rows(organization)).await?)
    }

    fn of(rows: Vec<TreeRow>) -> Result<Self, StoreError> {
        let read = |(id, parent, name): TreeRow| {
            Ok((read_id(&id)?, Node { name, parent: parent.as_deref().map(read_id).transpose()? }))
        };
        Ok(Self { groups: rows.into_iter().map(read).collect::<Result<_, StoreError>>()? })
    }

    /// The name of a group; `None` if the organization has no such group.
    pub(in crate::store) fn name(&self, group: DeviceGroupId) -> Option<&str> {
        self.groups.get(&group).map(|node| node.name.as_str())
    }

    /// The group and those above it, up to the top.
    pub(in crate::store) fn up_from(&self, group: Option<DeviceGroupId>) -> Vec<DeviceGroupId> {
        let known = group.filter(|group| self.groups.contains_key(group));
        let up = std::iter::successors(known, |group| self.groups.get(group)?.parent);
        up.take(MAX_DEVICE_GROUP_DEPTH).collect()
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    /// The groups that are directly in a group.
    pub(super) fn children(&self, group: DeviceGroupId) -> Vec<DeviceGroupId> {
        let is_child = |(_, node): &(&DeviceGroupId, &Node)| node.parent == Some(group);
        self.groups.iter().filter(is_child).map(|(id, _)| *id).collect()
    }

    /// Levels of a group and all below it; 1 without subgroups.
    fn height(&self, group: DeviceGroupId) -> usize {
        1 + self.children(group).into_iter().map(|child| self.height(child)).max().unwrap_or(0)
    }

    /// Checks whether a group, a new one if `None`, can be in `parent`.
    ///
    /// # Errors
    /// [`DeviceGroupError::UnknownParent`], [`DeviceGroupError::Cycle`] or [`DeviceGroupError::TooDeep`].
    pub(super) fn check_place(
        &self,
        group: Option<DeviceGroupId>,
        parent: Option<DeviceGroupId>,
    ) -> Result<(), DeviceGroupError> {
        if parent.is_some_and(|parent| !self.groups.contains_key(&parent)) {
            return Err(DeviceGroupError::UnknownParent);
        }
        let above = self.up_from(parent);
        if group.is_some_and(|group| above.contains(&group)) {
            return Err(DeviceGroupError::Cycle);
        }
        let height = group.map_or(1, |group| self.height(group));
        if above.len() + height > MAX_DEVICE_GROUP_DEPTH {
            return Err(DeviceGroupError::TooDeep);
        }
        Ok(())
    }
}

/// The groups by name, each behind the one that it is in.
pub(super) fn in_order(groups: Vec<DeviceGroup>) -> Vec<DeviceGroup> {
    let ids: HashSet<_> = groups.iter().map(|group| group.id).collect();
    let mut below: HashMap<Option<DeviceGroupId>, Vec<DeviceGroup>> = HashMap::new();
    for group in groups {
        below.entry(group.parent.filter(|parent| ids.contains(parent))).or_default().push(group);
    }
    for siblings in below.values_mut() {
        // The last comes off first.
        siblings.sort_by_cached_key(|group| std::cmp::Reverse((text::sort_key(&group.name), group.id)));
    }
    let mut waiting = below.remove(&None).unwrap_or_default();
    let mut ordered = Vec::with_capacity(ids.len());
    while let Some(group) = waiting.pop() {
        waiting.extend(below.remove(&Some(group.id)).unwrap_or_default());
        ordered.push(group);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> DeviceGroupId {
        DeviceGroupId::from_u128(number)
    }

    /// Each number is in the other one; 0 is the top.
    fn tree(edges: &[(u128, u128)]) -> Tree {
        let node = |(group, parent): &(u128, u128)| {
            (id(*group), Node { name: group.to_string(), parent: (*parent > 0).then(|| id(*parent)) })
        };
        Tree { groups: edges.iter().map(node).collect() }
    }

    #[test]
    fn a_group_is_never_in_itself() {
        let tree = tree(&[(1, 0), (2, 1), (3, 2)]);
        for (group, parent) in [(1, 1), (1, 2), (1, 3), (2, 3)] {
            let checked = tree.check_place(Some(id(group)), Some(id(parent)));
            assert!(matches!(checked, Err(DeviceGroupError::Cycle)), "{group} in {parent}");
        }
        assert!(tree.check_place(Some(id(3)), Some(id(1))).is_ok());
        assert!(tree.check_place(Some(id(3)), None).is_ok());
        assert!(matches!(tree.check_place(None, Some(id(9))), Err(DeviceGroupError::UnknownParent)));
        assert_eq!(tree.up_from(Some(id(3))), [id(3), id(2), id(1)]);
        assert_eq!(tree.up_from(Some(id(9))), []);
    }

    #[test]
    fn no_group_is_deeper_than_ten() {
        let mut edges: Vec<_> = (1..=10).map(|number| (number, number - 1)).collect();
        edges.extend([(20, 0), (21, 20)]);
        let tree = tree(&edges);
        assert!(matches!(tree.check_place(None, Some(id(10))), Err(DeviceGroupError::TooDeep)));
        assert!(tree.check_place(None, Some(id(9))).is_ok());
        assert!(matches!(tree.check_place(Some(id(20)), Some(id(9))), Err(DeviceGroupError::TooDeep)));
        assert!(tree.check_place(Some(id(20)), Some(id(8))).is_ok());
    }

    #[test]
    fn groups_stand_behind_the_one_that_they_are_in() {
        let group = |number: u128, name: &str, parent: u128| DeviceGroup {
            id: id(number),
            name: name.to_owned(),
            parent: (parent > 0).then(|| id(parent)),
            devices: 0,
            own_devices: 0,
            grants: None,
            version: 1,
        };
        let groups = vec![group(1, "Wien", 0), group(2, "Berlin", 0), group(3, "Süd", 2), group(4, "Ost", 2)];
        let names: Vec<_> = in_order(groups).into_iter().map(|group| group.name).collect();
        assert_eq!(names, ["Berlin", "Ost", "Süd", "Wien"]);
    }
}
