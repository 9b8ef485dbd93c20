//! Changes of a company.

use api_types::{COMPANIES, Company, CompanyId, CompanyStatus};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};

use super::{CompanyError, DESCRIBED, counted, described, event, find, holder_of_number, rename};
use crate::{
    authz::{Authorized, policy::ManageCompanies},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        listing,
    },
};

/// Changes what the request names, if the company is still as it was read. The values are valid already.
#[derive(Debug)]
pub struct ChangeCompany<'a> {
    pub may: &'a Authorized<ManageCompanies>,
    pub company: CompanyId,
    /// The version that was read.
    pub versions: Versions,
    pub name: Option<String>,
    /// `Some(None)` removes the number.
    pub number: Option<Option<String>>,
    pub status: Option<CompanyStatus>,
    pub context: AuditContext,
}

impl Change for ChangeCompany<'_> {
    type Output = Company;
    type Error = CompanyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Company, CompanyError> {
        access::still(transaction, self.may).await?.ok_or(CompanyError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let before = find(transaction, organization, self.company).await?.ok_or(CompanyError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(CompanyError::Stale);
        }
        let after = self.changed(&before);
        if after == before {
            return Ok(before);
        }
        if let Some(number) = after.number.as_deref().filter(|_| after.number != before.number)
            && let Some(other) = holder_of_number(transaction, organization, self.company, number).await?
        {
            return Err(CompanyError::NumberTaken { other });
        }
        let counts = (counted(before.status), counted(after.status));
        listing::change(transaction, organization, COMPANIES.name, counts.0, counts.1).await?;
        self.write(transaction, &before, &after).await?;
        if after.name != before.name {
            rename::renew_members(transaction, self.company).await?;
        }
        let event = event(AuditAction::CompanyChanged, self.may, self.company, differences(&before, &after));
        audit::record(transaction, &self.context, event).await?;
        find(transaction, organization, self.company).await?.ok_or(CompanyError::NotFound)
    }

    fn is_collision(&self, error: &CompanyError) -> bool {
        error.is_collision()
    }
}

impl ChangeCompany<'_> {
    fn changed(&self, before: &Company) -> Company {
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name.clone_from(name);
        }
        if let Some(number) = &self.number {
            after.number.clone_from(number);
        }
        after.status = self.status.unwrap_or(before.status);
        after
    }

    async fn write(&self, transaction: &mut Transaction, before: &Company, after: &Company) -> Result<(), StoreError> {
        let values = described(&after.name, after.number.as_deref()).into_iter().map(Expr::val);
        let mut update = Query::update()
            .table("companies")
            .values(DESCRIBED.into_iter().zip(values))
            .value("version", before.version + 1)
            .and_where(Expr::col("id").eq(id_bytes(self.company)))
            .take();
        if after.status != before.status {
            let archived_at = (after.status == CompanyStatus::Archived).then(|| moment(self.context.at));
            update.value("archived_at", Expr::val(archived_at));
        }
        transaction.execute(&update).await.map(|_| ())
    }
}

/// The changed fields, before and after.
fn differences(before: &Company, after: &Company) -> Value {
    audit::differences([
        ("name", json!(before.name), json!(after.name)),
        ("number", json!(before.number), json!(after.number)),
        ("status", json!(before.status), json!(after.status)),
    ])
}
