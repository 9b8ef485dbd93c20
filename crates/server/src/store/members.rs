//! Members: the people of an organization.

use api_types::{
    AccountId, Invitation, Member, MemberId, MemberSort, MemberStatus, MembersView, Named, OrganizationId, RoleId,
    SortBy, Timestamp as WireTimestamp,
};
use jiff::Timestamp;
use sea_query::{Alias, Expr, ExprTrait, Func, IntoIden, JoinType, Query, SelectStatement};
use sqlx::FromRow;

use super::{
    Database, StoreError, Transaction,
    columns::{id_bytes, moment, read_id, read_status, status_place, wire_moment},
    companies,
    page::{Key, Page, PageRequest, Position, SortKey},
    roles, sql, text,
};
use crate::authz::{
    Authorized,
    policy::{ReadMember, ReadMembers},
};

/// A row of `members` with the names of those whom it refers to.
#[derive(FromRow)]
struct MemberRow {
    id: Vec<u8>,
    organization_id: Vec<u8>,
    email: String,
    email_key: String,
    given_name: Option<String>,
    family_name: Option<String>,
    name: Option<String>,
    name_key: Vec<u8>,
    signature: Option<String>,
    status: i16,
    two_factor: Option<bool>,
    supervisor_id: Option<Vec<u8>>,
    supervisor_name: Option<String>,
    invited_by_id: Option<Vec<u8>>,
    inviter_name: Option<String>,
    invited_at: Option<i64>,
    member_since: Option<i64>,
    last_sign_in: Option<i64>,
    invitation_expires_at: Option<i64>,
    invitation_sent_at: Option<i64>,
    invitation_times_sent: i64,
    invitation_message: Option<String>,
    version: i64,
}

const PLAIN_COLUMNS: [&str; 21] = [
    "id",
    "organization_id",
    "email",
    "email_key",
    "given_name",
    "family_name",
    "name",
    "name_key",
    "signature",
    "status",
    "two_factor",
    "supervisor_id",
    "invited_by_id",
    "invited_at",
    "member_since",
    "last_sign_in",
    "invitation_expires_at",
    "invitation_sent_at",
    "invitation_times_sent",
    "invitation_message",
    "version",
];

/// One page of the organization's people.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    may: &Authorized<ReadMembers>,
    view: &MembersView,
    request: &PageRequest,
) -> Result<Page<Member>, StoreError> {
    let total = total(database, may, view).await?;
    let rows = rows(database, may, view, request).await?;
    let page = Page::cut(rows, request.limit, total, |row| row.position(view.sort.column));
    let items = complete(database, page.items).await?;
    Ok(Page { items, next: page.next, total: page.total })
}

/// One of the organization's people; `None` when it has no such member.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
) -> Result<Option<Member>, StoreError> {
    let query = select_rows(of_organization(may.organization()))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .take();
    let rows: Vec<MemberRow> = database.all(&query).await?;
    Ok(complete(database, rows).await?.pop())
}

/// The page's rows and one more, if there is one.
async fn rows(
    database: &Database,
    may: &Authorized<ReadMembers>,
    view: &MembersView,
    request: &PageRequest,
) -> Result<Vec<MemberRow>, StoreError> {
    let wanted = request.limit + 1;
    let mut after = request.after.as_ref();
    let mut rows: Vec<MemberRow> = Vec::new();
    for part in parts(view.sort, after) {
        let key = sort_key(view.sort);
        let mut query = select_rows(narrowed(may.organization(), view));
        query.and_where_option(part).limit(wanted - rows.len() as u64);
        key.sort(&mut query);
        if let Some(position) = after.take() {
            key.skip(&mut query, position);
        }
        rows.extend(database.all::<MemberRow>(&query).await?);
        if rows.len() as u64 == wanted {
            break;
        }
    }
    Ok(rows)
}

