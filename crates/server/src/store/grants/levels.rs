//! Levels as they are stored, and what permissions they follow from.

use api_types::{DeviceLevel, Permission};
use sea_query::{CaseStatement, Expr, ExprTrait};

use crate::store::StoreError;

/// A level as its place in the order.
pub(in crate::store) fn level_place(level: DeviceLevel) -> i16 {
    match level {
        DeviceLevel::View => 0,
        DeviceLevel::Operate => 1,
        DeviceLevel::Manage => 2,
    }
}

/// Reads what [`level_place`] wrote.
pub(super) fn read_level(place: i16) -> Result<DeviceLevel, StoreError> {
    let known = usize::try_from(place).ok().and_then(|place| DeviceLevel::ALL.get(place));
    known.copied().ok_or(StoreError::Unreadable("level"))
}

/// The permission that gives a level on all devices, the highest first.
const BY_PERMISSION: [(DeviceLevel, Permission); 3] = [
    (DeviceLevel::Manage, Permission::DevicesManage),
    (DeviceLevel::Operate, Permission::DevicesOperate),
    (DeviceLevel::View, Permission::DevicesRead),
];

/// What the role in a row of `roles` gives on all devices, as a place; NULL if it gives nothing.
pub(super) fn of_role() -> Expr {
    let names = || Expr::cust(r#"(' ' || "roles"."permissions" || ' ')"#);
    BY_PERMISSION
        .into_iter()
        .fold(CaseStatement::new(), |case, (level, permission)| {
            case.case(names().like(format!("% {} %", permission.as_str())), Expr::Constant(level_place(level).into()))
        })
        .into()
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
