//! The orders of the list: what each column is sorted by, and the indexes that the list is walked along.

use crate::old_view::SortBy;
use api_types::{Direction, MemberColumn};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use crate::store::{
    Database, StoreError,
    packed::Bytes,
    page::{Key, Position, SortKey},
    sql,
};

/// What a column is sorted by.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortedColumn {
    pub name: &'static str,
    kind: Kind,
    /// Whether somebody can have nothing there.
    can_be_absent: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bytes,
    Text,
    Number,
}

/// The column of the table that `column` of the list is sorted by.
pub(super) const fn sorted_column(column: MemberColumn) -> SortedColumn {
    let (name, kind, can_be_absent) = match column {
        MemberColumn::Name => ("name_key", Kind::Bytes, false),
        MemberColumn::Email => ("email_key", Kind::Text, false),
        MemberColumn::Signature => ("signature_key", Kind::Bytes, true),
        MemberColumn::Roles => ("roles_key", Kind::Bytes, true),
        MemberColumn::Status => ("status", Kind::Number, false),
        MemberColumn::TwoFactor => ("two_factor", Kind::Number, true),
        MemberColumn::Companies => ("companies_key", Kind::Bytes, true),
        MemberColumn::Supervisor => ("supervisor_key", Kind::Bytes, true),
        MemberColumn::InvitedBy => ("inviter_key", Kind::Bytes, true),
        MemberColumn::InvitedAt => ("invited_at", Kind::Number, true),
        MemberColumn::MemberSince => ("member_since", Kind::Number, true),
        MemberColumn::LastSignIn => ("last_sign_in", Kind::Number, true),
    };
    SortedColumn { name, kind, can_be_absent }
}

/// The list in parts, each of which one index walks through: where the sorted column can be empty, those with a value
/// come first and those without last, whichever way the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Present,
    Absent,
}

/// The parts that follow `after`, in their order.
pub(super) fn parts(sort: SortBy, after: Option<&Position>) -> &'static [Part] {
    match (sorted_column(sort.column).can_be_absent, after.map(|position| &position.key)) {
        (false, _) => &[Part::All],
        (true, Some(Key::Absent)) => &[Part::Absent],
        (true, _) => &[Part::Present, Part::Absent],
    }
}

impl SortedColumn {
    fn column(self) -> Expr {
        Expr::col(("members", self.name))
    }

    /// The condition of a part.
    pub(super) fn limits(self, part: Part) -> Option<Expr> {
        match part {
            Part::All => None,
            Part::Present => Some(self.column().is_not_null()),
            Part::Absent => Some(self.column().is_null()),
        }
    }

    /// The order within a part.
    pub(super) fn key(self, direction: Direction) -> SortKey {
        SortKey::new(("members", self.name), ("members", "id"), direction)
    }

    /// Runs `select`, which is limited to a number of rows, for the key and the identifier of its rows.
    pub(super) async fn positions(
        self,
        database: &Database,
        mut select: SelectStatement,
    ) -> Result<Vec<Position>, StoreError> {
        select.expr_as(Expr::col(("members", "id")), "id").expr_as(self.column(), "key");
        let found = Query::select().from_subquery(select, "found").take();
        let (id, key) = (database.hex(Expr::col("id")), Expr::col("key"));
        let read = |id: Bytes, key: Option<Key>| {
            let id = id.0.as_slice().try_into().map_err(|_| StoreError::Unreadable("identifier"))?;
            Ok(Position { key: key.unwrap_or(Key::Absent), id: u128::from_be_bytes(id) })
        };
        match self.kind {
            Kind::Bytes => {
                let rows: Vec<(Bytes, Option<Bytes>)> = database.packed(found, [id, database.hex(key)]).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(|key| Key::Bytes(key.0)))).collect()
            }
            Kind::Text => {
                let rows: Vec<(Bytes, Option<String>)> = database.packed(found, [id, key]).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(Key::Text))).collect()
            }
            Kind::Number => {
                let rows: Vec<(Bytes, Option<i64>)> = database.packed(found, [id, key]).await?;
                rows.into_iter().map(|(id, key)| read(id, key.map(Key::Number))).collect()
            }
        }
    }
}

/// The indexes that the list is walked along, and PostgreSQL's for the search. They are made at start when they are not
/// there, because filling in a million members is many times faster without them.
#[derive(Debug)]
pub(in crate::store) struct Indexes;

impl Indexes {
    fn names() -> impl Iterator<Item = (String, &'static str)> {
        MemberColumn::ALL.into_iter().map(|column| (format!("members_by_{column}"), sorted_column(column).name))
    }

    /// Makes those that are missing; writes nothing when none is.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn create(database: &Database) -> Result<(), StoreError> {
        if Self::are_there(database).await? {
            return Ok(());
        }
        for (index, column) in Self::names() {
            let sql = format!("CREATE INDEX IF NOT EXISTS {index} ON members (organization_id, hidden, {column}, id)");
            database.define(&sql).await?;
        }
        if !database.is_sqlite() {
            let search = "CREATE INDEX IF NOT EXISTS members_search ON members USING gin (search_text gin_trgm_ops)";
            database.define(search).await?;
            database.define("ANALYZE").await?;
        }
        Ok(())
    }

    async fn are_there(database: &Database) -> Result<bool, StoreError> {
        let names: Vec<_> = Self::names().map(|(index, _)| index).collect();
        let (catalogue, name, wanted) = match database.is_sqlite() {
            true => ("sqlite_master", "name", names.len()),
            false => ("pg_indexes", "indexname", names.len() + 1),
        };
        let names = names.into_iter().chain(Some("members_search".to_owned()));
        let mut known = Query::select().from(catalogue).and_where(Expr::col(name).is_in(names)).take();
        known.and_where(match database.is_sqlite() {
            true => Expr::col("type").eq("index"),
            false => Expr::cust("schemaname = current_schema()"),
        });
        let (known,): (i64,) = sql::always(database.one(&sql::count(&known)).await?)?;
        Ok(usize::try_from(known) == Ok(wanted))
    }

    /// Takes them away, before very many members are filled in.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn drop(database: &Database) -> Result<(), StoreError> {
        for (index, _) in Self::names() {
            database.define(&format!("DROP INDEX IF EXISTS {index}")).await?;
        }
        database.define("DROP INDEX IF EXISTS members_search").await
    }
}

/// A column of `members` in a condition that is only to test rows: SQLite, which knows nothing of how many rows have
/// which value, must not choose an index by it. PostgreSQL decides by itself.
pub(super) fn tested(database: &Database, column: &str) -> Expr {
    sql::without_index(database, "members", column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_that_can_be_empty_are_walked_in_parts() {
        for column in MemberColumn::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                let always = matches!(column, MemberColumn::Name | MemberColumn::Email | MemberColumn::Status);
                assert_eq!(parts(SortBy { column, direction }, None).len(), if always { 1 } else { 2 });
            }
        }
    }
}
