//! Fills organizations with people.

use std::collections::{HashMap, HashSet};

use api_types::{AccountId, ApiKeyId, ApiScope, CompanyId, MemberId, MemberStatus, OrganizationId, Permission, RoleId};
use jiff::{SignedDuration, Timestamp};

use super::{names::PersonName, random::Random, signatures::Signatures};
use crate::store::seed::records::{
    Account, ApiKey, Company, CustomRole, Data, Invitation, Member, Organization, Reference, References, Role, RoleKey,
};

/// How long an invitation holds, in days.
const LIFETIME: i64 = 14;

/// Makes records out of decisions: identifiers, accounts, dates, unique marks.
#[derive(Debug)]
pub struct Builder {
    pub random: Random,
    /// Midnight before the moment that counts as now.
    today: Timestamp,
    accounts: HashMap<String, AccountId>,
    data: Data,
}

/// One organization while it is being filled.
#[derive(Debug)]
pub struct Tenant {
    id: OrganizationId,
    /// The part of its e-mail addresses behind the `@`.
    pub domain: String,
    created_at: Timestamp,
    roles: [Role; 3],
    companies: Vec<CompanyId>,
    emails: HashSet<String>,
    signatures: Signatures,
}

/// What is decided about an organization.
#[derive(Debug)]
pub struct Founding<'a> {
    pub number: &'a str,
    pub name: &'a str,
    pub domain: &'a str,
    pub plan: &'static str,
    pub seat_limit: Option<u32>,
    /// Whether all members are told who administers it.
    pub names_administrators: bool,
    /// How long ago, in days.
    pub age: i64,
    pub companies: &'a [&'a str],
}

/// What is decided about a custom role.
#[derive(Debug)]
pub struct NewRole {
    pub from: RoleKey,
    pub name: &'static str,
    pub description: &'static str,
    pub permissions: &'static [Permission],
}

/// What is decided about somebody who has joined.
#[derive(Debug)]
pub struct Newcomer {
    pub name: PersonName,
    pub email: String,
    /// `None`: a free one of three letters that resembles the name.
    pub signature: Option<String>,
    pub status: MemberStatus,
    pub roles: Vec<RoleKey>,
    /// Positions in the organization's companies, the main one first.
    pub companies: Vec<usize>,
    pub supervisor: Option<MemberId>,
    /// `None`: a founder.
    pub inviter: Option<MemberId>,
    pub since: Timestamp,
}

/// What is decided about somebody who has not joined yet.
#[derive(Debug)]
pub struct Invitee {
    pub email: String,
    pub roles: Vec<RoleKey>,
    pub companies: Vec<usize>,
    pub supervisor: Option<MemberId>,
    pub inviter: MemberId,
    /// Days from today to the end of the invitation; negative once it is past.
    pub days_left: i64,
    pub times_sent: u32,
    pub message: Option<&'static str>,
}

/// A key of a program, as the demo has it.
pub struct DemoKey {
    pub name: &'static str,
    pub secret: &'static str,
    pub scopes: &'static [ApiScope],
    pub used_days_ago: i64,
    /// `None`: it does not expire.
    pub days_left: Option<i64>,
    pub addresses: &'static [&'static str],
}

impl Builder {
    /// Starts without any record. Of `now` only the day counts.
    pub fn new(seed: u64, now: Timestamp) -> Self {
        let midnight = now.as_second() - now.as_second().rem_euclid(DAY);
        let today = Timestamp::from_second(midnight).unwrap_or(now);
        Self { random: Random::new(seed), today, accounts: HashMap::new(), data: Data::default() }
    }

    /// All that was made.
    pub fn finish(self) -> Data {
        self.data
    }

    /// Takes what was made since the last time; later records may refer to it.
    pub fn take(&mut self) -> Data {
        self.accounts.clear();
        std::mem::take(&mut self.data)
    }

