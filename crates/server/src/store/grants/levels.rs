//! Levels as they are stored, and what permissions they follow from.

use api_types::{DeviceLevel, MemberId, Permission};
use sea_query::{CaseStatement, Expr, ExprTrait, Query, SelectStatement};

use crate::store::{Database, StoreError, columns::id_bytes};

/// A level as its place in the order.
pub(in crate::store) fn level_place(level: DeviceLevel) -> i16 {
    match level {
        DeviceLevel::View => 0,
        DeviceLevel::Operate => 1,
        DeviceLevel::Manage => 2,
    }
}

/// Reads what [`level_place`] wrote.
pub(in crate::store) fn read_level(place: i16) -> Result<DeviceLevel, StoreError> {
    let known = usize::try_from(place).ok().and_then(|place| DeviceLevel::ALL.get(place));
    known.copied().ok_or(StoreError::Unreadable("level"))
}

/// The permission that gives a level on all devices, the highest first.
const BY_PERMISSION: [(DeviceLevel, Permission); 3] = [
    (DeviceLevel::Manage, Permission::DevicesManage),
    (DeviceLevel::Operate, Permission::DevicesOperate),
    (DeviceLevel::View, Permission::DevicesRead),
];

/// Whether the role in a row of `roles` gives a permission.
pub(in crate::store) fn gives(permission: Permission) -> Expr {
    Expr::cust(r#"(' ' || "roles"."permissions" || ' ')"#).like(format!("% {} %", permission.as_str()))
}

/// What the role in a row of `roles` gives on all devices, as a place; NULL if it gives nothing.
pub(super) fn of_role() -> Expr {
    BY_PERMISSION
        .into_iter()
        .fold(CaseStatement::new(), |case, (level, permission)| {
            case.case(gives(permission), Expr::Constant(level_place(level).into()))
        })
        .into()
}

/// The roles of a member, whatever its status: rows of `member_roles` and `roles`.
pub(super) fn roles_of(member: MemberId) -> SelectStatement {
    Query::select()
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(member)))
        .take()
}

/// Whether a row of `members` has a role for which this is true.
pub(in crate::store) fn has_role(is: Expr) -> Expr {
    let query = Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .and_where(is)
        .take();
    Expr::exists(query)
}

/// What the roles of a member give on all devices.
pub(in crate::store) async fn by_role(
    database: &Database,
    member: MemberId,
) -> Result<Option<DeviceLevel>, StoreError> {
    let query = roles_of(member).expr(of_role().cast_as("BIGINT")).and_where(of_role().is_not_null()).take();
    let levels: Vec<(i64,)> = database.all(&query).await?;
    highest(levels)
}

/// The highest of these places as a level.
pub(super) fn highest(places: Vec<(i64,)>) -> Result<Option<DeviceLevel>, StoreError> {
    let highest = places.into_iter().map(|(place,)| place).max();
    highest.map(|place| read_level(i16::try_from(place).unwrap_or(-1))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_kept_in_their_order() {
        for (place, level) in DeviceLevel::ALL.into_iter().enumerate() {
            assert_eq!(usize::try_from(level_place(level)), Ok(place));
            assert_eq!(read_level(level_place(level)).unwrap(), level);
        }
        assert!(read_level(3).is_err());
    }
}
