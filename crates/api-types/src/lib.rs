//! The request and response types that app and server share: serde types without I/O.
//!
//! Names are in `snake_case`. An absent field and `null` mean the same. Unknown fields are ignored, so either side can
//! add fields first.

mod filter;
mod id;
mod invitation;
mod language;
mod list;
mod member;
mod name;
mod organization;
mod permission;
mod person_name;
mod problem;
mod role;
mod saved_view;
mod search;
mod session;
mod view;

pub use filter::{FilterOption, FilterOptions, LastSignInFilter, MembersFilter, TwoFactorFilter};
pub use id::{AccountId, CompanyId, InvalidId, MemberId, OrganizationId, RoleId, SavedViewId};
pub use invitation::{
    AcceptInvitation, Accepted, Bulk, BulkAction, BulkResult, BulkResults, Delivery, DeliveryState, InvitationLink,
    InvitationPreview, InvitationResult, InvitationResults, InvitationSettings, InvitationToken, InvitedAccount,
    MAX_BULK, MAX_INVITATION_DAYS, MAX_INVITATION_MESSAGE, MAX_INVITATIONS, MailService, MemberChanges, MemberRoles,
    NewInvitations, Obstacle, OfferedRole, Resend, Resent, obstacles,
};
pub use language::Language;
pub use list::{List, Total};
pub use member::{Invitation, Member, MemberStatus, Named};
pub use name::{MAX_NAME, NameProblem, read_name};
pub use organization::{AdministratorContact, Membership, NewOrganization, Organization, Seats};
pub use permission::Permission;
pub use person_name::{InvalidPersonName, PersonName};
pub use problem::{FieldProblem, Problem, codes};
pub use role::{Role, RoleKey, RoleRef};
pub use saved_view::{MAX_VIEW_NAME, NewSavedView, SavedView};
pub use search::{InvalidSearch, MAX_SEARCH, Search, SearchField, Term};
pub use session::{Account, Credentials, DemoAccount, SecondFactor, SecondFactorAnswer, ServerInfo, Session, SignIn};
pub use view::{Direction, FilterValues, InvalidView, MemberColumn, MembersView, SortBy, read_columns};

/// A time as RFC 3339 in UTC, for example `2026-11-21T09:30:00Z`.
pub type Timestamp = String;
