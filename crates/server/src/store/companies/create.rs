//! New companies.

use api_types::{COMPANIES, Company, CompanyId, CompanyStatus};
use serde_json::json;

use super::{DESCRIBED, counted, described, event, find, holder_of_number};
use crate::{
    authz::{Authorized, policy::ManageCompanies},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        idempotency::{self, IdempotencyKey, KeyState},
        listing, sql,
    },
};

/// Creates a company. Name and number are valid already.
#[derive(Debug)]
pub struct CreateCompany<'a> {
    pub may: &'a Authorized<ManageCompanies>,
    pub id: CompanyId,
    pub name: String,
    pub number: Option<String>,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

/// A company was not created or changed.
#[derive(Debug, thiserror::Error)]
pub enum CompanyError {
    #[error("there is no such company")]
    NotFound,
    #[error("the caller is no longer allowed to do this")]
    NoLongerAllowed,
    #[error("the company has changed since")]
    Stale,
    #[error("{other} has this number")]
    NumberTaken {
        /// Name of the company that has it.
        other: String,
    },
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CompanyError {
    /// Whether another change was faster, also if it took the number that was looked up just before.
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl CreateCompany<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<Company, CompanyError> {
        access::still(transaction, self.may).await?.ok_or(CompanyError::NoLongerAllowed)?;
        let organization = self.may.organization();
        if let Some(number) = &self.number
            && let Some(other) = holder_of_number(transaction, organization, self.id, number).await?
        {
            return Err(CompanyError::NumberTaken { other });
        }
        listing::add(transaction, organization, COMPANIES.name, &[counted(CompanyStatus::Active)]).await?;
        let own = [id_bytes(self.id).into(), id_bytes(organization).into(), moment(self.context.at).into()];
        let values = own.into_iter().chain(described(&self.name, self.number.as_deref())).collect();
        let columns = ["id", "organization_id", "created_at"].into_iter().chain(DESCRIBED).collect();
        transaction.execute(&sql::insert_rows("companies", columns, vec![values])?).await?;
        let details = json!({"name": self.name, "number": self.number});
        audit::record(transaction, &self.context, event(AuditAction::CompanyCreated, self.may, self.id, details))
            .await?;
        find(transaction, organization, self.id).await?.ok_or(CompanyError::NotFound)
    }
}

impl Change for CreateCompany<'_> {
    type Output = Company;
    type Error = CompanyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Company, CompanyError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(CompanyError::KeyReused),
            KeyState::New => {
                let company = self.create(transaction).await?;
                let answer = serde_json::to_string(&company).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(company)
            }
        }
    }

    fn is_collision(&self, error: &CompanyError) -> bool {
        error.is_collision()
    }
}
