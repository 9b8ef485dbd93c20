//! One row of a job: a change of one member, by the same changes as single ones.

use api_types::{
    CompanyId, JobChange, MAX_COMPANIES, MAX_ROLES, MemberChanges, MemberId, MemberStatus, RoleId,
    member_problems as codes,
};

use super::{
    evaluate::{roles_after, same},
    may::May,
    run::Tools,
    undo::Undo,
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction, Versions,
        audit::AuditContext,
        invitations::{ResendInvitation, WithdrawInvitation},
        members::{
            Activate, ChangeMemberError, Deactivate, ImportedChanges, MemberRecord, Remove, Restore, SetRoles,
            UpdateMember, reports,
        },
    },
};

/// What became of a row.
#[derive(Debug)]
pub(super) enum Done {
    /// With what undoes it.
    Changed(Option<Undo>),
    /// It was as it should be already.
    Unchanged,
}

/// A row was not changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum RowError {
    /// For this reason, which has a code.
    #[error("refused: {0}")]
    Refused(&'static str),
    #[error(transparent)]
    Change(#[from] ChangeMemberError),
}

impl RowError {
    /// The code of the reason; none if the job cannot go on.
    pub(super) fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(code),
            Self::Change(error) => code(error),
        }
    }
}

/// What a change of a row works with.
pub(super) struct RowChange<'a> {
    pub may: &'a May,
    pub tools: &'a Tools,
    pub member: MemberId,
    pub context: AuditContext,
}

impl RowChange<'_> {
    /// Makes the change.
    pub(super) async fn make(
        &self,
        transaction: &mut Transaction,
        change: &JobChange,
        note: Option<&str>,
    ) -> Result<Done, RowError> {
        let before = MemberRecord::find(transaction, self.may.read.organization(), self.member).await;
        let before = before.map_err(ChangeMemberError::from)?.ok_or(ChangeMemberError::NotFound)?;
        match change {
            JobChange::AddRoles { .. } | JobChange::RemoveRoles { .. } | JobChange::ReplaceRoles { .. } => {
                let after = roles_after(change, &before.roles);
                if same(&before.roles, &after) {
                    return Ok(Done::Unchanged);
                }
                self.set_roles(transaction, after.clone()).await?;
                Ok(Done::Changed(Some(Undo::Roles { before: before.roles, after })))
            }
            JobChange::AddCompany { company } => {
                let after = before.companies.iter().copied().filter(|it| it != company).chain([*company]).collect();
                let is_there = before.companies.contains(company);
                self.set_companies(transaction, &before, if is_there { before.companies.clone() } else { after }).await
            }
            JobChange::RemoveCompany { company } => {
                let after = before.companies.iter().copied().filter(|it| it != company).collect();
                self.set_companies(transaction, &before, after).await
            }
            JobChange::SetMainCompany { company } => {
                let others = before.companies.iter().copied().filter(|it| it != company);
                self.set_companies(transaction, &before, [*company].into_iter().chain(others).collect()).await
            }
            JobChange::SetSupervisor { supervisor } => {
                if before.supervisor == *supervisor {
                    return Ok(Done::Unchanged);
                }
                self.update(transaction, MemberChanges { supervisor: Some(*supervisor), ..MemberChanges::default() })
                    .await?;
                Ok(Done::Changed(Some(Undo::Supervisor { before: before.supervisor, after: *supervisor })))
            }
            JobChange::Activate => {
                if before.status == MemberStatus::Active {
                    return Ok(Done::Unchanged);
                }
                self.activate(transaction).await?;
                let undo = Undo::Activated { note: before.inactive_note.clone() };
                // A mail that has been sent does not come back.
                Ok(Done::Changed(Some(undo).filter(|_| !before.is_held())))
            }
            JobChange::Deactivate { successor } => {
                if before.status == MemberStatus::Inactive {
                    return Ok(Done::Unchanged);
                }
                let moved = self.moved_reports(transaction, &before, successor.is_some()).await?;
                self.deactivate(transaction, note.map(str::to_owned), *successor).await?;
                Ok(Done::Changed(Some(Undo::Deactivated { reports: moved, successor: *successor })))
            }
            JobChange::Remove { successor } => {
                if before.status == MemberStatus::Removed {
                    return Ok(Done::Unchanged);
                }
                let moved = self.moved_reports(transaction, &before, true).await?;
                let may = self.change()?;
                let (member, context) = (self.member, self.context.clone());
                Remove { may, member, successor: *successor, dry_run: false, context }.apply(transaction).await?;
                Ok(Done::Changed(Some(Undo::Removed { reports: moved, successor: *successor })))
            }
            JobChange::Resend => {
                self.resend(transaction).await?;
                Ok(Done::Changed(None))
            }
            JobChange::Withdraw => {
                if before.status == MemberStatus::Withdrawn {
                    return Ok(Done::Unchanged);
                }
                self.withdraw(transaction).await?;
                Ok(Done::Changed(Some(Undo::Withdrawn)))
            }
            JobChange::Restore => {
                self.restore(transaction).await?;
                Ok(Done::Changed(Some(Undo::Restored)))
            }
        }
    }

    /// The proof that the user can change members.
    pub(super) fn change(&self) -> Result<&Authorized<ChangeMember>, ChangeMemberError> {
        self.may.change.as_ref().ok_or(ChangeMemberError::NoLongerAllowed)
    }

    pub(super) async fn set_roles(&self, transaction: &mut Transaction, roles: Vec<RoleId>) -> Result<(), RowError> {
        if roles.len() > MAX_ROLES {
            return Err(RowError::Refused("too_many_roles"));
        }
        let may = self.may.assign.as_ref().ok_or(ChangeMemberError::NoLongerAllowed)?;
        let (member, versions, context) = (self.member, Versions::Any, self.context.clone());
        Ok(SetRoles { may, member, versions, roles, context }.apply(transaction).await?)
    }

    async fn set_companies(
        &self,
        transaction: &mut Transaction,
        before: &MemberRecord,
        after: Vec<CompanyId>,
    ) -> Result<Done, RowError> {
        if before.companies == after {
            return Ok(Done::Unchanged);
        }
        if after.len() > MAX_COMPANIES {
            return Err(RowError::Refused("too_many_companies"));
        }
        let changes = MemberChanges { companies: Some(after.clone()), ..MemberChanges::default() };
        self.update(transaction, changes).await?;
        Ok(Done::Changed(Some(Undo::Companies { before: before.companies.clone(), after })))
    }

    pub(super) async fn update(
        &self,
        transaction: &mut Transaction,
        changes: MemberChanges,
    ) -> Result<(), ChangeMemberError> {
        self.update_imported(transaction, changes, ImportedChanges::default()).await
    }

    pub(super) async fn update_imported(
        &self,
        transaction: &mut Transaction,
        changes: MemberChanges,
        imported: ImportedChanges,
    ) -> Result<(), ChangeMemberError> {
        let (member, versions, context) = (self.member, Versions::Any, self.context.clone());
        UpdateMember { may: self.change()?, member, versions, changes, imported, context }.apply(transaction).await
    }

    pub(super) async fn activate(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (member, has_mail, context) = (self.member, self.tools.has_mail, self.context.clone());
        Activate { may: self.change()?, member, has_mail, dry_run: false, context }.apply(transaction).await
    }

    pub(super) async fn deactivate(
        &self,
        transaction: &mut Transaction,
        note: Option<String>,
        successor: Option<MemberId>,
    ) -> Result<(), ChangeMemberError> {
        let (member, context) = (self.member, self.context.clone());
        Deactivate { may: self.change()?, member, note, successor, dry_run: false, context }.apply(transaction).await
    }

    pub(super) async fn withdraw(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (member, context) = (self.member, self.context.clone());
        WithdrawInvitation { may: self.change()?, member, dry_run: false, context }.apply(transaction).await
    }

    pub(super) async fn restore(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (member, context) = (self.member, self.context.clone());
        Restore { may: self.change()?, member, roles: true, dry_run: false, context }.apply(transaction).await
    }

    async fn resend(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let resend = ResendInvitation {
            may: self.change()?,
            member: self.member,
            // The link goes out by mail.
            token: None,
            send_email: true,
            mail_limits: self.tools.mail_limits,
            lifetime: None,
            dry_run: false,
            idempotency: None,
            context: self.context.clone(),
        };
        resend.apply(transaction).await
    }

    /// Those who get another supervisor with the change.
    async fn moved_reports(
        &self,
        transaction: &mut Transaction,
        before: &MemberRecord,
        are_moved: bool,
    ) -> Result<Vec<MemberId>, ChangeMemberError> {
        if !are_moved {
            return Ok(Vec::new());
        }
        let reports = reports::of(transaction, before.organization, before.id).await?;
        Ok(reports.into_iter().map(|report| report.id).collect())
    }
}

