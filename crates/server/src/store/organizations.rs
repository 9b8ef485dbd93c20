//! Organizations: the tenants.

use api_types::{
    AccountId, Direction, MemberId, Named, NewOrganization, Organization, OrganizationId, Permission, RoleId, Seats,
};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::json;
use sqlx::FromRow;

use super::{
    Change, Database, StoreError, Transaction,
    access::visible_organizations,
    audit::{self, Event, Stamp},
    columns::{id_bytes, moment, read_id},
    idempotency::{self, IdempotencyKey, Known},
    members::NewMember,
    page::{Key, Page, PageRequest, Position, SortKey},
    roles::{self, HeldRole},
    sql, text,
};
use crate::authz::{
    Authorized, Permissions, SignedIn,
    policy::{ADMINISTRATOR, PREDEFINED_ROLES, ReadOrganization},
};

/// The first number that the server chooses.
const FIRST_NUMBER: i64 = 10_001;
/// Numbers with more digits are texts to us.
const NUMBER_DIGITS: usize = 15;

/// An organization with the membership through which it is seen.
#[derive(FromRow)]
struct OrganizationRow {
    id: Vec<u8>,
    number: String,
    name: String,
    name_key: Vec<u8>,
    plan: Option<String>,
    seat_limit: Option<i64>,
    members_total: i64,
    member_id: Vec<u8>,
}

/// One page of the organizations that the caller sees, by name.
///
/// Each word of `search` has to occur in the name or begin the number.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    caller: &SignedIn,
    search: &str,
    request: &PageRequest,
) -> Result<Page<Organization>, StoreError> {
    let mut matching = visible_organizations(caller.account().id);
    for word in search.split_whitespace() {
        matching.and_where(matches_word(word));
    }
    let (total,): (i64,) = sql::always(database.one(&sql::count(&matching)).await?)?;

    let key = SortKey::new(("organizations", "name_key"), ("organizations", "id"), Direction::Ascending);
    let mut query = select_rows(matching);
    query.limit(request.limit + 1);
    key.sort(&mut query);
    if let Some(position) = &request.after {
        key.skip(&mut query, position);
    }
    let rows: Vec<OrganizationRow> = database.all(&query).await?;
    let page = Page::cut(rows, request.limit, total.unsigned_abs(), OrganizationRow::position);
    let items = complete(database, page.items).await?;
    Ok(Page { items, next: page.next, total: page.total })
}

/// The organization as the witness's account sees it; `None` when it has just gone.
///
/// # Errors
/// When the database fails.
pub async fn get(database: &Database, may: &Authorized<ReadOrganization>) -> Result<Option<Organization>, StoreError> {
    let query = select_rows(visible_organizations(may.account()))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(may.organization())))
        .take();
    let rows: Vec<OrganizationRow> = database.all(&query).await?;
    Ok(complete(database, rows).await?.pop())
}

/// Where the caller starts: the first organization by name that it administers, or else the first that it sees.
///
/// # Errors
/// When the database fails.
pub async fn default_for(database: &Database, caller: &SignedIn) -> Result<Option<OrganizationId>, StoreError> {
    let administers = Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .and_where(Expr::col(("roles", "key")).eq(ADMINISTRATOR))
        .take();
    let query = visible_organizations(caller.account().id)
        .column(("organizations", "id"))
        .order_by_expr(Expr::exists(administers), Order::Desc)
        .order_by(("organizations", "name_key"), Order::Asc)
        .order_by(("organizations", "id"), Order::Asc)
        .limit(1)
        .take();
    let first: Option<(Vec<u8>,)> = database.one(&query).await?;
    first.map(|(id,)| read_id(&id)).transpose()
}

fn matches_word(word: &str) -> Expr {
    let folded = text::escape_like(&text::fold(word));
    let in_name = sql::like(("organizations", "search_text"), format!("%{folded}%"));
    let begins_number = sql::like(("organizations", "number_key"), format!("{folded}%"));
    in_name.or(begins_number)
}

fn select_rows(mut query: SelectStatement) -> SelectStatement {
    query
        .columns(
            ["id", "number", "name", "name_key", "plan", "seat_limit", "members_total"]
                .map(|column| ("organizations", column)),
        )
        .expr_as(Expr::col(("members", "id")), "member_id")
        .take()
}

/// Adds what the caller is and may there, and hides what it may not see.
async fn complete(database: &Database, rows: Vec<OrganizationRow>) -> Result<Vec<Organization>, StoreError> {
    let members = rows.iter().map(|row| read_id(&row.member_id)).collect::<Result<Vec<MemberId>, _>>()?;
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let mut held = roles::held_by(database, &members).await?;
    members
        .into_iter()
        .zip(rows)
        .map(|(member, row)| row.into_organization(held.remove(&member).unwrap_or_default()))
        .collect()
}

impl OrganizationRow {
    fn position(&self) -> Position {
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key: Key::Bytes(self.name_key.clone()), id }
    }

    fn into_organization(self, held: Vec<HeldRole>) -> Result<Organization, StoreError> {
        let permissions: Permissions = held.iter().flat_map(|held| held.permissions.to_vec()).collect();
        let seats = Seats { used: self.members_total.unsigned_abs(), limit: self.seat_limit.map(i64::unsigned_abs) };
        Ok(Organization {
            id: read_id(&self.id)?,
            number: self.number,
            name: self.name,
            plan: self.plan.filter(|_| permissions.contains(Permission::OrganizationManage)),
            seats: Some(seats).filter(|_| permissions.contains(Permission::MembersRead)),
            roles: held.into_iter().map(|held| held.role).collect(),
            permissions: permissions.to_vec(),
        })
    }
}

