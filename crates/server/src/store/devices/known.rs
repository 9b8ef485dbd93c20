//! Kinds and locations of devices. One that is used for the first time becomes known; others are found in whatever
//! letters.

use api_types::{DeviceKindId, DeviceLocationId, OrganizationId};
use sea_query::{Expr, ExprTrait, Query};

use crate::{
    clock::Identifier,
    store::{
        StoreError, Transaction,
        columns::{id_bytes, read_id},
        sql, text,
    },
};

/// The id of something that devices have in common, with its table.
pub(in crate::store) trait KnownId: Identifier {
    const TABLE: &'static str;
}

impl KnownId for DeviceKindId {
    const TABLE: &'static str = "device_kinds";
}

impl KnownId for DeviceLocationId {
    const TABLE: &'static str = "device_locations";
}

/// Something that devices have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct KnownRow<Id> {
    pub id: Id,
    pub name: String,
}

/// A kind of devices.
pub(in crate::store) type KindRow = KnownRow<DeviceKindId>;

/// A location of devices.
pub(in crate::store) type LocationRow = KnownRow<DeviceLocationId>;

impl<Id: KnownId> KnownRow<Id> {
    /// Inserts the row.
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
        transaction.execute(&sql::insert(Id::TABLE, row)?).await.map(|_| ())
    }

    /// The one with this name; a new one has the id `new`.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn known(
        transaction: &mut Transaction,
        organization: OrganizationId,
        name: Option<&str>,
        new: Id,
    ) -> Result<Option<Self>, StoreError> {
        let Some(name) = name else { return Ok(None) };
        // Locations from before the table was there are not folded.
        let query = Query::select()
            .columns(["id", "name"])
            .from(Id::TABLE)
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("fold").is_in([text::fold(name), name.to_owned()]))
            .order_by("id", sea_query::Order::Asc)
            .limit(1)
            .take();
        if let Some((id, name)) = transaction.one::<(Vec<u8>, String)>(&query).await? {
            return Ok(Some(Self { id: read_id(&id)?, name }));
        }
        let row = Self { id: new, name: name.to_owned() };
        row.insert(transaction, organization).await?;
        Ok(Some(row))
    }
}
