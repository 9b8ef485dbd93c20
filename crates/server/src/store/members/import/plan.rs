//! What an import would do with its rows, as the database is now.

use std::collections::HashSet;

use api_types::{
    CompanyId, ImportChange, ImportProblem, Language, MemberId, MemberStatus, Permission, PersonName, RoleId,
};
use jiff::{Timestamp, civil::Date};

use super::{
    Choices, ImportedMember, ImportedRow, RowPlan, Superior, changed_meanwhile,
    portion::Portion,
    values::{ByName, ValueProblem},
};
use crate::{
    authz::{
        Authorized, Permissions,
        policy::{ADMINISTRATOR, Action, ImportMembers, ReadOrganization, decide},
    },
    store::{
        Database, StoreError,
        import::problem,
        members::{
            schedule::{Days, ScheduleProblem, WITH_ACCESS},
            table::MemberRecord,
        },
        text,
    },
};

/// What earlier portions of the same import have planned.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// New people.
    pub new: u64,
    /// Places of rows that are refused, among those that rows of this portion wait for.
    pub refused: HashSet<u64>,
}

/// Plans the rows of one import.
#[derive(Debug)]
pub struct Planner<'a> {
    pub may: &'a Authorized<ImportMembers>,
    pub choices: &'a Choices,
    pub at: Timestamp,
}

impl Planner<'_> {
    /// Completes some rows, which begin at this place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan(
        &self,
        database: &Database,
        (rows, first): (&mut [ImportedRow], u64),
        seen: Seen,
    ) -> Result<(), StoreError> {
        let portion = Portion::load(database, self.may, self.choices, self.at, rows).await?;
        let mut planning = Planning { planner: self, portion, seen };
        for (place, row) in (first..).zip(rows) {
            row.plan = None;
            if row.problems.is_empty() {
                match planning.row(row)? {
                    Ok(plan) => row.plan = Some(plan),
                    Err(problems) => row.problems = problems,
                }
            }
            if !row.problems.is_empty() {
                planning.seen.refused.insert(place);
            }
        }
        Ok(())
    }
}

/// A plan, or why there is none.
type Planned = Result<RowPlan, Vec<ImportProblem>>;

/// The planning of a portion.
struct Planning<'a> {
    planner: &'a Planner<'a>,
    portion: Portion,
    seen: Seen,
}

/// What changes, and what is wrong.
#[derive(Default)]
struct Findings {
    changes: Vec<ImportChange>,
    problems: Vec<ImportProblem>,
}

impl Findings {
    fn change(&mut self, field: &str, before: &str, after: &str) {
        if before != after {
            let (before, after) = (before.to_owned(), after.to_owned());
            self.changes.push(ImportChange { field: field.to_owned(), before, after });
        }
    }

    /// A text that a cell sets or clears.
    fn text(&mut self, field: &str, before: Option<&str>, cell: Option<&str>) {
        if let Some(after) = cell {
            self.change(field, before.unwrap_or_default(), after);
        }
    }

    fn refuse(&mut self, field: &str, code: &str, detail: &str) {
        self.problems.push(problem(field, code, detail));
    }

    fn into_plan(self, plan: RowPlan) -> Planned {
        if self.problems.is_empty() { Ok(RowPlan { changes: self.changes, ..plan }) } else { Err(self.problems) }
    }
}

