//! The people who can reach a device: how many, and who by which ways.

use std::collections::HashMap;

use api_types::{
    AccessBy, AccessWay, Date, Device, DeviceAccess, DeviceId, DeviceLevel, DevicePeople, MemberId, MemberRef,
    OrganizationId, Permission, RoleRef, Total,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use super::{
    ON_DEVICE, levels,
    of_member::{NamedGrant, named},
    ways::{is_active, reaching, roles_of_members},
};
use crate::{
    authz::{
        Authorized,
        policy::{Action, ReadGrants},
    },
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
        listing::Source,
        page::{Key, Page, PageRequest, Position, SortKey},
        sql, text,
    },
};

/// People are counted up to here.
const COUNTED: u64 = 10_000;

/// Adds to each device how many people can reach it, if the caller sees people.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn add_people<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    devices: &mut [Device],
    now: Timestamp,
) -> Result<(), StoreError> {
    if devices.is_empty() || !may.permissions().contains(Permission::MembersRead) {
        return Ok(());
    }
    let by_role =
        Query::select().from("members").cond_where(is_active(may.organization())).and_where(is_reaching_role()).take();
    let by_role = count(database, by_role).await?;
    let ids: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
    let mut by_grant = by_grant(database, may, &ids, now).await?;
    let grants = Query::select()
        .column(("devices", "id"))
        .expr(Source::Counter(ON_DEVICE).value("devices"))
        .from("devices")
        .and_where(Expr::col(("devices", "id")).is_in(ids.iter().map(|id| id_bytes(*id))))
        .take();
    let grants: HashMap<Vec<u8>, i64> = database.all::<(Vec<u8>, i64)>(&grants).await?.into_iter().collect();
    for device in devices {
        let (by_grant, only) = by_grant.remove(&device.id).unwrap_or_default();
        let grants = grants.get(&id_bytes(device.id)).map_or(0, |grants| grants.unsigned_abs());
        device.people = Some(DevicePeople { total: by_role.count + only, by_grant, grants });
    }
    Ok(())
}

/// For each device, how many active people have a grant that reaches it, and how many of them no role that does.
async fn by_grant<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    devices: &[DeviceId],
    now: Timestamp,
) -> Result<HashMap<DeviceId, (u64, u64)>, StoreError> {
    let reached = Query::select()
        .column(("reaching", "reached_id"))
        .column(("members", "id"))
        .expr_as(Expr::case(is_reaching_role(), 1).finally(0), "has_role")
        .distinct()
        .from_subquery(reaching(devices, None, now), "reaching")
        .inner_join("members", Expr::col(("members", "id")).equals(("reaching", "member_id")))
        .cond_where(is_active(may.organization()))
        .take();
    let query = Query::select()
        .column("reached_id")
        .expr(Expr::cust("COUNT(*)"))
        .expr(Expr::cust("CAST(SUM(1 - has_role) AS BIGINT)"))
        .from_subquery(reached, "reached")
        .group_by_col("reached_id")
        .take();
    let rows: Vec<(Vec<u8>, i64, i64)> = database.all(&query).await?;
    let read = |(id, all, only): (Vec<u8>, i64, i64)| Ok((read_id(&id)?, (all.unsigned_abs(), only.unsigned_abs())));
    rows.into_iter().map(read).collect()
}

/// Whether the member in the outer query has a role that reaches every device.
fn is_reaching_role() -> Expr {
    levels::has_role(levels::of_role().is_not_null())
}

/// How many rows a statement has, up to [`COUNTED`].
async fn count(database: &Database, mut rows: SelectStatement) -> Result<Total, StoreError> {
    rows.clear_selects().expr(Expr::val(1)).limit(COUNTED + 1);
    let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(rows, "found").take();
    let (count,): (i64,) = sql::always(database.one(&count).await?)?;
    let count = count.unsigned_abs();
    Ok(Total { count: std::cmp::min(count, COUNTED), exact: count <= COUNTED })
}

