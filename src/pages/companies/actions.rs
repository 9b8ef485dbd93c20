//! What can be done with a company.

use api_types::{Company, CompanyStatus};

use super::super::list::action::{Action, ActionState, COPY_LINK, OPEN};
use crate::ui::{IconName, TableRow};

/// The names of what takes more than a list has.
pub const UPDATE: &str = "update";
pub const ARCHIVE: &str = "archive";
pub const RESTORE: &str = "restore";

/// What can be done with a company, in the order of menus.
pub static COMPANY_ACTIONS: [Action; 5] = [
    Action { icon: IconName::Company, ..OPEN },
    COPY_LINK,
    Action { label: |texts, _| texts.company.update, ..action(UPDATE, IconName::Edit, ActionState::always) },
    Action {
        label: |texts, _| texts.company.archive,
        is_dangerous: true,
        ..action(ARCHIVE, IconName::Withdraw, |row, _| has_status(row, CompanyStatus::Active))
    },
    Action {
        label: |texts, _| texts.company.restore,
        ..action(RESTORE, IconName::Refresh, |row, _| has_status(row, CompanyStatus::Archived))
    },
];

/// One that changes the company, in menus and on its page.
const fn action(name: &'static str, icon: IconName, state: fn(&dyn TableRow, &str) -> ActionState) -> Action {
    Action { name, icon, state, run: None, permission: Some(api_types::Permission::CompaniesManage), ..COPY_LINK }
}

fn has_status(row: &dyn TableRow, status: CompanyStatus) -> ActionState {
    let has = row.of::<Company>().is_some_and(|company| company.status == status);
    if has { ActionState::Allowed } else { ActionState::Absent }
}
