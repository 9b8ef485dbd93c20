//! Events as the API has them: with the present names of what their ids stand for.

use std::collections::{BTreeSet, HashMap};

use api_types::{
    AccountId, ActorKind, ApiKeyId, AuditAction, AuditActor, AuditChange, AuditEvent, AuditTarget, AuditValue,
    CompanyId, ContactId, DeviceGroupId, DeviceId, MemberId, MemberRef, OrganizationId, RoleId, SavedViewId,
    TargetKind,
};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query};

use super::details::{FieldChange, changes, facts};
use crate::{
    clock::Identifier,
    store::{
        Database, Record, StoreError,
        columns::{id_bytes, read_id, wire_moment},
        page::{Key, Position},
    },
};

record! {
    #[derive(Debug, Clone)]
    pub(super) struct EventRow {
        pub id: Vec<u8>,
        pub account_id: Option<Vec<u8>>,
        pub api_key_id: Option<Vec<u8>>,
        pub actor_id: Option<Vec<u8>>,
        pub action: String,
        pub subject_id: Option<Vec<u8>>,
        pub details: String,
        pub peer: Option<String>,
        pub occurred_at: i64,
        pub request_id: Option<String>,
    }
}

pub(super) const EVENT_COLUMNS: [&str; 10] = [
    "id",
    "account_id",
    "api_key_id",
    "actor_id",
    "action",
    "subject_id",
    "details",
    "peer",
    "occurred_at",
    "request_id",
];

impl EventRow {
    pub(super) fn position(&self) -> Position {
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key: Key::Absent, id }
    }

    fn target(&self) -> Option<(TargetKind, u128)> {
        let kind = self.action.parse::<AuditAction>().ok()?.target()?;
        Some((kind, u128::from_be_bytes(self.subject_id.as_deref()?.try_into().ok()?)))
    }
}

/// What the ids in events are called now.
pub(super) struct Names {
    accounts: HashMap<AccountId, AuditActor>,
    keys: HashMap<ApiKeyId, String>,
    members: HashMap<MemberId, String>,
    emails: HashMap<MemberId, String>,
    companies: HashMap<CompanyId, String>,
    contacts: HashMap<ContactId, String>,
    devices: HashMap<DeviceId, String>,
    groups: HashMap<DeviceGroupId, String>,
    /// Name and key; deleted roles have no key.
    roles: HashMap<RoleId, (String, Option<String>)>,
    views: HashMap<SavedViewId, String>,
    organization: (OrganizationId, Option<String>),
}

impl Names {
    pub(super) async fn of(
        database: &Database,
        organization: OrganizationId,
        rows: &[EventRow],
    ) -> Result<Self, StoreError> {
        let changes: Vec<FieldChange> = rows.iter().flat_map(|row| facts(&row.details)).collect();
        let texts: Vec<&str> =
            changes.iter().flat_map(|change| change.before.iter().chain(&change.after)).map(String::as_str).collect();
        let targets = |wanted: TargetKind| {
            let of_kind = rows.iter().filter_map(EventRow::target).filter(move |(kind, _)| *kind == wanted);
            of_kind.map(|(_, id)| id.to_be_bytes().to_vec())
        };
        let of = (database, organization);
        let shown = vec![Func::coalesce([Expr::col("name"), Expr::col("email")]).into(), Expr::col("email")];
        let actors = rows.iter().filter_map(|row| row.actor_id.clone());
        let members = ids::<MemberId>(&texts).chain(targets(TargetKind::Member)).chain(actors);
        let people: Vec<(Vec<u8>, String, String)> = named(of, ("members", shown), members).await?;
        let (mut members, mut emails) = (HashMap::new(), HashMap::new());
        for (id, name, email) in people {
            let id: MemberId = read_id(&id)?;
            members.insert(id, name);
            emails.insert(id, email);
        }
        let companies = ids::<CompanyId>(&texts).chain(targets(TargetKind::Company));
        let devices = ids::<DeviceId>(&texts).chain(targets(TargetKind::Device));
        let groups = ids::<DeviceGroupId>(&texts).chain(targets(TargetKind::DeviceGroup));
        let keys = rows.iter().filter_map(|row| row.api_key_id.clone()).chain(targets(TargetKind::ApiKey));
        let roles = ids::<RoleId>(&texts).chain(targets(TargetKind::Role));
        Ok(Self {
            accounts: accounts(database, organization, rows).await?,
            members,
            emails,
            companies: one_name(of, ("companies", Expr::col("name")), companies).await?,
            contacts: one_name(of, ("contacts", Expr::col("name")), targets(TargetKind::Contact)).await?,
            devices: one_name(of, ("devices", Expr::col("name")), devices).await?,
            groups: one_name(of, ("device_groups", Expr::col("name")), groups).await?,
            keys: one_name(of, ("api_keys", Expr::col("name")), keys).await?,
            views: one_name(of, ("saved_views", Expr::col("name")), targets(TargetKind::View)).await?,
            roles: role_names(of, roles.collect()).await?,
            organization: (organization, own_name(of, targets(TargetKind::Organization).next().is_some()).await?),
        })
    }

