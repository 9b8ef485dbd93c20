//! The names that members refer to: the list is sorted by them.

use std::collections::{BTreeSet, HashMap};

use api_types::{CompanyId, MemberId, RoleId};
use sea_query::{Expr, ExprTrait, Func, Query, Value};

use super::{derived::Described, table::MemberRecord};
use crate::{
    clock::Identifier,
    store::{
        Record, StoreError, Transaction,
        columns::{id_bytes, read_id},
    },
};

/// Identifiers in one query: fewer than SQLite takes.
const IDS: usize = 10_000;

/// The names that some members refer to.
pub(super) struct Names {
    roles: HashMap<RoleId, i16>,
    companies: HashMap<CompanyId, String>,
    members: HashMap<MemberId, String>,
}

impl Names {
    /// Finds the names that `records` refer to: among themselves, or in the database.
    pub(super) async fn of(transaction: &mut Transaction, records: &[MemberRecord]) -> Result<Self, StoreError> {
        let roles = records.iter().flat_map(|record| record.roles.iter().copied()).collect();
        let companies = records.iter().flat_map(|record| record.companies.iter().copied()).collect();
        let mut members: HashMap<_, _> = records.iter().map(|record| (record.id, record.shown().to_owned())).collect();
        let others = records.iter().flat_map(|record| record.supervisor.into_iter().chain(record.invited_by));
        let others = others.filter(|id| !members.contains_key(id)).collect();
        let shown = Func::coalesce([Expr::col("name"), Expr::col("email")]);
        members.extend(named(transaction, "members", shown.into(), others).await?);
        Ok(Self {
            roles: named(transaction, "roles", Expr::col("position"), roles).await?,
            companies: named(transaction, "companies", Expr::col("name"), companies).await?,
            members,
        })
    }

    /// The values of the computed columns.
    pub(super) fn describe(&self, record: &MemberRecord) -> [Value; 10] {
        let mut roles: Vec<i16> = record.roles.iter().filter_map(|role| self.roles.get(role)).copied().collect();
        roles.sort_unstable();
        let companies: Vec<&str> =
            record.companies.iter().filter_map(|company| self.companies.get(company)).map(String::as_str).collect();
        let member = |id: Option<MemberId>| id.and_then(|id| self.members.get(&id)).map(String::as_str);
        let described = Described {
            email: &record.email,
            is_hidden: record.is_hidden(),
            name: record.name.as_deref(),
            given_name: record.given_name.as_deref(),
            family_name: record.family_name.as_deref(),
            signature: record.signature.as_deref(),
            roles: &roles,
            companies: &companies,
            supervisor: member(record.supervisor),
            inviter: member(record.invited_by),
        };
        described.values()
    }
}

/// What the expression `name` gives for each of `ids` in a table.
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
    let ids: Vec<_> = ids.into_iter().map(id_bytes).collect();
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(IDS) {
        let query = Query::select()
            .column("id")
            .expr(name.clone())
            .from(table)
            .and_where(Expr::col("id").is_in(some.iter().cloned()))
            .take();
        let rows: Vec<(Vec<u8>, Name)> = transaction.all(&query).await?;
        for (id, name) in rows {
            names.insert(read_id(&id)?, name);
        }
    }
    Ok(names)
}
