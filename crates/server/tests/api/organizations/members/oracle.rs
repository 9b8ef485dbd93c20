//! What the list has to be: a plain filter and sort of people in memory

use api_types::{
    AccountId, Direction, FilterChoice, ListQuery, MEMBERS, MemberColumn, MemberFilter, MemberId, MemberStatus,
    OrganizationId, RoleId, SHORT, Search, SearchField, Sort, Term,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
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
    world::{ADMIN, Builder, blank},
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
    pub related: (Option<usize>, Option<usize>),
    pub two_factor: Option<bool>,
}

pub fn drafts(count: usize) -> impl Strategy<Value = Vec<Draft>> {
    let name = proptest::option::weighted(0.8, proptest::sample::select(&NAMES[..]));
    let days = || proptest::option::weighted(0.7, 0i64..4);
    let signed_in = proptest::option::weighted(0.7, prop_oneof![0i64..4, 18_000i64..18_003]);
    let status = proptest::sample::select(&MemberStatus::ALL[..]);
    let roles = proptest::sample::subsequence(vec![0, 1, 2], 0..=2);
    let companies = proptest::sample::subsequence(vec![0, 1, 2], 0..=3).prop_shuffle();
    let related = (proptest::option::of(0usize..20), proptest::option::of(0usize..5));
    let draft = (name, days(), signed_in, status, roles, companies, related, any::<Option<bool>>()).prop_map(
        |(name, since, last_sign_in, status, roles, companies, related, two_factor)| Draft {
            name,
            since,
            last_sign_in,
            status,
            roles,
            companies,
            related,
            two_factor,
        },
    );
    proptest::collection::vec(draft, count)
}

/// The address of an account; a member has another one until it is restored.
pub fn account_email(id: AccountId) -> String {
    format!("{id}@accounts.example")
}

/// An organization and everybody in it.
pub struct World {
    pub organization: OrganizationId,
    pub roles: [RoleId; 3],
    pub companies: Vec<Company>,
    pub rows: Vec<Row>,
    pub now: Timestamp,
}

/// Somebody, and whether a second factor is known of.
#[derive(Debug, Clone)]
pub struct Row {
    pub member: data::Member,
    two_factor: Option<bool>,
    /// First and last day with access, counted from the start.
    pub days: (Option<i64>, Option<i64>),
}

impl World {
    /// A new organization with these people, which the administrator of Alpha administers too.
    pub async fn load(app: &TestApp, number: usize, drafts: &[Draft]) -> Self {
        let entropy = Entropy::seeded(1000 + number as u64);
        let mut builder = Builder { clock: app.clock.clone(), entropy, data: Data::default() };
        let (organization, roles) = builder.organization(&format!("P{number}"), "Paged");
        for name in ["Ærø Inc", "aero gmbh"] {
            let id = new_id(&builder.clock, &builder.entropy);
            builder.data.organizations[0].companies.push(Company::new(id, name));
        }
        let companies = builder.data.organizations[0].companies.clone();
        builder.member(ADMIN, organization, roles[0], MemberStatus::Active);
        builder.data.accounts.clear();
        builder.data.members[0].account = Some(app.world.account(ADMIN));
        let first = Row { member: builder.data.members[0].clone(), two_factor: Some(false), days: (None, None) };
        let mut world = Self { organization, roles, companies, rows: vec![first], now: app.clock.now() };
        for (place, draft) in drafts.iter().enumerate() {
            world.join(&mut builder, place, draft);
        }
        demo::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
        // As a start of the server would.
        app.sql("UPDATE accounts SET totp_sealed = 'sealed', totp_secret = NULL WHERE totp_secret IS NOT NULL").await;
        world
    }

