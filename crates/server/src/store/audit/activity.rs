//! What happened to one member, from the audit log.

use std::collections::{BTreeSet, HashMap};

use api_types::{
    AccountId, ActorKind, ApiKeyId, AuditActor, AuditChange, AuditEvent, AuditValue, CompanyId, MemberId, MemberRef,
    OrganizationId, RoleId, Total,
};
use sea_query::{Expr, ExprTrait, Func, JoinType, Order, Query};
use serde::Deserialize;
use sqlx_macros::FromRow;

use crate::{
    authz::{Authorized, policy::ReadMember},
    clock::Identifier,
    store::{
        Database, Record, StoreError,
        columns::{id_bytes, read_id, wire_moment},
        page::{Key, Page, PageRequest, Position},
        sql,
    },
};

#[derive(FromRow)]
pub(super) struct EventRow {
    pub id: Vec<u8>,
    account_id: Option<Vec<u8>>,
    api_key_id: Option<Vec<u8>>,
    action: String,
    details: String,
    occurred_at: i64,
}

pub(super) const EVENT_COLUMNS: [&str; 6] = ["id", "account_id", "api_key_id", "action", "details", "occurred_at"];

/// The part of an event's details that names the changed fields.
#[derive(Debug, Default, Deserialize)]
struct Details {
    #[serde(default)]
    changes: Vec<FieldChange>,
}

#[derive(Debug, Deserialize)]
struct FieldChange {
    field: String,
    #[serde(default)]
    before: Option<Values>,
    #[serde(default)]
    after: Option<Values>,
}

/// One value, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
}

