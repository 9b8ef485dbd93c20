//! The smaller organizations with a face of their own: Nordlicht Hotels and Clínica Sol.

use api_types::{
    MemberId,
    MemberStatus::{Active, Inactive},
};
use jiff::Timestamp;

use super::{
    chance,
    names::{CULTURES, PersonName},
    tenant::{Builder, Founding, Invitee, Newcomer, Tenant},
};
use crate::store::seed::records::RoleKey::{self, Administrator, Editor, Viewer};

/// The homes of the cultures that Nordlicht hires from: Berlin and Malmö.
const NORTHERN: [usize; 2] = [0, 10];
/// The home of the cultures that the clinic hires from: Porto.
const SOUTHERN: [usize; 1] = [11];

/// Adds Nordlicht Hotels: 36 people, administered by Otto.
pub fn nordlicht(builder: &mut Builder) {
    let mut tenant = builder.found(&Founding {
        number: "20817",
        name: "Nordlicht Hotels",
        domain: "nordlicht.example",
        plan: "Team",
        seat_limit: Some(50),
        names_administrators: false,
        age: 4 * 365,
        companies: &["Nordlicht Hamburg", "Nordlicht Malmö", "Nordlicht Tromsø"],
    });
    let otto = named_member(builder, &mut tenant, ("Otto", "Hansen"), "otto@nordlicht.example", Administrator, None);
    named_member(builder, &mut tenant, ("Ada", "Lovelace"), "ada@acme.example", Editor, Some(otto));
    named_member(builder, &mut tenant, ("Sam", "Okonkwo"), "sam@support.example", Administrator, Some(otto));
    staff(builder, &mut tenant, otto, &NORTHERN, 31);
    pending(builder, &mut tenant, otto, &NORTHERN, &[9, -20]);
}

/// Adds Clínica Sol: 24 people, among them names that test a page's manners.
pub fn clinica_sol(builder: &mut Builder) {
    let mut tenant = builder.found(&Founding {
        number: "30155",
        name: "Clínica Sol",
        domain: "clinicasol.example",
        plan: "Team",
        seat_limit: Some(30),
        names_administrators: false,
        age: 2 * 365,
        companies: &["Clínica Sol Málaga", "Clínica Sol Faro"],
    });
    let mail = "lucia.zuniga@clinicasol.example";
    let director = named_member(builder, &mut tenant, ("Lucía", "Zúñiga"), mail, Administrator, None);
    named_member(builder, &mut tenant, ("Sam", "Okonkwo"), "sam@support.example", Administrator, Some(director));
    for (position, name) in difficult_names().into_iter().enumerate() {
        let email = format!("guest{}@clinicasol.example", position + 1);
        let newcomer = joined(builder, name, email, Viewer, Some(director));
        builder.join(&mut tenant, newcomer);
    }
    staff(builder, &mut tenant, director, &SOUTHERN, 17);
    pending(builder, &mut tenant, director, &SOUTHERN, &[5, -3]);
}

/// Markup, a very long name, and one that runs from right to left.
fn difficult_names() -> [PersonName; 3] {
    let markup = PersonName::latin("<img src=x onerror=alert(1)>", "O'Hara & Söhne");
    let long = PersonName::latin(
        "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios",
        "Cipriano de la Santísima Trinidad Fernández de Córdoba y Álvarez de las Asturias Bohórquez",
    );
    let right_to_left = PersonName {
        given: "يوسف".to_owned(),
        family: "بن عبد الله".to_owned(),
        full: "يوسف بن عبد الله".to_owned(),
        given_ascii: "yusuf".to_owned(),
        family_ascii: "benabdallah".to_owned(),
    };
    [markup, long, right_to_left]
}

/// Somebody who is always there under the same name.
fn named_member(
    builder: &mut Builder,
    tenant: &mut Tenant,
    (given, family): (&str, &str),
    email: &str,
    role: RoleKey,
    inviter: Option<MemberId>,
) -> MemberId {
    let newcomer = joined(builder, PersonName::latin(given, family), email.to_owned(), role, inviter);
    builder.join(tenant, newcomer)
}

/// Joined in the last months; a founder on the first day.
fn joined(
    builder: &mut Builder,
    name: PersonName,
    email: String,
    role: RoleKey,
    inviter: Option<MemberId>,
) -> Newcomer {
    let (earliest, latest) = (builder.day(-300), builder.day(-1));
    let since = builder.random.moment(earliest, latest);
    Newcomer {
        name,
        email,
        signature: None,
        status: Active,
        roles: vec![role],
        companies: vec![0],
        supervisor: inviter,
        inviter,
        since: if inviter.is_some() { since } else { Timestamp::MIN },
    }
}

/// `count` people from the cultures at home in `homes`; one in ten inactive.
fn staff(builder: &mut Builder, tenant: &mut Tenant, inviter: MemberId, homes: &[usize], count: usize) {
    for position in 0..count {
        let name = local_name(builder, homes);
        let email = builder.address(tenant, &name);
        let mut newcomer = joined(builder, name, email, Viewer, Some(inviter));
        newcomer.roles = chance::roles(&mut builder.random);
        let home = builder.random.below(tenant.companies());
        newcomer.companies = chance::companies(&mut builder.random, tenant.companies(), home);
        if position % 10 == 9 {
            newcomer.status = Inactive;
        }
        builder.join(tenant, newcomer);
    }
}

/// One invitation for each number of days that are left.
fn pending(builder: &mut Builder, tenant: &mut Tenant, inviter: MemberId, homes: &[usize], days_left: &[i64]) {
    for days_left in days_left.iter().copied() {
        let name = local_name(builder, homes);
        let email = builder.address(tenant, &name);
        let roles = vec![Viewer];
        let invitee = Invitee {
            email,
            roles,
            companies: vec![0],
            supervisor: Some(inviter),
            inviter,
            days_left,
            times_sent: 1,
            message: None,
        };
        builder.invite(tenant, invitee);
    }
}

fn local_name(builder: &mut Builder, homes: &[usize]) -> PersonName {
    let local: Vec<_> = CULTURES.iter().filter(|culture| homes.contains(&culture.home)).collect();
    builder.random.pick(&local).name(&mut builder.random)
}