    /// What was made so far.
    pub fn records(&mut self) -> &mut Data {
        &mut self.data
    }

    /// The organization with this number.
    pub fn organization(&self, number: &str) -> Option<OrganizationId> {
        self.data.organizations.iter().find(|organization| organization.number == number).map(|it| it.id)
    }

    /// Midnight, `days` from today.
    pub fn day(&self, days: i64) -> Timestamp {
        after(self.today, days)
    }

    /// Somebody who can sign in with the demo password.
    pub fn sign_in(&mut self, email: &str, name: &PersonName, totp_secret: Option<&str>) {
        let created_at = self.day(-8 * 365);
        self.add_account(email, name, true, totp_secret.map(str::to_owned), created_at);
    }

    /// A new organization without members.
    pub fn found(&mut self, founding: &Founding<'_>) -> Tenant {
        let id = OrganizationId::from_u128(self.random.uuid());
        let roles = RoleKey::ALL.map(|key| Role { id: RoleId::from_u128(self.random.uuid()), key });
        let companies: Vec<_> = founding.companies.iter().map(|name| self.company(name)).collect();
        let created_at = self.day(-founding.age);
        let tenant = Tenant {
            id,
            domain: founding.domain.to_owned(),
            created_at,
            roles,
            companies: companies.iter().map(|company| company.id).collect(),
            emails: HashSet::new(),
            signatures: Signatures::default(),
        };
        self.data.organizations.push(Organization {
            id,
            number: founding.number.to_owned(),
            name: founding.name.to_owned(),
            plan: founding.plan,
            seat_limit: founding.seat_limit,
            names_administrators: founding.names_administrators,
            created_at,
            roles,
            custom_roles: Vec::new(),
            companies,
        });
        tenant
    }

    /// A custom role. So many members who hold just the predefined role that it is made from get it too, and that many
    /// invitations.
    pub fn custom_role(&mut self, tenant: &Tenant, new: &NewRole, holders: usize, invitations: usize) {
        let id = RoleId::from_u128(self.random.uuid());
        let Some(from) = tenant.role_ids(&[new.from]).pop() else { return };
        let created_at = self.day(-40);
        let (name, description, permissions) = (new.name, new.description, new.permissions.to_vec());
        let role = CustomRole { id, from, name, description, permissions, created_at };
        let organization = self.data.organizations.iter_mut().find(|organization| organization.id == tenant.id);
        organization.into_iter().for_each(|it| it.custom_roles.push(role.clone()));
        let wanted = [(MemberStatus::Active, holders), (MemberStatus::Invited, invitations)];
        for (status, number) in wanted {
            let is_meant = |member: &&mut Member| {
                member.organization == tenant.id && member.status == status && member.roles == [from]
            };
            // Not the first ones: those have names that everybody knows.
            let members = self.data.members.iter_mut().filter(is_meant).skip(8).step_by(5);
            members.take(number).for_each(|member| member.roles.push(id));
        }
    }

    /// Gives the companies of an organization these numbers.
    pub fn number_companies(&mut self, tenant: &Tenant, numbers: &[&str]) {
        let organization = self.data.organizations.iter_mut().find(|organization| organization.id == tenant.id);
        for (company, number) in organization.into_iter().flat_map(|it| &mut it.companies).zip(numbers) {
            company.number = Some((*number).to_owned());
        }
    }

    /// Archives a company. All of its people but `remaining` now belong to another one instead.
    pub fn archive_company(&mut self, tenant: &Tenant, company: usize, successor: usize, remaining: usize) {
        let (old, new) = (tenant.companies[company], tenant.companies[successor]);
        let archived_at = self.day(-200);
        let organization = self.data.organizations.iter_mut().find(|organization| organization.id == tenant.id);
        if let Some(company) = organization.and_then(|it| it.companies.get_mut(company)) {
            company.archived_at = Some(archived_at);
        }
        let mut members = self.data.members.iter_mut().filter(|member| member.companies.contains(&old));
        members.by_ref().take(remaining).for_each(drop);
        for member in members {
            let is_known = member.companies.contains(&new);
            member.companies.retain(|id| !is_known || *id != old);
            member.companies.iter_mut().filter(|id| **id == old).for_each(|id| *id = new);
        }
    }

