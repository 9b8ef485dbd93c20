//! Acme Facility Services: the organization to look around in.

use api_types::{
    ApiScope, MemberId,
    MemberStatus::{self, Active, Inactive},
    Permission::{
        ContactsManage, ContactsRead, DevicesGrant, DevicesManage, DevicesOperate, DevicesRead, MembersInvite,
        MembersManage, RolesAssign,
    },
};

use super::{
    API_KEY, chance,
    names::PersonName,
    tenant::{Builder, DemoKey, Founding, Invitee, NewRole, Newcomer, Tenant},
};
use crate::store::seed::records::{
    Reference,
    RoleKey::{self, Administrator, Editor, Viewer},
};

/// How many people there are in each status; 1,248 in all.
pub const ACTIVE: usize = 1098;
pub const INACTIVE: usize = 98;
pub const INVITED: usize = 40;
pub const EXPIRED: usize = 12;

/// People who were removed: given and family name, role, company, and how many days ago. The list shows none of them
/// unless it is asked to.
const REMOVED: [(&str, &str, RoleKey, usize, i64); 5] = [
    ("Marlene", "Achterberg", Viewer, 0, 2),
    ("Tadeusz", "Wyrzykowski", Editor, 1, 6),
    ("Solveig", "Bjørnstad", Viewer, 10, 11),
    ("Anselmo", "Figueiredo", Viewer, 11, 17),
    ("Hiroto", "Nakagami", Editor, 6, 24),
];

/// Id, kind, title and path of something in Acme's portal.
type Needed = (&'static str, &'static str, &'static str, &'static str);

/// What still needs people in Acme's portal, so that they cannot be removed: address, source, references.
const NEEDED: [(&str, &str, &[Needed]); 4] = [
    (
        "juergen.grossmann@acme.example",
        "approvals",
        &[("flow-12", "Approval flow", "Approval Berlin, step 2", "/flows/12")],
    ),
    (
        "juergen.grossmann@acme.example",
        "work-orders",
        &[
            ("WO-20417", "Work order", "Replace the pump in boiler room 2", "/work-orders/20417"),
            ("WO-20431", "Work order", "Yearly inspection of the lifts, Hall C", "/work-orders/20431"),
            ("WO-20502", "Work order", "Leaking roof above the loading dock", "/work-orders/20502"),
        ],
    ),
    (
        "zofia.nowak@acme.example",
        "work-orders",
        &[("WO-20466", "Work order", "New locks for the Kraków office", "/work-orders/20466")],
    ),
    (
        "yuki.tanaka@acme.example",
        "invoices",
        &[
            ("R-2026-4471", "Invoice under review", "R-2026-4471, Kansai Elevator Service", "/invoices/R-2026-4471"),
            ("R-2026-4502", "Invoice under review", "R-2026-4502, Osaka Clean", "/invoices/R-2026-4502"),
        ],
    ),
];

/// The roles that Acme has made, and how many users and invitations have each.
const CUSTOM_ROLES: [(NewRole, usize, usize); 2] = [
    (
        NewRole {
            from: Editor,
            name: "Site lead",
            description: "Runs one site: its devices and the people who work there.",
            permissions: &[DevicesOperate, DevicesManage, DevicesGrant, MembersInvite, ContactsRead],
        },
        24,
        1,
    ),
    (
        NewRole {
            from: Viewer,
            name: "User manager",
            description: "Looks after users, their roles and the contacts.",
            permissions: &[DevicesRead, MembersInvite, MembersManage, RolesAssign, ContactsManage],
        },
        12,
        2,
    ),
];

/// So many of the first [`FACES`] lead others.
const CHIEFS: usize = 6;

/// Active people who lead others and report to one of the chiefs.
const MANAGERS: usize = 60;

/// How long ago Acme was founded, in days.
const AGE: i64 = 7 * 365;

/// Companies by position, in the order that the cultures' homes refer to.
const COMPANIES: [&str; 12] = [
    "Acme Berlin",
    "Acme Kraków",
    "Acme Athens",
    "Acme Rabat",
    "Acme Bremen",
    "Acme Taipei",
    "Acme Osaka",
    "Acme Seoul",
    "Acme Pune",
    "Acme Đà Nẵng",
    "Acme Malmö",
    "Acme Porto",
];

/// Numbers of the companies, in the same order.
const NUMBERS: [&str; 12] =
    ["1000", "2000", "3000", "4000", "1020", "5000", "5010", "5020", "6000", "6010", "1010", "7000"];

/// Acme Bremen is closed; its people work in Berlin now, all but a few.
const CLOSED: usize = 4;
const SUCCESSOR: usize = 0;
const REMAINING: usize = 4;

/// Somebody who is always there under the same name.
struct Face {
    given: &'static str,
    family: &'static str,
    email: &'static str,
    role: RoleKey,
    status: MemberStatus,
    companies: &'static [usize],
    /// Position in [`FACES`], before one's own.
    supervisor: Option<usize>,
}

