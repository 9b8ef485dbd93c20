//! What search and filters leave of an organization's members, and the way there.
//!
//! PostgreSQL knows from its statistics which index leads there fastest. SQLite knows nothing of one organization's
//! values, so for it the way is chosen here: either the list is walked along its order and every row is tested, or, where
//! few rows match, these are gathered by the narrowest condition's own index and sorted.

use crate::old_view::MembersView;
use api_types::{LastSignInFilter, MemberStatus, OrganizationId, Search, SearchField, Total, TwoFactorFilter};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Cond, Expr, ExprTrait, IntoCondition, Query, SelectStatement};

use super::{
    order::tested,
    search::{Runs, Sought, sought},
    tally::{Facet, counts, first_place, is_hidden, number_value},
};
use crate::store::{
    Database, StoreError,
    columns::{id_bytes, moment, status_place},
    sql,
};

/// How long ago somebody has to have signed in last to count as away.
const AWAY: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Up to so many candidates are gathered for a page. A walk to fifty among as many of a million would take as long if they
/// stood everywhere; names of one script stand together, and a walk that begins at the other end sees everybody first.
const GATHERED: u64 = 10_000;
/// Up to so many are gathered for counting.
const GATHERED_TO_COUNT: u64 = 100_000;
/// Matches of a search are counted up to here.
pub(super) const COUNTED: u64 = 10_000;

const SUM_OF_MEMBERS: &str = r#"CAST(COALESCE(SUM("member_counts"."members"), 0) AS BIGINT)"#;

/// What search and filters leave.
#[derive(Debug)]
pub(super) struct Narrowed<'a> {
    database: &'a Database,
    organization: OrganizationId,
    hidden: Hidden,
    conditions: Vec<Condition>,
}

/// Whether hidden rows are among those that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hidden {
    /// Only rows that are not hidden.
    Excluded,
    /// Only hidden rows.
    Only,
    /// Both: a filter asks for statuses of both kinds, or all statuses are counted.
    Included,
}

impl Hidden {
    fn of(statuses: &[MemberStatus]) -> Self {
        let hidden = statuses.iter().filter(|status| is_hidden(**status)).count();
        if hidden == 0 {
            Self::Excluded
        } else if hidden == statuses.len() {
            Self::Only
        } else {
            Self::Included
        }
    }

    fn test(self, column: Expr) -> Option<Expr> {
        match self {
            Self::Excluded => Some(column.eq(false)),
            Self::Only => Some(column.eq(true)),
            Self::Included => None,
        }
    }
}

/// One filter, or the search.
#[derive(Debug, Default)]
struct Condition {
    /// True for the rows that it leaves, all together.
    tests: Vec<Expr>,
    /// The places of rows among which are all that it leaves.
    candidates: Option<SelectStatement>,
    /// How many candidates there are at most, and whether exactly so many rows match.
    number: Option<Number>,
    /// Whether more than [`COUNTED`] rows match, as far as that is known.
    many: bool,
}

#[derive(Debug, Clone, Copy)]
struct Number {
    at_most: u64,
    exact: bool,
}

/// How rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Along the order, testing every row.
    Walk,
    /// By the candidates of this condition.
    Gather(usize),
}

impl<'a> Narrowed<'a> {
    /// The members of `organization` that `view` leaves at `now`.
    pub(super) async fn new(
        database: &'a Database,
        (organization, ordinal): (OrganizationId, i64),
        view: &MembersView,
        with_hidden: bool,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let hidden = if with_hidden { Hidden::Included } else { Hidden::of(&view.statuses) };
        let mut conditions = Vec::new();
        let builder = Builder { database, organization, ordinal, hidden };
        conditions.extend(builder.values(view).await?);
        conditions.extend(builder.last_sign_in(&view.last_sign_in, now));
        // Unreadable searches are refused long before.
        let sought = sought(&Search::parse(&view.search, &SearchField::ALL).unwrap_or_default());
        let (of_supervisor, own): (Vec<_>, Vec<_>) = sought.into_iter().partition(|one| one.of_supervisor);
        if !own.is_empty() {
            conditions.push(builder.search(&own).await?);
        }
        for one in &of_supervisor {
            conditions.push(builder.supervisor_search(one).await?);
        }
        Ok(Self { database, organization, hidden, conditions })
    }

    /// Whether everybody is left.
    pub(super) fn is_everybody(&self) -> bool {
        self.conditions.is_empty()
    }

    /// How to find the rows of a page.
    pub(super) fn way(&self) -> Way {
        self.way_below(GATHERED)
    }

    /// How to find them to count them.
    pub(super) fn way_to_count(&self) -> Way {
        self.way_below(GATHERED_TO_COUNT)
    }

    fn way_below(&self, limit: u64) -> Way {
        let known = |(place, condition): (usize, &Condition)| {
            let number = condition.number.filter(|_| condition.candidates.is_some())?;
            (number.at_most <= limit).then_some((number.at_most, place))
        };
        self.conditions.iter().enumerate().filter_map(known).min().map_or(Way::Walk, |(_, place)| Way::Gather(place))
    }

