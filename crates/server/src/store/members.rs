//! Members: the people of an organization.

mod new;
mod row;

use api_types::{Member, MemberId, MemberSort, MembersView, OrganizationId, RoleId, SortBy};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    Database, StoreError,
    columns::{id_bytes, status_place},
    page::{Key, Page, PageRequest, Position, SortKey},
    sql, text,
};
use crate::authz::{
    Authorized,
    policy::{ReadMember, ReadMembers},
};
pub(super) use new::{NewMember, name_key, search_text};
use row::{MemberRow, complete, select_rows};

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
