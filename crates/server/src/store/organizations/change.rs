//! Changes of an organization's settings.

use api_types::{IdentityProvider, RoleId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};

use super::{create::is_taken, number_value, settings::SettingsRow};
use crate::{
    authz::{Authorized, policy::ManageOrganization},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id, wire_moment},
        grants, members, sql, text,
    },
};

/// Changes what the request names, if the settings are still as they were read.
#[derive(Debug)]
pub struct ChangeOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// The version that was read.
    pub versions: Versions,
    pub settings: NewSettings,
    pub context: AuditContext,
}

/// What the request names, valid already.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NewSettings {
    pub name: Option<String>,
    pub number: Option<String>,
    pub time_zone: Option<String>,
    pub names_administrators: Option<bool>,
    pub portal_url: Option<Option<String>>,
    /// `Some(None)`: passwords are in Roster.
    pub identity_provider: Option<Option<IdentityProvider>>,
    /// From when on a second factor is required; `Some(None)`: it is not.
    pub two_factor_from: Option<Option<Timestamp>>,
    /// Empty: any domain.
    pub allowed_domains: Option<Vec<String>>,
    pub invitation_days: Option<u16>,
    pub reminder_days: Option<u16>,
    pub default_role: Option<Option<RoleId>>,
    /// `Some(None)`: the usual colour.
    pub accent: Option<Option<String>>,
}

