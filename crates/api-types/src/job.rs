//! Jobs: changes of many members that the server makes in the background.

use serde::{Deserialize, Serialize};

use crate::{CompanyId, CompanyRef, JobId, MemberId, MemberRef, RoleId, RoleRef, Seats, Timestamp, listing::named};

/// Maximum number of members that a new job names one by one. A view has no limit.
pub const MAX_JOB_MEMBERS: usize = 2_000;
/// Maximum length of the view of a new job, in characters.
pub const MAX_JOB_VIEW: usize = 4_000;
/// Maximum number of jobs of one account that are prepared and not started, in one organization. The oldest give way.
pub const MAX_READY_JOBS: usize = 5;
/// A job can be undone for this many days.
pub const JOB_UNDO_DAYS: u64 = 7;
/// Jobs and their results are kept for this many days.
pub const JOB_DAYS: u64 = 30;
/// Rows in one response of `GET …/jobs/{job}/rows`.
pub const JOB_ROWS: usize = 50;

/// Request body of `POST …/members/jobs`: a change of many members. It has either `members` or `view`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    pub change: JobChange,
    /// 1 to 2,000 members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberId>,
    /// All members of a view: the query of the list, as its URL has it. An empty one means every member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
    /// Members of the view that are left out, at most 2,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<MemberId>,
    /// Why, at most 2,000 characters. Deactivated members show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a job changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum JobChange {
    AddRoles {
        /// 1 to 200.
        #[cfg_attr(feature = "openapi", schema(max_items = 200))]
        roles: Vec<RoleId>,
    },
    RemoveRoles {
        /// 1 to 200.
        #[cfg_attr(feature = "openapi", schema(max_items = 200))]
        roles: Vec<RoleId>,
    },
    /// Members then have exactly these roles.
    ReplaceRoles {
        /// 0 to 200.
        #[cfg_attr(feature = "openapi", schema(max_items = 200))]
        roles: Vec<RoleId>,
    },
    AddCompany {
        company: CompanyId,
    },
    RemoveCompany {
        company: CompanyId,
    },
    /// The company becomes the main one. Members who do not belong to it yet are added.
    SetMainCompany {
        company: CompanyId,
    },
    SetSupervisor {
        /// Absent: members then have no supervisor.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        supervisor: Option<MemberId>,
    },
    Activate,
    Deactivate {
        /// Becomes the supervisor of those whom the members supervise; they keep theirs if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<MemberId>,
    },
    /// Members who have not joined yet are not removed: withdraw their invitations.
    Remove {
        /// Becomes the supervisor of those whom the members supervise; they have none if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<MemberId>,
    },
    /// Sends invitations again, by mail.
    Resend,
    Withdraw,
    /// Undoes withdrawals and removals of the last 30 days.
    Restore,
}

impl JobChange {
    /// Which change it is, without its parameters.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::AddRoles { .. } => JobKind::AddRoles,
            Self::RemoveRoles { .. } => JobKind::RemoveRoles,
            Self::ReplaceRoles { .. } => JobKind::ReplaceRoles,
            Self::AddCompany { .. } => JobKind::AddCompany,
            Self::RemoveCompany { .. } => JobKind::RemoveCompany,
            Self::SetMainCompany { .. } => JobKind::SetMainCompany,
            Self::SetSupervisor { .. } => JobKind::SetSupervisor,
            Self::Activate => JobKind::Activate,
            Self::Deactivate { .. } => JobKind::Deactivate,
            Self::Remove { .. } => JobKind::Remove,
            Self::Resend => JobKind::Resend,
            Self::Withdraw => JobKind::Withdraw,
            Self::Restore => JobKind::Restore,
        }
    }
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    AddRoles,
    RemoveRoles,
    ReplaceRoles,
    AddCompany,
    RemoveCompany,
    SetMainCompany,
    SetSupervisor,
    Activate,
    Deactivate,
    Remove,
    Resend,
    Withdraw,
    Restore,
    Import,
}

named!(JobKind, 14:
    AddRoles = "add_roles",
    RemoveRoles = "remove_roles",
    ReplaceRoles = "replace_roles",
    AddCompany = "add_company",
    RemoveCompany = "remove_company",
    SetMainCompany = "set_main_company",
    SetSupervisor = "set_supervisor",
    Activate = "activate",
    Deactivate = "deactivate",
    Remove = "remove",
    Resend = "resend",
    Withdraw = "withdraw",
    Restore = "restore",
    Import = "import",
);

