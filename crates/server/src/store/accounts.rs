//! Accounts: who signs in, whatever organizations they belong to.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId, RoleId};
use sea_query::{Condition, Expr, ExprTrait, Query};
use serde_json::json;
use sqlx::FromRow;

use super::{
    Change, Database, StoreError, Transaction,
    audit::{self, Event, Stamp},
    columns::{id_bytes, moment, read_id, status_place},
    members::NewMember,
    organizations::{self, NewOrganizationRecord},
    sql, text,
};
use crate::{
    authz::policy::ADMINISTRATOR,
    clock::{Clock, Entropy, new_id},
};

/// What sign-in has to know of an account. Without `Debug`, so that no log shows its secrets.
#[derive(Clone)]
pub struct SignInAccount {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    /// Absent: the account has no password and nobody can sign in to it with one.
    pub password_hash: Option<String>,
    /// Base32; present when a second factor is needed.
    pub totp_secret: Option<String>,
}

#[derive(FromRow)]
struct SignInRow {
    id: Vec<u8>,
    email: String,
    name: String,
    password_hash: Option<String>,
    totp_secret: Option<String>,
}

/// The account with this e-mail address, if it may sign in at all.
///
/// # Errors
/// When the database fails.
pub async fn find_for_sign_in(database: &Database, email_key: &str) -> Result<Option<SignInAccount>, StoreError> {
    find(database, Expr::col(("accounts", "email_key")).eq(email_key)).await
}

/// An account that waits for its second factor, if it may sign in at all.
///
/// # Errors
/// When the database fails.
pub async fn find_for_second_factor(
    database: &Database,
    account: AccountId,
) -> Result<Option<SignInAccount>, StoreError> {
    find(database, Expr::col(("accounts", "id")).eq(id_bytes(account))).await
}

async fn find(database: &Database, which: Expr) -> Result<Option<SignInAccount>, StoreError> {
    let query = Query::select()
        .columns(["id", "email", "name", "password_hash", "totp_secret"])
        .from("accounts")
        .and_where(which)
        .and_where(may_sign_in())
        .take();
    let row: Option<SignInRow> = database.one(&query).await?;
    row.map(|row| {
        Ok(SignInAccount {
            id: read_id(&row.id)?,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            totp_secret: row.totp_secret,
        })
    })
    .transpose()
}

/// Whether the row of `accounts` may sign in: not disabled, and active somewhere unless it belongs nowhere.
pub(super) fn may_sign_in() -> Expr {
    let memberships = Query::select()
        .expr(Expr::val(1))
        .from("members")
        .and_where(Expr::col(("members", "account_id")).equals(("accounts", "id")))
        .take();
    let active =
        memberships.clone().and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active))).take();
    let enabled = Expr::col(("accounts", "disabled")).eq(false);
    enabled.and(Expr::exists(active).or(Expr::not_exists(memberships)))
}

/// Marks the time step of a one-time code as used; `false` when it, or a later one, was used before.
pub(super) async fn spend_totp_step(
    transaction: &mut Transaction,
    account: AccountId,
    step: u64,
) -> Result<bool, StoreError> {
    let step = i64::try_from(step).map_err(|_| StoreError::Unreadable("time step"))?;
    let update = Query::update()
        .table("accounts")
        .value("totp_last_step", step)
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .and_where(Expr::col("totp_last_step").lt(step))
        .take();
    Ok(transaction.execute(&update).await? == 1)
}

/// The operator's way in: an account that administers an organization.
#[derive(Clone)]
pub struct NewAdministrator {
    email: String,
    name: String,
    password_hash: String,
    organization: String,
    account_id: AccountId,
    member_id: MemberId,
    organization_id: OrganizationId,
    role_ids: [RoleId; 3],
    stamp: Stamp,
    organization_stamp: Stamp,
}