    /// How many match, where that is known without counting rows.
    pub(super) fn known_total(&self) -> Option<Total> {
        let none = |condition: &Condition| condition.number.is_some_and(|number| number.at_most == 0);
        match self.conditions.as_slice() {
            [Condition { many: true, .. }] => Some(Total { count: COUNTED, exact: false }),
            [Condition { number: Some(Number { at_most, exact: true }), .. }] => {
                Some(Total { count: *at_most, exact: true })
            }
            all => all.iter().any(none).then_some(Total { count: 0, exact: true }),
        }
    }

    /// Selects from the rows that are left.
    pub(super) fn select(&self, way: Way) -> SelectStatement {
        let mut select = Query::select().from("members").take();
        match way {
            Way::Walk => {
                select.and_where(Expr::col(("members", "organization_id")).eq(id_bytes(self.organization)));
                select.and_where_option(self.hidden.test(Expr::col(("members", "hidden"))))
            }
            Way::Gather(place) => {
                select.and_where(tested(self.database, "organization_id").eq(id_bytes(self.organization)));
                select.and_where_option(self.hidden.test(tested(self.database, "hidden")));
                let candidates = self.conditions.get(place).and_then(|condition| condition.candidates.clone());
                select.and_where_option(candidates.map(|all| Expr::col(("members", "place")).in_subquery(all)))
            }
        };
        self.test(&mut select, way);
        select
    }

    /// The condition that leaves hidden rows or takes them away.
    pub(super) fn hidden(&self) -> Option<Expr> {
        self.hidden.test(Expr::col(("members", "hidden")))
    }

    /// Leaves only what matches.
    pub(super) fn test(&self, select: &mut SelectStatement, way: Way) {
        for (place, condition) in self.conditions.iter().enumerate() {
            let found = way == Way::Gather(place) && condition.number.is_some_and(|number| number.exact);
            if !found {
                for test in &condition.tests {
                    select.and_where(test.clone());
                }
            }
        }
    }
}

struct Builder<'a> {
    database: &'a Database,
    organization: OrganizationId,
    ordinal: i64,
    hidden: Hidden,
}