/// The list in parts, each of which one index walks through: where the sorted column can be empty, those with a value
/// come first and those without last, whichever way the list is sorted.
fn parts(sort: SortBy, after: Option<&Position>) -> Vec<Option<Expr>> {
    let since = || Expr::col(("members", "member_since"));
    match (sort.column, after.map(|position| &position.key)) {
        (MemberSort::MemberSince, Some(Key::Absent)) => vec![Some(since().is_null())],
        (MemberSort::MemberSince, _) => vec![Some(since().is_not_null()), Some(since().is_null())],
        _ => vec![None],
    }
}

fn sort_key(sort: SortBy) -> SortKey {
    let column = match sort.column {
        MemberSort::Name => "name_key",
        MemberSort::Email => "email_key",
        MemberSort::Status => "status",
        MemberSort::MemberSince => "member_since",
    };
    SortKey::new(("members", column), ("members", "id"), sort.direction)
}

/// How many members the view has. Without search and filters the organization knows by itself.
async fn total(database: &Database, may: &Authorized<ReadMembers>, view: &MembersView) -> Result<u64, StoreError> {
    let query = if view.narrows() {
        sql::count(&narrowed(may.organization(), view))
    } else {
        Query::select()
            .column("members_total")
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(may.organization())))
            .take()
    };
    let (total,): (i64,) = sql::always(database.one(&query).await?)?;
    Ok(total.unsigned_abs())
}

fn of_organization(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .take()
}

/// The organization's members that search and filters leave.
fn narrowed(organization: OrganizationId, view: &MembersView) -> SelectStatement {
    let mut query = of_organization(organization);
    for pattern in text::search_patterns(&view.search) {
        query.and_where(sql::like(("members", "search_text"), pattern));
    }
    if !view.statuses.is_empty() {
        query.and_where(Expr::col(("members", "status")).is_in(view.statuses.iter().copied().map(status_place)));
    }
    if !view.roles.is_empty() {
        query.and_where(Expr::exists(holds_any(&view.roles)));
    }
    query
}

fn holds_any(roles: &[RoleId]) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .and_where(Expr::col(("member_roles", "role_id")).is_in(roles.iter().map(|role| id_bytes(*role))))
        .take()
}

/// Asks for [`MemberRow`]s.
fn select_rows(mut query: SelectStatement) -> SelectStatement {
    let shown = |person: &'static str| {
        let column = |name: &'static str| Expr::col((Alias::new(person), name.into_iden()));
        Expr::from(Func::coalesce([column("name"), column("email")]))
    };
    let same = |person: &'static str, column| Expr::col((person, "id")).equals(("members", column));
    query
        .columns(PLAIN_COLUMNS.map(|column| ("members", column)))
        .expr_as(shown("supervisors"), "supervisor_name")
        .expr_as(shown("inviters"), "inviter_name")
        .join_as(JoinType::LeftJoin, "members", "supervisors", same("supervisors", "supervisor_id"))
        .join_as(JoinType::LeftJoin, "members", "inviters", same("inviters", "invited_by_id"))
        .take()
}

/// Adds roles and companies.
async fn complete(database: &Database, rows: Vec<MemberRow>) -> Result<Vec<Member>, StoreError> {
    let ids = rows.iter().map(|row| read_id(&row.id)).collect::<Result<Vec<MemberId>, _>>()?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut roles = roles::held_by(database, &ids).await?;
    let mut companies = companies::of(database, &ids).await?;
    ids.into_iter()
        .zip(rows)
        .map(|(id, row)| {
            let mut member = row.into_member(id)?;
            member.roles = roles.remove(&id).unwrap_or_default().into_iter().map(|held| held.role).collect();
            member.companies = companies.remove(&id).unwrap_or_default();
            Ok(member)
        })
        .collect()
}

