//! Fills a database with made-up records, many rows to a statement.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::RangeFrom,
};

use api_types::{COMPANIES, CompanyId, CompanyStatus, MemberId, OrganizationId, ROLES, RoleId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Query, Value};
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction,
    audit::{self, Event, Stamp},
    columns::{id_bytes, moment, optional_id, read_id, status_place},
    companies,
    listing::{self, Counted, Indexes},
    members::{self, DERIVED_COLUMNS, Described, two_factor_place},
    organizations::{number_key, number_value},
    roles::{ROLE_COLUMNS, predefined_rows},
    sql, statistics, text,
};
use crate::{
    app::StartError,
    authz::hash_password,
    clock::Entropy,
    demo::{
        self,
        data::{Account, Company, Data, Member, Organization},
    },
};

/// Values in one statement: below what SQLite (32,766) and PostgreSQL (65,535) take.
const VALUES: usize = 30_000;

/// Inserts everything, or nothing when something of it is there already.
///
/// Accounts that sign in do so with [`demo::PASSWORD`].
///
/// # Errors
/// When the database fails or the password cannot be hashed.
pub async fn load(database: &Database, data: &Data, entropy: &Entropy) -> Result<(), StartError> {
    let wanted = data.accounts.iter().any(|account| account.has_password);
    let password_hash = if wanted { Some(hash_password(demo::PASSWORD, entropy)?) } else { None };
    let stamps = data.organizations.iter().map(|new| Stamp::past(new.created_at, entropy)).collect();
    Ok(database.apply(&Load { data, password_hash, stamps }).await?)
}

/// Before very many members are loaded: takes away what makes each of them slow. [`end_bulk`] brings it back.
///
/// # Errors
/// When the database fails.
pub async fn begin_bulk(database: &Database) -> Result<(), StoreError> {
    if database.is_sqlite() {
        // What is written is copied into its place in larger parts: pages that are written again and again less often.
        database.define("PRAGMA wal_autocheckpoint = 20000").await?;
    }
    Indexes::drop(database).await
}

/// After very many members were loaded.
///
/// # Errors
/// When the database fails.
pub async fn end_bulk(database: &Database) -> Result<(), StoreError> {
    Indexes::create(database).await?;
    statistics::renew(database).await
}

struct Load<'a> {
    data: &'a Data,
    password_hash: Option<String>,
    /// One for each organization.
    stamps: Vec<Stamp>,
}

impl Change for Load<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        self.organizations(transaction).await?;
        self.accounts(transaction).await?;
        self.members(transaction).await?;
        for (organization, stamp) in self.data.organizations.iter().zip(&self.stamps) {
            audit::record(transaction, stamp, created(organization)).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Load<'_> {
    async fn organizations(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let organizations = &self.data.organizations;
        let roles = organizations
            .iter()
            .flat_map(|new| predefined_rows(new.id, new.roles.iter().map(|role| (role.id, role.key.as_str()))))
            .collect();
        let companies = organizations.iter().flat_map(|new| new.companies.iter().map(|it| company_row(new, it)));
        let companies = companies.collect();
        let rows = organizations.iter().map(organization_row).collect();
        fill(transaction, "organizations", &ORGANIZATION_COLUMNS, rows).await?;
        fill(transaction, "roles", &ROLE_COLUMNS, roles).await?;
        let columns: Vec<_> = COMPANY_COLUMNS.into_iter().chain(companies::DESCRIBED).collect();
        fill(transaction, "companies", &columns, companies).await?;
        for new in organizations {
            let roles = new.roles.map(|_| Counted::default());
            listing::add(transaction, new.id, ROLES.name, &roles).await?;
            let companies: Vec<_> =
                new.companies.iter().map(|company| companies::counted(status_of(company))).collect();
            listing::add(transaction, new.id, COMPANIES.name, &companies).await?;
        }
        Ok(())
    }

    async fn accounts(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let rows = self.data.accounts.iter().map(|account| self.account_row(account)).collect();
        fill(transaction, "accounts", &ACCOUNT_COLUMNS, rows).await
    }

    fn account_row(&self, account: &Account) -> Vec<Value> {
        let password_hash = self.password_hash.clone().filter(|_| account.has_password);
        vec![
            id_bytes(account.id).into(),
            account.email.as_str().into(),
            text::email_key(&account.email).into(),
            account.given_name.as_deref().into(),
            account.family_name.as_deref().into(),
            account.name.as_str().into(),
            password_hash.into(),
            account.totp_secret.clone().into(),
            moment(account.created_at).into(),
        ]
    }

    async fn members(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let members = &self.data.members;
        let with_secret = self.data.accounts.iter().filter(|account| account.totp_secret.is_some());
        let second_factors: HashSet<_> = with_secret.map(|account| account.id).collect();
        let two_factor = |member: &Member| member.account.map(|account| second_factors.contains(&account));
        let mut places = places(transaction, members, two_factor).await?;
        let names = Names::of(transaction, members).await?;
        let mut rows = Vec::with_capacity(members.len());
        let (mut roles, mut companies) = (Vec::new(), Vec::new());
        for member in members {
            let place = places.get_mut(&member.organization).and_then(Iterator::next).unwrap_or_default();
            rows.push(member_row(member, place, two_factor(member), &names));
            roles.extend(member.roles.iter().map(|role| vec![id_bytes(member.id).into(), id_bytes(*role).into()]));
            let placed = (0i16..).zip(&member.companies);
            companies.extend(placed.map(|(position, company)| {
                vec![id_bytes(member.id).into(), id_bytes(*company).into(), position.into()]
            }));
        }
        let columns: Vec<_> = MEMBER_COLUMNS.into_iter().chain(DERIVED_COLUMNS).collect();
        fill(transaction, "members", &columns, rows).await?;
        fill(transaction, "member_roles", &["member_id", "role_id"], roles).await?;
        fill(transaction, "member_companies", &["member_id", "company_id", "position"], companies).await
    }
}

