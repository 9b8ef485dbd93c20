//! The operator's way in.

use api_types::{AccountId, MemberId, OrganizationId, PersonName, RoleId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use crate::{
    authz::policy::ADMINISTRATOR,
    clock::{Clock, Entropy, new_id},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
        members::NewMember,
        organizations::{self, NewOrganizationRecord},
        sql, text,
    },
};

/// Which organization the operator means.
#[derive(Debug, Clone)]
pub enum ForOrganization {
    /// A new one of this name.
    New(String),
    /// The one with this number. A name would not do: anybody can create another one of the same name.
    Existing(String),
}

/// An account that administers an organization.
#[derive(Clone)]
pub struct NewAdministrator {
    email: String,
    name: PersonName,
    password_hash: String,
    organization: ForOrganization,
    account_id: AccountId,
    member_id: MemberId,
    organization_id: OrganizationId,
    role_ids: [RoleId; 3],
    context: AuditContext,
    organization_context: AuditContext,
}

impl NewAdministrator {
    /// `password_hash` is the result of [`crate::session::hash_password`].
    pub fn new(
        email: String,
        name: PersonName,
        password_hash: String,
        organization: ForOrganization,
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
            context: AuditContext::of_server(clock, entropy),
            organization_context: AuditContext::of_server(clock, entropy),
        }
    }
}

/// The administrator could not be created.
#[derive(Debug, thiserror::Error)]
pub enum NewAdministratorError {
    #[error("there is an account with this e-mail address already")]
    EmailTaken,
    #[error(
        "there is an organization with this name already: its number is {0}; \
         name it by --organization-number, or choose another name"
    )]
    NameTaken(String),
    #[error("there is no organization with this number")]
    UnknownNumber,
    #[error("there is no number left for the organization")]
    NoNumberLeft,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Creates the account, the organization if it is a new one, and the membership in it.
///
/// # Errors
/// When there is such an account already, when the organization is not what the operator takes it for, or when the
/// database fails.
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
            since: self.context.at,
        };
        member.insert(transaction).await?;
        let event = Event {
            action: AuditAction::AccountCreated,
            organization: Some(organization),
            account: None,
            subject: Some(self.account_id.as_u128()),
            details: json!({"email": self.email, "member": self.member_id}),
        };
        Ok(audit::record(transaction, &self.context, event).await?)
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
                ("given_name", self.name.given.as_deref().into()),
                ("family_name", self.name.family.as_deref().into()),
                ("name", self.name.full.as_str().into()),
                ("password_hash", self.password_hash.as_str().into()),
                ("created_at", moment(self.context.at).into()),
            ],
        )?;
        transaction.execute(&insert).await.map(|_| ())
    }

    async fn organization(&self, transaction: &mut Transaction) -> Result<OrganizationId, NewAdministratorError> {
        match &self.organization {
            ForOrganization::New(name) => self.new_organization(transaction, name).await,
            ForOrganization::Existing(number) => {
                let query = Query::select()
                    .column("id")
                    .from("organizations")
                    .and_where(Expr::col("number_key").eq(text::fold(number)))
                    .take();
                let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
                Ok(read_id(&found.ok_or(NewAdministratorError::UnknownNumber)?.0)?)
            }
        }
    }

    async fn new_organization(
        &self,
        transaction: &mut Transaction,
        name: &str,
    ) -> Result<OrganizationId, NewAdministratorError> {
        let query = Query::select()
            .column("number")
            .from("organizations")
            .and_where(Expr::col("search_text").eq(text::fold(name)))
            .order_by("id", Order::Asc)
            .limit(1)
            .take();
        if let Some((number,)) = transaction.one::<(String,)>(&query).await? {
            return Err(NewAdministratorError::NameTaken(number));
        }
        let Some(number) = organizations::next_number(transaction).await? else {
            return Err(NewAdministratorError::NoNumberLeft);
        };
        let record = NewOrganizationRecord {
            id: self.organization_id,
            number,
            name: name.to_owned(),
            role_ids: self.role_ids,
            new_until: None,
        };
        record.insert(transaction, None, &self.organization_context).await?;
        Ok(self.organization_id)
    }
}
