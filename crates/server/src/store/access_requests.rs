//! Requests of members for access to devices, and their answers.

mod answer;
mod ask;
mod cancel;
mod end;
mod expire;
mod mails;
mod own;

use api_types::{
    ACCESS_REQUESTS, AccessRequest, AccessRequestId, AccessRequestState, DeviceLevel, MemberId, MemberRef,
    OrganizationId, REQUEST_DAYS, RecentDays,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};
use serde_json::{Value as Json, json};

use super::{
    Database, StoreError, Transaction, columns,
    columns::{id_bytes, read_id, wire_moment},
    device_groups, grants,
    grants::{GrantError, Target, level_place, present_level_on, read_level},
    listing::{
        Counted, Edge, Facet, FilterBy, FilterSpec, ListSpec, NameTable, Noun, SortColumn, Source, number_value,
    },
    members,
    page::{self, Position},
};
use crate::{
    authz::{
        Authorized,
        policy::{Action, GrantDevices},
    },
    budget::RateLimited,
};
pub use answer::{ApproveAccessRequest, DeclineAccessRequest};
pub use ask::{AskForAccess, Wish};
pub(super) use ask::{ids, search_text};
pub use cancel::CancelAccessRequest;
pub(super) use end::{cancel_of, cancel_on, forget};
pub use expire::expire;
pub use own::{own, own_one};
pub(super) use own::{own_portion, sees};

/// Access requests, as a list.
#[derive(Debug)]
pub enum AccessRequests {}

impl Noun for AccessRequests {
    type Read = GrantDevices;
    type Row = AccessRequest;
    const SPEC: &'static ListSpec = &SPEC;

    async fn rows(
        database: &Database,
        may: &Authorized<GrantDevices>,
        positions: &[Position],
        now: Timestamp,
    ) -> Result<Vec<AccessRequest>, StoreError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let query = rows().and_where(own_column("id").is_in(positions.iter().map(Position::id_bytes))).take();
        let found: Vec<RequestRow> = database.all(&query).await?;
        let mut requests = found.into_iter().map(RequestRow::request).collect::<Result<Vec<_>, _>>()?;
        add_answerable(database, may, &mut requests, now).await?;
        Ok(page::in_order(positions, requests, |request| request.id.as_u128()))
    }
}

/// The columns and tables behind the list.
pub(super) static SPEC: ListSpec = ListSpec {
    listing: &ACCESS_REQUESTS,
    table: "access_requests",
    columns: &[SortColumn::id("asked_at")],
    filters: &[
        FilterSpec { name: "state", by: FilterBy::Named { facet: STATE, source: Source::Column("state") } },
        FilterSpec { name: "level", by: FilterBy::Named { facet: LEVEL, source: Source::Column("level") } },
        FilterSpec {
            name: "device",
            by: FilterBy::UncountedIds {
                column: "device_id",
                names: NameTable { table: "devices", name: &["name"], few: None },
                list: &super::devices::SPEC,
            },
        },
        FilterSpec {
            name: "group",
            by: FilterBy::Ids {
                facet: GROUP,
                column: "group_id",
                none: "group_id",
                names: NameTable { table: "device_groups", name: &["name"], few: None },
            },
        },
        FilterSpec {
            name: "person",
            by: FilterBy::UncountedIds { column: "member_id", names: members::PEOPLE, list: &members::SPEC },
        },
        FilterSpec { name: "from", by: FilterBy::Days { edge: Edge::First, names: &RECENT } },
        FilterSpec { name: "to", by: FilterBy::Days { edge: Edge::Last, names: &[] } },
    ],
    search_fields: &[],
    long: None,
    by_id: true,
    hidden: None,
    depends_on: &["members", "roles", "devices", device_groups::LIST, grants::LIST],
};

const STATE: Facet = Facet { list: ACCESS_REQUESTS.name, number: 1 };
const LEVEL: Facet = Facet { list: ACCESS_REQUESTS.name, number: 2 };
const GROUP: Facet = Facet { list: ACCESS_REQUESTS.name, number: 3 };

const RECENT: [(&str, i64); 3] = {
    const fn named(days: RecentDays) -> (&'static str, i64) {
        (days.as_str(), days.before_today())
    }
    [named(RecentDays::Today), named(RecentDays::Last7Days), named(RecentDays::Last30Days)]
};

/// How many requests of the organization in the outer query wait for an answer.
pub(super) fn pending_of_organization() -> Expr {
    super::listing::with_value_of_organization(STATE, number_value(Some(state_place(AccessRequestState::Pending))))
}

/// What a request is counted by.
pub(super) fn counted(state: AccessRequestState, level: DeviceLevel, target: Target) -> Counted {
    let group = match target {
        Target::Device(_) => None,
        Target::Group(group) => Some(id_bytes(group)),
    };
    Counted::default()
        .by(STATE, [number_value(Some(state_place(state)))])
        .by(LEVEL, [number_value(Some(level_place(level)))])
        .by(GROUP, group)
}

