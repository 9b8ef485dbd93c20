//! Fills a database with made-up records, many rows to a statement.

mod access_requests;
mod contacts;
mod devices;
pub mod records;

use std::collections::{BTreeMap, HashSet};

use api_types::{COMPANIES, CompanyStatus, Language, MemberStatus, OrganizationId, Permission, ROLES};
use sea_query::Value;
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction, api_keys,
    audit::{self, AuditAction, AuditContext, Event, Source},
    batch,
    columns::{id_bytes, moment},
    companies,
    listing::{self, Counted, Indexes},
    members::{InvitationRecord, MemberRecord},
    organizations::number_value,
    references,
    roles::{CUSTOM_COLUMNS, ROLE_COLUMNS, custom_row, predefined_rows},
    statistics, text,
};
use crate::{authz::Token, clock::Entropy};
use records::{Account, ApiKey, Company, CustomRole, Data, Member, Organization, Reference};

/// How long an invitation is valid when it is sent again: 14 days, in microseconds.
const LIFETIME: i64 = 14 * 24 * 3600 * 1_000_000;

/// Inserts all records, or nothing if one of them exists already. Accounts that sign in get `password_hash`.
///
/// # Errors
/// When the database fails.
pub async fn load(
    database: &Database,
    data: &Data,
    password_hash: Option<String>,
    entropy: &Entropy,
) -> Result<(), StoreError> {
    let stamps = data.organizations.iter().map(|new| AuditContext::past(new.created_at, entropy)).collect();
    let at = |event: &records::Event| {
        let address = event.address.and_then(|address| address.parse().ok());
        AuditContext::past(event.at, entropy).from(Source { address, request: None })
    };
    let moments = data.events.iter().map(at).collect();
    database.apply(&Load { data, password_hash, stamps, moments }).await
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
    stamps: Vec<AuditContext>,
    /// One for each event.
    moments: Vec<AuditContext>,
}

impl Change for Load<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        self.organizations(transaction).await?;
        self.accounts(transaction).await?;
        self.members(transaction).await?;
        self.programs(transaction).await?;
        devices::load(transaction, self.data).await?;
        access_requests::load(transaction, self.data).await?;
        contacts::load(transaction, self.data).await?;
        let events = self.stamps.iter().zip(self.data.organizations.iter().map(created));
        audit::record_all(transaction, events).await?;
        let history = self.data.events.iter().map(event).collect::<Result<Vec<_>, _>>()?;
        audit::record_all(transaction, self.moments.iter().zip(history)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// The rows of the custom roles, behind the predefined ones.
fn custom_roles(organizations: &[Organization]) -> Vec<Vec<Value>> {
    let rows = organizations.iter().flat_map(|new| {
        let row = |(position, role): (i16, &CustomRole)| {
            let permissions = Permission::closed(role.permissions.iter().copied()).into_iter().collect();
            let described = (role.name, role.description, &permissions);
            custom_row((role.id, new.id), position, described, (role.from, moment(role.created_at)))
        };
        (3i16..).zip(&new.custom_roles).map(row)
    });
    rows.collect()
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
        batch::insert(transaction, "organizations", &ORGANIZATION_COLUMNS, rows).await?;
        batch::insert(transaction, "roles", &ROLE_COLUMNS, roles).await?;
        batch::insert(transaction, "roles", &CUSTOM_COLUMNS, custom_roles(organizations)).await?;
        let columns: Vec<_> = COMPANY_COLUMNS.into_iter().chain(companies::DESCRIBED).collect();
        batch::insert(transaction, "companies", &columns, companies).await?;
        for new in organizations {
            let roles = vec![Counted::default(); new.roles.len() + new.custom_roles.len()];
            listing::add(transaction, new.id, ROLES.name, &roles).await?;
            let companies: Vec<_> =
                new.companies.iter().map(|company| companies::counted(status_of(company))).collect();
            listing::add(transaction, new.id, COMPANIES.name, &companies).await?;
        }
        Ok(())
    }

    async fn accounts(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let rows = self.data.accounts.iter().map(|account| self.account_row(account)).collect();
        batch::insert(transaction, "accounts", &ACCOUNT_COLUMNS, rows).await
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
        let with_secret = self.data.accounts.iter().filter(|account| account.totp_secret.is_some());
        let second_factors: HashSet<_> = with_secret.map(|account| account.id).collect();
        let mut records: BTreeMap<OrganizationId, Vec<MemberRecord>> = BTreeMap::new();
        for member in &self.data.members {
            let two_factor = member.account.map(|account| second_factors.contains(&account));
            records.entry(member.organization).or_default().push(member_record(member, two_factor));
        }
        for (organization, records) in &records {
            MemberRecord::insert(transaction, *organization, records).await?;
        }
        Ok(())
    }

    /// API keys, and what programs have registered with them.
    async fn programs(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        for key in &self.data.api_keys {
            let secret = Token::from_api_key(&key.secret).ok_or(StoreError::Unreadable("API key"))?;
            transaction.execute(&api_keys::row(&key_record(key), key.organization, secret.hash())?).await?;
        }
        for registered in &self.data.references {
            let references: Vec<_> = registered.references.iter().map(wire_reference).collect();
            references::insert(transaction, registered.member, registered.source, &references).await?;
        }
        Ok(())
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
        text::fold(&new.number).into(),
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
        action: AuditAction::OrganizationCreated,
        organization: Some(new.id),
        account: None,
        subject: Some(new.id.as_u128()),
        details: json!({"number": new.number, "name": new.name}),
    }
}

