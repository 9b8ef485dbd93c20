//! What SQLite's planner knows of the number of rows; PostgreSQL sees to its own statistics.

use super::{Change, Database, StoreError, Transaction};

/// Renews the statistics: of large tables and indexes only.
///
/// What is small now may be large tomorrow. With statistics that say "one row" SQLite reads a whole table instead of
/// using its index, and does so until they are renewed. Without statistics it takes a table for large.
///
/// # Errors
/// When the database fails.
pub async fn renew(database: &Database) -> Result<(), StoreError> {
    if !database.is_sqlite() {
        return Ok(());
    }
    database.apply(&Renew).await?;
    // The connection that writes goes on with what it knew, unless it is told. The others read it when they are opened.
    database.define("ANALYZE sqlite_schema").await
}

struct Renew;

impl Change for Renew {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        // Reads so many rows of each index at most: takes a moment however large it is.
        transaction.define("PRAGMA analysis_limit = 2000").await?;
        transaction.define("ANALYZE").await?;
        // The first number is that of the rows.
        transaction.define("DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < 10000").await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

#[cfg(test)]
mod tests {
    use api_types::{AccountId, MemberId, OrganizationId, PersonName};
    use jiff::Timestamp;
    use sea_query::{Expr, ExprTrait, SelectStatement, SqliteQueryBuilder};
    use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};

    use super::*;
    use crate::{
        authz::Token,
        clock::{Clock, Entropy},
        store::{
            access,
            accounts::{self, ForOrganization, NewAdministrator, create_administrator},
            columns::id_bytes,
            organizations, roles, sessions,
        },
    };

    /// A database of one organization and one account, with statistics that say so.
    async fn with_one_account() -> (tempfile::TempDir, String, Database) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let database = Database::connect(&url).await.unwrap();
        database.migrate().await.unwrap();
        let text = str::to_owned;
        let name = PersonName::new("Ada", "").unwrap();
        let (clock, entropy) = (Clock::System, Entropy::seeded(1));
        let acme = ForOrganization::New(text("Acme"));
        let ada = NewAdministrator::new(text("ada@a.example"), name, text("-"), acme, &clock, &entropy);
        create_administrator(&database, &ada).await.unwrap();
        database.define("ANALYZE").await.unwrap();
        (folder, url, database)
    }

    /// What every request asks for.
    fn lookups() -> [(&'static str, SelectStatement); 7] {
        let token = Token::new(&Entropy::seeded(2)).hash();
        let account = AccountId::from_u128(1);
        let email = Expr::col(("accounts", "email_key")).eq("ada@a.example");
        let id = Expr::col(("accounts", "id")).eq(id_bytes(account));
        let mut administrators = roles::administrators(OrganizationId::from_u128(2));
        [
            ("session", sessions::live(token, Timestamp::UNIX_EPOCH)),
            ("permissions", access::granted(account, OrganizationId::from_u128(2))),
            ("organizations", organizations::select_rows(access::visible_organizations(account))),
            ("account by e-mail", accounts::for_sign_in(email)),
            ("account by id", accounts::for_sign_in(id)),
            ("administrators", administrators.column(("members", "id")).limit(2).take()),
            ("roles", roles::held(&[MemberId::from_u128(3)])),
        ]
    }

    /// The lookups that read a whole table on a connection opened now.
    async fn scans(url: &str) -> Vec<&'static str> {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let mut scans = Vec::new();
        for (name, query) in lookups() {
            let sql = format!("EXPLAIN QUERY PLAN {}", query.to_string(SqliteQueryBuilder));
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
            if plan.iter().any(|(.., step)| step.starts_with("SCAN ")) {
                scans.push(name);
            }
        }
        scans
    }

    #[tokio::test]
    async fn x6_no_request_reads_a_whole_table_because_it_once_had_one_row() {
        let (_folder, url, database) = with_one_account().await;
        assert!(scans(&url).await.contains(&"session"), "the statistics do not mislead");
        renew(&database).await.unwrap();
        assert_eq!(scans(&url).await, [""; 0]);
    }

    #[tokio::test]
    async fn x6_a_large_table_keeps_its_statistics() {
        let (_folder, url, database) = with_one_account().await;
        let more = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
                    INSERT INTO accounts (id, email, email_key, name, created_at)
                    SELECT randomblob(16), i, i, i, 0 FROM n";
        database.define(more).await.unwrap();
        renew(&database).await.unwrap();
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        let known: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT tbl FROM sqlite_stat1").fetch_all(&mut connection).await.unwrap();
        assert_eq!(known, [("accounts".to_owned(),)]);
        connection.execute("DELETE FROM sqlite_stat1").await.unwrap();
        assert_eq!(scans(&url).await, [""; 0]);
    }
}