    /// An event of the activity of a member.
    pub(super) fn event(&self, row: EventRow) -> Result<AuditEvent, StoreError> {
        let changes = changes(&row.details).into_iter().map(|change| self.change(change)).collect();
        let (id, at, actor) = (read_id(&row.id)?, wire_moment(row.occurred_at)?, self.actor(&row)?);
        Ok(AuditEvent { id, at, actor, action: row.action, target: None, changes, address: None, request_id: None })
    }

    /// An event of the log, which says everything.
    pub(super) fn whole_event(&self, row: EventRow) -> Result<AuditEvent, StoreError> {
        let facts = facts(&row.details);
        let mut target = row.target().map(|(kind, id)| self.target(kind, id));
        // The event that something was deleted says what it was called.
        if let Some(target) = target.as_mut().filter(|target| target.name.is_none()) {
            let name = facts.iter().find(|fact| fact.field == "name");
            target.name = name.and_then(|name| name.after.first().cloned());
        }
        let changes = facts.into_iter().map(|change| self.change(change)).collect();
        let (address, request_id) = (row.peer.clone(), row.request_id.clone());
        Ok(AuditEvent { target, changes, address, request_id, ..self.event(row)? })
    }

    /// The e-mail address of the member that it happened to.
    pub(super) fn email_of_target(&self, row: &EventRow) -> Option<&str> {
        let (kind, id) = row.target()?;
        self.emails.get(&MemberId::from_u128(id)).filter(|_| kind == TargetKind::Member).map(String::as_str)
    }

    fn actor(&self, row: &EventRow) -> Result<Option<AuditActor>, StoreError> {
        if let Some(key) = &row.api_key_id {
            let name = self.keys.get(&read_id(key)?).cloned();
            return Ok(name.map(|name| AuditActor { kind: ActorKind::ApiKey, name, member: None }));
        }
        if let Some(id) = row.actor_id.as_deref().map(read_id).transpose()?
            && let Some(name) = self.members.get(&id).cloned()
        {
            let member = Some(MemberRef { id, name: name.clone() });
            return Ok(Some(AuditActor { kind: ActorKind::Member, name, member }));
        }
        let account = row.account_id.as_deref().map(read_id).transpose()?;
        Ok(account.and_then(|account| self.accounts.get(&account)).cloned())
    }

    fn target(&self, kind: TargetKind, id: u128) -> AuditTarget {
        let (text, name) = match kind {
            TargetKind::Member => known(&self.members, MemberId::from_u128(id)),
            TargetKind::Company => known(&self.companies, CompanyId::from_u128(id)),
            TargetKind::Contact => known(&self.contacts, ContactId::from_u128(id)),
            TargetKind::Device => known(&self.devices, DeviceId::from_u128(id)),
            TargetKind::DeviceGroup => known(&self.groups, DeviceGroupId::from_u128(id)),
            TargetKind::ApiKey => known(&self.keys, ApiKeyId::from_u128(id)),
            TargetKind::View => known(&self.views, SavedViewId::from_u128(id)),
            TargetKind::Role => {
                let id = RoleId::from_u128(id);
                (id.to_string(), self.roles.get(&id).map(|(name, _)| name.clone()))
            }
            TargetKind::Organization => (self.organization.0.to_string(), self.organization.1.clone()),
        };
        AuditTarget { kind, id: text, name }
    }

    fn change(&self, FieldChange { field, before, after }: FieldChange) -> AuditChange {
        let values = |values: Vec<String>| -> Vec<AuditValue> { values.iter().map(|text| self.value(text)).collect() };
        AuditChange { field, before: values(before), after: values(after) }
    }