    /// Somebody who accepted an invitation, or founded the organization.
    pub fn join(&mut self, tenant: &mut Tenant, newcomer: Newcomer) -> MemberId {
        let id = MemberId::from_u128(self.random.uuid());
        let since = newcomer.since.clamp(tenant.created_at, self.today);
        let invited_at = self.random.moment(tenant.created_at.max(after(since, -9)), since);
        let last_sign_in = self.random.moment(since, self.today);
        let has_signed_in = self.random.chance(94);
        let account = self.account(&newcomer.email, &newcomer.name, since);
        tenant.emails.insert(newcomer.email.clone());
        self.data.members.push(Member {
            id,
            organization: tenant.id,
            account: Some(account),
            email: newcomer.email,
            signature: newcomer.signature.or_else(|| tenant.signatures.take(&newcomer.name)),
            given_name: Some(newcomer.name.given),
            family_name: Some(newcomer.name.family),
            name: Some(newcomer.name.full),
            status: newcomer.status,
            roles: tenant.role_ids(&newcomer.roles),
            companies: tenant.company_ids(&newcomer.companies),
            supervisor: newcomer.supervisor,
            invited_by: newcomer.inviter,
            invited_at: newcomer.inviter.map(|_| invited_at),
            member_since: Some(since),
            last_sign_in: has_signed_in.then_some(last_sign_in),
            removed_at: None,
            invitation: None,
        });
        id
    }

    /// Somebody who joined and was removed `days_ago`.
    pub fn remove(&mut self, tenant: &mut Tenant, newcomer: Newcomer, days_ago: i64) {
        let removed_at = self.day(-days_ago);
        let id = self.join(tenant, Newcomer { status: MemberStatus::Removed, ..newcomer });
        if let Some(member) = self.data.members.last_mut().filter(|member| member.id == id) {
            member.removed_at = Some(removed_at);
            member.last_sign_in = member.last_sign_in.map(|at| at.min(removed_at));
        }
    }

    /// A key of a program.
    pub fn api_key(&mut self, tenant: &Tenant, key: &DemoKey, owner: Option<MemberId>) {
        let id = ApiKeyId::from_u128(self.random.uuid());
        let used_at = after(self.today, -key.used_days_ago);
        self.data.api_keys.push(ApiKey {
            id,
            organization: tenant.id,
            name: key.name.to_owned(),
            secret: key.secret.to_owned(),
            scopes: key.scopes.to_vec(),
            created_at: self.day(-90),
            expires_at: key.days_left.map(|days| self.day(days)),
            last_used_at: Some(used_at),
            owner,
            addresses: key.addresses.iter().filter_map(|network| network.parse().ok()).collect(),
        });
    }

    /// What a program has registered for the member with an address.
    pub fn refer(&mut self, tenant: &Tenant, email: &str, source: &'static str, references: Vec<Reference>) {
        let mut members = self.data.members.iter();
        if let Some(member) = members.find(|member| member.organization == tenant.id && member.email == email) {
            self.data.references.push(References { member: member.id, source, references });
        }
    }