impl MemberRow {
    fn position(&self, column: MemberSort) -> Position {
        let key = match column {
            MemberSort::Name => Key::Bytes(self.name_key.clone()),
            MemberSort::Email => Key::Text(self.email_key.clone()),
            MemberSort::Status => Key::Number(self.status.into()),
            MemberSort::MemberSince => self.member_since.map_or(Key::Absent, Key::Number),
        };
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key, id }
    }

    /// The member, still without roles and companies.
    fn into_member(self, id: MemberId) -> Result<Member, StoreError> {
        Ok(Member {
            id,
            organization_id: read_id(&self.organization_id)?,
            status: read_status(self.status)?,
            roles: Vec::new(),
            companies: Vec::new(),
            supervisor: reference(self.supervisor_id, self.supervisor_name)?,
            invited_by: reference(self.invited_by_id, self.inviter_name)?,
            invited_at: optional_moment(self.invited_at)?,
            member_since: optional_moment(self.member_since)?,
            last_sign_in: optional_moment(self.last_sign_in)?,
            invitation: match self.invitation_expires_at {
                Some(expires_at) => Some(Invitation {
                    expires_at: wire_moment(expires_at)?,
                    sent_at: optional_moment(self.invitation_sent_at)?,
                    times_sent: u32::try_from(self.invitation_times_sent).unwrap_or(u32::MAX),
                    message: self.invitation_message,
                }),
                None => None,
            },
            email: self.email,
            given_name: self.given_name,
            family_name: self.family_name,
            name: self.name,
            signature: self.signature,
            two_factor: self.two_factor,
            version: self.version,
        })
    }
}

fn reference(id: Option<Vec<u8>>, name: Option<String>) -> Result<Option<Named<MemberId>>, StoreError> {
    id.map(|id| Ok(Named { id: read_id(&id)?, name: name.unwrap_or_default() })).transpose()
}

fn optional_moment(microseconds: Option<i64>) -> Result<Option<WireTimestamp>, StoreError> {
    microseconds.map(wire_moment).transpose()
}

/// The text that a search for a member looks through.
pub(super) fn search_text(
    name: Option<&str>,
    given_name: Option<&str>,
    family_name: Option<&str>,
    email: &str,
    signature: Option<&str>,
) -> String {
    let parts = [name, given_name, family_name, Some(email), signature];
    let folded: Vec<String> = parts.into_iter().flatten().map(text::fold).collect();
    folded.join("\n")
}

/// What a member is sorted by under "name": without a name, the e-mail address.
pub(super) fn name_key(name: Option<&str>, email: &str) -> Vec<u8> {
    text::sort_key(name.unwrap_or(email))
}

/// Somebody who is a member from the start, without an invitation.
#[derive(Debug, Clone)]
pub(super) struct NewMember {
    pub id: MemberId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub email: String,
    pub name: String,
    pub role: RoleId,
    pub since: Timestamp,
}

impl NewMember {
    /// Adds the member and counts it.
    pub(super) async fn insert(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let name = Some(self.name.as_str());
        let insert = sql::insert(
            "members",
            [
                ("id", id_bytes(self.id).into()),
                ("organization_id", id_bytes(self.organization).into()),
                ("account_id", id_bytes(self.account).into()),
                ("email", self.email.as_str().into()),
                ("email_key", text::email_key(&self.email).into()),
                ("name", name.into()),
                ("name_key", name_key(name, &self.email).into()),
                ("search_text", search_text(name, None, None, &self.email, None).into()),
                ("status", status_place(MemberStatus::Active).into()),
                ("member_since", moment(self.since).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        let give = sql::insert(
            "member_roles",
            [("member_id", id_bytes(self.id).into()), ("role_id", id_bytes(self.role).into())],
        )?;
        transaction.execute(&give).await?;
        let count = Query::update()
            .table("organizations")
            .value("members_total", Expr::col("members_total").add(1i64))
            .and_where(Expr::col("id").eq(id_bytes(self.organization)))
            .take();
        transaction.execute(&count).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use api_types::Direction;

    use super::*;

    #[test]
    fn only_the_column_that_can_be_empty_is_walked_in_parts() {
        for column in MemberSort::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                let expected = if column == MemberSort::MemberSince { 2 } else { 1 };
                assert_eq!(parts(SortBy { column, direction }, None).len(), expected);
            }
        }
    }
}
