//! Loads access requests.

use std::collections::{BTreeMap, HashMap};

use api_types::{ACCESS_REQUESTS, AccessRequestState, OrganizationId};
use jiff::Timestamp;
use sea_query::Value;

use super::{
    devices::target,
    records::{AccessRequest, Data, Member},
};
use crate::store::{
    StoreError, Transaction,
    access_requests::{counted, ids, search_text, state_place},
    batch,
    columns::{id_bytes, moment, optional_id},
    grants::level_place,
    listing::{self, Counted},
};

/// Inserts them all, and counts them.
pub(super) async fn load(transaction: &mut Transaction, data: &Data) -> Result<(), StoreError> {
    let members: HashMap<_, _> = data.members.iter().map(|member| (member.id, member)).collect();
    let mut counts: BTreeMap<OrganizationId, Vec<Counted>> = BTreeMap::new();
    let mut rows = Vec::new();
    for asked in &data.access_requests {
        let counted = counted(asked.state, asked.level, target(asked.target));
        counts.entry(asked.organization).or_default().push(counted);
        rows.push(row(asked, members.get(&asked.member).copied()));
    }
    batch::insert(transaction, "access_requests", &COLUMNS, rows).await?;
    for (organization, counted) in counts {
        listing::add(transaction, organization, ACCESS_REQUESTS.name, &counted).await?;
    }
    Ok(())
}

const COLUMNS: [&str; 18] = [
    "id",
    "organization_id",
    "member_id",
    "device_id",
    "group_id",
    "target_name",
    "level",
    "until",
    "reason",
    "state",
    "asked_at",
    "answered_by_id",
    "answered_at",
    "note",
    "granted_level",
    "granted_until",
    "grant_id",
    "search_text",
];

fn row(asked: &AccessRequest, member: Option<&Member>) -> Vec<Value> {
    let (device, group) = ids(target(asked.target));
    let is_approved = asked.state == AccessRequestState::Approved;
    let until = asked.until.map(day);
    let (name, email) = member.map_or((None, ""), |member| (member.name.as_deref(), member.email.as_str()));
    vec![
        id_bytes(asked.id).into(),
        id_bytes(asked.organization).into(),
        id_bytes(asked.member).into(),
        optional_id(device),
        optional_id(group),
        asked.target_name.as_str().into(),
        level_place(asked.level).into(),
        until.clone().into(),
        asked.reason.into(),
        state_place(asked.state).into(),
        moment(asked.asked_at).into(),
        optional_id(asked.answerer),
        asked.answered_at.map(moment).into(),
        asked.note.into(),
        is_approved.then(|| level_place(asked.level)).into(),
        until.filter(|_| is_approved).into(),
        optional_id(asked.grant),
        search_text(name, email, &asked.target_name, asked.reason).into(),
    ]
}

fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}