/// The founder first; all others joined in this order in the first two months.
const FACES: [Face; 11] = [
    Face { supervisor: None, companies: &[0, 10], ..face("Ada", "Lovelace", "ada@acme.example", Administrator) },
    face("Grace", "Hopper", "grace.hopper@acme.example", Administrator),
    Face { companies: &[10, 0], ..face("Jonas", "Johansson", "jonas.johansson@acme.example", Administrator) },
    Face { companies: &[1], ..face("Zofia", "Nowak", "zofia.nowak@acme.example", Editor) },
    Face { companies: &[0, 1, 10], ..face("Jürgen", "Großmann", "juergen.grossmann@acme.example", Editor) },
    Face { companies: &[6], ..face("Yūki", "Tanaka", "yuki.tanaka@acme.example", Editor) },
    Face { supervisor: Some(4), ..face("Eddie", "Eriksson", "eddie@acme.example", Editor) },
    Face { supervisor: Some(3), companies: &[1], ..face("Vera", "Novotná", "vera@acme.example", Viewer) },
    Face { supervisor: None, ..face("Sam", "Okonkwo", "sam@support.example", Administrator) },
    Face { supervisor: Some(1), companies: &[11], ..face("Tess", "Moreira", "tess@acme.example", Administrator) },
    Face { supervisor: Some(1), status: Inactive, ..face("Ines", "Marín", "ines@acme.example", Editor) },
];

const fn face(given: &'static str, family: &'static str, email: &'static str, role: RoleKey) -> Face {
    Face { given, family, email, role, status: Active, companies: &[0], supervisor: Some(0) }
}

/// Acme, while it is being filled.
#[derive(Debug)]
pub struct Acme {
    tenant: Tenant,
    leaders: Leaders,
}

/// Those whom later people refer to.
#[derive(Debug)]
struct Leaders {
    administrators: Vec<MemberId>,
    supervisors: Vec<MemberId>,
}

/// Adds Acme with all its people but those who were removed.
pub fn build(builder: &mut Builder) -> Acme {
    let mut tenant = builder.found(&Founding {
        number: "10234",
        name: "Acme Facility Services",
        domain: "acme.example",
        plan: "Business",
        seat_limit: Some(1500),
        names_administrators: true,
        age: AGE,
        companies: &COMPANIES,
    });
    let mut leaders = faces(builder, &mut tenant);
    managers(builder, &mut tenant, &mut leaders);
    staff(builder, &mut tenant, &leaders);
    invitees(builder, &mut tenant, &leaders);
    builder.number_companies(&tenant, &NUMBERS);
    builder.archive_company(&tenant, CLOSED, SUCCESSOR, REMAINING);
    Acme { tenant, leaders }
}

/// The keys of Acme's programs; that of the portal comes first.
const KEYS: [DemoKey; 3] = [
    DemoKey {
        name: "Customer portal",
        secret: API_KEY,
        scopes: &[ApiScope::ReferencesWrite, ApiScope::AccessEvaluate],
        used_days_ago: 0,
        days_left: None,
        addresses: &[],
    },
    DemoKey {
        name: "ERP sync",
        secret: "roster_key_roster-demo-key-that-the-erp-sync-uses-0000",
        scopes: &[ApiScope::ReferencesWrite],
        used_days_ago: 1,
        days_left: Some(7),
        addresses: &["203.0.113.4/32"],
    },
    DemoKey {
        name: "Door controllers",
        secret: "roster_key_roster-demo-key-that-the-reporting-has-0000",
        scopes: &[ApiScope::AccessEvaluate],
        used_days_ago: 80,
        days_left: Some(140),
        addresses: &["203.0.113.0/28", "2001:db8::/48"],
    },
];

/// Adds the API keys of Acme, and what the portal has registered with its own.
pub fn portal(builder: &mut Builder, Acme { tenant, leaders }: &Acme) {
    for (place, key) in KEYS.iter().enumerate() {
        builder.api_key(tenant, key, leaders.administrators.get(place).copied());
    }
    for (email, source, needed) in NEEDED {
        let reference = |(id, kind, title, path): &Needed| {
            let url = ["https://portal.acme.example", path].concat();
            Reference { id, kind, title, url }
        };
        builder.refer(tenant, email, source, needed.iter().map(reference).collect());
    }
}

/// Adds Acme's own roles. They come late, so that everybody keeps their links.
pub fn custom_roles(builder: &mut Builder, Acme { tenant, .. }: &Acme) {
    for (role, holders, invitations) in &CUSTOM_ROLES {
        builder.custom_role(tenant, role, *holders, *invitations);
    }
}

