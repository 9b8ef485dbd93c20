//! Kinds of devices. A kind that is used for the first time becomes known; others are found in whatever letters.

use api_types::{DeviceKindId, OrganizationId};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id},
    sql, text,
};

/// A kind of devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct KindRow {
    pub id: DeviceKindId,
    pub name: String,
}

impl KindRow {
    /// Inserts the kind.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn insert(
        &self,
        transaction: &mut Transaction,
        organization: OrganizationId,
    ) -> Result<(), StoreError> {
        let row = [
            ("id", id_bytes(self.id).into()),
            ("organization_id", id_bytes(organization).into()),
            ("name", self.name.as_str().into()),
            ("fold", text::fold(&self.name).into()),
            ("search_text", text::searched(&[&self.name]).into()),
        ];
        transaction.execute(&sql::insert("device_kinds", row)?).await.map(|_| ())
    }
}

/// The kind with this name; a new one has the id `new`.
///
/// # Errors
/// When the database fails.
pub(super) async fn known(
    transaction: &mut Transaction,
    organization: OrganizationId,
    name: Option<&str>,
    new: DeviceKindId,
) -> Result<Option<KindRow>, StoreError> {
    let Some(name) = name else { return Ok(None) };
    let query = Query::select()
        .columns(["id", "name"])
        .from("device_kinds")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("fold").eq(text::fold(name)))
        .take();
    if let Some((id, name)) = transaction.one::<(Vec<u8>, String)>(&query).await? {
        return Ok(Some(KindRow { id: read_id(&id)?, name }));
    }
    let kind = KindRow { id: new, name: name.to_owned() };
    kind.insert(transaction, organization).await?;
    Ok(Some(kind))
}
