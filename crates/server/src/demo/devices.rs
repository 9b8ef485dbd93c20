//! Devices of Acme, Nordlicht and Clínica Sol, their groups, and grants.

use api_types::{DeviceGroupId, DeviceId, DeviceKindId, DeviceLevel, GrantId, MemberId, MemberStatus, OrganizationId};

use super::tenant::Builder;
use crate::store::seed::records::{Device, DeviceGroup, DeviceKind, Grant, GrantTarget};

/// Name, short name in the devices' names, level (1 at the top), and number of devices that are directly in it.
type Place = (&'static str, &'static str, usize, usize);

/// Each group stands behind the one that it is in.
const ACME: [Place; 20] = [
    ("Berlin", "BE", 1, 0),
    ("Berlin Hauptbahnhof", "HB", 2, 0),
    ("Concourse", "HB-2", 3, 24),
    ("Platforms 1–8", "HB-1", 3, 18),
    ("Berlin Ostkreuz", "OK", 2, 31),
    ("Depot Süd", "DS", 2, 23),
    ("Hamburg", "HH", 1, 0),
    ("Hamburg Hafen", "HH-4", 2, 34),
    ("Hamburg Altona", "HH-1", 2, 24),
    ("Kraków", "KR", 1, 0),
    ("Kraków Lotnisko", "KR-0", 2, 0),
    ("Terminal A", "KR-1", 3, 20),
    ("Terminal B", "KR-2", 3, 27),
    ("Malmö", "MA", 1, 0),
    ("Malmö Arena", "MA-2", 2, 39),
    ("Osaka", "OS", 1, 36),
    ("Porto", "PO", 1, 24),
    ("Wien", "WI", 1, 0),
    ("Wien Mitte", "WM", 2, 40),
    ("Wien Praterstern", "WP", 2, 22),
];

/// Devices of Acme that are in no group yet.
const NOT_PLACED: usize = 24;

const NORDLICHT: [Place; 2] = [("Nordlicht Hamburg", "NH", 1, 5), ("Nordlicht Malmö", "NM", 1, 3)];
const CLINICA: [Place; 1] = [("Málaga", "MG", 1, 4)];

/// Kind, and the first word of the devices' names.
pub(super) const KINDS: [(&str, &str); 7] = [
    ("Soap dispenser", "Dispenser"),
    ("Towel dispenser", "Dispenser"),
    ("Gateway", "Gateway"),
    ("People counter", "Counter"),
    ("Floor scrubber", "Scrubber"),
    ("Waste sensor", "Bin sensor"),
    ("Air freshener", "Freshener"),
];

pub(super) const LOCATIONS: [&str; 6] =
    ["WC 2", "North entrance", "Technical room 014", "Level 1", "Gate 11", "Charging bay"];

/// Adds the devices of the three organizations with a face of their own.
pub fn build(builder: &mut Builder) {
    for (number, places, not_placed, grants) in
        [("10234", &ACME[..], NOT_PLACED, 64), ("20817", &NORDLICHT, 0, 3), ("30155", &CLINICA, 0, 2)]
    {
        let Some(organization) = builder.organization(number) else { continue };
        let kinds = add_kinds(builder, organization);
        let (groups, mut devices) = add_places(builder, (organization, &kinds), places);
        for position in 0..not_placed {
            devices.push(add_device(builder, (organization, &kinds), ("X", 71_600 + position), None));
        }
        add_grants(builder, organization, (&groups, &devices), grants);
    }
}

fn add_kinds(builder: &mut Builder, organization: OrganizationId) -> Vec<DeviceKindId> {
    let mut ids = Vec::with_capacity(KINDS.len());
    for (name, _) in KINDS {
        let id = DeviceKindId::from_u128(builder.random.uuid());
        builder.records().device_kinds.push(DeviceKind { id, organization, name });
        ids.push(id);
    }
    ids
}

fn add_places(
    builder: &mut Builder,
    (organization, kinds): (OrganizationId, &[DeviceKindId]),
    places: &[Place],
) -> (Vec<DeviceGroupId>, Vec<DeviceId>) {
    let (mut groups, mut devices, mut above) = (Vec::new(), Vec::new(), Vec::<DeviceGroupId>::new());
    for (name, short, level, number) in places {
        let id = DeviceGroupId::from_u128(builder.random.uuid());
        above.truncate(level - 1);
        let parent = above.last().copied();
        builder.records().device_groups.push(DeviceGroup { id, organization, parent, name: (*name).to_owned() });
        above.push(id);
        groups.push(id);
        for position in 1..=*number {
            devices.push(add_device(builder, (organization, kinds), (short, position), Some(id)));
        }
    }
    (groups, devices)
}

fn add_device(
    builder: &mut Builder,
    (organization, kinds): (OrganizationId, &[DeviceKindId]),
    (short, position): (&str, usize),
    group: Option<DeviceGroupId>,
) -> DeviceId {
    let id = DeviceId::from_u128(builder.random.uuid());
    let kind = builder.random.below(KINDS.len());
    let location = *builder.random.pick(&LOCATIONS);
    let age = builder.random.between(30, 900) as i64;
    let changed = builder.random.between(0, 29) as i64;
    let (created_at, changed_at) = (builder.day(-age), builder.day(-changed));
    let number = builder.records().devices.len();
    builder.records().devices.push(Device {
        id,
        organization,
        name: format!("{} {short}-{position:03}", KINDS[kind].1),
        external_id: format!("D-{:06}", 40_000 + 7 * number),
        kind: kinds[kind],
        location: group.map(|_| location),
        group,
        created_at,
        changed_at,
    });
    id
}

/// Gives some active and some invited people access: every third on a group, every fourth for a while.
fn add_grants(
    builder: &mut Builder,
    organization: OrganizationId,
    (groups, devices): (&[DeviceGroupId], &[DeviceId]),
    number: usize,
) {
    let shown = [MemberStatus::Active, MemberStatus::Invited];
    let of_organization = |status: Option<MemberStatus>| {
        move |member: &&crate::store::seed::records::Member| {
            member.organization == organization && status.is_none_or(|status| member.status == status)
        }
    };
    let members = builder.records().members.iter().filter(of_organization(None));
    let members: Vec<MemberId> = members.filter(|member| shown.contains(&member.status)).map(|it| it.id).collect();
    // The founder gives access to others.
    let Some((founder, others)) = members.split_first() else { return };
    let step = std::cmp::max(1, others.len() / number);
    for (position, member) in others.iter().copied().step_by(step).take(number).enumerate() {
        let target = if position % 3 == 0 {
            GrantTarget::Group(*builder.random.pick(groups))
        } else {
            GrantTarget::Device(*builder.random.pick(devices))
        };
        let id = GrantId::from_u128(builder.random.uuid());
        let level = DeviceLevel::ALL[builder.random.below(DeviceLevel::ALL.len())];
        let days = builder.random.between(3, 120) as i64;
        let until = (position % 4 == 0).then(|| builder.day(days));
        let (granted_by, created_at) = (*founder, builder.day(-days));
        let grant = Grant { id, organization, member, target, level, until, granted_by, created_at, request: None };
        builder.records().grants.push(grant);
    }
}
