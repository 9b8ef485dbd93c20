//! What the list has to be: a plain filter and sort of people in memory

use api_types::{
    Direction, LastSignInFilter, MemberColumn, MemberId, MemberStatus, OrganizationId, RoleId, Search, SearchField,
    Term, TwoFactorFilter,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use roster_server::old_view::{MembersView, SortBy};
use roster_server::{
    clock::{Entropy, new_id},
    demo,
    store::{
        seed::records::{self as data, Account, Company, Data},
        text::{sort_key, words},
    },
};

use crate::support::{
    TestApp,
    people::{ADMIN, Builder, blank},
};

pub const NAMES: [&str; 13] = [
    "Adam",
    "Ada Lovelace",
    "ada lovelace",
    "Åsa Öberg",
    "Asa Oberg",
    "Søren Ærø",
    "Ольга Петрова",
    "王小芳",
    "Łukasz Żak",
    "100% Sure",
    "under_score",
    "back\\slash",
    "Zoë \"Z\" o'Neil",
];
const SEARCHES: [&str; 26] = [
    "",
    "ada",
    "ASA",
    "a*a",
    "o b",
    "%",
    "100%",
    "r_s",
    "\\",
    "王",
    "芳",
    "小芳",
    "ольга",
    "l*z ż",
    "nobody",
    "example a",
    "\"ada lovelace\"",
    "first:ada",
    "last:ö*g",
    "last:ad",
    "email:p.ex",
    "signature:s1",
    "signature:1",
    "supervisor:ada",
    "supervisor:o",
    "supervisor:*b* z",
];

/// A name, places in the calendar, status, roles, companies, and who of the earlier ones supervises and invited.
#[derive(Debug, Clone)]
pub struct Draft {
    pub name: Option<&'static str>,
    pub since: Option<i64>,
    pub last_sign_in: Option<i64>,
    pub status: MemberStatus,
    pub roles: Vec<usize>,
    pub companies: Vec<usize>,
    pub people: (Option<usize>, Option<usize>),
    pub two_factor: Option<bool>,
}

pub fn drafts(count: usize) -> impl Strategy<Value = Vec<Draft>> {
    let name = proptest::option::weighted(0.8, proptest::sample::select(&NAMES[..]));
    let days = || proptest::option::weighted(0.7, 0i64..4);
    let signed_in = proptest::option::weighted(0.7, prop_oneof![0i64..4, 18_000i64..18_003]);
    let status = proptest::sample::select(&MemberStatus::ALL[..]);
    let roles = proptest::sample::subsequence(vec![0, 1, 2], 0..=2);
    let companies = proptest::sample::subsequence(vec![0, 1, 2], 0..=3).prop_shuffle();
    let people = (proptest::option::of(0usize..20), proptest::option::of(0usize..5));
    let draft = (name, days(), signed_in, status, roles, companies, people, any::<Option<bool>>()).prop_map(
        |(name, since, last_sign_in, status, roles, companies, people, two_factor)| Draft {
            name,
            since,
            last_sign_in,
            status,
            roles,
            companies,
            people,
            two_factor,
        },
    );
    proptest::collection::vec(draft, count)
}

/// An organization and everybody in it.
pub struct World {
    pub organization: OrganizationId,
    pub roles: [RoleId; 3],
    pub companies: Vec<Company>,
    pub people: Vec<Person>,
    now: Timestamp,
}

/// Somebody, and whether a second factor is known of.
#[derive(Debug, Clone)]
pub struct Person {
    pub member: data::Member,
    two_factor: Option<bool>,
}

impl World {
    /// A new organization with these people, which the administrator of Alpha administers too.
    pub async fn load(app: &TestApp, number: usize, drafts: &[Draft]) -> Self {
        let entropy = Entropy::seeded(1000 + number as u64);
        let mut builder = Builder { clock: app.clock.clone(), entropy, data: Data::default() };
        let (organization, roles) = builder.organization(&format!("P{number}"), "Paged");
        for name in ["Ærø Inc", "aero gmbh"] {
            let id = new_id(&builder.clock, &builder.entropy);
            builder.data.organizations[0].companies.push(Company { id, name: name.to_owned() });
        }
        let companies = builder.data.organizations[0].companies.clone();
        builder.person(ADMIN, organization, roles[0], MemberStatus::Active);
        builder.data.accounts.clear();
        builder.data.members[0].account = Some(app.world.account(ADMIN));
        let first = Person { member: builder.data.members[0].clone(), two_factor: Some(false) };
        let mut world = Self { organization, roles, companies, people: vec![first], now: app.clock.now() };
        for (place, draft) in drafts.iter().enumerate() {
            world.join(&mut builder, place, draft);
        }
        demo::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
        world
    }

    /// Adds somebody, here and to `builder`.
    pub fn join(&mut self, builder: &mut Builder, place: usize, draft: &Draft) {
        let id = new_id(&builder.clock, &builder.entropy);
        // Mixed up, so that the order of insertion is no order of anything.
        let email = format!("{:04}@p.example", place * 3737 % 10_000);
        let day = |days: i64| Timestamp::from_second(86_400 * days).unwrap();
        let known = |place: usize| self.people.get(place).map(|person| person.member.id);
        let account = draft.two_factor.map(|on| {
            let id = new_id(&builder.clock, &builder.entropy);
            let totp_secret = on.then(|| "JBSWY3DPEHPK3PXP".to_owned());
            builder.data.accounts.push(Account {
                id,
                email: format!("{id}@accounts.example"),
                given_name: None,
                family_name: None,
                name: email.clone(),
                has_password: false,
                totp_secret,
                created_at: builder.clock.now(),
            });
            id
        });
        let parts = draft.name.and_then(|name| name.split_once(' '));
        let member = data::Member {
            account,
            name: draft.name.map(str::to_owned),
            given_name: parts.map(|(given, _)| given.to_owned()),
            family_name: parts.map(|(_, family)| family.to_owned()),
            signature: (!place.is_multiple_of(5)).then(|| format!("S{place}")),
            member_since: draft.since.map(day),
            invited_at: draft.since.map(|days| day(days / 2)),
            last_sign_in: draft.last_sign_in.map(day),
            roles: draft.roles.iter().map(|role| self.roles[*role]).collect(),
            companies: draft.companies.iter().map(|company| self.companies[*company].id).collect(),
            supervisor: draft.people.0.and_then(known),
            invited_by: draft.people.1.and_then(known),
            ..blank(id, self.organization, &email, draft.status, builder.clock.now())
        };
        builder.data.members.push(member.clone());
        self.people.push(Person { member, two_factor: draft.two_factor });
    }

    /// Any view of these people.
    pub fn views(&self) -> impl Strategy<Value = MembersView> + use<> {
        let sort = (proptest::sample::select(&MemberColumn::ALL[..]), any::<bool>()).prop_map(|(column, down)| {
            SortBy { column, direction: if down { Direction::Descending } else { Direction::Ascending } }
        });
        let some = |weight| proptest::bool::weighted(weight);
        let ids: Vec<MemberId> = self.people.iter().map(|person| person.member.id).collect();
        let people = || proptest::sample::subsequence(ids.clone(), 1..=ids.len().min(3));
        let companies: Vec<_> = self.companies.iter().map(|company| company.id).collect();
        let filters = (
            (some(0.3), proptest::sample::subsequence(self.roles.to_vec(), 1..=2)),
            (some(0.3), proptest::sample::subsequence(&MemberStatus::ALL[..], 1..=3)),
            (some(0.2), proptest::sample::subsequence(&TwoFactorFilter::ALL[..], 1..=2)),
            (some(0.2), proptest::sample::subsequence(companies, 1..=2)),
            (some(0.2), people()),
            (some(0.2), people()),
            (some(0.2), proptest::sample::subsequence(&LastSignInFilter::ALL[..], 1..=2)),
        );
        let search = (some(0.5), proptest::sample::select(&SEARCHES[..]));
        (search, filters, sort).prop_map(|((searches, search), filters, sort)| {
            let (roles, statuses, two_factor, companies, supervisors, inviters, last_sign_in) = filters;
            MembersView {
                search: if searches { search.to_owned() } else { String::new() },
                roles: chosen(roles),
                statuses: chosen(statuses),
                two_factor: chosen(two_factor),
                companies: chosen(companies),
                supervisors: chosen(supervisors),
                inviters: chosen(inviters),
                last_sign_in: chosen(last_sign_in),
                sort,
            }
        })
    }

    /// Whom a view shows, in order.
    pub fn expected(&self, view: &MembersView) -> Vec<MemberId> {
        let mut found: Vec<&Person> = self.people.iter().filter(|person| self.is_shown(person, view)).collect();
        found.sort_by(|a, b| {
            let (one, other) = (self.key(a, view.sort.column), self.key(b, view.sort.column));
            let order = (&one, a.member.id).cmp(&(&other, b.member.id));
            let order = if view.sort.direction == Direction::Descending { order.reverse() } else { order };
            one.is_none().cmp(&other.is_none()).then(order)
        });
        found.into_iter().map(|person| person.member.id).collect()
    }

    fn key(&self, person: &Person, column: MemberColumn) -> Option<Vec<u8>> {
        let member = &person.member;
        let text = |text: Option<&str>| text.map(sort_key);
        let moment = |at: Option<Timestamp>| at.map(|at| at.as_second().to_be_bytes().to_vec());
        match column {
            MemberColumn::Name => text(Some(member.name.as_deref().unwrap_or(&member.email))),
            MemberColumn::Email => Some(member.email.clone().into_bytes()),
            MemberColumn::Signature => text(member.signature.as_deref()),
            MemberColumn::Roles => {
                let places: Vec<u8> =
                    (0u8..).zip(&self.roles).filter(|(_, id)| member.roles.contains(id)).map(|(at, _)| at).collect();
                Some(places).filter(|places| !places.is_empty())
            }
            MemberColumn::Status => {
                Some(vec![MemberStatus::ALL.iter().position(|status| *status == member.status).unwrap() as u8])
            }
            MemberColumn::TwoFactor => person.two_factor.map(|on| vec![u8::from(!on)]),
            MemberColumn::Companies => {
                let name = |id| self.companies.iter().find(|company| company.id == id).unwrap().name.as_str();
                let names: Vec<_> = member.companies.iter().map(|id| name(*id)).collect();
                text(Some(&*names.join(", ")).filter(|names| !names.is_empty()))
            }
            MemberColumn::Supervisor => text(member.supervisor.map(|id| self.shown_name(id))),
            MemberColumn::InvitedBy => text(member.invited_by.map(|id| self.shown_name(id))),
            MemberColumn::InvitedAt => moment(member.invited_at),
            MemberColumn::MemberSince => moment(member.member_since),
            MemberColumn::LastSignIn => moment(member.last_sign_in),
        }
    }

    fn person(&self, id: MemberId) -> &data::Member {
        &self.people.iter().find(|person| person.member.id == id).unwrap().member
    }

    fn shown_name(&self, id: MemberId) -> &str {
        let member = self.person(id);
        member.name.as_deref().unwrap_or(&member.email)
    }

    fn is_shown(&self, person: &Person, view: &MembersView) -> bool {
        let member = &person.member;
        let any = |wanted: &[MemberId], held: Option<MemberId>| {
            wanted.is_empty() || held.is_some_and(|held| wanted.contains(&held))
        };
        let second_factor = match person.two_factor {
            Some(true) => TwoFactorFilter::On,
            Some(false) => TwoFactorFilter::Off,
            None => TwoFactorFilter::Unknown,
        };
        let midnight = Timestamp::from_second(self.now.as_second() / 86_400 * 86_400).unwrap();
        let away = midnight - SignedDuration::from_hours(90 * 24);
        let signed_in = |wanted: &LastSignInFilter| match wanted {
            LastSignInFilter::Never => member.last_sign_in.is_none(),
            LastSignInFilter::Over90Days => member.last_sign_in.is_some_and(|at| at < away),
        };
        Search::parse(&view.search, &SearchField::ALL).unwrap().terms.iter().all(|term| self.matches(member, term))
            && is_asked_for(view, member.status)
            && (view.roles.is_empty() || member.roles.iter().any(|role| view.roles.contains(role)))
            && (view.companies.is_empty() || member.companies.iter().any(|id| view.companies.contains(id)))
            && (view.two_factor.is_empty() || view.two_factor.contains(&second_factor))
            && any(&view.supervisors, member.supervisor)
            && any(&view.inviters, member.invited_by)
            && (view.last_sign_in.is_empty() || view.last_sign_in.iter().any(signed_in))
    }

    fn matches(&self, member: &data::Member, term: &Term) -> bool {
        let texts = |of: &data::Member| {
            vec![
                of.name.clone(),
                of.given_name.clone().or(of.name.clone()),
                of.family_name.clone().or(of.name.clone()),
                Some(of.email.clone()),
                of.signature.clone(),
            ]
        };
        let texts = match term.field {
            None => texts(member),
            Some(SearchField::First) => vec![member.given_name.clone().or(member.name.clone())],
            Some(SearchField::Last) => vec![member.family_name.clone().or(member.name.clone())],
            Some(SearchField::Email) => vec![Some(member.email.clone())],
            Some(SearchField::Signature) => vec![member.signature.clone()],
            Some(SearchField::Supervisor) => match member.supervisor {
                Some(supervisor) => texts(self.person(supervisor)),
                None => return false,
            },
        };
        let texts: Vec<Vec<String>> = texts.into_iter().map(|text| words(&text.unwrap_or_default())).collect();
        let parts: Vec<String> = term.parts.iter().map(|part| words(part).join("  ")).collect();
        if let [only] = parts.as_slice()
            && only.chars().count() < 3
        {
            return texts.iter().flatten().any(|word| word.starts_with(only));
        }
        let text = texts.into_iter().map(|words| words.join("  ")).collect::<Vec<_>>().join("\n");
        let mut rest = text.as_str();
        parts.iter().all(|part| {
            let found = rest.find(part);
            rest = found.map_or("", |at| &rest[at + part.len()..]);
            found.is_some()
        })
    }
}

/// Withdrawn invitations are only shown if the filter asks for them.
fn is_asked_for(view: &MembersView, status: MemberStatus) -> bool {
    if view.statuses.is_empty() { status != MemberStatus::Withdrawn } else { view.statuses.contains(&status) }
}

fn chosen<T>((wanted, values): (bool, Vec<T>)) -> Vec<T> {
    if wanted { values } else { Vec::new() }
}

impl World {
    /// Whether anybody has this value.
    pub fn is_held(&self, filter: api_types::MemberFilter, value: &str) -> bool {
        let mut view = MembersView::default();
        view.filter_mut(filter).add(value) && !self.expected(&view).is_empty()
    }
}