/// A request was not made, answered or cancelled.
#[derive(Debug, thiserror::Error)]
pub enum AccessRequestError {
    #[error("there is no such request")]
    NotFound,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the caller has a pending request there")]
    Pending,
    #[error("the caller has this level there")]
    Held,
    /// Its state, and who answered it.
    #[error("the request is no longer pending")]
    Answered { state: AccessRequestState, by: Option<String> },
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Limited(#[from] RateLimited),
    #[error(transparent)]
    Grant(#[from] GrantError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AccessRequestError {
    fn is_collision(&self) -> bool {
        match self {
            Self::Store(StoreError::Collision(_) | StoreError::Taken(_)) => true,
            Self::Grant(error) => error.is_collision(),
            _ => false,
        }
    }
}

/// A state as it is stored.
pub(super) fn state_place(state: AccessRequestState) -> i16 {
    match state {
        AccessRequestState::Pending => 0,
        AccessRequestState::Approved => 1,
        AccessRequestState::Declined => 2,
        AccessRequestState::Expired => 3,
        AccessRequestState::Cancelled => 4,
    }
}

/// Reads what [`state_place`] wrote.
fn read_state(place: i16) -> Result<AccessRequestState, StoreError> {
    let known = usize::try_from(place).ok().and_then(|place| AccessRequestState::ALL.get(place));
    known.copied().ok_or(StoreError::Unreadable("state of a request"))
}

record! {
    /// A row of `access_requests`, with the names that it refers to.
    #[derive(Debug, Clone)]
    struct RequestRow {
        id: Vec<u8>,
        member_id: Vec<u8>,
        person: String,
        email: String,
        device_id: Option<Vec<u8>>,
        group_id: Option<Vec<u8>>,
        target: String,
        place: Option<String>,
        level: i16,
        until: Option<String>,
        reason: String,
        state: i16,
        asked_at: i64,
        answered_by_id: Option<Vec<u8>>,
        answerer: Option<String>,
        answered_at: Option<i64>,
        note: Option<String>,
        granted_level: Option<i16>,
        granted_until: Option<String>,
        grant_id: Option<Vec<u8>>,
        version: i64,
    }
}

impl RequestRow {
    fn id(&self) -> Result<AccessRequestId, StoreError> {
        read_id(&self.id)
    }

    fn member(&self) -> Result<MemberId, StoreError> {
        read_id(&self.member_id)
    }

    fn target(&self) -> Result<Target, StoreError> {
        target(self.device_id.as_deref(), self.group_id.as_deref())
    }

    fn until(&self) -> Result<Option<Date>, StoreError> {
        self.until.as_deref().map(|day| day.parse().map_err(|_| StoreError::Unreadable("day"))).transpose()
    }

    fn counted(&self, state: AccessRequestState) -> Result<Counted, StoreError> {
        Ok(counted(state, read_level(self.level)?, self.target()?))
    }

    /// Whether it waits for an answer.
    ///
    /// # Errors
    /// [`AccessRequestError::Answered`] if it does not.
    fn require_pending(&self, now: Timestamp) -> Result<(), AccessRequestError> {
        match read_state(self.state)? {
            AccessRequestState::Pending if self.expires_at() > columns::moment(now) => Ok(()),
            AccessRequestState::Pending => {
                Err(AccessRequestError::Answered { state: AccessRequestState::Expired, by: None })
            }
            state => Err(AccessRequestError::Answered { state, by: self.answerer.clone() }),
        }
    }

    fn expires_at(&self) -> i64 {
        self.asked_at.saturating_add(REQUEST_LIFETIME)
    }

    /// What the audit log says of it.
    fn details(&self) -> Result<Json, StoreError> {
        let mut details = grants::details(self.target()?, read_level(self.level)?, self.until.as_deref());
        if let Ok(details) = &mut details {
            details["request"] = json!(self.id()?);
        }
        details
    }

    fn request(self) -> Result<AccessRequest, StoreError> {
        let answered_by = self.answered_by_id.as_deref().map(read_id).transpose()?.zip(self.answerer.clone());
        let state = read_state(self.state)?;
        let is_pending = state == AccessRequestState::Pending;
        let expires_at = is_pending.then(|| wire_moment(self.expires_at())).transpose()?;
        Ok(AccessRequest {
            id: self.id()?,
            state,
            member: MemberRef { id: self.member()?, name: self.person },
            email: self.email,
            device: self.device_id.as_deref().map(read_id).transpose()?,
            group: self.group_id.as_deref().map(read_id).transpose()?,
            target: Some(self.target),
            place: self.place,
            level: read_level(self.level)?,
            until: self.until,
            reason: self.reason,
            asked_at: wire_moment(self.asked_at)?,
            expires_at,
            answered_by: answered_by.map(|(id, name)| MemberRef { id, name }),
            answered_at: self.answered_at.map(wire_moment).transpose()?,
            note: self.note,
            granted_level: self.granted_level.map(read_level).transpose()?,
            granted_until: self.granted_until,
            grant: self.grant_id.as_deref().map(read_id).transpose()?,
            answerable: None,
            version: self.version,
        })
    }
}

/// [`REQUEST_DAYS`] in microseconds.
const REQUEST_LIFETIME: i64 = REQUEST_DAYS * 24 * 3600 * 1_000_000;

/// Requests that were made before this are expired.
fn expired_before(now: Timestamp) -> i64 {
    columns::moment(now.checked_sub(SignedDuration::from_hours(24 * REQUEST_DAYS)).unwrap_or(Timestamp::MIN))
}

fn target(device: Option<&[u8]>, group: Option<&[u8]>) -> Result<Target, StoreError> {
    match (device, group) {
        (Some(device), None) => Ok(Target::Device(read_id(device)?)),
        (None, Some(group)) => Ok(Target::Group(read_id(group)?)),
        _ => Err(StoreError::Unreadable("access request")),
    }
}

/// A target as wire ids have it.
fn target_of(request: &AccessRequest) -> Option<Target> {
    request.device.map(Target::Device).or(request.group.map(Target::Group))
}

fn own_column(column: &'static str) -> Expr {
    Expr::col(("access_requests", column))
}

/// Selects the columns of a [`RequestRow`].
fn rows() -> SelectStatement {
    let same = |table: &'static str, column: &'static str| Expr::col((table, "id")).equals(("access_requests", column));
    let shown = |table: &'static str| Func::coalesce([Expr::col((table, "name")), Expr::col((table, "email"))]);
    let target = [Expr::col(("devices", "name")), Expr::col(("device_groups", "name")), own_column("target_name")];
    let plain = ["id", "member_id", "device_id", "group_id", "level", "until", "reason", "state", "asked_at"];
    let answer = ["answered_by_id", "answered_at", "note", "granted_level", "granted_until", "version"];
    Query::select()
        .columns(plain.map(|column| ("access_requests", column)))
        .columns(answer.map(|column| ("access_requests", column)))
        .expr_as(shown("members"), "person")
        .expr_as(Expr::col(("members", "email")), "email")
        .expr_as(Func::coalesce(target), "target")
        .expr_as(Expr::col(("places", "name")), "place")
        .expr_as(shown("answerers"), "answerer")
        .expr_as(Expr::col(("grants", "id")), "grant_id")
        .from("access_requests")
        .join(JoinType::InnerJoin, "members", same("members", "member_id"))
        .join(JoinType::LeftJoin, "devices", same("devices", "device_id"))
        .join(JoinType::LeftJoin, "device_groups", same("device_groups", "group_id"))
        .join_as(
            JoinType::LeftJoin,
            "device_groups",
            "places",
            Expr::col(("places", "id")).equals(("devices", "group_id")),
        )
        .join_as(JoinType::LeftJoin, "members", "answerers", same("answerers", "answered_by_id"))
        .join(JoinType::LeftJoin, "grants", same("grants", "grant_id"))
        .take()
}

fn one(organization: OrganizationId, request: AccessRequestId) -> SelectStatement {
    rows()
        .and_where(own_column("organization_id").eq(id_bytes(organization)))
        .and_where(own_column("id").eq(id_bytes(request)))
        .take()
}

/// One of the organization's requests, for those who can answer; `None` if it has no such request.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<GrantDevices>,
    request: AccessRequestId,
    now: Timestamp,
) -> Result<Option<AccessRequest>, StoreError> {
    let Some(row) = database.one::<RequestRow>(&one(may.organization(), request)).await? else { return Ok(None) };
    let mut requests = vec![row.request()?];
    add_answerable(database, may, &mut requests, now).await?;
    Ok(requests.pop())
}

async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    request: AccessRequestId,
) -> Result<RequestRow, AccessRequestError> {
    transaction.one(&one(organization, request)).await?.ok_or(AccessRequestError::NotFound)
}

