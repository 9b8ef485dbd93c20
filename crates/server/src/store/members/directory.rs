//! The one list of an organization's people, as search, filters and order have it.

use crate::old_view::MembersView;
use api_types::{Member, OrganizationId, Total};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query};

use super::{
    count,
    narrow::{Narrowed, Way},
    options,
    order::{parts, sorted_column},
    row::read_in_order,
    ruler::{Ruler, Rulers},
};
use crate::{
    authz::{Authorized, Permissions, policy::ReadMembers},
    store::{
        Database, StoreError,
        columns::id_bytes,
        page::{Page, PageRequest, Position, Start},
        sql,
    },
};

/// Rows that are skipped one by one; pages farther inside are found by a ruler.
const SKIPPED: u64 = 2_000;

/// An organization's people, and what the organization knows of them by itself. Only a witness opens it.
#[derive(Debug)]
pub struct Directory<'a> {
    database: &'a Database,
    organization: OrganizationId,
    ordinal: i64,
    members: u64,
    version: i64,
    held: Permissions,
}

/// A page of a view of the list.
#[derive(Debug)]
pub struct MembersRequest<'a> {
    pub view: &'a MembersView,
    pub page: PageRequest,
    /// Whether to count to the end, however many match.
    pub count_all: bool,
    pub now: Timestamp,
}

/// A page, and the version of the list that it belongs to.
#[derive(Debug)]
pub struct MembersPage {
    pub page: Page<Member>,
    pub version: i64,
}

impl<'a> Directory<'a> {
    /// The people whom the witness lets see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(database: &'a Database, may: &Authorized<ReadMembers>) -> Result<Self, StoreError> {
        let query = Query::select()
            .columns(["ordinal", "members_total", "members_version"])
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(may.organization())))
            .take();
        let (ordinal, members, version): (i64, i64, i64) = sql::always(database.one(&query).await?)?;
        let members = members.unsigned_abs();
        let (organization, held) = (may.organization(), may.permissions().clone());
        Ok(Self { database, organization, ordinal, members, version, held })
    }

    /// Counts changes of anything that the list shows.
    pub fn version(&self) -> i64 {
        self.version
    }

    pub(super) fn database(&self) -> &'a Database {
        self.database
    }

    pub(super) fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// How many there are.
    pub(super) fn members(&self) -> u64 {
        self.members
    }

    pub(super) async fn narrowed(&self, view: &MembersView, now: Timestamp) -> Result<Narrowed<'a>, StoreError> {
        Narrowed::new(self.database, (self.organization, self.ordinal), view, false, now).await
    }

    /// The same, hidden rows included.
    pub(super) async fn narrowed_with_hidden(
        &self,
        view: &MembersView,
        now: Timestamp,
    ) -> Result<Narrowed<'a>, StoreError> {
        Narrowed::new(self.database, (self.organization, self.ordinal), view, true, now).await
    }

    /// One page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&self, rulers: &Rulers, request: &MembersRequest<'_>) -> Result<MembersPage, StoreError> {
        let view = request.view;
        let narrowed = self.narrowed(view, request.now).await?;
        let mut total = count::total(self, &narrowed).await?;
        let mut version = self.version;
        if matches!(request.page.start, Start::At(skipped) if total.exact && skipped >= total.count) {
            let page = Page { items: Vec::new(), next: None, total };
            return Ok(MembersPage { page, version });
        }
        let deep = matches!(request.page.start, Start::At(skipped) if skipped > SKIPPED);
        let ruler = if deep && narrowed.way() == Way::Walk || request.count_all && !total.exact {
            let of = (self.organization, self.version);
            Some(rulers.of(self.database, &narrowed, of, view, request.now).await?)
        } else {
            None
        };
        if let Some(ruler) = &ruler {
            version = ruler.version;
            if !total.exact {
                total = Total { count: ruler.rows, exact: true };
            }
        }
        let (after, skipped) = begin(&request.page.start, ruler.as_deref());
        let positions = self.positions(&narrowed, view, after, skipped, request.page.limit + 1).await?;
        let page = Page::cut(positions, request.page.limit, total, Clone::clone);
        let items = read_in_order(self.database, &page.items, &self.held).await?;
        Ok(MembersPage { page: Page { items, next: page.next, total: page.total }, version })
    }

    /// The rows of one page, without counting what comes before and after it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rows(&self, request: &MembersRequest<'_>) -> Result<Page<Member>, StoreError> {
        let narrowed = self.narrowed(request.view, request.now).await?;
        let (after, skipped) = begin(&request.page.start, None);
        let wanted = request.page.limit + 1;
        let positions = self.positions(&narrowed, request.view, after, skipped, wanted).await?;
        let unknown = Total { count: 0, exact: false };
        let page = Page::cut(positions, request.page.limit, unknown, Clone::clone);
        Ok(Page {
            items: read_in_order(self.database, &page.items, &self.held).await?,
            next: page.next,
            total: page.total,
        })
    }

    /// The places of up to `wanted` rows that follow `after` and `skipped` more.
    async fn positions(
        &self,
        narrowed: &Narrowed<'_>,
        view: &MembersView,
        mut after: Option<&Position>,
        mut skipped: u64,
        wanted: u64,
    ) -> Result<Vec<Position>, StoreError> {
        let (column, way) = (sorted_column(view.sort.column), narrowed.way());
        let key = column.key(view.sort.direction);
        let mut positions: Vec<Position> = Vec::new();
        for part in parts(view.sort, after) {
            let mut rows = narrowed.select(way);
            rows.and_where_option(column.limits(*part));
            if let Some(position) = after.take() {
                key.skip(&mut rows, position);
            }
            let mut page = rows.clone();
            page.limit(wanted - positions.len() as u64).offset(skipped);
            match way {
                Way::Walk => key.sort(&mut page),
                Way::Gather(_) => key.sort_gathered(&mut page, self.database, "members", column.name),
            }
            let found = column.positions(self.database, page).await?;
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
        }
        Ok(positions)
    }

    /// The values of a filter and how many each leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn options(&self, request: &options::OptionsRequest<'_>) -> Result<api_types::FilterOptions, StoreError> {
        options::options(self, request).await
    }

    /// How many `view` leaves, as far as that costs little.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn total(&self, view: &MembersView, now: Timestamp) -> Result<Total, StoreError> {
        count::total(self, &self.narrowed(view, now).await?).await
    }
}

/// Behind which row a page begins, and how many rows after that one.
fn begin<'a>(start: &'a Start, ruler: Option<&'a Ruler>) -> (Option<&'a Position>, u64) {
    match (start, ruler) {
        (Start::At(skipped), Some(ruler)) => ruler.before(*skipped),
        (Start::At(skipped), None) => (None, *skipped),
        (start, _) => (start.after(), 0),
    }
}
