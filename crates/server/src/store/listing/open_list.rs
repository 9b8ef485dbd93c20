//! A list of an organization: reads its pages.

use api_types::{FilterOptions, InvalidParameter, ListQuery, OrganizationId, Total};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use super::{
    counts::{VALUE, counts, number_value},
    filter::{Filtered, Plan},
    filter_options::{self, OptionsRequest},
    noun::Noun,
    page_index::{PageIndex, PageIndexes},
    sort::Sorting,
    spec::ListSpec,
    total, validate_filters,
};
use crate::{
    authz::{Authorized, Permissions},
    store::{
        Database, StoreError,
        columns::id_bytes,
        page::{Page, PageRequest, Position, Start},
        sql,
    },
};

/// Rows that are skipped one by one. Pages farther inside are found by a page index.
const SKIPPED: u64 = 2_000;
/// Rows that a page of a pattern is searched in.
const SCANNED: u64 = 20_000;

/// A list of an organization, and what is known of it without counting. Only a witness opens it.
#[derive(Debug)]
pub struct OpenList<'a> {
    database: &'a Database,
    spec: &'static ListSpec,
    organization: OrganizationId,
    ordinal: i64,
    rows: u64,
    hidden: u64,
    version: i64,
    /// What the caller may do.
    permissions: Permissions,
}

/// A page of a list, as a query asks for it.
#[derive(Debug)]
pub struct ListRequest<'a> {
    pub query: &'a ListQuery,
    pub page: PageRequest,
    /// Whether to count to the end, however many match.
    pub count_all: bool,
    pub now: Timestamp,
}

/// The rows that are read.
#[derive(Debug, Clone, Copy)]
struct Wanted<'a> {
    /// They follow this row and `skipped` more.
    after: Option<&'a Position>,
    skipped: u64,
    /// At most so many.
    rows: u64,
    /// Whether a scan tests at most [`SCANNED`] rows with a value to sort by, and as many without.
    is_bounded: bool,
}

/// The positions of the rows of a page, and the version of the list that they belong to.
#[derive(Debug)]
pub struct ListPage {
    pub page: Page<Position>,
    pub version: i64,
}