/// Counts the members and makes room for them in their organizations.
async fn places(
    transaction: &mut Transaction,
    members: &[Member],
    two_factor: impl Fn(&Member) -> Option<bool>,
) -> Result<HashMap<OrganizationId, RangeFrom<i64>>, StoreError> {
    let mut counted: BTreeMap<OrganizationId, Vec<Counted>> = BTreeMap::new();
    for member in members {
        let counts = Counted::new(member.status, two_factor(member))
            .roles(&member.roles)
            .companies(&member.companies)
            .people(member.supervisor, member.invited_by);
        counted.entry(member.organization).or_default().push(counts);
    }
    let mut places = HashMap::new();
    for (organization, counted) in counted {
        places.insert(organization, members::add(transaction, organization, &counted).await?..);
    }
    Ok(places)
}

/// What members refer to, as far as their own columns depend on it.
struct Names {
    roles: HashMap<RoleId, i16>,
    companies: HashMap<CompanyId, String>,
    people: HashMap<MemberId, String>,
}

impl Names {
    /// Of what `members` refer to: among themselves, or in the database.
    async fn of(transaction: &mut Transaction, members: &[Member]) -> Result<Self, StoreError> {
        let organizations: BTreeSet<_> = members.iter().map(|member| member.organization).collect();
        let organizations: Vec<_> = organizations.into_iter().map(id_bytes).collect();
        let own = |table: &'static str, column: &'static str| {
            let of_these = Expr::col("organization_id").is_in(organizations.clone());
            Query::select().columns(["id", column]).from(table).and_where(of_these).take()
        };
        let roles: Vec<(Vec<u8>, i16)> = transaction.all(&own("roles", "position")).await?;
        let companies: Vec<(Vec<u8>, String)> = transaction.all(&own("companies", "name")).await?;
        let shown = |member: &Member| member.name.clone().unwrap_or_else(|| member.email.clone());
        let mut people: HashMap<_, _> = members.iter().map(|member| (member.id, shown(member))).collect();
        let references = members.iter().flat_map(|member| member.supervisor.into_iter().chain(member.invited_by));
        let earlier: BTreeSet<_> = references.filter(|id| !people.contains_key(id)).collect();
        if !earlier.is_empty() {
            let query = Query::select()
                .column("id")
                .expr(Func::coalesce([Expr::col("name"), Expr::col("email")]))
                .from("members")
                .and_where(Expr::col("id").is_in(earlier.into_iter().map(id_bytes)))
                .take();
            let rows: Vec<(Vec<u8>, String)> = transaction.all(&query).await?;
            for (id, name) in rows {
                people.insert(read_id(&id)?, name);
            }
        }
        Ok(Self {
            roles: roles
                .into_iter()
                .map(|(id, place)| Ok((read_id(&id)?, place)))
                .collect::<Result<_, StoreError>>()?,
            companies: companies
                .into_iter()
                .map(|(id, name)| Ok((read_id(&id)?, name)))
                .collect::<Result<_, StoreError>>()?,
            people,
        })
    }
}

