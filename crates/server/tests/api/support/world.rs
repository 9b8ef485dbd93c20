//! Two organizations with everybody that the tests need, and members by the hundred.

use api_types::{AccountId, CompanyId, MemberId, MemberStatus, OrganizationId, RoleId};
use jiff::{SignedDuration, Timestamp};
use roster_server::{
    clock::{Clock, Entropy, Identifier, new_id},
    demo,
    store::{
        Database,
        seed::records::{Account, Company, Data, Invitation, Member, Organization, Role, RoleKey},
    },
};

/// Administers Alpha.
pub const ADMIN: &str = "admin@alpha.example";
/// Editor of Alpha.
pub const EDITOR: &str = "editor@alpha.example";
/// Viewer of Alpha.
pub const VIEWER: &str = "viewer@alpha.example";
/// Administers Alpha and needs a second factor.
pub const CAUTIOUS: &str = "cautious@alpha.example";
/// Inactive in Alpha, viewer of Beta.
pub const DIVIDED: &str = "divided@alpha.example";
/// Inactive in Alpha and nowhere else.
pub const GONE: &str = "gone@alpha.example";
/// Invited to Alpha.
pub const INVITED: &str = "invited@alpha.example";
/// Administers Beta.
pub const OUTSIDER: &str = "outsider@beta.example";

/// The password of them all.
pub const PASSWORD: &str = roster_server::demo::PASSWORD;
/// The secret of [`CAUTIOUS`].
pub const TOTP_SECRET: &str = roster_server::demo::TOTP_SECRET;

/// What is in the database at the start; the same for every test.
pub struct World {
    pub alpha: OrganizationId,
    pub beta: OrganizationId,
    /// Administrator, editor, viewer of Alpha.
    pub alpha_roles: [RoleId; 3],
    /// The one company of Alpha.
    pub alpha_company: CompanyId,
    accounts: Vec<(String, AccountId)>,
    members: Vec<(String, OrganizationId, MemberId)>,
}

impl World {
    pub fn account(&self, email: &str) -> AccountId {
        self.accounts.iter().find(|(known, _)| known == email).expect("an account of the world").1
    }

    pub fn member(&self, organization: OrganizationId, email: &str) -> MemberId {
        let found = self.members.iter().find(|(known, place, _)| known == email && *place == organization);
        found.expect("a member of the world").2
    }
}

/// The time at which every test begins.
pub fn start() -> Clock {
    Clock::fixed("2026-11-21T09:30:00Z".parse().unwrap())
}

/// Creates all tables in an empty database and fills them with the world.
pub async fn fill(database: &Database) {
    database.migrate().await.unwrap();
    let entropy = Entropy::seeded(1);
    demo::load(database, &world(&entropy).0, &entropy).await.unwrap();
}

/// The world and its records.
pub fn world(entropy: &Entropy) -> (Data, World) {
    let mut builder = Builder { clock: start(), entropy: entropy.clone(), data: Data::default() };
    let (alpha, alpha_roles) = builder.organization("1001", "Alpha");
    let (beta, beta_roles) = builder.organization("1002", "Beta");
    let [administrator, editor, viewer] = alpha_roles;
    for (email, role) in [(ADMIN, administrator), (EDITOR, editor), (VIEWER, viewer), (CAUTIOUS, administrator)] {
        builder.member(email, alpha, role, MemberStatus::Active);
    }
    builder.member(DIVIDED, alpha, viewer, MemberStatus::Inactive);
    builder.member(DIVIDED, beta, beta_roles[2], MemberStatus::Active);
    builder.member(GONE, alpha, administrator, MemberStatus::Inactive);
    builder.member(INVITED, alpha, viewer, MemberStatus::Invited);
    builder.member(OUTSIDER, beta, beta_roles[0], MemberStatus::Active);
    let world = World {
        alpha,
        beta,
        alpha_roles,
        alpha_company: builder.data.organizations[0].companies[0].id,
        accounts: builder.data.accounts.iter().map(|new| (new.email.clone(), new.id)).collect(),
        members: builder.data.members.iter().map(|new| (new.email.clone(), new.organization, new.id)).collect(),
    };
    (builder.data, world)
}

/// Puts records together.
pub struct Builder {
    pub clock: Clock,
    pub entropy: Entropy,
    pub data: Data,
}

impl Builder {
    fn id<Id: Identifier>(&self) -> Id {
        new_id(&self.clock, &self.entropy)
    }

    pub fn organization(&mut self, number: &str, name: &str) -> (OrganizationId, [RoleId; 3]) {
        let (id, company): (_, CompanyId) = (self.id(), self.id());
        let roles = RoleKey::ALL.map(|key| Role { id: self.id(), key });
        self.data.organizations.push(Organization {
            id,
            number: number.to_owned(),
            name: name.to_owned(),
            plan: "Business",
            seat_limit: Some(100),
            names_administrators: false,
            created_at: self.clock.now(),
            roles,
            custom_roles: Vec::new(),
            companies: vec![Company::new(company, &format!("{name} Ltd"))],
        });
        (id, roles.map(|role| role.id))
    }

    /// A member with an account, unless only invited.
    pub fn member(&mut self, email: &str, organization: OrganizationId, role: RoleId, status: MemberStatus) {
        let joined = !matches!(status, MemberStatus::Invited | MemberStatus::Expired);
        let account = joined.then(|| self.account(email));
        let name = email.split('@').next().unwrap_or_default().to_owned();
        let company = self.data.organizations.iter().find(|known| known.id == organization);
        let member = Member {
            id: self.id(),
            account,
            name: joined.then_some(name),
            roles: vec![role],
            companies: company.map(|known| known.companies[0].id).into_iter().collect(),
            ..blank(self.id(), organization, email, status, self.clock.now())
        };
        self.data.members.push(member);
    }

    fn account(&mut self, email: &str) -> AccountId {
        if let Some(known) = self.data.accounts.iter().find(|known| known.email == email) {
            return known.id;
        }
        let id = self.id();
        self.data.accounts.push(Account {
            id,
            email: email.to_owned(),
            given_name: None,
            family_name: None,
            name: email.split('@').next().unwrap_or_default().to_owned(),
            has_password: true,
            totp_secret: (email == CAUTIOUS).then(|| TOTP_SECRET.to_owned()),
            created_at: self.clock.now(),
        });
        id
    }
}

/// A member of whom little is known.
pub fn blank(id: MemberId, organization: OrganizationId, email: &str, status: MemberStatus, now: Timestamp) -> Member {
    let pending = matches!(status, MemberStatus::Invited | MemberStatus::Expired);
    Member {
        id,
        organization,
        account: None,
        email: email.to_owned(),
        given_name: None,
        family_name: None,
        name: None,
        signature: None,
        status,
        roles: Vec::new(),
        companies: Vec::new(),
        supervisor: None,
        invited_by: None,
        invited_at: Some(now),
        member_since: (!pending).then_some(now),
        last_sign_in: None,
        removed_at: (status == MemberStatus::Removed).then_some(now),
        invitation: pending.then(|| Invitation {
            link_wanted_at: None,
            expires_at: now + SignedDuration::from_hours(72),
            sent_at: None,
            times_sent: 0,
            message: None,
        }),
    }
}