/// Creates an organization that its creator administers.
#[derive(Debug, Clone)]
pub struct CreateOrganization {
    creator: SignedIn,
    wanted: NewOrganization,
    /// The organization's.
    pub id: OrganizationId,
    /// The creator's membership.
    pub member_id: MemberId,
    /// In the order of [`PREDEFINED_ROLES`].
    pub role_ids: [RoleId; 3],
    pub idempotency: Option<IdempotencyKey>,
    pub stamp: Stamp,
}

/// The organization was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    #[error("another organization has this number")]
    NumberTaken,
    #[error("there is no number left to choose")]
    NoNumberLeft,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CreateOrganization {
    /// `creator` creates what `wanted` says; its name and number are acceptable already.
    pub fn new(
        creator: SignedIn,
        wanted: NewOrganization,
        id: OrganizationId,
        member_id: MemberId,
        role_ids: [RoleId; 3],
        stamp: Stamp,
    ) -> Self {
        Self { creator, wanted, id, member_id, role_ids, idempotency: None, stamp }
    }

    async fn create(&self, transaction: &mut Transaction) -> Result<Organization, CreateError> {
        let number = match &self.wanted.number {
            Some(number) if is_taken(transaction, number).await? => return Err(CreateError::NumberTaken),
            Some(number) => number.clone(),
            None => next_number(transaction).await?.ok_or(CreateError::NoNumberLeft)?,
        };
        let record = NewOrganizationRecord {
            id: self.id,
            number: number.clone(),
            name: self.wanted.name.clone(),
            role_ids: self.role_ids,
        };
        let account = self.creator.account();
        record.insert(transaction, Some(account.id), &self.stamp).await?;
        let member = NewMember {
            id: self.member_id,
            organization: self.id,
            account: account.id,
            email: account.email.clone(),
            name: account.name.clone(),
            role: self.role_ids[0],
            since: self.stamp.at,
        };
        member.insert(transaction).await?;
        let [administrator, ..] = PREDEFINED_ROLES;
        Ok(Organization {
            id: self.id,
            number,
            name: self.wanted.name.clone(),
            plan: None,
            seats: Some(Seats { used: 1, limit: None }),
            roles: vec![Named { id: self.role_ids[0], name: administrator.name.to_owned() }],
            permissions: administrator.permissions.to_vec(),
        })
    }
}

impl Change for CreateOrganization {
    type Output = Organization;
    type Error = CreateError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Organization, CreateError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.creator.account().id;
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            Known::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            Known::Reused => Err(CreateError::KeyReused),
            Known::New => {
                let organization = self.create(transaction).await?;
                let answer = serde_json::to_string(&organization).map_err(unreadable)?;
                idempotency::keep(transaction, account, key, &answer, self.stamp.at).await?;
                Ok(organization)
            }
        }
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &CreateError) -> bool {
        matches!(error, CreateError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

/// A new tenant with its predefined roles.
#[derive(Debug, Clone)]
pub(super) struct NewOrganizationRecord {
    pub id: OrganizationId,
    pub number: String,
    pub name: String,
    pub role_ids: [RoleId; 3],
}

impl NewOrganizationRecord {
    /// Adds the organization and its roles, and writes who did.
    pub(super) async fn insert(
        &self,
        transaction: &mut Transaction,
        creator: Option<AccountId>,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let insert = sql::insert(
            "organizations",
            [
                ("id", id_bytes(self.id).into()),
                ("number", self.number.as_str().into()),
                ("number_key", number_key(&self.number).into()),
                ("number_value", number_value(&self.number).into()),
                ("name", self.name.as_str().into()),
                ("name_key", text::sort_key(&self.name).into()),
                ("search_text", text::fold(&self.name).into()),
                ("created_at", moment(stamp.at).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        roles::insert_predefined(transaction, self.id, self.role_ids).await?;
        let event = Event {
            action: "organization.created",
            organization: Some(self.id),
            account: creator,
            subject: Some(self.id.as_u128()),
            details: json!({"number": self.number, "name": self.name}),
        };
        audit::record(transaction, stamp, event).await
    }
}

async fn is_taken(transaction: &mut Transaction, number: &str) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("organizations")
        .and_where(Expr::col("number_key").eq(number_key(number)))
        .take();
    let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
    Ok(found.is_some())
}

/// One more than the highest number; `None` when that would be too long to be counted on.
pub(super) async fn next_number(transaction: &mut Transaction) -> Result<Option<String>, StoreError> {
    let query = Query::select().expr(Expr::col("number_value").max()).from("organizations").take();
    let (highest,): (Option<i64>,) = sql::always(transaction.one(&query).await?)?;
    let next = highest.map_or(FIRST_NUMBER, |highest| Ord::max(highest + 1, FIRST_NUMBER)).to_string();
    Ok(Some(next).filter(|next| next.len() <= NUMBER_DIGITS))
}

/// The organization's role with this key.
pub(super) async fn role_by_key(
    transaction: &mut Transaction,
    organization: OrganizationId,
    key: &str,
) -> Result<RoleId, StoreError> {
    let query = Query::select()
        .column("id")
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("key").eq(key))
        .take();
    let (id,): (Vec<u8>,) = sql::always(transaction.one(&query).await?)?;
    read_id(&id)
}

/// Numbers that differ only in case are the same number.
pub(super) fn number_key(number: &str) -> String {
    number.to_lowercase()
}

/// A number as a number, if it is one.
pub(super) fn number_value(number: &str) -> Option<i64> {
    let digits = number.len() <= NUMBER_DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_are_counted_on() {
        assert_eq!(number_value("10234"), Some(10_234));
        assert_eq!(number_value("+5"), None);
        assert_eq!(number_value("A-7"), None);
        assert_eq!(number_value("9999999999999999"), None);
        assert_eq!(number_key("Ab-1"), "ab-1");
    }
}