    /// Adds somebody, here and to `builder`.
    pub fn join(&mut self, builder: &mut Builder, place: usize, draft: &Draft) {
        let id = new_id(&builder.clock, &builder.entropy);
        // Mixed up, so that the order of insertion is no order of anything.
        let email = format!("{:04}@p.example", place * 3737 % 10_000);
        let day = |days: i64| Timestamp::from_second(86_400 * days).unwrap();
        let known = |place: usize| self.rows.get(place).map(|row| row.member.id);
        let account = draft.two_factor.map(|on| {
            let id = new_id(&builder.clock, &builder.entropy);
            let totp_secret = on.then(|| "JBSWY3DPEHPK3PXP".to_owned());
            builder.data.accounts.push(Account {
                id,
                email: account_email(id),
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
        let mut member = data::Member {
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
            supervisor: draft.related.0.and_then(known),
            invited_by: draft.related.1.and_then(known),
            ..blank(id, self.organization, &email, draft.status, builder.clock.now())
        };
        if let Some(invitation) = &mut member.invitation {
            invitation.expires_at += SignedDuration::from_hours(12 * (place % 20) as i64);
            invitation.link_wanted_at = place.is_multiple_of(3).then(|| builder.clock.now());
        }
        builder.data.members.push(member.clone());
        self.rows.push(Row { member, two_factor: draft.two_factor, days: (None, None) });
    }

    /// Any query of these people.
    pub fn queries(&self) -> impl Strategy<Value = ListQuery> + use<> {
        let sort = (proptest::sample::select(MEMBERS.columns), any::<bool>()).prop_map(|(column, down)| Sort {
            column,
            direction: if down { Direction::Descending } else { Direction::Ascending },
        });
        let filters: Vec<_> = MemberFilter::ALL.into_iter().map(|filter| self.choices(filter)).collect();
        let search = (proptest::bool::weighted(0.5), proptest::sample::select(&SEARCHES[..]));
        (search, filters, sort).prop_map(|((searches, search), filters, sort)| {
            let mut query = ListQuery::new(&MEMBERS);
            query.search = if searches { search.to_owned() } else { String::new() };
            query.sort = sort;
            for (filter, choice) in MemberFilter::ALL.into_iter().zip(filters) {
                *query.filter_mut(filter.as_str()).unwrap() = choice;
            }
            query
        })
    }

    /// Every value of a filter that names somebody or something here.
    pub fn values(&self, filter: MemberFilter) -> Vec<String> {
        let members = self.rows.iter().map(|row| row.member.id.to_string());
        let mut values: Vec<String> = match filter {
            MemberFilter::Role => self.roles.iter().map(ToString::to_string).collect(),
            MemberFilter::Company => self.companies.iter().map(|company| company.id.to_string()).collect(),
            MemberFilter::Supervisor | MemberFilter::InvitedBy => members.take(20).collect(),
            MemberFilter::Status => MemberStatus::NAMES.map(str::to_owned).into(),
            MemberFilter::TwoFactor => vec!["on".to_owned(), "off".to_owned()],
            MemberFilter::Invitation => vec!["link_wanted".to_owned()],
            MemberFilter::InvitationExpires => {
                ["within_3_days", "before_2026-01-31", "before_2030-01-01"].map(str::to_owned).into()
            }
            MemberFilter::LastSignIn => {
                ["never", "over_90_days", "before_1970-01-03", "before_2026-01-31"].map(str::to_owned).into()
            }
        };
        values.extend(MEMBERS.filter(filter.as_str()).unwrap().none.map(str::to_owned));
        values
    }

    fn choices(&self, filter: MemberFilter) -> impl Strategy<Value = FilterChoice> + use<> {
        let values = self.values(filter);
        let most = values.len().min(3);
        let chosen = proptest::sample::subsequence(values, 1..=most);
        let negated = proptest::bool::weighted(0.3);
        proptest::option::weighted(0.22, (chosen, negated)).prop_map(|choice| {
            choice.map_or_else(FilterChoice::default, |(values, is_negated)| FilterChoice { is_negated, values })
        })
    }

    /// Whom a query matches, in order.
    pub fn expected(&self, query: &ListQuery) -> Vec<MemberId> {
        let mut found: Vec<&Row> = self.rows.iter().filter(|row| self.matches_query(row, query)).collect();
        found.sort_by(|a, b| {
            let (one, other) =
                (self.key(a, query.sort.column.parse().unwrap()), self.key(b, query.sort.column.parse().unwrap()));
            let order = (&one, a.member.id).cmp(&(&other, b.member.id));
            let order = if query.sort.direction == Direction::Descending { order.reverse() } else { order };
            one.is_none().cmp(&other.is_none()).then(order)
        });
        found.into_iter().map(|row| row.member.id).collect()
    }

    fn key(&self, row: &Row, column: MemberColumn) -> Option<Vec<u8>> {
        let member = &row.member;
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
            MemberColumn::TwoFactor => row.two_factor.map(|on| vec![u8::from(!on)]),
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
            MemberColumn::ActiveFrom => row.days.0.map(|day| day.to_be_bytes().to_vec()),
            MemberColumn::ActiveUntil => row.days.1.map(|day| day.to_be_bytes().to_vec()),
        }
    }

    fn member(&self, id: MemberId) -> &data::Member {
        &self.rows.iter().find(|row| row.member.id == id).unwrap().member
    }

    fn shown_name(&self, id: MemberId) -> &str {
        let member = self.member(id);
        member.name.as_deref().unwrap_or(&member.email)
    }

    fn matches_query(&self, row: &Row, query: &ListQuery) -> bool {
        let member = &row.member;
        let status = query.filter("status");
        let is_hidden = matches!(member.status, MemberStatus::Withdrawn | MemberStatus::Removed);
        let is_asked_for = status.contains(member.status.as_str()) && !status.is_negated;
        Search::parse(&query.search, MEMBERS.search_fields).unwrap().terms.iter().all(|term| self.matches(member, term))
            && (!is_hidden || is_asked_for)
            && query.chosen().all(|(filter, choice)| {
                let has = |value: &String| self.has(row, filter.name.parse().unwrap(), value);
                choice.values.iter().any(has) != choice.is_negated
            })
    }

    /// Whether a value of a filter matches somebody.
    fn has(&self, row: &Row, filter: MemberFilter, value: &str) -> bool {
        let member = &row.member;
        let is = |id: Option<String>| id.map_or(value == "none", |id| id == value);
        match filter {
            MemberFilter::Role => is_one_of(&member.roles, value),
            MemberFilter::Company => is_one_of(&member.companies, value),
            MemberFilter::Status => member.status.as_str() == value,
            MemberFilter::TwoFactor => value == row.two_factor.map_or("unknown", |on| if on { "on" } else { "off" }),
            MemberFilter::Supervisor => is(member.supervisor.map(|id| id.to_string())),
            MemberFilter::InvitedBy => is(member.invited_by.map(|id| id.to_string())),
            MemberFilter::Invitation => {
                member.invitation.as_ref().is_some_and(|invitation| invitation.link_wanted_at.is_some())
            }
            MemberFilter::InvitationExpires => member.invitation.as_ref().is_some_and(|invitation| match value {
                "within_3_days" => {
                    let end = self.midnight() + SignedDuration::from_hours(72);
                    (self.midnight()..end).contains(&invitation.expires_at)
                }
                other => invitation.expires_at < self.moment(other),
            }),
            MemberFilter::LastSignIn => match value {
                "never" => member.last_sign_in.is_none(),
                other => member.last_sign_in.is_some_and(|at| at < self.moment(other)),
            },
        }
    }

    /// The moment that a value of the filter of last sign-ins names.
    fn moment(&self, value: &str) -> Timestamp {
        match value.strip_prefix("before_") {
            Some(date) => format!("{date}T00:00:00Z").parse().unwrap(),
            None => self.midnight() - SignedDuration::from_hours(90 * 24),
        }
    }

    /// When the day began.
    fn midnight(&self) -> Timestamp {
        Timestamp::from_second(self.now.as_second() / 86_400 * 86_400).unwrap()
    }

    fn matches(&self, member: &data::Member, term: &Term) -> bool {
        let parts: Vec<String> = term.parts.iter().map(|part| words(part).join(" ")).collect();
        let is_in =
            |text: &Option<String>, whole| is_in_field(&words(text.as_deref().unwrap_or_default()), &parts, whole);
        let is_in_any = |of: &data::Member| {
            let (given, family) =
                (of.given_name.clone().or(of.name.clone()), of.family_name.clone().or(of.name.clone()));
            let local = of.email.split('@').next().map(str::to_owned);
            [of.name.clone(), given, family, local, of.signature.clone()].iter().any(|text| is_in(text, false))
        };
        match term.field {
            None => is_in_any(member),
            Some(SearchField::First) => is_in(&member.given_name.clone().or(member.name.clone()), true),
            Some(SearchField::Last) => is_in(&member.family_name.clone().or(member.name.clone()), true),
            Some(SearchField::Email) => is_in(&Some(member.email.clone()), true),
            Some(SearchField::Signature) => is_in(&member.signature, true),
            Some(SearchField::Supervisor) => member.supervisor.is_some_and(|id| is_in_any(self.member(id))),
        }
    }
}

/// Whether a field has the parts of a term: a text anywhere, a short one at the start of a word, a pattern as all of
/// the field, or else as some of its words.
fn is_in_field(words: &[String], parts: &[String], whole: bool) -> bool {
    let text = words.join(" ");
    match parts {
        [part] if part.chars().count() <= SHORT => words.iter().any(|word| word.starts_with(part)),
        [part] => text.contains(part),
        _ if whole => is_glob(&text, parts),
        _ => (0..words.len()).any(|from| (from..words.len()).any(|to| is_glob(&words[from..=to].join(" "), parts))),
    }
}

/// Whether a whole text is the parts with any text between them.
fn is_glob(text: &str, parts: &[String]) -> bool {
    let [first, middle @ .., last] = parts else { return parts.iter().all(|part| part == text) };
    let Some(mut rest) = text.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    middle.iter().all(|part| {
        let found = rest.find(part.as_str());
        rest = found.map_or("", |at| &rest[at + part.len()..]);
        found.is_some()
    })
}

/// Whether a value names one of these, or none.
fn is_one_of(ids: &[impl ToString], value: &str) -> bool {
    if value == "none" { ids.is_empty() } else { ids.iter().any(|id| id.to_string() == value) }
}

impl World {
    /// Whether anybody has this value.
    pub fn is_held(&self, filter: MemberFilter, value: &str) -> bool {
        !self.expected(&ListQuery::new(&MEMBERS).with_filter(filter.as_str(), &[value])).is_empty()
    }
}
