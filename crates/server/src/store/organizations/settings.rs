//! The settings of an organization, for those who manage it.

use api_types::{EmailDomain, IdentityProvider, OrganizationId, OrganizationSettings};
use sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::seats::seat_use;
use crate::{
    authz::{Authorized, policy::ReadSettings},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, wire_moment},
    },
};

/// So many domains of addresses are named.
const DOMAINS: u64 = 100;

record! {
    /// The settings as they are stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct SettingsRow {
        pub version: i64,
        pub name: String,
        pub number: String,
        pub time_zone: String,
        pub names_administrators: bool,
        pub portal_url: Option<String>,
        pub identity_provider_name: Option<String>,
        pub identity_provider_url: Option<String>,
        pub two_factor_from: Option<i64>,
        /// Separated by spaces; none: any.
        pub allowed_domains: Option<String>,
        pub invitation_days: i16,
        pub reminder_days: i16,
        pub default_role_id: Option<Vec<u8>>,
        pub accent: Option<String>,
    }
}

impl SettingsRow {
    /// The row of an organization.
    pub(super) fn select(organization: OrganizationId) -> SelectStatement {
        Query::select()
            .columns([
                "version",
                "name",
                "number",
                "time_zone",
                "names_administrators",
                "portal_url",
                "identity_provider_name",
                "identity_provider_url",
                "two_factor_from",
                "allowed_domains",
                "invitation_days",
                "reminder_days",
                "default_role_id",
                "accent",
            ])
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take()
    }
}

/// The settings of the witness's organization; `None` when it has just gone. The URL of its subscription is not stored.
///
/// # Errors
/// When the database fails.
pub async fn settings(
    database: &Database,
    may: &Authorized<ReadSettings>,
) -> Result<Option<OrganizationSettings>, StoreError> {
    let row: Option<SettingsRow> = database.one(&SettingsRow::select(may.organization())).await?;
    let Some(row) = row else { return Ok(None) };
    let provider = row.identity_provider_name.zip(row.identity_provider_url);
    let domains = row.allowed_domains.unwrap_or_default();
    Ok(Some(OrganizationSettings {
        name: row.name,
        number: row.number,
        time_zone: row.time_zone,
        names_administrators: row.names_administrators,
        portal_url: row.portal_url,
        two_factor_from: row.two_factor_from.map(wire_moment).transpose()?,
        identity_provider: provider.map(|(name, url)| IdentityProvider { name, url }),
        allowed_domains: domains.split_whitespace().map(str::to_owned).collect(),
        email_domains: email_domains(database, may.organization()).await?,
        invitation_days: row.invitation_days.unsigned_abs(),
        reminder_days: row.reminder_days.unsigned_abs(),
        default_role: row.default_role_id.as_deref().map(read_id).transpose()?,
        accent: row.accent,
        seats: seat_use(database, may.organization()).await?,
        billing_url: None,
        version: row.version,
    }))
}

/// The domains of the members' addresses, the most frequent first.
async fn email_domains(database: &Database, organization: OrganizationId) -> Result<Vec<EmailDomain>, StoreError> {
    let key = || Expr::col("email_key");
    let replace = |what: Expr| Func::cust("REPLACE").args([key(), what, Expr::val("")]);
    // Without the letters behind the `@`, that is: without those of the whole address but the `@`, from the end on.
    let local = Func::cust("RTRIM").args([key(), replace(Expr::val("@")).into()]);
    let query = Query::select()
        .expr_as(replace(local.into()), "domain")
        .expr_as(Func::count(Expr::col("id")), "members")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("hidden").eq(false))
        .group_by_col("domain")
        .order_by(Alias::new("members"), Order::Desc)
        .order_by("domain", Order::Asc)
        .limit(DOMAINS)
        .take();
    let rows: Vec<(String, i64)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(domain, members)| EmailDomain { domain, members: members.unsigned_abs() }).collect())
}
