//! Fills a database with made-up records, many rows to a statement.

use std::collections::{HashMap, HashSet};

use api_types::OrganizationId;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction,
    audit::{self, Event, Stamp},
    columns::{id_bytes, moment, optional_id, status_place},
    members::{name_key, search_text},
    organizations::{number_key, number_value},
    roles::{ROLE_COLUMNS, predefined_rows},
    sql, text,
};
use crate::{
    app::StartError,
    authz::hash_password,
    clock::Entropy,
    demo::{
        self,
        data::{Account, Data, Member, Organization},
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
        let companies = organizations.iter().flat_map(|new| {
            let company = |company: &demo::data::Company| {
                vec![id_bytes(company.id).into(), id_bytes(new.id).into(), company.name.as_str().into()]
            };
            new.companies.iter().map(company)
        });
        let companies = companies.collect();
        let rows = organizations.iter().map(organization_row).collect();
        fill(transaction, "organizations", &ORGANIZATION_COLUMNS, rows).await?;
        fill(transaction, "roles", &ROLE_COLUMNS, roles).await?;
        fill(transaction, "companies", &["id", "organization_id", "name"], companies).await
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
        let mut rows = Vec::with_capacity(members.len());
        let (mut roles, mut companies) = (Vec::new(), Vec::new());
        for member in members {
            let two_factor = member.account.map(|account| second_factors.contains(&account));
            rows.push(member_row(member, two_factor));
            roles.extend(member.roles.iter().map(|role| vec![id_bytes(member.id).into(), id_bytes(*role).into()]));
            let placed = (0i16..).zip(&member.companies);
            companies.extend(placed.map(|(position, company)| {
                vec![id_bytes(member.id).into(), id_bytes(*company).into(), position.into()]
            }));
        }
        fill(transaction, "members", &MEMBER_COLUMNS, rows).await?;
        fill(transaction, "member_roles", &["member_id", "role_id"], roles).await?;
        fill(transaction, "member_companies", &["member_id", "company_id", "position"], companies).await?;
        count(transaction, members).await
    }
}

const ORGANIZATION_COLUMNS: [&str; 10] = [
    "id",
    "number",
    "number_key",
    "number_value",
    "name",
    "name_key",
    "search_text",
    "plan",
    "seat_limit",
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
        moment(new.created_at).into(),
    ]
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

const ACCOUNT_COLUMNS: [&str; 7] = ["id", "email", "email_key", "name", "password_hash", "totp_secret", "created_at"];

const MEMBER_COLUMNS: [&str; 22] = [
    "id",
    "organization_id",
    "account_id",
    "email",
    "email_key",
    "given_name",
    "family_name",
    "name",
    "name_key",
    "signature",
    "search_text",
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

fn member_row(member: &Member, two_factor: Option<bool>) -> Vec<Value> {
    let (name, given, family) = (member.name.as_deref(), member.given_name.as_deref(), member.family_name.as_deref());
    let signature = member.signature.as_deref();
    let invitation = member.invitation.as_ref();
    let optional = |at: Option<Timestamp>| Value::from(at.map(moment));
    vec![
        id_bytes(member.id).into(),
        id_bytes(member.organization).into(),
        optional_id(member.account),
        member.email.as_str().into(),
        text::email_key(&member.email).into(),
        given.into(),
        family.into(),
        name.into(),
        name_key(name, &member.email).into(),
        signature.into(),
        search_text(name, given, family, &member.email, signature).into(),
        status_place(member.status).into(),
        two_factor.into(),
        optional_id(member.supervisor),
        optional_id(member.invited_by),
        optional(member.invited_at),
        optional(member.member_since),
        optional(member.last_sign_in),
        optional(invitation.map(|invitation| invitation.expires_at)),
        optional(invitation.and_then(|invitation| invitation.sent_at)),
        i64::from(invitation.map_or(0, |invitation| invitation.times_sent)).into(),
        invitation.and_then(|invitation| invitation.message.clone()).into(),
    ]
}

/// Adds to each organization's count what it has got.
async fn count(transaction: &mut Transaction, members: &[Member]) -> Result<(), StoreError> {
    let mut more: HashMap<OrganizationId, i64> = HashMap::new();
    for member in members {
        *more.entry(member.organization).or_default() += 1;
    }
    for (organization, more) in more {
        let update = Query::update()
            .table("organizations")
            .value("members_total", Expr::col("members_total").add(more))
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        transaction.execute(&update).await?;
    }
    Ok(())
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