    fn value(&self, text: &str) -> AuditValue {
        if let Ok(id) = text.parse::<RoleId>() {
            let (name, key) = self.roles.get(&id).cloned().unzip();
            return AuditValue { text: name, key: key.flatten() };
        }
        let text = if let Ok(id) = text.parse::<MemberId>() {
            self.members.get(&id).cloned()
        } else if let Ok(id) = text.parse::<CompanyId>() {
            self.companies.get(&id).cloned()
        } else if let Ok(id) = text.parse::<DeviceId>() {
            self.devices.get(&id).cloned()
        } else if let Ok(id) = text.parse::<DeviceGroupId>() {
            self.groups.get(&id).cloned()
        } else {
            Some(text.to_owned())
        };
        AuditValue { text, key: None }
    }
}

fn known<Id: Copy + Eq + std::hash::Hash + ToString>(names: &HashMap<Id, String>, id: Id) -> (String, Option<String>) {
    (id.to_string(), names.get(&id).cloned())
}

/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// The ids of a kind among texts.
fn ids<Id: Identifier + std::str::FromStr>(texts: &[&str]) -> impl Iterator<Item = Vec<u8>> {
    texts.iter().filter_map(|text| text.parse::<Id>().ok()).map(id_bytes)
}

/// Rows of a table of the organization with these ids.
async fn named<Row: Record>(
    (database, organization): (&Database, OrganizationId),
    (table, columns): (&'static str, Vec<Expr>),
    ids: impl Iterator<Item = Vec<u8>>,
) -> Result<Vec<Row>, StoreError> {
    let ids: BTreeSet<_> = ids.collect();
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

async fn one_name<Id: Identifier + Eq + std::hash::Hash>(
    of: (&Database, OrganizationId),
    (table, name): (&'static str, Expr),
    ids: impl Iterator<Item = Vec<u8>>,
) -> Result<HashMap<Id, String>, StoreError> {
    let rows: Vec<(Vec<u8>, String)> = named(of, (table, vec![name]), ids).await?;
    rows.into_iter().map(|(id, name)| Ok((read_id(&id)?, name))).collect()
}

/// Names and keys of roles, also the names of deleted ones.
async fn role_names(
    of: (&Database, OrganizationId),
    ids: Vec<Vec<u8>>,
) -> Result<HashMap<RoleId, (String, Option<String>)>, StoreError> {
    let deleted: HashMap<RoleId, String> =
        one_name(of, ("deleted_roles", Expr::col("name")), ids.iter().cloned()).await?;
    let mut names: HashMap<_, _> = deleted.into_iter().map(|(id, name)| (id, (name, None))).collect();
    let columns = vec![Expr::col("name"), Expr::col("key")];
    let rows: Vec<(Vec<u8>, String, String)> = named(of, ("roles", columns), ids.into_iter()).await?;
    for (id, name, key) in rows {
        names.insert(read_id(&id)?, (name, Some(key)));
    }
    Ok(names)
}

/// The name of the organization, if an event is about it.
async fn own_name(
    (database, organization): (&Database, OrganizationId),
    is_wanted: bool,
) -> Result<Option<String>, StoreError> {
    if !is_wanted {
        return Ok(None);
    }
    let query = Query::select()
        .column("name")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    Ok(database.one::<(String,)>(&query).await?.map(|(name,)| name))
}

/// Who caused the events: by their record in the organization, or by their account.
async fn accounts(
    database: &Database,
    organization: OrganizationId,
    rows: &[EventRow],
) -> Result<HashMap<AccountId, AuditActor>, StoreError> {
    let accounts: BTreeSet<_> = rows.iter().filter_map(|row| row.account_id.clone()).collect();
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

record! {
    struct ActorRow {
        id: Vec<u8>,
        name: String,
        member_id: Option<Vec<u8>>,
        member_name: Option<String>,
    }
}

impl ActorRow {
    fn actor(self) -> Result<(AccountId, AuditActor), StoreError> {
        let id = self.member_id.map(|id| read_id(&id)).transpose()?;
        let member = id.zip(self.member_name).map(|(id, name)| MemberRef { id, name });
        let name = member.as_ref().map_or(self.name, |member| member.name.clone());
        let kind = if member.is_some() { ActorKind::Member } else { ActorKind::Outsider };
        Ok((read_id(&self.id)?, AuditActor { kind, name, member }))
    }
}