fn event(event: &records::Event) -> Result<Event, StoreError> {
    Ok(Event {
        action: event.action,
        organization: Some(event.organization),
        account: event.actor,
        subject: event.subject,
        details: serde_json::from_str(&event.details).map_err(|_| StoreError::Unreadable("details"))?,
    })
}

const ACCOUNT_COLUMNS: [&str; 9] =
    ["id", "email", "email_key", "given_name", "family_name", "name", "password_hash", "totp_secret", "created_at"];

fn member_record(member: &Member, two_factor: Option<bool>) -> MemberRecord {
    let is_withdrawn = member.status == MemberStatus::Withdrawn;
    let is_removed = member.status == MemberStatus::Removed;
    MemberRecord {
        account: member.account.filter(|_| !is_removed),
        removed_account: member.account.filter(|_| is_removed),
        removed_at: member.removed_at.map(moment),
        removed_status: is_removed.then_some(MemberStatus::Active),
        email: member.email.clone(),
        given_name: member.given_name.clone(),
        family_name: member.family_name.clone(),
        name: member.name.clone(),
        signature: member.signature.clone(),
        status: member.status,
        two_factor,
        supervisor: member.supervisor,
        invited_by: member.invited_by,
        invited_at: member.invited_at.map(moment),
        member_since: member.member_since.map(moment),
        last_sign_in: member.last_sign_in.map(moment),
        withdrawn_at: member.invited_at.filter(|_| is_withdrawn).map(moment),
        invitation: member.invitation.as_ref().map(|invitation| InvitationRecord {
            expires_at: moment(invitation.expires_at),
            sent_at: invitation.sent_at.map(moment),
            times_sent: invitation.times_sent.into(),
            message: invitation.message.clone(),
            lifetime: LIFETIME,
            language: Language::default(),
            reminded_at: None,
            link_wanted_at: invitation.link_wanted_at.map(moment),
            by_mail: true,
        }),
        roles: member.roles.clone(),
        companies: member.companies.clone(),
        ..MemberRecord::blank(member.id, member.organization)
    }
}

fn key_record(key: &ApiKey) -> api_keys::ApiKey {
    api_keys::ApiKey {
        expires_at: key.expires_at,
        last_used_at: key.last_used_at,
        owner: key.owner,
        addresses: key.addresses.clone(),
        ..api_keys::ApiKey::new(key.id, key.name.clone(), key.scopes.clone(), &key.secret, key.created_at)
    }
}

fn wire_reference(reference: &Reference) -> api_types::Reference {
    api_types::Reference {
        id: reference.id.to_owned(),
        kind: reference.kind.to_owned(),
        title: reference.title.to_owned(),
        url: Some(reference.url.clone()),
    }
}