    /// Somebody who has not answered an invitation.
    pub fn invite(&mut self, tenant: &mut Tenant, invitee: Invitee) -> MemberId {
        let id = MemberId::from_u128(self.random.uuid());
        let time_of_day = self.random.between(7 * 3600, 18 * 3600) as i64;
        let expires_at = Timestamp::from_second(self.day(invitee.days_left).as_second() + time_of_day);
        let expires_at = expires_at.unwrap_or(self.today);
        let sent_at = after(expires_at, -LIFETIME);
        let first_sent_at = after(sent_at, -11 * (i64::from(invitee.times_sent) - 1));
        // Who missed it three times wants to come.
        let wants_link = invitee.days_left < 0 && invitee.times_sent > 2;
        tenant.emails.insert(invitee.email.clone());
        self.data.members.push(Member {
            id,
            organization: tenant.id,
            account: None,
            email: invitee.email,
            given_name: None,
            family_name: None,
            name: None,
            signature: None,
            status: if invitee.days_left < 0 { MemberStatus::Expired } else { MemberStatus::Invited },
            roles: tenant.role_ids(&invitee.roles),
            companies: tenant.company_ids(&invitee.companies),
            supervisor: invitee.supervisor,
            invited_by: Some(invitee.inviter),
            invited_at: Some(first_sent_at),
            member_since: None,
            last_sign_in: None,
            removed_at: None,
            invitation: Some(Invitation {
                expires_at,
                sent_at: Some(sent_at),
                times_sent: invitee.times_sent,
                message: invitee.message.map(str::to_owned),
                link_wanted_at: wants_link.then(|| expires_at + SignedDuration::from_hours(5)),
            }),
        });
        id
    }

    /// An address that nobody in the organization has: `yuki.tanaka@`, now and then `y.tanaka@`.
    pub fn address(&mut self, tenant: &Tenant, name: &PersonName) -> String {
        let given = if self.random.chance(30) { &name.given_ascii[..1] } else { &name.given_ascii };
        let local = format!("{given}.{}", name.family_ascii);
        let numbered = (2..).map(|n| format!("{local}{n}@{}", tenant.domain));
        std::iter::once(format!("{local}@{}", tenant.domain))
            .chain(numbered)
            .find(|email| !tenant.emails.contains(email))
            .unwrap_or_default()
    }

    fn company(&mut self, name: &str) -> Company {
        Company::new(CompanyId::from_u128(self.random.uuid()), name)
    }

    /// The account with this address; a new one has no password, and two-factor sign-in in three of five cases.
    fn account(&mut self, email: &str, name: &PersonName, created_at: Timestamp) -> AccountId {
        let secret = self.random.totp_secret();
        let two_factor = self.random.chance(60);
        match self.accounts.get(email) {
            Some(id) => *id,
            None => self.add_account(email, name, false, two_factor.then_some(secret), created_at),
        }
    }

    fn add_account(
        &mut self,
        email: &str,
        name: &PersonName,
        has_password: bool,
        totp_secret: Option<String>,
        created_at: Timestamp,
    ) -> AccountId {
        let id = AccountId::from_u128(self.random.uuid());
        self.accounts.insert(email.to_owned(), id);
        self.data.accounts.push(Account {
            id,
            email: email.to_owned(),
            given_name: Some(name.given.clone()),
            family_name: Some(name.family.clone()),
            name: name.full.clone(),
            has_password,
            totp_secret,
            created_at,
        });
        id
    }
}

impl Tenant {
    /// How many companies there are.
    pub const fn companies(&self) -> usize {
        self.companies.len()
    }

    /// Frees the memory that keeps addresses and signatures apart, for when they are unique by themselves.
    pub fn forget_members(&mut self) {
        self.emails = HashSet::new();
    }

    fn role_ids(&self, keys: &[RoleKey]) -> Vec<RoleId> {
        self.roles.iter().filter(|role| keys.contains(&role.key)).map(|role| role.id).collect()
    }

    fn company_ids(&self, positions: &[usize]) -> Vec<CompanyId> {
        positions.iter().filter_map(|position| self.companies.get(*position)).copied().collect()
    }
}

/// One day, in seconds.
const DAY: i64 = 24 * 3600;

fn after(moment: Timestamp, days: i64) -> Timestamp {
    Timestamp::from_second(moment.as_second() + days * DAY).unwrap_or(moment)
}