impl NewAdministrator {
    /// `password_hash` is what [`crate::authz::hash_password`] makes; `organization` the name of one, which is created
    /// when there is none.
    pub fn new(
        email: String,
        name: String,
        password_hash: String,
        organization: String,
        clock: &Clock,
        entropy: &Entropy,
    ) -> Self {
        Self {
            email,
            name,
            password_hash,
            organization,
            account_id: new_id(clock, entropy),
            member_id: new_id(clock, entropy),
            organization_id: new_id(clock, entropy),
            role_ids: std::array::from_fn(|_| new_id(clock, entropy)),
            stamp: Stamp::new(clock, entropy, None),
            organization_stamp: Stamp::new(clock, entropy, None),
        }
    }
}

/// The administrator could not be created.
#[derive(Debug, thiserror::Error)]
pub enum NewAdministratorError {
    #[error("there is an account with this e-mail address already")]
    EmailTaken,
    #[error("there is no number left for the organization")]
    NoNumberLeft,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Creates the account, the organization when there is none of that name, and the membership in it.
///
/// # Errors
/// When there is such an account already, or the database fails.
pub async fn create_administrator(database: &Database, new: &NewAdministrator) -> Result<(), NewAdministratorError> {
    database.apply(new).await
}

impl Change for NewAdministrator {
    type Output = ();
    type Error = NewAdministratorError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), NewAdministratorError> {
        if self.email_is_taken(transaction).await? {
            return Err(NewAdministratorError::EmailTaken);
        }
        self.insert_account(transaction).await?;
        let organization = self.organization(transaction).await?;
        let role = organizations::role_by_key(transaction, organization, ADMINISTRATOR).await?;
        let member = NewMember {
            id: self.member_id,
            organization,
            account: self.account_id,
            email: self.email.clone(),
            name: self.name.clone(),
            role,
            since: self.stamp.at,
        };
        member.insert(transaction).await?;
        let event = Event {
            action: "account.created",
            organization: Some(organization),
            account: None,
            subject: Some(self.account_id.as_u128()),
            details: json!({"email": self.email, "member": self.member_id}),
        };
        Ok(audit::record(transaction, &self.stamp, event).await?)
    }

    fn is_collision(&self, error: &NewAdministratorError) -> bool {
        matches!(error, NewAdministratorError::Store(error) if error.is_collision())
    }
}

impl NewAdministrator {
    async fn email_is_taken(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let query = Query::select()
            .column("id")
            .from("accounts")
            .and_where(Expr::col("email_key").eq(text::email_key(&self.email)))
            .take();
        let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
        Ok(found.is_some())
    }

    async fn insert_account(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let insert = sql::insert(
            "accounts",
            [
                ("id", id_bytes(self.account_id).into()),
                ("email", self.email.as_str().into()),
                ("email_key", text::email_key(&self.email).into()),
                ("name", self.name.as_str().into()),
                ("password_hash", self.password_hash.as_str().into()),
                ("created_at", moment(self.stamp.at).into()),
            ],
        )?;
        transaction.execute(&insert).await.map(|_| ())
    }

    /// The first organization of that name, or a new one.
    async fn organization(&self, transaction: &mut Transaction) -> Result<OrganizationId, NewAdministratorError> {
        let query = Query::select()
            .column("id")
            .from("organizations")
            .cond_where(Condition::all().add(Expr::col("name").eq(self.organization.as_str())))
            .order_by("id", sea_query::Order::Asc)
            .limit(1)
            .take();
        if let Some((id,)) = transaction.one::<(Vec<u8>,)>(&query).await? {
            return Ok(read_id(&id)?);
        }
        let Some(number) = organizations::next_number(transaction).await? else {
            return Err(NewAdministratorError::NoNumberLeft);
        };
        let record = NewOrganizationRecord {
            id: self.organization_id,
            number,
            name: self.organization.clone(),
            role_ids: self.role_ids,
        };
        record.insert(transaction, None, &self.organization_stamp).await?;
        Ok(self.organization_id)
    }
}