impl Builder<'_> {
    fn column(&self, name: &str) -> Expr {
        tested(self.database, name)
    }

    /// The places of the organization's members with something in a column.
    fn places(&self, condition: impl IntoCondition) -> SelectStatement {
        Query::select()
            .column(("members", "place"))
            .from("members")
            .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(self.organization)))
            .and_where_option(self.hidden.test(Expr::col(("members", "hidden"))))
            .cond_where(condition)
            .take()
    }

    /// The filters whose values are counted.
    async fn values(&self, view: &MembersView) -> Result<Vec<Condition>, StoreError> {
        let statuses: Vec<i16> = view.statuses.iter().map(|status| status_place(*status)).collect();
        let two_factor: Vec<Option<i16>> = view.two_factor.iter().map(|value| two_factor(*value)).collect();
        let ids = |ids: &[api_types::MemberId]| ids.iter().map(|id| id_bytes(*id)).collect::<Vec<_>>();
        let roles: Vec<_> = view.roles.iter().map(|id| id_bytes(*id)).collect();
        let companies: Vec<_> = view.companies.iter().map(|id| id_bytes(*id)).collect();
        let (supervisors, inviters) = (ids(&view.supervisors), ids(&view.inviters));
        let one_of = |column: &'static str, values: &[Vec<u8>]| {
            (
                self.column(column).is_in(values.iter().cloned()),
                self.places(Expr::col(("members", column)).is_in(values.iter().cloned())),
            )
        };
        let linked = |table: &'static str, column: &'static str, values: &[Vec<u8>]| {
            (Expr::exists(self.links(table, column, values)), self.linked_places(table, column, values))
        };
        let numbers = |values: &[Option<i16>]| values.iter().map(|value| number_value(*value)).collect::<Vec<_>>();
        let all = [
            (
                Facet::Status,
                numbers(&statuses.iter().copied().map(Some).collect::<Vec<_>>()),
                (
                    self.column("status").is_in(statuses.iter().copied()),
                    self.places(Expr::col(("members", "status")).is_in(statuses.iter().copied())),
                ),
            ),
            (
                Facet::TwoFactor,
                numbers(&two_factor),
                (
                    is_in_or_absent(|| self.column("two_factor"), &two_factor),
                    self.places(is_in_or_absent(|| Expr::col(("members", "two_factor")), &two_factor)),
                ),
            ),
            (Facet::Role, roles.clone(), linked("member_roles", "role_id", &roles)),
            (Facet::Company, companies.clone(), linked("member_companies", "company_id", &companies)),
            (Facet::Supervisor, supervisors.clone(), one_of("supervisor_id", &supervisors)),
            (Facet::Inviter, inviters.clone(), one_of("invited_by_id", &inviters)),
        ];
        let mut conditions = Vec::new();
        for (facet, values, (test, candidates)) in all {
            if !values.is_empty() {
                // Who has two of the roles is counted twice.
                let exact = values.len() == 1 || !matches!(facet, Facet::Role | Facet::Company);
                // Hidden rows are only counted by status.
                let number = if facet == Facet::Status || self.hidden == Hidden::Excluded {
                    Some(Number { at_most: self.counted(facet, values).await?, exact })
                } else {
                    None
                };
                let candidates = self.gathers(candidates);
                conditions.push(Condition { tests: vec![test], candidates, number, many: false });
            }
        }
        Ok(conditions)
    }

    /// Only SQLite is told where to look.
    fn gathers(&self, candidates: SelectStatement) -> Option<SelectStatement> {
        self.database.is_sqlite().then_some(candidates)
    }

    async fn counted(&self, facet: Facet, values: Vec<Vec<u8>>) -> Result<u64, StoreError> {
        let query = counts(self.organization, facet)
            .expr(Expr::cust(SUM_OF_MEMBERS))
            .and_where(Expr::col(("member_counts", "value")).is_in(values))
            .take();
        let (sum,): (i64,) = sql::always(self.database.one(&query).await?)?;
        Ok(sum.unsigned_abs())
    }

    fn links(&self, table: &'static str, column: &'static str, values: &[Vec<u8>]) -> SelectStatement {
        Query::select()
            .expr(Expr::val(1))
            .from(table)
            .and_where(Expr::col((table, "member_id")).eq(self.column("id")))
            .and_where(Expr::col((table, column)).is_in(values.iter().cloned()))
            .take()
    }

    fn linked_places(&self, table: &'static str, column: &'static str, values: &[Vec<u8>]) -> SelectStatement {
        let members = Query::select()
            .column((table, "member_id"))
            .from(table)
            .and_where(Expr::col((table, column)).is_in(values.iter().cloned()))
            .take();
        Query::select()
            .column(("members", "place"))
            .from("members")
            .and_where(Expr::col(("members", "id")).in_subquery(members))
            .take()
    }

    fn last_sign_in(&self, wanted: &[LastSignInFilter], now: Timestamp) -> Option<Condition> {
        if wanted.is_empty() {
            return None;
        }
        let before = moment(now - AWAY);
        let any = wanted.iter().fold(Cond::any(), |any, wanted| {
            let column = self.column("last_sign_in");
            any.add(match wanted {
                LastSignInFilter::Never => column.is_null(),
                LastSignInFilter::Over90Days => column.lt(before),
            })
        });
        Some(Condition { tests: vec![any.into()], ..Condition::default() })
    }

    /// The search for what stands in the members' own texts.
    async fn search(&self, sought: &[Sought]) -> Result<Condition, StoreError> {
        let tests = sought.iter().map(|one| one.test(self.column("search_text"))).collect();
        let runs = Runs::of(sought).filter(|_| self.database.is_sqlite());
        let Some(runs) = runs else { return Ok(Condition { tests, ..Condition::default() }) };
        let candidates = runs.places(first_place(self.ordinal), first_place(self.ordinal + 1));
        let limited = candidates.clone().limit(COUNTED + 1).take();
        let number = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(limited, "found").take();
        let (found,): (i64,) = sql::always(self.database.one(&number).await?)?;
        let found = found.unsigned_abs();
        // Hidden rows are found too.
        let withdrawn = vec![number_value(Some(status_place(MemberStatus::Withdrawn)))];
        let exact = runs.exact && self.counted(Facet::Status, withdrawn).await? == 0;
        let number = (found <= COUNTED).then_some(Number { at_most: found, exact });
        Ok(Condition { tests, candidates: Some(candidates), number, many: exact && found > COUNTED })
    }

    /// The search for somebody's supervisor: among those who are one, which are few.
    async fn supervisor_search(&self, sought: &Sought) -> Result<Condition, StoreError> {
        let matching = counts(self.organization, Facet::Supervisor)
            .inner_join("members", Expr::col(("members", "id")).equals(("member_counts", "value")))
            .and_where(sought.test(Expr::col(("members", "search_text"))))
            .take();
        let ids = matching.clone().column(("member_counts", "value")).take();
        let sum = matching.clone().expr(Expr::cust(SUM_OF_MEMBERS)).take();
        let (sum,): (i64,) = sql::always(self.database.one(&sum).await?)?;
        let places = self.places(Expr::col(("members", "supervisor_id")).in_subquery(ids.clone()));
        Ok(Condition {
            tests: vec![self.column("supervisor_id").in_subquery(ids)],
            candidates: self.gathers(places),
            number: (self.hidden == Hidden::Excluded).then_some(Number { at_most: sum.unsigned_abs(), exact: true }),
            many: false,
        })
    }
}

/// A filter's value as it is kept.
pub(super) fn two_factor(filter: TwoFactorFilter) -> Option<i16> {
    super::tally::two_factor_place(match filter {
        TwoFactorFilter::On => Some(true),
        TwoFactorFilter::Off => Some(false),
        TwoFactorFilter::Unknown => None,
    })
}

fn is_in_or_absent(column: impl Fn() -> Expr, values: &[Option<i16>]) -> Expr {
    let known = column().is_in(values.iter().copied().flatten());
    if values.contains(&None) { known.or(column().is_null()) } else { known }
}
