//! Users who have the e-mail address of a contact.

use std::collections::{BTreeSet, HashMap};

use api_types::{MemberRef, Permission};
use sea_query::{Expr, ExprTrait, Func, Query};

use crate::{
    authz::{Authorized, policy::Action},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
    },
};

/// True for the contacts whose address a user of the organization has.
pub(super) const IS_USER: &str = "(EXISTS (SELECT 1 FROM members WHERE members.organization_id = \
     contacts.organization_id AND members.email_key = contacts.email_key AND NOT members.hidden))";

/// Addresses in one statement.
const ADDRESSES: usize = 1_000;

/// The users with these keys of addresses; none for callers who cannot read the members.
///
/// # Errors
/// When the database fails.
pub(super) async fn of<A: Action>(
    database: &Database,
    may: &Authorized<A>,
    keys: impl Iterator<Item = &str>,
) -> Result<HashMap<String, MemberRef>, StoreError> {
    let mut users = HashMap::new();
    if !may.permissions().contains(Permission::MembersRead) {
        return Ok(users);
    }
    let keys: Vec<&str> = keys.collect::<BTreeSet<_>>().into_iter().collect();
    for keys in keys.chunks(ADDRESSES) {
        let query = Query::select()
            .columns(["email_key", "id"])
            .expr(Func::coalesce([Expr::col("name"), Expr::col("email")]))
            .from("members")
            .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
            .and_where(Expr::col("email_key").is_in(keys.iter().copied()))
            .and_where(Expr::col("hidden").eq(false))
            .take();
        for (key, id, name) in database.all::<(String, Vec<u8>, String)>(&query).await? {
            users.insert(key, MemberRef { id: read_id(&id)?, name });
        }
    }
    Ok(users)
}
