//! The names that members are sorted by and that stand in other tables.

use std::collections::{BTreeSet, HashMap};

use api_types::{CompanyId, MemberId, RoleId};
use sea_query::{Expr, ExprTrait, Func, Query, Value};

use super::{derived::Described, record::MemberRecord};
use crate::{
    clock::Identifier,
    store::{
        Record, StoreError, Transaction,
        columns::{id_bytes, read_id},
    },
};

/// What some members refer to.
pub(super) struct Names {
    roles: HashMap<RoleId, i16>,
    companies: HashMap<CompanyId, String>,
    people: HashMap<MemberId, String>,
}

impl Names {
    /// What `records` refer to.
    pub(super) async fn of(transaction: &mut Transaction, records: &[MemberRecord]) -> Result<Self, StoreError> {
        let roles = records.iter().flat_map(|record| record.roles.iter().copied());
        let companies = records.iter().flat_map(|record| record.companies.iter().copied());
        let people = records.iter().flat_map(|record| record.supervisor.into_iter().chain(record.invited_by));
        let shown = Func::coalesce([Expr::col("name"), Expr::col("email")]);
        Ok(Self {
            roles: named(transaction, "roles", Expr::col("position"), roles.collect()).await?,
            companies: named(transaction, "companies", Expr::col("name"), companies.collect()).await?,
            people: named(transaction, "members", shown.into(), people.collect()).await?,
        })
    }

    /// The values of the computed columns.
    pub(super) fn describe(&self, record: &MemberRecord) -> [Value; 7] {
        let mut roles: Vec<i16> = record.roles.iter().filter_map(|role| self.roles.get(role)).copied().collect();
        roles.sort_unstable();
        let companies: Vec<&str> =
            record.companies.iter().filter_map(|company| self.companies.get(company)).map(String::as_str).collect();
        let person = |id: Option<MemberId>| id.and_then(|id| self.people.get(&id)).map(String::as_str);
        let described = Described {
            email: &record.email,
            name: record.name.as_deref(),
            given_name: record.given_name.as_deref(),
            family_name: record.family_name.as_deref(),
            signature: record.signature.as_deref(),
            roles: &roles,
            companies: &companies,
            supervisor: person(record.supervisor),
            inviter: person(record.invited_by),
        };
        described.values()
    }
}

/// What `name` says of each of `ids` in a table.
async fn named<Id, Name>(
    transaction: &mut Transaction,
    table: &'static str,
    name: Expr,
    ids: BTreeSet<Id>,
) -> Result<HashMap<Id, Name>, StoreError>
where
    Id: Identifier + Eq + std::hash::Hash,
    (Vec<u8>, Name): Record,
{
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .column("id")
        .expr(name)
        .from(table)
        .and_where(Expr::col("id").is_in(ids.into_iter().map(id_bytes)))
        .take();
    let rows: Vec<(Vec<u8>, Name)> = transaction.all(&query).await?;
    rows.into_iter().map(|(id, name)| Ok((read_id(&id)?, name))).collect()
}