const ORGANIZATION_COLUMNS: [&str; 11] = [
    "id",
    "number",
    "number_key",
    "number_value",
    "name",
    "name_key",
    "search_text",
    "plan",
    "seat_limit",
    "names_administrators",
    "created_at",
];

fn organization_row(new: &Organization) -> Vec<Value> {
    vec![
        id_bytes(new.id).into(),
        new.number.as_str().into(),
        number_key(&new.number).into(),
        number_value(&new.number).into(),
        new.name.as_str().into(),
        text::sort_key(&new.name).into(),
        text::fold(&new.name).into(),
        new.plan.into(),
        new.seat_limit.map(i64::from).into(),
        new.names_administrators.into(),
        moment(new.created_at).into(),
    ]
}

const COMPANY_COLUMNS: [&str; 4] = ["id", "organization_id", "archived_at", "created_at"];

fn company_row(organization: &Organization, company: &Company) -> Vec<Value> {
    let own = [
        id_bytes(company.id).into(),
        id_bytes(organization.id).into(),
        company.archived_at.map(moment).into(),
        moment(organization.created_at).into(),
    ];
    own.into_iter().chain(companies::described(&company.name, company.number.as_deref())).collect()
}

fn status_of(company: &Company) -> CompanyStatus {
    if company.archived_at.is_some() { CompanyStatus::Archived } else { CompanyStatus::Active }
}

fn created(new: &Organization) -> Event {
    Event {
        action: "organization.created",
        organization: Some(new.id),
        account: None,
        subject: Some(new.id.as_u128()),
        details: json!({"number": new.number, "name": new.name}),
    }
}

const ACCOUNT_COLUMNS: [&str; 9] =
    ["id", "email", "email_key", "given_name", "family_name", "name", "password_hash", "totp_secret", "created_at"];

const MEMBER_COLUMNS: [&str; 21] = [
    "place",
    "id",
    "organization_id",
    "account_id",
    "email",
    "email_key",
    "given_name",
    "family_name",
    "name",
    "signature",
    "status",
    "two_factor",
    "supervisor_id",
    "invited_by_id",
    "invited_at",
    "member_since",
    "last_sign_in",
    "invitation_expires_at",
    "invitation_sent_at",
    "invitation_times_sent",
    "invitation_message",
];

fn member_row(member: &Member, place: i64, two_factor: Option<bool>, names: &Names) -> Vec<Value> {
    let invitation = member.invitation.as_ref();
    let optional = |at: Option<Timestamp>| Value::from(at.map(moment));
    let mut roles: Vec<i16> = member.roles.iter().filter_map(|role| names.roles.get(role)).copied().collect();
    roles.sort_unstable();
    let companies: Vec<&str> =
        member.companies.iter().filter_map(|company| names.companies.get(company)).map(String::as_str).collect();
    let person = |id: Option<MemberId>| id.and_then(|id| names.people.get(&id)).map(String::as_str);
    let described = Described {
        email: &member.email,
        name: member.name.as_deref(),
        given_name: member.given_name.as_deref(),
        family_name: member.family_name.as_deref(),
        signature: member.signature.as_deref(),
        roles: &roles,
        companies: &companies,
        supervisor: person(member.supervisor),
        inviter: person(member.invited_by),
    };
    let own = vec![
        place.into(),
        id_bytes(member.id).into(),
        id_bytes(member.organization).into(),
        optional_id(member.account),
        member.email.as_str().into(),
        text::email_key(&member.email).into(),
        member.given_name.as_deref().into(),
        member.family_name.as_deref().into(),
        member.name.as_deref().into(),
        member.signature.as_deref().into(),
        status_place(member.status).into(),
        two_factor_place(two_factor).into(),
        optional_id(member.supervisor),
        optional_id(member.invited_by),
        optional(member.invited_at),
        optional(member.member_since),
        optional(member.last_sign_in),
        optional(invitation.map(|invitation| invitation.expires_at)),
        optional(invitation.and_then(|invitation| invitation.sent_at)),
        i64::from(invitation.map_or(0, |invitation| invitation.times_sent)).into(),
        invitation.and_then(|invitation| invitation.message.clone()).into(),
    ];
    own.into_iter().chain(described.values()).collect()
}

/// Inserts all rows, as many to a statement as fit.
async fn fill(
    transaction: &mut Transaction,
    table: &'static str,
    columns: &[&'static str],
    mut rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    while !rows.is_empty() {
        let later = rows.split_off(rows.len().min(VALUES / columns.len()));
        let now = std::mem::replace(&mut rows, later);
        transaction.execute(&sql::insert_rows(table, columns.to_vec(), now)?).await?;
    }
    Ok(())
}