/// A request for people who can reach a device.
#[derive(Debug)]
pub struct AccessRequest<'a> {
    pub device: DeviceId,
    /// Only those whose name or address contains these words.
    pub search: &'a str,
    /// Only those who reach it in this way, perhaps in others too.
    pub by: Option<AccessBy>,
    pub page: PageRequest,
    pub now: Timestamp,
}

record! {
    struct Person {
        id: Vec<u8>,
        name: String,
        email: String,
        name_key: Vec<u8>,
    }
}

impl Person {
    fn position(&self) -> Position {
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key: Key::Bytes(self.name_key.clone()), id }
    }
}

/// One page of the people who can reach a device, by name; `None` if the organization has no such device.
///
/// # Errors
/// When the database fails.
pub async fn access(
    database: &Database,
    may: &Authorized<ReadGrants>,
    request: &AccessRequest<'_>,
) -> Result<Option<Page<DeviceAccess>>, StoreError> {
    let organization = may.organization();
    let exists = Query::select()
        .column("id")
        .from("devices")
        .and_where(Expr::col("id").eq(id_bytes(request.device)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    if database.one::<(Vec<u8>,)>(&exists).await?.is_none() {
        return Ok(None);
    }
    let holders = Query::select()
        .column("member_id")
        .from_subquery(reaching(&[request.device], None, request.now), "reaching")
        .take();
    let by_grant = Expr::col(("members", "id")).in_subquery(holders);
    let by = match request.by {
        Some(AccessBy::Role) => is_reaching_role(),
        Some(AccessBy::Grant) => by_grant,
        None => is_reaching_role().or(by_grant),
    };
    let mut people = Query::select().from("members").cond_where(is_active(organization)).and_where(by).take();
    for word in text::words(request.search) {
        people.and_where(sql::like(("members", "search_text"), format!("%{}%", text::escape_like(&word))));
    }
    let total = count(database, people.clone()).await?;
    let key = |column: &'static str| Expr::col(("members", column));
    let sort = SortKey::new(key("name_key"), key("id"), api_types::Direction::Ascending);
    if let Some(position) = request.page.start.after() {
        sort.skip(&mut people, position);
    }
    sort.sort(&mut people);
    people
        .columns(["id", "email", "name_key"].map(|column| ("members", column)))
        .expr_as(Func::coalesce([key("name"), key("email")]), "name")
        .limit(request.page.limit + 1);
    let page = Page::cut(database.all(&people).await?, request.page.limit, total, Person::position);
    let ids = page.items.iter().map(|person| read_id(&person.id)).collect::<Result<Vec<MemberId>, _>>()?;
    let mut ways = ways_of(database, may.organization(), request.device, &ids, request.now).await?;
    page.try_map(|person| {
        let id = read_id(&person.id)?;
        let ways = ways.remove(&id).unwrap_or_default();
        Ok(summed(MemberRef { id, name: person.name }, person.email, ways))
    })
    .map(Some)
}

/// Every way in which each of these members reaches the device.
pub(super) async fn ways_of(
    database: &Database,
    organization: OrganizationId,
    device: DeviceId,
    members: &[MemberId],
    now: Timestamp,
) -> Result<HashMap<MemberId, Vec<AccessWay>>, StoreError> {
    let mut ways: HashMap<MemberId, Vec<AccessWay>> = HashMap::new();
    if members.is_empty() {
        return Ok(ways);
    }
    let ids = Query::select().column("id").from_subquery(reaching(&[device], Some(members), now), "reaching").take();
    let grants = named().and_where(Expr::col(("grants", "id")).in_subquery(ids)).take();
    for row in database.all::<NamedGrant>(&grants).await? {
        let member = read_id(&row.member_id)?;
        let grant = row.grant()?;
        ways.entry(member).or_default().push(AccessWay { level: grant.level, role: None, grant: Some(grant) });
    }
    let roles = roles_of_members(organization)
        .column(("members", "id"))
        .expr(levels::of_role().cast_as("BIGINT"))
        .expr_as(Expr::col(("roles", "id")), "role_id")
        .columns(["key", "name"].map(|column| ("roles", column)))
        .and_where(Expr::col(("members", "id")).is_in(members.iter().map(|member| id_bytes(*member))))
        .take();
    for (member, level, id, key, name) in database.all::<(Vec<u8>, i64, Vec<u8>, String, String)>(&roles).await? {
        let level = levels::read_level(i16::try_from(level).unwrap_or(-1))?;
        let role = Some(RoleRef { id: read_id(&id)?, key, name });
        ways.entry(read_id(&member)?).or_default().push(AccessWay { level, role, grant: None });
    }
    Ok(ways)
}

/// Somebody with all ways: the highest level, until when, and what remains then.
fn summed(member: MemberRef, email: String, mut ways: Vec<AccessWay>) -> DeviceAccess {
    ways.sort_by_key(|way| (std::cmp::Reverse(way.level), way.grant.is_none()));
    let level = ways.first().map_or(DeviceLevel::View, |way| way.level);
    let until = last_day(ways.iter().filter(|way| way.level == level));
    let remains = |way: &&AccessWay| end(way).is_none_or(|end| until.as_ref().is_some_and(|until| end > until));
    let then = until.as_ref().and_then(|_| ways.iter().find(remains).map(|way| way.level));
    DeviceAccess { member, email, level, until, then, ways }
}

fn end(way: &AccessWay) -> Option<&Date> {
    way.grant.as_ref()?.until.as_ref()
}

/// The last day of the last of these ways; `None` if one of them does not end.
fn last_day<'a>(ways: impl Iterator<Item = &'a AccessWay>) -> Option<Date> {
    ways.map(end).collect::<Option<Vec<_>>>()?.into_iter().max().cloned()
}

#[cfg(test)]
mod tests {
    use api_types::{Grant, GrantId, RoleId};

    use super::*;

    fn grant(level: DeviceLevel, until: Option<&str>) -> AccessWay {
        let grant = Grant {
            id: GrantId::from_u128(1),
            device: None,
            group: None,
            level,
            until: until.map(str::to_owned),
            granted_by: None,
            granted_at: String::new(),
            request: None,
            version: 1,
        };
        AccessWay { level, role: None, grant: Some(grant) }
    }

    fn role(level: DeviceLevel) -> AccessWay {
        let role = RoleRef { id: RoleId::from_u128(1), key: String::new(), name: String::new() };
        AccessWay { level, role: Some(role), grant: None }
    }

    fn sum(ways: Vec<AccessWay>) -> (DeviceLevel, Option<Date>, Option<DeviceLevel>) {
        let member = MemberRef { id: MemberId::from_u128(1), name: String::new() };
        let summed = summed(member, String::new(), ways);
        (summed.level, summed.until, summed.then)
    }

    #[test]
    fn the_highest_level_counts_until_its_last_day_and_then_what_remains() {
        use DeviceLevel::{Manage, Operate, View};
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(sum(vec![role(Operate)]), (Operate, None, None));
        assert_eq!(
            sum(vec![role(Operate), grant(Manage, Some("2027-01-31"))]),
            (Manage, day("2027-01-31"), Some(Operate))
        );
        assert_eq!(sum(vec![grant(View, Some("2027-01-31"))]), (View, day("2027-01-31"), None));
        // Of two with the same level, the later one counts.
        let two = vec![grant(Operate, Some("2027-01-31")), grant(Operate, Some("2027-02-28"))];
        assert_eq!(sum(two), (Operate, day("2027-02-28"), None));
        // What ends before is not left.
        let three = vec![grant(Manage, Some("2027-01-31")), grant(Operate, Some("2027-01-01")), role(View)];
        assert_eq!(sum(three), (Manage, day("2027-01-31"), Some(View)));
        let endless = vec![grant(Manage, Some("2027-01-31")), grant(Manage, None)];
        assert_eq!(sum(endless), (Manage, None, None));
    }
}
