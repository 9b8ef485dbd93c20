//! What is said in the panels and dialogs of the frame and of the list.

use super::{
    super::Format,
    Text,
    email_change::EmailChangeTexts,
    lifecycle::{LifecycleTexts, SupervisorTexts},
};

/// The panels and dialogs of the frame and of the list.
pub struct PanelTexts {
    pub organizations: OrganizationsTexts,
    pub create_organization: CreateOrganizationTexts,
    pub filters: FiltersTexts,
    pub columns: ColumnsTexts,
    pub export: ExportTexts,
    pub views: ViewsTexts,
    pub companies: CompanyChoiceTexts,
    pub bulk: BulkTexts,
    pub lifecycle: LifecycleTexts,
    pub supervisor: SupervisorTexts,
    pub email_change: EmailChangeTexts,
    pub first_steps: FirstStepsTexts,
}

/// What a new organization is advised to do.
pub struct FirstStepsTexts {
    pub title: Text,
    pub users: Text,
    pub invite_users: Text,
    pub companies: Text,
    pub add_companies: Text,
}

/// The list behind the organization switcher.
pub struct OrganizationsTexts {
    pub search: Text,
    pub placeholder: Text,
    pub list: Text,
    pub active: Text,
    pub available: Text,
    pub pinned: Text,
    pub recent: Text,
    /// Puts the organization on screen above the others.
    pub pin: Text,
    pub unpin: Text,
    pub users: fn(Format, u64) -> String,
    pub disabled: Text,
    /// With the day on which everything is erased.
    pub deleted: fn(day: &str) -> String,
    /// In place of an organization, for somebody who can open others again.
    pub closed: Text,
    pub no_match: fn(search: &str) -> String,
    pub none: Text,
    pub failed: Text,
    pub loading_more: Text,
    /// Spoken when the list has changed.
    pub found: fn(Format, u64) -> String,
    pub hint_move: Text,
    pub hint_switch: Text,
    pub hint_close: Text,
}

/// The dialog that creates an organization.
pub struct CreateOrganizationTexts {
    pub title: Text,
    pub text: Text,
    pub name: Text,
    pub name_hint: Text,
    pub number: Text,
    pub number_hint: Text,
    pub submit: Text,
    pub name_missing: Text,
    pub name_invalid: Text,
    pub number_invalid: Text,
    pub too_many: Text,
    pub number_taken: Text,
    pub created: fn(name: &str) -> String,
}

/// The panels of filters.
pub struct FiltersTexts {
    pub before_date: Text,
    pub day: Text,
}

/// The companies to choose from, above the list of users.
pub struct CompanyChoiceTexts {
    pub find: Text,
    pub active: fn(Format, u64) -> String,
    pub manage: Text,
}

/// The choice of columns.
pub struct ColumnsTexts {
    pub note: Text,
    /// Beside the column that cannot be given up.
    pub always: Text,
    pub move_up: fn(column: &str) -> String,
    pub move_down: fn(column: &str) -> String,
    /// Spoken once a column has been moved.
    pub moved: fn(Format, column: &str, place: u64) -> String,
    pub comfortable: Text,
    pub compact: Text,
    pub reset: Text,
}

/// The list as a file.
pub struct ExportTexts {
    pub what: fn(Format, rows: &str, columns: u64) -> String,
    pub format: Text,
    pub csv: Text,
    pub json_lines: Text,
    pub delimiter: Text,
    pub commas: Text,
    pub semicolons: Text,
    pub bom: Text,
    pub start: Text,
    pub start_json_lines: Text,
    pub progress: fn(Format, rows: u64, of: Option<u64>) -> String,
    pub done: Text,
    pub stopped: Text,
    pub failed: Text,
}

/// Views under names of one's own.
pub struct ViewsTexts {
    /// Above views that everybody has.
    pub presets: Text,
    pub never_signed_in: Text,
    pub inactive: Text,
    pub no_two_factor: Text,
    pub expires_soon: Text,
    pub no_role: Text,
    pub none: Text,
    pub name: Text,
    pub new_name: Text,
    pub name_missing: Text,
    pub name_taken: fn(name: &str) -> String,
    pub replace: Text,
    pub rename: fn(name: &str) -> String,
    pub rename_save: Text,
    pub save: Text,
    pub saved: fn(name: &str) -> String,
    pub not_saved: Text,
    pub delete: fn(name: &str) -> String,
    pub deleted: fn(name: &str) -> String,
}

/// The bar of the selection.
pub struct BulkTexts {
    pub toolbar: fn(&str) -> String,
    pub select_all: fn(number: &str) -> String,
    pub stop: Text,
    pub clear: Text,
    /// Of more rows than can be selected at once.
    pub first_only: fn(Format, u64) -> String,
    pub not_selected: Text,
    /// The menu of the tools that there is no room for.
    pub more: Text,
    /// A new selection has taken the place of another one.
    pub replaced: fn(Format, u64, before: u64) -> String,
}
