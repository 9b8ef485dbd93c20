//! Carries out one row of an import by the ordinary changes of members.

use api_types::{ImportProblem, MemberChanges, MemberId, NewPeople};
use sea_query::{Expr, ExprTrait, Query};

use super::{Choices, ImportedRow, RowPlan, Superior, changed_meanwhile};
use crate::{
    authz::{
        Authorized, TokenHash,
        policy::{AssignRoles, ChangeMember, InviteMembers},
    },
    store::{
        Change, StoreError, Transaction, Versions,
        audit::AuditContext,
        columns::{id_bytes, read_id},
        email_changes::RequestEmailChange,
        import::problem,
        invitations::{Address, Invite, InviteError, Invitee, Profile},
        mail_limits::MailLimits,
        members::{
            ChangeMemberError, Days, Deactivate, ImportedChanges, MemberRecord, ScheduleProblem, SetRoles, SetSchedule,
            UpdateMember, guard::is_signature_taken, schedule, supervisor,
        },
        text,
    },
};

/// How the rows of an import are carried out.
#[derive(Debug)]
pub struct Applying<'a> {
    pub invite: &'a Authorized<InviteMembers>,
    pub change: &'a Authorized<ChangeMember>,
    /// `None`: the importer cannot assign roles.
    pub assign: Option<&'a Authorized<AssignRoles>>,
    pub choices: &'a Choices,
    pub mail_limits: MailLimits,
    /// Whether this server sends mail.
    pub has_mail: bool,
}

/// The identifiers of one row.
#[derive(Debug, Clone)]
pub struct RowIds {
    /// Of the member, if it is new.
    pub member: MemberId,
    /// Of a link that nobody gets.
    pub token: TokenHash,
    pub context: AuditContext,
}

/// A row was not carried out.
#[derive(Debug)]
pub enum Refused {
    /// Because of what it says, or of what has changed since it was planned.
    Row(Vec<ImportProblem>),
    /// None of the rows is.
    All(ChangeMemberError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::All(error.into())
    }
}

impl From<ChangeMemberError> for Refused {
    fn from(error: ChangeMemberError) -> Self {
        match problems(&error) {
            Some(problems) => Self::Row(problems),
            None => Self::All(error),
        }
    }
}