/// Why a member is not changed; none if nothing more can be changed.
fn code(error: &ChangeMemberError) -> Option<&'static str> {
    use ChangeMemberError as E;
    Some(match error {
        E::Store(_) | E::NoLongerAllowed | E::KeyReused => return None,
        E::NotFound => codes::NOT_FOUND,
        E::AboveYourself => codes::ABOVE_YOURSELF,
        E::NotPending | E::Withdrawn => codes::NOT_PENDING,
        E::Expired => "expired",
        E::Removed => codes::MEMBER_REMOVED,
        E::NotWithdrawn => codes::NOT_WITHDRAWN,
        E::NotActive => codes::NOT_ACTIVE,
        E::NotInactive => codes::NOT_INACTIVE,
        E::NotJoined => codes::NOT_JOINED,
        E::OwnAccount => codes::OWN_ACCOUNT,
        E::SharedAccount => "shared_account",
        E::AccountGone => codes::ACCOUNT_GONE,
        E::Stale => "changed_meanwhile",
        E::LastAdministrator => codes::LAST_ADMINISTRATOR,
        E::Blocked { .. } => codes::BLOCKED,
        E::OwnAccess => "own_access",
        E::AlreadyMember => codes::ALREADY_MEMBER,
        E::NoSeatLeft { .. } => codes::NO_SEAT_LEFT,
        E::RoleNeeded => "role_needed",
        E::NameNeeded => "name_needed",
        E::SignatureTaken => "signature_taken",
        E::UnknownSupervisor | E::UnknownReplacement => "unknown_supervisor",
        E::SupervisorCycle(_) | E::ReplacementCycle(_) => "cycle",
        E::UnknownSuccessor | E::SuccessorCycle(_) => "unknown_successor",
        E::UnknownRole(_) => "unknown_role",
        E::UnknownCompany(_) => "unknown_company",
        E::Schedule(_) => "invalid_day",
        E::AddressTaken | E::SameAddress => "address_taken",
        E::DomainNotAllowed(_) => codes::DOMAIN_NOT_ALLOWED,
        E::TooSoon(_) | E::MailLimit(_) => codes::MAIL_LIMIT,
        E::MailRefused => codes::MAIL_REFUSED,
        E::UnknownReplaced | E::NoAccount | E::PasswordElsewhere | E::NoSecondFactor | E::ByMailOnly => "refused",
    })
}
