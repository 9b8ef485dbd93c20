//! As many devices and grants as wanted, for measuring.

use api_types::{DeviceGroupId, DeviceId, DeviceKindId, DeviceLevel, GrantId, MemberId, OrganizationId};
use jiff::Timestamp;

use super::{
    devices::{KINDS, LOCATIONS},
    random::Random,
};
use crate::store::seed::records::{Data, Device, DeviceGroup, DeviceKind, Grant, GrantTarget};

/// Devices in a group.
const IN_GROUP: usize = 100;
/// Groups in a group.
const BRANCHES: usize = 10;
/// Grants in one part at most.
const PART: usize = 5_000;

/// The devices of an organization, their kinds and groups: a tree of three levels.
pub fn devices(organization: OrganizationId, count: usize, now: Timestamp) -> Data {
    let mut random = Random::new(13);
    let mut data = Data::default();
    let kinds = KINDS.map(|(name, _)| DeviceKind { id: DeviceKindId::from_u128(random.uuid()), organization, name });
    for place in 0..count.div_ceil(IN_GROUP) {
        let id = DeviceGroupId::from_u128(random.uuid());
        // The first of each ten is above the nine that follow, the first of each hundred above those.
        let above = [BRANCHES, BRANCHES * BRANCHES].into_iter().map(|size| place - place % size);
        let parent = above.filter(|above| *above != place).map(|above| data.device_groups[above].id).next();
        data.device_groups.push(DeviceGroup { id, organization, parent, name: format!("Group {place}") });
    }
    for place in 0..count {
        let (kind, location) = (random.below(kinds.len()), *random.pick(&LOCATIONS));
        data.devices.push(Device {
            id: DeviceId::from_u128(random.uuid()),
            organization,
            name: format!("{} {place}", KINDS[kind].1),
            external_id: format!("D-{place}"),
            kind: kinds[kind].id,
            location: Some(location),
            group: Some(data.device_groups[place / IN_GROUP].id),
            created_at: now,
            changed_at: now,
        });
    }
    data.device_kinds = kinds.into();
    data
}

/// Grants of these people, in parts: each has one on a group, the others are on devices.
pub fn grants(
    organization: OrganizationId,
    devices: &Data,
    people: &[MemberId],
    count: usize,
    now: Timestamp,
) -> impl Iterator<Item = Data> {
    /// A prime: a person's grants are on different devices.
    const STEP: usize = 7_919;
    let mut random = Random::new(17);
    let most = people.len() * devices.devices.len();
    let count = count.min(most);
    (0..count.div_ceil(PART)).map(move |part| {
        let grant = |place: usize| {
            let (person, round) = (place % people.len(), place / people.len());
            let target = match round {
                0 => GrantTarget::Group(devices.device_groups[person % devices.device_groups.len()].id),
                _ => GrantTarget::Device(devices.devices[(person + round * STEP) % devices.devices.len()].id),
            };
            Grant {
                id: GrantId::from_u128(random.uuid()),
                organization,
                member: people[person],
                target,
                level: *random.pick(&DeviceLevel::ALL),
                until: None,
                request: None,
                granted_by: people[0],
                created_at: now,
            }
        };
        let places = part * PART..((part + 1) * PART).min(count);
        Data { grants: places.map(grant).collect(), ..Data::default() }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_numbers_are_exact_and_nobody_has_two_grants_on_one_thing() {
        let organization = OrganizationId::from_u128(1);
        let people: Vec<_> = (1..=300).map(MemberId::from_u128).collect();
        let devices = devices(organization, 1_000, Timestamp::UNIX_EPOCH);
        assert_eq!((devices.devices.len(), devices.device_groups.len()), (1_000, 10));
        let parts: Vec<_> = grants(organization, &devices, &people, 12_000, Timestamp::UNIX_EPOCH).collect();
        let all: Vec<_> = parts.iter().flat_map(|part| &part.grants).collect();
        assert_eq!(all.len(), 12_000);
        let different: HashSet<_> = all.iter().map(|grant| (grant.member, grant.target)).collect();
        assert_eq!(different.len(), all.len());
    }

    #[test]
    fn groups_are_a_tree_of_three_levels() {
        let data = devices(OrganizationId::from_u128(1), 12_000, Timestamp::UNIX_EPOCH);
        let parent = |id| data.device_groups.iter().find(|group| group.id == id).and_then(|group| group.parent);
        let depth = |group: &DeviceGroup| std::iter::successors(Some(group.id), |id| parent(*id)).count();
        assert_eq!(data.device_groups.iter().map(depth).max(), Some(3));
    }
}