impl Planning<'_> {
    fn row(&mut self, row: &ImportedRow) -> Result<Planned, StoreError> {
        match row.target {
            None => Ok(self.new_member(row)),
            Some(target) => match self.portion.members.get(&target).cloned() {
                Some(member) if row.row == 0 => Ok(self.missing(&member)),
                Some(member) => self.existing(row, &member),
                None => Ok(Err(vec![changed_meanwhile()])),
            },
        }
    }

    fn held(&self) -> &Permissions {
        self.planner.may.permissions()
    }

    fn is_above(&self, roles: &[RoleId]) -> bool {
        let role = |role: &RoleId| self.portion.roles.get(role);
        roles.iter().filter_map(role).any(|role| !self.held().covers(&role.permissions))
    }

    fn administers(&self, roles: &[RoleId]) -> bool {
        let role = |role: &RoleId| self.portion.roles.get(role);
        roles.iter().filter_map(role).any(|role| role.role.key == ADMINISTRATOR)
    }

    fn is_importer(&self, member: &MemberRecord) -> bool {
        member.account == Some(self.planner.may.account())
    }

    /// Whether nobody would administer the organization without this member. Otherwise it is left without it.
    fn leaves_nobody(&mut self, member: MemberId) -> bool {
        let administrators = &mut self.portion.administrators;
        let is_last = administrators.contains(&member) && administrators.len() == 1;
        is_last || !administrators.remove(&member) && administrators.is_empty()
    }

    /// Somebody who is not a user yet.
    fn new_member(&mut self, row: &ImportedRow) -> Planned {
        let (draft, mut findings) = (&row.draft, Findings::default());
        let email = draft.email.as_deref().unwrap_or_default();
        let key = text::email_key(email);
        if self.portion.emails.contains_key(&key) {
            return Err(vec![changed_meanwhile()]);
        }
        findings.change("email", "", email);
        self.check_domain(&key, &mut findings);
        if let Some(name) = draft.whole_name() {
            findings.change("name", "", &name);
        }
        self.signature(draft, None, &mut findings);
        for (field, cell) in [("phone", &draft.phone), ("title", &draft.title), ("note", &draft.note)] {
            findings.text(field, None, cell.as_deref());
        }
        findings.text("language", None, draft.language.map(Language::tag));
        let roles = match draft.roles.as_deref().filter(|cell| !cell.is_empty()) {
            Some(cell) => read_cell("roles", cell, &self.portion.role_names, &mut findings),
            None => Some(self.portion.default_role.into_iter().collect()),
        };
        let companies = match draft.companies.as_deref().filter(|cell| !cell.is_empty()) {
            Some(cell) => read_cell("companies", cell, &self.portion.company_names, &mut findings),
            None => Some(Vec::new()),
        };
        if let Some(roles) = &roles {
            if roles.is_empty() {
                findings.refuse("roles", "required", "An invitation needs at least one role.");
            } else if self.is_above(roles) {
                findings.refuse("roles", "above_yourself", "A role has more permissions than you.");
            }
            findings.change("roles", "", &self.portion.role_names.shown(roles));
        }
        findings.change("companies", "", &self.portion.company_names.shown(companies.as_deref().unwrap_or_default()));
        let moves = self.superior(row, None, &mut findings);
        self.days(draft, Days::default(), &mut findings);
        if findings.problems.is_empty() {
            if let Some(limit) =
                self.portion.seats.limit.filter(|limit| self.portion.seats.used + self.seen.new >= *limit)
            {
                findings.refuse("email", "no_seat_left", &format!("All {limit} seats are taken."));
            } else {
                self.seen.new += 1;
            }
        }
        findings.into_plan(RowPlan { roles, companies, moves, ..RowPlan::default() })
    }

    /// A member that is deactivated because it is not in the file.
    fn missing(&mut self, member: &MemberRecord) -> Planned {
        let mut findings = Findings::default();
        if member.status != MemberStatus::Active {
            return Err(vec![changed_meanwhile()]);
        }
        findings.change("status", MemberStatus::Active.as_str(), MemberStatus::Inactive.as_str());
        if self.is_importer(member) {
            findings.refuse("status", "own_account", "You cannot deactivate yourself.");
        } else if self.is_above(&member.roles) {
            findings.refuse("status", "above_yourself", "The user has more permissions than you.");
        } else if self.administers(&member.roles) && self.leaves_nobody(member.id) {
            findings.refuse("status", "last_administrator", "Nobody else administers the organization.");
        }
        findings.into_plan(RowPlan { version: Some(member.version), ends_access: true, ..RowPlan::default() })
    }

    /// A member that there is already.
    fn existing(&mut self, row: &ImportedRow, member: &MemberRecord) -> Result<Planned, StoreError> {
        let unchanged = RowPlan { version: Some(member.version), ..RowPlan::default() };
        if self.planner.choices.keep_existing {
            return Ok(Ok(unchanged));
        }
        let (draft, mut findings) = (&row.draft, Findings::default());
        self.email(draft, member, &mut findings);
        name(draft, member, &mut findings);
        self.signature(draft, Some(member), &mut findings);
        findings.text("phone", member.phone.as_deref(), draft.phone.as_deref());
        findings.text("title", member.title.as_deref(), draft.title.as_deref());
        findings.text("language", member.language.map(Language::tag), draft.language.map(Language::tag));
        findings.text("note", member.note.as_deref(), draft.note.as_deref());
        let (roles, loses_roles) = self.roles(draft, member, &mut findings);
        let companies = self.companies(draft, member, &mut findings);
        let moves = self.superior(row, Some(member), &mut findings);
        let days = self.days(draft, Days::of(member)?, &mut findings);
        let waits = days && draft.active_from.as_deref().is_some_and(|day| !day.is_empty());
        if days && self.is_importer(member) {
            findings.refuse("active_until", "own_account", "You cannot set your own days of access.");
        }
        let ends_access = loses_roles || waits && WITH_ACCESS.contains(&member.status);
        let is_administrator = member.status == MemberStatus::Active && self.administers(&member.roles);
        if waits && is_administrator && self.leaves_nobody(member.id) {
            findings.refuse("active_from", "last_administrator", "Nobody else administers the organization.");
        }
        let is_any = !findings.changes.is_empty();
        if is_any && findings.problems.is_empty() && self.is_above(&member.roles) {
            findings.problems.push(ImportProblem {
                field: None,
                code: "above_yourself".to_owned(),
                detail: "The user has more permissions than you.".to_owned(),
                other_row: None,
            });
        }
        Ok(findings.into_plan(RowPlan { roles, companies, moves, ends_access, ..unchanged }))
    }

    /// Another address: a member who has joined confirms it.
    fn email(&self, draft: &ImportedMember, member: &MemberRecord, findings: &mut Findings) {
        let Some(email) = draft.email.as_deref() else { return };
        let key = text::email_key(email);
        if key == text::email_key(&member.email) {
            return;
        }
        findings.change("email", &member.email, email);
        if self.portion.emails.get(&key).is_some_and(|holder| *holder != member.id) {
            findings.refuse("email", "taken", "Another user has this address.");
        } else if member.account.is_none() {
            findings.refuse("email", "not_joined", "The address of an invitation does not change. Withdraw it first.");
        } else if self.is_importer(member) {
            findings.refuse("email", "own_account", "Change your own address in your account.");
        } else if self.portion.shared.contains(&member.id) {
            findings.refuse("email", "shared_account", "Only the owner of the account can change its address.");
        } else if member.status != MemberStatus::Active {
            findings.refuse("email", "inactive", "The address of an inactive user does not change.");
        }
        self.check_domain(&key, findings);
    }

    fn check_domain(&self, key: &str, findings: &mut Findings) {
        let domain = key.rsplit_once('@').map_or("", |(_, domain)| domain);
        if self.portion.domains.as_ref().is_some_and(|all| !all.iter().any(|one| one == domain)) {
            findings.refuse("email", "domain_not_allowed", "The organization allows no addresses at this domain.");
        }
    }

    fn signature(&self, draft: &ImportedMember, member: Option<&MemberRecord>, findings: &mut Findings) {
        let Some(signature) = draft.signature.as_deref() else { return };
        let before = member.and_then(|member| member.signature.as_deref()).unwrap_or_default();
        findings.change("signature", before, signature);
        let holder = self.portion.signatures.get(&text::fold(signature));
        if !signature.is_empty() && holder.is_some_and(|holder| Some(*holder) != member.map(|member| member.id)) {
            findings.refuse("signature", "taken", "Another user has this signature.");
        }
    }

    /// The new roles if they change, and whether the member loses all of them.
    fn roles(
        &mut self,
        draft: &ImportedMember,
        member: &MemberRecord,
        findings: &mut Findings,
    ) -> (Option<Vec<RoleId>>, bool) {
        let Some(cell) = draft.roles.as_deref() else { return (None, false) };
        let before = self.portion.role_names.shown(&member.roles);
        // As an export has it.
        if cell == before {
            return (None, false);
        }
        let Some(roles) = read_cell("roles", cell, &self.portion.role_names, findings) else { return (None, false) };
        let same = |a: &[RoleId], b: &[RoleId]| a.iter().all(|role| b.contains(role));
        if same(&roles, &member.roles) && same(&member.roles, &roles) {
            return (None, false);
        }
        findings.change("roles", &before, &self.portion.role_names.shown(&roles));
        let is_administrator = member.status == MemberStatus::Active && self.administers(&member.roles);
        if !self.held().contains(Permission::RolesAssign) {
            findings.refuse("roles", "forbidden", "You cannot assign roles.");
        } else if self.is_above(&roles) || self.is_above(&member.roles) {
            findings.refuse("roles", "above_yourself", "The user or a role has more permissions than you.");
        } else if roles.is_empty() && member.invitation.is_some() {
            findings.refuse("roles", "required", "An invitation needs at least one role.");
        } else if is_administrator && !self.administers(&roles) && self.leaves_nobody(member.id) {
            findings.refuse("roles", "last_administrator", "Nobody else administers the organization.");
        } else if self.is_importer(member) && self.ends_access(&roles) {
            findings.refuse("roles", "own_access", "You would no longer see the organization.");
        }
        let loses = self.ends_access(&roles) && WITH_ACCESS.contains(&member.status);
        (Some(roles), loses)
    }

    /// Whether whoever holds just these roles does not see the organization.
    fn ends_access(&self, roles: &[RoleId]) -> bool {
        let role = |role: &RoleId| self.portion.roles.get(role);
        let together: Permissions = roles.iter().filter_map(role).flat_map(|it| it.permissions.to_vec()).collect();
        decide(ReadOrganization::RULE, Some(&together)).is_err()
    }

    /// The new companies if they change.
    fn companies(
        &self,
        draft: &ImportedMember,
        member: &MemberRecord,
        findings: &mut Findings,
    ) -> Option<Vec<CompanyId>> {
        let cell = draft.companies.as_deref()?;
        let held = self.portion.held_companies.get(&member.id).map(Vec::as_slice).unwrap_or_default();
        let before = held.iter().map(|company| &*company.name).collect::<Vec<_>>().join("; ");
        if cell == before {
            return None;
        }
        let names = &self.portion.company_names;
        let mut own = ByName::of(held.iter().map(|company| (&*company.name, company.id)));
        own.extend(names);
        let companies = read_cell("companies", cell, &own, findings)?;
        if companies == member.companies {
            return None;
        }
        findings.change("companies", &before, &own.shown(&companies));
        Some(companies)
    }

    /// Whether the supervisor changes.
    fn superior(&self, row: &ImportedRow, member: Option<&MemberRecord>, findings: &mut Findings) -> bool {
        let before = member.and_then(|member| member.supervisor);
        let shown = |id: MemberId| self.portion.shown.get(&id).map(String::as_str).unwrap_or_default();
        let before_shown = before.map(shown).unwrap_or_default();
        let (moves, after) = match &row.supervisor {
            None => return false,
            Some(Superior::Nobody) => (before.is_some(), ""),
            Some(Superior::Member(id)) => (before != Some(*id), shown(*id)),
            Some(Superior::Row(place, email)) => {
                if self.seen.refused.contains(place) {
                    findings.refuse("supervisor", "refused", "The row of the supervisor is refused.");
                }
                (true, email.as_str())
            }
        };
        if moves {
            let after = ImportChange {
                field: "supervisor".to_owned(),
                before: before_shown.to_owned(),
                after: after.to_owned(),
            };
            findings.changes.push(after);
        }
        moves
    }

    /// Whether the days of access change.
    fn days(&self, draft: &ImportedMember, before: Days, findings: &mut Findings) -> bool {
        let after = draft.days(before);
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        findings.change("active_from", &text(before.from), &text(after.from));
        findings.change("active_until", &text(before.until), &text(after.until));
        if after == before {
            return false;
        }
        for found in after.problems(before, self.portion.today) {
            let (field, code, detail) = match found {
                ScheduleProblem::FromPast => ("active_from", "past", "The first day must be after today."),
                ScheduleProblem::FromTooFar => ("active_from", "too_far", "At most 10 years ahead."),
                ScheduleProblem::UntilPast => ("active_until", "past", "The last day has passed."),
                ScheduleProblem::UntilTooFar => ("active_until", "too_far", "At most 10 years ahead."),
                ScheduleProblem::UntilBeforeFrom => {
                    ("active_until", "before_first_day", "The last day is before the first.")
                }
            };
            findings.refuse(field, code, detail);
        }
        true
    }
}