impl Values {
    fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

/// One page of the events whose subject is the member, the newest first; `None` if the organization has no such member.
///
/// # Errors
/// When the database fails.
pub async fn activity(
    database: &Database,
    may: &Authorized<ReadMember>,
    member: MemberId,
    request: &PageRequest,
) -> Result<Option<Page<AuditEvent>>, StoreError> {
    let organization = may.organization();
    let exists = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    if database.one::<(Vec<u8>,)>(&exists).await?.is_none() {
        return Ok(None);
    }
    let mut query = Query::select()
        .from("audit_events")
        .and_where(Expr::col("subject_id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    let (total,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
    if let Some(position) = request.start.after() {
        query.and_where(Expr::col("id").lt(position.id_bytes()));
    }
    query.columns(EVENT_COLUMNS).order_by("id", Order::Desc).limit(request.limit + 1);
    let rows: Vec<EventRow> = database.all(&query).await?;
    let total = Total { count: total.unsigned_abs(), exact: true };
    let page = Page::cut(rows, request.limit, total, EventRow::position);
    let names = Names::of(database, organization, &page.items).await?;
    page.try_map(|row| names.event(row)).map(Some)
}

impl EventRow {
    fn position(&self) -> Position {
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key: Key::Absent, id }
    }

    /// Details of another form name no fields.
    fn changes(&self) -> Vec<FieldChange> {
        serde_json::from_str::<Details>(&self.details).unwrap_or_default().changes
    }
}

/// What the ids in events are called now.
pub(super) struct Names {
    actors: HashMap<AccountId, AuditActor>,
    keys: HashMap<ApiKeyId, String>,
    members: HashMap<MemberId, String>,
    companies: HashMap<CompanyId, String>,
    roles: HashMap<RoleId, (String, String)>,
}

impl Names {
    pub(super) async fn of(
        database: &Database,
        organization: OrganizationId,
        rows: &[EventRow],
    ) -> Result<Self, StoreError> {
        let changes: Vec<FieldChange> = rows.iter().flat_map(EventRow::changes).collect();
        let texts: Vec<&str> = changes
            .iter()
            .flat_map(|change| [&change.before, &change.after])
            .flatten()
            .flat_map(Values::all)
            .map(String::as_str)
            .collect();
        let shown = Expr::from(Func::coalesce([Expr::col("name"), Expr::col("email")]));
        let members: Vec<(Vec<u8>, String)> =
            named::<MemberId, _>(database, organization, ("members", vec![shown]), &texts).await?;
        let companies: Vec<(Vec<u8>, String)> =
            named::<CompanyId, _>(database, organization, ("companies", vec![Expr::col("name")]), &texts).await?;
        let columns = vec![Expr::col("name"), Expr::col("key")];
        let roles: Vec<(Vec<u8>, String, String)> =
            named::<RoleId, _>(database, organization, ("roles", columns), &texts).await?;
        let member = |(id, name): (Vec<u8>, String)| Ok((read_id(&id)?, name));
        let company = |(id, name): (Vec<u8>, String)| Ok((read_id(&id)?, name));
        let role = |(id, name, key): (Vec<u8>, String, String)| Ok((read_id(&id)?, (name, key)));
        Ok(Self {
            actors: actors(database, organization, rows).await?,
            keys: keys(database, organization, rows).await?,
            members: members.into_iter().map(member).collect::<Result<_, StoreError>>()?,
            companies: companies.into_iter().map(company).collect::<Result<_, StoreError>>()?,
            roles: roles.into_iter().map(role).collect::<Result<_, StoreError>>()?,
        })
    }

    pub(super) fn event(&self, row: EventRow) -> Result<AuditEvent, StoreError> {
        let changes = row.changes().into_iter().map(|change| self.change(change)).collect();
        let actor = self.actor(&row)?;
        Ok(AuditEvent { id: read_id(&row.id)?, at: wire_moment(row.occurred_at)?, actor, action: row.action, changes })
    }

    fn actor(&self, row: &EventRow) -> Result<Option<AuditActor>, StoreError> {
        if let Some(key) = &row.api_key_id {
            let name = self.keys.get(&read_id(key)?).cloned();
            return Ok(name.map(|name| AuditActor { kind: ActorKind::ApiKey, name, member: None }));
        }
        let account = row.account_id.as_deref().map(read_id).transpose()?;
        Ok(account.and_then(|account| self.actors.get(&account)).cloned())
    }

    fn change(&self, FieldChange { field, before, after }: FieldChange) -> AuditChange {
        let values = |values: Option<Values>| -> Vec<AuditValue> {
            values.iter().flat_map(Values::all).map(|text| self.value(text)).collect()
        };
        AuditChange { field, before: values(before), after: values(after) }
    }

    fn value(&self, text: &str) -> AuditValue {
        if let Ok(id) = text.parse::<RoleId>() {
            let (name, key) = self.roles.get(&id).cloned().unzip();
            return AuditValue { text: name, key };
        }
        let text = if let Ok(id) = text.parse::<MemberId>() {
            self.members.get(&id).cloned()
        } else if let Ok(id) = text.parse::<CompanyId>() {
            self.companies.get(&id).cloned()
        } else {
            Some(text.to_owned())
        };
        AuditValue { text, key: None }
    }
}

/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// Rows of a table of the organization, for those of `texts` that are its ids.
async fn named<Id, Row>(
    database: &Database,
    organization: OrganizationId,
    (table, columns): (&'static str, Vec<Expr>),
    texts: &[&str],
) -> Result<Vec<Row>, StoreError>
where
    Id: Identifier + std::str::FromStr,
    Row: Record,
{
    let ids: BTreeSet<_> = texts.iter().filter_map(|text| text.parse::<Id>().ok()).map(id_bytes).collect();
    let (ids, mut rows) = (Vec::from_iter(ids), Vec::new());
    for some in ids.chunks(IDS) {
        let query = Query::select()
            .column("id")
            .exprs(columns.clone())
            .from(table)
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("id").is_in(some.iter().cloned()))
            .take();
        rows.extend(database.all::<Row>(&query).await?);
    }
    Ok(rows)
}

/// Who caused the events: by their record in the organization, or by their account.
async fn actors(
    database: &Database,
    organization: OrganizationId,
    rows: &[EventRow],
) -> Result<HashMap<AccountId, AuditActor>, StoreError> {
    let accounts: Vec<_> = rows.iter().filter_map(|row| row.account_id.clone()).collect();
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let same_account = Expr::col(("members", "account_id")).equals(("accounts", "id"));
    let here = Expr::col(("members", "organization_id")).eq(id_bytes(organization));
    let own = |column: &'static str| Expr::col(("members", column));
    let query = Query::select()
        .column(("accounts", "id"))
        .column(("accounts", "name"))
        .expr_as(own("id"), "member_id")
        .expr_as(Func::coalesce([own("name"), own("email")]), "member_name")
        .from("accounts")
        .join(JoinType::LeftJoin, "members", same_account.and(here))
        .and_where(Expr::col(("accounts", "id")).is_in(accounts))
        .take();
    let rows: Vec<ActorRow> = database.all(&query).await?;
    rows.into_iter().map(ActorRow::actor).collect()
}

/// The names of the API keys that caused the events, revoked ones included.
async fn keys(
    database: &Database,
    organization: OrganizationId,
    rows: &[EventRow],
) -> Result<HashMap<ApiKeyId, String>, StoreError> {
    let keys: Vec<_> = rows.iter().filter_map(|row| row.api_key_id.clone()).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .columns(["id", "name"])
        .from("api_keys")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").is_in(keys))
        .take();
    let rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    rows.into_iter().map(|(id, name)| Ok((read_id(&id)?, name))).collect()
}

#[derive(FromRow)]
struct ActorRow {
    id: Vec<u8>,
    name: String,
    member_id: Option<Vec<u8>>,
    member_name: Option<String>,
}

impl ActorRow {
    fn actor(self) -> Result<(AccountId, AuditActor), StoreError> {
        let id = self.member_id.map(|id| read_id(&id)).transpose()?;
        let member = id.zip(self.member_name).map(|(id, name)| MemberRef { id, name });
        let name = member.as_ref().map_or(self.name, |member| member.name.clone());
        Ok((read_id(&self.id)?, AuditActor { kind: ActorKind::Account, name, member }))
    }
}
