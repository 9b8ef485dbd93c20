//! As many organizations and people as wanted, for measuring.

use api_types::{MemberId, MemberStatus};
use jiff::Timestamp;

use super::{
    chance,
    tenant::{Builder, Founding, Invitee, Newcomer, Tenant},
};
use crate::store::seed::records::{Data, RoleKey};

/// People in one part at most: each is a transaction, after which SQLite merges what can be searched and copies what it wrote.
const PART: usize = 10_000;
/// How long ago every organization was founded, in days.
const AGE: i64 = 5 * 365;
/// Everybody reports to one of the first so many of their organization.
const SUPERVISORS: usize = 200;

/// `members` people in `organizations` organizations, in parts, so that a million need no memory.
///
/// The n-th organization has a share of 1/n: the first is by far the largest. Nobody has a password. The same
/// arguments give the same records; a part refers only to itself and the parts before. Of `now` only the day counts.
pub fn generated(members: usize, organizations: usize, seed: u64, now: Timestamp) -> impl Iterator<Item = Data> {
    let mut builder = Builder::new(seed, now);
    let mut sizes = shares(members, organizations).into_iter().enumerate();
    let mut current: Option<Filling> = None;
    std::iter::from_fn(move || {
        if current.as_ref().is_none_or(|filling| filling.next == filling.size) {
            let (position, size) = sizes.next()?;
            current = Some(Filling::start(&mut builder, position, size));
        }
        if let Some(filling) = &mut current {
            filling.step(&mut builder);
        }
        Some(builder.take())
    })
}

/// One organization on its way to its size.
struct Filling {
    tenant: Tenant,
    companies: usize,
    /// Position of the next person.
    next: usize,
    size: usize,
    supervisors: Vec<MemberId>,
}

impl Filling {
    fn start(builder: &mut Builder, position: usize, size: usize) -> Self {
        let number = (100_000 + position).to_string();
        let companies = (size / 100).clamp(1, 40);
        let names: Vec<_> = (1..=companies).map(|company| format!("Company {number}-{company}")).collect();
        let tenant = builder.found(&Founding {
            number: &number,
            name: &format!("Organization {number}"),
            domain: &format!("o{number}.example"),
            plan: "Business",
            seat_limit: None,
            names_administrators: false,
            age: AGE,
            companies: &names.iter().map(String::as_str).collect::<Vec<_>>(),
        });
        Self { tenant, companies, next: 0, size, supervisors: Vec::new() }
    }

    fn step(&mut self, builder: &mut Builder) {
        let end = self.size.min(self.next + PART);
        for position in self.next..end {
            let id = self.member(builder, position);
            if self.supervisors.len() < SUPERVISORS {
                self.supervisors.push(id);
            }
        }
        self.next = end;
        self.tenant.forget_members();
    }

    /// Of a hundred people after the supervisors, four are invited, one expired, eight inactive.
    fn member(&mut self, builder: &mut Builder, position: usize) -> MemberId {
        let (name, home) = chance::anybody(&mut builder.random);
        let email = format!("{}.{}.{position}@{}", name.given_ascii, name.family_ascii, self.tenant.domain);
        let roles = match position {
            0 => vec![RoleKey::Administrator],
            _ => chance::roles(&mut builder.random),
        };
        let companies = chance::companies(&mut builder.random, self.companies, home);
        let supervisor = (position > 0).then(|| *builder.random.pick(&self.supervisors));
        let inviter = self.supervisors.first().copied();
        let (earliest, latest) = (builder.day(1 - AGE), builder.day(-1));
        let since = if position == 0 { Timestamp::MIN } else { builder.random.moment(earliest, latest) };
        let fate = if position < SUPERVISORS { 99 } else { builder.random.below(100) };
        match (inviter, fate) {
            (Some(inviter), 0..5) => {
                let days = builder.random.between(1, 13) as i64;
                let days_left = if fate == 0 { -days } else { days };
                let (times_sent, message) = (1, None);
                let invitee = Invitee { email, roles, companies, supervisor, inviter, days_left, times_sent, message };
                builder.invite(&mut self.tenant, invitee)
            }
            _ => {
                let status = if (5..13).contains(&fate) { MemberStatus::Inactive } else { MemberStatus::Active };
                let signature = Some(signature(position));
                let newcomer =
                    Newcomer { name, email, signature, status, roles, companies, supervisor, inviter, since };
                builder.join(&mut self.tenant, newcomer)
            }
        }
    }
}

/// The sizes of `organizations` organizations that share `members` people like 1, 1/2, 1/3, …
fn shares(members: usize, organizations: usize) -> Vec<usize> {
    let weights: Vec<f64> = (1..=organizations).map(|rank| 1.0 / rank as f64).collect();
    let sum: f64 = weights.iter().sum();
    let mut shares: Vec<_> = weights.iter().map(|weight| (weight / sum * members as f64) as usize).collect();
    let given: usize = shares.iter().sum();
    if let Some(first) = shares.first_mut() {
        *first += members - given;
    }
    shares
}

/// Five letters, different for the first eleven million positions.
fn signature(position: usize) -> String {
    const ALL: usize = 26usize.pow(5);
    // Odd and no multiple of 13, so that no two positions meet.
    let mut rest = position.wrapping_mul(7_654_321) % ALL;
    (0..5)
        .map(|_| {
            let letter = char::from(b'A' + (rest % 26) as u8);
            rest /= 26;
            letter
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn all(members: usize, organizations: usize, seed: u64) -> Vec<Data> {
        generated(members, organizations, seed, Timestamp::UNIX_EPOCH).collect()
    }

    #[test]
    fn the_numbers_are_exact_and_the_first_organization_is_the_largest() {
        let parts = all(5000, 7, 1);
        let members = || parts.iter().flat_map(|part| &part.members);
        let organizations: Vec<_> = parts.iter().flat_map(|part| &part.organizations).collect();
        assert_eq!((members().count(), organizations.len()), (5000, 7));
        assert!(parts.iter().all(|part| part.members.len() <= PART));
        let first = members().filter(|member| member.organization == organizations[0].id).count();
        assert!(first > 1500, "{first}");
    }

    #[test]
    fn addresses_and_signatures_are_unique_and_references_point_back() {
        let (mut emails, mut signatures, mut ids) = (HashSet::new(), HashSet::new(), HashSet::new());
        for member in all(5000, 3, 2).into_iter().flat_map(|part| part.members) {
            assert!(member.supervisor.iter().chain(&member.invited_by).all(|id| ids.contains(id)));
            assert!(emails.insert(member.email));
            assert!(member.signature.is_none_or(|signature| signatures.insert((member.organization, signature))));
            assert!(ids.insert(member.id));
        }
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(all(1500, 2, 3), all(1500, 2, 3));
        assert_ne!(all(1500, 2, 3), all(1500, 2, 4));
    }

    #[test]
    fn none_is_none() {
        assert_eq!(all(0, 0, 5), []);
        assert_eq!(all(3, 0, 5), []);
    }
}