impl Applying<'_> {
    /// Carries out a row that is planned; returns the member. What it has written until it fails has to be undone.
    ///
    /// # Errors
    /// Why not.
    pub(in crate::store) async fn apply(
        &self,
        transaction: &mut Transaction,
        row: &ImportedRow,
        ids: &RowIds,
    ) -> Result<MemberId, Refused> {
        let plan = row.plan.as_ref().ok_or_else(|| Refused::Row(vec![changed_meanwhile()]))?;
        let Some(target) = row.target else { return self.create(transaction, row, plan, ids).await };
        let before = MemberRecord::find(transaction, self.change.organization(), target).await?;
        let before = before.filter(|before| Some(before.version) == plan.version && !before.is_hidden());
        let before = before.ok_or_else(|| Refused::Row(vec![changed_meanwhile()]))?;
        if row.row == 0 {
            let context = ids.context.clone();
            let change =
                Deactivate { may: self.change, member: target, note: None, successor: None, dry_run: false, context };
            change.apply(transaction).await?;
            return Ok(target);
        }
        self.update(transaction, row, plan, target, ids).await?;
        if let Some(roles) = &plan.roles {
            let may = self.assign.ok_or(ChangeMemberError::NoLongerAllowed)?;
            let (roles, context) = (roles.clone(), ids.context.part(1));
            SetRoles { may, member: target, versions: Versions::Any, roles, context }.apply(transaction).await?;
        }
        let days = row.draft.days(Days::of(&before)?);
        if days != Days::of(&before)? {
            self.schedule(transaction, target, days, ids).await?;
        }
        let email = row.draft.email.as_deref().filter(|email| text::email_key(email) != text::email_key(&before.email));
        if let Some(address) = email.and_then(|email| Address::read(email).ok()) {
            let context = ids.context.part(3);
            let change = RequestEmailChange { may: self.change, member: target, address, idempotency: None, context };
            change.apply(transaction).await?;
        }
        Ok(target)
    }

    async fn create(
        &self,
        transaction: &mut Transaction,
        row: &ImportedRow,
        plan: &RowPlan,
        ids: &RowIds,
    ) -> Result<MemberId, Refused> {
        let days = row.draft.days(Days::default());
        let profile = self.profile(transaction, (row, plan), days, ids).await?;
        let invitee = Invitee {
            email: row.draft.email.clone().unwrap_or_default(),
            id: ids.member,
            token: ids.token,
            context: ids.context.clone(),
            grants: Vec::new(),
            profile,
        };
        let invite = Invite {
            may: self.invite,
            invitees: vec![invitee],
            roles: plan.roles.clone().unwrap_or_default(),
            companies: plan.companies.clone().unwrap_or_default(),
            grants: Vec::new(),
            message: None,
            lifetime: None,
            // Who is created inactive is invited by mail once it is activated.
            send_email: self.has_mail && self.choices.new_people == NewPeople::Invite,
            mail_limits: self.mail_limits,
            language: row.draft.language.unwrap_or(self.choices.language),
            first_day: days.from,
            hold: self.choices.new_people == NewPeople::Inactive,
            dry_run: false,
            idempotency: None,
            at: ids.context.at,
        };
        let invited = invite.apply(transaction).await.map_err(|error| match error {
            InviteError::Change(error) => Refused::from(error),
            InviteError::KeyReused | InviteError::Grant(..) => Refused::Row(vec![changed_meanwhile()]),
        })?;
        if let Some(obstacle) = invited.outcomes.into_iter().find_map(|outcome| outcome.obstacle) {
            return Err(Refused::Row(vec![problem("email", &obstacle.code, &obstacle.detail)]));
        }
        Ok(ids.member)
    }

    /// What else the row says of somebody new, if nothing of it has become impossible.
    async fn profile(
        &self,
        transaction: &mut Transaction,
        (row, plan): (&ImportedRow, &RowPlan),
        days: Days,
        ids: &RowIds,
    ) -> Result<Profile, Refused> {
        let (id, at) = (ids.member, ids.context.at);
        let draft = &row.draft;
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let supervisor = self.superior(transaction, row, plan).await?.flatten();
        let organization = self.change.organization();
        let record = MemberRecord { signature: some(&draft.signature), ..MemberRecord::blank(id, organization) };
        if is_signature_taken(transaction, &record).await? {
            return Err(ChangeMemberError::SignatureTaken.into());
        }
        if let Some(supervisor) = supervisor {
            // Nobody is below somebody new.
            supervisor::check_for_import(transaction, &record, supervisor, true).await?;
        }
        if days.until.is_some() {
            let zone = schedule::zone(transaction, organization).await?;
            let problems = days.problems(Days::default(), schedule::today(at, &zone));
            if !problems.is_empty() {
                return Err(ChangeMemberError::Schedule(problems).into());
            }
        }
        Ok(Profile {
            given_name: some(&draft.given_name),
            family_name: some(&draft.family_name),
            name: draft.whole_name(),
            signature: record.signature,
            phone: some(&draft.phone),
            title: some(&draft.title),
            language: draft.language,
            note: some(&draft.note),
            supervisor,
            until: days.until,
        })
    }

    async fn schedule(
        &self,
        transaction: &mut Transaction,
        member: MemberId,
        days: Days,
        ids: &RowIds,
    ) -> Result<(), Refused> {
        let context = ids.context.part(2);
        let change = SetSchedule { may: self.change, member, versions: Versions::Any, days, context };
        Ok(change.apply(transaction).await?)
    }

    /// Changes texts, companies and the supervisor.
    async fn update(
        &self,
        transaction: &mut Transaction,
        row: &ImportedRow,
        plan: &RowPlan,
        member: MemberId,
        ids: &RowIds,
    ) -> Result<(), Refused> {
        let draft = &row.draft;
        let has_parts = draft.given_name.is_some() || draft.family_name.is_some();
        let is_renamed = !has_parts && plan.changes.iter().any(|change| change.field == "name");
        let changes = MemberChanges {
            given_name: draft.given_name.clone(),
            family_name: draft.family_name.clone(),
            signature: draft.signature.clone(),
            phone: draft.phone.clone(),
            title: draft.title.clone(),
            language: draft.language,
            note: draft.note.clone(),
            companies: plan.companies.clone(),
            supervisor: self.superior(transaction, row, plan).await?,
            message: None,
        };
        let imported =
            ImportedChanges { whole_name: draft.name.clone().filter(|_| is_renamed), allows_pending_supervisor: true };
        if changes == MemberChanges::default() && imported.whole_name.is_none() {
            return Ok(());
        }
        let context = ids.context.part(4);
        let change = UpdateMember { may: self.change, member, versions: Versions::Any, changes, imported, context };
        Ok(change.apply(transaction).await?)
    }

    /// The supervisor, if it changes.
    async fn superior(
        &self,
        transaction: &mut Transaction,
        row: &ImportedRow,
        plan: &RowPlan,
    ) -> Result<Option<Option<MemberId>>, Refused> {
        match &row.supervisor {
            _ if !plan.moves => Ok(None),
            None => Ok(None),
            Some(Superior::Nobody) => Ok(Some(None)),
            Some(Superior::Member(id)) => Ok(Some(Some(*id))),
            Some(Superior::Row(_, email)) => {
                let query = Query::select()
                    .column("id")
                    .from("members")
                    .and_where(Expr::col("organization_id").eq(id_bytes(self.change.organization())))
                    .and_where(Expr::col("hidden").eq(false))
                    .and_where(Expr::col("email_key").eq(text::email_key(email)))
                    .take();
                let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
                let refused = || problem("supervisor", "refused", "The row of the supervisor was refused.");
                let (id,) = found.ok_or_else(|| Refused::Row(vec![refused()]))?;
                Ok(Some(Some(read_id(&id)?)))
            }
        }
    }
}

