//! Many small organizations, for a support agent to search among.

use std::collections::HashSet;

use api_types::MemberStatus::Active;
use jiff::Timestamp;

use super::{
    chance,
    names::{CULTURES, PersonName, ascii},
    random::Random,
    tenant::{Builder, Founding, Invitee, Newcomer, Tenant},
};
use crate::store::seed::records::RoleKey::{Administrator, Editor, Viewer};

/// How many there are.
pub const COUNT: usize = 600;

/// Family names that firms are called after come from these cultures.
const FOUNDERS_FROM: [&str; 8] = ["Müller", "Nowak", "Bergström", "Fernández", "Gérard", "Murphy", "Yılmaz", "Onyeka"];

const PLACES: &str = "Aalborg, Alpen, Bodensee, Bretagne, Cádiz, Delta, Donau, Elbe, Galway, Göteborg, Harbour, Isar, \
                      Jutland, Kempten, Lofoten, Łódź, Mersey, Nordkap, Oberland, Øresund, Porto, Rhône, Skåne, \
                      Tatra, Thames, Tyrol, Västerås, Weser, Zuiderzee, Zürich";

const TRADES: &str = "Aufzüge, Bakery Equipment, Boatyard, Clinics, Cold Storage, Elevators, Energía, Facility, \
                      Fahrstühle, Ferries, Gebäudetechnik, Hôtels, Hospital Group, Kläranlagen, Laboratories, \
                      Logistics, Maskiner, Medizintechnik, Museums, Parking, Printing, Pumps, Refrigeration, \
                      Schools, Solar, Stadtwerke, Trädgård, Transport, Water Works, Wäscherei";

/// Adds all of them; the account `sam@support.example` administers each.
pub fn build(builder: &mut Builder) {
    let mut taken = HashSet::new();
    for position in 0..COUNT {
        let name = firm(&mut builder.random, &mut taken);
        let number = 40_000 + 97 * position + builder.random.below(97);
        let domain = format!("{}.example", ascii(&name));
        let age = builder.random.between(30, 2500) as i64;
        let plan = *builder.random.pick(&["Free", "Team", "Team", "Business"]);
        let mut tenant = builder.found(&Founding {
            number: &number.to_string(),
            name: &name,
            domain: &domain,
            plan,
            seat_limit: Some(25),
            names_administrators: false,
            age,
            companies: &[&name],
        });
        add_members(builder, &mut tenant, age);
    }
}

/// The support agent, and one to five people of the firm's own.
fn add_members(builder: &mut Builder, tenant: &mut Tenant, age: i64) {
    let support = Newcomer {
        name: PersonName::latin("Sam", "Okonkwo"),
        email: "sam@support.example".to_owned(),
        signature: None,
        status: Active,
        roles: vec![Administrator],
        companies: vec![0],
        supervisor: None,
        inviter: None,
        since: Timestamp::MIN,
    };
    let support = builder.join(tenant, support);
    let mut head = None;
    for position in 0..builder.random.between(1, 5) {
        let (name, _) = chance::anybody(&mut builder.random);
        let (earliest, latest) = (builder.day(2 - age), builder.day(-1));
        let newcomer = Newcomer {
            email: builder.address(tenant, &name),
            name,
            signature: None,
            status: Active,
            roles: vec![[Administrator, Editor, Viewer, Viewer, Viewer][position]],
            companies: vec![0],
            supervisor: head,
            inviter: Some(head.unwrap_or(support)),
            since: if head.is_some() { builder.random.moment(earliest, latest) } else { builder.day(1 - age) },
        };
        let id = builder.join(tenant, newcomer);
        head = head.or(Some(id));
    }
    if let Some(inviter) = head.filter(|_| builder.random.chance(10)) {
        let (name, _) = chance::anybody(&mut builder.random);
        let invitee = Invitee {
            email: builder.address(tenant, &name),
            roles: vec![Viewer],
            companies: vec![0],
            supervisor: None,
            inviter,
            days_left: builder.random.between(1, 13) as i64,
            times_sent: 1,
            message: None,
        };
        builder.invite(tenant, invitee);
    }
}

/// A name that no other firm has: a family or a place, and a trade.
pub fn firm(random: &mut Random, taken: &mut HashSet<String>) -> String {
    let (places, trades): (Vec<_>, Vec<_>) = (words(PLACES), words(TRADES));
    loop {
        let first = if random.chance(50) { (*random.pick(&places)).to_owned() } else { family(random) };
        let name = format!("{first} {}", random.pick(&trades));
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

fn family(random: &mut Random) -> String {
    let cultures: Vec<_> =
        CULTURES.iter().filter(|culture| FOUNDERS_FROM.iter().any(|family| culture.has_family(family))).collect();
    random.pick(&cultures).name(random).family
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split(',').map(str::trim).collect()
}
