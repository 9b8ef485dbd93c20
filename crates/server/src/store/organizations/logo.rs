//! The logo of an organization.

use api_types::OrganizationId;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use serde_json::json;

use super::{ChangeOrganizationError, settings::SettingsRow};
use crate::{
    authz::{
        Authorized,
        policy::{ManageOrganization, ReadOrganization},
    },
    store::{
        Change, Database, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::id_bytes,
        sql,
    },
};

/// An image as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    /// Names the content.
    pub tag: String,
    pub content: Vec<u8>,
}

record! {
    /// The same, as it is stored.
    #[derive(Debug)]
    pub struct StoredLogo {
        pub media_type: String,
        pub tag: String,
        pub content: Vec<u8>,
    }
}

/// The logo of the witness's organization; `None` if it has none.
///
/// # Errors
/// When the database fails.
pub async fn logo(database: &Database, may: &Authorized<ReadOrganization>) -> Result<Option<StoredLogo>, StoreError> {
    database.one(&of(may.organization()).columns(["media_type", "tag", "content"]).take()).await
}

fn of(organization: OrganizationId) -> SelectStatement {
    Query::select().from("organization_logos").and_where(Expr::col("organization_id").eq(id_bytes(organization))).take()
}

/// Gives the organization a logo, or takes it away.
#[derive(Debug)]
pub struct SetLogo<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// The version of the settings that was read.
    pub versions: Versions,
    /// Nothing takes it away.
    pub logo: Option<Logo>,
    pub context: AuditContext,
}

impl Change for SetLogo<'_> {
    type Output = ();
    type Error = ChangeOrganizationError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeOrganizationError> {
        access::still(transaction, self.may).await?.ok_or(ChangeOrganizationError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let settings: SettingsRow = sql::always(transaction.one(&SettingsRow::select(organization)).await?)?;
        if !self.versions.contain(settings.version) {
            return Err(ChangeOrganizationError::Stale);
        }
        let before = of(organization).columns(["tag", "media_type"]).columns(["width", "height"]).take();
        let before: Option<(String, String, i64, i64)> = transaction.one(&before).await?;
        if before.as_ref().map(|(tag, ..)| tag) == self.logo.as_ref().map(|logo| &logo.tag) {
            return Ok(());
        }
        self.write(transaction, settings.version).await?;
        let shown = before.map(|(_, media_type, width, height)| about(&media_type, width, height));
        let now = self.logo.as_ref().map(|logo| about(logo.media_type, logo.width.into(), logo.height.into()));
        let event = Event {
            action: AuditAction::OrganizationChanged,
            organization: Some(organization),
            account: Some(self.may.account()),
            subject: Some(organization.as_u128()),
            details: json!({"before": {"logo": shown}, "after": {"logo": now}}),
        };
        Ok(audit::record(transaction, &self.context, event).await?)
    }

    fn is_collision(&self, error: &ChangeOrganizationError) -> bool {
        matches!(error, ChangeOrganizationError::Store(error) if error.is_collision())
    }
}

impl SetLogo<'_> {
    async fn write(&self, transaction: &mut Transaction, version: i64) -> Result<(), StoreError> {
        let organization = id_bytes(self.may.organization());
        let delete = Query::delete()
            .from_table("organization_logos")
            .and_where(Expr::col("organization_id").eq(organization.clone()))
            .take();
        transaction.execute(&delete).await?;
        if let Some(logo) = &self.logo {
            let insert = sql::insert(
                "organization_logos",
                [
                    ("organization_id", organization.clone().into()),
                    ("media_type", logo.media_type.into()),
                    ("width", i64::from(logo.width).into()),
                    ("height", i64::from(logo.height).into()),
                    ("tag", logo.tag.as_str().into()),
                    ("content", logo.content.clone().into()),
                ],
            )?;
            transaction.execute(&insert).await?;
        }
        let update = Query::update()
            .table("organizations")
            .value("version", version + 1)
            .and_where(Expr::col("id").eq(organization))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

/// `image/png, 120 × 40`, for the audit log.
fn about(media_type: &str, width: i64, height: i64) -> String {
    format!("{media_type}, {width} × {height}")
}