/// The settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeOrganizationError {
    #[error("the caller may no longer do this")]
    NoLongerAllowed,
    #[error("the settings have changed since")]
    Stale,
    #[error("another organization has this number")]
    NumberTaken,
    #[error("the organization has no such role")]
    UnknownRole,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for ChangeOrganization<'_> {
    type Output = ();
    type Error = ChangeOrganizationError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeOrganizationError> {
        access::still(transaction, self.may).await?.ok_or(ChangeOrganizationError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let before: SettingsRow = sql::always(transaction.one(&SettingsRow::select(organization)).await?)?;
        if !self.versions.contain(before.version) {
            return Err(ChangeOrganizationError::Stale);
        }
        let after = self.settings.changed(&before);
        if after == before {
            return Ok(());
        }
        if text::fold(&after.number) != text::fold(&before.number) && is_taken(transaction, &after.number).await? {
            return Err(ChangeOrganizationError::NumberTaken);
        }
        if after.default_role_id != before.default_role_id {
            self.require_role(transaction, after.default_role_id.as_deref()).await?;
        }
        self.write(transaction, &after).await?;
        if after.time_zone != before.time_zone {
            members::reschedule(transaction, organization).await?;
            grants::reschedule(transaction, organization).await?;
        }
        let event = Event {
            action: AuditAction::OrganizationChanged,
            organization: Some(organization),
            account: Some(self.may.account()),
            subject: Some(organization.as_u128()),
            details: differences(&before, &after)?,
        };
        Ok(audit::record(transaction, &self.context, event).await?)
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &ChangeOrganizationError) -> bool {
        matches!(error, ChangeOrganizationError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl ChangeOrganization<'_> {
    /// The role is one of the organization.
    async fn require_role(
        &self,
        transaction: &mut Transaction,
        role: Option<&[u8]>,
    ) -> Result<(), ChangeOrganizationError> {
        let Some(role) = role else { return Ok(()) };
        let query = Query::select()
            .column("key")
            .from("roles")
            .and_where(Expr::col("id").eq(role))
            .and_where(Expr::col("organization_id").eq(id_bytes(self.may.organization())))
            .take();
        let found: Option<(String,)> = transaction.one(&query).await?;
        found.map(|_| ()).ok_or(ChangeOrganizationError::UnknownRole)
    }

    async fn write(&self, transaction: &mut Transaction, after: &SettingsRow) -> Result<(), StoreError> {
        let update = Query::update()
            .table("organizations")
            .value("version", after.version + 1)
            .value("name", after.name.as_str())
            .value("name_key", text::sort_key(&after.name))
            .value("search_text", text::fold(&after.name))
            .value("number", after.number.as_str())
            .value("number_key", text::fold(&after.number))
            .value("number_value", number_value(&after.number))
            .value("time_zone", after.time_zone.as_str())
            .value("names_administrators", after.names_administrators)
            .value("portal_url", after.portal_url.clone())
            .value("identity_provider_name", after.identity_provider_name.clone())
            .value("identity_provider_url", after.identity_provider_url.clone())
            .value("two_factor_from", after.two_factor_from)
            .value("allowed_domains", after.allowed_domains.clone())
            .value("invitation_days", after.invitation_days)
            .value("reminder_days", after.reminder_days)
            .value("default_role_id", after.default_role_id.clone())
            .value("accent", after.accent.clone())
            .and_where(Expr::col("id").eq(id_bytes(self.may.organization())))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

impl NewSettings {
    /// The settings afterwards.
    fn changed(&self, before: &SettingsRow) -> SettingsRow {
        let mut after = before.clone();
        set(&mut after.name, &self.name);
        set(&mut after.number, &self.number);
        set(&mut after.time_zone, &self.time_zone);
        set(&mut after.names_administrators, &self.names_administrators);
        set(&mut after.portal_url, &self.portal_url);
        if let Some(provider) = &self.identity_provider {
            let provider = provider.clone().map(|IdentityProvider { name, url }| (name, url));
            (after.identity_provider_name, after.identity_provider_url) = provider.unzip();
        }
        if let Some(from) = self.two_factor_from {
            // The people have been told a day: saving again does not move it.
            after.two_factor_from = from.map(|from| before.two_factor_from.unwrap_or_else(|| moment(from)));
        }
        let domains = |domains: &Vec<String>| Some(domains.join(" ")).filter(|domains| !domains.is_empty());
        set(&mut after.allowed_domains, &self.allowed_domains.as_ref().map(domains));
        let days = |days: u16| i16::try_from(days).unwrap_or(i16::MAX);
        set(&mut after.invitation_days, &self.invitation_days.map(days));
        set(&mut after.reminder_days, &self.reminder_days.map(days));
        set(&mut after.default_role_id, &self.default_role.map(|role| role.map(id_bytes)));
        set(&mut after.accent, &self.accent);
        after
    }
}

fn set<T: Clone>(field: &mut T, value: &Option<T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}

/// The changed fields, before and after.
fn differences(before: &SettingsRow, after: &SettingsRow) -> Result<Value, StoreError> {
    let day = |settings: &SettingsRow| json!(settings.two_factor_from.and_then(|at| wire_moment(at).ok()));
    let role = |settings: &SettingsRow| {
        let role: Option<RoleId> = settings.default_role_id.as_deref().map(read_id).transpose()?;
        Ok::<_, StoreError>(json!(role))
    };
    let domains = |settings: &SettingsRow| {
        json!(settings.allowed_domains.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>())
    };
    Ok(audit::differences([
        ("name", json!(before.name), json!(after.name)),
        ("number", json!(before.number), json!(after.number)),
        ("time_zone", json!(before.time_zone), json!(after.time_zone)),
        ("names_administrators", json!(before.names_administrators), json!(after.names_administrators)),
        ("portal_url", json!(before.portal_url), json!(after.portal_url)),
        ("identity_provider_name", json!(before.identity_provider_name), json!(after.identity_provider_name)),
        ("identity_provider_url", json!(before.identity_provider_url), json!(after.identity_provider_url)),
        ("two_factor_from", day(before), day(after)),
        ("allowed_domains", domains(before), domains(after)),
        ("invitation_days", json!(before.invitation_days), json!(after.invitation_days)),
        ("reminder_days", json!(before.reminder_days), json!(after.reminder_days)),
        ("default_role", role(before)?, role(after)?),
        ("accent", json!(before.accent), json!(after.accent)),
    ]))
}
