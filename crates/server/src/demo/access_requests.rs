//! What people at Acme ask for: six requests wait for an answer, others have one.

use api_types::{AccessRequestId, AccessRequestState, DeviceLevel, GrantId, MemberId, MemberStatus, OrganizationId};
use jiff::{SignedDuration, Timestamp};

use super::tenant::Builder;
use crate::store::seed::records::{AccessRequest, Grant, GrantTarget, Member};

/// A request for access.
struct Ask {
    /// Who asks: an address, or the position among the viewers that are no face.
    who: Who,
    /// Name of a group, or the beginning of the names of devices.
    target: &'static str,
    level: DeviceLevel,
    /// Last day from today.
    until: Option<i64>,
    reason: &'static str,
    days_ago: i64,
    answer: Option<Answer>,
}

#[derive(Clone, Copy)]
enum Who {
    Email(&'static str),
    Viewer(usize),
}

/// What became of a request; days after it was asked.
struct Answer {
    state: AccessRequestState,
    days_later: i64,
    note: Option<&'static str>,
}

const fn ask(who: Who, target: &'static str, level: DeviceLevel, reason: &'static str, days_ago: i64) -> Ask {
    Ask { who, target, level, until: None, reason, days_ago, answer: None }
}

const ASKED: [Ask; 11] = {
    use DeviceLevel::{Manage, Operate, View};
    use Who::{Email, Viewer};
    const fn answer(state: AccessRequestState, days_later: i64, note: Option<&'static str>) -> Option<Answer> {
        Some(Answer { state, days_later, note })
    }
    [
        Ask {
            until: Some(27),
            ..ask(
                Email("vera@acme.example"),
                "Dispenser HB-2",
                Operate,
                "Refill rounds during the Christmas market. I need to reset the fill level after each round.",
                0,
            )
        },
        ask(Email("juergen.grossmann@acme.example"), "Gateway HB-1", Manage, "I take over the station from Zofia.", 3),
        Ask {
            until: Some(9),
            ..ask(
                Email("zofia.nowak@acme.example"),
                "Kraków Lotnisko",
                Manage,
                "Firmware update planned for the night after the holidays.",
                3,
            )
        },
        ask(Viewer(0), "Scrubber DS", Operate, "Replacement for a colleague on sick leave", 5),
        Ask {
            until: Some(80),
            ..ask(
                Email("yuki.tanaka@acme.example"),
                "Osaka",
                Manage,
                "I train the new shift and must give them access.",
                12,
            )
        },
        ask(Viewer(1), "Malmö Arena", Operate, "Energy report for the owner of the arena", 18),
        Ask {
            answer: answer(AccessRequestState::Approved, 1, None),
            until: Some(45),
            ..ask(Viewer(2), "Gateway PO", Operate, "Yearly inspection in Porto", 20)
        },
        Ask {
            answer: answer(AccessRequestState::Approved, 2, Some("Only until the handover is done.")),
            ..ask(Email("eddie@acme.example"), "Scrubber OK", Manage, "Handover of Ostkreuz to the new team", 33)
        },
        Ask {
            answer: answer(AccessRequestState::Declined, 1, Some("Hamburg has its own team. Please ask Jonas first.")),
            ..ask(Viewer(3), "Hamburg Hafen", Manage, "I would like to see how they do it", 41)
        },
        Ask {
            answer: answer(AccessRequestState::Cancelled, 1, None),
            ..ask(Email("eddie@acme.example"), "Gateway KR-1", Manage, "Test of the new firmware", 52)
        },
        Ask {
            answer: answer(AccessRequestState::Expired, 30, None),
            ..ask(Viewer(4), "Bin sensor WM", View, "Statistics for the city", 70)
        },
    ]
};

/// Adds the access requests of Acme.
pub fn build(builder: &mut Builder) {
    let Some(organization) = builder.organization("10234") else { return };
    let of = |builder: &mut Builder, who: Who| find_person(&builder.records().members, organization, who);
    let Some(administrator) = of(builder, Who::Email("grace.hopper@acme.example")) else { return };
    for asked in &ASKED {
        let Some(member) = of(builder, asked.who) else { continue };
        let Some((target, name)) = find_target(builder, organization, asked.target) else { continue };
        add(builder, (organization, member, administrator), asked, (target, name));
    }
}

fn find_person(members: &[Member], organization: OrganizationId, who: Who) -> Option<MemberId> {
    let mut here =
        members.iter().filter(|member| member.organization == organization && member.status == MemberStatus::Active);
    match who {
        Who::Email(email) => here.find(|member| member.email == email),
        // Those with one role that are not among the first are viewers or editors; every fortieth is far apart.
        Who::Viewer(position) => here.skip(100).filter(|member| member.roles.len() == 1).nth(40 * position),
    }
    .map(|member| member.id)
}

/// The group with this name, or the first device whose name begins with it.
fn find_target(builder: &mut Builder, organization: OrganizationId, name: &str) -> Option<(GrantTarget, String)> {
    let records = builder.records();
    let group = records.device_groups.iter().find(|it| it.organization == organization && it.name == name);
    if let Some(group) = group {
        return Some((GrantTarget::Group(group.id), group.name.to_owned()));
    }
    let device = records.devices.iter().find(|it| it.organization == organization && it.name.starts_with(name))?;
    Some((GrantTarget::Device(device.id), device.name.clone()))
}

fn add(
    builder: &mut Builder,
    (organization, member, administrator): (OrganizationId, MemberId, MemberId),
    asked: &Ask,
    (target, target_name): (GrantTarget, String),
) {
    // During the day before, so that it has been by now; another time each day.
    let asked_at = builder.day(-asked.days_ago) - SignedDuration::from_mins(919 - asked.days_ago * 37 % 400);
    let id = AccessRequestId::from_u128(dated(builder.random.uuid(), asked_at));
    let grant = GrantId::from_u128(builder.random.uuid());
    let until = asked.until.map(|days| builder.day(days));
    let answered_at =
        |answer: &Answer| builder.day(answer.days_later - asked.days_ago) - SignedDuration::from_mins(500);
    let answered = asked.answer.as_ref().map(|answer| (answer, answered_at(answer)));
    let is_approved = answered.as_ref().is_some_and(|(answer, _)| answer.state == AccessRequestState::Approved);
    if is_approved && builder.records().grants.iter().any(|it| it.member == member && it.target == target) {
        return;
    }
    let by_somebody = [AccessRequestState::Approved, AccessRequestState::Declined];
    let answerer = answered.as_ref().filter(|(answer, _)| by_somebody.contains(&answer.state)).map(|_| administrator);
    if let Some((_, at)) = answered.as_ref().filter(|_| is_approved) {
        let (level, granted_by, created_at) = (asked.level, administrator, *at);
        let request = Some(id);
        let grant = Grant { id: grant, organization, member, target, level, until, granted_by, created_at, request };
        builder.records().grants.push(grant);
    }
    builder.records().access_requests.push(AccessRequest {
        id,
        organization,
        member,
        target,
        target_name,
        level: asked.level,
        until,
        reason: asked.reason,
        state: answered.as_ref().map_or(AccessRequestState::Pending, |(answer, _)| answer.state),
        asked_at,
        answerer,
        answered_at: answered.as_ref().map(|(_, at)| *at),
        note: answered.as_ref().and_then(|(answer, _)| answer.note),
        grant: is_approved.then_some(grant),
    });
}

/// The same UUIDv7 with another time: the list of requests is in the order of their ids.
fn dated(uuid: u128, at: Timestamp) -> u128 {
    // The identifiers of one day keep their order.
    let order = SignedDuration::from_millis((uuid >> 80) as i64 & 0xfff);
    let millis = u128::try_from((at + order).as_millisecond()).unwrap_or_default();
    (millis << 80) | (uuid & ((1 << 80) - 1))
}