impl JobKind {
    /// Whether what it does can be undone.
    pub fn is_undoable(self) -> bool {
        self != Self::Resend
    }
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// The server finds out what it would change.
    Preparing,
    /// It can be started. Nothing has changed yet.
    Ready,
    Running,
    Done,
    /// Stopped by its user. Changes until then stay.
    Stopped,
    /// It could not go on. Changes until then stay.
    Failed,
}

named!(JobState, 6:
    Preparing = "preparing",
    Ready = "ready",
    Running = "running",
    Done = "done",
    Stopped = "stopped",
    Failed = "failed",
);

impl JobState {
    /// Whether the server works on it.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Preparing | Self::Running)
    }
}

/// A job of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Job {
    pub id: JobId,
    pub kind: JobKind,
    pub state: JobState,
    pub created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Rows in all. While it is prepared: about so many.
    pub total: u64,
    /// While it is prepared: how many rows have been looked at.
    pub prepared: u64,
    pub counts: JobCounts,
    /// Why rows are unchanged or refused, the most frequent first.
    #[serde(default)]
    pub reasons: Vec<JobReason>,
    pub effects: JobEffects,
    /// The roles that it gives or takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyRef>,
    /// The new supervisor, or the successor of supervisors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<MemberRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Until when it can be undone; absent if it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoable_until: Option<Timestamp>,
    /// The job that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_of: Option<JobId>,
    /// The job that undoes this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<JobId>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<JobProblem>,
    /// Increases with every change of the job, also with its progress.
    pub version: i64,
}

/// Numbers of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobCounts {
    /// Would be changed and are not yet.
    pub planned: u64,
    pub changed: u64,
    /// Are as they should be already.
    pub unchanged: u64,
    pub refused: u64,
}

impl JobCounts {
    /// Rows that have been dealt with.
    pub fn settled(self) -> u64 {
        self.changed + self.unchanged + self.refused
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JobOutcome {
    Planned,
    Changed,
    Unchanged,
    Refused,
}

named!(JobOutcome, 4: Planned = "planned", Changed = "changed", Unchanged = "unchanged", Refused = "refused");

/// Why rows are unchanged or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobReason {
    pub outcome: JobOutcome,
    /// Stable, for example `last_administrator`.
    pub code: String,
    pub rows: u64,
}

/// What a job costs and what else it does, as it was when the job was prepared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobEffects {
    /// Seats now.
    #[serde(default)]
    pub seats: Seats,
    /// Seats that it takes; negative if it frees seats.
    #[serde(default)]
    pub seat_change: i64,
    /// Members who have access and will have none.
    #[serde(default)]
    pub lose_access: u64,
    /// How many of them are signed in.
    #[serde(default)]
    pub signed_in: u64,
    /// Members it changes who are supervisors.
    #[serde(default)]
    pub supervisors: u64,
    /// Members who have one of these as supervisor and are not changed themselves.
    #[serde(default)]
    pub reports: u64,
    /// Mails that it sends.
    #[serde(default)]
    pub mails: u64,
}

/// Why a job failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JobProblem {
    /// Its user can no longer do this.
    NoLongerAllowed,
    /// The server could not go on.
    Internal,
    /// The file of an import did not arrive completely. It has to be imported again.
    Incomplete,
}

named!(JobProblem, 3: NoLongerAllowed = "no_longer_allowed", Internal = "internal", Incomplete = "incomplete");

/// Response of `GET …/jobs`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jobs {
    /// The caller's jobs of the last 30 days, the newest first, at most 50.
    pub items: Vec<Job>,
}

/// Request body of `POST …/jobs/{job}/start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartJob {
    /// The version of the job that its user has seen.
    pub version: i64,
}

/// Response of `GET …/jobs/{job}/rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobRows {
    pub items: Vec<JobRow>,
    /// The place to continue with. Absent: these are the last rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// A row of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobRow {
    /// Its place among the rows of the job, from 1.
    pub place: u64,
    pub outcome: JobOutcome,
    /// Absent: the member does not exist yet, or was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Why it is unchanged or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
