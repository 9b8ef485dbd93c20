//! Changing one's own name and language.

use api_types::{AccountChanges, Language, PersonName};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value as Json, json};

use super::{OwnAccountError, name, password::record};
use crate::{
    authz::SignedIn,
    store::{
        Change, Transaction, Versions,
        audit::{AuditAction, AuditContext},
        columns::id_bytes,
        members, sql,
    },
};

/// Changes the fields that the request names, here and in every organization of the account, if the account is still as
/// its owner read it.
#[derive(Debug)]
pub struct ChangeProfile<'a> {
    pub caller: &'a SignedIn,
    /// The versions that it may have.
    pub versions: Versions,
    /// Valid, and as they are stored.
    pub changes: AccountChanges,
    pub context: AuditContext,
}

impl Change for ChangeProfile<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account().id;
        let query = Query::select()
            .columns(["language", "version"])
            .from("accounts")
            .and_where(Expr::col("id").eq(id_bytes(account)))
            .take();
        let (language, version): (Option<String>, i64) = sql::always(transaction.one(&query).await?)?;
        if !self.versions.contain(version) {
            return Err(OwnAccountError::Stale);
        }
        let before = name(transaction, account).await?;
        let after = self.name(&before)?;
        let tag = self.changes.language.map(Language::tag).map(str::to_owned).or_else(|| language.clone());
        if after == before && tag == language {
            return Ok(());
        }
        let update = Query::update()
            .table("accounts")
            .value("given_name", after.given.as_deref())
            .value("family_name", after.family.as_deref())
            .value("name", after.full.as_str())
            .value("language", tag.as_deref())
            .value("version", version + 1)
            .and_where(Expr::col("id").eq(id_bytes(account)))
            .and_where(Expr::col("version").eq(version))
            .take();
        if transaction.execute(&update).await? == 0 {
            return Err(OwnAccountError::Stale);
        }
        let is_renamed = after != before;
        let changed = members::change_all(transaction, account, |record| {
            if is_renamed {
                record.given_name.clone_from(&after.given);
                record.family_name.clone_from(&after.family);
                record.name = Some(after.full.clone());
            }
            record.language = self.changes.language.or(record.language);
        });
        let changed = changed.await?;
        members::record_changes(transaction, account, &self.context, &changed).await?;
        let details = json!({"changes": differences(&before, &after, language.as_deref(), tag.as_deref())});
        Ok(record(transaction, account, AuditAction::AccountChanged, details, &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

impl ChangeProfile<'_> {
    /// The name afterwards. Somebody who has a single name keeps it as long as no part is given.
    fn name(&self, before: &PersonName) -> Result<PersonName, OwnAccountError> {
        let AccountChanges { given_name, family_name, .. } = &self.changes;
        if given_name.is_none() && family_name.is_none() {
            return Ok(before.clone());
        }
        let part = |change: &Option<String>, before: &Option<String>| {
            change.clone().or_else(|| before.clone()).unwrap_or_default()
        };
        let (given, family) = (part(given_name, &before.given), part(family_name, &before.family));
        PersonName::new(&given, &family).map_err(|_| OwnAccountError::NameNeeded)
    }
}

fn differences(before: &PersonName, after: &PersonName, old: Option<&str>, new: Option<&str>) -> Vec<Json> {
    let fields = [
        ("given_name", json!(before.given), json!(after.given)),
        ("family_name", json!(before.family), json!(after.family)),
        ("name", json!(before.full), json!(after.full)),
        ("language", json!(old), json!(new)),
    ];
    let changed = fields.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(field, before, after)| json!({"field": field, "before": before, "after": after})).collect()
}
