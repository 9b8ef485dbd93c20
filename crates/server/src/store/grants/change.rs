//! Grants get another level or end.

use api_types::{DeviceLevel, GrantId, MemberId};
use jiff::civil::Date;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{GrantError, check, end::find, levels::level_place};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Change, Transaction, Versions,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        grants,
        invitations::record_event,
        listing,
    },
};

/// Changes what the request names, if the grant is still as it was read.
#[derive(Debug)]
pub struct ChangeGrant<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub member: MemberId,
    pub grant: GrantId,
    /// The version that was read.
    pub versions: Versions,
    pub level: Option<DeviceLevel>,
    /// Last day; `Some(None)`: it does not end by itself.
    pub until: Option<Option<Date>>,
    pub context: AuditContext,
}

impl Change for ChangeGrant<'_> {
    type Output = ();
    type Error = GrantError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), GrantError> {
        let organization = self.may.organization();
        let (member, caller) = check::open(transaction, self.may, self.member).await?;
        let now = self.context.at;
        let before = find(transaction, self.member, self.grant).await?.filter(|grant| !grant.is_over(moment(now)));
        let before = before.ok_or(GrantError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(GrantError::Stale);
        }
        let target = before.target()?;
        // The present level counts too.
        let highest = before.level()?.max(self.level.unwrap_or(DeviceLevel::View));
        check::require_level(transaction, organization, caller, (highest, target), now).await?;
        let mut after = before.clone();
        if let Some(level) = self.level {
            after.level = level_place(level);
        }
        if let Some(until) = self.until {
            let day = until.map(|day| day.to_string());
            if day != before.until {
                after.ends_at = check::end_of(transaction, organization, until, now).await?;
                after.until = day;
            }
        }
        if after == before {
            return Ok(());
        }
        listing::touch(transaction, organization, grants::LIST).await?;
        let update = Query::update()
            .table("grants")
            .value("level", after.level)
            .value("until", after.until.clone())
            .value("ends_at", after.ends_at)
            .value("version", before.version + 1)
            .and_where(Expr::col("id").eq(id_bytes(self.grant)))
            .take();
        transaction.execute(&update).await?;
        let mut details = audit::differences([
            ("level", json!(before.level()?), json!(after.level()?)),
            ("until", json!(before.until), json!(after.until)),
        ]);
        let of_target = grants::details(target, after.level()?, None)?;
        for field in ["device", "group"] {
            if let Some(id) = of_target.get(field) {
                details[field] = id.clone();
            }
        }
        Ok(record_event(transaction, self.may, &self.context, AuditAction::DeviceGrantChanged, &member, details)
            .await?)
    }

    fn is_collision(&self, error: &GrantError) -> bool {
        error.is_collision()
    }
}
