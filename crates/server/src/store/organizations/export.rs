//! Everything in an organization that is no list of its own, for an export.

use api_types::OrganizationId;
use serde_json::{Value as Json, json};

use super::disable::record;
use crate::{
    authz::{Authorized, policy::ExportOrganization},
    store::{
        Change, Database, StoreError, Transaction, access,
        audit::{AuditAction, AuditContext},
        grants,
        portion::{Portion, PortionRequest},
        saved_views,
    },
};

/// Notes in the audit log that somebody gets everything; says whether the caller may still do that.
#[derive(Debug)]
pub struct RecordOrganizationExport<'a> {
    pub may: &'a Authorized<ExportOrganization>,
    pub context: AuditContext,
}

impl Change for RecordOrganizationExport<'_> {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        if access::still(transaction, self.may).await?.is_none() {
            return Ok(false);
        }
        record(transaction, self.may, &self.context, AuditAction::OrganizationExported).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Something that an organization has many of, and that is no list of its own. It is read in portions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Grants,
    SavedViews,
}

impl Part {
    /// One portion of it, as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portion(
        self,
        database: &Database,
        may: &Authorized<ExportOrganization>,
        request: PortionRequest,
    ) -> Result<Portion<Json>, StoreError> {
        let organization: OrganizationId = may.organization();
        Ok(match self {
            Self::Grants => grants::of_organization(database, organization, request)
                .await?
                .map(|(member, grant)| with(json!(grant), "member", json!(member))),
            Self::SavedViews => saved_views::of_organization(database, organization, request)
                .await?
                .map(|(view, owner)| with(json!(view), "owner", json!(owner))),
        })
    }
}

/// The object with one more field.
fn with(mut object: Json, field: &str, value: Json) -> Json {
    object[field] = value;
    object
}