impl<'a> OpenList<'a> {
    /// The list of a noun, in the organization of the witness.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open<N: Noun>(database: &'a Database, may: &Authorized<N::Read>) -> Result<Self, StoreError> {
        let list = Self::load(database, N::SPEC, may.organization()).await?;
        Ok(Self { permissions: may.permissions().clone(), ..list })
    }

    async fn load(
        database: &'a Database,
        spec: &'static ListSpec,
        organization: OrganizationId,
    ) -> Result<Self, StoreError> {
        let or_zero = |number: SelectStatement| Expr::from(Func::coalesce([Expr::from(number), Expr::val(0i64)]));
        let state = |lists: &[&'static str]| {
            Query::select()
                .from("list_state")
                .and_where(Expr::col(("list_state", "organization_id")).eq(id_bytes(organization)))
                .and_where(Expr::col(("list_state", "list")).is_in(lists.iter().copied()))
                .take()
        };
        let lists: Vec<_> = spec.depends_on.iter().copied().chain([spec.name()]).collect();
        let versions = r#"CAST(SUM("list_state"."version") AS BIGINT)"#;
        let hidden = spec.hidden_values().map(|(facet, numbers)| {
            let is_hidden = Expr::col(VALUE).is_in(numbers.into_iter().map(|number| number_value(Some(number))));
            let rows = Expr::cust(r#"CAST(SUM("list_counts"."rows") AS BIGINT)"#);
            counts(organization, facet).expr(rows).and_where(is_hidden).take()
        });
        let query = Query::select()
            .column("ordinal")
            .expr(or_zero(state(&[spec.name()]).column("total").take()))
            .expr(or_zero(state(&lists).expr(Expr::cust(versions)).take()))
            .expr(hidden.map_or(Expr::cust("CAST(0 AS BIGINT)"), or_zero))
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        let (ordinal, rows, version, hidden): (i64, i64, i64, i64) = sql::always(database.one(&query).await?)?;
        let (rows, hidden) = (rows.unsigned_abs(), hidden.unsigned_abs());
        Ok(Self { database, spec, organization, ordinal, rows, hidden, version, permissions: Permissions::default() })
    }

    /// Increases with every change of anything that the list shows.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Whether the filter is for the caller. To the others, it has no values.
    pub(super) fn can_filter(&self, filter: &str) -> bool {
        self.spec.listing.filter_needs(filter).is_none_or(|needed| self.permissions.contains(needed))
    }

    pub(super) fn database(&self) -> &'a Database {
        self.database
    }

    pub(super) fn spec(&self) -> &'static ListSpec {
        self.spec
    }

    pub(super) fn organization(&self) -> OrganizationId {
        self.organization
    }

    pub(super) fn ordinal(&self) -> i64 {
        self.ordinal
    }

    /// How many rows it has, without hidden ones.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows are hidden.
    pub(super) fn hidden(&self) -> u64 {
        self.hidden
    }

    /// One page.
    ///
    /// # Errors
    /// When the search is too broad, or the database fails.
    pub async fn page(&self, indexes: &PageIndexes, request: &ListRequest<'_>) -> Result<ListPage, StoreError> {
        let filtered = Filtered::new(self, request.query, request.now, false).await?;
        let mut total = total::total(self, &filtered).await?;
        if matches!(request.page.start, Start::At(skipped) if total.exact && skipped >= total.count) {
            let page = Page { items: Vec::new(), next: None, total };
            return Ok(ListPage { page, version: self.version });
        }
        let is_deep = matches!(request.page.start, Start::At(skipped) if skipped > SKIPPED);
        let in_order = filtered.is_in_order(filtered.plan());
        let walked = if in_order { filtered.walked_rows(filtered.plan()) } else { self.rows };
        let is_bounded = filtered.has_pattern() && walked > self.spec.tested();
        let count_all = request.count_all && !total.exact;
        if count_all && is_bounded {
            return Err(StoreError::TooBroad);
        }
        let index = if !is_bounded && (is_deep && in_order || count_all) {
            Some(indexes.of(self, &filtered, request.query, request.now).await?)
        } else {
            None
        };
        if let Some(index) = index.as_deref().filter(|_| !total.exact) {
            total = Total { count: index.rows, exact: true };
        }
        let (after, skipped) = begin(&request.page.start, index.as_deref());
        let limit = request.page.limit;
        // If the candidates of a pattern were counted to the end, few of them match.
        let plan = if is_bounded && total.exact { filtered.plan_to_count() } else { filtered.plan() };
        let wanted = Wanted { after, skipped, rows: limit + 1, is_bounded: false };
        let positions = if filtered.is_in_order(plan) && is_bounded {
            self.positions_of_pattern(&filtered, request.query, plan, wanted).await?
        } else {
            self.positions(&filtered, request.query, plan, wanted).await?
        };
        let page = Page::cut(positions, limit, total, Clone::clone);
        Ok(ListPage { page, version: index.map_or(self.version, |index| index.version) })
    }

    /// One page, without counting what comes before and after it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn uncounted_page(&self, request: &ListRequest<'_>) -> Result<Page<Position>, StoreError> {
        let filtered = Filtered::new(self, request.query, request.now, false).await?;
        let (after, skipped) = begin(&request.page.start, None);
        let wanted = Wanted { after, skipped, rows: request.page.limit + 1, is_bounded: false };
        let positions = self.positions(&filtered, request.query, filtered.plan(), wanted).await?;
        let unknown = Total { count: 0, exact: false };
        Ok(Page::cut(positions, request.page.limit, unknown, Clone::clone))
    }

    /// The positions that a bounded scan finds. If it does not fill the page, those of a bounded number of candidates.
    async fn positions_of_pattern(
        &self,
        filtered: &Filtered<'_>,
        query: &ListQuery,
        plan: Plan,
        wanted: Wanted<'_>,
    ) -> Result<Vec<Position>, StoreError> {
        let scan = Wanted { is_bounded: true, ..wanted };
        if let Some(positions) = self.scanned_or_fetched(filtered, query, plan, scan).await? {
            return Ok(positions);
        }
        match filtered.plan_to_count() {
            plan if filtered.is_in_order(plan) => Err(StoreError::TooBroad),
            fetch => self.positions(filtered, query, fetch, wanted).await,
        }
    }

    /// The positions of the wanted rows.
    async fn positions(
        &self,
        filtered: &Filtered<'_>,
        query: &ListQuery,
        plan: Plan,
        wanted: Wanted<'_>,
    ) -> Result<Vec<Position>, StoreError> {
        Ok(self.scanned_or_fetched(filtered, query, plan, wanted).await?.unwrap_or_default())
    }

    /// The positions of the wanted rows; `None` if a bounded scan ends before it has found all of them.
    async fn scanned_or_fetched(
        &self,
        filtered: &Filtered<'_>,
        query: &ListQuery,
        plan: Plan,
        wanted: Wanted<'_>,
    ) -> Result<Option<Vec<Position>>, StoreError> {
        let sorting = Sorting::new(self.spec, query.sort);
        let Wanted { mut after, mut skipped, rows: wanted, is_bounded } = wanted;
        let mut positions: Vec<Position> = Vec::new();
        for part in sorting.parts(after) {
            let after = after.take();
            let within = |mut rows: SelectStatement| {
                rows.and_where_option(sorting.limits(*part));
                if let Some(position) = after {
                    sorting.key().skip(&mut rows, position);
                }
                rows
            };
            let mut rows = within(filtered.select(plan));
            let end = if is_bounded { self.end_of_scan(sorting, within(filtered.walked(plan))).await? } else { None };
            if let Some(end) = &end {
                sorting.key().end(&mut rows, end);
            }
            let mut page = rows.clone();
            page.limit(wanted - positions.len() as u64).offset(skipped);
            let key = if filtered.is_in_order(plan) { sorting.key() } else { sorting.key_of_fetched(self.database) };
            key.sort(&mut page);
            let found = sorting.positions(self.database, page).await?;
            if !found.is_empty() {
                skipped = 0;
            } else if skipped > 0 {
                let (count,): (i64,) = sql::always(self.database.one(&sql::count(&rows)).await?)?;
                skipped = skipped.saturating_sub(count.unsigned_abs());
            }
            positions.extend(found);
            if positions.len() as u64 == wanted {
                break;
            }
            if end.is_some() {
                return Ok(None);
            }
        }
        Ok(Some(positions))
    }

    /// The last row that a bounded scan of `rows` tests; `None` if there are fewer.
    async fn end_of_scan(&self, sorting: Sorting, mut rows: SelectStatement) -> Result<Option<Position>, StoreError> {
        rows.limit(1).offset(SCANNED - 1);
        sorting.key().sort(&mut rows);
        Ok(sorting.positions(self.database, rows).await?.pop())
    }

    /// The values of a filter, each with the number of rows that it leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_options(&self, request: &OptionsRequest<'_>) -> Result<FilterOptions, StoreError> {
        filter_options::filter_options(self, request).await
    }

    /// The ids of the first rows of another list whose texts contain the words of `find`, and whether there are more.
    pub(super) async fn rows_of(
        &self,
        spec: &'static ListSpec,
        find: &str,
        most: u64,
        now: Timestamp,
    ) -> Result<(Vec<Vec<u8>>, bool), StoreError> {
        let other = Self::load(self.database, spec, self.organization).await?;
        let mut query = ListQuery::new(spec.listing);
        find.clone_into(&mut query.search);
        let page = PageRequest { limit: most, start: Start::First };
        let page = other.uncounted_page(&ListRequest { query: &query, page, count_all: false, now }).await?;
        Ok((page.items.iter().map(Position::id_bytes).collect(), page.next.is_some()))
    }

    /// How many rows `query` matches, as far as that costs little.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn total(&self, query: &ListQuery, now: Timestamp) -> Result<Total, StoreError> {
        total::total(self, &Filtered::new(self, query, now, false).await?).await
    }

    /// The first filter of `query` with a value that names nothing in the organization, or with a date that does not
    /// exist.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invalid_filter(&self, query: &ListQuery) -> Result<Option<InvalidParameter>, StoreError> {
        validate_filters::invalid_filter(self, query).await
    }
}