/// Selects the id of the caller's own member record.
fn caller<A: Action>(may: &Authorized<A>) -> SelectStatement {
    Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .and_where(Expr::col("account_id").eq(id_bytes(may.account())))
        .take()
}

/// Says of each pending request which level the caller can grant. Nobody answers their own.
async fn add_answerable(
    database: &Database,
    may: &Authorized<GrantDevices>,
    requests: &mut [AccessRequest],
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some((caller,)) = database.one::<(Vec<u8>,)>(&caller(may)).await? else { return Ok(()) };
    let caller: MemberId = read_id(&caller)?;
    let by_role = grants::by_role(database, caller).await?;
    let pending = requests.iter_mut().filter(|it| it.state == AccessRequestState::Pending && it.member.id != caller);
    for request in pending {
        request.answerable = match target_of(request) {
            Some(target) if by_role != Some(DeviceLevel::Manage) => {
                present_level_on(database, may.organization(), caller, target, now).await?
            }
            _ => by_role,
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_kept_in_their_order() {
        for (place, state) in AccessRequestState::ALL.into_iter().enumerate() {
            assert_eq!(usize::try_from(state_place(state)), Ok(place));
            assert_eq!(read_state(state_place(state)).unwrap(), state);
        }
        assert!(read_state(5).is_err());
    }
}