impl ImportedMember {
    /// The name that the row gives, whole.
    pub(super) fn whole_name(&self) -> Option<String> {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let (given, family) = (part(&self.given_name), part(&self.family_name));
        match PersonName::new(&given, &family) {
            Ok(name) => Some(name.full),
            Err(_) => self.name.clone().filter(|name| !name.is_empty()),
        }
    }

    /// The days that the row gives to a member with these.
    pub(super) fn days(&self, before: Days) -> Days {
        let day = |cell: &Option<String>, before: Option<Date>| match cell.as_deref() {
            None => before,
            Some(cell) => cell.parse().ok(),
        };
        Days { from: day(&self.active_from, before.from), until: day(&self.active_until, before.until) }
    }
}

/// The name: its parts, or else the whole of it.
fn name(draft: &ImportedMember, member: &MemberRecord, findings: &mut Findings) {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let (given, family) = (draft.given_name.as_ref(), draft.family_name.as_ref());
    findings.text("given_name", member.given_name.as_deref(), given.map(String::as_str));
    findings.text("family_name", member.family_name.as_deref(), family.map(String::as_str));
    if given.is_some() || family.is_some() {
        let part = |cell: Option<&String>, before: &Option<String>| cell.cloned().unwrap_or_else(|| some(before));
        let after = PersonName::new(&part(given, &member.given_name), &part(family, &member.family_name));
        let is_changed = findings.changes.iter().any(|change| change.field.ends_with("_name"));
        if after.is_err() && member.account.is_some() && is_changed {
            findings.refuse("given_name", "required", "A user who has joined has a name.");
        }
        return;
    }
    if let Some(name) = draft.name.as_deref().filter(|name| !name.is_empty()) {
        findings.change("name", member.name.as_deref().unwrap_or_default(), name);
    }
}

/// The values of a cell.
fn read_cell<Id: Copy + Eq + std::hash::Hash>(
    field: &str,
    cell: &str,
    names: &ByName<Id>,
    findings: &mut Findings,
) -> Option<Vec<Id>> {
    if cell.is_empty() {
        return Some(Vec::new());
    }
    let (code, detail) = match names.read(cell) {
        Ok(found) => return Some(found),
        Err(ValueProblem::Unknown(value)) => ("unknown", format!("The organization does not know “{value}”.")),
        Err(ValueProblem::Ambiguous(value)) => ("ambiguous", format!("Several are called “{value}”.")),
        Err(ValueProblem::Separator) => ("separator", "Separate several values with |.".to_owned()),
    };
    findings.refuse(field, code, &detail);
    None
}