/// Why a row is refused; nothing if no row can be carried out.
fn problems(error: &ChangeMemberError) -> Option<Vec<ImportProblem>> {
    use ChangeMemberError as E;
    let row = |code: &str, detail: &str| {
        let (code, detail) = (code.to_owned(), detail.to_owned());
        vec![ImportProblem { field: None, code, detail, other_row: None }]
    };
    let cell = |field: &str, code: &str, detail: &str| vec![problem(field, code, detail)];
    Some(match error {
        E::Store(_) | E::NoLongerAllowed | E::KeyReused => return None,
        E::NotFound
        | E::Stale
        | E::Removed
        | E::Withdrawn
        | E::NotActive
        | E::NotInactive
        | E::UnknownRole(_)
        | E::UnknownCompany(_) => vec![changed_meanwhile()],
        E::AboveYourself => row("above_yourself", "The user or a role has more permissions than you."),
        E::LastAdministrator => row("last_administrator", "Nobody else administers the organization."),
        E::OwnAccount => row("own_account", "You cannot do this to yourself."),
        E::OwnAccess => cell("roles", "own_access", "You would no longer see the organization."),
        E::RoleNeeded => cell("roles", "required", "An invitation needs at least one role."),
        E::NameNeeded => cell("given_name", "required", "A user who has joined has a name."),
        E::SignatureTaken => cell("signature", "taken", "Another user has this signature."),
        E::UnknownSupervisor => cell("supervisor", "inactive", "This user is not active."),
        E::SupervisorCycle(chain) => cell("supervisor", "cycle", &chain.join(" → ")),
        E::NoSeatLeft { .. } => cell("email", "no_seat_left", "All seats are taken."),
        E::AlreadyMember | E::AddressTaken => cell("email", "taken", "Another user has this address."),
        E::SharedAccount => cell("email", "shared_account", "Only the owner of the account can change its address."),
        E::DomainNotAllowed(_) => {
            cell("email", "domain_not_allowed", "The organization allows no addresses at this domain.")
        }
        E::TooSoon(_) | E::MailLimit(_) => cell("email", "mail_limit", "Too many e-mails were sent today."),
        E::MailRefused => cell("email", "mail_refused", "This person wants no invitations by e-mail."),
        E::Schedule(found) => {
            let is_from = found.iter().all(|it| matches!(it, ScheduleProblem::FromPast | ScheduleProblem::FromTooFar));
            let field = if is_from { "active_from" } else { "active_until" };
            cell(field, "past", "The day has passed or is too far ahead.")
        }
        _ => row("refused", "This cannot be changed now."),
    })
}