/// The row that a page starts behind, and the number of rows to skip after it.
fn begin<'a>(start: &'a Start, index: Option<&'a PageIndex>) -> (Option<&'a Position>, u64) {
    match (start, index) {
        (Start::At(skipped), Some(index)) => index.before(*skipped),
        (Start::At(skipped), None) => (None, *skipped),
        (start, _) => (start.after(), 0),
    }
}

#[cfg(test)]
mod tests {
    use api_types::{AUDIT_EVENTS, DEVICES, MemberId, PersonName, TargetKind};
    use sea_query::SqliteQueryBuilder;
    use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

    use super::*;
    use crate::{
        clock::{Clock, Entropy, new_id},
        store::{
            accounts::{ForOrganization, NewAdministrator, create_administrator},
            audit, devices,
        },
    };

    /// A log of 20,000 events by and about one member, and its organization and member.
    async fn log() -> (tempfile::TempDir, String, Database, OrganizationId, MemberId) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let database = Database::connect(&url).await.unwrap();
        database.migrate().await.unwrap();
        let (clock, entropy, text) = (Clock::System, Entropy::seeded(1), str::to_owned);
        let name = PersonName::new("Ada", "").unwrap();
        let acme = ForOrganization::New(text("Acme"));
        let ada = NewAdministrator::new(text("ada@a.example"), name, text("-"), acme, &clock, &entropy);
        create_administrator(&database, &ada).await.unwrap();
        let more = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO audit_events (id, organization_id, account_id, action, subject_id, details, occurred_at)
            SELECT randomblob(16), organization_id, account_id, CASE i % 3 WHEN 0 THEN 'mail.sent' ELSE 'member.changed' END,
                   id, '{}', 0 FROM members, n";
        database.define(more).await.unwrap();
        audit::seal(&database, &entropy).await.unwrap();
        let ids = Query::select().columns(["organization_id", "id"]).from("members").take();
        let (organization, member): (Vec<u8>, Vec<u8>) = database.one(&ids).await.unwrap().unwrap();
        let read = |id: &[u8]| u128::from_be_bytes(id.try_into().unwrap());
        let (organization, member) =
            (OrganizationId::from_u128(read(&organization)), MemberId::from_u128(read(&member)));
        (folder, url, database, organization, member)
    }

    /// The steps of the plan of a page.
    async fn plan(url: &str, list: &OpenList<'_>, query: &ListQuery) -> Vec<String> {
        let filtered = Filtered::new(list, query, Timestamp::UNIX_EPOCH, false).await.unwrap();
        let plan = filtered.plan();
        let sorting = Sorting::new(list.spec, query.sort);
        let mut page = filtered.select(plan);
        let key = if filtered.is_in_order(plan) { sorting.key() } else { sorting.key_of_fetched(list.database) };
        key.sort(&mut page);
        let after: MemberId = new_id(&Clock::System, &Entropy::seeded(9));
        sorting.key().skip(&mut page, &Position { key: crate::store::page::Key::Absent, id: after.as_u128() });
        page.expr(Expr::col(("audit_events", "id"))).limit(51);
        let sql = format!("EXPLAIN QUERY PLAN {}", page.to_string(SqliteQueryBuilder));
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let steps: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        steps.into_iter().map(|(.., step)| step).collect()
    }

    #[tokio::test]
    async fn dev1_a_device_is_found_among_more_than_a_hundred_thousand() {
        let (_folder, _, database, organization, _) = log().await;
        let more = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)
            INSERT INTO devices (id, organization_id, name, external_id, created_at, changed_at, name_key, external_key,
                search_text)
            SELECT randomblob(16), organization_id, 'Pump ' || i, i, 0, 0, CAST(i AS BLOB), i, '  pump  ' || i || '  '
            FROM members, n";
        database.define(more).await.unwrap();
        let count = "INSERT OR REPLACE INTO list_state (organization_id, list, total, placed, version)
            SELECT organization_id, 'devices', 120000, 0, 1 FROM members";
        database.define(count).await.unwrap();
        let list = OpenList::load(&database, &devices::SPEC, organization).await.unwrap();
        let mut query = ListQuery::new(&DEVICES);
        query.search = "pump 119999".to_owned();
        let page = PageRequest { start: Start::First, limit: 50 };
        let request = ListRequest { query: &query, page, count_all: false, now: Timestamp::UNIX_EPOCH };
        let found = list.page(&PageIndexes::default(), &request).await.unwrap().page;
        assert_eq!((found.items.len(), found.total), (1, Total { count: 1, exact: true }));
    }

    #[tokio::test]
    async fn aud1_a_page_of_the_log_is_read_along_an_index_in_its_order() {
        let (_folder, url, database, organization, member) = log().await;
        assert_eq!(api_types::AuditAction::MemberChanged.target(), Some(TargetKind::Member));
        for is_analyzed in [false, true] {
            if is_analyzed {
                crate::store::statistics::renew(&database).await.unwrap();
            }
            let list = OpenList::load(&database, &audit::SPEC, organization).await.unwrap();
            for (filters, index) in [
                (vec![], "audit_events_by_organization"),
                (vec![("from", "2020-01-01".to_owned())], "audit_events_by_organization"),
                (vec![("actor", member.to_string())], "audit_events_by_actor"),
                (vec![("actor", "none".to_owned())], "audit_events_by_actor"),
                (vec![("target", member.to_string()), ("to", "2030-01-01".to_owned())], "audit_events_by_target"),
                (vec![("action", "mail.sent".to_owned()), ("actor", member.to_string())], "audit_events_by_action"),
                // Too many to be sorted, so the newest are tested one by one.
                (vec![("action", "mail.sent,member.changed".to_owned())], "audit_events_by_organization"),
            ] {
                let mut query = ListQuery::new(&AUDIT_EVENTS);
                for (filter, value) in &filters {
                    query.read(filter, value).unwrap();
                }
                let steps = plan(&url, &list, &query).await;
                let [step] = steps.as_slice() else { panic!("{filters:?}: {steps:?}") };
                assert!(step.starts_with("SEARCH") && step.contains(index), "{filters:?}: {step}");
            }
        }
    }
}