/// Adds the people who were removed. They come last, so that everybody else keeps their links.
pub fn removed(builder: &mut Builder, Acme { tenant, leaders }: &mut Acme) {
    for (given, family, role, company, days_ago) in REMOVED {
        let name = PersonName::latin(given, family);
        let newcomer = Newcomer {
            email: builder.address(tenant, &name),
            name,
            signature: None,
            status: Active,
            roles: vec![role],
            companies: vec![company],
            supervisor: Some(leaders.supervisors[0]),
            inviter: Some(leaders.administrators[0]),
            since: builder.day(-400),
        };
        builder.remove(tenant, newcomer, days_ago);
    }
}

fn faces(builder: &mut Builder, tenant: &mut Tenant) -> Leaders {
    let mut ids: Vec<MemberId> = Vec::with_capacity(FACES.len());
    for (position, face) in FACES.iter().enumerate() {
        let newcomer = Newcomer {
            name: PersonName::latin(face.given, face.family),
            email: face.email.to_owned(),
            signature: None,
            status: face.status,
            roles: vec![face.role],
            companies: face.companies.to_vec(),
            supervisor: face.supervisor.map(|position| ids[position]),
            inviter: ids.first().copied(),
            since: builder.day(6 * position as i64 - AGE),
        };
        ids.push(builder.join(tenant, newcomer));
    }
    let administers = |face: &Face| face.role == Administrator && !face.email.ends_with("@support.example");
    let administrators = ids.iter().zip(&FACES).filter(|(_, face)| administers(face)).map(|(id, _)| *id).collect();
    Leaders { administrators, supervisors: ids[..CHIEFS].to_vec() }
}

fn managers(builder: &mut Builder, tenant: &mut Tenant, leaders: &mut Leaders) {
    for position in 0..MANAGERS {
        let mut manager = somebody(builder, tenant, leaders, Active);
        manager.supervisor = Some(*builder.random.pick(&leaders.supervisors[..CHIEFS]));
        manager.roles = match position % 10 {
            0 => vec![Administrator, Editor],
            1..5 => vec![Editor],
            _ => vec![Editor, Viewer],
        };
        let id = builder.join(tenant, manager);
        leaders.supervisors.push(id);
    }
}

fn staff(builder: &mut Builder, tenant: &mut Tenant, leaders: &Leaders) {
    let inactive_faces = FACES.iter().filter(|face| face.status == Inactive).count();
    let active = ACTIVE - MANAGERS - (FACES.len() - inactive_faces);
    let mut statuses = vec![Active; active];
    statuses.resize(active + INACTIVE - inactive_faces, Inactive);
    builder.random.shuffle(&mut statuses);
    for status in statuses {
        let newcomer = somebody(builder, tenant, leaders, status);
        builder.join(tenant, newcomer);
    }
}

/// Somebody without a special post.
fn somebody(builder: &mut Builder, tenant: &Tenant, leaders: &Leaders, status: MemberStatus) -> Newcomer {
    let (earliest, latest) = (builder.day(70 - AGE), builder.day(-1));
    let (name, home) = chance::anybody(&mut builder.random);
    Newcomer {
        email: builder.address(tenant, &name),
        name,
        signature: None,
        status,
        roles: chance::roles(&mut builder.random),
        companies: chance::companies(&mut builder.random, tenant.companies(), home),
        supervisor: supervisor(builder, leaders),
        inviter: Some(inviter(builder, leaders)),
        since: builder.random.moment(earliest, latest),
    }
}

fn invitees(builder: &mut Builder, tenant: &mut Tenant, leaders: &Leaders) {
    const MESSAGES: [&str; 4] = [
        "Welcome to Acme! Ask me if anything is unclear.",
        "You will look after the lifts in the new building with us.",
        "For the handover next week.\nBring your badge.",
        "Καλώς ήρθες! 欢迎! مرحبا!",
    ];
    for position in 0..INVITED + EXPIRED {
        let days_left =
            if position < INVITED { builder.random.between(1, 13) } else { builder.random.between(1, 60) } as i64;
        let (name, home) = chance::anybody(&mut builder.random);
        let message = *builder.random.pick(&MESSAGES);
        let invitee = Invitee {
            email: builder.address(tenant, &name),
            roles: chance::roles(&mut builder.random),
            companies: chance::companies(&mut builder.random, tenant.companies(), home),
            supervisor: supervisor(builder, leaders),
            inviter: inviter(builder, leaders),
            days_left: if position < INVITED { days_left } else { -days_left },
            times_sent: [1, 1, 1, 1, 2, 2, 3][builder.random.below(7)],
            message: builder.random.chance(35).then_some(message),
        };
        builder.invite(tenant, invitee);
    }
}

fn supervisor(builder: &mut Builder, leaders: &Leaders) -> Option<MemberId> {
    let supervisor = *builder.random.pick(&leaders.supervisors);
    builder.random.chance(94).then_some(supervisor)
}

/// Ada in half the cases.
fn inviter(builder: &mut Builder, leaders: &Leaders) -> MemberId {
    let any = *builder.random.pick(&leaders.administrators);
    if builder.random.chance(50) { leaders.administrators[0] } else { any }
}
