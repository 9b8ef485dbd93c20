//! Changes of an organization's settings.

use api_types::IdentityProvider;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};
use sqlx_macros::FromRow;

use crate::{
    authz::{Authorized, policy::ManageOrganization},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, wire_moment},
        grants, members, sql,
    },
};

/// Changes what the request names, if the settings are still as they were read. The values are valid already.
#[derive(Debug)]
pub struct ChangeOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// The version that was read.
    pub versions: Versions,
    pub time_zone: Option<String>,
    /// `Some(None)`: passwords are in Roster.
    pub identity_provider: Option<Option<IdentityProvider>>,
    /// From when on a second factor is required; `Some(None)`: it is not.
    pub two_factor_from: Option<Option<Timestamp>>,
    pub context: AuditContext,
}

/// The settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeOrganizationError {
    #[error("the caller may no longer do this")]
    NoLongerAllowed,
    #[error("the settings have changed since")]
    Stale,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The settings as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
struct Settings {
    version: i64,
    time_zone: String,
    identity_provider_name: Option<String>,
    identity_provider_url: Option<String>,
    two_factor_from: Option<i64>,
}

impl Change for ChangeOrganization<'_> {
    type Output = ();
    type Error = ChangeOrganizationError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeOrganizationError> {
        access::still(transaction, self.may).await?.ok_or(ChangeOrganizationError::NoLongerAllowed)?;
        let query = Query::select()
            .columns(["version", "time_zone", "identity_provider_name", "identity_provider_url", "two_factor_from"])
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(self.may.organization())))
            .take();
        let before: Settings = sql::always(transaction.one(&query).await?)?;
        if !self.versions.contain(before.version) {
            return Err(ChangeOrganizationError::Stale);
        }
        let after = self.changed(&before);
        if after == before {
            return Ok(());
        }
        self.write(transaction, &after).await?;
        if after.time_zone != before.time_zone {
            members::reschedule(transaction, self.may.organization()).await?;
            grants::reschedule(transaction, self.may.organization()).await?;
        }
        let event = Event {
            action: AuditAction::OrganizationChanged,
            organization: Some(self.may.organization()),
            account: Some(self.may.account()),
            subject: Some(self.may.organization().as_u128()),
            details: differences(&before, &after),
        };
        Ok(audit::record(transaction, &self.context, event).await?)
    }

    fn is_collision(&self, error: &ChangeOrganizationError) -> bool {
        matches!(error, ChangeOrganizationError::Store(StoreError::Collision(_)))
    }
}

impl ChangeOrganization<'_> {
    fn changed(&self, before: &Settings) -> Settings {
        let mut after = before.clone();
        if let Some(time_zone) = &self.time_zone {
            after.time_zone.clone_from(time_zone);
        }
        if let Some(provider) = &self.identity_provider {
            let provider = provider.clone().map(|IdentityProvider { name, url }| (name, url));
            (after.identity_provider_name, after.identity_provider_url) = provider.unzip();
        }
        if let Some(from) = self.two_factor_from {
            // The people have been told a day: saving again does not move it.
            after.two_factor_from = from.map(|from| before.two_factor_from.unwrap_or_else(|| moment(from)));
        }
        after
    }

    async fn write(&self, transaction: &mut Transaction, after: &Settings) -> Result<(), StoreError> {
        let update = Query::update()
            .table("organizations")
            .value("version", after.version + 1)
            .value("time_zone", after.time_zone.clone())
            .value("identity_provider_name", after.identity_provider_name.clone())
            .value("identity_provider_url", after.identity_provider_url.clone())
            .value("two_factor_from", after.two_factor_from)
            .and_where(Expr::col("id").eq(id_bytes(self.may.organization())))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

fn day(microseconds: Option<i64>) -> Value {
    json!(microseconds.and_then(|at| wire_moment(at).ok()))
}

/// The changed fields, before and after.
fn differences(before: &Settings, after: &Settings) -> Value {
    audit::differences([
        ("time_zone", json!(before.time_zone), json!(after.time_zone)),
        ("identity_provider_name", json!(before.identity_provider_name), json!(after.identity_provider_name)),
        ("identity_provider_url", json!(before.identity_provider_url), json!(after.identity_provider_url)),
        ("two_factor_from", day(before.two_factor_from), day(after.two_factor_from)),
    ])
}
